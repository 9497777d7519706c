//! A recorded call, and what its operations answered then.

use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};

use anyhow::{Context, Result, bail, ensure};
use base64::{Engine, prelude::BASE64_STANDARD};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Lines, Summary, line::unhex, values};
use crate::{
    blender::{Answer, OpError},
    component::Digest,
    sandbox::{Stop, Tape},
    value::Attachments,
    wit::packages::OpName,
};

/// What to do so that a call can be run again.
const ADVICE: &str = "calls are recorded whole if the policy says `answers = true` under [audit]";

/// A recorded call.
pub struct Playback {
    /// The tool.
    pub tool: String,
    /// Its component.
    pub component: String,
    /// The file that ran.
    pub digest: Digest,
    /// The arguments.
    pub args: Map<String, Value>,
    /// The chance and time that it saw; its time only if `timed`.
    pub tape: Tape,
    /// Whether its time was recorded.
    pub timed: bool,
    /// How many operations there are.
    pub operations: usize,
    end: Ended,
    rest: Mutex<VecDeque<Operation>>,
}

#[derive(Deserialize)]
struct Call {
    tool: String,
    component: String,
    digest: String,
    arguments: Map<String, Value>,
    #[serde(rename = "dryRun")]
    dry_run: bool,
    seed: Option<String>,
    #[serde(default)]
    redacted: bool,
    #[serde(default)]
    cut: bool,
}

#[derive(Deserialize)]
struct Ended {
    outcome: String,
    result: Option<Summary>,
    error: Option<String>,
    clocks: Option<Vec<u64>>,
}

#[derive(Deserialize)]
struct Operation {
    op: String,
    arguments: Value,
    attachments: Option<Summary>,
    result: Option<Summary>,
    error: Option<OpError>,
    #[serde(default, deserialize_with = "there")]
    answer: Option<Value>,
    #[serde(rename = "answerAttachments")]
    answer_attachments: Option<String>,
    #[serde(default)]
    redacted: bool,
}

/// A member that is there, even if it is null.
fn there<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

impl Playback {
    /// Finds a call by its id or the beginning of it.
    pub fn find(lines: Lines, id: &str) -> Result<Playback> {
        let (mut call, mut operations, mut end) = (None, VecDeque::new(), None);
        let mut found: Option<String> = None;
        for line in lines {
            let line = line?;
            let json = line.json();
            let Some(of) = json["call"].as_str().filter(|of| of.starts_with(id)) else { continue };
            match &found {
                Some(found) => ensure!(found == of, "several calls begin with `{id}`: {found}, {of}"),
                None => found = Some(of.to_owned()),
            }
            let place = || format!("{}:{} is no line of a record", line.file.display(), line.number);
            match json["kind"].as_str() {
                Some("call") => call = Some(serde_json::from_value(json).with_context(place)?),
                Some("op") => operations.push_back(serde_json::from_value(json).with_context(place)?),
                Some("end") => end = Some(serde_json::from_value(json).with_context(place)?),
                _ => {}
            }
        }
        let found = found.with_context(|| format!("no call `{id}` is recorded; `host audit` has them"))?;
        let call = call.with_context(|| format!("the beginning of the call {found} is not recorded"))?;
        let end = end.with_context(|| format!("the call {found} has not ended, or its end is not recorded"))?;
        Playback::of(call, operations, end).with_context(|| format!("the call {found} cannot be run again"))
    }

