//! The files of a record, read from the first line to the last.

use std::{
    fs::File,
    io::{BufRead, BufReader, Read},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::Value;

use super::{
    chain::{FILE, ROTATED},
    line::Link,
};

/// Lines in the order in which they were written.
pub struct Lines {
    files: std::vec::IntoIter<PathBuf>,
    current: Option<Current>,
}

struct Current {
    path: PathBuf,
    number: usize,
    lines: BufReader<std::io::Take<File>>,
}

/// A line of a file.
pub struct Line {
    /// The file.
    pub file: PathBuf,
    /// Its number there, from 1.
    pub number: usize,
    /// Its bytes, without the line end.
    pub bytes: Vec<u8>,
    /// Whether it has a line end.
    pub ended: bool,
}

impl Line {
    /// What it says; null if it is not JSON.
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }
}

/// The files of a folder, the oldest first. What is added from now on may be read
/// or not.
pub fn of_folder(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = rotated(folder)?;
    files.extend(Some(folder.join(FILE)).filter(|file| file.exists()));
    Ok(files)
}

/// The files that are full, the oldest first.
pub fn rotated(folder: &Path) -> Result<Vec<PathBuf>> {
    let cannot = || format!("cannot read {}", folder.display());
    let mut found = Vec::new();
    for entry in folder.read_dir().with_context(cannot)? {
        let path = entry.with_context(cannot)?.path();
        let number = path.file_name().and_then(|name| name.to_str()?.strip_prefix("audit-")?.strip_suffix(".jsonl"));
        if let Some(first) = number.and_then(|number| number.parse::<u64>().ok()) {
            found.push((first, path));
        }
    }
    found.sort();
    Ok(found.into_iter().map(|(_, path)| path).collect())
}

/// The name of a file that is full, by the number of its first line.
pub fn rotated_name(first: u64) -> String {
    format!("audit-{first:012}.jsonl")
}

impl Lines {
    /// Of these files.
    pub fn of(files: Vec<PathBuf>) -> Lines {
        Lines { files: files.into_iter(), current: None }
    }

    fn read(&mut self) -> Result<Option<Line>> {
        loop {
            if self.current.is_none() {
                let Some(path) = self.files.next() else { return Ok(None) };
                let file = File::open(&path).with_context(|| format!("cannot read {}", path.display()))?;
                // No further than it goes now: who writes may be in the middle of a line later.
                let length = file.metadata()?.len();
                self.current = Some(Current { path, number: 0, lines: BufReader::new(file.take(length)) });
            }
            if let Some(current) = &mut self.current {
                let mut bytes = Vec::new();
                current
                    .lines
                    .read_until(b'\n', &mut bytes)
                    .with_context(|| format!("cannot read {}", current.path.display()))?;
                if !bytes.is_empty() {
                    let ended = bytes.pop_if(|byte| *byte == b'\n').is_some();
                    current.number += 1;
                    return Ok(Some(Line { file: current.path.clone(), number: current.number, bytes, ended }));
                }
            }
            self.current = None;
        }
    }
}

impl Iterator for Lines {
    type Item = Result<Line>;

    fn next(&mut self) -> Option<Result<Line>> {
        self.read().transpose()
    }
}

/// The lines that are added to the end of a record while others write it.
pub struct Tail {
    path: PathBuf,
    file: Option<File>,
    number: usize,
    /// What stands after the last line end so far.
    rest: Vec<u8>,
    /// Whether the file goes on under the same name in another one.
    rotated: bool,
}

impl Tail {
    /// Begins with the first line of a file, which need not exist yet.
    pub fn of(path: PathBuf) -> Tail {
        let file = File::open(&path).ok();
        Tail { path, file, number: 0, rest: Vec::new(), rotated: false }
    }

    /// The lines that have been added since the last time.
    pub fn read(&mut self) -> Result<Vec<Line>> {
        let mut lines = Vec::new();
        loop {
            self.read_file(&mut lines).with_context(|| format!("cannot read {}", self.path.display()))?;
            if self.file.is_some() && !self.rotated {
                return Ok(lines);
            }
            // A file that is gone may come back: who takes the record away begins another one.
            let Ok(file) = File::open(&self.path) else { return Ok(lines) };
            *self = Tail { path: self.path.clone(), file: Some(file), number: 0, rest: Vec::new(), rotated: false };
        }
    }

    fn read_file(&mut self, lines: &mut Vec<Line>) -> Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        file.read_to_end(&mut self.rest)?;
        while let Some(end) = self.rest.iter().position(|byte| *byte == b'\n') {
            let mut bytes: Vec<u8> = self.rest.drain(..=end).collect();
            bytes.pop();
            self.number += 1;
            self.rotated = Link::of(&bytes).is_some_and(|link| link.kind == ROTATED);
            lines.push(Line { file: self.path.clone(), number: self.number, bytes, ended: true });
        }
        if !self.rotated && !self.path.exists() {
            self.file = None;
        }
        Ok(())
    }
}
