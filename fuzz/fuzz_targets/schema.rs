//! Any function has a schema, which takes exactly the arguments that become values within their bounds.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::schema::holds(data));
