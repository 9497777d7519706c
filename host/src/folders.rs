//! Where this host keeps its files, by the custom of each system.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

/// The name of the folders.
const APP: &str = "blender-tool-host";

fn strategy() -> Result<impl AppStrategy> {
    choose_app_strategy(AppStrategyArgs {
        top_level_domain: "org".to_owned(),
        author: APP.to_owned(),
        app_name: APP.to_owned(),
    })
    .context("cannot tell where this user's folders are; set HOME")
}

/// The user's home.
pub fn home() -> Result<PathBuf> {
    etcetera::home_dir().context("cannot tell where this user's home is; set HOME")
}

/// The user's policy file, whether or not it exists.
pub fn policy_file() -> Option<PathBuf> {
    Some(strategy().ok()?.in_config_dir("policy.toml"))
}

/// Where compiled components are kept.
pub fn compiled() -> Result<PathBuf> {
    Ok(strategy()?.in_cache_dir("compiled"))
}

/// Where the Blender that this host sets up is kept.
pub fn data() -> Result<PathBuf> {
    Ok(strategy()?.data_dir())
}

/// Where the record of calls is kept.
pub fn audit() -> Result<PathBuf> {
    Ok(data()?.join("audit"))
}

/// Makes a folder that nobody but this user can read, unless there is one.
pub fn create_private(folder: &Path) -> Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).with_context(|| format!("cannot make the folder {}", folder.display()))?;
    // One that was there before may be open to others.
    #[cfg(unix)]
    fs::set_permissions(folder, std::os::unix::fs::PermissionsExt::from_mode(0o700))
        .with_context(|| format!("cannot keep others out of the folder {}", folder.display()))?;
    Ok(())
}

/// Every folder in which this host keeps files, made or not, links resolved.
pub fn own() -> Vec<PathBuf> {
    let policy = policy_file().and_then(|file| Some(file.parent()?.to_owned()));
    let compiled = compiled().ok();
    let data = data().ok();
    let resolved = |folder: PathBuf| folder.canonicalize().unwrap_or(folder);
    [policy, compiled, data].into_iter().flatten().map(resolved).collect()
}
