//! Which Blender to start: the one asked for, the one on the path, or the `bpy`
//! module, which is the same Blender without a window.

use std::{
    fmt,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result, ensure};

use super::install;

/// The oldest Blender that the add-on runs on.
const OLDEST: (u32, u32) = (4, 2);

/// What the user asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// An executable.
    pub executable: Option<PathBuf>,
    /// Not the `blender` on the path, but the `bpy` module.
    pub module: bool,
}

/// A Blender that can be started.
#[derive(Clone, Debug)]
pub enum Found {
    /// Blender's executable.
    Executable(PathBuf),
    /// A Python that has the `bpy` module.
    Module(PathBuf),
}

impl fmt::Display for Found {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Found::Executable(blender) => write!(f, "{}", blender.display()),
            Found::Module(python) => write!(f, "the module bpy of {}", python.display()),
        }
    }
}

/// Finds a Blender; sets up the `bpy` module if there is no other. `tell` is
/// given what is being done, a line at a time.
pub fn find(wanted: &Wanted, tell: &mut dyn FnMut(&str)) -> Result<Found> {
    if let Some(executable) = &wanted.executable {
        let version = version(executable)?;
        ensure!(
            version >= OLDEST,
            "{} is Blender {}.{}, but the add-on needs {}.{} or newer",
            executable.display(),
            version.0,
            version.1,
            OLDEST.0,
            OLDEST.1
        );
        return Ok(Found::Executable(executable.clone()));
    }
    if !wanted.module
        && let Ok(executable) = which::which("blender")
    {
        match version(&executable) {
            Ok(version) if version >= OLDEST => return Ok(Found::Executable(executable)),
            Ok((major, minor)) => tell(&format!("{} is Blender {major}.{minor}, too old", executable.display())),
            Err(e) => tell(&format!("{e:#}")),
        }
    }
    Ok(Found::Module(install::python_with_bpy(tell)?))
}

fn version(executable: &Path) -> Result<(u32, u32)> {
    let asked = Command::new(executable).arg("--version").output();
    let output = asked.with_context(|| format!("cannot run {}", executable.display()))?;
    let text = String::from_utf8_lossy(&output.stdout);
    parse_version(&text).with_context(|| format!("{} does not say that it is Blender: {text:?}", executable.display()))
}

fn parse_version(text: &str) -> Option<(u32, u32)> {
    let version = text.lines().find_map(|line| line.trim().strip_prefix("Blender "))?;
    let mut parts = version.split(['.', ' ']);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_what_blender_prints() {
        assert_eq!(parse_version("Blender 5.2.2 LTS\n\tbuild date: 2026-10-20\n"), Some((5, 2)));
        assert_eq!(parse_version("Read prefs\nBlender 4.2.0\n"), Some((4, 2)));
        assert_eq!(parse_version("GIMP 3"), None);
    }
}
