//! `host audit`

use std::{
    collections::{HashMap, VecDeque},
    path::{Path, PathBuf},
    process::ExitCode,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use jiff::{SpanRelativeTo, Timestamp, civil::Date, tz::TimeZone};
use serde_json::{Value, json};

use super::{
    FAULT, block_on,
    output::{self, Tone},
};
use crate::{
    audit::{FILE, Line, Lines, Tail, of_folder, verify},
    folders,
    policy::OpPattern,
    wit::packages::OpName,
};

/// How often the file is looked at for new lines.
const LOOK: Duration = Duration::from_millis(250);

/// How many characters of arguments and messages are shown.
const SHOWN: usize = 120;

/// Shows the record of what tools did, and verifies it.
///
/// One line for each call, each operation that it asked for, each other thing that
/// it was denied, and its end. Where several filters are given, a line has to pass
/// all of them.
#[derive(Args)]
pub(super) struct Audit {
    #[command(flatten)]
    filter: Filter,
    /// How many lines are shown, the newest ones
    #[arg(long, value_name = "N", default_value_t = 50)]
    last: usize,
    /// Go on with what is recorded from now on, until Ctrl-C
    #[arg(long)]
    follow: bool,
    /// Print the lines as they are recorded
    #[arg(long)]
    json: bool,
    /// Check that no line was changed, removed, added or moved, and print the hash
    /// of the last one; exits with 1 if one was
    #[arg(long, conflicts_with_all = ["follow", "last"])]
    verify: bool,
    /// Check that a hash that was noted earlier is still that of a line: that lines
    /// were cut off at the end is not seen otherwise
    #[arg(long, value_name = "HASH", requires = "verify")]
    head: Option<String>,
    /// Another file in place of this user's record
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
}

/// Which lines are shown.
#[derive(Args)]
struct Filter {
    /// Only calls of this tool
    #[arg(long)]
    tool: Option<String>,
    /// Only calls of this component's tools
    #[arg(long, value_name = "NAME")]
    component: Option<String>,
    /// Only this call; the beginning of its id is enough
    #[arg(long, value_name = "ID")]
    call: Option<String>,
    /// Only operations like `removal/delete-object`, `removal` or `*/delete-*`
    #[arg(long, value_name = "PATTERN", value_parser = OpPattern::parse)]
    op: Option<OpPattern>,
    /// Only operations on which this was decided
    #[arg(long, value_parser = ["allow", "ask", "deny"])]
    decision: Option<String>,
    /// Only what is newer: a time like `10m`, `2h` or `3d`, or a moment like
    /// `2026-11-22` or `2026-11-22T15:00:00Z`
    #[arg(long, value_name = "TIME", value_parser = moment)]
    since: Option<Timestamp>,
    /// Only what failed or was denied
    #[arg(long)]
    failed: bool,
}

impl Audit {
    pub(super) fn run(self) -> Result<ExitCode> {
        let folder = match &self.file {
            Some(_) => PathBuf::new(),
            None => folders::audit()?,
        };
        if self.verify {
            return self.verify(files(self.file.as_deref(), &folder)?);
        }
        let mut events = Events::default();
        if !self.follow {
            let mut last = VecDeque::new();
            for line in Lines::of(files(self.file.as_deref(), &folder)?) {
                self.keep(&mut last, events.of(line?));
            }
            return self.show(&last).map(|()| ExitCode::SUCCESS);
        }
        // Opened first, so that no line is missed if another file is begun meanwhile.
        let path = self.file.clone().unwrap_or_else(|| folder.join(FILE));
        let mut tail = Tail::of(path.clone());
        let mut last = VecDeque::new();
        let older = files(self.file.as_deref(), &folder)?.into_iter().filter(|file| *file != path);
        for line in Lines::of(older.collect()) {
            self.keep(&mut last, events.of(line?));
        }
        for line in tail.read()? {
            self.keep(&mut last, events.of(line));
        }
        self.show(&last)?;
        block_on(async {
            tokio::select! {
                failed = self.follow(tail, events) => failed?,
                interrupted = tokio::signal::ctrl_c() => interrupted?,
            }
            Ok(ExitCode::SUCCESS)
        })
    }

    async fn follow(&self, mut tail: Tail, mut events: Events) -> Result<()> {
        loop {
            tokio::time::sleep(LOOK).await;
            for line in tail.read()? {
                if let Some(event) = events.of(line).filter(|event| self.filter.passes(event)) {
                    self.show([&event])?;
                }
            }
        }
    }

    fn keep(&self, last: &mut VecDeque<Event>, event: Option<Event>) {
        last.extend(event.filter(|event| self.filter.passes(event)));
        if last.len() > self.last {
            last.pop_front();
        }
    }

    fn show<'a>(&self, events: impl IntoIterator<Item = &'a Event>) -> Result<()> {
        for event in events {
            match self.json {
                true => output::line(&String::from_utf8_lossy(&event.line.bytes))?,
                false => output::toned(&event.parts())?,
            }
        }
        Ok(())
    }

    fn verify(&self, files: Vec<PathBuf>) -> Result<ExitCode> {
        let count = files.len();
        let verified = verify(Lines::of(files), self.file.is_none(), self.head.as_deref())?;
        let missing = self.head.is_some() && !verified.found;
        if self.json {
            output::json(&json!({
                "lines": verified.lines,
                "first": verified.first,
                "head": verified.head,
                "wrong": verified.wrong.as_ref().map(|wrong| json!({ "place": wrong.place, "why": wrong.why })),
                "found": self.head.as_ref().map(|_| verified.found),
            }))?;
        } else {
            if let Some(wrong) = &verified.wrong {
                output::line(&wrong.to_string())?;
            }
            let whole =
                if verified.wrong.is_some() { "before that are as they were written" } else { "as they were written" };
            output::line(&format!("{} lines in {count} files, {whole}", verified.lines))?;
            if verified.first > 1 {
                output::line(&format!("They begin with line {}; what was before it is not looked at", verified.first))?;
            }
            match &verified.head {
                Some(head) => output::line(&format!(
                    "The last has the hash {head}\nNote it: with `--head HASH` it can be told later whether lines were \
                     cut off at the end, or all of them written anew"
                ))?,
                None => output::line("Nothing is recorded")?,
            }
            if let (true, Some(noted)) = (missing, &self.head) {
                output::line(&format!(
                    "No line has the hash {noted}: lines were cut off, or the record is another one"
                ))?;
            }
        }
        Ok(if verified.wrong.is_none() && !missing { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
    }
}

/// The files to read.
pub(super) fn files(file: Option<&Path>, folder: &Path) -> Result<Vec<PathBuf>> {
    match file {
        Some(file) if file.exists() => Ok(vec![file.to_owned()]),
        Some(file) => bail!("there is no file {}", file.display()),
        None if folder.exists() => of_folder(folder),
        None => Ok(Vec::new()),
    }
}

/// A time that has passed by now, or a moment.
fn moment(text: &str) -> Result<Timestamp> {
    moment_before(Timestamp::now(), text)
}

fn moment_before(now: Timestamp, text: &str) -> Result<Timestamp> {
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Ok(moment);
    }
    if let Ok(date) = text.parse::<Date>() {
        return Ok(date.to_zoned(TimeZone::UTC)?.timestamp());
    }
    let span = text.parse::<jiff::Span>().ok();
    let passed = span.and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()).ok());
    let passed = passed.with_context(|| {
        format!("`{text}` is neither a time like `10m`, `2h` or `3d` nor a moment like `2026-11-22T15:00:00Z`")
    })?;
    Ok(now.checked_sub(passed)?)
}

