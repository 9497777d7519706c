//! Which arguments a rule speaks of: a fragment of JSON Schema for each parameter.
//!
//! A parameter that the rule names has to be given. A keyword that is misspelt
//! would never bite, so only the known ones are taken.

use std::fmt;

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Map, Value, json};

use super::nearest;
use crate::{
    schema::{ArgumentError, Checker},
    text,
};

/// The keywords that take a schema, a list of schemas or schemas by name.
const INNER: [&str; 3] = ["items", "contains", "not"];
const LISTS: [&str; 4] = ["prefixItems", "allOf", "anyOf", "oneOf"];
const NAMED: [&str; 1] = ["properties"];
/// The keywords that take a value.
const PLAIN: [&str; 18] = [
    "type",
    "const",
    "enum",
    "minimum",
    "maximum",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "multipleOf",
    "minLength",
    "maxLength",
    "pattern",
    "glob",
    "minItems",
    "maxItems",
    "uniqueItems",
    "required",
    "additionalProperties",
    "description",
];

/// The arguments that a rule speaks of.
pub struct Constraint {
    fragments: Map<String, Value>,
    checker: Checker,
}

impl Constraint {
    /// Compiles the fragments.
    pub fn new(fragments: Map<String, Value>) -> Result<Constraint> {
        ensure!(!fragments.is_empty(), "name at least one parameter, or leave `arguments` out");
        for (param, fragment) in &fragments {
            known_keywords(fragment).with_context(|| format!("`{param}`"))?;
        }
        let required: Vec<_> = fragments.keys().cloned().collect();
        let schema = json!({ "type": "object", "properties": fragments, "required": required });
        let checker = Checker::with_globs(&schema)?;
        Ok(Constraint { fragments, checker })
    }

    /// The parameters that it speaks of, as JSON names them.
    pub fn params(&self) -> impl Iterator<Item = &str> {
        self.fragments.keys().map(String::as_str)
    }

    /// Whether these arguments are those that it speaks of.
    pub fn check(&self, args: &Value) -> Result<(), ArgumentError> {
        self.checker.check(args)
    }
}

impl fmt::Debug for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&text::json(&Value::Object(self.fragments.clone())))
    }
}

fn known_keywords(schema: &Value) -> Result<()> {
    let Value::Object(schema) = schema else { bail!("{schema} is no fragment of JSON Schema like {{ maximum = 64 }}") };
    ensure!(!schema.is_empty(), "the fragment is empty and would hold for everything");
    for (keyword, value) in schema {
        let inner: Vec<&Value> = match keyword.as_str() {
            k if INNER.contains(&k) => vec![value],
            k if LISTS.contains(&k) => {
                value.as_array().with_context(|| format!("`{k}` takes a list"))?.iter().collect()
            }
            k if NAMED.contains(&k) => {
                value.as_object().with_context(|| format!("`{k}` takes a table"))?.values().collect()
            }
            k if PLAIN.contains(&k) => Vec::new(),
            k => {
                let all = INNER.into_iter().chain(LISTS).chain(NAMED).chain(PLAIN);
                bail!("`{k}` is no keyword that constrains arguments{}", nearest::hint(k, all));
            }
        };
        for fragment in inner {
            known_keywords(fragment)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn constraint(fragments: Value) -> Result<Constraint> {
        Constraint::new(fragments.as_object().expect("an object").clone())
    }

    fn fits(fragments: Value, args: Value) -> bool {
        constraint(fragments).expect("it is one").check(&args).is_ok()
    }

    #[test]
    fn each_kind_of_constraint_bites() {
        let table = [
            (json!({ "n": { "minimum": 1, "maximum": 64 } }), json!({ "n": 64 }), json!({ "n": 65 })),
            (json!({ "name": { "pattern": "^Rock" } }), json!({ "name": "Rock.1" }), json!({ "name": "A Rock" })),
            (json!({ "p": { "glob": "/out/*.png" } }), json!({ "p": "/out/a.png" }), json!({ "p": "/out/b/a.png" })),
            (json!({ "p": { "glob": "/out/**" } }), json!({ "p": "/out/b/a.png" }), json!({ "p": "/out/../a.png" })),
            (json!({ "all": { "maxItems": 2 } }), json!({ "all": [1, 2] }), json!({ "all": [1, 2, 3] })),
            (json!({ "kind": { "enum": ["cube"] } }), json!({ "kind": "cube" }), json!({ "kind": "cone" })),
            (json!({ "at": { "items": { "maximum": 9 } } }), json!({ "at": [9, 9] }), json!({ "at": [9, 10] })),
            (json!({ "n": { "maximum": 64 } }), json!({ "n": 1, "m": 99 }), json!({ "m": 1 })),
        ];
        for (fragments, fit, unfit) in table {
            assert!(fits(fragments.clone(), fit.clone()), "{fragments} for {fit}");
            assert!(!fits(fragments.clone(), unfit.clone()), "{fragments} for {unfit}");
        }
    }

    #[test]
    fn what_would_never_bite_is_refused() {
        for (fragments, fault) in [
            (json!({ "n": { "maximun": 64 } }), "did you mean `maximum`"),
            (json!({ "n": { "items": { "maxium": 64 } } }), "did you mean `maximum`"),
            (json!({ "n": {} }), "empty"),
            (json!({ "n": 64 }), "no fragment"),
            (json!({}), "at least one"),
            (json!({ "n": { "maximum": "64" } }), "64"),
            (json!({ "n": { "pattern": "(" } }), "("),
            (json!({ "n": { "glob": "[" } }), "glob"),
        ] {
            let error = format!("{:#}", constraint(fragments.clone()).expect_err("it is refused"));
            assert!(error.contains(fault), "{fragments}: {error}");
        }
    }
}
