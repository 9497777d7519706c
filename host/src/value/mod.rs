//! Component-model values as JSON and back, by the [`Shape`] of their type.
//!
//! `docs/protocol.md` has the table. Bytes are the one thing that depends on
//! where the JSON goes: see [`Bytes`].

mod from_json;
mod stand_in;
mod to_json;

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Value, json};

pub use from_json::from_json;
pub use stand_in::stand_in;
pub use to_json::to_json;

/// How `list<u8>` travels.
pub trait Bytes {
    /// Makes JSON of bytes.
    fn write(&mut self, bytes: Vec<u8>) -> Value;
    /// Makes bytes of JSON.
    fn read(&self, value: &Value) -> Option<Vec<u8>>;
}

/// Bytes in JSON for people and MCP clients: as Base64.
pub struct Base64;

impl Bytes for Base64 {
    fn write(&mut self, bytes: Vec<u8>) -> Value {
        BASE64_STANDARD.encode(bytes).into()
    }

    fn read(&self, value: &Value) -> Option<Vec<u8>> {
        BASE64_STANDARD.decode(value.as_str()?).ok()
    }
}

/// Bytes beside the JSON: the attachments of a message to or from Blender.
#[derive(Debug, Default, PartialEq)]
pub struct Attachments(pub Vec<u8>);

impl Bytes for Attachments {
    fn write(&mut self, bytes: Vec<u8>) -> Value {
        let at = json!({ "offset": self.0.len(), "length": bytes.len() });
        self.0.extend(bytes);
        at
    }

    fn read(&self, value: &Value) -> Option<Vec<u8>> {
        let number = |key| usize::try_from(value.get(key)?.as_u64()?).ok();
        let offset = number("offset")?;
        let end = offset.checked_add(number("length")?)?;
        self.0.get(offset..end).map(<[u8]>::to_vec)
    }
}

/// A value that does not have the type it should have.
#[derive(Debug, thiserror::Error, PartialEq)]
#[error("{}expected {expected}, found {found}", at(path))]
pub struct Mismatch {
    /// The names and indices that lead to the value, outermost first.
    pub path: Vec<String>,
    expected: String,
    found: String,
}

impl Mismatch {
    fn new(expected: impl Into<String>, found: impl Into<String>) -> Mismatch {
        Mismatch { path: Vec::new(), expected: expected.into(), found: found.into() }
    }

    fn inside(mut self, part: impl ToString) -> Mismatch {
        self.path.insert(0, part.to_string());
        self
    }
}

fn at(path: &[String]) -> String {
    if path.is_empty() { String::new() } else { format!("`{}`: ", path.join(".")) }
}

#[cfg(test)]
mod tests;
