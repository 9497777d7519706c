//! Any frame of the add-on is a message or refused, and what it says is what stands in it.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::frames::holds(data));
