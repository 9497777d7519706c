//! A line of the record: a JSON object whose last member is the hash of the rest.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::text;

/// A SHA-256 as 64 hexadecimal digits.
pub type Hash = String;

/// What the first line has as the hash of the line before it.
pub const NOTHING: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// How the hash stands at the end of a line: before it, and after it.
const HASH: (&[u8], &[u8]) = (b",\"hash\":\"", b"\"}");

/// What a line has in the chain.
#[derive(Clone, Debug, Deserialize)]
pub struct Link {
    /// Its number, from 1.
    pub seq: u64,
    /// What it speaks of.
    pub kind: String,
    /// The hash of the line before it.
    pub prev: Hash,
    /// Its own.
    pub hash: Hash,
}

/// The members of a line that are its own; the chain adds the others.
pub struct Body(Vec<u8>);

impl Body {
    /// A line of this kind, about this call if it is about one.
    pub fn new(kind: &str, call: Option<&str>) -> Body {
        let mut body = Body(Vec::with_capacity(512));
        body.add("kind", kind);
        if let Some(call) = call {
            body.add("call", call);
        }
        body
    }

    /// Adds a member.
    pub fn add(&mut self, name: &str, value: &(impl Serialize + ?Sized)) {
        self.name(name);
        // Keys are texts and numbers are finite or null, so there is nothing to go wrong.
        let _ = text::write_json(&mut self.0, value);
    }

    /// Adds a member that is JSON already.
    pub fn add_json(&mut self, name: &str, json: &[u8]) {
        self.name(name);
        self.0.extend(json);
    }

    /// Adds how long something took.
    pub fn add_duration(&mut self, took: Duration) {
        self.add("durationMs", &(took.as_micros() as f64 / 1000.0));
    }

    fn name(&mut self, name: &str) {
        self.0.extend(b",\"");
        self.0.extend(name.as_bytes());
        self.0.extend(b"\":");
    }

    /// The whole line with its line end, and its hash.
    pub fn line(&self, seq: u64, time: jiff::Timestamp, prev: &str) -> (Vec<u8>, Hash) {
        let mut line = format!("{{\"seq\":{seq},\"time\":\"{time:.6}\"").into_bytes();
        line.reserve(self.0.len() + 160);
        line.extend(&self.0);
        line.extend(b",\"prev\":\"");
        line.extend(prev.as_bytes());
        line.extend(b"\"}");
        let hash = hex(&Sha256::digest(&line));
        line.pop();
        line.extend(HASH.0);
        line.extend(hash.as_bytes());
        line.extend(HASH.1);
        line.push(b'\n');
        (line, hash)
    }
}

impl Link {
    /// Of a line without its line end; none if it is no line of a record.
    pub fn of(line: &[u8]) -> Option<Link> {
        serde_json::from_slice(line).ok()
    }
}

/// The hash that a line without its line end should have; none if it does not end
/// with one.
pub fn hash_of(line: &[u8]) -> Option<Hash> {
    let end = line.len().checked_sub(HASH.0.len() + NOTHING.len() + HASH.1.len())?;
    let (rest, hash) = line.split_at(end);
    if !hash.starts_with(HASH.0) || !hash.ends_with(HASH.1) {
        return None;
    }
    Some(hex(&Sha256::new().chain_update(rest).chain_update(b"}").finalize()))
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = bytes.iter().flat_map(|byte| [DIGITS[usize::from(byte >> 4)], DIGITS[usize::from(byte & 15)]]);
    digits.map(char::from).collect()
}

/// The bytes that hexadecimal digits stand for.
pub fn unhex(digits: &str) -> Option<Vec<u8>> {
    let digits = digits.as_bytes();
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let pair = |pair: &[u8]| u8::try_from(digit(pair.first()?)? * 16 + digit(pair.get(1)?)?).ok();
    digits.chunks(2).map(pair).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_a_line_is_that_of_its_bytes_without_the_hash() {
        let mut body = Body::new("op", Some("c0ffee"));
        body.add("op", "scene/ping");
        body.add_duration(Duration::from_micros(1500));
        let time = "2026-11-22T15:00:00.25Z".parse().expect("it is a time");
        let (line, hash) = body.line(7, time, NOTHING);
        let text = String::from_utf8(line).expect("it is text");
        let rest = format!(
            r#"{{"seq":7,"time":"2026-11-22T15:00:00.250000Z","kind":"op","call":"c0ffee","op":"scene/ping","durationMs":1.5,"prev":"{NOTHING}"}}"#
        );
        assert_eq!(hash, hex(&Sha256::digest(&rest)));
        assert_eq!(text, format!("{},\"hash\":\"{hash}\"}}\n", rest.trim_end_matches('}')));
        let line = text.trim_end().as_bytes();
        assert_eq!(hash_of(line), Some(hash.clone()));
        assert_eq!(Link::of(line).map(|link| (link.seq, link.kind, link.hash)), Some((7, "op".to_owned(), hash)));
        assert_eq!(hash_of(b"{}"), None);
    }
}
