//! What commands print: for people on a terminal, plain in a pipe, or JSON.

use std::{
    borrow::Cow,
    io::{self, IsTerminal, Write},
};

use anyhow::Result;
use serde_json::Value;

use crate::catalog::Catalog;

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

/// A text in which characters that steer a terminal, or turn the direction of
/// writing, stand as their codes.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t'))
            || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(steers) {
        return text.into();
    }
    text.chars().map(|c| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// Prints JSON, indented.
pub(super) fn json(value: &Value) -> Result<()> {
    writeln!(io::stdout(), "{value:#}")?;
    Ok(())
}

/// Whether an error only says that who read our output has stopped.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_as_its_code() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{202e}c\r"), "a\\u{1b}[2Jb\\u{202e}c\\u{d}");
        assert_eq!(harmless("two\nlines,\tGröße"), "two\nlines,\tGröße");
    }
}
