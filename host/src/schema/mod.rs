//! JSON Schema 2020-12 of WIT types, and arguments checked against it.

mod check;
mod glob;
#[cfg(test)]
mod snapshots;

use serde_json::{Map, Value, json};

pub use check::{ArgumentError, Checker};

use crate::wit::shape::{Case, Field, Kind, Length, Shape, snake};

/// How bytes stand in the JSON that a schema describes.
#[derive(Clone, Copy, Debug)]
pub enum BytesAs {
    /// As Base64 text, for MCP clients.
    Base64,
    /// As a place in a message's attachments, for Blender.
    Attachment,
}

/// The schema of an object with these parameters or fields.
pub fn object(fields: &[Field], bytes: BytesAs) -> Map<String, Value> {
    let properties: Map<String, Value> = fields.iter().map(|f| (snake(&f.name), property(f, bytes))).collect();
    let required: Vec<Value> = fields.iter().filter(|f| !f.optional()).map(|f| snake(&f.name).into()).collect();
    let mut schema =
        Map::from_iter([("type".to_owned(), json!("object")), ("properties".to_owned(), properties.into())]);
    if !required.is_empty() {
        schema.insert("required".to_owned(), required.into());
    }
    schema.insert("additionalProperties".to_owned(), false.into());
    schema
}

/// The schema of a type.
pub fn of(shape: &Shape, bytes: BytesAs) -> Value {
    let all = |shapes: &[Shape]| shapes.iter().map(|s| of(s, bytes)).collect::<Vec<_>>();
    let mut schema = match &shape.kind {
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Char => json!({ "type": "string", "minLength": 1, "maxLength": 1 }),
        Kind::Integer { min, max, .. } => {
            json!({ "type": "integer", "minimum": integer(*min), "maximum": integer(*max) })
        }
        Kind::Number { min, max, .. } => json!({ "type": "number", "minimum": bound(*min), "maximum": bound(*max) }),
        Kind::String { length } => text(*length),
        Kind::Bytes { length } => match bytes {
            BytesAs::Base64 => json!({
                "type": "string", "contentEncoding": "base64", "maxLength": length.max.div_ceil(3).saturating_mul(4),
            }),
            BytesAs::Attachment => json!({
                "type": "object",
                "properties": {
                    "offset": { "type": "integer", "minimum": 0 },
                    "length": { "type": "integer", "minimum": length.min, "maximum": length.max },
                },
                "required": ["offset", "length"],
            }),
        },
        Kind::List { items, length } => {
            let mut list = json!({ "type": "array", "items": of(items, bytes), "maxItems": length.max });
            if length.min > 0 {
                list["minItems"] = length.min.into();
            }
            list
        }
        Kind::Array { items, count } => {
            json!({ "type": "array", "items": of(items, bytes), "minItems": count, "maxItems": count })
        }
        Kind::Map { key, value } => json!({
            "type": "array",
            "items": {
                "type": "array", "prefixItems": [of(key, bytes), of(value, bytes)],
                "items": false, "minItems": 2, "maxItems": 2,
            },
            "maxItems": Length::LIST.max,
        }),
        Kind::Tuple(items) => json!({
            "type": "array", "prefixItems": all(items),
            "items": false, "minItems": items.len(), "maxItems": items.len(),
        }),
        Kind::Record(fields) => object(fields, bytes).into(),
        Kind::Enum(cases) => choice(cases),
        Kind::Flags(flags) => json!({ "type": "array", "items": choice(flags), "uniqueItems": true }),
        Kind::Variant(cases) => {
            let alternatives: Vec<_> = cases.iter().map(|case| alternative(case, bytes)).collect();
            json!({ "oneOf": alternatives })
        }
        Kind::Option(inner) => nullable(inner, bytes),
        Kind::Result { ok, err } => {
            let side = |name: &str, shape: &Option<Box<Shape>>| {
                let payload = shape.as_ref().map_or(json!({ "type": "null" }), |s| of(s, bytes));
                single(name, payload)
            };
            json!({ "oneOf": [side("ok", ok), side("error", err)] })
        }
    };
    describe(&mut schema, &shape.doc);
    schema
}

/// The schema of a field; an option's is that of what it holds, and the field
/// is not required.
fn property(field: &Field, bytes: BytesAs) -> Value {
    let mut schema = match &field.shape.kind {
        Kind::Option(inner) => nullable(inner, bytes),
        _ => of(&field.shape, bytes),
    };
    if !field.doc.is_empty() {
        schema["description"] = field.doc.clone().into();
    }
    schema
}

/// A value or `null`; an option of an option wraps a value in an array.
fn nullable(inner: &Shape, bytes: BytesAs) -> Value {
    let schema = of(inner, bytes);
    if inner.is_option() {
        return json!({ "type": ["array", "null"], "items": schema, "minItems": 1, "maxItems": 1 });
    }
    match schema.get("type") {
        Some(Value::String(kind)) if schema.get("enum").is_none() => {
            let mut schema = schema.clone();
            schema["type"] = json!([kind, "null"]);
            schema
        }
        _ => json!({ "anyOf": [schema, { "type": "null" }] }),
    }
}

fn text(length: Length) -> Value {
    let mut schema = json!({ "type": "string", "maxLength": length.max });
    if length.min > 0 {
        schema["minLength"] = length.min.into();
    }
    schema
}

/// One of several names; what each means stands in the description.
fn choice(cases: &[Case]) -> Value {
    let names: Vec<_> = cases.iter().map(|c| snake(&c.name)).collect();
    let docs: Vec<_> =
        cases.iter().filter(|c| !c.doc.is_empty()).map(|c| format!("{}: {}", snake(&c.name), c.doc)).collect();
    let mut schema = json!({ "type": "string", "enum": names });
    describe(&mut schema, &docs.join("\n"));
    schema
}

fn alternative(case: &Case, bytes: BytesAs) -> Value {
    let name = snake(&case.name);
    let mut schema = match &case.payload {
        Some(payload) => single(&name, of(payload, bytes)),
        None => json!({ "const": name }),
    };
    describe(&mut schema, &case.doc);
    schema
}

fn single(name: &str, payload: Value) -> Value {
    json!({
        "type": "object", "properties": { name: payload },
        "required": [name], "additionalProperties": false,
    })
}

/// Puts a description in front of the one that is there.
fn describe(schema: &mut Value, doc: &str) {
    if doc.is_empty() {
        return;
    }
    let text = match schema.get("description").and_then(Value::as_str) {
        Some(there) => format!("{doc}\n{there}"),
        None => doc.to_owned(),
    };
    schema["description"] = text.into();
}

fn integer(bound: i128) -> Value {
    i64::try_from(bound).map(Value::from).or_else(|_| u64::try_from(bound).map(Value::from)).unwrap_or(Value::Null)
}

/// A bound without a needless fraction.
fn bound(n: f64) -> Value {
    if n.fract() == 0.0 && n.abs() < 1e15 { (n as i64).into() } else { n.into() }
}
