//! Doc comments inside a component.
//!
//! Compilers drop WIT's doc comments. The standard carrier for them is the
//! custom section `package-docs`; [`embed`] puts it into a linked component and
//! [`decode`] reads it back. Docs of types from `blender:ops` and `blender:tool`
//! need no carrier: the host has those packages itself, and adds their docs by
//! [`copy_packages`].
//!
//! The build script uses this file too, so it depends on nothing else here.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use wit_parser::{
    Docs, Interface, PackageId, PackageMetadata, Resolve, TypeDefKind, TypeId, WorldId, WorldItem,
    decoding::DecodedWasm,
};

/// Adds the docs of the world in `source` that a component was built for to the
/// component's bytes.
pub fn embed(component: &[u8], source: &Resolve, world: WorldId) -> Result<Vec<u8>> {
    let (mut resolve, root) = decode(component)?;
    copy_world(source, world, &mut resolve, root);
    let package = package_of(&resolve, root)?;
    let data = PackageMetadata::extract(&resolve, package).encode()?;
    let section = wasm_encoder::CustomSection { name: PackageMetadata::SECTION_NAME.into(), data: data.into() };
    let mut bytes = component.to_vec();
    bytes.push(wasm_encoder::ComponentSectionId::CoreCustom as u8);
    wasm_encoder::Encode::encode(&section, &mut bytes);
    Ok(bytes)
}

/// Reads a component's own type with the docs that it carries.
pub fn decode(component: &[u8]) -> Result<(Resolve, WorldId)> {
    let (mut resolve, world) =
        match wit_parser::decoding::decode(component).context("this is not a WebAssembly component")? {
            DecodedWasm::Component(resolve, world) => (resolve, world),
            DecodedWasm::WitPackage(..) => anyhow::bail!("this is a WIT package, not a component"),
        };
    if let Some(data) = section(component, PackageMetadata::SECTION_NAME)? {
        let package = package_of(&resolve, world)?;
        PackageMetadata::decode(data)
            .and_then(|docs| docs.inject(&mut resolve, package))
            .context("the component's `package-docs` section does not fit it")?;
    }
    Ok((resolve, world))
}

/// Reads a component's type from a WIT package that holds nothing else: where the
/// component is large, that is much faster than to read it from there.
pub fn decode_outline(outline: &[u8]) -> Result<(Resolve, WorldId)> {
    match wit_parser::decoding::decode(outline).context("this is no WIT package")? {
        DecodedWasm::WitPackage(resolve, package) => {
            let world = resolve.select_world(&[package], None)?;
            Ok((resolve, world))
        }
        DecodedWasm::Component(..) => anyhow::bail!("this is a component, not a WIT package"),
    }
}

/// The package that a component's world belongs to.
pub fn package_of(resolve: &Resolve, world: WorldId) -> Result<PackageId> {
    resolve.worlds[world].package.context("the component's world has no package")
}

/// The content of a component's top-level custom section.
fn section<'a>(component: &'a [u8], name: &str) -> Result<Option<&'a [u8]>> {
    let mut depth = 0;
    for payload in wasmparser::Parser::new(0).parse_all(component) {
        match payload? {
            wasmparser::Payload::ModuleSection { .. } | wasmparser::Payload::ComponentSection { .. } => depth += 1,
            wasmparser::Payload::End(_) => depth -= 1,
            wasmparser::Payload::CustomSection(custom) if depth == 0 && custom.name() == name => {
                return Ok(Some(custom.data()));
            }
            _ => {}
        }
    }
    Ok(None)
}

