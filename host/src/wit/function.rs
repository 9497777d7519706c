//! Functions read from WIT: their parameters, results and docs as [`Shape`]s.

use std::{cell::Cell, fmt};

use anyhow::{Context, Result, bail, ensure};
use wit_parser::{Docs, Resolve, Type, TypeDefKind, TypeId, TypeOwner};

use super::{
    facts::Facts,
    shape::{Case, Field, Kind, Length, NUMBER_LIMIT, Shape, Width},
};

/// How many types a function may be made of, those in types counted each time
/// they are used: a few lines of WIT can stand for billions.
const LARGEST: u32 = 20_000;

/// The types of a component, read with an eye on how many they are.
struct Types<'a> {
    resolve: &'a Resolve,
    left: Cell<u32>,
}

/// A function with its types.
#[derive(Clone, Debug, PartialEq)]
pub struct Function {
    /// Its name in WIT.
    pub name: String,
    /// What its doc comment says.
    pub facts: Facts,
    /// Its parameters.
    pub params: Vec<Field>,
    /// What it answers with.
    pub result: Option<Shape>,
}

impl Function {
    /// Reads a function of `resolve`.
    ///
    /// Resources, futures and streams have no JSON, so a function that takes or
    /// gives one is an error.
    pub fn read(resolve: &Resolve, function: &wit_parser::Function) -> Result<Function> {
        let types = Types { resolve, left: Cell::new(LARGEST) };
        let read = || {
            let facts = facts(&function.docs)?;
            let mut params = Vec::new();
            for param in &function.params {
                let own = facts.params.get(&param.name);
                params.push(
                    field(&types, &param.name, &param.ty, own)
                        .with_context(|| format!("parameter `{}`", param.name))?,
                );
            }
            for documented in facts.params.keys() {
                if !params.iter().any(|p| &p.name == documented) {
                    bail!("its docs describe a parameter `{documented}` that it does not have");
                }
            }
            let result = function.result.as_ref().map(|ty| shape(&types, ty)).transpose().context("its result")?;
            Ok(Function { name: function.name.clone(), facts, params, result })
        };
        read().with_context(|| format!("function `{}`", function.name))
    }

    /// What it answers with when all is well, and when not: the two sides of a
    /// `result`, or the plain result.
    pub fn outcome(&self) -> (Option<&Shape>, Option<&Shape>) {
        match &self.result {
            Some(Shape { kind: Kind::Result { ok, err }, .. }) => (ok.as_deref(), err.as_deref()),
            other => (other.as_ref(), None),
        }
    }
}

fn facts(docs: &Docs) -> Result<Facts> {
    Ok(Facts::parse(docs.contents.as_deref().unwrap_or_default())?)
}

fn field(types: &Types<'_>, name: &str, ty: &Type, own: Option<&Facts>) -> Result<Field> {
    let mut shape = shape(types, ty)?;
    let mut doc = None;
    if let Some(own) = own {
        bound(&mut shape, own)?;
        doc = Some(own.text.clone()).filter(|text| !text.is_empty());
    }
    Ok(Field { name: name.to_owned(), doc: doc.unwrap_or_else(|| type_doc(&shape)), shape })
}

/// The docs of a type, seen through `option` and `list`.
fn type_doc(shape: &Shape) -> String {
    match &shape.kind {
        Kind::Option(inner) | Kind::List { items: inner, .. } if shape.doc.is_empty() => type_doc(inner),
        _ => shape.doc.clone(),
    }
}

fn integer(width: Width) -> Kind {
    let (min, max) = width.bounds();
    Kind::Integer { width, min, max }
}

fn number(single: bool) -> Kind {
    Kind::Number { single, min: -NUMBER_LIMIT, max: NUMBER_LIMIT }
}

