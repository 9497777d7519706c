//! Folders, as WASI preopens: a component names files below them and no others.
//! Without a grant there are none, and so no file.

use anyhow::{Context, Result};
use wasmtime::component::Linker;
use wasmtime_wasi::{
    FsPerms, WasiCtxBuilder,
    filesystem::{WasiFilesystem, WasiFilesystemCtxView, WasiFilesystemView},
    p2::bindings::filesystem,
};

use crate::{policy::Grant, sandbox::CallState};

/// Links `wasi:filesystem`.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    filesystem::preopens::add_to_linker::<_, WasiFilesystem>(linker, folders)?;
    filesystem::types::add_to_linker::<_, WasiFilesystem>(linker, CallState::filesystem)?;
    Ok(())
}

/// Where the folders come from: nothing else is reached without one.
fn folders(state: &mut CallState) -> WasiFilesystemCtxView<'_> {
    if let Some(denial) = &state.refusals.files {
        state.denied.add(denial);
    }
    state.filesystem()
}

/// Opens the granted folders for one call.
pub fn prepare(wasi: &mut WasiCtxBuilder, grant: &Grant) -> Result<()> {
    for folder in &grant.folders {
        let perms = if folder.write { FsPerms::ReadWrite } else { FsPerms::ReadOnly };
        wasi.preopened_dir(&folder.path, &folder.mount, perms)
            .map_err(anyhow::Error::from)
            .with_context(|| format!("cannot open the granted folder {}", folder.path.display()))?;
    }
    Ok(())
}
