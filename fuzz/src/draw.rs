//! Values of a type, drawn from arbitrary bytes.

use host::wit::shape::{Kind, Length, Shape, Width};
use wasmtime::component::Val;

/// How many values a value is made of at most, about.
const MOST: usize = 2000;

/// Draws from bytes; when there are no more, everything is as small as it can be.
pub struct Draw<'a> {
    bytes: &'a [u8],
    left: usize,
}

impl<'a> Draw<'a> {
    pub fn from(bytes: &'a [u8]) -> Draw<'a> {
        Draw { bytes, left: MOST }
    }

    /// A value of a type. It may be outside of the bounds that the type's docs set.
    pub fn value(&mut self, shape: &Shape) -> Val {
        self.left = self.left.saturating_sub(1);
        match &shape.kind {
            Kind::Bool => Val::Bool(self.byte() % 2 == 1),
            Kind::Char => Val::Char(self.char()),
            Kind::Integer { width, min, max } => self.integer(*width, *min, *max),
            Kind::Number { single: true, min, max } => {
                let single = self.number(*min, *max) as f32;
                Val::Float32(if single.is_finite() { single } else { 0.0 })
            }
            Kind::Number { single: false, min, max } => Val::Float64(self.number(*min, *max)),
            Kind::String { length } => Val::String((0..self.length(*length)).map(|_| self.char()).collect()),
            Kind::Bytes { length } => Val::List((0..self.length(*length)).map(|_| Val::U8(self.byte())).collect()),
            Kind::List { items, length } => Val::List((0..self.length(*length)).map(|_| self.value(items)).collect()),
            Kind::Array { items, count } => Val::FixedLengthList((0..*count).map(|_| self.value(items)).collect()),
            Kind::Map { key, value } => {
                Val::Map((0..self.length(Length::LIST)).map(|_| (self.value(key), self.value(value))).collect())
            }
            Kind::Tuple(shapes) => Val::Tuple(shapes.iter().map(|shape| self.value(shape)).collect()),
            Kind::Record(fields) => {
                Val::Record(fields.iter().map(|field| (field.name.clone(), self.value(&field.shape))).collect())
            }
            Kind::Enum(cases) => Val::Enum(cases[usize::from(self.byte()) % cases.len()].name.clone()),
            Kind::Flags(flags) => {
                let set = flags.iter().filter(|_| self.byte() % 2 == 1);
                Val::Flags(set.map(|flag| flag.name.clone()).collect())
            }
            Kind::Variant(cases) => {
                let case = &cases[usize::from(self.byte()) % cases.len()];
                Val::Variant(case.name.clone(), self.maybe(case.payload.as_ref()))
            }
            Kind::Option(inner) => {
                let some = self.byte() % 2 == 1;
                Val::Option(self.maybe(some.then_some(&**inner)))
            }
            Kind::Result { ok, err } => Val::Result(if self.byte().is_multiple_of(2) {
                Ok(self.maybe(ok.as_deref()))
            } else {
                Err(self.maybe(err.as_deref()))
            }),
        }
    }

    fn maybe(&mut self, shape: Option<&Shape>) -> Option<Box<Val>> {
        shape.map(|shape| Box::new(self.value(shape)))
    }

    pub fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.bytes.split_first() else { return 0 };
        self.bytes = rest;
        *first
    }

    fn eight(&mut self) -> [u8; 8] {
        std::array::from_fn(|_| self.byte())
    }

    fn char(&mut self) -> char {
        match self.byte() {
            plain @ 0..128 => char::from(plain),
            first => char::from_u32(u32::from_le_bytes([self.byte(), self.byte(), first % 17, 0])).unwrap_or('�'),
        }
    }

    /// A bound, something near it, or any number.
    fn number(&mut self, min: f64, max: f64) -> f64 {
        let drawn = match self.byte() % 6 {
            0 => min,
            1 => max,
            2 => min.next_down(),
            3 => max.next_up(),
            4 => f64::from(i8::from_le_bytes([self.byte()])) / 4.0,
            _ => f64::from_le_bytes(self.eight()),
        };
        if drawn.is_finite() { drawn } else { 0.0 }
    }

