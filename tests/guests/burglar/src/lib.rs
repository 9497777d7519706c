//! A guest that reaches for files.

use std::{fs, io};

use bindings::Guest;

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Burglar;

    wit_bindgen::generate!({ path: "wit" });
    export!(Burglar);
}

struct Burglar;

impl Guest for Burglar {
    fn read_file(path: String) -> Result<String, String> {
        fs::read_to_string(path).map_err(text)
    }

    fn write_file(path: String, text: String) -> Result<(), String> {
        fs::write(path, text).map_err(self::text)
    }

    fn list_directory(path: String) -> Result<Vec<String>, String> {
        let mut names = fs::read_dir(path)
            .and_then(|entries| {
                entries
                    .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
                    .collect::<io::Result<Vec<_>>>()
            })
            .map_err(text)?;
        names.sort();
        Ok(names)
    }
}

fn text(error: io::Error) -> String {
    error.to_string()
}
