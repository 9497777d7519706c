use proptest::prelude::*;
use serde_json::{Value, json};
use wasmtime::component::Val;

use super::{Attachments, Base64, from_json, to_json};
use crate::wit::shape::{Case, Field, Kind, Length, Shape, Width};

fn case(name: &str, payload: Option<Shape>) -> Case {
    Case { name: name.to_owned(), doc: String::new(), payload }
}

fn integer(width: Width) -> Shape {
    let (min, max) = width.bounds();
    Shape::plain(Kind::Integer { width, min, max })
}

fn number(single: bool) -> Shape {
    Shape::plain(Kind::Number { single, min: f64::MIN, max: f64::MAX })
}

/// Any type that JSON can carry, with any value of it.
fn typed_value() -> impl Strategy<Value = (Shape, Val)> {
    let plain = |kind: Kind| Just(Shape::plain(kind));
    let leaf = prop_oneof![
        (plain(Kind::Bool), any::<bool>().prop_map(Val::Bool)),
        (plain(Kind::Char), any::<char>().prop_map(Val::Char)),
        (plain(Kind::String { length: Length::TEXT }), any::<String>().prop_map(Val::String)),
        (Just(integer(Width::U8)), any::<u8>().prop_map(Val::U8)),
        (Just(integer(Width::U16)), any::<u16>().prop_map(Val::U16)),
        (Just(integer(Width::U32)), any::<u32>().prop_map(Val::U32)),
        (Just(integer(Width::U64)), any::<u64>().prop_map(Val::U64)),
        (Just(integer(Width::S8)), any::<i8>().prop_map(Val::S8)),
        (Just(integer(Width::S16)), any::<i16>().prop_map(Val::S16)),
        (Just(integer(Width::S32)), any::<i32>().prop_map(Val::S32)),
        (Just(integer(Width::S64)), any::<i64>().prop_map(Val::S64)),
        (Just(number(true)), proptest::num::f32::NORMAL.prop_map(Val::Float32)),
        (Just(number(false)), proptest::num::f64::NORMAL.prop_map(Val::Float64)),
        (
            plain(Kind::Bytes { length: Length::BYTES }),
            any::<Vec<u8>>().prop_map(|b| Val::List(b.into_iter().map(Val::U8).collect()))
        ),
        (
            plain(Kind::Enum(vec![case("red", None), case("dark-red", None)])),
            prop_oneof![Just("red"), Just("dark-red")].prop_map(|c| Val::Enum(c.to_owned()))
        ),
        (
            plain(Kind::Flags(vec![case("a-b", None), case("c", None)])),
            proptest::sample::subsequence(vec!["a-b", "c"], 0..=2)
                .prop_map(|set| Val::Flags(set.into_iter().map(str::to_owned).collect()))
        ),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let boxed = |s: Shape| Box::new(s);
        prop_oneof![
            (inner.clone(), 0usize..4).prop_map(move |((s, v), n)| (
                Shape::plain(match s.kind {
                    // A list of u8 is bytes, a type of its own.
                    Kind::Integer { width: Width::U8, .. } => Kind::Bytes { length: Length::BYTES },
                    _ => Kind::List { items: Box::new(s), length: Length::LIST },
                }),
                Val::List(vec![v; n])
            )),
            (inner.clone(), 0u32..4).prop_map(move |((s, v), n)| (
                Shape::plain(Kind::Array { items: boxed(s), count: n }),
                Val::FixedLengthList(vec![v; n as usize])
            )),
            (inner.clone(), inner.clone()).prop_map(move |((ks, k), (vs, v))| (
                Shape::plain(Kind::Map { key: boxed(ks), value: boxed(vs) }),
                Val::Map(vec![(k, v)])
            )),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|items| {
                let (shapes, values) = items.into_iter().unzip();
                (Shape::plain(Kind::Tuple(shapes)), Val::Tuple(values))
            }),
            proptest::collection::vec(inner.clone(), 1..4).prop_map(|items| {
                let name = |i: usize| format!("field-{i}");
                let (fields, values) = items
                    .into_iter()
                    .enumerate()
                    .map(|(i, (shape, value))| (Field { name: name(i), doc: String::new(), shape }, (name(i), value)))
                    .unzip();
                (Shape::plain(Kind::Record(fields)), Val::Record(values))
            }),
            (inner.clone(), any::<bool>()).prop_map(|((s, v), some)| (
                Shape::plain(Kind::Option(Box::new(s))),
                Val::Option(some.then(|| Box::new(v)))
            )),
            (inner.clone(), any::<bool>()).prop_map(|((s, v), with)| (
                Shape::plain(Kind::Variant(vec![case("the-empty", None), case("the-full", Some(s))])),
                if with {
                    Val::Variant("the-full".to_owned(), Some(Box::new(v)))
                } else {
                    Val::Variant("the-empty".to_owned(), None)
                }
            )),
            (inner.clone(), inner, any::<bool>()).prop_map(|((os, o), (es, e), good)| (
                Shape::plain(Kind::Result { ok: Some(Box::new(os)), err: Some(Box::new(es)) }),
                Val::Result(if good { Ok(Some(Box::new(o))) } else { Err(Some(Box::new(e))) })
            )),
        ]
    })
}

