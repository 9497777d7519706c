//! Folders, as WASI preopens: a component names files below them and no others.
//! Without a grant there are none, and so no file.
//!
//! wasmtime-wasi does the work. What stands here is put in front of it: what the
//! policy says of each folder, and what no component needs to do with one.

mod mounted;
mod names;
mod notes;
mod open;
mod room;
mod stream;
#[cfg(test)]
mod tests;
mod told;
mod view;

use std::{
    collections::{HashMap, HashSet},
    fs::File,
    sync::Arc,
};

use anyhow::Result;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use wasmtime::component::{HasData, Linker};
use wasmtime_wasi::{ResourceTable, filesystem::WasiFilesystemCtx, p2::bindings::filesystem};

pub use self::{mounted::Granted, room::Rooms};
use self::{mounted::Mounted, notes::Notes, room::Identity};
use super::denied::{Denials, Refusals};
use crate::sandbox::{CallContext, CallState};

/// How many files, folders and streams one call may have open.
const OPEN: usize = 256;

/// Links `wasi:filesystem`.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    filesystem::preopens::add_to_linker::<_, GrantedFiles>(linker, view)?;
    filesystem::types::add_to_linker::<_, GrantedFiles>(linker, view)?;
    Ok(())
}

/// Prepares the folders of one call.
pub fn prepare(granted: &[Arc<Granted>], context: &Arc<CallContext>, denied: &Denials) -> Files {
    let notes = Notes::new(context.clone(), denied.clone());
    let mounted = |granted: &Arc<Granted>| Arc::new(Mounted::new(granted.clone(), notes.clone()));
    Files {
        inner: WasiFilesystemCtx::default(),
        folders: granted.iter().map(mounted).collect(),
        notes,
        open: HashMap::new(),
        listings: HashMap::new(),
        places: Arc::new(Semaphore::new(OPEN)),
        made: HashSet::new(),
    }
}

/// The files of one call.
pub struct Files {
    inner: WasiFilesystemCtx,
    folders: Vec<Arc<Mounted>>,
    notes: Notes,
    /// What is open, by the number of its descriptor.
    open: HashMap<u32, Open>,
    /// The places of listings that are being read.
    listings: HashMap<u32, OwnedSemaphorePermit>,
    places: Arc<Semaphore>,
    /// What this call has made, and so may change.
    made: HashSet<Identity>,
}

/// An open file or folder.
struct Open {
    /// In which granted folder it lies.
    mounted: Arc<Mounted>,
    /// What the component calls it.
    shown: String,
    /// How deep it lies.
    depth: usize,
    /// Whether it is a folder.
    folder: bool,
    /// Itself.
    handle: Arc<File>,
    _place: OwnedSemaphorePermit,
}

struct GrantedFiles;

impl HasData for GrantedFiles {
    type Data<'a> = View<'a>;
}

/// What the component calls.
struct View<'a> {
    files: &'a mut Files,
    refusals: &'a Refusals,
    table: &'a mut ResourceTable,
}

fn view(state: &mut CallState) -> View<'_> {
    View { files: &mut state.files, refusals: &state.refusals, table: &mut state.table }
}
