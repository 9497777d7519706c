//! The record of one call.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Instant,
};

use serde_json::Value;

use super::{
    Attempt, Redactor, Start, Summary,
    chain::Chain,
    line::{Body, hex},
    refused, values,
};
use crate::{
    capability::ask::{Answer, Question},
    policy::{Denial, Ruling},
    sandbox::{Stop, Tape},
    value::Attachments,
    wit::packages::OpName,
};

/// The record of one call; clones write to the same.
#[derive(Clone, Default)]
pub struct Record(Option<Arc<Open>>);

/// How a call ended.
pub enum End<'a> {
    /// With this result, or with none if it gives none.
    Done(Option<&'a Value>),
    /// With a result by which it says itself that it failed.
    Failed(&'a Value),
    /// Without a result.
    Stopped(&'a Stop),
}

pub(super) struct Open {
    chain: Arc<Chain>,
    call: String,
    began: Instant,
    pub(super) redactor: Redactor,
    /// If answers are recorded, too.
    pub(super) tape: Option<Tape>,
    ended: AtomicBool,
}

impl Record {
    pub(super) fn begin(chain: Arc<Chain>, start: Start<'_>) -> Result<Record, Stop> {
        let mut id = [0; 8];
        getrandom::fill(&mut id).map_err(|e| Stop::Audit(format!("the system gives no random numbers: {e}")))?;
        let Start { tool, component, digest, args, dry_run, redactor, tape } = start;
        let open = Open { chain, call: hex(&id), began: Instant::now(), redactor, tape, ended: AtomicBool::new(true) };
        let mut body = open.body("call");
        body.add("tool", tool);
        body.add("component", component);
        body.add("digest", &digest.to_string());
        let args = match open.tape {
            Some(_) => values::whole(args, &open.redactor),
            None => values::arguments(args, &open.redactor),
        };
        body.add_json("arguments", &args.json);
        if args.redacted {
            body.add("redacted", &true);
        }
        if args.cut {
            body.add("cut", &true);
        }
        body.add("dryRun", &dry_run);
        body.add("host", env!("CARGO_PKG_VERSION"));
        if let Some(tape) = &open.tape {
            body.add("seed", &hex(&tape.seed()));
        }
        open.add(&body)?;
        open.ended.store(false, Ordering::Relaxed);
        Ok(Record(Some(Arc::new(open))))
    }

    /// Begins the record of an attempt at an operation.
    pub fn attempt<'a>(
        &self,
        op: &'a OpName,
        args: &'a serde_json::Map<String, Value>,
        attachments: &'a Attachments,
        ruling: &'a Ruling,
    ) -> Attempt<'a> {
        Attempt::new(self.0.clone(), op, args, attachments, ruling)
    }

    /// Records an attempt at something else than an operation: a file, a request.
    pub fn denied(&self, denial: &Denial) -> Result<(), Stop> {
        let Some(open) = &self.0 else { return Ok(()) };
        let mut body = open.body("denied");
        body.add("what", &*values::text(&denial.what, &open.redactor));
        if !denial.line.is_empty() {
            body.add("wouldAllow", &denial.line);
        }
        open.add(&body)
    }

    /// Records what a person said who was asked about something else than an
    /// operation: a file.
    pub fn asked(&self, question: &Question, said: &Answer) -> Result<(), Stop> {
        let Some(open) = &self.0 else { return Ok(()) };
        let mut body = open.body("asked");
        body.add("action", &question.action);
        let args = values::arguments(&question.arguments, &open.redactor);
        body.add_json("arguments", &args.json);
        body.add("line", &question.place.as_ref().map(ToString::to_string));
        body.add("asked", said.word());
        if args.redacted {
            body.add("redacted", &true);
        }
        open.add(&body)
    }

    /// Records the end.
    pub fn end(&self, end: End<'_>) -> Result<(), Stop> {
        let Some(open) = &self.0 else { return Ok(()) };
        open.ended.store(true, Ordering::Relaxed);
        let nothing = Attachments::default();
        let summary = |result: Option<&Value>| Summary::of_result(result.unwrap_or(&Value::Null), &nothing);
        let (outcome, result, error) = match end {
            End::Done(result) => ("ok", Some(summary(result)), None),
            End::Failed(result) => ("failed", Some(summary(Some(result))), None),
            End::Stopped(Stop::Cancelled) => ("cancelled", None, None),
            End::Stopped(stop) => ("failed", None, Some(stop.to_string())),
        };
        open.end(outcome, result, error.as_deref())
    }
}

impl Open {
    pub(super) fn body(&self, kind: &str) -> Body {
        Body::new(kind, Some(&self.call))
    }

    pub(super) fn add(&self, body: &Body) -> Result<(), Stop> {
        self.chain.add(body).map_err(refused)
    }

    fn end(&self, outcome: &str, result: Option<Summary>, error: Option<&str>) -> Result<(), Stop> {
        let mut body = self.body("end");
        body.add("outcome", outcome);
        body.add_duration(self.began.elapsed());
        if let Some(result) = &result {
            body.add("result", result);
        }
        if let Some(error) = error {
            body.add("error", &*values::text(error, &self.redactor));
        }
        if let Some(clocks) = self.tape.as_ref().and_then(Tape::clocks) {
            body.add("clocks", &clocks);
        }
        self.add(&body)
    }
}

impl Drop for Open {
    /// A call whose end nobody has recorded was given up, by a fault or because
    /// the host ends.
    fn drop(&mut self) {
        if *self.ended.get_mut() {
            return;
        }
        let (outcome, error) = match std::thread::panicking() {
            true => ("failed", Some("this host has a fault")),
            false => ("cancelled", None),
        };
        if let Err(stop) = self.end(outcome, None, error) {
            tracing::error!("{stop}");
        }
    }
}
