//! What the way to Blender costs: an MCP call with one operation against the
//! same operation sent raw over the same kind of WebSocket, in turns in one run
//! against one real Blender; and the start of the server.
//!
//! Machines are noisy, so read the ratio, not the times.

use std::{
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use host::launch::{Blender, Options, Wanted, find};
use rmcp::{ServiceExt, model::CallToolRequestParams, transport::TokioChildProcess};
use serde_json::{Value, json};
use tokio_tungstenite::tungstenite::Message;

/// Rounds, and calls of each kind in one.
const ROUNDS: usize = 20;
const CALLS: usize = 50;
const STARTS: usize = 20;
const PIPELINED: usize = 100;

fn main() -> Result<()> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<()> {
    let found = find(&Wanted { module: true, ..Wanted::default() }, &mut |line| eprintln!("{line}"))?;
    let blender = Blender::start(&found, &Options { port: 0, token: None }).await?;
    let url = blender.url.clone();

    let (mut raw, _) = tokio_tungstenite::connect_async_with_config(&url, None, true).await?;
    let client = ().serve(TokioChildProcess::new(serve(&url))?).await?;
    let (mut raw_times, mut mcp_times, mut ping_times) = (Vec::new(), Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        // The first round warms up both ways.
        let keep = round > 0;
        for id in 0..CALLS {
            let request = json!({ "id": id, "op": "scene.get_object_info", "name": "Cube" });
            measure(&mut raw_times, keep, exchange(&mut raw, &request)).await?;
        }
        for id in 0..CALLS {
            measure(&mut ping_times, keep, exchange(&mut raw, &json!({ "id": id, "op": "scene.ping" }))).await?;
        }
        for _ in 0..CALLS {
            let arguments = serde_json::Map::from_iter([("name".to_owned(), json!("Cube"))]);
            let call = client.call_tool(CallToolRequestParams::new("get_object_info").with_arguments(arguments));
            let result = measure(&mut mcp_times, keep, async { anyhow::Ok(call.await?) }).await?;
            anyhow::ensure!(result.is_error != Some(true), "{:?}", result.content);
        }
    }
    let started = Instant::now();
    for id in 0..PIPELINED {
        raw.send(Message::text(json!({ "id": id, "op": "scene.ping" }).to_string())).await?;
    }
    for _ in 0..PIPELINED {
        raw.next().await.context("Blender answers")??;
    }
    let pipelined = started.elapsed();
    client.cancel().await?;

    let mut starts = Vec::new();
    for _ in 0..=STARTS {
        let started = Instant::now();
        let client = ().serve(TokioChildProcess::new(serve(&url))?).await?;
        let tools = client.list_all_tools().await?;
        starts.push(started.elapsed());
        anyhow::ensure!(!tools.is_empty(), "there are tools");
        client.cancel().await?;
    }
    starts.remove(0);
    blender.stop().await?;

    let (raw, mcp) = (median(&mut raw_times), median(&mut mcp_times));
    println!("MCP call with one operation / the same operation raw: {:.2}", mcp.as_secs_f64() / raw.as_secs_f64());
    println!("  raw {raw:?}, MCP {mcp:?} (medians of {} calls each)", raw_times.len());
    println!("one raw ping on an idle Blender: {:?} (median)", median(&mut ping_times));
    println!("{PIPELINED} raw pings in a pipeline: {pipelined:?}");
    println!("start of `host serve` to `tools/list` answered: {:?} (median of {STARTS})", median(&mut starts));
    Ok(())
}

fn serve(url: &str) -> tokio::process::Command {
    let mut command = tokio::process::Command::new(env!("CARGO_BIN_EXE_host"));
    command.arg("serve").env("BLENDER_RPC_URL", url).env_remove("BLENDER_RPC_TOKEN").stderr(Stdio::inherit());
    command
}

type Socket = tokio_tungstenite::WebSocketStream<tokio_tungstenite::MaybeTlsStream<tokio::net::TcpStream>>;

async fn exchange(socket: &mut Socket, request: &Value) -> Result<()> {
    socket.send(Message::text(request.to_string())).await?;
    let answer: Value = serde_json::from_str(socket.next().await.context("Blender answers")??.to_text()?)?;
    anyhow::ensure!(answer["ok"] == true, "{answer}");
    Ok(())
}

async fn measure<T>(times: &mut Vec<Duration>, keep: bool, work: impl Future<Output = Result<T>>) -> Result<T> {
    let started = Instant::now();
    let result = work.await?;
    if keep {
        times.push(started.elapsed());
    }
    Ok(result)
}

fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
