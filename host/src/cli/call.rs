//! `host call`

use std::{
    io::{IsTerminal, Read, stderr, stdin},
    path::PathBuf,
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use clap::Args;
use serde_json::{Map, Value, json};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::{FAULT, Tools, ask, block_on, connect::Connect, output};
use crate::{
    catalog::{Catalog, Outcome, Tool},
    component::compiled::Cache,
    sandbox::{self, Planned, Report},
    text::harmless,
};

/// Calls one tool, as an editor would.
///
/// The answer goes to stdout, progress to stderr. Exits with 1 if the tool
/// fails.
#[derive(Args)]
pub(super) struct Call {
    /// The tool's name; `host list-tools` has them
    tool: String,
    /// The arguments, a JSON object; `-` reads them from stdin
    #[arg(long, value_name = "JSON", default_value = "{}")]
    args: String,
    /// Where the first picture of the answer is written
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// List the operations that would be sent to Blender, checked by the policy, and
    /// send none; stand-ins answer them
    #[arg(long)]
    dry_run: bool,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    tools: Tools,
    #[command(flatten)]
    connect: Connect,
}

impl Call {
    pub(super) fn run(self) -> Result<ExitCode> {
        let args = arguments(&self.args)?;
        let sources = self.tools.sources()?;
        let catalog = Catalog::load(&sources, Cache::of_user())?;
        let Some(tool) = catalog.tools.get(self.tool.as_str()) else {
            for (component, fault) in &catalog.faults {
                output::complain(&format!("`{component}` is not served, or not whole: {fault}"));
            }
            let names: Vec<_> = catalog.tools.keys().map(|name| name.as_str()).collect();
            bail!("there is no tool `{}`; there are {}", self.tool, names.join(", "));
        };
        let call = sandbox::Call { dry_run: self.dry_run, ..sandbox::Call::new(self.connect.link(sources.operations)) };
        self.print(run(tool, &catalog, &args, call)?)
    }

    fn print_plan(&self, planned: &[Planned], outcome: Outcome) -> Result<ExitCode> {
        let failed = match &outcome {
            Outcome::Failed(failure) => Some(failure.text.as_str()),
            _ => None,
        };
        if self.json {
            let planned: Vec<_> = planned.iter().map(Planned::json).collect();
            output::json(&json!({ "dryRun": planned, "error": failed }))?;
        } else {
            output::line("Dry run: nothing is sent to Blender. This would be:")?;
            for each in planned {
                output::line(&each.to_string())?;
            }
            if let Some(failed) = failed {
                output::complain(&format!("The tool could not go on with stand-ins for Blender's answers: {failed}"));
            }
        }
        Ok(if failed.is_none() { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
    }

    fn print(&self, outcome: Outcome) -> Result<ExitCode> {
        match outcome {
            Outcome::Data(value) => output::json(&value)?,
            Outcome::Done if self.json => output::json(&Value::Null)?,
            Outcome::Done => output::line("Done.")?,
            Outcome::Pictures(pictures, data) => {
                let mut written = Vec::new();
                for picture in pictures {
                    let bytes = BASE64_STANDARD.decode(&picture.base64).context("the picture is not Base64")?;
                    let file = self.output.as_ref().filter(|_| written.is_empty());
                    if let Some(file) = file {
                        std::fs::write(file, &bytes).with_context(|| format!("cannot write {}", file.display()))?;
                    }
                    written.push(json!({ "mimeType": picture.mime_type, "bytes": bytes.len(), "file": file }));
                }
                output::json(&json!({ "pictures": written, "data": data }))?;
            }
            Outcome::Planned(planned, outcome) => return self.print_plan(&planned, *outcome),
            Outcome::Failed(failure) if self.json => {
                output::json(&json!({ "error": failure.text }))?;
                return Ok(ExitCode::from(FAULT));
            }
            Outcome::Failed(failure) => {
                output::complain(&failure.text);
                return Ok(ExitCode::from(FAULT));
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Calls a tool, shows its progress, and cancels it on Ctrl-C.
pub(super) fn run(
    tool: &Tool,
    catalog: &Catalog,
    args: &Map<String, Value>,
    call: sandbox::Call,
) -> Result<Outcome> {
    block_on(in_sight(tool, catalog, args, call))
}

/// The same for who has a runtime already.
pub(super) async fn in_sight(
    tool: &Tool,
    catalog: &Catalog,
    args: &Map<String, Value>,
    call: sandbox::Call,
) -> Result<Outcome> {
    let cancel = CancellationToken::new();
    let (progress, reports) = mpsc::channel(16);
    let call = sandbox::Call { progress: Some(progress), cancel: cancel.clone(), asker: ask::asker(), ..call };
    tokio::spawn(show(reports));
    tokio::spawn(async move {
        if tokio::signal::ctrl_c().await.is_ok() {
            cancel.cancel();
        }
    });
    Ok(tool.call(catalog, args, call).await?)
}

pub(super) fn arguments(given: &str) -> Result<Map<String, Value>> {
    let mut text = given.to_owned();
    if given == "-" {
        text.clear();
        stdin().read_to_string(&mut text)?;
    }
    match serde_json::from_str(&text).context("--args is not JSON")? {
        Value::Object(args) => Ok(args),
        other => bail!("--args is {other}, expected a JSON object such as {{\"name\": \"Cube\"}}"),
    }
}

async fn show(mut reports: mpsc::Receiver<Report>) {
    while let Some(report) = reports.recv().await {
        if stderr().is_terminal() {
            let total = report.total.map(|total| format!("/{total}")).unwrap_or_default();
            eprintln!("{}{total} {}", report.done, harmless(&report.message));
        }
    }
}
