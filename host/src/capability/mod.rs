//! What components can be given, one file a capability. Each can `link` what it
//! offers if the policy grants it, and `prepare` the state of one call if it has
//! any. What the policy does not grant is linked to nothing or to a denial.

pub mod ask;
pub mod denied;
pub mod files;
pub mod network;
pub mod ops;
pub mod sockets;
pub mod tool;
pub mod wasi;

use std::sync::Arc;

use anyhow::Result;
use wasmtime::{
    Engine,
    component::{Component as Compiled, Linker, types::ComponentItem},
};

use crate::{
    component::{Component, package_of},
    policy::{Grant, Policy},
    sandbox::CallState,
    wit::packages::{OPS, Operations, TOOL},
};

/// Whether there is anything behind the interfaces of a package; each operation of
/// Blender is decided on by itself.
pub fn granted(package: &str, grant: &Grant) -> bool {
    match package {
        OPS | TOOL | "wasi:io" | "wasi:cli" | "wasi:clocks" | "wasi:random" => true,
        "wasi:filesystem" => !grant.folders.is_empty(),
        "wasi:http" => !grant.hosts.is_empty(),
        _ => false,
    }
}

/// Links a component's imports to what it is granted, and only that.
pub fn link(
    engine: &Engine,
    compiled: &Compiled,
    component: &Component,
    grant: &Grant,
    policy: &Arc<Policy>,
    operations: &'static Operations,
) -> Result<Linker<CallState>> {
    let mut linker = Linker::new(engine);
    wasi::link(&mut linker)?;
    // Folders, servers and sockets that are not granted are missing or refused,
    // so that a component which only imports them works.
    if component.imports.package("wasi:filesystem") {
        files::link(&mut linker)?;
    }
    if component.imports.package("wasi:http") {
        network::link(&mut linker)?;
    }
    if component.imports.package("wasi:sockets") {
        sockets::link(&mut linker)?;
    }
    for (name, item) in compiled.component_type().imports(engine) {
        let ComponentItem::ComponentInstance(instance) = item.ty else {
            if let ComponentItem::ComponentFunc(_) = item.ty {
                denied::function(&mut linker.root(), name, denied::of_import(policy, &component.name, name))?;
            }
            continue;
        };
        match package_of(name) {
            OPS => ops::link(engine, &mut linker, name, &instance, component, grant, policy, operations)?,
            TOOL => tool::link(&mut linker, name)?,
            "wasi:filesystem" | "wasi:http" | "wasi:sockets" => {}
            package if granted(package, grant) => {}
            _ => {
                let denial = denied::of_import(policy, &component.name, name);
                denied::interface(engine, &mut linker, compiled, name, &instance, &denial)?;
            }
        }
    }
    Ok(linker)
}
