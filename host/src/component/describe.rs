//! What a component could do at most, in words for people. All of it is read
//! off the imports, so it holds whatever the component's author says.

use super::{Component, package_of};
use crate::wit::{
    facts::Effect,
    packages::{OPS, Operations, TOOL},
};

/// What a component can do, a sentence each.
pub fn describe(component: &Component, operations: &Operations) -> Vec<String> {
    let mut sentences = Vec::new();
    for effect in component.imports.effects(operations) {
        let ops: Vec<_> = component
            .imports
            .ops
            .keys()
            .filter(|op| operations.all.get(op).map_or(Effect::Delete, |known| known.effect) == effect)
            .map(ToString::to_string)
            .collect();
        sentences.push(format!("{} ({})", plain_english(effect), ops.join(", ")));
    }
    let mut packages: Vec<_> = component.imports.interfaces.keys().map(|name| package_of(name)).collect();
    packages.dedup();
    for package in packages {
        let sentence = match package {
            TOOL => "tell its progress and write to the host's log",
            "wasi:cli" => "print to the host's log (its environment and arguments are empty)",
            "wasi:clocks" => "read the clock and wait",
            "wasi:random" => "draw random numbers",
            "wasi:io" => continue,
            "wasi:filesystem" => "read and write files in folders that the policy grants",
            "wasi:http" => "send HTTP requests to servers that the policy grants",
            "wasi:sockets" => continue,
            other => {
                sentences.push(format!("nothing through {other}, which this host does not know"));
                continue;
            }
        };
        sentences.push(sentence.to_owned());
    }
    sentences
}

/// What a component imports and finds nothing behind, given which packages are
/// granted: as an interpreter does that could use them in some other place.
pub fn linked_to_nothing(component: &Component, granted: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let parts = [("wasi:filesystem", "files"), ("wasi:http", "servers"), ("wasi:sockets", "sockets")];
    let nothing = parts.into_iter().filter(|(package, _)| component.imports.package(package) && !granted(package));
    nothing.map(|(_, word)| word).collect()
}

/// What a component cannot do, because it does not import what it would need.
pub fn cannot(component: &Component, operations: &Operations) -> Vec<String> {
    let effects = component.imports.effects(operations);
    // Who may delete things may change them, too.
    let has = |e: &Effect| effects.contains(e) || *e == Effect::Edit && effects.contains(&Effect::Delete);
    let absent = [Effect::Edit, Effect::Delete, Effect::Render].into_iter().filter(|e| !has(e));
    let mut sentences: Vec<_> = absent.map(|e| absent_in_english(e).to_owned()).collect();
    if component.imports.ops.is_empty() {
        sentences.insert(0, format!("ask anything of Blender (imports nothing of {OPS})"));
    }
    if !component.imports.package("wasi:filesystem") {
        sentences.push("read or write files".to_owned());
    }
    if !component.imports.package("wasi:http") {
        sentences.push("reach the network".to_owned());
    }
    sentences
}

/// An effect in words, where it is one of those that a component cannot have.
fn absent_in_english(effect: Effect) -> &'static str {
    match effect {
        Effect::Delete => "delete objects or anything else in the scene",
        other => plain_english(other),
    }
}

/// An effect in words.
pub fn plain_english(effect: Effect) -> &'static str {
    match effect {
        Effect::Read => "read the scene",
        Effect::Render => "render pictures",
        Effect::Edit => "create and change things in the scene",
        Effect::Delete => "change and delete things in the scene",
    }
}
