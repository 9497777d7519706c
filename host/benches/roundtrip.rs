//! What the way to Blender costs: an MCP call with one operation against the
//! same operation sent raw over the same kind of WebSocket, in turns in one run
//! against one real Blender; and the start of the server. Both clients are minimal
//! (a line or a frame out, one in), so that the difference is the host's.
//!
//! Machines are noisy, so read the ratio, not the times.

mod session;

use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use futures_util::{SinkExt, StreamExt};
use host::launch::{Blender, Options, Wanted, find};
use serde_json::{Value, json};
use session::{OPEN, Session, UNWATCHED, median};
use tokio_tungstenite::tungstenite::Message;

/// Rounds, and calls of each kind in one.
const ROUNDS: usize = 20;
const CALLS: usize = 50;
const STARTS: usize = 20;
const PIPELINED: usize = 100;

fn main() -> Result<()> {
    // Both clients are minimal: one thread, no hand-over.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<()> {
    let found = find(&Wanted { module: true, ..Wanted::default() }, &mut |line| eprintln!("{line}"))?;
    let blender = Blender::start(&found, &Options { port: 0, token: None }).await?;
    let url = blender.url.clone();

    let (mut raw, _) = tokio_tungstenite::connect_async_with_config(&url, None, true).await?;
    let mut session = Session::open(&url, OPEN, UNWATCHED).await?;
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
            let call = json!({ "name": "get_object_info", "arguments": { "name": "Cube" } });
            let result = measure(&mut mcp_times, keep, session.ask("tools/call", call)).await?;
            anyhow::ensure!(result["isError"] != true, "{result}");
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
    session.close().await?;

    let mut starts = Vec::new();
    for _ in 0..=STARTS {
        let started = Instant::now();
        let mut session = Session::open(&url, OPEN, UNWATCHED).await?;
        let list = session.ask("tools/list", json!({})).await?;
        starts.push(started.elapsed());
        anyhow::ensure!(list["tools"].as_array().is_some_and(|tools| !tools.is_empty()), "there are tools");
        session.close().await?;
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
