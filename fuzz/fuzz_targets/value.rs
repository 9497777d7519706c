//! Values of any type become JSON and come back as the same; no JSON breaks the conversion.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::value::holds(data));
