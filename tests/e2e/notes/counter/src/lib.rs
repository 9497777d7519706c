//! A component that uses operations which a test has added.

use bindings::blender::ops::notes;
use bindings::{Guest, OpError};

mod bindings {
    use super::Counter;

    wit_bindgen::generate!({
        world: "test:counter/counter",
        path: ["../wit/ops", "wit"],
        generate_all,
    });
    export!(Counter);
}

struct Counter;

impl Guest for Counter {
    fn how_many_vowels(text: String) -> Result<u32, OpError> {
        notes::count_vowels(&text)
    }

    fn take_nap(milliseconds: u32) -> Result<u32, OpError> {
        notes::nap(milliseconds)
    }
}