/// Reads lines, and remembers which call is whose.
#[derive(Default)]
struct Events {
    calls: HashMap<String, (String, String)>,
    seq: u64,
}

/// A line that is shown.
struct Event {
    line: Line,
    json: Value,
    tool: String,
    component: String,
}

impl Events {
    /// What a line tells; none if it tells nothing, or was told before.
    fn of(&mut self, line: Line) -> Option<Event> {
        let json = line.json();
        let seq = json["seq"].as_u64().filter(|seq| *seq > self.seq)?;
        self.seq = seq;
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let call = text("call");
        let (tool, component) = match json["kind"].as_str() {
            Some("call") => {
                self.calls.insert(call, (text("tool"), text("component")));
                (text("tool"), text("component"))
            }
            Some("end") => self.calls.remove(&call).unwrap_or_default(),
            _ => self.calls.get(&call).cloned().unwrap_or_default(),
        };
        Some(Event { line, json, tool, component })
    }
}

impl Filter {
    fn passes(&self, event: &Event) -> bool {
        let json = &event.json;
        let is = |wanted: &Option<String>, found: &str| wanted.as_ref().is_none_or(|wanted| wanted == found);
        let text = |key: &str| json[key].as_str().unwrap_or_default();
        let named = |pattern: &OpPattern| {
            text("op")
                .split_once('/')
                .is_some_and(|(interface, function)| pattern.matches(&OpName::new(interface, function)))
        };
        is(&self.tool, &event.tool)
            && is(&self.component, &event.component)
            && self.call.as_ref().is_none_or(|call| text("call").starts_with(call.as_str()))
            && self.op.as_ref().is_none_or(named)
            && is(&self.decision, if self.decision.is_some() { text("decision") } else { "" })
            && self.since.is_none_or(|since| text("time").parse::<Timestamp>().is_ok_and(|time| time >= since))
            && (!self.failed || event.failed())
    }
}

