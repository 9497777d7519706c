//! What WIT types become as JSON Schema, kept as snapshots.

use serde_json::Value;
use wit_parser::Resolve;

use super::{BytesAs, object, of};
use crate::wit::{
    function::Function,
    shape::{Kind, Length, Shape},
};

const WIT: &str = "
package test:types;

interface types {
    /// A colour. Range: 0 to 1.
    type color = tuple<f64, f64, f64>;

    /// A shape to add.
    enum shape {
        /// With six faces.
        cube,
        /// Round.
        uv-sphere,
    }

    /// What is shown.
    flags layers { front, back-side }

    /// Where to look from.
    variant view {
        /// Through the camera.
        camera,
        /// From a point.
        from-point(tuple<f32, f32, f32>),
    }

    /// How it looks.
    record settings {
        /// Its size in metres. Range: 0.1 to 10.
        edge-size: f64,
        /// How often. Range: 1 to 8.
        subdivisions: option<u32>,
        tint: option<color>,
    }

    /// Makes one. Effect: edit.
    ///
    /// - `name`: what to call it. Length: 1 to 63.
    /// - `counts`: some numbers. Length: 1 to 4. Range: 0 to 9.
    make: func(
        name: string, shape: shape, settings: settings, layers: option<layers>, view: view, counts: list<u8>,
        numbers: list<s16>, letter: char, big: u64, small: s64, exact: bool, maybe: option<option<u32>>,
        pair: tuple<string, bool>, outcome: result<u32, string>, empty: result,
    ) -> result<settings, string>;
}
";

fn make() -> Function {
    let mut resolve = Resolve::default();
    // `counts` is a list of bytes, which have no range.
    let wit = WIT.replace("Length: 1 to 4. Range: 0 to 9.", "Length: 1 to 4.");
    resolve.push_str("types.wit", &wit).expect("it is WIT");
    let function = resolve.interfaces.iter().find_map(|(_, i)| i.functions.get("make")).expect("it is there");
    Function::read(&resolve, function).expect("all of it has JSON")
}

#[test]
fn parameters_of_every_type() {
    insta::assert_json_snapshot!(Value::Object(object(&make().params, BytesAs::Base64)));
}

#[test]
fn a_result() {
    let function = make();
    insta::assert_json_snapshot!(of(function.outcome().0.expect("it answers"), BytesAs::Base64));
}

#[test]
fn a_range_on_what_holds_no_number_is_refused() {
    let mut resolve = Resolve::default();
    resolve.push_str("types.wit", WIT).expect("it is WIT");
    let function = resolve.interfaces.iter().find_map(|(_, i)| i.functions.get("make")).expect("it is there");
    let error = Function::read(&resolve, function).expect_err("bytes have no range");
    assert!(format!("{error:#}").contains("parameter `counts`"), "{error:#}");
}

#[test]
fn a_range_in_which_no_number_lies_is_refused() {
    for (ty, range, holds) in [
        ("u8", "300 to 400", false),
        ("u8", "-1 to 300", true),
        ("u32", "0.2 to 0.8", false),
        ("f32", "1e39 to 1e40", false),
        ("f32", "0 to 1e39", true),
    ] {
        let wit = format!("package a:b;\ninterface c {{\n  /// - `n`: Range: {range}.\n  f: func(n: {ty});\n}}\n");
        let mut resolve = Resolve::default();
        resolve.push_str("types.wit", &wit).expect("it is WIT");
        let function = resolve.interfaces.iter().find_map(|(_, i)| i.functions.get("f")).expect("it is there");
        match Function::read(&resolve, function) {
            Ok(function) => {
                assert!(holds, "{range} for {ty}");
                crate::schema::Checker::new(&object(&function.params, BytesAs::Base64).into()).expect("it is a schema");
            }
            Err(error) => assert!(!holds && format!("{error:#}").contains("no number"), "{range} for {ty}: {error:#}"),
        }
    }
}

#[test]
fn bytes_of_any_length_have_a_schema() {
    let shape = Shape::plain(Kind::Bytes { length: Length { min: 0, max: u64::MAX } });
    assert_eq!(of(&shape, BytesAs::Base64)["maxLength"], u64::MAX);
}

#[test]
fn types_that_explode_are_refused() {
    let mut wit = String::from("package test:bomb;\ninterface bomb {\n  type t0 = u64;\n");
    for i in 1..40 {
        wit.push_str(&format!("  type t{i} = tuple<t{0}, t{0}>;\n", i - 1));
    }
    wit.push_str("  go: func(bomb: t39);\n}\n");
    let mut resolve = Resolve::default();
    resolve.push_str("bomb.wit", &wit).expect("it is WIT");
    let function = resolve.interfaces.iter().find_map(|(_, i)| i.functions.get("go")).expect("it is there");
    let error = Function::read(&resolve, function).expect_err("two to the fortieth");
    assert!(format!("{error:#}").contains("too large"), "{error:#}");
}

#[test]
fn the_tools_that_the_host_carries() {
    let operations = crate::wit::packages::Operations::built_in();
    let sources = crate::catalog::Sources { components: None, policy: None, project: None, operations };
    let folder = tempfile::tempdir().expect("there is room");
    let cache = crate::component::compiled::Cache::in_folder(folder.path()).expect("there is room");
    let built_in = crate::component::source::built_in(operations).expect("they can be read");
    let policy = crate::policy::Policy::built_in(&built_in, None);
    let catalog = crate::catalog::Catalog::with_policy(&sources, cache, policy).expect("they can be read");
    assert_eq!(catalog.faults, []);
    for tool in catalog.tools.values() {
        insta::assert_json_snapshot!(format!("tool_{}", tool.name), crate::mcp::listed(tool));
    }
}
