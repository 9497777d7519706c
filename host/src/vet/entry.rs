//! The entry of the policy file for a component that somebody has vetted.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value, value};

use super::Profile;
use crate::{
    component::{Component, Digest},
    policy::{OpPattern, VERSION},
    wit::{
        facts::Effect,
        packages::{OpName, Operations},
    },
};

/// The policy's text with the digest of a component, and the operations that it
/// imports and did not import in the version `before`, if no line names them yet. Those
/// that delete are asked about. Plain names of what it no longer imports go; all else
/// stays as it is, comments too.
///
/// A new file gets entries for the components that the host carries, since with a
/// file they have nothing that it does not grant.
pub fn write(
    text: Option<&str>,
    component: &Component,
    before: Option<&Profile>,
    built_in: &[Component],
    operations: &Operations,
) -> Result<String> {
    let mut document: DocumentMut = text.unwrap_or_default().parse().context("the policy is no TOML")?;
    if text.is_none() {
        document["version"] = value(i64::from(VERSION));
        for known in built_in {
            let ops: BTreeSet<_> = known.imports.ops.keys().map(|op| op.interface().to_owned()).collect();
            let granted = ops.into_iter().filter(|interface| whole(interface, known, operations));
            let rest = known.imports.ops.keys().filter(|op| !whole(op.interface(), known, operations));
            let ops: Array = granted.chain(rest.map(ToString::to_string)).collect();
            entry(&mut document, &known.name)?["ops"] = value(ops);
        }
    }
    let entry = entry(&mut document, &component.name)?;
    set_digest(entry, &component.digest);
    let had_ops = entry.contains_key("ops");
    // Of an entry that somebody else vetted, it is not known what they left out.
    let known_before = |op: &OpName| before.map_or(had_ops, |before| before.ops.contains(&op.to_string()));
    let ops = entry.entry("ops").or_insert_with(|| value(Array::new()));
    let ops = ops.as_array_mut().context("`ops` of its entry is no list")?;
    for op in component.imports.ops.keys().filter(|op| !known_before(op)) {
        if !ops.iter().any(|known| speaks_of(known, op)) {
            ops.push(rule(op, operations));
        }
    }
    if let Some(before) = before {
        let gone = |op: &str| before.ops.contains(op) && !component.imports.ops.keys().any(|now| now.to_string() == op);
        ops.retain(|known| !known.as_str().is_some_and(gone));
    }
    if ops.len() > 1 {
        for op in ops.iter_mut() {
            op.decor_mut().set_prefix("\n    ");
        }
        ops.set_trailing("\n");
        ops.set_trailing_comma(true);
    }
    Ok(document.to_string())
}

/// Whether a component imports every function of an interface.
fn whole(interface: &str, component: &Component, operations: &Operations) -> bool {
    let mut all = operations.all.keys().filter(|op| op.interface() == interface);
    all.all(|op| component.imports.ops.contains_key(op))
}

fn entry<'a>(document: &'a mut DocumentMut, component: &str) -> Result<&'a mut Table> {
    let components = document.entry("components").or_insert_with(|| {
        let mut table = Table::new();
        table.set_implicit(true);
        Item::Table(table)
    });
    let components = components.as_table_mut().context("`components` is no table")?;
    let entry = components.entry(component).or_insert_with(|| Item::Table(Table::new()));
    entry.as_table_mut().with_context(|| format!("`components.{component}` is no table of its own"))
}

fn set_digest(entry: &mut Table, digest: &Digest) {
    match entry.get_mut("digest").and_then(Item::as_value_mut) {
        Some(known) => {
            let decor = known.decor().clone();
            *known = digest.to_string().into();
            *known.decor_mut() = decor;
        }
        None => entry["digest"] = value(digest.to_string()),
    }
}

/// Whether a line of an entry names this operation, with whatever arguments and
/// decision: then a person has decided on it.
fn speaks_of(known: &Value, op: &OpName) -> bool {
    let named = known.as_str().or_else(|| known.as_inline_table()?.get("op")?.as_str());
    named.and_then(|text| OpPattern::parse(text).ok()).is_some_and(|known| known.matches(op))
}