impl Event {
    fn failed(&self) -> bool {
        let json = &self.json;
        json["kind"] == "denied"
            || json["decision"] == "deny"
            || ["no", "nobody"].iter().any(|said| json["asked"] == *said)
            || json.get("error").is_some()
            || ["failed", "cancelled"].iter().any(|outcome| json["outcome"] == *outcome)
    }

    /// The event for people.
    fn parts(&self) -> Vec<(Tone, String)> {
        let json = &self.json;
        let text = |key: &str| json[key].as_str().unwrap_or_default();
        let time = text("time").parse::<Timestamp>().map_or(String::new(), |time| format!("{time:.3}"));
        let tone = if self.failed() { Tone::Bad } else { Tone::Plain };
        let mut parts = vec![
            (Tone::Faint, format!("{time:<24}")),
            (Tone::Faint, format!("{:<8.8}", text("call"))),
            (tone, format!("{:<8}", text("kind"))),
        ];
        let took = json["durationMs"].as_f64().map(|ms| format!("{ms} ms")).unwrap_or_default();
        match text("kind") {
            "call" => {
                parts.push((Tone::Good, format!("{} ({})", self.tool, self.component)));
                parts.push((Tone::Plain, short(&json["arguments"].to_string())));
                if json["dryRun"] == true {
                    parts.push((Tone::Faint, "dry run".to_owned()));
                }
            }
            "op" => {
                parts.push((tone, text("op").to_owned()));
                parts.push((Tone::Plain, short(&json["arguments"].to_string())));
                let line = json["line"].as_str().unwrap_or("no line");
                let asked = json["asked"].as_str().map(|said| format!(", asked: {said}")).unwrap_or_default();
                parts.push((tone, format!("{} ({line}{asked})", text("decision"))));
                if let Some(message) = json["error"]["message"].as_str() {
                    parts.push((
                        Tone::Bad,
                        short(&format!("{}: {message}", json["error"]["category"].as_str().unwrap_or_default())),
                    ));
                }
                parts.push((Tone::Faint, took));
            }
            "end" => {
                parts.push((tone, format!("{} {}", self.tool, text("outcome"))));
                parts.push((Tone::Bad, short(text("error"))));
                parts.push((Tone::Faint, took));
            }
            "asked" => {
                parts.push((tone, text("action").to_owned()));
                parts.push((Tone::Plain, short(&json["arguments"].to_string())));
                parts.push((tone, format!("({}, asked: {})", text("line"), text("asked"))));
            }
            "denied" => parts.push((tone, short(text("what")))),
            "repaired" => parts.push((tone, "the line before this was not written to its end".to_owned())),
            "rotated" => parts.push((tone, "the record goes on in another file".to_owned())),
            _ => {}
        }
        parts.retain(|(_, text)| !text.is_empty());
        parts
    }
}

/// So much of a text as fits into a line.
fn short(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_newer_is_told_by_a_time_that_has_passed_or_a_moment() {
        let now = Timestamp::now();
        for (text, minutes) in [("10m", 10), ("2h", 120), ("1d 1m", 24 * 60 + 1)] {
            let moment = moment_before(now, text).expect("it is a time");
            assert_eq!(now.duration_since(moment), jiff::SignedDuration::from_mins(minutes));
        }
        for text in ["2026-11-22", "2026-11-22T00:00:00Z", "2026-11-22T01:00:00+01:00"] {
            assert_eq!(moment(text).expect("it is a moment").to_string(), "2026-11-22T00:00:00Z");
        }
        assert!(moment("yesterday").is_err_and(|e| e.to_string().contains("`10m`")));
    }
}
