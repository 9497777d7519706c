//! What differs between two versions of a component.

use std::collections::BTreeSet;

use serde_json::json;
use similar::TextDiff;

use super::profile::{Profile, ToolProfile};

/// A difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Something that was not there.
    Added(String),
    /// Something that is gone.
    Removed(String),
    /// A tool that says or takes something else, with the lines that differ.
    Tool(String, String),
}

/// What differs between the version that was vetted and this one.
pub fn changes(before: &Profile, now: &Profile) -> Vec<Change> {
    let mut found = Vec::new();
    sets("imports the operation", &before.ops, &now.ops, &mut found);
    sets("imports", &before.imports, &now.imports, &mut found);
    let names = |profile: &Profile| profile.tools.keys().cloned().collect::<BTreeSet<_>>();
    sets("the tool", &names(before), &names(now), &mut found);
    for (name, tool) in &now.tools {
        if let Some(old) = before.tools.get(name).filter(|old| *old != tool) {
            found.push(Change::Tool(name.clone(), difference(&lines(old), &lines(tool))));
        }
    }
    found
}

fn sets(what: &str, before: &BTreeSet<String>, now: &BTreeSet<String>, found: &mut Vec<Change>) {
    found.extend(now.difference(before).map(|name| Change::Added(format!("{what} {name}"))));
    found.extend(before.difference(now).map(|name| Change::Removed(format!("{what} {name}"))));
}

fn lines(tool: &ToolProfile) -> String {
    let schemas = json!({ "arguments": tool.input, "result": tool.output });
    format!("{}\n{schemas:#}\n", tool.description)
}

/// The lines in which two texts differ, and some around them.
pub fn difference(old: &str, new: &str) -> String {
    TextDiff::from_lines(old, new).unified_diff().context_radius(2).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn profile(ops: &[&str], tools: &[(&str, &str)]) -> Profile {
        let tool = |(name, description): &(&str, &str)| {
            let tool = ToolProfile { description: (*description).to_owned(), input: Default::default(), output: None };
            ((*name).to_owned(), tool)
        };
        Profile {
            ops: ops.iter().map(ToString::to_string).collect(),
            imports: BTreeSet::new(),
            tools: tools.iter().map(tool).collect(),
        }
    }

    #[test]
    fn the_same_has_no_changes() {
        let one = profile(&["scene/ping"], &[("look", "Looks.")]);
        assert_eq!(changes(&one, &one.clone()), []);
    }

    #[test]
    fn imports_tools_and_descriptions_are_compared() {
        let before = profile(&["scene/ping"], &[("look", "Looks."), ("old", "Goes.")]);
        let now = profile(&["removal/delete-object"], &[("look", "Looks and deletes."), ("new", "Comes.")]);
        let found = changes(&before, &now);
        assert_eq!(found.len(), 5, "{found:?}");
        assert_eq!(found[0], Change::Added("imports the operation removal/delete-object".to_owned()));
        assert_eq!(found[1], Change::Removed("imports the operation scene/ping".to_owned()));
        assert_eq!(found[2], Change::Added("the tool new".to_owned()));
        assert_eq!(found[3], Change::Removed("the tool old".to_owned()));
        assert!(
            matches!(&found[4], Change::Tool(name, text) if name == "look" && text.contains("+Looks and deletes."))
        );
    }
}