    fn of(call: Call, operations: VecDeque<Operation>, end: Ended) -> Result<Playback> {
        ensure!(!call.dry_run, "it was a dry run, which Blender has not answered");
        let seed = call.seed.with_context(|| format!("its answers are not recorded; {ADVICE}"))?;
        let seed = unhex(&seed).and_then(|seed| seed.try_into().ok()).context("its `seed` is none")?;
        ensure!(!call.cut, "its arguments are longer than 1 MiB, of which only the digest is recorded");
        ensure!(!call.redacted, "a secret was taken out of its arguments");
        for (number, op) in (1..).zip(&operations) {
            let which = format!("operation {number}, {}", op.op);
            ensure!(!op.redacted, "a secret was taken out of {which}");
            if op.result.is_some() && op.answer.is_none() {
                bail!("the answer to {which}, is longer than 1 MiB, of which only the digest is recorded");
            }
        }
        ensure!(end.outcome != "cancelled", "it was cancelled, at a moment that is not recorded");
        let error = end.error.as_deref().unwrap_or_default();
        let out_of_time = ["ran longer than", "computed longer than"].iter().any(|words| error.contains(words));
        ensure!(!out_of_time, "it ran out of time, at a moment that is not recorded: {error}");
        Ok(Playback {
            tool: call.tool,
            component: call.component,
            digest: call.digest.parse()?,
            args: call.arguments,
            timed: end.clocks.is_some(),
            tape: Tape::play(seed, end.clocks.clone().unwrap_or_default()),
            operations: operations.len(),
            end,
            rest: Mutex::new(operations),
        })
    }

    /// What was answered to the next operation, if it is the one that was recorded;
    /// none if the call ended with it.
    pub fn answer(
        &self,
        op: &OpName,
        args: &Map<String, Value>,
        attachments: &Attachments,
    ) -> Result<Option<Result<Answer, OpError>>, Stop> {
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        let number = self.operations - rest.len() + 1;
        let given = values::arguments(args, &None).json;
        let now = format!("{op} {}", String::from_utf8_lossy(&given));
        let Some(recorded) = rest.pop_front() else {
            return Err(Stop::Parted(format!("operation {number}: recorded none, now {now}")));
        };
        let bytes = (!attachments.0.is_empty()).then(|| Summary::of(&attachments.0));
        let same_args = serde_json::from_slice::<Value>(&given).is_ok_and(|given| given == recorded.arguments);
        if recorded.op != op.to_string() || !same_args || recorded.attachments != bytes {
            let attached = |bytes: &Option<Summary>| {
                bytes.as_ref().map(|bytes| format!(" with {} bytes {}", bytes.bytes, bytes.sha256)).unwrap_or_default()
            };
            let (was, is) = (attached(&recorded.attachments), attached(&bytes));
            let recorded = format!("{} {}{was}", recorded.op, recorded.arguments);
            return Err(Stop::Parted(format!("operation {number}: recorded {recorded}, now {now}{is}")));
        }
        if let Some(error) = recorded.error {
            return Ok(Some(Err(error)));
        }
        let Some(result) = recorded.answer else { return Ok(None) };
        let bytes = BASE64_STANDARD.decode(recorded.answer_attachments.unwrap_or_default());
        let attachments = bytes.map_err(|e| Stop::Parted(format!("operation {number}: its recorded answer: {e}")))?;
        Ok(Some(Ok(Answer { result, attachments: Attachments(attachments) })))
    }

    /// Where this end and the recorded one part; none if they do not.
    pub fn parts(&self, result: Result<Option<&Value>, &Stop>) -> Option<String> {
        if let Err(Stop::Parted(where_)) = result {
            return Some(where_.clone());
        }
        let rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(next) = rest.front() {
            let number = self.operations - rest.len() + 1;
            return Some(format!("operation {number}: recorded {} {}, now none", next.op, next.arguments));
        }
        let told = |result: &Summary| format!("a result of {} bytes, {}", result.bytes, result.sha256);
        let now = match result {
            // It ended with an operation that was not allowed, as it did then.
            Err(Stop::Replayed) if self.end.result.is_none() => return None,
            Err(stop) if Some(stop.to_string()) == self.end.error => return None,
            Err(stop) => stop.to_string(),
            Ok(result) => {
                let now = Summary::of_result(result.unwrap_or(&Value::Null), &Attachments::default());
                if self.end.result.as_ref() == Some(&now) {
                    return None;
                }
                told(&now)
            }
        };
        let recorded = self.end.result.as_ref().map(told).or_else(|| self.end.error.clone()).unwrap_or_default();
        Some(format!("the end: recorded {recorded}, now {now}"))
    }
}
