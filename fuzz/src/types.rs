//! Functions of arbitrary types. They are written as WIT and read by the host, as those of a component are.

use host::wit::{
    function::Function,
    packages::{OpName, Operations},
};
use wit_parser::Resolve;

/// How many types a function is made of at most.
const MOST: usize = 40;
/// How deep types lie in each other at most.
const DEEPEST: usize = 6;

/// The types that hold no others, by their letters.
const PLAIN: [(char, &str); 15] = [
    ('b', "bool"),
    ('c', "char"),
    ('s', "string"),
    ('0', "u8"),
    ('1', "u16"),
    ('2', "u32"),
    ('3', "u64"),
    ('4', "s8"),
    ('5', "s16"),
    ('6', "s32"),
    ('7', "s64"),
    ('f', "f32"),
    ('d', "f64"),
    ('y', "list<u8>"),
    ('n', "result"),
];

/// Takes an input apart: its first line names a function, the rest is for the function.
///
/// The line is an operation of the host, such as `objects/move-object`, or types: those of the parameters and last
/// that of the result, each a letter (see [`Writer::ty`]), after which come those that it holds. Text in braces is the
/// doc comment of the next parameter, field or case; in it `|` ends a line.
pub fn function(data: &[u8]) -> Option<(Function, &[u8])> {
    let end = data.iter().position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&data[..end]).ok()?;
    Some((built_in(line).or_else(|| made(line))?, &data[end + 1..]))
}

fn built_in(line: &str) -> Option<Function> {
    let (interface, function) = line.split_once('/')?;
    Some(Operations::built_in().all.get(&OpName::new(interface, function))?.function.clone())
}

/// A function of these types; none if the host refuses them.
fn made(line: &str) -> Option<Function> {
    let mut writer = Writer { line: line.chars(), declared: String::new(), declarations: 0, left: MOST };
    let mut types = Vec::new();
    while !writer.line.as_str().trim_start().is_empty() && types.len() < 5 {
        types.push((writer.doc(), writer.ty(0)));
    }
    let (result_doc, result) = types.pop()?;
    let mut doc = result_doc.unwrap_or_default();
    let mut params = Vec::new();
    for (i, (param_doc, ty)) in types.iter().enumerate() {
        doc.push_str(&param_doc.as_ref().map(|doc| format!("\n\n- `m-{i}`: {doc}")).unwrap_or_default());
        params.push(format!("m-{i}: {ty}"));
    }
    let declared = &writer.declared;
    let wit = format!(
        "package a:b;\ninterface i {{\n{declared}{}f: func({}) -> {result};\n}}\n",
        comment(&doc),
        params.join(", ")
    );
    let mut resolve = Resolve::default();
    resolve.push_str("a.wit", &wit).ok()?;
    let function = resolve.interfaces.iter().find_map(|(_, interface)| interface.functions.get("f"))?;
    Function::read(&resolve, function).ok()
}

fn comment(doc: &str) -> String {
    doc.lines().map(|line| format!("/// {line}\n")).collect()
}

/// Writes types as WIT.
struct Writer<'a> {
    line: std::str::Chars<'a>,
    /// The types that need a name.
    declared: String,
    declarations: usize,
    left: usize,
}

impl Writer<'_> {
    /// The doc comment that comes next, if one does.
    fn doc(&mut self) -> Option<String> {
        let (doc, rest) = self.line.as_str().trim_start().strip_prefix('{')?.split_once('}')?;
        self.line = rest.chars();
        Some(doc.replace('|', "\n"))
    }

    /// The type that comes next. What is no letter of one stands for a type all the same; at the end of the line,
    /// everything is a `bool`.
    fn ty(&mut self, depth: usize) -> String {
        let letter = self.line.by_ref().find(|c| *c != ' ').unwrap_or('b');
        self.left = self.left.saturating_sub(1);
        if self.left == 0 || depth > DEEPEST {
            return "u8".to_owned();
        }
        match letter {
            'l' => format!("list<{}>", self.ty(depth + 1)),
            'o' => format!("option<{}>", self.ty(depth + 1)),
            'a' => {
                let count = self.count();
                format!("list<{}, {count}>", self.ty(depth + 1))
            }
            'm' => format!("map<string, {}>", self.ty(depth + 1)),
            't' => {
                let types: Vec<_> = (0..self.count()).map(|_| self.ty(depth + 1)).collect();
                format!("tuple<{}>", types.join(", "))
            }
            'x' => format!("result<{}, {}>", self.ty(depth + 1), self.ty(depth + 1)),
            'r' => self.members("record", |writer| format!(": {}", writer.ty(depth + 1))),
            // Another name for a type, and one of the types that have a name, once more.
            'k' => {
                let doc = comment(&self.doc().unwrap_or_default());
                let ty = self.ty(depth + 1);
                self.declare(|name| format!("{doc}type {name} = {ty};\n"))
            }
            '=' if self.declarations > 0 => format!("d{}", self.count() % self.declarations),
            'e' => self.members("enum", |_| String::new()),
            'g' => self.members("flags", |_| String::new()),
            // Every other case carries something.
            'v' => {
                let mut full = false;
                self.members("variant", |writer| {
                    full = !full;
                    if full { format!("({})", writer.ty(depth + 1)) } else { String::new() }
                })
            }
            other => {
                let named = PLAIN.iter().find(|(letter, _)| *letter == other);
                named.unwrap_or(&PLAIN[other as usize % PLAIN.len()]).1.to_owned()
            }
        }
    }

    /// Declares a type of one to four members and gives its name.
    fn members(&mut self, keyword: &str, mut member: impl FnMut(&mut Self) -> String) -> String {
        let mut members = String::new();
        for i in 0..self.count() {
            let doc = comment(&self.doc().unwrap_or_default());
            members.push_str(&format!("{doc}m-{i}{},\n", member(self)));
        }
        self.declare(|name| format!("{keyword} {name} {{\n{members}}}\n"))
    }

    fn declare(&mut self, write: impl FnOnce(&str) -> String) -> String {
        let name = format!("d{}", self.declarations);
        self.declarations += 1;
        self.declared.push_str(&write(&name));
        name
    }

    /// A digit from 1 to 4; of anything else, something.
    fn count(&mut self) -> usize {
        self.line.next().map_or(1, |c| (c as usize + 3) % 4 + 1)
    }
}
