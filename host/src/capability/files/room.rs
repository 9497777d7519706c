//! How much a folder holds, and whose turn it is to change it.
//!
//! Everything that changes a folder through components happens in turns, so that
//! nothing is counted twice or not at all, and what was looked at is still what is
//! changed. What a folder holds is measured when the first call begins to change it,
//! and counted from there on until no such call is left.

use std::{
    collections::{HashMap, HashSet},
    fmt,
    fs::File,
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, PoisonError, Weak},
};

use cap_fs_ext::MetadataExt;
use cap_std::fs::{Dir, Metadata};
use tokio::sync::OwnedMutexGuard;

use super::names::DEEPEST;

/// What an entry of a folder counts besides its bytes, so that empty files count.
pub const ENTRY: u64 = 4096;

/// The entries that are measured; a folder with more counts as full.
pub const MOST_ENTRIES: usize = 200_000;

/// What tells a file from all others, whatever its names are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Identity(u64, u64);

impl Identity {
    /// Of the file with this metadata.
    pub fn of(metadata: &Metadata) -> Identity {
        Identity(metadata.dev(), metadata.ino())
    }
}

impl fmt::Display for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.0, self.1)
    }
}

/// The folders that components change, each once, however many are granted it.
#[derive(Clone, Debug, Default)]
pub struct Rooms(Arc<Mutex<HashMap<PathBuf, Weak<Room>>>>);

impl Rooms {
    /// That of a folder.
    pub fn of(&self, path: &Path) -> Arc<Room> {
        let mut rooms = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.retain(|_, room| room.strong_count() > 0);
        if let Some(room) = rooms.get(path).and_then(Weak::upgrade) {
            return room;
        }
        let room = Arc::new(Room::default());
        rooms.insert(path.to_owned(), Arc::downgrade(&room));
        room
    }
}

/// A folder that components change.
#[derive(Debug, Default)]
pub struct Room {
    account: Arc<tokio::sync::Mutex<Account>>,
}

/// What a folder holds.
#[derive(Debug, Default)]
struct Account {
    used: u64,
    /// Alive while there are calls that count.
    counted: Weak<()>,
    /// The files that components have open: they take room even without a name.
    open: HashMap<Identity, Vec<Weak<File>>>,
}

/// That a call counts; the last one ends the count.
pub type Counts = Arc<()>;

/// The turn to change a folder.
#[derive(Debug)]
pub struct Turn {
    account: OwnedMutexGuard<Account>,
    quota: Option<u64>,
}

impl Room {
    /// Waits for the turn to change this folder, which may not hold more than the
    /// quota.
    pub async fn turn(&self, quota: Option<u64>) -> Turn {
        Turn { account: self.account.clone().lock_owned().await, quota }
    }
}

impl Turn {
    /// Begins to count with what the folder holds now, unless another call does
    /// already.
    pub async fn count(&mut self, folder: Arc<File>) -> io::Result<Counts> {
        if let Some(counts) = self.account.counted.upgrade() {
            return Ok(counts);
        }
        let measured = tokio::task::spawn_blocking(move || measure(&folder)).await;
        self.account.used = measured.map_err(io::Error::other)??;
        self.account.open.retain(|_, handles| handles.iter().any(|handle| handle.strong_count() > 0));
        let counts = Counts::default();
        self.account.counted = Arc::downgrade(&counts);
        Ok(counts)
    }

    /// Takes so much room; `false` if the quota does not allow it.
    #[must_use]
    pub fn charge(&mut self, bytes: u64) -> bool {
        let Some(quota) = self.quota else { return true };
        let after = self.account.used.saturating_add(bytes);
        let fits = bytes == 0 || after <= quota;
        if fits {
            self.account.used = after;
        }
        fits
    }

    /// Gives room back. A folder that is too large to be measured stays full.
    pub fn refund(&mut self, bytes: u64) {
        if self.account.used != u64::MAX {
            self.account.used = self.account.used.saturating_sub(bytes);
        }
    }

    /// Whether the folder counts as full because it is too large to be measured.
    pub fn immeasurable(&self) -> bool {
        self.account.used == u64::MAX
    }

    /// Notes that a file is open.
    pub fn opened(&mut self, file: Identity, handle: &Arc<File>) {
        if self.quota.is_some() {
            let handles = self.account.open.entry(file).or_default();
            handles.retain(|handle| handle.strong_count() > 0);
            handles.push(Arc::downgrade(handle));
        }
    }

    /// What the loss of a name gives back: the bytes only with the last name of a
    /// file that nobody has open.
    pub fn freed(&self, removed: &Metadata) -> u64 {
        let open = self.account.open.get(&Identity::of(removed));
        let open = open.is_some_and(|handles| handles.iter().any(|handle| handle.strong_count() > 0));
        match removed.is_file() && removed.nlink() <= 1 && !open {
            true => ENTRY.saturating_add(removed.len()),
            false => ENTRY,
        }
    }
}

/// What a folder holds, with all below it. Links are not followed, a file with more
/// names counts once.
fn measure(folder: &File) -> io::Result<u64> {
    let mut sum = Sum::default();
    sum.add(&Dir::from_std_file(folder.try_clone()?), 0)?;
    Ok(if sum.entries > MOST_ENTRIES { u64::MAX } else { sum.bytes })
}

#[derive(Default)]
struct Sum {
    entries: usize,
    bytes: u64,
    /// The files with more than one name.
    seen: HashSet<Identity>,
}

