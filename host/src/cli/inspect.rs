//! `host inspect`

use std::{path::PathBuf, process::ExitCode};

use anyhow::Result;
use clap::Args;
use serde_json::json;

use super::output;
use crate::{
    capability,
    component::{Component, cannot, describe, linked_to_nothing, source},
    policy::Grant,
    wit::packages::Operations,
};

/// Tells what a component could do at most, by its imports.
///
/// A component can do what it imports and nothing else; this holds whatever
/// its author says. The policy can grant less, never more.
#[derive(Args)]
pub(super) struct Inspect {
    /// The component, a .wasm file, or the name of a built-in one
    component: PathBuf,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Inspect {
    pub(super) fn run(self) -> Result<ExitCode> {
        let operations = Operations::built_in();
        let built_in =
            source::built_in(operations)?.into_iter().find(|c| self.component.as_os_str() == c.name.as_str());
        let component = match built_in {
            Some(component) => component,
            None => source::file(&self.component, operations)?,
        };
        if self.json {
            print_json(&component, operations)?
        } else {
            print(&component, operations)?
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(component: &Component, operations: &Operations) -> Result<()> {
    output::heading(&format!("{}  {}", component.name, component.digest))?;
    output::heading("\nexports")?;
    for export in &component.exports {
        output::line(&format!("  {}", export.function))?;
        let summary = export.function.facts.summary();
        if !summary.is_empty() {
            output::line(&format!("      {summary}"))?;
        }
    }
    output::heading("\nimports")?;
    for op in component.imports.ops.keys() {
        output::line(&format!("  blender:ops/{op}"))?;
    }
    for (interface, functions) in &component.imports.interfaces {
        output::line(&format!("  {interface}: {}", functions.join(", ")))?;
    }
    section("each of these can at most", &describe(component, operations))?;
    section("cannot", &cannot(component, operations))?;
    let nothing = ungranted(component);
    if !nothing.is_empty() {
        let sentence = output::linked_to_nothing(&nothing);
        section("without a grant", &[sentence])?;
    }
    Ok(())
}

/// What is linked to nothing as long as the policy grants nothing.
fn ungranted(component: &Component) -> Vec<&'static str> {
    linked_to_nothing(component, |package| capability::granted(package, &Grant::default()))
}

fn section(title: &str, sentences: &[String]) -> Result<()> {
    output::heading(&format!("\n{title}"))?;
    for sentence in sentences {
        output::line(&format!("  {sentence}"))?;
    }
    Ok(())
}

fn print_json(component: &Component, operations: &Operations) -> Result<()> {
    let ops: Vec<_> = component.imports.ops.keys().map(ToString::to_string).collect();
    let exports: Vec<_> = component.exports.iter().map(|export| export.function.to_string()).collect();
    output::json(&json!({
        "name": component.name,
        "digest": component.digest.to_string(),
        "bytes": component.bytes.len(),
        "exports": exports,
        "ops": ops,
        "imports": component.imports.interfaces,
        "can": describe(component, operations),
        "cannot": cannot(component, operations),
        "linkedToNothing": ungranted(component),
    }))
}
