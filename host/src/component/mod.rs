//! Components: where they come from, what they are and what they could do.

pub mod compiled;
mod describe;
mod digest;
mod guard;
pub mod source;

use std::{borrow::Cow, collections::BTreeMap, fmt, path::PathBuf};

pub use describe::{cannot, describe, linked_to_nothing, plain_english};
pub use digest::Digest;

use crate::wit::{facts::Effect, function::Function, packages::OpName};

/// A component, read but not compiled.
#[derive(Clone, Debug)]
pub struct Component {
    /// Its name: that of its file, without `.wasm`.
    pub name: String,
    /// The hash of its bytes.
    pub digest: Digest,
    /// Where it comes from.
    pub origin: Origin,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
    /// What it exports.
    pub exports: Vec<Export>,
    /// What it imports: all that it can ever do.
    pub imports: Imports,
}

/// Where a component comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// It is carried inside the host.
    BuiltIn,
    /// A file.
    File(PathBuf),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::BuiltIn => f.write_str("built in"),
            Origin::File(path) => write!(f, "{}", path.display()),
        }
    }
}

/// An exported function.
#[derive(Clone, Debug)]
pub struct Export {
    /// The interface that it belongs to; none if it is the world's own.
    pub interface: Option<String>,
    /// The function.
    pub function: Function,
}

/// What a component imports.
#[derive(Clone, Debug, Default)]
pub struct Imports {
    /// Operations of Blender, by name.
    pub ops: BTreeMap<OpName, Function>,
    /// Every other interface with functions, by its full name.
    pub interfaces: BTreeMap<String, Vec<String>>,
}

impl Imports {
    /// Whether an interface of this package, such as `wasi:http`, is imported.
    pub fn package(&self, package: &str) -> bool {
        self.interfaces.keys().any(|name| package_of(name) == package)
    }

    /// What its operations can do at most, by their declared effects; an
    /// operation that the host does not know counts as the gravest.
    pub fn effects(&self, operations: &crate::wit::packages::Operations) -> Vec<Effect> {
        let effect = |op| operations.all.get(op).map_or(Effect::Delete, |known| known.effect);
        let mut effects: Vec<_> = self.ops.keys().map(effect).collect();
        effects.sort();
        effects.dedup();
        effects
    }
}

/// The package of an interface: `wasi:io` of `wasi:io/streams@0.2.6`.
pub fn package_of(interface: &str) -> &str {
    interface.split(['/', '@']).next().unwrap_or(interface)
}