    fn integer(&mut self, width: Width, min: i128, max: i128) -> Val {
        let drawn = match self.byte() % 6 {
            0 => min,
            1 => max,
            2 => min.saturating_sub(1),
            3 => max.saturating_add(1),
            4 => i8::from_le_bytes([self.byte()]).into(),
            _ => i64::from_le_bytes(self.eight()).into(),
        };
        let (low, high) = width.bounds();
        let n = drawn.clamp(low, high);
        match width {
            Width::U8 => Val::U8(n as u8),
            Width::U16 => Val::U16(n as u16),
            Width::U32 => Val::U32(n as u32),
            Width::U64 => Val::U64(n as u64),
            Width::S8 => Val::S8(n as i8),
            Width::S16 => Val::S16(n as i16),
            Width::S32 => Val::S32(n as i32),
            Width::S64 => Val::S64(n as i64),
        }
    }

    /// A length near a bound, or a short one.
    fn length(&mut self, bounds: Length) -> usize {
        let drawn = match self.byte() % 8 {
            0 => bounds.min,
            1 => bounds.max,
            2 => bounds.min.saturating_sub(1),
            3 => bounds.max.saturating_add(1),
            short => u64::from(short) - 4,
        };
        usize::try_from(drawn).unwrap_or(usize::MAX).min(self.left / 4)
    }
}

/// Whether a value of a type is within the bounds that the type's docs set.
pub fn within(value: &Val, shape: &Shape) -> bool {
    let fits = |length: &Length, found: usize| (length.min..=length.max).contains(&(found as u64));
    let integer = |n: i128, min: &i128, max: &i128| (*min..=*max).contains(&n);
    let maybe = |value: &Option<Box<Val>>, shape: Option<&Shape>| match (value, shape) {
        (Some(value), Some(shape)) => within(value, shape),
        _ => true,
    };
    match (&shape.kind, value) {
        (Kind::Integer { min, max, .. }, Val::U8(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::U16(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::U32(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::U64(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::S8(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::S16(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::S32(n)) => integer((*n).into(), min, max),
        (Kind::Integer { min, max, .. }, Val::S64(n)) => integer((*n).into(), min, max),
        (Kind::Number { min, max, .. }, Val::Float32(n)) => (*min..=*max).contains(&f64::from(*n)),
        (Kind::Number { min, max, .. }, Val::Float64(n)) => (*min..=*max).contains(n),
        (Kind::String { length }, Val::String(text)) => fits(length, text.chars().count()),
        (Kind::Bytes { length }, Val::List(bytes)) => fits(length, bytes.len()),
        (Kind::List { items, length }, Val::List(values)) => {
            fits(length, values.len()) && values.iter().all(|value| within(value, items))
        }
        (Kind::Array { items, .. }, Val::FixedLengthList(values)) => values.iter().all(|value| within(value, items)),
        (Kind::Map { key, value }, Val::Map(entries)) => {
            fits(&Length::LIST, entries.len()) && entries.iter().all(|(k, v)| within(k, key) && within(v, value))
        }
        (Kind::Tuple(shapes), Val::Tuple(values)) => {
            shapes.iter().zip(values).all(|(shape, value)| within(value, shape))
        }
        (Kind::Record(fields), Val::Record(values)) => {
            fields.iter().zip(values).all(|(field, (_, value))| within(value, &field.shape))
        }
        (Kind::Variant(cases), Val::Variant(name, payload)) => {
            let case = cases.iter().find(|case| case.name == *name);
            maybe(payload, case.and_then(|case| case.payload.as_ref()))
        }
        (Kind::Option(inner), Val::Option(value)) => maybe(value, Some(inner)),
        (Kind::Result { ok, .. }, Val::Result(Ok(value))) => maybe(value, ok.as_deref()),
        (Kind::Result { err, .. }, Val::Result(Err(value))) => maybe(value, err.as_deref()),
        _ => true,
    }
}
