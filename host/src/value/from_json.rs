//! JSON to component-model values.

use serde_json::Value;
use wasmtime::component::Val;

use super::{Bytes, Mismatch};
use crate::wit::shape::{Case, Field, Kind, Shape, Width, snake};

/// Makes a value of this type from JSON.
pub fn from_json(json: &Value, shape: &Shape, bytes: &dyn Bytes) -> Result<Val, Mismatch> {
    let read = |json: &Value| -> Option<Result<Val, Mismatch>> {
        Some(Ok(match &shape.kind {
            Kind::Bool => Val::Bool(json.as_bool()?),
            Kind::Char => {
                let mut chars = json.as_str()?.chars();
                let one = chars.next()?;
                chars.next().is_none().then_some(Val::Char(one))?
            }
            Kind::Integer { width, .. } => integer(json, *width)?,
            // What is too large for it would become infinite.
            Kind::Number { single: true, .. } => {
                Val::Float32(Some(json.as_f64()? as f32).filter(|single| single.is_finite())?)
            }
            Kind::Number { single: false, .. } => Val::Float64(json.as_f64()?),
            Kind::String { .. } => Val::String(json.as_str()?.to_owned()),
            Kind::Bytes { .. } => Val::List(bytes.read(json)?.into_iter().map(Val::U8).collect()),
            Kind::List { items, .. } => return Some(list(json.as_array()?, |_| items, bytes).map(Val::List)),
            Kind::Array { items, count } => {
                let array = json.as_array().filter(|a| a.len() == *count as usize)?;
                return Some(list(array, |_| items, bytes).map(Val::FixedLengthList));
            }
            Kind::Tuple(shapes) => {
                let array = json.as_array().filter(|a| a.len() == shapes.len())?;
                return Some(list(array, |i| &shapes[i], bytes).map(Val::Tuple));
            }
            Kind::Map { key, value } => return Some(map(json.as_array()?, key, value, bytes)),
            Kind::Record(fields) => return Some(record(json.as_object()?, fields, bytes).map(Val::Record)),
            Kind::Enum(cases) => Val::Enum(case(cases, json.as_str()?)?.name.clone()),
            Kind::Flags(flags) => {
                let names = json.as_array()?.iter().map(|name| case(flags, name.as_str()?).map(|f| f.name.clone()));
                Val::Flags(names.collect::<Option<_>>()?)
            }
            Kind::Variant(cases) => return variant(json, cases, bytes),
            Kind::Option(_) if json.is_null() => Val::Option(None),
            Kind::Option(inner) => {
                let json = if inner.is_option() { json.as_array().filter(|a| a.len() == 1)?.first()? } else { json };
                return Some(from_json(json, inner, bytes).map(|v| Val::Option(Some(Box::new(v)))));
            }
            Kind::Result { ok, err } => {
                let object = json.as_object().filter(|o| o.len() == 1)?;
                let (key, json) = object.iter().next()?;
                let side = match key.as_str() {
                    "ok" => ok,
                    "error" => err,
                    _ => return None,
                };
                let payload = match side {
                    Some(shape) => match from_json(json, shape, bytes) {
                        Ok(value) => Some(Box::new(value)),
                        Err(e) => return Some(Err(e.inside(key))),
                    },
                    None => None,
                };
                Val::Result(if key == "ok" { Ok(payload) } else { Err(payload) })
            }
        }))
    };
    read(json).unwrap_or_else(|| Err(Mismatch::new(shape.to_string(), found(json))))
}

/// Makes the values of fields or parameters from an object; one that is absent
/// must be an option.
pub fn record(
    object: &serde_json::Map<String, Value>,
    fields: &[Field],
    bytes: &dyn Bytes,
) -> Result<Vec<(String, Val)>, Mismatch> {
    fields
        .iter()
        .map(|field| {
            let name = snake(&field.name);
            let json = object.get(&name).unwrap_or(&Value::Null);
            let value = from_json(json, &field.shape, bytes).map_err(|e| e.inside(name))?;
            Ok((field.name.clone(), value))
        })
        .collect()
}

fn integer(json: &Value, width: Width) -> Option<Val> {
    let n: i128 = match (json.as_i64(), json.as_u64(), json.as_f64()) {
        (Some(n), ..) => n.into(),
        (_, Some(n), _) => n.into(),
        // JSON has one kind of number: 3.0 is an integer.
        (.., Some(n)) if n.fract() == 0.0 && n.abs() < 9_007_199_254_740_992.0 => n as i128,
        _ => return None,
    };
    Some(match width {
        Width::U8 => Val::U8(n.try_into().ok()?),
        Width::U16 => Val::U16(n.try_into().ok()?),
        Width::U32 => Val::U32(n.try_into().ok()?),
        Width::U64 => Val::U64(n.try_into().ok()?),
        Width::S8 => Val::S8(n.try_into().ok()?),
        Width::S16 => Val::S16(n.try_into().ok()?),
        Width::S32 => Val::S32(n.try_into().ok()?),
        Width::S64 => Val::S64(n.try_into().ok()?),
    })
}

fn list<'a>(array: &[Value], shape: impl Fn(usize) -> &'a Shape, bytes: &dyn Bytes) -> Result<Vec<Val>, Mismatch> {
    array.iter().enumerate().map(|(i, json)| from_json(json, shape(i), bytes).map_err(|e| e.inside(i))).collect()
}

fn map(array: &[Value], key: &Shape, value: &Shape, bytes: &dyn Bytes) -> Result<Val, Mismatch> {
    let mut entries = Vec::with_capacity(array.len());
    for (i, pair) in array.iter().enumerate() {
        let Some([k, v]) = pair.as_array().map(Vec::as_slice) else {
            return Err(Mismatch::new("a pair [key, value]", found(pair)).inside(i));
        };
        let entry = from_json(k, key, bytes).and_then(|k| Ok((k, from_json(v, value, bytes)?)));
        entries.push(entry.map_err(|e| e.inside(i))?);
    }
    Ok(Val::Map(entries))
}

fn case<'a>(cases: &'a [Case], name: &str) -> Option<&'a Case> {
    cases.iter().find(|c| snake(&c.name) == name)
}

fn variant(json: &Value, cases: &[Case], bytes: &dyn Bytes) -> Option<Result<Val, Mismatch>> {
    if let Some(name) = json.as_str() {
        let case = case(cases, name).filter(|c| c.payload.is_none())?;
        return Some(Ok(Val::Variant(case.name.clone(), None)));
    }
    let (name, payload) = json.as_object().filter(|o| o.len() == 1)?.iter().next()?;
    let case = case(cases, name)?;
    let value = from_json(payload, case.payload.as_ref()?, bytes).map_err(|e| e.inside(name));
    Some(value.map(|v| Val::Variant(case.name.clone(), Some(Box::new(v)))))
}

/// A JSON value, short enough for a message.
fn found(json: &Value) -> String {
    let text = json.to_string();
    match text.char_indices().nth(80) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
