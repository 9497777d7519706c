//! `host prepare`

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::Result;
use clap::Args;
use indicatif::ProgressBar;

use super::{FAULT, Tools, block_on, output};
use crate::{catalog::Catalog, component::compiled::Cache};

/// Compiles every component, so that no call has to wait for it.
///
/// `serve` does the same in the background when it starts. What is compiled is
/// kept for all later runs.
#[derive(Args)]
pub(super) struct Prepare {
    #[command(flatten)]
    tools: Tools,
}

impl Prepare {
    pub(super) fn run(self) -> Result<ExitCode> {
        let catalog = Catalog::load(&self.tools.sources()?, Cache::of_user())?;
        let mut faults = catalog.faults.clone();
        block_on(async {
            for entry in catalog.served() {
                let name = &entry.component.name;
                let started = Instant::now();
                match compile(&catalog, entry).await {
                    Ok(()) => {
                        output::line(&format!("{name:<12} ready after {:.2} s", started.elapsed().as_secs_f64()))?
                    }
                    Err(e) => faults.push((name.clone(), format!("{e:#}"))),
                }
            }
            Ok(())
        })?;
        for (component, fault) in &faults {
            output::complain(&format!("`{component}`: {fault}"));
        }
        Ok(if faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
    }
}

/// Compiles a component unless it is kept from before; on a terminal it shows
/// that something is going on.
async fn compile(catalog: &Catalog, entry: &std::sync::Arc<crate::catalog::Entry>) -> Result<()> {
    let spinner = ProgressBar::new_spinner().with_message(format!("compiling `{}`", entry.component.name));
    spinner.enable_steady_tick(Duration::from_millis(100));
    let prepared = catalog.prepared(entry).await;
    spinner.finish_and_clear();
    prepared.map(|_| ())
}

/// Does it for a command that is to show how fast the rest is.
pub(super) fn quietly(tools: &Tools) -> Result<()> {
    let catalog = Catalog::load(&tools.sources()?, Cache::of_user())?;
    block_on(async {
        for entry in catalog.served() {
            compile(&catalog, entry).await?;
        }
        Ok(())
    })
}
