//! What commands print: for people on a terminal, plain in a pipe, or JSON.

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use serde_json::Value;

/// Prints a text and a line end.
pub(super) fn line(text: &str) -> Result<()> {
    writeln!(io::stdout(), "{text}")?;
    Ok(())
}

/// Prints JSON, indented.
pub(super) fn json(value: &Value) -> Result<()> {
    line(&format!("{value:#}"))
}

/// A text in bold on a terminal.
pub(super) fn bold(text: &str) -> String {
    if io::stdout().is_terminal() { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
}

/// Whether an error only says that who read our output has stopped.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
