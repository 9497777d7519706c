//! The record of what components did: who was called with what, which operations
//! they asked for, what was decided on each and by which line, and what came of it.

use std::{sync::Arc, time::Duration};

use serde_json::{Map, Value};

use crate::{
    blender::{Answer, OpError, Request},
    component::Digest,
    policy::Ruling,
    sandbox::Stop,
};

/// Where calls are recorded; clones write to the same file.
#[derive(Clone, Default)]
pub struct Audit(Option<Arc<()>>);

/// A call that begins.
pub struct Start<'a> {
    /// The tool.
    pub tool: &'a str,
    /// Its component.
    pub component: &'a str,
    /// The file that runs.
    pub digest: &'a Digest,
    /// The arguments.
    pub args: &'a Map<String, Value>,
    /// Whether nothing is sent.
    pub dry_run: bool,
}

/// The record of one call; clones write to the same.
#[derive(Clone, Default)]
pub struct Record(Option<Arc<()>>);

/// An attempt at an operation.
pub struct Attempt<'a> {
    /// What was to be sent.
    pub request: &'a Request,
    /// What the policy says.
    pub ruling: &'a Ruling,
    /// What the person said, if one was asked.
    pub asked: Option<&'a str>,
    /// How long it took.
    pub took: Duration,
    /// What Blender answered; none if nothing was sent.
    pub answer: Option<Result<&'a Answer, &'a OpError>>,
}

impl Audit {
    /// Begins the record of a call.
    pub fn begin(&self, _: &Start<'_>) -> Record {
        Record(self.0.clone())
    }
}

impl Record {
    /// Records an attempt at an operation.
    pub fn attempt(&self, _: &Attempt<'_>) {}

    /// Records an attempt at something else than an operation: a file, a request.
    pub fn denied(&self, _: &crate::policy::Denial) {}

    /// Records the end: what came of it as JSON, or why there is nothing.
    pub fn end(&self, _: Result<Option<&Value>, &Stop>) {}
}
