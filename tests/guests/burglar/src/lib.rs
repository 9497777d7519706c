//! A guest that reaches for files.

use std::{
    collections::BTreeSet,
    fs::{self, File, OpenOptions},
    io::{self, Read, Seek, SeekFrom, Write},
};

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

    fn write_large(path: String, size: u64) -> Result<(), String> {
        File::create(path)
            .and_then(|mut file| io::copy(&mut io::repeat(b'x').take(size), &mut file))
            .map(drop)
            .map_err(text)
    }

    fn append_file(path: String, text: String) -> Result<(), String> {
        OpenOptions::new()
            .append(true)
            .open(path)
            .and_then(|mut file| file.write_all(text.as_bytes()))
            .map_err(self::text)
    }

    fn resize_file(path: String, size: u64) -> Result<(), String> {
        OpenOptions::new().write(true).open(path).and_then(|file| file.set_len(size)).map_err(text)
    }

    fn poke_file(path: String, at: u64) -> Result<(), String> {
        let poke = |mut file: File| {
            file.seek(SeekFrom::Start(at))?;
            file.write_all(b"x")
        };
        OpenOptions::new().write(true).open(path).and_then(poke).map_err(text)
    }

    fn use_up(path: String) -> Result<(), String> {
        let moved = format!("{path}.moved");
        fs::write(&path, "first")
            .and_then(|()| fs::write(&path, "second"))
            .and_then(|()| fs::rename(&path, &moved))
            .and_then(|()| fs::remove_file(&moved))
            .map_err(text)
    }

    fn remove_file(path: String) -> Result<(), String> {
        fs::remove_file(path).map_err(text)
    }

    fn make_directory(path: String) -> Result<(), String> {
        fs::create_dir(path).map_err(text)
    }

    fn remove_directory(path: String) -> Result<(), String> {
        fs::remove_dir(path).map_err(text)
    }

    fn move_file(old: String, new: String) -> Result<(), String> {
        fs::rename(old, new).map_err(text)
    }

    fn hard_link(old: String, new: String) -> Result<(), String> {
        fs::hard_link(old, new).map_err(text)
    }

    #[allow(deprecated, reason = "it is the one way to make a link that is stable for this target")]
    fn soft_link(target: String, path: String) -> Result<(), String> {
        fs::soft_link(target, path).map_err(text)
    }

    fn read_link(path: String) -> Result<String, String> {
        fs::read_link(path).map(|target| target.display().to_string()).map_err(text)
    }

    fn look_at(path: String) -> Result<String, String> {
        let metadata = fs::metadata(path).map_err(text)?;
        let kind = match metadata.file_type() {
            kind if kind.is_file() => "file",
            kind if kind.is_dir() => "folder",
            _ => "something else",
        };
        Ok(format!("{kind} {}", metadata.len()))
    }

    fn make_many(path: String, count: u32) -> String {
        repeat(count, |number| File::create_new(format!("{path}/{number}")).map(drop))
    }

    fn hold_open(path: String, count: u32) -> String {
        let mut held = Vec::new();
        repeat(count, |_| File::open(&path).map(|file| held.push(file)))
    }

    fn hoard(path: String, size: u64, count: u32) -> String {
        let mut held = Vec::new();
        repeat(count, |number| {
            let path = format!("{path}/hoard{number}");
            let file = File::create_new(&path)?;
            file.set_len(size)?;
            held.push(file);
            fs::remove_file(path)
        })
    }

    fn read_often(path: String, count: u32) -> Vec<String> {
        let read = |_| fs::read_to_string(&path).unwrap_or_else(text);
        (0..count).map(read).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// How often something can be done, and why not more often.
fn repeat(count: u32, mut action: impl FnMut(u32) -> io::Result<()>) -> String {
    for number in 0..count {
        if let Err(error) = action(number) {
            return format!("{number}: {}", text(error));
        }
    }
    format!("{count}: done")
}

fn text(error: io::Error) -> String {
    format!("{:?}: {error}", error.kind())
}
