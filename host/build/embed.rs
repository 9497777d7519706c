//! Files that are carried inside the executable.

use std::{
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

/// Makes the constants `OPS_WIT` and `TOOL_WIT`: names and texts.
pub fn wit(root: &Path, out: &Path) -> Result<()> {
    let mut source = String::new();
    for (constant, folder) in [("OPS_WIT", "ops"), ("TOOL_WIT", "tool")] {
        let folder = root.join("wit").join(folder);
        println!("cargo::rerun-if-changed={}", folder.display());
        let mut files = files_below(&folder, &|path| path.extension().is_some_and(|e| e == "wit"))?;
        files.sort();
        writeln!(source, "const {constant}: &[(&str, &str)] = &[")?;
        for file in files {
            writeln!(source, "    ({:?}, include_str!({file:?})),", relative(&file, root))?;
        }
        writeln!(source, "];")?;
    }
    fs::write(out.join("wit_sources.rs"), source)?;
    Ok(())
}

/// Makes the constant `FILES`: the add-on's relative paths and bytes.
pub fn addon(root: &Path, out: &Path) -> Result<()> {
    let folder = root.join("addon");
    let files = python(&folder)?;
    let mut source = String::from("const FILES: &[(&str, &[u8])] = &[\n");
    for file in files {
        writeln!(source, "    ({:?}, include_bytes!({file:?})),", relative(&file, &folder))?;
    }
    source.push_str("];\n");
    fs::write(out.join("addon_files.rs"), source)?;
    Ok(())
}

/// The files of a Python program below a folder, sorted.
pub fn python(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = files_below(folder, &|path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        !matches!(&*name, "tests" | "__pycache__" | "pyproject.toml") && !name.starts_with('.')
    })?;
    files.sort();
    Ok(files)
}

/// A file's path below a folder, with slashes.
pub fn relative(file: &Path, root: &Path) -> String {
    let parts: Vec<_> =
        file.strip_prefix(root).unwrap_or(file).components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// The files below a folder for which, and for whose folders, `wanted` holds.
/// Each is watched by itself: in a folder, Python would count as a change when it
/// only leaves its bytecode.
fn files_below(folder: &Path, wanted: &dyn Fn(&Path) -> bool) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            if wanted(&path) {
                files.extend(files_below(&path, wanted)?);
            }
        } else if wanted(&path) {
            println!("cargo::rerun-if-changed={}", path.display());
            files.push(path);
        }
    }
    Ok(files)
}
