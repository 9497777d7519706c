//! Values as JSON and back.

use host::{
    value::{Attachments, Base64, Bytes, from_json, stand_in, to_json},
    wit::{
        function::Function,
        shape::{Kind, Shape, snake},
    },
};
use serde_json::{Map, Value};
use wasmtime::component::Val;

use super::{draw::Draw, types};

/// For the function and the JSON of an input:
///
/// - every value of its types becomes JSON, and the same again from it, in Base64 and with attachments;
/// - no JSON makes the conversion panic, and what it takes becomes JSON that is taken for the same value;
/// - what stands in for its result, whatever its arguments, has the result's type.
pub fn holds(data: &[u8]) {
    let Some((function, rest)) = types::function(data) else { return };
    let shapes: Vec<&Shape> = function.params.iter().map(|param| &param.shape).chain(&function.result).collect();

    let mut draw = Draw::from(rest);
    for shape in &shapes {
        let value = draw.value(shape);
        returns(&value, shape, &mut Base64);
        returns(&value, shape, &mut Attachments::default());
    }

    let Ok(json) = serde_json::from_slice::<Value>(rest) else { return };
    for shape in &shapes {
        taken(&json, shape, &mut Base64);
        taken(&json, shape, &mut Attachments(rest.to_vec()));
    }
    if let (Some(args), Some(shape)) = (arguments(&function, &json), function.outcome().0)
        && least(shape) < 1000
    {
        let made = stand_in(shape, &function.params, &args);
        from_json(&made, shape, &Attachments::default())
            .unwrap_or_else(|fault| panic!("{made} for {shape:?}: {fault}"));
    }
}

/// A value becomes JSON, which is written and read and then the same value.
fn returns(value: &Val, shape: &Shape, bytes: &mut dyn Bytes) {
    let json = to_json(value, shape, bytes).unwrap_or_else(|fault| panic!("{value:?} of {shape:?}: {fault}"));
    let read: Value = serde_json::from_str(&json.to_string()).expect("it was written as JSON");
    assert_eq!(from_json(&read, shape, bytes).as_ref(), Ok(value), "{json}");
}

/// What is taken of this JSON, or of what lies in it under the name of a parameter, returns.
fn taken(json: &Value, shape: &Shape, bytes: &mut dyn Bytes) {
    for json in std::iter::once(json).chain(json.as_object().into_iter().flat_map(Map::values)) {
        if let Ok(value) = from_json(json, shape, bytes) {
            returns(&value, shape, bytes);
        }
    }
}

/// Arguments of a function as its caller sends them, made from this JSON if it has what the function needs.
fn arguments(function: &Function, json: &Value) -> Option<Map<String, Value>> {
    let given = json.as_object()?;
    let mut attachments = Attachments::default();
    let mut args = Map::new();
    for param in &function.params {
        let name = snake(&param.name);
        let value = from_json(given.get(&name).unwrap_or(&Value::Null), &param.shape, &Base64).ok()?;
        if value != Val::Option(None) {
            args.insert(name, to_json(&value, &param.shape, &mut attachments).expect("it has just been read"));
        }
    }
    Some(args)
}

/// How many values the smallest value of a type is made of, at most.
fn least(shape: &Shape) -> u64 {
    let parts = shape.parts().into_iter().map(least).fold(1, u64::saturating_add);
    match &shape.kind {
        Kind::List { length, .. } => parts.saturating_mul(length.min),
        Kind::Array { count, .. } => parts.saturating_mul((*count).into()),
        _ => parts,
    }
}
