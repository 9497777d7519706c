//! Values as the record has them: without secrets, and not longer than is of use.

use std::{borrow::Cow, cell::Cell, io, sync::Arc};

use serde::{
    Deserialize, Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::line::hex;
use crate::{text::write_json, value::Attachments};

/// The longest text that is written as it is, in bytes.
const TEXT: usize = 4 << 10;
/// The most that arguments take, as JSON in bytes.
const ARGUMENTS: usize = 64 << 10;
/// The most that an answer takes: its result as JSON, and its attachments.
pub const ANSWER: usize = 1 << 20;

/// What takes secrets out of texts before they are written.
pub trait Redact: Send + Sync {
    /// The text without them; borrowed if there are none.
    fn redact<'a>(&self, text: &'a str) -> Cow<'a, str>;
}

/// What takes out the secrets of one call.
pub type Redactor = Option<Arc<dyn Redact>>;

/// Something in place of which its digest stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The SHA-256 in hexadecimal digits.
    pub sha256: String,
    /// How many bytes there are.
    pub bytes: u64,
}

impl Summary {
    /// Of these bytes.
    pub fn of(bytes: &[u8]) -> Summary {
        Summary { sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 }
    }

    /// Of a result: its JSON as the record would have it, and the bytes that it
    /// refers to.
    pub fn of_result(result: &Value, attachments: &Attachments) -> Summary {
        let mut hashed = Hashed::default();
        let mut buffered = io::BufWriter::with_capacity(TEXT, &mut hashed);
        // Nothing is written anywhere, so nothing can go wrong.
        let _ = write_json(&mut buffered, result);
        drop(buffered);
        hashed.add(&attachments.0);
        Summary { sha256: hex(&hashed.hash.finalize()), bytes: hashed.bytes }
    }
}

#[derive(Default)]
struct Hashed {
    hash: Sha256,
    bytes: u64,
}

impl Hashed {
    fn add(&mut self, bytes: &[u8]) {
        self.hash.update(bytes);
        self.bytes += bytes.len() as u64;
    }
}

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value as JSON, and how it differs from the value.
pub struct Written {
    /// The JSON.
    pub json: Vec<u8>,
    /// Whether a secret was taken out.
    pub redacted: bool,
    /// Whether a summary stands in place of it or of a text in it.
    pub cut: bool,
}

/// Arguments: long texts in them, or all of them, may be summarised.
pub fn arguments<'a>(value: impl Into<Tree<'a>>, redactor: &Redactor) -> Written {
    let written = write(value.into(), redactor, TEXT);
    if written.json.len() <= ARGUMENTS { written } else { summarised(written) }
}

/// Arguments or an answer from which a call can be run again: whole, or summarised
/// if that is too much.
pub fn whole<'a>(value: impl Into<Tree<'a>>, redactor: &Redactor) -> Written {
    let written = write(value.into(), redactor, usize::MAX);
    if written.json.len() <= ANSWER { written } else { summarised(written) }
}

/// A text without secrets.
pub fn text<'a>(text: &'a str, redactor: &Redactor) -> Cow<'a, str> {
    redactor.as_ref().map_or(Cow::Borrowed(text), |redactor| redactor.redact(text))
}

fn write(value: Tree<'_>, redactor: &Redactor, most: usize) -> Written {
    let rules = Rules { redactor, most, redacted: Cell::new(false), cut: Cell::new(false) };
    let mut json = Vec::with_capacity(256);
    // Keys are texts and numbers are finite, so there is nothing to go wrong.
    let _ = match value {
        Tree::Value(value) => write_json(&mut json, &Part(value, &rules)),
        Tree::Object(object) => write_json(&mut json, &Object(object, &rules)),
    };
    Written { json, redacted: rules.redacted.get(), cut: rules.cut.get() }
}

fn summarised(written: Written) -> Written {
    let mut json = Vec::new();
    let _ = write_json(&mut json, &Summary::of(&written.json));
    Written { json, cut: true, ..written }
}