impl Sum {
    fn add(&mut self, folder: &Dir, depth: usize) -> io::Result<()> {
        for entry in folder.entries()? {
            let entry = entry?;
            self.entries += 1;
            if self.entries > MOST_ENTRIES || depth > DEEPEST {
                self.entries = usize::MAX;
                return Ok(());
            }
            self.bytes = self.bytes.saturating_add(ENTRY);
            // What has gone meanwhile, or cannot be looked at, has no bytes.
            let Ok(metadata) = folder.symlink_metadata(entry.file_name()) else { continue };
            if metadata.is_file() && (metadata.nlink() <= 1 || self.seen.insert(Identity::of(&metadata))) {
                self.bytes = self.bytes.saturating_add(metadata.len());
            }
            if metadata.is_dir()
                && let Ok(below) = entry.open_dir()
            {
                self.add(&below, depth + 1)?;
                if self.entries == usize::MAX {
                    return Ok(());
                }
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn opened(folder: &Path) -> Arc<File> {
        let dir = Dir::open_ambient_dir(folder, cap_std::ambient_authority()).expect("it opens");
        Arc::new(dir.into_std_file())
    }

    fn held(folder: &Path) -> u64 {
        measure(&opened(folder)).expect("it can be measured")
    }

    #[test]
    fn all_files_below_a_folder_count_with_their_entries() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(held(folder.path()), 0);
        fs::write(folder.path().join("a"), [0; 100]).expect("written");
        fs::create_dir_all(folder.path().join("b/c")).expect("made");
        fs::write(folder.path().join("b/c/d"), [0; 10]).expect("written");
        assert_eq!(held(folder.path()), 110 + 4 * ENTRY);
    }

    #[test]
    fn a_file_that_is_mostly_a_hole_counts_with_its_length() {
        let folder = tempfile::tempdir().expect("a folder");
        File::create(folder.path().join("hole")).and_then(|file| file.set_len(1 << 30)).expect("made");
        assert_eq!(held(folder.path()), (1 << 30) + ENTRY);
    }

    #[test]
    fn a_file_with_two_names_counts_once() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), [0; 100]).expect("written");
        fs::hard_link(folder.path().join("a"), folder.path().join("b")).expect("linked");
        assert_eq!(held(folder.path()), 100 + 2 * ENTRY);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed() {
        let (folder, other) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        fs::write(other.path().join("large"), [0; 100_000]).expect("written");
        std::os::unix::fs::symlink(other.path(), folder.path().join("out")).expect("linked");
        std::os::unix::fs::symlink(".", folder.path().join("loop")).expect("linked");
        std::os::unix::fs::symlink(other.path().join("large"), folder.path().join("file")).expect("linked");
        assert_eq!(held(folder.path()), 3 * ENTRY);
    }

    #[test]
    fn a_folder_deeper_than_can_be_measured_counts_as_full() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep: PathBuf = (0..DEEPEST + 2).map(|_| "d").collect();
        fs::create_dir_all(folder.path().join(deep)).expect("made");
        assert_eq!(held(folder.path()), u64::MAX);
    }

    #[tokio::test]
    async fn a_folder_takes_what_the_quota_allows_and_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("a"), [0; 904]).expect("written");
        let room = Room::default();
        let mut turn = room.turn(Some(10_000)).await;
        let _counts = turn.count(opened(folder.path())).await.expect("measured");
        assert!(turn.charge(5000));
        assert!(!turn.charge(1));
        assert!(turn.charge(0), "what adds nothing is not refused");
        turn.refund(10);
        assert!(!turn.charge(11));
        assert!(turn.charge(10));
    }

    #[tokio::test]
    async fn calls_at_the_same_time_share_the_count_and_later_ones_measure_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let room = Rooms::default().of(folder.path());
        let mut first = room.turn(Some(100)).await;
        let counts = first.count(opened(folder.path())).await.expect("measured");
        assert!(first.charge(100));
        drop(first);
        let mut second = room.turn(Some(100)).await;
        let shared = second.count(opened(folder.path())).await.expect("measured");
        assert!(!second.charge(1), "the first call has taken all");
        drop((counts, shared));
        let _counts = second.count(opened(folder.path())).await.expect("measured");
        assert!(second.charge(100), "nothing was written after all");
    }

    #[tokio::test]
    async fn the_bytes_of_a_file_come_back_with_its_last_name_once_nobody_has_it_open() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a");
        fs::write(&path, [0; 100]).expect("written");
        let handle = Arc::new(File::open(&path).expect("opened"));
        let metadata = || Metadata::from_file(&File::open(&path).expect("opened")).expect("metadata");
        let mut turn = Room::default().turn(Some(1_000_000)).await;
        turn.opened(Identity::of(&metadata()), &handle);
        assert_eq!(turn.freed(&metadata()), ENTRY);
        drop(handle);
        assert_eq!(turn.freed(&metadata()), ENTRY + 100);
        fs::hard_link(&path, folder.path().join("b")).expect("linked");
        assert_eq!(turn.freed(&metadata()), ENTRY);
    }

    #[test]
    fn all_that_are_granted_a_folder_share_its_room() {
        let rooms = Rooms::default();
        let room = rooms.of(Path::new("/a"));
        assert!(Arc::ptr_eq(&room, &rooms.clone().of(Path::new("/a"))));
        assert!(!Arc::ptr_eq(&room, &rooms.of(Path::new("/b"))));
    }
}
