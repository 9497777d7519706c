//! Where a camera must be so that everything is in the picture.
//!
//! World space is Blender's: right-handed, Z up, metres. Angles are in
//! radians.

mod lens;
mod vector;

pub use lens::{Lens, Shot};
pub use vector::{Bounds, Vector};