/// A JSON value, or an object by itself.
pub enum Tree<'a> {
    /// Any value.
    Value(&'a Value),
    /// An object.
    Object(&'a Map<String, Value>),
}

impl<'a> From<&'a Value> for Tree<'a> {
    fn from(value: &'a Value) -> Tree<'a> {
        Tree::Value(value)
    }
}

impl<'a> From<&'a Map<String, Value>> for Tree<'a> {
    fn from(object: &'a Map<String, Value>) -> Tree<'a> {
        Tree::Object(object)
    }
}

struct Rules<'a> {
    redactor: &'a Redactor,
    most: usize,
    redacted: Cell<bool>,
    cut: Cell<bool>,
}

impl Rules<'_> {
    fn redact<'a>(&self, plain: &'a str) -> Cow<'a, str> {
        let clean = text(plain, self.redactor);
        if let Cow::Owned(_) = clean {
            self.redacted.set(true);
        }
        clean
    }
}

struct Part<'a>(&'a Value, &'a Rules<'a>);

struct Object<'a>(&'a Map<String, Value>, &'a Rules<'a>);

impl Serialize for Part<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Part(value, rules) = self;
        match value {
            Value::String(plain) => {
                let clean = rules.redact(plain);
                if clean.len() <= rules.most {
                    return serializer.serialize_str(&clean);
                }
                rules.cut.set(true);
                Summary::of(clean.as_bytes()).serialize(serializer)
            }
            Value::Array(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(&Part(item, rules))?;
                }
                list.end()
            }
            Value::Object(members) => Object(members, rules).serialize(serializer),
            other => other.serialize(serializer),
        }
    }
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Object(members, rules) = self;
        let mut map = serializer.serialize_map(Some(members.len()))?;
        for (name, value) in *members {
            map.serialize_entry(&rules.redact(name), &Part(value, rules))?;
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    struct Swordfish;

    impl Redact for Swordfish {
        fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
            if text.contains("swordfish") { text.replace("swordfish", "[secret]").into() } else { text.into() }
        }
    }

    fn read(written: &Written) -> Value {
        serde_json::from_slice(&written.json).expect("it is JSON")
    }

    #[test]
    fn secrets_are_taken_out_of_texts_and_names_wherever_they_stand() {
        let redactor: Redactor = Some(Arc::new(Swordfish));
        let value = json!({ "a": ["x", { "swordfish": "my swordfish" }] });
        let written = arguments(&value, &redactor);
        assert_eq!(read(&written), json!({ "a": ["x", { "[secret]": "my [secret]" }] }));
        assert!(written.redacted);
        assert!(!arguments(&json!({ "a": "b" }), &redactor).redacted);
    }

    #[test]
    fn a_secret_is_taken_out_before_a_text_is_summarised() {
        let long = |secret: &str| "x".repeat(TEXT) + secret;
        let redactor: Redactor = Some(Arc::new(Swordfish));
        let written = arguments(&json!(long("swordfish")), &redactor);
        assert_eq!(read(&written)["sha256"], Summary::of(long("[secret]").as_bytes()).sha256);
        assert!(written.redacted);
    }

    #[test]
    fn long_texts_and_long_arguments_are_summarised() {
        let (fits, long) = ("x".repeat(TEXT), "x".repeat(TEXT + 1));
        let written = arguments(&json!({ "fits": fits, "long": long }), &None);
        assert!(written.cut);
        let written = read(&written);
        assert_eq!(written["fits"], fits);
        assert_eq!(written["long"], json!({ "sha256": Summary::of(long.as_bytes()).sha256, "bytes": TEXT + 1 }));
        let many = Value::from(vec![1; ARGUMENTS]);
        let text = many.to_string();
        let summary = json!({ "sha256": Summary::of(text.as_bytes()).sha256, "bytes": text.len() });
        assert_eq!(read(&arguments(&many, &None)), summary);
        assert_eq!(read(&whole(&many, &None)), many);
        assert!(arguments(&many, &None).cut && !whole(&many, &None).cut);
        assert_eq!(read(&whole(&json!("x".repeat(ANSWER)), &None))["bytes"], ANSWER + 2);
    }

    #[test]
    fn the_digest_of_a_result_is_that_of_its_json_and_its_attachments() {
        let summary = Summary::of_result(&json!({ "b": 1, "a": "\u{9b}" }), &Attachments(vec![0, 255]));
        assert_eq!(summary, Summary::of(b"{\"a\":\"\\u009b\",\"b\":1}\x00\xff"));
    }
}
