//! What commands print: for people on a terminal, plain in a pipe, or JSON.

use std::io::{self, IsTerminal, Write};

use anyhow::Result;
use serde_json::Value;

use crate::{
    catalog::Catalog,
    text::{harmless, pretty_json},
};

/// Prints a text and a line end. What components and scenes say of themselves is
/// among it, so nothing in it reaches the terminal as a command.
pub(super) fn line(text: &str) -> Result<()> {
    writeln!(io::stdout(), "{}", harmless(text))?;
    Ok(())
}

/// Prints a heading: bold on a terminal.
pub(super) fn heading(text: &str) -> Result<()> {
    let text = harmless(text);
    if io::stdout().is_terminal() {
        writeln!(io::stdout(), "\u{1b}[1m{text}\u{1b}[0m")?
    } else {
        writeln!(io::stdout(), "{text}")?
    }
    Ok(())
}

/// Tells which built-in components a policy leaves out.
pub(super) fn left_out(catalog: &Catalog) -> Result<()> {
    if catalog.left_out.is_empty() {
        return Ok(());
    }
    line(&format!("left out by {}: {}", catalog.policy.source, catalog.left_out.join(", ")))
}

/// Says what a component imports and finds nothing behind.
pub(super) fn linked_to_nothing(words: &[&str]) -> String {
    format!("imports {}; linked to nothing", words.join(" and "))
}

/// Prints a text on stderr.
pub(super) fn complain(text: &str) {
    eprintln!("{}", harmless(text));
}

/// Prints JSON, indented.
pub(super) fn json(value: &Value) -> Result<()> {
    writeln!(io::stdout(), "{}", pretty_json(value))?;
    Ok(())
}

/// Whether an error only says that who read our output has stopped.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}
