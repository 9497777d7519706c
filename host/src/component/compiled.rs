//! Compiled components and the cache that spares compiling them again.

use std::{
    fs,
    hash::{DefaultHasher, Hash, Hasher},
    io::Write,
    path::{Path, PathBuf},
    time::{Duration, SystemTime},
};

use anyhow::{Context, Result};
use wasmtime::Engine;

use super::Component;
use crate::folders::create_private;

/// How long something compiled is kept that nobody loads: a new version of a
/// component or of the host leaves the old one behind.
const KEPT: Duration = Duration::from_secs(60 * 24 * 60 * 60);

/// A folder of compiled components. It lies outside every folder that a
/// component can be granted, since machine code is loaded from it unchecked.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: Option<PathBuf>,
}

impl Cache {
    /// The user's cache, made if needed. Without a place for it, each start
    /// compiles anew.
    pub fn of_user() -> Cache {
        let made = crate::folders::compiled().and_then(|folder| {
            create_private(&folder)?;
            Ok(folder)
        });
        Cache { folder: made.inspect_err(|e| tracing::warn!("no cache of compiled components: {e:#}")).ok() }
    }

    /// A cache in this folder, made if needed.
    pub fn in_folder(folder: &Path) -> Result<Cache> {
        create_private(folder)?;
        Ok(Cache { folder: Some(folder.to_owned()) })
    }

    /// Loads the compiled form of a component, or compiles and keeps it.
    pub fn load(&self, engine: &Engine, component: &Component) -> Result<wasmtime::component::Component> {
        let file = self.folder.as_ref().map(|folder| folder.join(file_name(engine, component)));
        if let Some(file) = file.as_deref().filter(|file| file.exists()) {
            match load_file(engine, file) {
                Ok(loaded) => {
                    touch(file);
                    return Ok(loaded);
                }
                Err(e) => {
                    tracing::warn!("{} is of no use, compiling `{}` again: {e:#}", file.display(), component.name)
                }
            }
        }
        tracing::info!("compiling `{}`", component.name);
        let compiled = wasmtime::component::Component::new(engine, &component.bytes)
            .map_err(anyhow::Error::from)
            .with_context(|| format!("cannot compile `{}`", component.name))?;
        if let Some(file) = file
            && let Err(e) = keep(&compiled, &file)
        {
            tracing::warn!("cannot keep {}: {e:#}", file.display());
        }
        Ok(compiled)
    }
}

fn file_name(engine: &Engine, component: &Component) -> String {
    let mut hasher = DefaultHasher::new();
    engine.precompile_compatibility_hash().hash(&mut hasher);
    format!("{}-{:016x}.cwasm", component.digest.hex(), hasher.finish())
}

#[allow(unsafe_code, reason = "the folder is the user's own and no component can reach it")]
fn load_file(engine: &Engine, file: &Path) -> Result<wasmtime::component::Component> {
    // SAFETY: the file was written by `keep`; who can change it can change this
    // program as well.
    Ok(unsafe { wasmtime::component::Component::deserialize_file(engine, file) }?)
}

/// Writes a file that appears at once and whole.
fn keep(compiled: &wasmtime::component::Component, file: &Path) -> Result<()> {
    let folder = file.parent().context("the cache is a folder")?;
    let mut temporary = tempfile::NamedTempFile::new_in(folder)?;
    temporary.write_all(&compiled.serialize()?)?;
    temporary.persist(file)?;
    forget_unused(folder);
    Ok(())
}

/// How long ago a file was touched.
fn age(file: &Path) -> Option<Duration> {
    fs::metadata(file).and_then(|m| m.modified()).ok()?.elapsed().ok()
}

/// Notes, now and then, that a file is in use.
fn touch(file: &Path) {
    if age(file).is_some_and(|age| age > KEPT / 4) {
        let touched = fs::File::options().append(true).open(file).and_then(|f| f.set_modified(SystemTime::now()));
        if let Err(e) = touched {
            tracing::debug!("cannot touch {}: {e}", file.display());
        }
    }
}

/// Removes what nobody has loaded for long.
fn forget_unused(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.path();
        if file.extension().is_some_and(|e| e == "cwasm") && age(&file).is_some_and(|age| age > KEPT) {
            tracing::info!("removing {}, unused for long", file.display());
            let _ = fs::remove_file(&file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unused_for_long_is_removed_and_what_is_used_is_not() {
        let folder = tempfile::tempdir().expect("there is room");
        let file = |name: &str, unused: Duration| {
            let path = folder.path().join(name);
            let made = fs::File::create(&path).expect("there is room");
            made.set_modified(SystemTime::now() - unused).expect("it is ours");
            path
        };
        let (old, used, new) = (file("a.cwasm", KEPT * 2), file("b.cwasm", KEPT * 2), file("c.cwasm", Duration::ZERO));
        let other = file("d.txt", KEPT * 2);
        touch(&used);
        forget_unused(folder.path());
        assert_eq!([old, used, new, other].map(|path| path.exists()), [false, true, true, true]);
    }
}
