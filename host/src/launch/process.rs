//! The process of a headless Blender.

use std::{
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    process::{Child, ChildStdin, Command},
    task::JoinHandle,
};

use super::{Found, addon};
use crate::blender::Token;

/// How long Blender may take until it listens.
const START: Duration = Duration::from_secs(60);
/// How long it may take to end by itself.
const END: Duration = Duration::from_secs(10);

/// How to start it.
#[derive(Clone, Debug)]
pub struct Options {
    /// The port to listen on; 0 for any free one.
    pub port: u16,
    /// The secret that clients must know.
    pub token: Option<Token>,
}

/// A running headless Blender. It ends when this is dropped, and also by itself
/// should this process vanish.
pub struct Blender {
    child: Child,
    /// Reads what it prints and keeps the last line.
    printed: JoinHandle<Option<String>>,
    /// Its end tells Blender to end; apart from `child`, which closes it when
    /// waited for.
    stdin: Option<ChildStdin>,
    /// Where it listens.
    pub url: String,
    /// Its version.
    pub version: String,
}

#[derive(Deserialize)]
struct Listening {
    url: String,
    blender_version: String,
}

/// The folder that holds the add-on's package.
pub fn addon_folder() -> Result<PathBuf> {
    addon::unpack(&crate::folders::data()?)
}

/// Runs a Python file in a Blender of its own; arguments that are added are the
/// file's.
pub fn script(found: &Found, file: &Path) -> Command {
    match found {
        Found::Executable(blender) => {
            let mut command = Command::new(blender);
            command.args([
                "--background",
                "--factory-startup",
                "--disable-autoexec",
                "--python-exit-code",
                "1",
                "--python",
            ]);
            command.arg(file).arg("--");
            command
        }
        Found::Module(python) => {
            let mut command = Command::new(python);
            command.arg(file);
            command
        }
    }
}

impl Blender {
    /// Starts a Blender with the add-on and waits until it listens.
    pub async fn start(found: &Found, options: &Options) -> Result<Blender> {
        let folder = addon_folder()?;
        let mut command = match found {
            Found::Executable(_) => script(found, &folder.join(addon::PACKAGE).join("__main__.py")),
            Found::Module(python) => {
                let mut command = Command::new(python);
                command.args(["-m", addon::PACKAGE]);
                command
            }
        };
        command.args(["--exit-with-parent", "--port", &options.port.to_string()]);
        command.current_dir(&folder);
        Blender::listening(command, found, options.token.as_ref())
            .await
            .with_context(|| format!("cannot start Blender ({found}) at port {}", options.port))
    }

    /// Starts a Blender that will listen, and waits until it does.
    pub async fn listening(mut command: Command, found: &Found, token: Option<&Token>) -> Result<Blender> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::inherit());
        command.kill_on_drop(true).env_remove("BLENDER_RPC_TOKEN");
        if let Some(Token(token)) = token {
            command.env("BLENDER_RPC_TOKEN", token);
        }
        let mut child = command.spawn().with_context(|| format!("cannot start {found}"))?;
        let stdin = child.stdin.take();
        let mut lines = BufReader::new(child.stdout.take().context("it is piped")?).lines();
        let listening = async {
            while let Some(line) = lines.next_line().await? {
                if let Ok(listening) = serde_json::from_str::<Listening>(&line) {
                    return Ok(listening);
                }
            }
            bail!("it ended ({}); what it said stands above", child.wait().await?)
        };
        let listening = tokio::time::timeout(START, listening)
            .await
            .unwrap_or_else(|_| bail!("it does not listen after {} s", START.as_secs()))?;
        // What Blender prints later is read on, or it would block; it is noise.
        let printed = tokio::spawn(async move {
            let mut last = None;
            while let Ok(Some(line)) = lines.next_line().await {
                tracing::debug!(target: "blender", "{line}");
                last = Some(line);
            }
            last
        });
        Ok(Blender { child, printed, stdin, url: listening.url, version: listening.blender_version })
    }

    /// Tells it to end, waits as long as that takes, and gives what it printed
    /// last.
    pub async fn last_line(mut self) -> Result<Option<String>> {
        drop(self.stdin.take());
        self.child.wait().await?;
        Ok(self.printed.await?)
    }

    /// Waits until it ends by itself.
    pub async fn wait(&mut self) -> Result<()> {
        let status = self.child.wait().await?;
        if !status.success() {
            bail!("Blender ended: {status}");
        }
        Ok(())
    }

    /// Stops it.
    pub async fn stop(mut self) -> Result<()> {
        drop(self.stdin.take());
        if tokio::time::timeout(END, self.child.wait()).await.is_err() {
            tracing::warn!("Blender does not end by itself; ending it");
            self.child.kill().await?;
        }
        Ok(())
    }
}
