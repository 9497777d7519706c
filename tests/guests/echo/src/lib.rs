//! A guest that answers with what it is given.

use std::thread::sleep;
use std::time::Duration;

use bindings::blender::tool::progress;
use bindings::{Certainty, Day, Guest, Image, Integers, Outcomes, Person, Shape, Single, Toppings};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Echo;

    wit_bindgen::generate!({
        world: "test:echo/echo",
        path: ["../../../wit/tool", "wit"],
        generate_all,
    });
    export!(Echo);
}

struct Echo;

/// A PNG file of one transparent pixel.
const PIXEL: &[u8] = include_bytes!("pixel.png");

impl Guest for Echo {
    fn echo_bool(value: bool) -> bool {
        value
    }

    fn echo_integers(value: Integers) -> Integers {
        value
    }

    fn echo_bounded(value: i32) -> i32 {
        value
    }

    fn echo_floats(single: Single, double: f64, certainty: Certainty) -> (Single, f64, Certainty) {
        (single, double, certainty)
    }

    fn echo_text(letter: char, text: String) -> (char, String) {
        (letter, text)
    }

    fn echo_bytes(value: Vec<u8>) -> Vec<u8> {
        value
    }

    fn echo_lists(value: Vec<Vec<i32>>) -> Vec<Vec<i32>> {
        value
    }

    fn echo_tuple(value: (u8, String, (bool, f64))) -> (u8, String, (bool, f64)) {
        value
    }

    fn echo_record(value: Person) -> Person {
        value
    }

    fn echo_variant(value: Shape) -> Shape {
        value
    }

    fn echo_enum(value: Day) -> Day {
        value
    }

    fn echo_flags(value: Toppings) -> Toppings {
        value
    }

    fn echo_options(plain: Option<u32>, nested: Option<Option<u32>>) -> (Option<u32>, Option<Option<u32>>) {
        (plain, nested)
    }

    fn echo_results(value: Outcomes) -> Outcomes {
        value
    }

    fn echo_nothing() {}

    fn count(steps: u32, milliseconds: u32) -> u32 {
        for step in 1..=steps {
            sleep(Duration::from_millis(milliseconds.into()));
            progress::report(step.into(), Some(steps.into()), &format!("Step {step}"));
        }
        steps
    }

    fn picture() -> Image {
        Image { data: PIXEL.into(), mime_type: "image/png".into() }
    }

    fn fail(message: String) -> Result<(), String> {
        Err(message)
    }
}
