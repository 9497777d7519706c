//! A granted folder, and how one call has it.

use std::{
    fs::File,
    io,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use cap_std::{
    ambient_authority,
    fs::{Dir, Metadata},
};

use super::{
    notes::Notes,
    room::{Counts, Identity, Room, Rooms, Turn},
};
use crate::policy::{Denial, Folder, Grant};

/// A folder as it was when it was granted.
#[derive(Debug)]
pub struct Granted {
    folder: Folder,
    room: Arc<Room>,
    /// What it was then; none if there was none.
    identity: Option<Identity>,
}

impl Granted {
    /// All that a grant has.
    pub fn all(grant: &Grant, rooms: &Rooms) -> Arc<[Arc<Granted>]> {
        let granted = |folder: &Folder| {
            let identity = open(&folder.path).ok().map(|(_, identity)| identity);
            let resolved = folder.path.canonicalize().is_ok_and(|path| path == folder.path);
            let room = rooms.of(&folder.path);
            Arc::new(Granted { folder: folder.clone(), room, identity: identity.filter(|_| resolved) })
        };
        grant.folders.iter().map(granted).collect()
    }
}

fn open(path: &Path) -> io::Result<(File, Identity)> {
    let file = Dir::open_ambient_dir(path, ambient_authority())?.into_std_file();
    let identity = Identity::of(&Metadata::from_file(&file)?);
    Ok((file, identity))
}

/// A folder as one call has it.
pub struct Mounted {
    granted: Arc<Granted>,
    notes: Notes,
    root: Mutex<Option<Arc<File>>>,
    counts: Mutex<Option<Counts>>,
}

impl Mounted {
    /// Opens nothing yet.
    pub fn new(granted: Arc<Granted>, notes: Notes) -> Mounted {
        Mounted { granted, notes, root: Mutex::default(), counts: Mutex::default() }
    }

    /// What the policy says of it.
    pub fn folder(&self) -> &Folder {
        &self.granted.folder
    }

    /// The folder itself, opened for the call when it first needs it. It has to be
    /// the one that was granted: what lies in its place since is not.
    pub fn root(&self) -> Result<Arc<File>, Denial> {
        let mut root = self.root.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(root) = &*root {
            return Ok(root.clone());
        }
        let folder = self.folder();
        let (file, identity) =
            open(&folder.path).map_err(|error| self.notes.gone(folder, &format!("it cannot be opened ({error})")))?;
        if self.granted.identity != Some(identity) {
            return Err(self.notes.gone(folder, "something else lies in its place since it was granted"));
        }
        Ok(root.insert(Arc::new(file)).clone())
    }

    fn quota(&self) -> Option<u64> {
        self.folder().quota_mb.map(|mebibytes| u64::from(mebibytes) << 20)
    }

    /// Waits for the turn to change the folder.
    pub async fn turn(&self) -> io::Result<Turn> {
        let mut turn = self.granted.room.turn(self.quota()).await;
        let counts = self.counts.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        if self.quota().is_some() && !counts {
            let root = self.root().map_err(io::Error::other)?;
            let counts = turn.count(root).await?;
            *self.counts.lock().unwrap_or_else(PoisonError::into_inner) = Some(counts);
        }
        Ok(turn)
    }

    /// Waits until nobody changes the folder, if it is counted what is open in it.
    pub async fn look(&self) -> Option<Turn> {
        match self.quota() {
            quota @ Some(_) => Some(self.granted.room.turn(quota).await),
            None => None,
        }
    }

    /// Takes so much room for an entry or bytes; `false` and a note if there is
    /// none.
    pub fn charge(&self, turn: &mut Turn, bytes: u64) -> bool {
        let fits = turn.charge(bytes);
        if !fits {
            self.notes.full(self.folder(), turn.immeasurable());
        }
        fits
    }

    /// Takes the room by which a write makes a file longer; none if there is not
    /// enough.
    pub async fn growth(&self, file: &File, at: Option<u64>, length: u64) -> io::Result<Option<Growth>> {
        let mut turn = self.turn().await?;
        let before = file.metadata()?.len();
        let end = at.unwrap_or(before).saturating_add(length);
        let taken = if length == 0 { 0 } else { end.saturating_sub(before) };
        Ok(self.charge(&mut turn, taken).then_some(Growth { turn, before, taken }))
    }
}

/// The turn in which a file grows, and the room that was taken for it.
#[derive(Debug)]
pub struct Growth {
    turn: Turn,
    before: u64,
    taken: u64,
}

impl Growth {
    /// Gives back what the file did not need.
    pub fn settle(mut self, file: &File) {
        if let Ok(now) = file.metadata() {
            let grown = now.len().saturating_sub(self.before);
            self.turn.refund(self.taken.saturating_sub(grown));
        }
    }
}
