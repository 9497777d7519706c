//! Values that stand in for answers that nobody gave, in dry runs.

use serde_json::{Map, Value, json};

use crate::wit::shape::{Field, Kind, Length, Shape, snake};

/// A value of this type, as JSON: the smallest there is, but what has the type or
/// the name of an argument is that argument, as names of objects often are.
pub fn stand_in(shape: &Shape, params: &[Field], args: &Map<String, Value>) -> Value {
    Maker { params, args }.make(shape)
}

struct Maker<'a> {
    params: &'a [Field],
    args: &'a Map<String, Value>,
}

impl Maker<'_> {
    fn make(&self, shape: &Shape) -> Value {
        if let Some(given) = self.given(|param| shape.name.is_some() && plain(&param.shape).name == shape.name) {
            return given;
        }
        match &shape.kind {
            Kind::Bool => false.into(),
            Kind::Char => "x".into(),
            Kind::Integer { min, max, .. } => {
                let value = 0.clamp(*min, *max);
                u64::try_from(value).map_or_else(|_| i64::try_from(value).unwrap_or(i64::MIN).into(), Value::from)
            }
            Kind::Number { min, max, .. } => 0_f64.clamp(*min, *max).into(),
            Kind::String { length } => "x".repeat(least(*length)).into(),
            Kind::Bytes { .. } => json!({ "offset": 0, "length": 0 }),
            Kind::List { items, length } => (0..least(*length)).map(|_| self.make(items)).collect(),
            Kind::Array { items, count } => (0..*count).map(|_| self.make(items)).collect(),
            Kind::Map { .. } | Kind::Flags(_) => json!([]),
            Kind::Tuple(shapes) => shapes.iter().map(|shape| self.make(shape)).collect(),
            Kind::Record(fields) => {
                let field = |field: &Field| (snake(&field.name), self.field(field));
                Value::Object(fields.iter().map(field).collect())
            }
            Kind::Enum(cases) => cases.first().map_or(Value::Null, |case| snake(&case.name).into()),
            Kind::Variant(cases) => match cases.first() {
                Some(case) => match &case.payload {
                    Some(payload) => json!({ snake(&case.name): self.make(payload) }),
                    None => snake(&case.name).into(),
                },
                None => Value::Null,
            },
            Kind::Option(_) => Value::Null,
            Kind::Result { ok, .. } => json!({ "ok": ok.as_deref().map_or(Value::Null, |ok| self.make(ok)) }),
        }
    }

    fn field(&self, field: &Field) -> Value {
        let same = |param: &Field| param.name == field.name && plain(&param.shape).same_structure(plain(&field.shape));
        self.given(same).unwrap_or_else(|| self.make(&field.shape))
    }

    fn given(&self, fits: impl Fn(&Field) -> bool) -> Option<Value> {
        // Bytes lie beside the arguments, and an option of an option has JSON of its own.
        let usable = |param: &&Field| {
            let inner = plain(&param.shape);
            fits(param) && !holds_bytes(inner) && !(param.shape.is_option() && inner.is_option())
        };
        let param = self.params.iter().find(usable)?;
        self.args.get(&snake(&param.name)).cloned()
    }
}

fn holds_bytes(shape: &Shape) -> bool {
    matches!(shape.kind, Kind::Bytes { .. }) || shape.parts().into_iter().any(holds_bytes)
}

fn plain(shape: &Shape) -> &Shape {
    match &shape.kind {
        Kind::Option(inner) => inner,
        _ => shape,
    }
}

/// The shortest length; one that is absurdly long is not made.
fn least(length: Length) -> usize {
    length.min.min(1000).try_into().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        value::{Attachments, from_json},
        wit::packages::Operations,
    };

    #[test]
    fn every_operation_has_a_stand_in_of_its_type() {
        for (name, operation) in &Operations::built_in().all {
            let function = &operation.function;
            if let Some(shape) = function.outcome().0 {
                let value = stand_in(shape, &function.params, &Map::new());
                from_json(&value, shape, &Attachments::default()).unwrap_or_else(|e| panic!("{name}: {e}"));
            }
        }
    }

    #[test]
    fn what_is_an_argument_comes_back() {
        let operations = Operations::built_in();
        let add = operations
            .all
            .iter()
            .find(|(name, _)| name.to_string() == "objects/duplicate-object")
            .expect("it is one")
            .1;
        let args = json!({ "name": "Cube" });
        let shape = add.function.outcome().0.expect("it answers");
        let value = stand_in(shape, &add.function.params, args.as_object().expect("an object"));
        assert!(value.to_string().contains("Cube"), "{value}");
    }
}
