//! What is refused before a file is taken apart: shapes of components that the
//! decoder does not come back from.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, bail, ensure};
use wasmparser::{
    ComponentAlias, ComponentExternalKind, ComponentOuterAliasKind, ComponentType, ComponentTypeRef, Encoding,
    InstanceTypeDeclaration, Parser, Payload, TypeBounds,
};

/// The largest file of a component.
pub const LARGEST: u64 = 256 << 20;

/// How deep components may lie in each other; compilers use two or three levels.
const DEEPEST: usize = 32;

/// Refuses what is no component, is nested absurdly deep, or imports packages that
/// depend on each other in a circle.
pub fn check(bytes: &[u8]) -> Result<()> {
    ensure!(bytes.len() as u64 <= LARGEST, "it is larger than {} MiB", LARGEST >> 20);
    ensure!(
        Parser::is_component(bytes),
        "this is not a WebAssembly component{}",
        if Parser::is_core_wasm(bytes) {
            ", but a core module; `wasm-tools component new` makes one of it"
        } else {
            ""
        }
    );
    let mut outline = Outline::default();
    let mut depth = 0;
    for payload in Parser::new(0).parse_all(bytes) {
        match payload.context("this is not a WebAssembly component")? {
            Payload::Version { encoding: Encoding::Component | Encoding::Module, .. } => {
                depth += 1;
                ensure!(depth <= DEEPEST, "components are nested more than {DEEPEST} deep in it");
            }
            Payload::End(_) => depth -= 1,
            payload if depth == 1 => outline.read(payload).context("this is not a WebAssembly component")?,
            _ => {}
        }
    }
    outline.ensure_no_circle()
}

/// What is needed of a component's outermost level to tell which imported package
/// uses types of which.
#[derive(Default)]
struct Outline {
    types: Vec<Declared>,
    instances: Vec<Option<String>>,
    /// For each package those that it uses types of.
    uses: BTreeMap<String, BTreeSet<String>>,
}

/// A type of the outermost level.
#[derive(Clone)]
enum Declared {
    /// An instance's type; the types of this level that it mentions.
    Instance(Vec<u32>),
    /// A type that an instance has.
    Of(u32),
    Other,
}

impl Outline {
    fn read(&mut self, payload: Payload<'_>) -> Result<()> {
        match payload {
            Payload::ComponentTypeSection(types) => {
                for ty in types {
                    self.types.push(match ty? {
                        ComponentType::Instance(declarations) => {
                            let mut mentioned = Vec::new();
                            mentions(&declarations, 1, &mut mentioned)?;
                            Declared::Instance(mentioned)
                        }
                        _ => Declared::Other,
                    });
                }
            }
            Payload::ComponentAliasSection(aliases) => {
                for alias in aliases {
                    match alias? {
                        ComponentAlias::InstanceExport {
                            kind: ComponentExternalKind::Type, instance_index, ..
                        } => {
                            self.types.push(Declared::Of(instance_index));
                        }
                        ComponentAlias::Outer { kind: ComponentOuterAliasKind::Type, index, .. } => self.again(index),
                        ComponentAlias::InstanceExport { kind: ComponentExternalKind::Instance, .. } => {
                            self.instances.push(None);
                        }
                        _ => {}
                    }
                }
            }
            Payload::ComponentImportSection(imports) => {
                for import in imports {
                    let import = import?;
                    match import.ty {
                        ComponentTypeRef::Instance(ty) => self.import(import.name.name, ty),
                        ComponentTypeRef::Type(TypeBounds::Eq(index)) => self.again(index),
                        ComponentTypeRef::Type(_) => self.types.push(Declared::Other),
                        ComponentTypeRef::Func(_) => plain(import.name.name)?,
                        _ => {}
                    }
                }
            }
            Payload::ComponentInstanceSection(instances) => {
                self.instances.extend((0..instances.count()).map(|_| None));
            }
            Payload::ComponentExportSection(exports) => {
                for export in exports {
                    let export = export?;
                    match export.kind {
                        ComponentExternalKind::Func => plain(export.name.name)?,
                        ComponentExternalKind::Type => self.again(export.index),
                        ComponentExternalKind::Instance => self.instances.push(None),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// A type that is another one by a second name.
    fn again(&mut self, index: u32) {
        let known = self.types.get(index as usize).cloned();
        self.types.push(known.unwrap_or(Declared::Other));
    }

    fn import(&mut self, name: &str, ty: u32) {
        let package = package(name);
        if let Some(Declared::Instance(mentioned)) = self.types.get(ty as usize) {
            let of = |ty: &u32| match self.types.get(*ty as usize) {
                Some(Declared::Of(instance)) => self.instances.get(*instance as usize)?.clone(),
                _ => None,
            };
            let used: BTreeSet<_> = mentioned.iter().filter_map(of).filter(|used| *used != package).collect();
            self.uses.entry(package.clone()).or_default().extend(used);
        }
        self.instances.push(Some(package));
    }

    /// Takes away packages that use none which is left, until there are no more.
    fn ensure_no_circle(mut self) -> Result<()> {
        loop {
            let before = self.uses.len();
            let left: BTreeSet<_> = self.uses.keys().cloned().collect();
            self.uses.retain(|_, used| used.iter().any(|package| left.contains(package)));
            if self.uses.is_empty() {
                return Ok(());
            }
            if self.uses.len() == before {
                let names: Vec<_> = self.uses.keys().map(String::as_str).collect();
                bail!("the packages that it imports depend on each other in a circle: {}", names.join(", "));
            }
        }
    }
}

/// The types of the outermost level that an instance's type mentions, which lies
/// this deep in it.
fn mentions(declarations: &[InstanceTypeDeclaration<'_>], depth: u32, mentioned: &mut Vec<u32>) -> Result<()> {
    for declaration in declarations {
        match declaration {
            InstanceTypeDeclaration::Alias(ComponentAlias::Outer {
                kind: ComponentOuterAliasKind::Type,
                count,
                index,
            }) if *count == depth => mentioned.push(*index),
            InstanceTypeDeclaration::Type(ComponentType::Instance(inner)) => mentions(inner, depth + 1, mentioned)?,
            InstanceTypeDeclaration::Export { name, ty: ComponentTypeRef::Func(_) } => plain(name.name)?,
            _ => {}
        }
    }
    Ok(())
}

/// Refuses a function with the name of an interface.
fn plain(function: &str) -> Result<()> {
    ensure!(!function.contains([':', '/']), "its function `{function}` has a name that only an interface can have");
    Ok(())
}

/// The package of an import, with its version: `wasi:io@0.2.6` of
/// `wasi:io/streams@0.2.6`.
fn package(import: &str) -> String {
    match import.split_once('/') {
        Some((package, rest)) => match rest.split_once('@') {
            Some((_, version)) => format!("{package}@{version}"),
            None => package.to_owned(),
        },
        None => import.to_owned(),
    }
}
