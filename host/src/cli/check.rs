//! `host check`

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use serde_json::{Value, json};

use super::{FAULT, Tools, output};
use crate::{
    capability::{self, denied, ops},
    catalog::Catalog,
    component::{Component, Origin, compiled::Cache, package_of},
    policy::{Decision, Grant, Place},
    wit::{
        function::Function,
        packages::{self, OpName, TOOL},
        shape::snake,
    },
};

/// Checks every component against the policy.
///
/// Names what a component imports and is not granted, components that are not
/// the file that was vetted, and grants of operations that do not exist. Exits
/// with 1 if anything would be refused.
#[derive(Args)]
pub(super) struct Check {
    #[command(flatten)]
    tools: Tools,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Check {
    pub(super) fn run(self) -> Result<ExitCode> {
        let catalog = Catalog::load(&self.tools.sources()?, Cache::of_user())?;
        let mut faults: Vec<(String, String)> = catalog.faults.clone();
        for entry in &catalog.components {
            if let Ok(grant) = catalog.policy.of(&entry.component) {
                let found = faults_of(&entry.component, grant, &catalog);
                faults.extend(found.into_iter().map(|fault| (entry.component.name.clone(), fault)));
            }
        }
        for name in catalog.policy.grants.keys() {
            let there = catalog.components.iter().any(|e| e.component.name == *name);
            if !there && !faults.iter().any(|(component, _)| component == name) {
                faults.push((name.clone(), "the policy speaks of it, but there is no such component".to_owned()));
            }
        }
        if self.json {
            let faults: Vec<_> = faults.iter().map(|(c, fault)| json!({ "component": c, "fault": fault })).collect();
            let names = catalog.components.iter().map(|e| &e.component.name);
            let checked: Vec<_> = names.filter(|name| !catalog.left_out.contains(name)).collect();
            output::json(&json!({ "checked": checked, "faults": faults, "leftOut": catalog.left_out }))?;
        } else {
            for (component, fault) in &faults {
                output::line(&format!("{component}: {fault}"))?;
            }
            output::left_out(&catalog)?;
            let components = catalog.components.len() - catalog.left_out.len();
            output::line(&format!("{components} components checked, {} faults", faults.len()))?;
        }
        Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
    }
}

fn faults_of(component: &Component, grant: &Grant, catalog: &Catalog) -> Vec<String> {
    let mut faults = Vec::new();
    let policy = &catalog.policy;
    for (op, imported) in &component.imports.ops {
        faults.extend(ops::mismatch(op, imported, catalog.operations));
        if !grant.ops.may_allow(op) {
            let ruling = grant.ops.decide(op, &Value::Null);
            faults.push(policy.denied_op(&component.name, op, &ruling).to_string());
        }
    }
    // Those that the host carries are known to work without.
    let wasi = component.imports.interfaces.keys().filter(|_| component.origin != Origin::BuiltIn);
    for interface in wasi {
        if !capability::granted(package_of(interface), grant) {
            faults.push(denied::of_import(policy, &component.name, interface).to_string());
        }
    }
    for (interface, functions) in component.imports.interfaces.iter().filter(|(name, _)| package_of(name) == TOOL) {
        for function in functions.iter().filter(|function| !packages::tool_has(interface, function)) {
            faults.push(format!("it imports `{interface}: {function}`, which this host does not offer"));
        }
    }
    faults.extend(needless_grants(component, grant));
    faults.extend(rule_faults(component, grant, catalog));
    faults
}

/// What is granted and cannot be used.
fn needless_grants(component: &Component, grant: &Grant) -> Vec<String> {
    let mut faults = Vec::new();
    let needless = |key: &str, place: &Place, package: &str| {
        format!("{place}: {key} are granted, but it does not import `{package}`")
    };
    if let Some(folder) = grant.folders.first().filter(|_| !component.imports.package("wasi:filesystem")) {
        faults.push(needless("folders", &folder.place, "wasi:filesystem"));
    }
    if let Some(host) = grant.hosts.all().next().filter(|_| !component.imports.package("wasi:http")) {
        faults.push(needless("hosts", &host.place, "wasi:http"));
    }
    for secret in &grant.secrets {
        if !grant
            .hosts
            .all()
            .any(|host| host.origin.matches(&secret.origin.scheme, &secret.origin.name, secret.origin.port))
        {
            faults.push(format!(
                "{}: the secret `{}` goes to {}, which is not among its hosts",
                secret.place, secret.name, secret.origin
            ));
        }
    }
    for rule in grant.ops.all().filter(|rule| rule.decision != Decision::Deny) {
        if !component.imports.ops.keys().any(|op| rule.pattern.matches(op)) {
            faults.push(format!("{}: `{}` is granted, but it imports no such operation", rule.place, rule.pattern));
        }
    }
    faults
}

/// What is wrong with rules: they speak of nothing that there is, or never decide.
fn rule_faults(component: &Component, grant: &Grant, catalog: &Catalog) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in grant.ops.all() {
        let known: Vec<_> = catalog.operations.all.iter().filter(|(op, _)| rule.pattern.matches(op)).collect();
        if known.is_empty() {
            faults.push(format!("{}: `{}` stands for no operation of this host", rule.place, rule.pattern));
            continue;
        }
        for param in rule.arguments.iter().flat_map(|constraint| constraint.params()) {
            let has = |function: &Function| function.params.iter().any(|p| snake(&p.name) == param);
            if let Some((op, operation)) = known.iter().find(|(_, operation)| !has(&operation.function)) {
                let names: Vec<_> = operation.function.params.iter().map(|p| snake(&p.name)).collect();
                faults.push(format!(
                    "{}: the operation `{op}` has no parameter `{param}`, so the rule never speaks of it; it has {}",
                    rule.place,
                    names.join(", ")
                ));
            }
        }
        let reached = |op: &OpName| grant.ops.of(op).all().any(|reached| reached.is(rule));
        let of_component = |op: &OpName| component.imports.ops.contains_key(op) && rule.pattern.matches(op);
        if component.imports.ops.keys().any(of_component)
            && !component.imports.ops.keys().any(|op| of_component(op) && reached(op))
        {
            faults.push(format!("{}: `{}` never decides: lines before it do", rule.place, rule.pattern));
        }
    }
    faults
}
