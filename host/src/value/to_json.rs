//! Component-model values to JSON.

use serde_json::{Map, Value, json};
use wasmtime::component::Val;

use super::{Bytes, Mismatch};
use crate::wit::shape::{Kind, Shape, snake};

/// Makes JSON of a value of this type.
///
/// Fails if the value has another type, or a number is not finite, which JSON
/// cannot say.
pub fn to_json(value: &Val, shape: &Shape, bytes: &mut dyn Bytes) -> Result<Value, Mismatch> {
    Ok(match (&shape.kind, value) {
        (Kind::Bool, Val::Bool(b)) => json!(b),
        (Kind::Char, Val::Char(c)) => json!(c),
        (Kind::Integer { .. }, Val::U8(n)) => json!(n),
        (Kind::Integer { .. }, Val::U16(n)) => json!(n),
        (Kind::Integer { .. }, Val::U32(n)) => json!(n),
        (Kind::Integer { .. }, Val::U64(n)) => json!(n),
        (Kind::Integer { .. }, Val::S8(n)) => json!(n),
        (Kind::Integer { .. }, Val::S16(n)) => json!(n),
        (Kind::Integer { .. }, Val::S32(n)) => json!(n),
        (Kind::Integer { .. }, Val::S64(n)) => json!(n),
        (Kind::Number { .. }, Val::Float32(n)) => number(f64::from(*n))?,
        (Kind::Number { .. }, Val::Float64(n)) => number(*n)?,
        (Kind::String { .. }, Val::String(s)) => json!(s),
        (Kind::Bytes { .. }, Val::List(items)) => {
            let raw: Option<Vec<u8>> = items.iter().map(|v| if let Val::U8(b) = v { Some(*b) } else { None }).collect();
            bytes.write(raw.ok_or_else(|| Mismatch::new("bytes", "another list"))?)
        }
        (Kind::List { items: shape, .. }, Val::List(items))
        | (Kind::Array { items: shape, .. }, Val::FixedLengthList(items)) => list(items, |_| shape, bytes)?,
        (Kind::Tuple(shapes), Val::Tuple(items)) if items.len() == shapes.len() => list(items, |i| &shapes[i], bytes)?,
        (Kind::Map { key, value }, Val::Map(entries)) => {
            let mut pairs = Vec::with_capacity(entries.len());
            for (k, v) in entries {
                pairs.push(json!([to_json(k, key, bytes)?, to_json(v, value, bytes)?]));
            }
            Value::Array(pairs)
        }
        (Kind::Record(fields), Val::Record(values)) if values.len() == fields.len() => {
            let mut object = Map::new();
            for (field, (_, value)) in fields.iter().zip(values) {
                if field.optional() && matches!(value, Val::Option(None)) {
                    continue;
                }
                let name = snake(&field.name);
                let json = to_json(value, &field.shape, bytes).map_err(|e| e.inside(&name))?;
                object.insert(name, json);
            }
            Value::Object(object)
        }
        (Kind::Enum(_), Val::Enum(case)) => json!(snake(case)),
        (Kind::Flags(_), Val::Flags(set)) => set.iter().map(|name| snake(name)).collect(),
        (Kind::Variant(cases), Val::Variant(name, payload)) => {
            let case = cases.iter().find(|c| &c.name == name).ok_or_else(|| Mismatch::new("a known case", name))?;
            let name = snake(name);
            match (&case.payload, payload) {
                (Some(shape), Some(value)) => {
                    let json = to_json(value, shape, bytes).map_err(|e| e.inside(&name))?;
                    Value::Object(Map::from_iter([(name, json)]))
                }
                (None, None) => json!(name),
                _ => return Err(Mismatch::new("the payload of its case", "another")),
            }
        }
        (Kind::Option(_), Val::Option(None)) => Value::Null,
        (Kind::Option(shape), Val::Option(Some(value))) => {
            let json = to_json(value, shape, bytes)?;
            if shape.is_option() { json!([json]) } else { json }
        }
        (Kind::Result { ok, err }, Val::Result(result)) => {
            let (key, shape, payload) = match result {
                Ok(payload) => ("ok", ok, payload),
                Err(payload) => ("error", err, payload),
            };
            let json = match (shape, payload) {
                (Some(shape), Some(value)) => to_json(value, shape, bytes).map_err(|e| e.inside(key))?,
                _ => Value::Null,
            };
            json!({ key: json })
        }
        (_, other) => return Err(Mismatch::new(shape.to_string(), kind_of(other))),
    })
}

fn list<'a>(items: &[Val], shape: impl Fn(usize) -> &'a Shape, bytes: &mut dyn Bytes) -> Result<Value, Mismatch> {
    let mut array = Vec::with_capacity(items.len());
    for (i, item) in items.iter().enumerate() {
        array.push(to_json(item, shape(i), bytes).map_err(|e| e.inside(i))?);
    }
    Ok(Value::Array(array))
}

fn number(n: f64) -> Result<Value, Mismatch> {
    serde_json::Number::from_f64(n).map(Value::Number).ok_or_else(|| Mismatch::new("a finite number", n.to_string()))
}

fn kind_of(value: &Val) -> &'static str {
    match value {
        Val::Resource(_) => "a resource",
        Val::Future(_) => "a future",
        Val::Stream(_) => "a stream",
        _ => "a value of another type",
    }
}
