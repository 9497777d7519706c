//! What a person looks at when vetting: imports and tools. It is kept with the
//! digest, so that the next version can be compared.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    catalog::tools_of,
    component::{Component, Digest},
    wit::packages::Operations,
};

/// What a component imports and which tools it makes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    /// Operations of Blender, as policies name them.
    pub ops: BTreeSet<String>,
    /// Every other function that it imports.
    pub imports: BTreeSet<String>,
    /// Its tools, by name.
    pub tools: BTreeMap<String, ToolProfile>,
}

/// What an assistant sees of a tool.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToolProfile {
    /// Its description.
    pub description: String,
    /// The schema of its arguments.
    pub input: Map<String, Value>,
    /// The schema of its result.
    pub output: Option<Map<String, Value>>,
}

impl ToolProfile {
    /// Every text about arguments and result that the assistant reads, and of what.
    pub fn texts(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        texts(&Value::Object(self.input.clone()), "arguments", &mut found);
        if let Some(output) = &self.output {
            texts(&Value::Object(output.clone()), "result", &mut found);
        }
        found
    }
}

fn texts(schema: &Value, of: &str, found: &mut Vec<(String, String)>) {
    match schema {
        Value::Object(parts) => {
            for (key, part) in parts {
                match part {
                    Value::String(text) if ["description", "title"].contains(&key.as_str()) => {
                        found.push((of.to_owned(), text.clone()));
                    }
                    part if key == "properties" => {
                        for (name, property) in part.as_object().into_iter().flatten() {
                            texts(property, &format!("{of}.{name}"), found);
                        }
                    }
                    part => texts(part, of, found),
                }
            }
        }
        Value::Array(parts) => parts.iter().for_each(|part| texts(part, of, found)),
        _ => {}
    }
}

impl Profile {
    /// Of a component, and what keeps some of its functions from being tools.
    pub fn of(component: &Component, operations: &Operations) -> (Profile, Vec<String>) {
        let mut tools = BTreeMap::new();
        let mut faults = Vec::new();
        for tool in tools_of(component.clone(), operations) {
            match tool {
                Ok(tool) => {
                    let output = tool.output.as_deref().cloned();
                    let profile = ToolProfile { description: tool.description, input: (*tool.input).clone(), output };
                    tools.insert(tool.name.to_string(), profile);
                }
                Err(e) => faults.push(format!("{e:#}")),
            }
        }
        let imports = component.imports.interfaces.iter();
        let imports = imports.flat_map(|(interface, functions)| {
            functions.iter().map(move |function| format!("{interface}: {function}"))
        });
        let ops = component.imports.ops.keys().map(ToString::to_string);
        (Profile { ops: ops.collect(), imports: imports.collect(), tools }, faults)
    }

    /// That of a version which was vetted before on this computer.
    pub fn load(digest: &Digest, folder: &Path) -> Option<Profile> {
        serde_json::from_slice(&fs::read(file(digest, folder)).ok()?).ok()
    }

    /// Keeps it for the next version.
    pub fn keep(&self, digest: &Digest, folder: &Path) -> Result<()> {
        fs::create_dir_all(folder)
            .and_then(|()| fs::write(file(digest, folder), serde_json::to_vec(self)?))
            .with_context(|| format!("cannot keep what was vetted in {}", folder.display()))
    }
}

fn file(digest: &Digest, folder: &Path) -> std::path::PathBuf {
    folder.join(format!("{}.json", digest.hex()))
}
