//! Any text is a policy or refused; nothing is allowed that no line allows, and a project's file adds nothing.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| properties::policy::holds(data));
