//! `host contract`

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::Args;

use crate::{contract, wit::packages::Operations};

/// Prints the contract between host and add-on, made from the WIT.
#[derive(Args)]
pub(super) struct Contract {
    /// A folder with the WIT package blender:ops, in place of the host's own
    #[arg(long, value_name = "DIR")]
    wit: Option<PathBuf>,
    /// The file to write; stdout if absent
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Contract {
    pub(super) fn run(self) -> Result<ExitCode> {
        let text = match &self.wit {
            Some(folder) => contract::text(&Operations::from_folder(folder)?),
            None => contract::text(Operations::built_in()),
        };
        match &self.output {
            Some(file) => std::fs::write(file, text).with_context(|| format!("cannot write {}", file.display()))?,
            None => super::output::line(text.trim_end())?,
        }
        Ok(ExitCode::SUCCESS)
    }
}
