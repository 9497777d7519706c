//! Where components come from: the host itself and folders.

use std::{
    borrow::Cow,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};
use cap_std::{ambient_authority, fs::Dir};
use wit_parser::{Resolve, WorldId};

use super::{Component, Digest, Export, Imports, Origin, guard, package_of};
use crate::wit::{
    docs,
    function::Function,
    packages::{self, OPS, OpName, Operations},
};

/// A component that the host carries.
struct BuiltIn {
    name: &'static str,
    sha256: [u8; 32],
    bytes: &'static [u8],
    /// Its type, with its docs, as a WIT package.
    outline: &'static [u8],
}

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// How many functions a component may export: each is a tool that an assistant
/// has to read.
const MOST_EXPORTS: usize = 256;

/// The components that the host carries.
pub fn built_in(operations: &Operations) -> Result<Vec<Component>> {
    BUILT_IN
        .iter()
        .map(|built_in| {
            let (name, digest) = (built_in.name.to_owned(), Digest::known(built_in.sha256));
            let unread = Unread { name, digest, origin: Origin::BuiltIn, bytes: Cow::Borrowed(built_in.bytes) };
            let (resolve, world) = docs::decode_outline(built_in.outline)?;
            read(unread, resolve, world, operations)
        })
        .collect()
}

/// A component's file, of which nothing but its bytes has been looked at.
pub struct Unread {
    /// The component's name.
    pub name: String,
    /// The hash of its bytes.
    pub digest: Digest,
    /// Where it comes from.
    pub origin: Origin,
    bytes: Cow<'static, [u8]>,
}

impl Unread {
    fn new(file: &Path, bytes: Vec<u8>) -> Unread {
        let digest = Digest::of(&bytes);
        Unread { name: name_of(file), digest, origin: Origin::File(file.to_owned()), bytes: bytes.into() }
    }

    /// Reads what the component is.
    pub fn read(self, operations: &Operations) -> Result<Component> {
        let shown = self.origin.to_string();
        let outline = guard::check(&self.bytes).and_then(|()| decode(&self.bytes));
        let (resolve, world) = outline.with_context(|| shown.clone())?;
        read(self, resolve, world, operations).context(shown)
    }
}

/// The components in a folder: its `.wasm` files, by name. Links that lead out
/// of it are not followed. One whose file cannot be read comes with its error and
/// does not keep the others away.
pub fn folder(folder: &Path) -> Result<Vec<(String, Result<Unread>)>> {
    let reading = || format!("cannot read the folder of components {}", folder.display());
    let opened = Dir::open_ambient_dir(folder, ambient_authority()).with_context(reading)?;
    let mut found = Vec::new();
    for entry in opened.entries().with_context(reading)? {
        let file = PathBuf::from(entry.with_context(reading)?.file_name());
        if file.extension().is_some_and(|e| e == "wasm") {
            let path = folder.join(&file);
            let bytes = read_regular(&opened, &file).with_context(|| format!("cannot read {}", path.display()));
            found.push((name_of(&file), bytes.map(|bytes| Unread::new(&path, bytes))));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// Reads a file if it is one: whoever opens a pipe waits for its other end.
fn read_regular(folder: &Dir, file: &Path) -> Result<Vec<u8>> {
    let metadata = folder.metadata(file)?;
    ensure!(metadata.is_file(), "it is no regular file");
    ensure!(metadata.len() <= guard::LARGEST, "it is larger than {} MiB", guard::LARGEST >> 20);
    Ok(folder.read(file)?)
}

/// Takes a component's type apart. The decoder has panicked on files that nobody
/// would write, beyond those that `guard` knows; that is the fault of the file alone.
fn decode(bytes: &[u8]) -> Result<(Resolve, WorldId)> {
    std::panic::catch_unwind(|| docs::decode(bytes))
        .unwrap_or_else(|_| anyhow::bail!("this is not a WebAssembly component that can be read"))
}

fn name_of(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The component in a file.
pub fn file(path: &Path, operations: &Operations) -> Result<Component> {
    let reading = || format!("cannot read {}", path.display());
    let metadata = std::fs::metadata(path).with_context(reading)?;
    ensure!(metadata.is_file(), "{} is no regular file", path.display());
    ensure!(metadata.len() <= guard::LARGEST, "{} is larger than {} MiB", path.display(), guard::LARGEST >> 20);
    let bytes = std::fs::read(path).with_context(reading)?;
    Unread::new(path, bytes).read(operations)
}

/// The component of these bytes, which are to lie at this path.
pub fn bytes(path: &Path, bytes: Vec<u8>, operations: &Operations) -> Result<Component> {
    Unread::new(path, bytes).read(operations)
}

fn read(
    Unread { name, digest, origin, bytes }: Unread,
    mut resolve: Resolve,
    world: WorldId,
    operations: &Operations,
) -> Result<Component> {
    for known in [operations.resolve(), packages::tool()] {
        docs::copy_packages(known, &mut resolve);
    }
    let world = &resolve.worlds[world];

    let mut exports = Vec::new();
    let mut imports = Imports::default();
    for (key, item) in &world.exports {
        match item {
            wit_parser::WorldItem::Function(function) => {
                exports.push(Export { interface: None, function: Function::read(&resolve, function)? });
            }
            // componentize-py exports how it starts the interpreter at build time.
            wit_parser::WorldItem::Interface { .. } if resolve.name_world_key(key) == "exports" => {}
            wit_parser::WorldItem::Interface { id, .. } => {
                for function in resolve.interfaces[*id].functions.values() {
                    let interface = Some(resolve.name_world_key(key));
                    exports.push(Export { interface, function: Function::read(&resolve, function)? });
                }
            }
            wit_parser::WorldItem::Type { .. } => {}
        }
    }
    for (key, item) in &world.imports {
        let full = resolve.name_world_key(key);
        match item {
            wit_parser::WorldItem::Interface { id, .. } => {
                let interface = &resolve.interfaces[*id];
                if package_of(&full) == OPS {
                    let short = interface.name.as_deref().unwrap_or_default();
                    for function in interface.functions.values() {
                        let op = OpName::new(short, &function.name);
                        let function = Function::read(&resolve, function)?;
                        ensure!(
                            imports.ops.insert(op.clone(), function).is_none(),
                            "it imports the operation `{op}` in two versions"
                        );
                    }
                } else if !interface.functions.is_empty() {
                    let mut functions: Vec<_> = interface.functions.keys().cloned().collect();
                    functions.sort();
                    imports.interfaces.insert(full, functions);
                }
            }
            wit_parser::WorldItem::Function(function) => {
                imports.interfaces.insert(full, vec![function.name.clone()]);
            }
            wit_parser::WorldItem::Type { .. } => {}
        }
    }
    ensure!(exports.len() <= MOST_EXPORTS, "it exports {} functions; {MOST_EXPORTS} is the most", exports.len());
    Ok(Component { name, digest, origin, bytes, exports, imports })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_of_the_built_in_components_is_what_they_are() {
        let operations = Operations::built_in();
        for known in built_in(operations).expect("they can be read") {
            let unread = Unread::new(Path::new(&known.name), known.bytes.to_vec());
            let read = unread.read(operations).expect("it can be read");
            assert_eq!(read.digest, known.digest, "{}", known.name);
            assert_eq!(format!("{:?}", read.exports), format!("{:?}", known.exports), "{}", known.name);
            assert_eq!(format!("{:?}", read.imports), format!("{:?}", known.imports), "{}", known.name);
        }
    }
}
