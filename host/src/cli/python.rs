//! `host python`

use std::{
    fs,
    io::{Read, Write, stderr, stdin, stdout},
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use serde_json::{Map, Value, json};

use super::{FAULT, Recording, Tools, blender::Choice, call, compare, connect::Connect, output};
use crate::{
    catalog::{Catalog, Failure, Outcome},
    component::compiled::Cache,
    text::harmless,
};

/// How many things of a kind are told one by one.
const TOLD: usize = 12;

/// The tool that runs scripts.
const TOOL: &str = "run_python";

/// Runs a Python script in Blender, sandboxed, as the tool run_python does.
///
/// What the script prints goes to stdout, what it did to stderr. Exits with 1 if
/// the script fails. With --compare, the script runs natively in one new Blender
/// and sandboxed in another, and stdout tells what is different then.
#[derive(Args)]
pub(super) struct Python {
    /// The script; `-` reads it from stdin
    #[arg(value_name = "FILE")]
    script: PathBuf,
    /// How many seconds the script may compute [default: what the policy allows]
    #[arg(long, value_name = "S")]
    timeout: Option<f64>,
    /// Take back in the end what the script did, and tell what it was
    #[arg(long)]
    dry_run: bool,
    /// Print the whole answer as JSON
    #[arg(long)]
    json: bool,
    /// Run the script both natively and sandboxed, each in a Blender of its own,
    /// and tell what is different; exits with 1 if anything is. Natively, a
    /// script may do anything to this computer
    #[arg(long, conflicts_with = "dry_run")]
    compare: bool,
    #[command(flatten)]
    choice: Choice,
    #[command(flatten)]
    tools: Tools,
    #[command(flatten)]
    recording: Recording,
    #[command(flatten)]
    connect: Connect,
}

impl Python {
    pub(super) fn run(self) -> Result<ExitCode> {
        let mut args = Map::from_iter([("code".to_owned(), json!(read(&self.script)?))]);
        if let Some(timeout) = self.timeout {
            args.insert("timeout".to_owned(), json!(timeout));
        }
        if self.dry_run {
            args.insert("dry_run".to_owned(), json!(true));
        }
        let sources = self.tools.sources()?;
        let catalog = Catalog::load(&sources, Cache::of_user())?;
        let Some(tool) = catalog.tools.get(TOOL) else {
            bail!("there is no tool `{TOOL}`; {} must grant the component `python`", catalog.policy.source);
        };
        if self.compare {
            return compare::run(tool, &catalog, &args, &self.choice.find()?, &self.recording, self.json);
        }
        let call = self.recording.call(self.connect.link(sources.operations))?;
        let (answer, code) = match call::run(tool, &catalog, &args, call)? {
            Outcome::Data(report) => (report, ExitCode::SUCCESS),
            Outcome::Failed(Failure { error: Some(error), denied, .. }) => {
                denied.iter().for_each(|denial| output::complain(&format!("denied: {denial}")));
                (error, ExitCode::from(FAULT))
            }
            Outcome::Failed(Failure { text, .. }) => (json!({ "message": text }), ExitCode::from(FAULT)),
            other => bail!("`{TOOL}` answered with {other:?}"),
        };
        if self.json {
            output::json(&answer)?;
        } else {
            print(&answer)?;
        }
        Ok(code)
    }
}

fn read(script: &Path) -> Result<String> {
    if script.as_os_str() != "-" {
        return fs::read_to_string(script).with_context(|| format!("cannot read {}", script.display()));
    }
    let mut text = String::new();
    stdin().read_to_string(&mut text).context("cannot read stdin")?;
    Ok(text)
}

/// What the script printed, as it is; the rest on stderr.
fn print(answer: &Value) -> Result<()> {
    write!(stdout(), "{}", harmless(answer["output"].as_str().unwrap_or_default()))?;
    stdout().flush()?;
    let mut lines = Vec::new();
    for key in ["added", "changed", "removed"] {
        let all: &[Value] = answer[key].as_array().map_or(&[], Vec::as_slice);
        let mut things: Vec<_> = all.iter().take(TOLD).map(thing).collect();
        if all.len() > TOLD {
            things.push(format!("and {} more", all.len() - TOLD));
        }
        if !things.is_empty() {
            lines.push(format!("{key}: {}", things.join(", ")));
        }
    }
    for (key, word) in [("refused", "refused"), ("notes", "note")] {
        let texts = answer[key].as_array().into_iter().flatten().filter_map(Value::as_str);
        lines.extend(texts.map(|text| format!("{word}: {text}")));
    }
    if let (Some(total), Some(blender)) = (answer["seconds"]["total"].as_f64(), answer["seconds"]["blender"].as_f64()) {
        lines.push(format!("{total:.2} s, of which {blender:.2} s in Blender"));
    }
    lines.extend(answer["message"].as_str().map(str::to_owned));
    writeln!(stderr(), "{}", harmless(&lines.join("\n")))?;
    Ok(())
}

/// A data-block by kind and name.
fn thing(change: &Value) -> String {
    format!("{}[{}]", change["kind"].as_str().unwrap_or_default(), change["name"])
}
