//! `host list-tools`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::{FAULT, Tools, output};
use crate::{
    capability,
    catalog::{Catalog, Tool},
    component::{Component, compiled::Cache, describe, linked_to_nothing, package_of},
    policy::{Folder, Grant},
};

/// Lists the tools and what each may do; needs no Blender.
///
/// A tool may do what its component imports and the policy grants. Exits with
/// 1 if a component is at fault.
#[derive(Args)]
pub(super) struct ListTools {
    #[command(flatten)]
    tools: Tools,
    /// Print JSON, with the schemas
    #[arg(long)]
    json: bool,
}

impl ListTools {
    pub(super) fn run(self) -> Result<ExitCode> {
        let catalog = Catalog::load(&self.tools.sources()?, Cache::of_user())?;
        if self.json {
            let tools: Vec<_> = catalog.tools.values().map(|tool| as_json(tool, &catalog)).collect();
            let faults: Vec<_> =
                catalog.faults.iter().map(|(name, fault)| json!({ "component": name, "fault": fault })).collect();
            output::json(&json!({ "tools": tools, "faults": faults, "leftOut": catalog.left_out }))?;
        } else {
            print(&catalog)?;
            output::left_out(&catalog)?;
        }
        for (component, fault) in catalog.faults.iter().filter(|_| !self.json) {
            output::complain(&format!("`{component}` is not served, or not whole: {fault}"));
        }
        Ok(if catalog.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
    }
}

fn print(catalog: &Catalog) -> Result<()> {
    for entry in &catalog.components {
        let component = &entry.component;
        let tools: Vec<_> = catalog.tools.values().filter(|t| t.entry.component.name == component.name).collect();
        let (Some(first), Ok(grant)) = (tools.first(), catalog.policy.of(component)) else {
            continue;
        };
        let width = tools.iter().map(|t| t.name.as_str().len()).max().unwrap_or(first.name.as_str().len());
        output::heading(&component.name)?;
        for tool in tools {
            output::line(&format!("  {:width$}  {}", tool.name.to_string(), tool.summary()))?;
        }
        let may: Vec<_> = granted(component, grant, catalog);
        output::line(&format!("  may: {}", may.join("; ")))?;
        let nothing = ungranted(component, grant);
        if !nothing.is_empty() {
            output::line(&format!("  {}", output::linked_to_nothing(&nothing)))?;
        }
        output::line("")?;
    }
    Ok(())
}

/// What a component may do: its imports, less what is not granted.
fn granted(component: &Component, grant: &Grant, catalog: &Catalog) -> Vec<String> {
    let mut granted = component.clone();
    granted.imports.ops.retain(|op, _| grant.ops.may_allow(op));
    granted.imports.interfaces.retain(|name, _| capability::granted(package_of(name), grant));
    let mut may = describe(&granted, catalog.operations);
    may.extend(grant.folders.iter().map(|f| format!("{} {} as {}", access(f), f.path.display(), f.mount)));
    may.extend(grant.hosts.all().map(|rule| format!("send {rule}")));
    may.extend(grant.secrets.iter().map(|s| format!("have the secret `{}` sent to {}, unseen", s.name, s.origin)));
    may
}

fn ungranted(component: &Component, grant: &Grant) -> Vec<&'static str> {
    linked_to_nothing(component, |package| capability::granted(package, grant))
}

fn access(folder: &Folder) -> &'static str {
    if folder.write { "read and write" } else { "read" }
}

fn as_json(tool: &Tool, catalog: &Catalog) -> Value {
    let component = &tool.entry.component;
    let grant = catalog.policy.of(component).cloned().unwrap_or_default();
    let ops: Vec<_> =
        component.imports.ops.keys().filter(|op| grant.ops.may_allow(op)).map(ToString::to_string).collect();
    let denied: Vec<_> =
        component.imports.ops.keys().filter(|op| !grant.ops.may_allow(op)).map(ToString::to_string).collect();
    json!({
        "name": tool.name.as_str(),
        "title": tool.name.title(),
        "description": tool.description,
        "inputSchema": *tool.input,
        "outputSchema": tool.output.as_deref(),
        "annotations": {
            "readOnlyHint": tool.hints.read_only,
            "destructiveHint": tool.hints.destructive,
            "idempotentHint": tool.hints.idempotent,
            "openWorldHint": tool.hints.open_world,
        },
        "component": { "name": component.name, "digest": component.digest.to_string() },
        "capabilities": {
            "ops": ops,
            "deniedOps": denied,
            "folders": grant.folders.iter()
                .map(|f| json!({ "path": f.path, "mount": f.mount, "write": f.write })).collect::<Vec<_>>(),
            "hosts": grant.hosts.all()
                .map(|rule| json!({
                    "origin": rule.origin.to_string(),
                    "methods": rule.methods,
                    "paths": rule.paths,
                    "private": rule.private,
                }))
                .collect::<Vec<_>>(),
            "secrets": grant.secrets.iter()
                .map(|s| json!({ "name": s.name, "origin": s.origin.to_string(), "header": s.header })).collect::<Vec<_>>(),
            "linkedToNothing": ungranted(component, &grant),
        },
    })
}
