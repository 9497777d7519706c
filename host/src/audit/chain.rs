//! The file that is written: lines are added to its end, by any number of
//! processes, each line with the hash of the one before it.

use std::{
    fs::{File, OpenOptions},
    io::{BufRead, BufReader, Read, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result, bail, ensure};

use super::{
    line::{Body, Hash, Link, NOTHING},
    values::Summary,
};
use crate::folders::create_private;

/// The name of the file that is written.
pub const FILE: &str = "audit.jsonl";
/// Who holds the lock on this file writes.
const LOCK: &str = "audit.lock";
/// How large the file gets before another one is begun, in bytes.
const FULL: u64 = 64 << 20;

/// A line that mends what a crash has left.
pub const REPAIRED: &str = "repaired";
/// The last line of a file after which another one begins.
pub const ROTATED: &str = "rotated";

/// A folder of records.
pub struct Chain {
    folder: PathBuf,
    full: u64,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    lock: Option<Arc<File>>,
    end: Option<End>,
}

/// The end of the file as this process knows it.
struct End {
    file: File,
    bytes: u64,
    seq: u64,
    hash: Hash,
}

impl Chain {
    /// In this folder, made when the first line is written.
    pub fn in_folder(folder: PathBuf) -> Chain {
        Chain { folder, full: FULL, state: Mutex::default() }
    }

    /// The same with files that are full with so many bytes.
    #[cfg(test)]
    pub fn with_room_for(self, full: u64) -> Chain {
        Chain { full, ..self }
    }

    /// Adds a line. When this returns, the system has it.
    pub fn add(&self, body: &Body) -> Result<()> {
        self.locked(|end| {
            if end.bytes >= self.full {
                self.rotate(end)?;
            }
            end.add(body)
        })
        .with_context(|| format!("cannot write {}", self.folder.join(FILE).display()))
    }

    /// Finds out whether lines can be added.
    pub fn check(&self) -> Result<()> {
        self.locked(|_| Ok(())).with_context(|| format!("cannot write {}", self.folder.join(FILE).display()))
    }

    /// Does something at the end of the file, where no other process is then.
    fn locked(&self, work: impl FnOnce(&mut End) -> Result<()>) -> Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        // Who takes the record away takes the lock's file away, too.
        let lock = match state.lock.take().filter(|_| self.folder.join(FILE).exists()) {
            Some(lock) => lock,
            None => {
                create_private(&self.folder)?;
                Arc::new(open(&self.folder.join(LOCK))?)
            }
        };
        state.lock = Some(lock.clone());
        lock.lock()?;
        let done = self.end(&mut state.end).and_then(work);
        if done.is_err() {
            // How much was written is found out with the next line.
            state.end = None;
        }
        lock.unlock()?;
        done
    }

    /// The end as it is now: that which is known, unless somebody else has written.
    fn end<'a>(&self, known: &'a mut Option<End>) -> Result<&'a mut End> {
        if let Some(end) = known.take() {
            // The file may have another name by now, and the name another file.
            let named = self.folder.join(FILE).metadata().map_or(0, |file| file.len());
            if end.file.metadata()?.len() == end.bytes && named == end.bytes {
                return Ok(known.insert(end));
            }
        }
        let mut end = self.find_end()?;
        end.repair()?;
        if end.rotated()? {
            self.begin_next(&mut end)?;
        }
        Ok(known.insert(end))
    }

    fn find_end(&self) -> Result<End> {
        let mut file = open(&self.folder.join(FILE))?;
        let bytes = file.metadata()?.len();
        let mut last = last_line(&mut file)?;
        if last.is_none()
            && let Some(newest) = super::files::rotated(&self.folder)?.pop()
        {
            let mut newest_file = File::open(&newest).with_context(|| format!("cannot read {}", newest.display()))?;
            last = last_line(&mut newest_file).with_context(|| newest.display().to_string())?;
        }
        let (seq, hash) = last.map_or((0, NOTHING.to_owned()), |link| (link.seq, link.hash));
        Ok(End { file, bytes, seq, hash })
    }

    /// Ends the file and begins another one.
    fn rotate(&self, end: &mut End) -> Result<()> {
        end.add(&Body::new(ROTATED, None))?;
        self.begin_next(end)
    }

    /// Gives the file that is full its other name.
    fn begin_next(&self, end: &mut End) -> Result<()> {
        end.file.seek(SeekFrom::Start(0))?;
        let lines = BufReader::new(&end.file).split(b'\n');
        // The very first may be what a crash has left.
        let first = lines.take(2).find_map(|line| Link::of(&line.ok()?));
        let first = first.context("its first line is no line of a record; move it away")?;
        let full = self.folder.join(super::files::rotated_name(first.seq));
        ensure!(!full.exists(), "it is full, but {} exists already; move that away", full.display());
        let path = self.folder.join(FILE);
        std::fs::rename(&path, &full).with_context(|| format!("cannot rename it to {}", full.display()))?;
        end.file = open(&path)?;
        end.bytes = 0;
        Ok(())
    }
}

impl End {
    /// Writes a line at once.
    fn add(&mut self, body: &Body) -> Result<()> {
        let (line, hash) = body.line(self.seq + 1, jiff::Timestamp::now(), &self.hash);
        self.file.write_all(&line)?;
        self.bytes += line.len() as u64;
        self.seq += 1;
        self.hash = hash;
        Ok(())
    }

    /// Where a crash has left a line without its end, ends it and says so.
    fn repair(&mut self) -> Result<()> {
        let torn = tail(&mut self.file)?;
        if torn.is_empty() {
            return Ok(());
        }
        self.file.write_all(b"\n")?;
        self.bytes += 1;
        let mut body = Body::new(REPAIRED, None);
        body.add("torn", &Summary::of(&torn));
        self.add(&body)
    }

    /// Whether another file is to be begun, which a crash has left undone.
    fn rotated(&mut self) -> Result<bool> {
        Ok(self.bytes > 0 && last_line(&mut self.file)?.is_some_and(|link| link.kind == ROTATED))
    }
}

fn open(path: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).with_context(|| format!("cannot open {}", path.display()))
}

/// What stands after the last line end.
fn tail(file: &mut File) -> Result<Vec<u8>> {
    let length = file.metadata()?.len();
    Ok(before(file, length)?.0)
}

/// The last line that has an end; none if there is none.
fn last_line(file: &mut File) -> Result<Option<Link>> {
    let length = file.metadata()?.len();
    let (_, Some(end)) = before(file, length)? else { return Ok(None) };
    let (line, _) = before(file, end)?;
    match Link::of(&line) {
        Some(link) => Ok(Some(link)),
        None => bail!("its last line is no line of a record; move it away, and what is recorded begins anew"),
    }
}

/// What stands between the last line end before this place and the place; and
/// where that line end is, if there is one.
fn before(file: &mut File, place: u64) -> Result<(Vec<u8>, Option<u64>)> {
    let mut size = 4096;
    loop {
        let from = place.saturating_sub(size);
        file.seek(SeekFrom::Start(from))?;
        let mut bytes = Vec::new();
        file.take(place - from).read_to_end(&mut bytes)?;
        if let Some(at) = bytes.iter().rposition(|byte| *byte == b'\n') {
            return Ok((bytes.split_off(at + 1), Some(from + at as u64)));
        }
        if from == 0 {
            return Ok((bytes, None));
        }
        size *= 2;
    }
}
