//! Schemas of arguments and what they take.

use host::{
    schema::{self, BytesAs, Checker},
    value::{Attachments, Base64, Bytes, from_json, to_json},
    wit::{
        function::Function,
        shape::{Field, Kind, Shape, snake},
    },
};
use serde_json::{Map, Value};
use wasmtime::component::Val;

use super::{
    draw::{Draw, within},
    types,
};

/// For the function and the JSON of an input:
///
/// - its parameters and its result have schemas that compile;
/// - a schema takes the JSON of a value exactly if the value is within the bounds of its type; of bytes in Base64 it
///   knows the length only about, so there it takes at least those;
/// - arguments that a schema takes are values of the parameters, but for text that is no Base64, places outside of the
///   attachments, and whole numbers that are written as fractions and too large to be exact;
/// - arguments that it does not take have a fault that can be told.
pub fn holds(data: &[u8]) {
    let Some((function, rest)) = types::function(data) else { return };
    let forms = [BytesAs::Base64, BytesAs::Attachment].map(|form| {
        if let Some(result) = &function.result {
            compiled(&schema::of(result, form));
        }
        (form, compiled(&schema::object(&function.params, form).into()))
    });
    let json = serde_json::from_slice::<Value>(rest).ok();
    let drawn = function.params.iter().scan(Draw::from(rest), |draw, param| Some(draw.value(&param.shape))).collect();
    for (form, checker) in &forms {
        bounded(&drawn, &function, *form, checker);
        let Some(json) = &json else { continue };
        let read = match form {
            BytesAs::Base64 => values(&function, json, &Base64),
            BytesAs::Attachment => values(&function, json, &Attachments(rest.to_vec())),
        };
        match (checker.check(json), read) {
            (Ok(()), None) => assert!(excused(&function.params, json), "{json} fits, but is not taken"),
            (Err(faults), _) => assert!(!faults.0.is_empty() && !faults.to_string().is_empty(), "{json} has no fault"),
            (Ok(()), Some(values)) => bounded(&values, &function, *form, checker),
        }
    }
}

fn compiled(schema: &Value) -> Checker {
    Checker::new(schema).unwrap_or_else(|fault| panic!("{schema}: {fault}"))
}

/// The schema takes these values if they are within their bounds, and only then.
fn bounded(values: &Vec<Val>, function: &Function, form: BytesAs, checker: &Checker) {
    let (mut base64, mut attachments) = (Base64, Attachments::default());
    let bytes: &mut dyn Bytes = match form {
        BytesAs::Base64 => &mut base64,
        BytesAs::Attachment => &mut attachments,
    };
    let mut args = Map::new();
    for (param, value) in function.params.iter().zip(values) {
        if !param.optional() || *value != Val::Option(None) {
            args.insert(snake(&param.name), to_json(value, &param.shape, bytes).expect("it has the type"));
        }
    }
    let within = function.params.iter().zip(values).all(|(param, value)| within(value, &param.shape));
    let about = matches!(form, BytesAs::Base64) && function.params.iter().any(|param| holds_bytes(&param.shape));
    let args = Value::Object(args);
    match checker.check(&args) {
        Ok(()) => assert!(within || about, "{args} fits, but is out of bounds"),
        Err(fault) => assert!(!within, "{args} is within bounds, but does not fit: {fault}"),
    }
}

/// The values of arguments, if all of them are taken.
fn values(function: &Function, json: &Value, bytes: &dyn Bytes) -> Option<Vec<Val>> {
    let read = |param: &Field| {
        let given = json.get(snake(&param.name)).unwrap_or(&Value::Null);
        from_json(given, &param.shape, bytes).ok()
    };
    function.params.iter().map(read).collect()
}

/// Whether there is something in it of which the schema cannot know that it is not taken.
fn excused(params: &[Field], json: &Value) -> bool {
    params.iter().any(|param| holds_bytes(&param.shape)) || holds_large(json)
}

fn holds_bytes(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Bytes { .. }) || shape.parts().into_iter().any(holds_bytes)
}

/// Whether it holds a number that is written as a fraction and too large to be an exact whole one.
fn holds_large(json: &Value) -> bool {
    match json {
        Value::Number(number) => number.is_f64() && number.as_f64().is_some_and(|n| n.abs() >= 9_007_199_254_740_992.0),
        Value::Array(values) => values.iter().any(holds_large),
        Value::Object(values) => values.values().any(holds_large),
        _ => false,
    }
}
