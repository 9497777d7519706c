//! A headless Blender with the add-on, started and stopped by this host.

mod addon;
mod find;
mod install;
mod process;

pub use find::{Found, Wanted, find};
pub use process::{Blender, Options, addon_folder, script};