fn shape(types: &Types<'_>, ty: &Type) -> Result<Shape> {
    types.left.set(types.left.get().checked_sub(1).context("its types are too large")?);
    Ok(Shape::plain(match ty {
        Type::Bool => Kind::Bool,
        Type::U8 => integer(Width::U8),
        Type::U16 => integer(Width::U16),
        Type::U32 => integer(Width::U32),
        Type::U64 => integer(Width::U64),
        Type::S8 => integer(Width::S8),
        Type::S16 => integer(Width::S16),
        Type::S32 => integer(Width::S32),
        Type::S64 => integer(Width::S64),
        Type::F32 => number(true),
        Type::F64 => number(false),
        Type::Char => Kind::Char,
        Type::String => Kind::String { length: Length::TEXT },
        Type::ErrorContext => bail!("`error-context` cannot be passed as JSON"),
        Type::Id(id) => return named(types, *id),
    }))
}

fn named(types: &Types<'_>, id: TypeId) -> Result<Shape> {
    let def = &types.resolve.types[id];
    let facts = facts(&def.docs)?;
    let mut shape = match &def.kind {
        TypeDefKind::Type(target) => shape(types, target)?,
        kind => Shape::plain(structure(types, kind).with_context(|| match &def.name {
            Some(name) => format!("type `{name}`"),
            None => format!("type `{}`", kind.as_str()),
        })?),
    };
    if let Some(name) = &def.name {
        // An alias brought in by `use` has the name of what it stands for.
        shape.name = shape.name.or_else(|| Some(full_name(types, def.owner, name)));
    }
    bound(&mut shape, &facts)?;
    if !facts.text.is_empty() {
        shape.doc = facts.text;
    }
    Ok(shape)
}

fn full_name(types: &Types<'_>, owner: TypeOwner, name: &str) -> String {
    let interface = match owner {
        TypeOwner::Interface(id) => &types.resolve.interfaces[id],
        _ => return name.to_owned(),
    };
    match (interface.package, &interface.name) {
        (Some(package), Some(interface)) => {
            let package = &types.resolve.packages[package].name;
            format!("{}:{}/{interface}.{name}", package.namespace, package.name)
        }
        _ => name.to_owned(),
    }
}

fn structure(types: &Types<'_>, kind: &TypeDefKind) -> Result<Kind> {
    let case = |name: &str, docs: &Docs, payload: Option<&Type>| -> Result<Case> {
        Ok(Case {
            name: name.to_owned(),
            doc: facts(docs)?.text,
            payload: payload.map(|ty| shape(types, ty)).transpose()?,
        })
    };
    Ok(match kind {
        TypeDefKind::Record(record) => Kind::Record(
            record
                .fields
                .iter()
                .map(|f| {
                    field(types, &f.name, &f.ty, Some(&facts(&f.docs)?)).with_context(|| format!("field `{}`", f.name))
                })
                .collect::<Result<_>>()?,
        ),
        TypeDefKind::Enum(e) => {
            Kind::Enum(e.cases.iter().map(|c| case(&c.name, &c.docs, None)).collect::<Result<_>>()?)
        }
        TypeDefKind::Flags(f) => {
            Kind::Flags(f.flags.iter().map(|f| case(&f.name, &f.docs, None)).collect::<Result<_>>()?)
        }
        TypeDefKind::Variant(v) => {
            Kind::Variant(v.cases.iter().map(|c| case(&c.name, &c.docs, c.ty.as_ref())).collect::<Result<_>>()?)
        }
        TypeDefKind::Tuple(t) => Kind::Tuple(t.types.iter().map(|ty| shape(types, ty)).collect::<Result<_>>()?),
        TypeDefKind::Option(ty) => Kind::Option(Box::new(shape(types, ty)?)),
        TypeDefKind::Result(r) => Kind::Result {
            ok: r.ok.as_ref().map(|ty| shape(types, ty).map(Box::new)).transpose()?,
            err: r.err.as_ref().map(|ty| shape(types, ty).map(Box::new)).transpose()?,
        },
        TypeDefKind::List(Type::U8) => Kind::Bytes { length: Length::BYTES },
        TypeDefKind::List(ty) => Kind::List { items: Box::new(shape(types, ty)?), length: Length::LIST },
        TypeDefKind::FixedLengthList(ty, count) => Kind::Array { items: Box::new(shape(types, ty)?), count: *count },
        TypeDefKind::Map(key, value) => {
            Kind::Map { key: Box::new(shape(types, key)?), value: Box::new(shape(types, value)?) }
        }
        TypeDefKind::Type(ty) => return Ok(shape(types, ty)?.kind),
        TypeDefKind::Resource
        | TypeDefKind::Handle(_)
        | TypeDefKind::Future(_)
        | TypeDefKind::Stream(_)
        | TypeDefKind::Unknown => {
            bail!("a {} cannot be passed as JSON", kind.as_str())
        }
    })
}

