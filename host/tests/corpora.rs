//! What always holds of the host, on the inputs that fuzzing has kept (`fuzz/README.md`).

use std::{fs, path::Path};

#[path = "../../fuzz/src/lib.rs"]
mod properties;

fn replay(target: &str, holds: impl Fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fuzz/corpus").join(target);
    let entries = fs::read_dir(&folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let files: Vec<_> = entries.map(|entry| entry.expect("the folder can be listed").path()).collect();
    assert!(files.len() > 10, "{} holds hardly anything", folder.display());
    for file in files {
        // Shown if it does not hold.
        println!("{}", file.display());
        holds(&fs::read(&file).expect("it can be read"));
    }
}

#[test]
fn values_come_back_as_they_were() {
    replay("value", properties::value::holds);
}

#[test]
fn schemas_take_what_becomes_a_value_within_its_bounds() {
    replay("schema", properties::schema::holds);
}

#[test]
fn policies_allow_only_what_a_line_allows() {
    replay("policy", properties::policy::holds);
}

#[test]
fn frames_say_what_stands_in_them() {
    replay("frames", properties::frames::holds);
}
