//! Values taken out of text and out of streams, in the forms in which servers
//! send back what they were sent.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    iter,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, alphabet, engine::general_purpose::GeneralPurpose, prelude::*};

use super::spelling::{self, Reach};
use crate::audit;

/// Takes values out of text: all that it has been told of, also after it was
/// cloned.
#[derive(Clone, Default)]
pub struct Redactor(Arc<Mutex<Needles>>);

/// What is looked for; a snapshot that a stream works with.
#[derive(Clone, Default)]
struct Needles {
    all: Arc<Vec<Needle>>,
    /// The bytes that one of them may begin with, a bit each; all are ASCII.
    first: u128,
}

/// Text that is taken out.
#[derive(Clone)]
struct Needle {
    text: Vec<u8>,
    /// Whether each of its characters may be escaped.
    escaped: bool,
    /// What stands in its place.
    instead: String,
}

impl audit::Redact for Redactor {
    fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        Redactor::redact(self, text)
    }
}

impl Redactor {
    /// Takes out this value too, which is ASCII, where it goes out as `prefix` and
    /// value.
    pub fn add(&self, name: &str, prefix: &str, value: &str) {
        let mut needles = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut all = needles.all.to_vec();
        let encoded = encodings(prefix, value).into_iter().map(|text| (text, false));
        for (text, escaped) in iter::once((value.to_owned(), true)).chain(encoded) {
            let text = text.into_bytes();
            if !all.iter().any(|known| known.text == text && known.escaped == escaped) {
                all.push(Needle { text, escaped, instead: format!("[secret {name}]") });
            }
        }
        let marks = spelling::MARKS.iter();
        needles.first =
            all.iter().filter_map(|needle| needle.text.first()).chain(marks).fold(0, |bits, byte| bits | bit(*byte));
        needles.all = Arc::new(all);
    }

    /// The text without the values.
    pub fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        match self.bytes(text.as_bytes()) {
            // Every form is ASCII, so what is left of UTF-8 is UTF-8.
            Cow::Owned(bytes) => Cow::Owned(String::from_utf8_lossy(&bytes).into_owned()),
            Cow::Borrowed(_) => Cow::Borrowed(text),
        }
    }

    /// The bytes without the values.
    pub fn bytes<'a>(&self, bytes: &'a [u8]) -> Cow<'a, [u8]> {
        let mut stream = self.stream();
        if !stream.needles.occur(bytes) {
            return Cow::Borrowed(bytes);
        }
        let mut redacted = stream.push(bytes);
        redacted.extend(stream.end());
        Cow::Owned(redacted)
    }

    /// Takes the values known by now out of a stream.
    pub fn stream(&self) -> Stream {
        Stream { needles: self.0.lock().unwrap_or_else(PoisonError::into_inner).clone(), held: Vec::new() }
    }
}

fn bit(byte: u8) -> u128 {
    1_u128.checked_shl(byte.into()).unwrap_or(0)
}

impl Needles {
    fn occur(&self, bytes: &[u8]) -> bool {
        (0..bytes.len()).any(|at| self.at(&bytes[at..]).0.is_some())
    }

    /// The length of the longest that these bytes begin with, and what stands in its
    /// place; and whether more bytes might make one whole, or longer.
    fn at(&self, bytes: &[u8]) -> (Option<(usize, &str)>, bool) {
        let (mut longest, mut begun) = (None, false);
        if bytes.first().is_some_and(|byte| self.first & bit(*byte) != 0) {
            for needle in self.all.iter() {
                let reach = needle.reach(bytes);
                begun |= reach.begun;
                if let Some(length) = reach.whole.filter(|length| longest.is_none_or(|(known, _)| known < *length)) {
                    longest = Some((length, needle.instead.as_str()));
                }
            }
        }
        (longest, begun)
    }
}

impl Needle {
    fn reach(&self, bytes: &[u8]) -> Reach {
        if self.escaped {
            return spelling::reach(&self.text, bytes);
        }
        let whole = bytes.starts_with(&self.text).then_some(self.text.len());
        Reach { whole, begun: whole.is_none() && self.text.starts_with(bytes) }
    }
}

/// A stream in the course of redaction. It holds back only what might be the
/// beginning of a value.
pub struct Stream {
    needles: Needles,
    held: Vec<u8>,
}

