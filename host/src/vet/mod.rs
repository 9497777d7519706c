//! Vetting: what a component could do, what has changed since the version that was
//! vetted before, and the entry of the policy that a person agrees to.

mod changes;
mod entry;
pub mod oci;
mod profile;

pub use changes::{Change, changes, difference};
pub use entry::write;
pub use profile::Profile;
