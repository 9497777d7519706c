//! Failures of operations, as `blender:ops/types.op-error` has them.

use serde::Deserialize;

/// Which kind of failure it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// An argument is outside what the operation takes.
    Validation,
    /// Blender or its add-on cannot be reached.
    Connection,
    /// The token is wrong or missing.
    Auth,
    /// Blender refused or failed.
    Operation,
    /// The deadline passed.
    Timeout,
    /// A fault in the host or the add-on.
    System,
}

impl Category {
    /// The word that stands for it on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Category::Validation => "validation",
            Category::Connection => "connection",
            Category::Auth => "auth",
            Category::Operation => "operation",
            Category::Timeout => "timeout",
            Category::System => "system",
        }
    }
}

/// An operation that did not succeed.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, thiserror::Error)]
#[error("{}: {message}", category.word())]
pub struct OpError {
    /// Which kind of failure it is.
    pub category: Category,
    /// What was tried, what is wrong, and what can be done.
    pub message: String,
    /// Whether the same call may succeed later.
    pub retryable: bool,
}

impl OpError {
    /// An argument that does not fit.
    pub fn validation(message: impl Into<String>) -> OpError {
        OpError { category: Category::Validation, message: message.into(), retryable: false }
    }

    /// A fault that is not the caller's.
    pub fn system(message: impl Into<String>) -> OpError {
        OpError { category: Category::System, message: message.into(), retryable: false }
    }

    /// Blender cannot be reached, but may be later.
    pub fn connection(message: impl Into<String>) -> OpError {
        OpError { category: Category::Connection, message: message.into(), retryable: true }
    }

    /// The deadline passed.
    pub fn timeout(message: impl Into<String>) -> OpError {
        OpError { category: Category::Timeout, message: message.into(), retryable: true }
    }

    /// The same, but only to be repeated if `retryable`.
    pub fn retryable_if(self, retryable: bool) -> OpError {
        OpError { retryable, ..self }
    }
}
