//! Arguments checked against their schema, with errors that a caller can act on.

use jsonschema::{Draft, PatternOptions, Validator, error::ValidationErrorKind};
use serde_json::Value;

use super::glob;

/// A schema, compiled.
pub struct Checker {
    validator: Validator,
}

/// What is wrong with arguments, an item for each fault.
#[derive(Debug, thiserror::Error)]
#[error("{}", .0.join("; "))]
pub struct ArgumentError(pub Vec<String>);

/// How many faults one answer names at the most.
const MOST: usize = 8;

impl Checker {
    /// Compiles a schema that this host has made.
    pub fn new(schema: &Value) -> anyhow::Result<Checker> {
        let validator = jsonschema::draft202012::new(schema).map_err(|e| anyhow::anyhow!("{e}"))?;
        Ok(Checker { validator })
    }

    /// Compiles a schema that people wrote, in which `glob` is a keyword.
    pub fn with_globs(schema: &Value) -> anyhow::Result<Checker> {
        // An engine that is linear: one that gives up on a text would let it pass.
        let options = jsonschema::options()
            .with_draft(Draft::Draft202012)
            .with_pattern_options(PatternOptions::regex())
            .with_keyword(glob::NAME, glob::compile);
        let validator = options.build(schema).map_err(|e| anyhow::anyhow!("{e}"))?;
        Ok(Checker { validator })
    }

    /// Checks a value; the error names each field at fault and what was
    /// expected there.
    pub fn check(&self, value: &Value) -> Result<(), ArgumentError> {
        if self.validator.is_valid(value) {
            return Ok(());
        }
        let faults: Vec<_> = self.validator.iter_errors(value).take(MOST).map(|e| message(&e)).collect();
        Err(ArgumentError(faults))
    }
}

fn message(error: &jsonschema::ValidationError<'_>) -> String {
    let path = error.instance_path().to_string();
    let field = cut(&path.trim_start_matches('/').replace('/', "."), 200);
    let text = match error.kind() {
        ValidationErrorKind::Required { property } => {
            let name = property.as_str().map_or_else(|| property.to_string(), str::to_owned);
            return format!("`{}`: required, but missing", join(&field, &name));
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let names: Vec<_> =
                unexpected.iter().take(MOST).map(|n| format!("`{}`", cut(&join(&field, n), 80))).collect();
            let more = match unexpected.len().saturating_sub(MOST) {
                0 => String::new(),
                more => format!(" and {more} more"),
            };
            return format!("{}{more}: no such argument", names.join(", "));
        }
        ValidationErrorKind::Minimum { limit } => {
            format!("expected at least {limit}, found {}", short(error.instance()))
        }
        ValidationErrorKind::Maximum { limit } => {
            format!("expected at most {limit}, found {}", short(error.instance()))
        }
        ValidationErrorKind::Enum { options } => {
            let names: Vec<String> = options
                .as_array()
                .into_iter()
                .flatten()
                .map(|o| o.as_str().map_or_else(|| o.to_string(), str::to_owned))
                .collect();
            format!("expected one of {}, found {}", names.join(", "), short(error.instance()))
        }
        ValidationErrorKind::Type { kind } => {
            let kinds = match kind {
                jsonschema::error::TypeKind::Single(t) => t.to_string(),
                jsonschema::error::TypeKind::Multiple(set) => {
                    set.iter().map(|t| t.to_string()).collect::<Vec<_>>().join(" or ")
                }
            };
            format!("expected {kinds}, found {}", short(error.instance()))
        }
        _ => cut(&error.to_string(), 300),
    };
    if field.is_empty() { text } else { format!("`{field}`: {text}") }
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn short(value: &Value) -> String {
    cut(&value.to_string(), 80)
}

fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn faults(value: Value) -> String {
        let schema = json!({
            "type": "object",
            "properties": {
                "kind": { "type": "string", "enum": ["cube", "cone"] },
                "size": { "type": ["number", "null"], "minimum": 0, "maximum": 10 },
                "at": { "type": "array", "prefixItems": [{ "type": "number" }], "items": false, "minItems": 1 },
            },
            "required": ["kind"],
            "additionalProperties": false,
        });
        let checker = Checker::new(&schema).expect("the schema is one");
        checker.check(&value).expect_err("the value does not fit").to_string()
    }

    #[test]
    fn a_fault_names_the_field_and_what_was_expected() {
        assert_eq!(faults(json!({})), "`kind`: required, but missing");
        assert_eq!(faults(json!({ "kind": "ball" })), "`kind`: expected one of cube, cone, found \"ball\"");
        assert_eq!(faults(json!({ "kind": "cube", "size": 11 })), "`size`: expected at most 10, found 11");
        assert_eq!(faults(json!({ "kind": "cube", "sizes": 1 })), "`sizes`: no such argument");
        assert_eq!(faults(json!({ "kind": "cube", "at": ["x"] })), "`at.0`: expected number, found \"x\"");
    }

    #[test]
    fn several_faults_are_all_named() {
        assert_eq!(
            faults(json!({ "kind": 1, "size": "big" })).matches("expected").count(),
            3,
            "type and enum of kind, type of size"
        );
    }
}
