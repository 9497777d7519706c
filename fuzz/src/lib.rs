//! What always holds of the host, whatever it is given: a module for each fuzz target, with a function `holds` that
//! panics if it does not. `host/tests/corpora.rs` runs the same on the inputs that are kept.

pub mod draw;
pub mod frames;
pub mod policy;
pub mod schema;
pub mod types;
pub mod value;
