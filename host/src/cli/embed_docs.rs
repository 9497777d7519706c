//! `host embed-docs`

use std::{path::PathBuf, process::ExitCode};

use anyhow::{Context, Result};
use clap::Args;
use wit_parser::Resolve;

use crate::wit::docs;

/// Puts the doc comments of a WIT folder into a component.
///
/// They are what an assistant reads of a tool; compilers leave them out.
#[derive(Args)]
pub(super) struct EmbedDocs {
    /// The component, changed in place
    component: PathBuf,
    /// The folder with the WIT of the component's world; packages that it uses
    /// may lie in `deps` below it
    #[arg(long, value_name = "DIR")]
    wit: PathBuf,
    /// Folders with packages that the WIT uses, such as this project's
    /// `wit/ops` and `wit/tool`; those that others use come first
    #[arg(long, value_name = "DIR")]
    package: Vec<PathBuf>,
    /// The world, if the folder has several
    #[arg(long, value_name = "NAME")]
    world: Option<String>,
}

impl EmbedDocs {
    pub(super) fn run(self) -> Result<ExitCode> {
        let mut resolve = Resolve::default();
        for package in &self.package {
            resolve.push_dir(package).with_context(|| format!("the WIT in {}", package.display()))?;
        }
        let (package, _) = resolve.push_dir(&self.wit).with_context(|| format!("the WIT in {}", self.wit.display()))?;
        let world = resolve.select_world(&[package], self.world.as_deref())?;
        let read = std::fs::read(&self.component);
        let bytes = read.with_context(|| format!("cannot read {}", self.component.display()))?;
        let documented = docs::embed(&bytes, &resolve, world)?;
        std::fs::write(&self.component, documented)
            .with_context(|| format!("cannot write {}", self.component.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}
