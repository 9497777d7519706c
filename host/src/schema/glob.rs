//! The keyword `glob`: a text as a path pattern, where `*` does not cross a `/` and
//! `..` never fits, since it could lead out of what the pattern names.

use globset::{GlobBuilder, GlobMatcher};
use jsonschema::{Keyword, ValidationError, paths::Location};
use serde_json::{Map, Value};

/// The keyword's name.
pub(super) const NAME: &str = "glob";

/// The longest glob: its compiler does not bear every length.
pub(crate) const LONGEST: usize = 200;

struct Glob {
    text: String,
    matcher: GlobMatcher,
}

/// Compiles the keyword.
pub(super) fn compile<'a>(
    _: &'a Map<String, Value>,
    value: &'a Value,
    _: Location,
) -> Result<Box<dyn for<'i> Keyword<'i>>, ValidationError<'a>> {
    let glob = value
        .as_str()
        .filter(|text| text.len() <= LONGEST)
        .and_then(|text| GlobBuilder::new(text).literal_separator(true).build().ok());
    match glob {
        Some(glob) => Ok(Box::new(Glob { text: glob.glob().to_owned(), matcher: glob.compile_matcher() })),
        None => Err(ValidationError::custom(format!("{value} is no glob"))),
    }
}

impl<'i> Keyword<'i> for Glob {
    fn validate(&self, instance: &'i Value) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) {
            return Ok(());
        }
        Err(ValidationError::custom(format!("expected a text like {}, found {instance}", self.text)))
    }

    fn is_valid(&self, instance: &'i Value) -> bool {
        instance
            .as_str()
            .is_some_and(|text| self.matcher.is_match(text) && !text.split(['/', '\\']).any(|part| part == ".."))
    }
}
