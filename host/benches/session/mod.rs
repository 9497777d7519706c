//! What benchmarks share: a minimal MCP client of `host serve`, and medians.

use std::{process::Stdio, time::Duration};

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStdin, ChildStdout, Command},
};

/// A policy that stops nothing.
pub const OPEN: &str = "version = 1
[components.scene]
ops = [\"*\"]
limits = { calls-per-minute = 1_000_000_000 }
[components.python]
ops = [\"*\"]
limits = { calls-per-minute = 1_000_000_000 }
";

/// The arguments with which nothing is recorded.
pub const UNWATCHED: &[&str] = &["--no-audit"];

/// An MCP session with `host serve`.
pub struct Session {
    child: Child,
    input: ChildStdin,
    output: Lines<BufReader<ChildStdout>>,
    next: u64,
    _policy: TempDir,
}

impl Session {
    /// Starts the host under this policy, with these arguments, and greets it.
    pub async fn open(url: &str, policy: &str, arguments: &[&str]) -> Result<Session> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("policy.toml");
        std::fs::write(&file, policy)?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_host"));
        command.arg("serve").arg("--policy").arg(file).args(arguments);
        command.env("BLENDER_RPC_URL", url).env_remove("BLENDER_RPC_TOKEN");
        // What is recorded is no part of the user's own record.
        command.env("XDG_DATA_HOME", folder.path()).env("APPDATA", folder.path());
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn()?;
        let input = child.stdin.take().context("it is piped")?;
        let output = BufReader::new(child.stdout.take().context("it is piped")?).lines();
        let mut session = Session { child, input, output, next: 0, _policy: folder };
        let client = json!({ "name": "bench", "version": "0" });
        let hello = json!({ "protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": client });
        session.ask("initialize", hello).await?;
        session.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" })).await?;
        Ok(session)
    }

    async fn send(&mut self, message: &Value) -> Result<()> {
        Ok(self.input.write_all(format!("{message}\n").as_bytes()).await?)
    }

    /// Sends a request and waits for its result.
    pub async fn ask(&mut self, method: &str, params: Value) -> Result<Value> {
        self.next += 1;
        self.send(&json!({ "jsonrpc": "2.0", "id": self.next, "method": method, "params": params })).await?;
        let line = self.output.next_line().await?.context("the host answers")?;
        let mut answer: Value = serde_json::from_str(&line)?;
        anyhow::ensure!(answer["id"] == self.next, "{answer}");
        Ok(answer["result"].take())
    }

    /// Ends the host.
    pub async fn close(mut self) -> Result<()> {
        drop(self.input);
        self.child.wait().await?;
        Ok(())
    }
}

/// The middle of some times.
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
