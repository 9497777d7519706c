//! The ways in which a character is written: as it is, and escaped as in
//! addresses, in JSON and JavaScript, and in HTML.

use std::sync::LazyLock;

/// The bytes that a character begins with where it does not stand as itself.
pub const MARKS: &[u8] = b"%\\&+";

/// The most zeros that a number in HTML begins with.
const ZEROS: usize = 4;

/// The ways of each ASCII character, the character itself first.
static WAYS: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| (0..128).map(ways).collect());

/// How far a text spells a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    /// Where the longest spelling that the text begins with ends.
    pub whole: Option<usize>,
    /// Whether the text ends within a spelling, so that more might make it whole,
    /// or longer.
    pub begun: bool,
}

/// How far a text spells an ASCII value. Each of its characters may be written in
/// a way of its own.
pub fn reach(value: &[u8], text: &[u8]) -> Reach {
    let mut begun = false;
    // A text can be read in several ways: `\\` is one backslash, or two.
    let mut ends = vec![0];
    for character in value {
        let mut next = Vec::new();
        for end in ends {
            let rest = &text[end..];
            for way in written(*character, rest.first().copied()) {
                if rest.starts_with(way.as_bytes()) {
                    next.push(end + way.len());
                } else {
                    begun |= way.as_bytes().starts_with(rest);
                }
            }
        }
        next.sort_unstable();
        next.dedup();
        ends = next;
        if ends.is_empty() {
            break;
        }
    }
    Reach { whole: ends.last().copied(), begun }
}

/// The ways of a character that a text with this first byte might hold.
fn written(character: u8, first: Option<u8>) -> &'static [String] {
    let all = WAYS.get(usize::from(character)).map_or(&[][..], Vec::as_slice);
    match first {
        Some(first) if !MARKS.contains(&first) => all.get(..1).unwrap_or_default(),
        _ => all,
    }
}

/// All ways of a character.
fn ways(character: u8) -> Vec<String> {
    let plain = char::from(character);
    let mut ways = vec![plain.to_string()];
    if plain == ' ' {
        ways.push("+".to_owned());
    }
    if !plain.is_ascii_alphanumeric() {
        ways.push(format!("\\{plain}"));
    }
    let name = match plain {
        '&' => Some("amp"),
        '<' => Some("lt"),
        '>' => Some("gt"),
        '"' => Some("quot"),
        '\'' => Some("apos"),
        _ => None,
    };
    ways.extend(name.map(|name| format!("&{name};")));
    let (lower, upper) = (format!("{character:02x}"), format!("{character:02X}"));
    let either = if lower == upper { vec![lower] } else { vec![lower, upper] };
    for code in &either {
        ways.extend([format!("%{code}"), format!("\\x{code}"), format!("\\u00{code}")]);
    }
    for zeros in (0..=ZEROS).map(|count| "0".repeat(count)) {
        ways.push(format!("&#{zeros}{character};"));
        for code in &either {
            ways.extend([format!("&#x{zeros}{code};"), format!("&#X{zeros}{code};")]);
        }
    }
    ways
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// The ways of a character, for tests to choose from.
    pub fn of(character: u8) -> &'static [String] {
        &WAYS[usize::from(character)]
    }

    #[test]
    fn a_character_is_read_in_each_of_its_ways() {
        for (character, text) in [
            ('/', "/"),
            ('/', "\\/"),
            ('/', "%2f"),
            ('/', "%2F"),
            ('/', "\\u002f"),
            ('/', "\\u002F"),
            ('/', "\\x2F"),
            ('/', "&#47;"),
            ('/', "&#047;"),
            ('/', "&#x2f;"),
            ('/', "&#X002F;"),
            ('&', "&amp;"),
            ('<', "&lt;"),
            ('>', "&gt;"),
            ('"', "&quot;"),
            ('"', "\\\""),
            ('\'', "&apos;"),
            ('\'', "&#39;"),
            ('\'', "\\'"),
            ('\\', "\\\\"),
            (' ', "+"),
            ('a', "%61"),
        ] {
            let value = [u8::try_from(character).expect("ASCII")];
            assert_eq!(reach(&value, text.as_bytes()).whole, Some(text.len()), "{text}");
            for end in 0..text.len() {
                assert!(reach(&value, &text.as_bytes()[..end]).begun, "{text} up to {end}");
            }
        }
    }

    #[test]
    fn no_other_text_is_read_as_a_character() {
        for (character, text) in
            [('a', "b"), ('a', "A"), ('n', "\\n"), ('a', "%62"), ('a', "&#97"), ('/', "%2"), ('a', "+")]
        {
            let value = [u8::try_from(character).expect("ASCII")];
            assert_eq!(reach(&value, text.as_bytes()).whole, None, "{text} for {character}");
        }
    }

    #[test]
    fn a_text_that_can_be_read_in_several_ways_is_read_to_its_longest() {
        let table: [(&str, &str, Option<usize>, bool); 6] = [
            ("\\\\", "\\\\\\\\", Some(4), false),
            ("\\\\", "\\\\\\", Some(3), true),
            ("&amp;", "&amp;", Some(5), true),
            ("&amp;", "&amp;amp;", Some(9), false),
            ("%41", "%2541", Some(5), false),
            ("\\u0041", "\\u0041", Some(6), false),
        ];
        for (value, text, whole, begun) in table {
            assert_eq!(reach(value.as_bytes(), text.as_bytes()), Reach { whole, begun }, "{value} in {text}");
        }
    }
}
