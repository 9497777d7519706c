//! Texts of components, scenes and servers, made harmless: they are data, and
//! nothing in them may steer a terminal, or turn the direction of writing so that a
//! person reads something else than what is there.

use std::{borrow::Cow, io};

use serde::Serialize;
use serde_json::{
    Value,
    ser::{Formatter, Serializer},
};

/// Whether a character steers a terminal, turns the direction of writing or is not
/// seen at all.
fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c)
}

fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// A text in which such characters stand as their codes.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if !text.contains(steers) {
        return text.into();
    }
    text.chars().map(|c| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// JSON in one line, in which such characters are escaped; it reads back as the
/// same value.
pub fn json(value: &Value) -> String {
    escaped(value.to_string())
}

/// Writes the same of anything that can be JSON.
pub fn write_json(to: impl io::Write, value: &(impl Serialize + ?Sized)) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(to, Escaping))
}

struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| foreign(*c)) {
            to.write_all(&rest.as_bytes()[..at])?;
            for unit in c.encode_utf16(&mut [0; 2]) {
                write!(to, "\\u{unit:04x}")?;
            }
            rest = &rest[at + c.len_utf8()..];
        }
        to.write_all(rest.as_bytes())
    }
}

/// The same, indented.
pub fn pretty_json(value: &Value) -> String {
    escaped(format!("{value:#}"))
}

/// Whether JSON is to escape it, which escapes the controls below the space by
/// itself.
fn foreign(c: char) -> bool {
    turns(c) || (c.is_control() && c >= '\u{7f}')
}

/// Such characters are only ever inside of strings.
fn escaped(json: String) -> String {
    if !json.contains(foreign) {
        return json;
    }
    let mut safe = String::with_capacity(json.len());
    for c in json.chars() {
        if foreign(c) {
            let mut units = [0; 2];
            for unit in c.encode_utf16(&mut units) {
                safe.push_str(&format!("\\u{unit:04x}"));
            }
        } else {
            safe.push(c);
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_as_its_code() {
        assert_eq!(harmless("a\u{1b}[2Jb\u{202e}c\r"), "a\\u{1b}[2Jb\\u{202e}c\\u{d}");
        assert_eq!(harmless("two\nlines,\tGröße"), "two\nlines,\tGröße");
    }

    #[test]
    fn json_is_escaped_and_stays_the_same_value() {
        let value = json!({ "name\u{202e}": "\u{1b}[2J\u{9b}\u{200b}\u{e0041}Größe 🙂 \"\\" });
        let mut written = Vec::new();
        write_json(&mut written, &value).expect("it can be written");
        let written = String::from_utf8(written).expect("it is text");
        for text in [json(&value), pretty_json(&value), written] {
            assert!(text.chars().all(|c| !steers(c)), "{text}");
            assert!(text.contains("\\u202e") && text.contains("Größe 🙂"), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).expect("it is JSON"), value);
        }
    }
}