fn copy_world(source: &Resolve, from: WorldId, resolve: &mut Resolve, into: WorldId) {
    let world = &source.worlds[from];
    resolve.worlds[into].docs = world.docs.clone();
    let mut types = Vec::new();
    for (key, item) in world.imports.iter().chain(&world.exports) {
        let name = source.name_world_key(key);
        let target = &mut resolve.worlds[into];
        let found = [&mut target.imports, &mut target.exports]
            .into_iter()
            .flat_map(|items| items.iter_mut())
            .filter(|(key, _)| matches!(key, wit_parser::WorldKey::Name(n) if *n == name))
            .map(|(_, item)| item);
        for target in found {
            match (item, target) {
                (WorldItem::Function(from), WorldItem::Function(into)) => into.docs = from.docs.clone(),
                (WorldItem::Type { id: from, .. }, WorldItem::Type { id: into, .. }) => types.push((*from, *into)),
                _ => {}
            }
        }
    }
    for (from, into) in types {
        copy_type(source, from, resolve, into);
    }
}

/// Copies the docs of each interface that both have, whatever its version.
pub fn copy_packages(source: &Resolve, resolve: &mut Resolve) {
    let mut pairs = Vec::new();
    for (into, interface) in resolve.interfaces.iter() {
        let Some(name) = full_name(resolve, interface) else { continue };
        let found = source.interfaces.iter().find(|(_, i)| full_name(source, i).as_ref() == Some(&name));
        if let Some((from, _)) = found {
            pairs.push((from, into));
        }
    }
    for (from, into) in pairs {
        let from = &source.interfaces[from];
        resolve.interfaces[into].docs = from.docs.clone();
        for (name, function) in &from.functions {
            // Docs of a function with other parameters would not fit it.
            let names = |function: &wit_parser::Function| {
                function.params.iter().map(|param| param.name.clone()).collect::<Vec<_>>()
            };
            if let Some(target) = resolve.interfaces[into].functions.get_mut(name)
                && names(target) == names(function)
            {
                target.docs = function.docs.clone();
            }
        }
        for (name, ty) in &from.types {
            if let Some(target) = resolve.interfaces[into].types.get(name).copied() {
                copy_type(source, *ty, resolve, target);
            }
        }
    }
}

fn full_name(resolve: &Resolve, interface: &Interface) -> Option<(String, String, String)> {
    let package = &resolve.packages[interface.package?].name;
    Some((package.namespace.clone(), package.name.clone(), interface.name.clone()?))
}

fn copy_type(source: &Resolve, from: TypeId, resolve: &mut Resolve, into: TypeId) {
    let from = &source.types[from];
    let into = &mut resolve.types[into];
    into.docs = from.docs.clone();
    match (&from.kind, &mut into.kind) {
        (TypeDefKind::Record(from), TypeDefKind::Record(into)) => copy_named(
            from.fields.iter().map(|f| (f.name.as_str(), &f.docs)),
            into.fields.iter_mut().map(|f| (f.name.as_str(), &mut f.docs)),
        ),
        (TypeDefKind::Enum(from), TypeDefKind::Enum(into)) => copy_named(
            from.cases.iter().map(|c| (c.name.as_str(), &c.docs)),
            into.cases.iter_mut().map(|c| (c.name.as_str(), &mut c.docs)),
        ),
        (TypeDefKind::Flags(from), TypeDefKind::Flags(into)) => copy_named(
            from.flags.iter().map(|f| (f.name.as_str(), &f.docs)),
            into.flags.iter_mut().map(|f| (f.name.as_str(), &mut f.docs)),
        ),
        (TypeDefKind::Variant(from), TypeDefKind::Variant(into)) => copy_named(
            from.cases.iter().map(|c| (c.name.as_str(), &c.docs)),
            into.cases.iter_mut().map(|c| (c.name.as_str(), &mut c.docs)),
        ),
        _ => {}
    }
}

fn copy_named<'a, 'b>(
    from: impl Iterator<Item = (&'a str, &'a Docs)>,
    into: impl Iterator<Item = (&'b str, &'b mut Docs)>,
) {
    let docs: BTreeMap<_, _> = from.collect();
    for (name, target) in into {
        if let Some(found) = docs.get(name) {
            target.clone_from(found);
        }
    }
}
