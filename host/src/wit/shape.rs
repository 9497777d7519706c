//! The types of the component model as this host uses them: resolved, with
//! their docs and bounds. Schemas, the contract and the conversion of values
//! are all read off a [`Shape`].

/// A type, its documentation and its bounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// What it is made of.
    pub kind: Kind,
    /// What the documentation of its type says.
    pub doc: String,
    /// Package, interface and name of the type it was declared as, without
    /// version: `blender:tool/content.image`.
    pub name: Option<String>,
}

/// What a type is made of. Names are WIT's, in kebab-case.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs, reason = "the fields are those of the WIT type")]
pub enum Kind {
    /// `bool`
    Bool,
    /// `char`
    Char,
    /// `u8` to `s64` with the smallest and largest value allowed.
    Integer { width: Width, min: i128, max: i128 },
    /// `f32` or `f64`, always finite, with the smallest and largest allowed.
    Number { single: bool, min: f64, max: f64 },
    /// `string`, its length in characters.
    String { length: Length },
    /// `list<u8>`
    Bytes { length: Length },
    /// `list<T>`
    List { items: Box<Shape>, length: Length },
    /// `list<T, N>`: a list of fixed length.
    Array { items: Box<Shape>, count: u32 },
    /// `map<K, V>`
    Map { key: Box<Shape>, value: Box<Shape> },
    /// `tuple<...>`
    Tuple(Vec<Shape>),
    /// `record`
    Record(Vec<Field>),
    /// `enum`
    Enum(Vec<Case>),
    /// `flags`
    Flags(Vec<Case>),
    /// `variant`
    Variant(Vec<Case>),
    /// `option<T>`
    Option(Box<Shape>),
    /// `result<T, E>`
    Result { ok: Option<Box<Shape>>, err: Option<Box<Shape>> },
}

/// The integer types.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Width {
    U8,
    U16,
    U32,
    U64,
    S8,
    S16,
    S32,
    S64,
}

impl Width {
    /// The smallest and the largest value.
    pub fn bounds(self) -> (i128, i128) {
        match self {
            Width::U8 => (0, u8::MAX.into()),
            Width::U16 => (0, u16::MAX.into()),
            Width::U32 => (0, u32::MAX.into()),
            Width::U64 => (0, u64::MAX.into()),
            Width::S8 => (i8::MIN.into(), i8::MAX.into()),
            Width::S16 => (i16::MIN.into(), i16::MAX.into()),
            Width::S32 => (i32::MIN.into(), i32::MAX.into()),
            Width::S64 => (i64::MIN.into(), i64::MAX.into()),
        }
    }
}

/// The bounds of a length, both inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// The shortest allowed.
    pub min: u64,
    /// The longest allowed.
    pub max: u64,
}

impl Length {
    /// Of a text about which the WIT says nothing, in characters.
    pub const TEXT: Length = Length { min: 0, max: 65_536 };
    /// Of a list about which the WIT says nothing.
    pub const LIST: Length = Length { min: 0, max: 100_000 };
    /// Of bytes about which the WIT says nothing: what fits into a message.
    pub const BYTES: Length = Length { min: 0, max: 64 << 20 };
}

/// How far a number may be from zero where the WIT says nothing.
pub const NUMBER_LIMIT: f64 = 1_000_000.0;

/// A field of a record, or a parameter of a function.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What its own documentation says, or else that of its type.
    pub doc: String,
    /// Its type.
    pub shape: Shape,
}

/// A case of an enum, a variant or a set of flags.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// What its documentation says.
    pub doc: String,
    /// What it carries; only a variant's case can.
    pub payload: Option<Shape>,
}

impl Field {
    /// Whether it may be left out.
    pub fn optional(&self) -> bool {
        self.shape.is_option()
    }
}

impl Shape {
    /// A type without name and documentation.
    pub fn plain(kind: Kind) -> Shape {
        Shape { kind, doc: String::new(), name: None }
    }

    /// Whether it is an `option`.
    pub fn is_option(&self) -> bool {
        matches!(self.kind, Kind::Option(_))
    }

    /// The types that it holds.
    pub fn parts(&self) -> Vec<&Shape> {
        match &self.kind {
            Kind::List { items: inner, .. } | Kind::Array { items: inner, .. } | Kind::Option(inner) => vec![inner],
            Kind::Map { key, value } => vec![key, value],
            Kind::Tuple(shapes) => shapes.iter().collect(),
            Kind::Record(fields) => fields.iter().map(|field| &field.shape).collect(),
            Kind::Variant(cases) => cases.iter().filter_map(|case| case.payload.as_ref()).collect(),
            Kind::Result { ok, err } => ok.iter().chain(err).map(|side| &**side).collect(),
            _ => Vec::new(),
        }
    }

    /// Whether both have the same structure, whatever their docs and bounds:
    /// what the component model calls equal types.
    pub fn same_structure(&self, other: &Shape) -> bool {
        fn cases(a: &[Case], b: &[Case]) -> bool {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name && payload(&a.payload, &b.payload))
        }
        fn payload(a: &Option<Shape>, b: &Option<Shape>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => a.same_structure(b),
                (None, None) => true,
                _ => false,
            }
        }
        fn boxed(a: &Option<Box<Shape>>, b: &Option<Box<Shape>>) -> bool {
            match (a, b) {
                (Some(a), Some(b)) => a.same_structure(b),
                (None, None) => true,
                _ => false,
            }
        }
        match (&self.kind, &other.kind) {
            (Kind::Integer { width: a, .. }, Kind::Integer { width: b, .. }) => a == b,
            (Kind::Number { single: a, .. }, Kind::Number { single: b, .. }) => a == b,
            (Kind::List { items: a, .. }, Kind::List { items: b, .. }) => a.same_structure(b),
            (Kind::Array { items: a, count: n }, Kind::Array { items: b, count: m }) => n == m && a.same_structure(b),
            (Kind::Map { key: k, value: v }, Kind::Map { key: l, value: w }) => {
                k.same_structure(l) && v.same_structure(w)
            }
            (Kind::Tuple(a), Kind::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.same_structure(b)),
            (Kind::Record(a), Kind::Record(b)) => same_fields(a, b),
            (Kind::Enum(a), Kind::Enum(b))
            | (Kind::Flags(a), Kind::Flags(b))
            | (Kind::Variant(a), Kind::Variant(b)) => cases(a, b),
            (Kind::Option(a), Kind::Option(b)) => a.same_structure(b),
            (Kind::Result { ok: a, err: e }, Kind::Result { ok: b, err: f }) => boxed(a, b) && boxed(e, f),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        }
    }
}

/// Whether two parameter lists or records have the same structure.
pub fn same_fields(a: &[Field], b: &[Field]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.name == b.name && a.shape.same_structure(&b.shape))
}

/// A WIT name as it stands in JSON: kebab-case becomes snake_case.
pub fn snake(name: &str) -> String {
    name.replace('-', "_")
}
