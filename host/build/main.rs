//! Puts into the host what makes one executable work alone: the WIT packages,
//! the built-in components and the Blender add-on.

mod components;
#[path = "../src/wit/docs.rs"]
#[allow(dead_code, reason = "the host uses the rest of it")]
mod docs;
mod embed;
mod python;

use std::{env, path::PathBuf};

use anyhow::{Context, Result};

fn main() -> Result<()> {
    let out = PathBuf::from(env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    let host = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").context("cargo sets CARGO_MANIFEST_DIR")?);
    let root = host.parent().context("the host lies in the workspace")?;
    println!("cargo::rerun-if-changed={}", host.join("build").display());

    embed::wit(root, &out)?;
    embed::addon(root, &out)?;
    components::build(root, &out)
}
