//! Whether a record is as it was written.

use std::fmt;

use anyhow::Result;

use super::{
    chain::REPAIRED,
    files::{Line, Lines},
    line::{Hash, Link, NOTHING, hash_of},
    values::Summary,
};

/// What was found out about a record.
#[derive(Debug, Default)]
pub struct Verified {
    /// How many lines there are up to the first that is wrong.
    pub lines: u64,
    /// The number of the first of them.
    pub first: u64,
    /// The hash of the last of them; none if there is no line.
    pub head: Option<Hash>,
    /// Whether the hash that was looked for is that of one of them.
    pub found: bool,
    /// The first line that is wrong.
    pub wrong: Option<Wrong>,
}

/// A line that is wrong.
#[derive(Debug)]
pub struct Wrong {
    /// The file and the number of the line there.
    pub place: String,
    /// What is expected there, and what was found.
    pub why: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.why)
    }
}

/// Goes along the chain. A `whole` record begins with its first line; one that is
/// not may begin with any. Also looks for a hash that somebody has noted.
pub fn verify(lines: Lines, whole: bool, noted: Option<&str>) -> Result<Verified> {
    let mut verified = Verified::default();
    // The line that a crash has left, if the next one mends it.
    let mut torn: Option<Line> = None;
    for line in lines {
        let line = line?;
        let place = format!("{}:{}", line.file.display(), line.number);
        let checked = match (&torn, Link::of(&line.bytes)) {
            (None, None) if line.ended => {
                torn = Some(line);
                continue;
            }
            (None, Some(link)) if line.ended => check(&line, &link, &verified, whole).map(|()| link),
            (Some(left), Some(link)) if link.kind == REPAIRED && mends(&line, left) => {
                torn = None;
                check(&line, &link, &verified, whole).map(|()| link)
            }
            (Some(left), _) => {
                verified.wrong = Some(no_line(left));
                return Ok(verified);
            }
            _ => Err("a line without its end: it was not written to its end, or was cut off; the next line that is \
                      written says so"
                .to_owned()),
        };
        match checked {
            Ok(link) => {
                if verified.lines == 0 {
                    verified.first = link.seq;
                }
                verified.lines += 1;
                verified.found |= noted == Some(link.hash.as_str());
                verified.head = Some(link.hash);
            }
            Err(why) => {
                verified.wrong = Some(Wrong { place, why });
                return Ok(verified);
            }
        }
    }
    verified.wrong = torn.as_ref().map(no_line);
    Ok(verified)
}

fn no_line(line: &Line) -> Wrong {
    let place = format!("{}:{}", line.file.display(), line.number);
    Wrong { place, why: "expected a line of the record, found something else".to_owned() }
}

/// Whether a line says that this is what a crash has left.
fn mends(line: &Line, left: &Line) -> bool {
    serde_json::to_value(Summary::of(&left.bytes)).is_ok_and(|summary| line.json()["torn"] == summary)
}

fn check(line: &Line, link: &Link, before: &Verified, whole: bool) -> Result<(), String> {
    let hash = hash_of(&line.bytes).ok_or("expected `hash` at the end of the line, found something else")?;
    if hash != link.hash {
        return Err(format!("the line was changed: expected the hash {hash}, found {}", link.hash));
    }
    let (seq, prev) = match &before.head {
        Some(head) => (before.first + before.lines, head.as_str()),
        None if whole || link.seq == 1 => (1, NOTHING),
        None => return Ok(()),
    };
    if link.seq != seq {
        return Err(format!("lines were removed, added or moved: expected `seq` {seq}, found {}", link.seq));
    }
    if link.prev != prev {
        return Err(format!("lines were removed, added or moved: expected `prev` {prev}, found {}", link.prev));
    }
    Ok(())
}
