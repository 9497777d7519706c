//! The record of what components did: who was called with what, which operations
//! they asked for, what was decided on each and by which line, and what came of it.
//! `docs/audit.md` describes it.

mod attempt;
mod chain;
mod files;
mod line;
mod playback;
mod record;
#[cfg(test)]
mod tests;
mod values;
mod verify;

use std::{path::PathBuf, sync::Arc};

use serde_json::{Map, Value};

pub use attempt::Attempt;
pub use chain::{FILE, ROTATED};
pub use files::{Line, Lines, Tail, of_folder};
pub use playback::Playback;
pub use record::{End, Record};
pub use values::{Redact, Redactor, Summary};
pub use verify::{Verified, Wrong, verify};

use crate::{
    component::Digest,
    sandbox::{Stop, Tape},
};

/// Where calls are recorded; clones write to the same file.
#[derive(Clone, Default)]
pub struct Audit(Option<Arc<chain::Chain>>);

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
    /// What takes secrets out of what is recorded.
    pub redactor: Redactor,
    /// What the component sees of chance and time, if answers are recorded, too.
    pub tape: Option<Tape>,
}

impl Audit {
    /// In this folder, made when it is first needed.
    pub fn in_folder(folder: PathBuf) -> Audit {
        Audit(Some(Arc::new(chain::Chain::in_folder(folder))))
    }

    /// Finds out whether calls can be recorded.
    pub fn check(&self) -> Result<(), Stop> {
        self.0.as_ref().map_or(Ok(()), |chain| chain.check()).map_err(refused)
    }

    /// Begins the record of a call; where that is not possible, the call must not be.
    pub fn begin(&self, start: Start<'_>) -> Result<Record, Stop> {
        match &self.0 {
            Some(chain) => Record::begin(chain.clone(), start),
            None => Ok(Record::default()),
        }
    }
}

fn refused(error: anyhow::Error) -> Stop {
    Stop::Audit(format!("{error:#}"))
}