/// Narrows a type to what its docs say.
fn bound(shape: &mut Shape, facts: &Facts) -> Result<()> {
    if let Some(range) = facts.range
        && !narrow(shape, range)?
    {
        bail!("its docs give a range, but it holds no number");
    }
    if let Some((min, max)) = facts.length {
        measure(shape, Length { min, max })?;
    }
    Ok(())
}

fn measure(shape: &mut Shape, allowed: Length) -> Result<()> {
    match &mut shape.kind {
        Kind::String { length } | Kind::Bytes { length } | Kind::List { length, .. } => *length = allowed,
        Kind::Option(inner) => measure(inner, allowed)?,
        _ => bail!("its docs give a length, but it is neither text nor bytes nor a list"),
    }
    Ok(())
}

/// Whether there was a number to narrow.
fn narrow(shape: &mut Shape, range: (f64, f64)) -> Result<bool> {
    Ok(match &mut shape.kind {
        Kind::Integer { width, min, max } => {
            let (low, high) = width.bounds();
            *min = (range.0.ceil() as i128).max(low);
            *max = (range.1.floor() as i128).min(high);
            ensure!(min <= max, "its docs give a range in which no number of its type lies");
            true
        }
        Kind::Number { single, min, max } => {
            let most = if *single { f32::MAX.into() } else { f64::MAX };
            (*min, *max) = (range.0.max(-most), range.1.min(most));
            ensure!(min <= max, "its docs give a range in which no number of its type lies");
            true
        }
        Kind::Option(inner) | Kind::List { items: inner, .. } | Kind::Array { items: inner, .. } => {
            narrow(inner, range)?
        }
        Kind::Tuple(items) => {
            let mut any = false;
            for item in items {
                any |= narrow(item, range)?;
            }
            any
        }
        _ => false,
    })
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let params: Vec<_> = self.params.iter().map(|p| format!("{}: {}", p.name, p.shape)).collect();
        write!(f, "{}({})", self.name, params.join(", "))?;
        match &self.result {
            Some(result) => write!(f, " -> {result}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Shape {
    /// The type as WIT writes it; a named one by its name.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            return f.write_str(name.rsplit(['.', '/']).next().unwrap_or(name));
        }
        let or_none = |side: &Option<Box<Shape>>| side.as_ref().map_or("_".to_owned(), |s| s.to_string());
        match &self.kind {
            Kind::Bool => f.write_str("bool"),
            Kind::Char => f.write_str("char"),
            Kind::Integer { width, .. } => write!(f, "{}", format!("{width:?}").to_lowercase()),
            Kind::Number { single, .. } => f.write_str(if *single { "f32" } else { "f64" }),
            Kind::String { .. } => f.write_str("string"),
            Kind::Bytes { .. } => f.write_str("list<u8>"),
            Kind::List { items, .. } => write!(f, "list<{items}>"),
            Kind::Array { items, count } => write!(f, "list<{items}, {count}>"),
            Kind::Map { key, value } => write!(f, "map<{key}, {value}>"),
            Kind::Tuple(items) => {
                let items: Vec<_> = items.iter().map(ToString::to_string).collect();
                write!(f, "tuple<{}>", items.join(", "))
            }
            Kind::Option(inner) => write!(f, "option<{inner}>"),
            Kind::Result { ok, err: None } => write!(f, "result<{}>", or_none(ok)),
            Kind::Result { ok, err } => write!(f, "result<{}, {}>", or_none(ok), or_none(err)),
            Kind::Record(_) => f.write_str("record"),
            Kind::Enum(_) => f.write_str("enum"),
            Kind::Flags(_) => f.write_str("flags"),
            Kind::Variant(_) => f.write_str("variant"),
        }
    }
}