fn rule(op: &OpName, operations: &Operations) -> Value {
    let effect = operations.all.get(op).map_or(Effect::Delete, |known| known.effect);
    if effect < Effect::Delete {
        return op.to_string().into();
    }
    let mut rule = InlineTable::new();
    rule.insert("op", op.to_string().into());
    rule.insert("decision", "ask".into());
    rule.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component::{Imports, Origin};

    fn component(ops: &[(&str, &str)]) -> Component {
        let operations = Operations::built_in();
        let op = |(interface, function): &(&str, &str)| {
            let name = OpName::new(interface, function);
            let known = operations.all.get(&name).expect("it is an operation");
            (name, known.function.clone())
        };
        Component {
            name: "guest".to_owned(),
            digest: Digest::of(b"guest"),
            origin: Origin::File("guest.wasm".into()),
            bytes: Vec::new().into(),
            exports: Vec::new(),
            imports: Imports { ops: ops.iter().map(op).collect(), ..Imports::default() },
        }
    }

    fn written(text: Option<&str>, ops: &[(&str, &str)], before: Option<&[&str]>) -> String {
        let before = before.map(|ops| Profile {
            ops: ops.iter().map(ToString::to_string).collect(),
            imports: BTreeSet::new(),
            tools: Default::default(),
        });
        write(text, &component(ops), before.as_ref(), &[], Operations::built_in()).expect("it can be written")
    }

    const MOVE: (&str, &str) = ("objects", "move-object");
    const DELETE: (&str, &str) = ("removal", "delete-object");

    #[test]
    fn a_new_entry_grants_what_is_imported_and_asks_about_deleting() {
        let text = written(None, &[MOVE, DELETE], None);
        let digest = Digest::of(b"guest");
        assert_eq!(
            text,
            format!(
                "version = 1\n\n[components.guest]\ndigest = \"{digest}\"\nops = [\n    \"objects/move-object\",\n    \
                 {{ op = \"removal/delete-object\", decision = \"ask\" }},\n]\n"
            )
        );
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let text = "# mine\nversion = 1\n\n[components.guest] # theirs\ndigest = \"sha256:00\" # vetted in May\n\
                    ops = [{ op = \"objects/move-object\", decision = \"deny\" }]\nfolders = []\n";
        let now = written(Some(text), &[MOVE, DELETE], Some(&["objects/move-object"]));
        for part in
            ["# mine", "# theirs", "# vetted in May", "decision = \"deny\"", "folders = []", "removal/delete-object"]
        {
            assert!(now.contains(part), "{part}: {now}");
        }
        assert!(!now.contains("sha256:00"));
    }

    #[test]
    fn an_operation_that_was_imported_before_and_not_granted_stays_so() {
        let text = "version = 1\n[components.guest]\nops = []\n";
        let now = written(Some(text), &[MOVE], Some(&["objects/move-object"]));
        assert!(!now.contains("move-object"), "{now}");
    }

    #[test]
    fn an_entry_of_which_no_version_is_known_gets_its_digest_and_nothing_more() {
        let text = "version = 1\n[components.guest]\nops = [\"scene\"]\n";
        let now = written(Some(text), &[MOVE, DELETE], None);
        assert!(now.contains("digest") && !now.contains("move-object") && !now.contains("delete-object"), "{now}");
    }

    #[test]
    fn what_is_no_longer_imported_goes() {
        let text = "version = 1\n[components.guest]\nops = [\"objects/move-object\", \"scene\"]\n";
        let now = written(Some(text), &[DELETE], Some(&["objects/move-object"]));
        assert!(!now.contains("move-object") && now.contains("\"scene\"") && now.contains("delete-object"), "{now}");
    }

    #[test]
    fn what_a_line_decides_on_already_gets_no_second_one() {
        let text = "version = 1\n[components.guest]\nops = [{ op = \"removal\", arguments = { name = { const = \"A\" } } }, \
                    \"obj*\"]\n";
        let now = written(Some(text), &[MOVE, DELETE], Some(&[]));
        assert!(!now.contains("move-object") && !now.contains("delete-object"), "{now}");
    }
}
