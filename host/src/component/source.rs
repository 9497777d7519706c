//! Where components come from: the host itself and folders.

use std::{borrow::Cow, path::Path};

use anyhow::{Context, Result};

use super::{Component, Digest, Export, Imports, Origin, package_of};
use crate::wit::{
    docs,
    function::Function,
    packages::{self, OPS, OpName, Operations},
};

include!(concat!(env!("OUT_DIR"), "/built_in.rs"));

/// The components that the host carries.
pub fn built_in(operations: &Operations) -> Result<Vec<Component>> {
    BUILT_IN
        .iter()
        .map(|(name, bytes)| read((*name).to_owned(), Origin::BuiltIn, Cow::Borrowed(bytes), operations))
        .collect()
}

/// The components in a folder: its `.wasm` files, by name. One that cannot be
/// read comes with its error and does not keep the others away.
pub fn folder(folder: &Path, operations: &Operations) -> Result<Vec<(String, Result<Component>)>> {
    let mut found = Vec::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("cannot read the folder of components {}", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|e| e == "wasm") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            found.push((name, file(&path, operations)));
        }
    }
    found.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(found)
}

/// The component in a file.
pub fn file(path: &Path, operations: &Operations) -> Result<Component> {
    let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    read(name, Origin::File(path.to_owned()), Cow::Owned(bytes), operations)
        .with_context(|| format!("{}", path.display()))
}

fn read(name: String, origin: Origin, bytes: Cow<'static, [u8]>, operations: &Operations) -> Result<Component> {
    let (mut resolve, root) = docs::decode(&bytes)?;
    docs::restore(&bytes, &mut resolve, root, &[operations.resolve(), packages::tool()])?;
    let world = &resolve.worlds[root];

    let mut exports = Vec::new();
    let mut imports = Imports::default();
    for (key, item) in &world.exports {
        match item {
            wit_parser::WorldItem::Function(function) => {
                exports.push(Export { interface: None, function: Function::read(&resolve, function)? });
            }
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
                        imports.ops.insert(op, Function::read(&resolve, function)?);
                    }
                } else if !interface.functions.is_empty() {
                    imports.interfaces.insert(full, interface.functions.keys().cloned().collect());
                }
            }
            wit_parser::WorldItem::Function(function) => {
                imports.interfaces.insert(full, vec![function.name.clone()]);
            }
            wit_parser::WorldItem::Type { .. } => {}
        }
    }
    let digest = Digest::of(&bytes);
    Ok(Component { name, digest, origin, bytes, exports, imports })
}
