//! `host serve`

use std::{process::ExitCode, sync::Arc};

use anyhow::{Context, Result};
use clap::Args;
use rmcp::ServiceExt;

use super::{Recording, Tools, block_on, connect::Connect};
use crate::{
    catalog::Catalog,
    component::compiled::Cache,
    mcp::{Server, stdio, watch},
};

/// Serves the tools over MCP on stdin and stdout; editors start this.
///
/// Blender need not run yet: tools are listed without it, and a call says how
/// to start it. Ends when stdin closes.
#[derive(Args)]
pub(super) struct Serve {
    #[command(flatten)]
    tools: Tools,
    #[command(flatten)]
    recording: Recording,
    #[command(flatten)]
    connect: Connect,
}

impl Serve {
    pub(super) fn run(self) -> Result<ExitCode> {
        let sources = self.tools.sources()?;
        let cache = Cache::of_user();
        let catalog = Arc::new(Catalog::load(&sources, cache.clone())?);
        for (component, fault) in &catalog.faults {
            tracing::warn!("`{component}`: {fault}");
        }
        let link = self.connect.link(sources.operations);
        let audit = self.recording.audit()?;
        if let Err(stop) = audit.check() {
            tracing::error!("every call will be refused: {stop}");
        }
        block_on(async {
            let server = Server::new(catalog.clone(), link, audit);
            let _watched = watch(server.clone(), sources, cache)
                .inspect_err(|e| tracing::warn!("changed components are not noticed: {e:#}"))
                .ok();
            let running = match server.serve(stdio()).await {
                Ok(running) => running,
                // A client that leaves before it has said anything is no fault.
                Err(rmcp::service::ServerInitializeError::ConnectionClosed(_)) => return Ok(ExitCode::SUCCESS),
                Err(e) => return Err(e).context("the client does not speak MCP"),
            };
            tokio::spawn(async move { catalog.warm_up().await });
            running.waiting().await?;
            Ok(ExitCode::SUCCESS)
        })
    }
}
