//! A guest that imports an operation it may not be granted.

use bindings::blender::ops::removal;
use bindings::{Guest, ObjectName, OpError};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Eraser;

    wit_bindgen::generate!({
        world: "test:eraser/eraser",
        path: ["../../../wit/ops", "wit"],
        generate_all,
    });
    export!(Eraser);
}

struct Eraser;

impl Guest for Eraser {
    fn erase(name: ObjectName) -> Result<Vec<ObjectName>, OpError> {
        removal::delete_object(&name, true)
    }

    fn greet(name: String) -> String {
        format!("Hello, {name}!")
    }
}
