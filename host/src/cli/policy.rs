//! `host policy`

use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::{Args, Subcommand};
use serde_json::{Value, json};

use super::{FAULT, Tools, call::arguments, output};
use crate::{
    catalog::{Catalog, Entry},
    component::compiled::Cache,
    policy::{self, Decision, Ruling},
    schema::{self, BytesAs, Checker},
    wit::packages::{OpName, Operation},
};

/// Shows and explains what the policy says.
#[derive(Args)]
pub(super) struct Policy {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Says what happens with an operation of a tool, and which line decides
    Explain(Explain),
    /// Prints the JSON Schema of policy files, for completion in editors
    Schema,
}

/// Says what happens with an operation of a tool, and which line decides.
///
/// Exits with 0 if it is allowed or a person is asked, with 1 if it is denied.
#[derive(Args)]
struct Explain {
    /// The tool's name, or that of its component
    tool: String,
    /// The operation, such as removal/delete-object
    op: String,
    /// Its arguments, a JSON object; `-` reads them from stdin
    args: Option<String>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    tools: Tools,
}

impl Policy {
    pub(super) fn run(self) -> Result<ExitCode> {
        match self.command {
            Command::Explain(explain) => explain.run(),
            Command::Schema => {
                output::json(&policy::schema())?;
                Ok(ExitCode::SUCCESS)
            }
        }
    }
}

impl Explain {
    fn run(self) -> Result<ExitCode> {
        let catalog = Catalog::load(&self.tools.sources()?, Cache::of_user())?;
        let entry = self.entry(&catalog)?;
        let (op, operation) = self.operation(&catalog)?;
        let args = self.args.as_deref().map(arguments).transpose()?;
        let component = &entry.component;
        if let Some(args) = &args {
            let schema = schema::object(&operation.function.params, BytesAs::Attachment);
            Checker::new(&schema.into())?
                .check(&Value::Object(args.clone()))
                .with_context(|| format!("these are no arguments of {op}"))?;
        }
        if !component.imports.ops.contains_key(op) {
            let why = format!("component `{}` does not import it, so that no policy could grant it", component.name);
            return self.tell(Decision::Deny, None, &why, &[]);
        }
        let grant = match catalog.policy.of(component) {
            Ok(grant) => grant,
            Err(denial) => return self.tell(Decision::Deny, None, &denial.to_string(), &[]),
        };
        let rules = grant.ops.of(op);
        let considered: Vec<_> = rules
            .all()
            .map(|rule| {
                let on = rule.arguments.as_ref().map(|constraint| format!(" where {constraint:?}")).unwrap_or_default();
                format!("{}: {} `{}`{on}", rule.place, word(rule.decision), rule.pattern)
            })
            .collect();
        let depends = rules.all().any(|rule| rule.arguments.is_some());
        let ruling = rules.decide(op, &Value::Object(args.clone().unwrap_or_default()));
        let why = match (&args, &ruling) {
            (None, _) if depends => "it depends on the arguments; give some to know".to_owned(),
            (_, Ruling { place: Some(place), .. }) => format!("{place} decides"),
            (_, Ruling { because, .. }) if because.is_empty() => {
                catalog.policy.denied_op(&component.name, op, &ruling).to_string()
            }
            (_, Ruling { because, .. }) => because.join("; "),
        };
        let place = ruling.place.as_ref().map(ToString::to_string);
        self.tell(ruling.decision, place, &why, &considered)
    }

    /// The component of a tool; a tool that the policy does not serve is looked for
    /// among the components' exports.
    fn entry<'a>(&self, catalog: &'a Catalog) -> Result<&'a Entry> {
        if let Some(tool) = catalog.tools.get(self.tool.as_str()) {
            return Ok(&tool.entry);
        }
        let function = self.tool.replace('_', "-");
        let fits = |entry: &&std::sync::Arc<Entry>| {
            let component = &entry.component;
            component.name == self.tool || component.exports.iter().any(|export| export.function.name == function)
        };
        let Some(entry) = catalog.components.iter().find(fits) else {
            let names: Vec<_> = catalog.tools.keys().map(|name| name.as_str()).collect();
            bail!("there is no tool or component `{}`; there are the tools {}", self.tool, names.join(", "));
        };
        Ok(entry)
    }

    fn operation<'a>(&self, catalog: &'a Catalog) -> Result<(&'a OpName, &'a Operation)> {
        let known = catalog.operations.all.iter().find(|(op, _)| op.to_string() == self.op || op.wire() == self.op);
        known.with_context(|| {
            let near = self.op.split(['/', '.']).next().unwrap_or_default();
            let names: Vec<_> = catalog
                .operations
                .all
                .keys()
                .filter(|op| op.interface() == near)
                .map(ToString::to_string)
                .collect();
            let there = if names.is_empty() { String::new() } else { format!("; there are {}", names.join(", ")) };
            format!("there is no operation `{}`{there}", self.op)
        })
    }

    fn tell(&self, decision: Decision, place: Option<String>, why: &str, considered: &[String]) -> Result<ExitCode> {
        if self.json {
            let told = json!({
                "decision": decision, "line": place, "why": why, "considered": considered, "op": self.op, "tool": self.tool,
            });
            output::json(&told)?;
        } else {
            output::line(&format!("{}: {why}", word(decision)))?;
            if considered.len() > 1 {
                output::line("the lines that speak of it, in their order:")?;
                for line in considered {
                    output::line(&format!("  {line}"))?;
                }
            }
        }
        Ok(if decision == Decision::Deny { ExitCode::from(FAULT) } else { ExitCode::SUCCESS })
    }
}

fn word(decision: Decision) -> &'static str {
    match decision {
        Decision::Allow => "allowed",
        Decision::Ask => "a person is asked",
        Decision::Deny => "denied",
    }
}
