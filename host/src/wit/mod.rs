//! WIT as this host reads it: packages, the docs that components carry, and
//! functions with resolved types.

pub mod docs;
pub mod facts;
pub mod function;
pub mod packages;
pub mod shape;
