//! `host blender`

use std::{ffi::OsString, path::PathBuf, process::ExitCode, time::Duration};

use anyhow::Result;
use clap::{Args, builder::OsStringValueParser};
use indicatif::ProgressBar;

use super::{block_on, connect};
use crate::launch::{self, Found, Options, Wanted, find};

/// Starts a headless Blender with the add-on and stays in the foreground.
///
/// Takes the first of: --blender, the `blender` on the path (4.2 or newer), or
/// the Python module bpy, which is set up once in the user's data folder. If
/// BLENDER_RPC_TOKEN is set, clients must know it.
#[derive(Args)]
pub(super) struct Blender {
    #[command(flatten)]
    choice: Choice,
    /// The port to listen on; 0 picks a free one
    #[arg(long, default_value_t = 8765)]
    port: u16,
}

/// Which Blender to start; shared with the demo.
#[derive(Args, Clone, Debug)]
pub(super) struct Choice {
    /// Blender's executable
    #[arg(long, env = "BLENDER_BIN", value_name = "FILE", value_parser = OsStringValueParser::new())]
    blender: Option<OsString>,
    /// Use the Python module bpy even if there is a `blender` on the path
    #[arg(long, conflicts_with = "blender")]
    bpy: bool,
}

impl Choice {
    /// Finds it, showing what is done if it must be set up.
    pub(super) fn find(&self) -> Result<Found> {
        let wanted = Wanted {
            executable: self.blender.clone().filter(|file| !file.is_empty()).map(PathBuf::from),
            module: self.bpy,
        };
        let spinner = ProgressBar::new_spinner();
        let found = find(&wanted, &mut |line| {
            spinner.enable_steady_tick(Duration::from_millis(100));
            if spinner.is_hidden() {
                eprintln!("{line}");
            } else {
                spinner.set_message(line.to_owned());
            }
        });
        spinner.finish_and_clear();
        found
    }
}

impl Blender {
    pub(super) fn run(self) -> Result<ExitCode> {
        let found = self.choice.find()?;
        block_on(async {
            let options = Options { port: self.port, token: connect::token() };
            let mut blender = launch::Blender::start(&found, &options).await?;
            super::output::line(&format!(
                "Blender {} listens at {}; end it with Ctrl-C",
                blender.version, blender.url
            ))?;
            tokio::select! {
                ended = blender.wait() => ended?,
                interrupted = tokio::signal::ctrl_c() => {
                    interrupted?;
                    blender.stop().await?;
                }
            }
            Ok(ExitCode::SUCCESS)
        })
    }
}
