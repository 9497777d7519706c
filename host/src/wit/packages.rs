//! The WIT packages that the host speaks: `blender:ops`, whose functions are the
//! whitelisted operations, and `blender:tool`.

use std::{collections::BTreeMap, fmt, path::Path, sync::LazyLock};

use anyhow::{Context, Result, bail};
use wit_parser::Resolve;

use super::{
    facts::{Effect, Facts},
    function::Function,
    shape::{Kind, snake},
};

include!(concat!(env!("OUT_DIR"), "/wit_sources.rs"));

/// The name of the package of operations, without version.
pub const OPS: &str = "blender:ops";
/// The name of the package of what the host itself offers tools.
pub const TOOL: &str = "blender:tool";

/// An operation's name on the wire: interface and function, in snake_case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpName {
    interface: String,
    function: String,
}

impl OpName {
    /// Names a function of `blender:ops` by its WIT names.
    pub fn new(interface: &str, function: &str) -> OpName {
        OpName { interface: interface.to_owned(), function: function.to_owned() }
    }

    /// The WIT interface that declares it.
    pub fn interface(&self) -> &str {
        &self.interface
    }

    /// The WIT function.
    pub fn function(&self) -> &str {
        &self.function
    }

    /// Its name on the wire, such as `objects.move_object`.
    pub fn wire(&self) -> String {
        format!("{}.{}", snake(&self.interface), snake(&self.function))
    }
}

impl fmt::Display for OpName {
    /// As policies name it: `objects/move-object`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.interface, self.function)
    }
}

/// One whitelisted operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// What it does to a user's work.
    pub effect: Effect,
    /// Its parameters, result and docs.
    pub function: Function,
}

/// The package `blender:ops`, read.
#[derive(Debug)]
pub struct Operations {
    /// Name and version: `blender:ops@0.1.0`.
    pub package: String,
    /// Every operation.
    pub all: BTreeMap<OpName, Operation>,
    resolve: Resolve,
}

impl Operations {
    /// The operations that this host was built with.
    pub fn built_in() -> &'static Operations {
        static OPERATIONS: LazyLock<Operations> = LazyLock::new(|| {
            let sources = OPS_WIT.iter().map(|(name, text)| (*name, (*text).to_owned()));
            Operations::read(sources).expect("the build script has read these files")
        });
        &OPERATIONS
    }

    /// The operations of the WIT files in a folder.
    pub fn from_folder(folder: &Path) -> Result<Operations> {
        let mut sources = Vec::new();
        let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
        for entry in entries {
            let path = entry?.path();
            if path.extension().is_some_and(|e| e == "wit") {
                let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
                sources.push((path.display().to_string(), text));
            }
        }
        sources.sort();
        if sources.is_empty() {
            bail!("{} holds no .wit file", folder.display());
        }
        Operations::read(sources.iter().map(|(name, text)| (name.as_str(), text.clone())))
            .with_context(|| format!("the WIT in {}", folder.display()))
    }

    fn read<'a>(sources: impl Iterator<Item = (&'a str, String)>) -> Result<Operations> {
        let resolve = parse(sources)?;
        let (_, package) = resolve
            .packages
            .iter()
            .find(|(_, p)| format!("{}:{}", p.name.namespace, p.name.name) == OPS)
            .with_context(|| format!("there is no package {OPS}"))?;
        let mut all = BTreeMap::new();
        for (interface, id) in &package.interfaces {
            let declared = &resolve.interfaces[*id];
            for function in declared.functions.values() {
                let name = OpName::new(interface, &function.name);
                let operation = operation(&resolve, declared, function).with_context(|| format!("operation {name}"))?;
                all.insert(name, operation);
            }
        }
        Ok(Operations { package: package.name.to_string(), all, resolve })
    }

    /// The parsed package, a source of docs.
    pub fn resolve(&self) -> &Resolve {
        &self.resolve
    }
}

/// The package `blender:tool` that this host was built with.
pub fn tool() -> &'static Resolve {
    static TOOL: LazyLock<Resolve> = LazyLock::new(|| {
        let sources = TOOL_WIT.iter().map(|(name, text)| (*name, (*text).to_owned()));
        parse(sources).expect("the build script has read these files")
    });
    &TOOL
}

/// Whether `blender:tool` has a function.
pub fn tool_has(interface: &str, function: &str) -> bool {
    let short = interface.split(['/', '@']).nth(1).unwrap_or_default();
    tool()
        .interfaces
        .iter()
        .any(|(_, known)| known.name.as_deref() == Some(short) && known.functions.contains_key(function))
}

fn parse<'a>(sources: impl Iterator<Item = (&'a str, String)>) -> Result<Resolve> {
    let mut map = wit_parser::SourceMap::default();
    for (name, text) in sources {
        map.push(Path::new(name), text);
    }
    let group = map.parse().map_err(|(map, error)| anyhow::anyhow!(error.render(&map)))?;
    let mut resolve = Resolve::default();
    resolve.push_group(group)?;
    Ok(resolve)
}

/// Parameter names that the wire uses itself.
const RESERVED: [&str; 5] = ["id", "op", "token", "deadline-ms", "call"];

fn operation(
    resolve: &Resolve,
    interface: &wit_parser::Interface,
    function: &wit_parser::Function,
) -> Result<Operation> {
    let facts = Facts::parse(interface.docs.contents.as_deref().unwrap_or_default())?;
    let effect = facts.effect.context("its interface's docs say no `Effect: WORD.`")?;
    let function = Function::read(resolve, function)?;
    if let Some(param) = function.params.iter().find(|p| RESERVED.contains(&p.name.as_str())) {
        bail!("the parameter name `{}` is used by the wire itself", param.name);
    }
    let is_op_error = function.outcome().1.and_then(|e| e.name.as_deref()) == Some("blender:ops/types.op-error");
    if !matches!(function.result.as_ref().map(|r| &r.kind), Some(Kind::Result { .. })) || !is_op_error {
        bail!("it must answer with `result<_, op-error>`");
    }
    Ok(Operation { effect, function })
}
