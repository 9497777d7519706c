//! Who answers the operations of a call.

use std::{
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

use serde_json::{Value, json};

use crate::{
    blender::Session,
    policy::{Decision, Ruling},
    text,
};

/// Who answers the operations of a call.
#[derive(Clone)]
pub enum Answers {
    /// Blender.
    Blender(Arc<Session>),
    /// Nobody: operations are checked and listed, and answered with stand-ins.
    Nobody(Plan),
}

/// An operation that a dry run would have sent.
#[derive(Clone, Debug)]
pub struct Planned {
    /// Its name, as policies have it.
    pub op: String,
    /// Its arguments.
    pub args: Value,
    /// What the policy says: allow, or ask.
    pub decision: Decision,
    /// The line that says so.
    pub place: String,
}

impl Planned {
    /// An operation with these arguments, on which this was decided.
    pub fn new(op: &str, args: Value, ruling: &Ruling) -> Planned {
        let place = ruling.place.as_ref().map(ToString::to_string).unwrap_or_default();
        Planned { op: op.to_owned(), args, decision: ruling.decision, place }
    }

    /// The same for programs.
    pub fn json(&self) -> Value {
        json!({ "op": self.op, "arguments": self.args, "decision": self.decision, "line": self.place })
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let asked = if self.decision == Decision::Ask { ", a person is asked first" } else { "" };
        write!(f, "- {} {} ({}{asked})", self.op, text::json(&self.args), self.place)
    }
}

/// The operations that a dry run would have sent.
#[derive(Clone, Debug, Default)]
pub struct Plan(Arc<Mutex<Vec<Planned>>>);

impl Plan {
    /// Adds one.
    pub fn add(&self, planned: Planned) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(planned);
    }

    /// All of them.
    pub fn take(&self) -> Vec<Planned> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
