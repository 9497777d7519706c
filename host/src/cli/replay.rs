//! `host replay`

use std::{path::PathBuf, process::ExitCode, sync::Arc};

use anyhow::{Result, ensure};
use clap::Args;
use serde_json::json;

use super::{FAULT, Tools, audit, block_on, output};
use crate::{
    audit::{Lines, Playback},
    blender::{Config, Link},
    catalog::Catalog,
    component::compiled::Cache,
    folders,
};

/// Runs a recorded call again, against what Blender answered then.
///
/// The same component has to ask for the same operations in the same order and
/// come to the same result; if not, this tells where they part and exits with 1.
/// Nothing reaches Blender, no file is written and no request sent. The call has
/// to be recorded with its answers: `answers = true` under [audit] in the policy.
#[derive(Args)]
pub(super) struct Replay {
    /// The call's id or the beginning of it; `host audit` shows it
    #[arg(value_name = "ID")]
    call: String,
    /// Another file in place of this user's record
    #[arg(long, value_name = "FILE")]
    file: Option<PathBuf>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    tools: Tools,
}

impl Replay {
    pub(super) fn run(self) -> Result<ExitCode> {
        let files = audit::files(self.file.as_deref(), &folders::audit().unwrap_or_default())?;
        let playback = Arc::new(Playback::find(Lines::of(files), &self.call)?);
        let catalog = Catalog::load(&self.tools.sources()?, Cache::of_user())?;
        let component = &playback.component;
        let found = catalog.components.iter().find(|entry| entry.component.name == *component);
        let digest = found.map(|entry| entry.component.digest.to_string());
        ensure!(
            digest.as_ref() == Some(&playback.digest.to_string()),
            "the call was one of `{component}` {}; {}",
            playback.digest,
            digest.map_or("there is no such component now".to_owned(), |digest| format!("now that is {digest}"))
        );
        let tool = catalog.tools.get(playback.tool.as_str()).filter(|tool| tool.entry.component.name == *component);
        let Some(tool) = tool else {
            anyhow::bail!("`{component}` has no tool `{}` that the policy serves", playback.tool);
        };
        // Where nothing is, since nothing is sent.
        let config = Config { url: String::new(), token: None, timeout: Default::default() };
        let link = Arc::new(Link::new(config, String::new()));
        let parts = block_on(tool.replay(&catalog, playback.clone(), link))?;
        let operations = playback.operations;
        if self.json {
            output::json(&json!({ "same": parts.is_none(), "operations": operations, "difference": parts }))?;
        } else {
            match &parts {
                None => output::line(&format!("the same: {operations} operations, the same result"))?,
                Some(parts) => output::line(parts)?,
            }
            if !playback.timed {
                output::line("It looked at clocks more often than is recorded, so it saw another time than then")?;
            }
        }
        Ok(if parts.is_none() { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
    }
}
