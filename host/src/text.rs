//! Texts of components, scenes and servers, made harmless: they are data, and
//! nothing in them may steer a terminal, or turn the direction of writing so that a
//! person reads something else than what is there.

use std::borrow::Cow;

use serde_json::Value;

/// Whether a character steers a terminal or turns the direction of writing.
fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t')) || turns(c)
}

fn turns(c: char) -> bool {
    matches!(
        c,
        '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}'
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

/// The same, indented.
pub fn pretty_json(value: &Value) -> String {
    escaped(format!("{value:#}"))
}

/// JSON itself escapes the controls below the space; the rest is only ever inside
/// of strings.
fn escaped(json: String) -> String {
    let foreign = |c: char| turns(c) || (c.is_control() && c >= '\u{7f}');
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
        for text in [json(&value), pretty_json(&value)] {
            assert!(text.chars().all(|c| !steers(c)), "{text}");
            assert!(text.contains("\\u202e") && text.contains("Größe 🙂"), "{text}");
            assert_eq!(serde_json::from_str::<Value>(&text).expect("it is JSON"), value);
        }
    }
}