impl Stream {
    /// Takes a piece and gives what can be said by now.
    pub fn push(&mut self, piece: &[u8]) -> Vec<u8> {
        self.held.extend_from_slice(piece);
        self.take(false)
    }

    /// What was held back, once nothing follows.
    pub fn end(&mut self) -> Vec<u8> {
        self.take(true)
    }

    fn take(&mut self, ended: bool) -> Vec<u8> {
        let bytes = std::mem::take(&mut self.held);
        let mut said = Vec::with_capacity(bytes.len());
        let mut at = 0;
        while at < bytes.len() {
            let rest = &bytes[at..];
            let (found, begun) = self.needles.at(rest);
            if begun && !ended {
                self.held = rest.to_vec();
                break;
            }
            match found {
                Some((length, instead)) => {
                    said.extend_from_slice(instead.as_bytes());
                    at += length;
                }
                None => {
                    said.push(rest[0]);
                    at += 1;
                }
            }
        }
        said
    }
}

/// The encodings of a value as a whole: hexadecimal, and Base64, alone or as part of
/// something longer.
fn encodings(prefix: &str, value: &str) -> BTreeSet<String> {
    let whole = format!("{prefix}{value}");
    let mut forms = BTreeSet::new();
    forms.insert(value.bytes().map(|byte| format!("{byte:02x}")).collect());
    forms.insert(value.bytes().map(|byte| format!("{byte:02X}")).collect());
    for alphabet in [alphabet::STANDARD, alphabet::URL_SAFE] {
        let base64 = GeneralPurpose::new(&alphabet, base64::engine::general_purpose::NO_PAD);
        forms.insert(base64.encode(value));
        forms.insert(base64.encode(&whole));
        // Inside of something longer, it begins at any of three places in a group,
        // and its first and last letters depend on what is around it.
        for before in 1..3 {
            let text = [&[0; 2][..before], value.as_bytes()].concat();
            let letters = base64.encode(&text);
            forms.insert(letters[before + 1..text.len() * 8 / 6].to_owned());
        }
        forms.insert(base64.encode(value)[..value.len() * 8 / 6].to_owned());
    }
    forms.insert(BASE64_STANDARD.encode(value));
    forms.insert(BASE64_URL_SAFE.encode(value));
    forms.insert(BASE64_STANDARD.encode(&whole));
    forms.insert(BASE64_URL_SAFE.encode(&whole));
    forms
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const VALUE: &str = "s3cr3t/Tok+en?42";

    fn redactor() -> Redactor {
        let redactor = Redactor::default();
        redactor.add("api", "Bearer ", VALUE);
        redactor
    }

    #[test]
    fn a_value_is_taken_out_in_every_form() {
        let redactor = redactor();
        let hexadecimal = "7333637233742f546f6b2b656e3f3432";
        for form in [
            VALUE.to_owned(),
            "s3cr3t\\/Tok+en?42".to_owned(),
            "s3cr3t%2FTok%2Ben%3F42".to_owned(),
            "s3cr3t%2fTok%2ben%3f42".to_owned(),
            hexadecimal.to_owned(),
            hexadecimal.to_uppercase(),
            BASE64_STANDARD.encode(VALUE),
            BASE64_URL_SAFE_NO_PAD.encode(VALUE),
            BASE64_STANDARD.encode(format!("Bearer {VALUE}")),
            // Slashes kept, in JSON as Go and .NET write it, and in HTML.
            "s3cr3t/Tok%2Ben%3F42".to_owned(),
            "s3cr3t/Tok\\u002Ben\\u003f42".to_owned(),
            "s3cr3t&#x2F;Tok&#43;en?42".to_owned(),
        ] {
            assert_eq!(redactor.redact(&format!("<{form}>")), "<[secret api]>", "{form}");
        }
    }

    #[test]
    fn a_value_is_taken_out_of_base64_of_something_longer() {
        let redactor = redactor();
        for before in ["", "a", "ab", "abc", "user:", "user_1:"] {
            for after in ["", "z", "yz", "xyz"] {
                let text = BASE64_STANDARD.encode(format!("{before}{VALUE}{after}"));
                let redacted = redactor.redact(&text);
                assert!(redacted.contains("[secret api]"), "{before}{VALUE}{after} stays {redacted}");
                // All but the letters that also depend on what is around the value.
                let left = redacted.replace("[secret api]", "");
                assert!(left.len() <= text.len() - VALUE.len() * 8 / 6 + 4, "{left} is left of {text}");
            }
        }
    }

    #[test]
    fn other_text_stays_as_it_is() {
        assert!(matches!(redactor().redact("s3cr3t/Tok+en?4 is not it, ä neither"), Cow::Borrowed(_)));
        assert_eq!(redactor().redact(""), "");
    }

    #[test]
    fn a_stream_holds_back_only_what_a_value_might_begin_with() {
        let mut stream = redactor().stream();
        assert_eq!(stream.push(b"hello s3c"), b"hello ");
        assert_eq!(stream.push(b"ond"), b"s3cond");
        assert_eq!(stream.push(b" s3cr3t/Tok"), b" ");
        assert_eq!(stream.end(), b"s3cr3t/Tok");
    }

    #[test]
    fn a_clone_knows_what_is_added_later() {
        let redactor = Redactor::default();
        let clone = redactor.clone();
        redactor.add("late", "", "correct horse");
        assert_eq!(clone.redact("a correct horse"), "a [secret late]");
    }

    /// What leaves a stream whose pieces have these lengths.
    fn streamed(redactor: &Redactor, text: &str, cuts: Vec<usize>) -> String {
        let mut stream = redactor.stream();
        let mut redacted = Vec::new();
        let (mut rest, mut cuts) = (text.as_bytes(), cuts.into_iter());
        while !rest.is_empty() {
            let (piece, left) = rest.split_at(cuts.next().unwrap_or(7).min(rest.len()));
            redacted.extend(stream.push(piece));
            rest = left;
        }
        redacted.extend(stream.end());
        String::from_utf8(redacted).expect("it is UTF-8 still")
    }

    /// A value with characters that are escaped in every usual way.
    const SPECIAL: &str = "s3cr3t/Tok+en?4=&x <\"'\\>%!";

    /// The value, each of its characters in one of its ways.
    fn spelled() -> impl Strategy<Value = Vec<String>> {
        SPECIAL.bytes().map(|byte| proptest::sample::select(spelling::tests::of(byte))).collect::<Vec<_>>()
    }

    proptest! {
        #[test]
        fn a_value_in_any_mixture_of_forms_leaves_no_stream(
            spelled in spelled(),
            around in "[k-rA-Z .;ä]{0,12}",
            cuts in proptest::collection::vec(0..40_usize, 0..60),
        ) {
            let redactor = Redactor::default();
            redactor.add("api", "", SPECIAL);
            let text = format!("{around}{}{around}", spelled.concat());
            prop_assert_eq!(streamed(&redactor, &text, cuts), format!("{around}[secret api]{around}"), "{}", text);
        }

        #[test]
        fn what_differs_from_a_value_in_a_character_stays(
            spelled in spelled(),
            at in 0..SPECIAL.len(),
            other in "[A-RU-Z5-9~]",
            cuts in proptest::collection::vec(0..40_usize, 0..60),
        ) {
            let redactor = Redactor::default();
            redactor.add("api", "", SPECIAL);
            let mut spelled = spelled;
            spelled[at] = other;
            let text = spelled.concat();
            prop_assert_eq!(streamed(&redactor, &text, cuts), text);
        }

        #[test]
        fn however_a_stream_is_cut_no_value_leaves_it(
            parts in proptest::collection::vec((0..4_usize, "[a-zA-Z0-9+/=%s3c]{0,12}"), 0..8),
            cuts in proptest::collection::vec(0..200_usize, 0..40),
        ) {
            let redactor = redactor();
            redactor.add("other", "", "s3cr3t/Tok+en?42x");
            let bearer = BASE64_STANDARD.encode(format!("Bearer {VALUE}"));
            let needles = [VALUE, "s3cr3t/Tok+en?42x", "s3cr3t%2FTok%2Ben%3F42", &bearer];
            let text: String = parts.iter().map(|(needle, around)| format!("{around}{}", needles[*needle])).collect();

            let redacted = streamed(&redactor, &text, cuts);
            prop_assert_eq!(&redacted, &redactor.redact(&text));
            for needle in needles {
                prop_assert!(!redacted.contains(needle), "{} in {}", needle, redacted);
            }
        }
    }
}
