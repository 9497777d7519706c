//! The contract, `ops.json`: what the add-on checks every request against.
//! `docs/protocol.md` describes the format.

use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

use crate::wit::{
    packages::Operations,
    shape::{Case, Field, Kind, Length, Shape, snake},
};

/// The version of the protocol between host and add-on.
pub const PROTOCOL: u32 = 1;

/// The contract's text, as it stands in the add-on.
pub fn text(operations: &Operations) -> String {
    let ops: Map<String, Value> = operations
        .all
        .iter()
        .map(|(name, operation)| {
            let function = &operation.function;
            let contract = json!({
                "effect": operation.effect.word(),
                "idempotent": function.facts.idempotent,
                "deadline_ms": function.facts.deadline.map(|d| d.as_millis() as u64),
                "params": fields(&function.params),
                "result": function.outcome().0.map(shape),
            });
            (name.wire(), contract)
        })
        .collect();
    let contract = json!({ "protocol": PROTOCOL, "package": operations.package, "ops": ops });
    format!("{contract:#}\n")
}

/// The hash by which host and add-on know that they mean the same contract.
pub fn hash(text: &str) -> String {
    Sha256::digest(text.replace("\r\n", "\n")).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn fields(fields: &[Field]) -> Value {
    fields.iter().map(|f| json!({ "name": snake(&f.name), "type": shape(&f.shape) })).collect()
}

fn names(cases: &[Case]) -> Value {
    cases.iter().map(|c| snake(&c.name)).collect()
}

fn bounded(kind: &str, length: Length) -> Value {
    json!({ "type": kind, "min_length": length.min, "max_length": length.max })
}

fn shape(of: &Shape) -> Value {
    match &of.kind {
        Kind::Bool => json!({ "type": "bool" }),
        Kind::Char => json!({ "type": "char" }),
        Kind::Integer { min, max, .. } => json!({ "type": "integer", "min": integer(*min), "max": integer(*max) }),
        Kind::Number { min, max, .. } => json!({ "type": "number", "min": min, "max": max }),
        Kind::String { length } => bounded("string", *length),
        Kind::Bytes { length } => bounded("bytes", *length),
        Kind::List { items, length } => {
            json!({ "type": "list", "items": shape(items), "min_length": length.min, "max_length": length.max })
        }
        Kind::Array { items, count } => {
            json!({ "type": "list", "items": shape(items), "min_length": count, "max_length": count })
        }
        Kind::Map { key, value } => json!({
            "type": "list",
            "items": { "type": "tuple", "items": [shape(key), shape(value)] },
            "min_length": Length::LIST.min, "max_length": Length::LIST.max,
        }),
        Kind::Tuple(items) => json!({ "type": "tuple", "items": items.iter().map(shape).collect::<Vec<_>>() }),
        Kind::Record(record) => json!({ "type": "record", "fields": fields(record) }),
        Kind::Enum(cases) => json!({ "type": "enum", "cases": names(cases) }),
        Kind::Flags(flags) => json!({ "type": "flags", "names": names(flags) }),
        Kind::Variant(cases) => {
            let cases: Vec<_> = cases
                .iter()
                .map(|c| json!({ "name": snake(&c.name), "type": c.payload.as_ref().map(shape) }))
                .collect();
            json!({ "type": "variant", "cases": cases })
        }
        Kind::Option(inner) => json!({ "type": "option", "of": shape(inner) }),
        Kind::Result { ok, err } => {
            json!({ "type": "result", "ok": ok.as_deref().map(shape), "error": err.as_deref().map(shape) })
        }
    }
}

/// A bound as JSON; those of 64-bit integers fit into it.
fn integer(bound: i128) -> Value {
    i64::try_from(bound).map(Value::from).or_else(|_| u64::try_from(bound).map(Value::from)).unwrap_or(Value::Null)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_add_on_has_the_contract_of_this_wit() {
        let addon = concat!(env!("CARGO_MANIFEST_DIR"), "/../addon/ops.json");
        let there = std::fs::read_to_string(addon).expect("the add-on has a contract");
        let here = text(Operations::built_in());
        assert_eq!(hash(&there), hash(&here), "run `host contract --wit wit/ops --output addon/ops.json`");
    }
}
