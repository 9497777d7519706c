//! Values taken out of text and out of streams, in the forms in which servers
//! send back what they were sent.

use std::{
    borrow::Cow,
    collections::BTreeSet,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, alphabet, engine::general_purpose::GeneralPurpose, prelude::*};

use crate::audit;

/// Takes values out of text: all that it has been told of, also after it was
/// cloned.
#[derive(Clone, Default)]
pub struct Redactor(Arc<Mutex<Needles>>);

/// What is looked for; a snapshot that a stream works with.
#[derive(Clone, Default)]
struct Needles {
    /// Bytes and what stands in their place, the longest first.
    all: Arc<Vec<(Vec<u8>, String)>>,
    /// The bytes that one of them begins with, a bit each; all are ASCII.
    first: u128,
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
        for form in forms(prefix, value) {
            if !all.iter().any(|(known, _)| *known == form) {
                all.push((form, format!("[secret {name}]")));
            }
        }
        all.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
        needles.first = all.iter().filter_map(|(form, _)| form.first()).fold(0, |bits, byte| bits | bit(*byte));
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
        (0..bytes.len()).any(|at| self.first & bit(bytes[at]) != 0 && self.at(&bytes[at..]).is_some())
    }

    /// The longest that these bytes begin with.
    fn at(&self, bytes: &[u8]) -> Option<&(Vec<u8>, String)> {
        self.all.iter().find(|(needle, _)| bytes.starts_with(needle))
    }

    /// Whether these bytes are the beginning of one, and more might make it whole.
    fn begun(&self, bytes: &[u8]) -> bool {
        self.all.iter().any(|(needle, _)| needle.len() > bytes.len() && needle.starts_with(bytes))
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
            if self.needles.first & bit(rest[0]) == 0 {
                said.push(rest[0]);
                at += 1;
            } else if !ended && self.needles.begun(rest) {
                self.held = rest.to_vec();
                break;
            } else if let Some((needle, instead)) = self.needles.at(rest) {
                said.extend_from_slice(instead.as_bytes());
                at += needle.len();
            } else {
                said.push(rest[0]);
                at += 1;
            }
        }
        said
    }
}

/// The forms in which a value is looked for: as it is, as in JSON, with percent
/// signs, in hexadecimal, and in Base64, alone or as part of something longer.
fn forms(prefix: &str, value: &str) -> BTreeSet<Vec<u8>> {
    let whole = format!("{prefix}{value}");
    let mut forms = BTreeSet::from([value.to_owned()]);
    let quoted = serde_json::Value::from(value).to_string();
    let json = &quoted[1..quoted.len() - 1];
    forms.extend([json.to_owned(), json.replace('/', "\\/")]);
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let encoded = |keep: &dyn Fn(u8) -> bool, upper: bool| {
        let each = value.bytes().map(|byte| match (keep(byte), upper) {
            (true, _) => char::from(byte).to_string(),
            (false, true) => format!("%{byte:02X}"),
            (false, false) => format!("%{byte:02x}"),
        });
        each.collect::<String>()
    };
    for upper in [true, false] {
        forms.insert(encoded(&unreserved, upper));
        forms.insert(encoded(&unreserved, upper).replace("%20", "+"));
        forms.insert(encoded(&|_| false, upper));
    }
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
    forms.into_iter().map(String::into_bytes).collect()
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

    proptest! {
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

            let mut stream = redactor.stream();
            let mut redacted = Vec::new();
            let (mut rest, mut cuts) = (text.as_bytes(), cuts.into_iter());
            while !rest.is_empty() {
                let (piece, left) = rest.split_at(cuts.next().unwrap_or(7).min(rest.len()));
                redacted.extend(stream.push(piece));
                rest = left;
            }
            redacted.extend(stream.end());
            let redacted = String::from_utf8(redacted).expect("it is UTF-8 still");
            prop_assert_eq!(&redacted, &redactor.redact(&text));
            for needle in needles {
                prop_assert!(!redacted.contains(needle), "{} in {}", needle, redacted);
            }
        }
    }
}
