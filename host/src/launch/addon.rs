//! The add-on that the host carries, laid out on disk for Blender to run.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

include!(concat!(env!("OUT_DIR"), "/addon_files.rs"));

/// The package's name, and that of its folder.
pub(super) const PACKAGE: &str = "addon";

/// Lays the add-on out below `data`, once for each version of it, and gives the
/// folder that holds the package.
pub(super) fn unpack(data: &Path) -> Result<PathBuf> {
    let mut hash = Sha256::new();
    for (path, bytes) in FILES {
        hash.update((path.len() as u64).to_le_bytes());
        hash.update(path);
        hash.update((bytes.len() as u64).to_le_bytes());
        hash.update(bytes);
    }
    let version: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    let folder = data.join(format!("addon-{version}"));
    if folder.is_dir() {
        return Ok(folder);
    }
    fs::create_dir_all(data).with_context(|| format!("cannot make {}", data.display()))?;
    let unpacked = tempfile::Builder::new().prefix("addon-").tempdir_in(data)?;
    for (path, bytes) in FILES {
        let file = unpacked.path().join(PACKAGE).join(path);
        fs::create_dir_all(file.parent().context("a file lies in a folder")?)?;
        fs::write(&file, bytes).with_context(|| format!("cannot write {}", file.display()))?;
    }
    // Renaming makes it appear whole; if another host was faster, its is as good.
    match fs::rename(unpacked.path(), &folder) {
        Err(e) if !folder.is_dir() => Err(e).with_context(|| format!("cannot make {}", folder.display())),
        _ => Ok(folder),
    }
}