proptest! {
    #[test]
    fn every_type_survives_the_trip_through_the_wire((shape, value) in typed_value()) {
        let mut attachments = Attachments::default();
        let json = to_json(&value, &shape, &mut attachments).expect("the value has the type");
        let text = serde_json::to_string(&json).expect("it is JSON");
        let read: Value = serde_json::from_str(&text).expect("it is JSON");
        prop_assert_eq!(from_json(&read, &shape, &attachments), Ok(value));
    }

    #[test]
    fn every_type_survives_the_trip_through_base64((shape, value) in typed_value()) {
        let json = to_json(&value, &shape, &mut Base64).expect("the value has the type");
        prop_assert_eq!(from_json(&json, &shape, &Base64), Ok(value));
    }

    #[test]
    fn what_is_made_fits_the_schema((shape, value) in typed_value()) {
        let json = to_json(&value, &shape, &mut Base64).expect("the value has the type");
        let schema = crate::schema::of(&shape, crate::schema::BytesAs::Base64);
        prop_assert!(jsonschema::is_valid(&schema, &json), "{json} does not fit {schema}");
    }
}

#[test]
fn a_number_that_is_not_finite_is_refused() {
    for bad in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        let error = to_json(&Val::Float64(bad), &number(false), &mut Base64).expect_err("JSON has no such number");
        assert!(error.to_string().contains("a finite number"), "{error}");
    }
}

#[test]
fn a_number_that_would_become_infinite_is_refused() {
    let error = from_json(&json!(1e39), &number(true), &Base64).expect_err("it is no f32");
    assert_eq!(error.to_string(), "expected f32, found 1e+39");
    assert_eq!(from_json(&json!(f32::MAX), &number(true), &Base64), Ok(Val::Float32(f32::MAX)));
}

#[test]
fn a_mismatch_names_the_way_to_the_value() {
    let inner = Field { name: "the-size".into(), doc: String::new(), shape: integer(Width::U8) };
    let list =
        Shape::plain(Kind::List { items: Box::new(Shape::plain(Kind::Record(vec![inner]))), length: Length::LIST });
    let error = from_json(&json!([{ "the_size": 1 }, { "the_size": 256 }]), &list, &Base64).expect_err("256 is no u8");
    assert_eq!(error.to_string(), "`1.the_size`: expected u8, found 256");
}

#[test]
fn attachments_outside_the_message_are_refused() {
    let bytes = Shape::plain(Kind::Bytes { length: Length::BYTES });
    let attachments = Attachments(vec![1, 2, 3]);
    for bad in [json!({ "offset": 2, "length": 2 }), json!({ "offset": u64::MAX, "length": 2 }), json!({ "offset": 0 })]
    {
        assert!(from_json(&bad, &bytes, &attachments).is_err(), "{bad}");
    }
}
