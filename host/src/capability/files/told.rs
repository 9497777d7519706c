//! What a person is told of something that would be lost: by which name it is
//! reached, and which it is, so that an answer counts for that and nothing else.

use std::{
    ffi::OsStr,
    fs::File,
    io,
    path::{Component, Path, PathBuf},
};

use cap_fs_ext::MetadataExt;
use cap_std::fs::{Dir, Metadata};
use serde_json::{Map, Value, json};

use super::room::Identity;

/// A name below a granted folder.
#[derive(Clone, Debug)]
pub struct Name {
    /// Where the component sees the folder.
    pub mount: String,
    /// The whole path as the component sees it.
    pub shown: String,
    /// Whether a link at its end is followed.
    pub follow: bool,
}

/// What lies there, if it is this; nothing if it is something else by now.
pub fn of(root: &File, name: &Name, metadata: &Metadata) -> io::Result<Option<Map<String, Value>>> {
    let root = Dir::from_std_file(root.try_clone()?);
    let (path, leads_to) = name.resolved(&root)?;
    let there = root.symlink_metadata(path)?;
    if Identity::of(&there) != Identity::of(metadata) {
        return Ok(None);
    }
    let mut told = Map::new();
    told.insert("path".to_owned(), json!(name.shown));
    told.extend(leads_to.map(|path| ("leads_to".to_owned(), json!(path))));
    told.insert("size".to_owned(), json!(metadata.len()));
    if let Ok(modified) = metadata.modified()
        && let Ok(modified) = jiff::Timestamp::try_from(modified.into_std())
    {
        told.insert("modified".to_owned(), json!(modified.to_string()));
    }
    told.insert("file".to_owned(), json!(Identity::of(metadata).to_string()));
    if metadata.is_file() && metadata.nlink() > 1 {
        told.insert("names".to_owned(), json!(metadata.nlink()));
    }
    Ok(Some(told))
}

/// A second path that belongs to what is done, such as where something is moved.
pub fn other(root: &File, word: &str, name: &Name) -> io::Result<Map<String, Value>> {
    let root = Dir::from_std_file(root.try_clone()?);
    let (_, leads_to) = name.resolved(&root)?;
    let mut told = Map::new();
    told.insert(word.to_owned(), json!(name.shown));
    told.extend(leads_to.map(|path| (format!("{word}_leads_to"), json!(path))));
    Ok(told)
}

impl Name {
    /// The path from the granted folder without links on its way, and as the
    /// component would see it if it is another than the one it names.
    fn resolved(&self, root: &Dir) -> io::Result<(PathBuf, Option<String>)> {
        let below = self.shown.strip_prefix(&self.mount).unwrap_or(&self.shown);
        let named = Path::new(".").join(below.trim_start_matches('/'));
        let last: Option<&OsStr> = if self.follow { None } else { named.file_name() };
        let mut path = match (last, named.parent()) {
            (Some(last), Some(parent)) => root.canonicalize(parent)?.join(last),
            _ => root.canonicalize(&named)?,
        };
        if path.as_os_str().is_empty() {
            path.push(".");
        }
        let differs = plain(&path) != plain(&named);
        let leads_to = differs.then(|| format!("{}/{}", self.mount.trim_end_matches('/'), plain(&path).join("/")));
        Ok((path, leads_to))
    }
}

/// The parts of a path, without those that stay where they are.
fn plain(path: &Path) -> Vec<String> {
    let parts = path.components().filter(|part| !matches!(part, Component::CurDir));
    parts.map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}
