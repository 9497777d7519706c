//! Texts of components, scenes and people, made safe to be shown: characters that
//! steer a terminal, or turn the direction of writing, stand as their codes.

use std::{borrow::Cow, io};

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};

/// Whether a character does something else than stand there.
fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A text for a terminal; lines and tabs stay.
pub fn text(text: &str) -> Cow<'_, str> {
    let steers = |c: char| steers(c) && !matches!(c, '\n' | '\t');
    if !text.contains(steers) {
        return text.into();
    }
    text.chars().map(|c| if steers(c) { c.escape_unicode().to_string() } else { c.to_string() }).collect()
}

/// Writes a value as JSON on one line, which reads back as the same value.
pub fn write_json(to: impl io::Write, value: &(impl Serialize + ?Sized)) -> serde_json::Result<()> {
    value.serialize(&mut Serializer::with_formatter(to, Escaping))
}

/// Compact JSON in which such characters stand as `\u` and four digits.
struct Escaping;

impl Formatter for Escaping {
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, to: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        // All of them have a code of four digits.
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| steers(*c)) {
            write!(to, "{}\\u{:04x}", &rest[..at], u32::from(c))?;
            rest = &rest[at + c.len_utf8()..];
        }
        to.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown_as_its_code() {
        assert_eq!(text("a\u{1b}[2Jb\u{202e}c\r"), "a\\u{1b}[2Jb\\u{202e}c\\u{d}");
        assert_eq!(text("two\nlines,\tGröße"), "two\nlines,\tGröße");
    }

    #[test]
    fn json_has_no_character_that_steers_and_reads_back() {
        let value = json!({ "a\u{9b}": ["\u{1b}[2J\u{202e}\n\u{7f}Größe \"\\", 1.5, null] });
        let mut bytes = Vec::new();
        write_json(&mut bytes, &value).expect("it can be written");
        let written = String::from_utf8(bytes).expect("it is text");
        assert_eq!(written, r#"{"a\u009b":["\u001b[2J\u202e\n\u007fGröße \"\\",1.5,null]}"#);
        assert_eq!(serde_json::from_str::<Value>(&written).expect("it is JSON"), value);
    }
}
