//! The lines of policy files, so that every decision can name the one that makes it.

use std::{fmt, ops::Range, sync::Arc};

/// A line of a policy file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    file: Arc<str>,
    line: usize,
}

impl Place {
    /// A place that is no line of a file.
    pub fn named(name: &str) -> Place {
        Place { file: name.into(), line: 0 }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

/// A file's text, to tell the lines of its parts.
pub(super) struct Lines<'a> {
    file: Arc<str>,
    text: &'a str,
}

impl<'a> Lines<'a> {
    pub(super) fn new(file: &str, text: &'a str) -> Lines<'a> {
        Lines { file: file.into(), text }
    }

    pub(super) fn of(&self, span: Range<usize>) -> Place {
        let before = self.text.get(..span.start).unwrap_or(self.text);
        Place { file: self.file.clone(), line: before.matches('\n').count() + 1 }
    }
}
