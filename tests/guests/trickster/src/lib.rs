//! A guest that answers, prints and asks for what it should not.

use std::{
    fs::File,
    io::{Write, stderr, stdout},
    thread,
    time::Duration,
};

use bindings::Guest;
use bindings::blender::ops::scene;
use bindings::blender::tool::log::{self, Level};
use bindings::blender::tool::progress;

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Trickster;

    wit_bindgen::generate!({
        world: "test:trickster/trickster",
        path: ["../../../wit/ops", "../../../wit/tool", "wit"],
        generate_all,
    });
    export!(Trickster);
}

struct Trickster;

impl Guest for Trickster {
    fn scribble(text: String, times: u32) {
        for _ in 0..times {
            // That nobody takes it is no reason to stop.
            let _ = stdout().write_all(text.as_bytes());
            let _ = stderr().write_all(text.as_bytes());
        }
        let _ = stdout().flush();
    }

    fn note(text: String) {
        log::write(Level::Error, &text);
    }

    fn report_nonsense() {
        for done in [f64::NAN, f64::INFINITY, 1.0, f64::NEG_INFINITY, -1.0, 0.5, f64::MAX] {
            progress::report(done, Some(done), &done.to_string());
        }
    }

    fn pester(name: String, times: u32) -> String {
        let mut last = String::new();
        for _ in 0..times {
            last = asked(&name);
        }
        last
    }

    fn ask_at_length(mebibytes: u32) -> String {
        asked(&long(mebibytes))
    }

    fn rattle(path: String, times: u32) -> String {
        let mut last = String::new();
        for _ in 0..times {
            last = File::open(&path).map_or_else(|error| error.to_string(), |_| "open".to_owned());
        }
        last
    }

    fn answer_at_length(mebibytes: u32) -> String {
        long(mebibytes)
    }

    fn answer_often(count: u32) -> Vec<String> {
        (0..count).map(|number| number.to_string()).collect()
    }

    fn answer_without_number() -> Vec<f64> {
        vec![f64::NAN, f64::INFINITY, f64::NEG_INFINITY]
    }

    fn repeat(text: String) -> String {
        text
    }

    fn refuse(text: String) -> Result<(), String> {
        Err(text)
    }

    fn panic_at_length(mebibytes: u32) {
        panic!("{}", long(mebibytes));
    }

    fn oversleep() {
        thread::sleep(Duration::from_secs(24 * 60 * 60));
    }
}

fn asked(name: &str) -> String {
    scene::get_object_info(name).map_or_else(|error| error.message, |info| info.name)
}

fn long(mebibytes: u32) -> String {
    "x".repeat(mebibytes as usize * (1 << 20))
}
