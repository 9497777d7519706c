//! What being watched costs: an MCP call with one operation under a policy with rules
//! about its arguments and with an audit, against the same under a policy that allows
//! everything and without; in turns in one run against one real Blender.
//!
//! Machines are noisy, so read the ratio, not the times.

mod session;

use std::time::{Duration, Instant};

use anyhow::Result;
use host::launch::{Blender, Options, Wanted, find};
use serde_json::json;
use session::{OPEN, Session, UNWATCHED, median};

/// Rounds, and calls of each kind in one.
const ROUNDS: usize = 60;
const CALLS: usize = 20;

/// A policy as somebody might write it who is careful.
const CAREFUL: &str = r#"version = 1
[audit]
answers = ANSWERS
[components.scene]
ops = [
    { op = "scene/get-*", arguments = { name = { pattern = "^(Secret|Private)" } }, decision = "deny" },
    { op = "scene/get-*", arguments = { name = { glob = "hidden/**" } }, decision = "deny" },
    { op = "scene/*", arguments = { name = { maxLength = 63, pattern = "^[A-Za-z0-9. _-]+$" } } },
    { op = "scene/list-objects", arguments = { limit = { maximum = 100 } } },
    { op = "render/*", decision = "ask" },
]
limits = { memory-mb = 64, deadline-s = 10, cpu-s = 5, ops = 100, reports = 100, output-mb = 1, calls-per-minute = 1_000_000 }
"#;

fn main() -> Result<()> {
    // The client is minimal: one thread, no hand-over.
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<()> {
    let found = find(&Wanted { module: true, ..Wanted::default() }, &mut |line| eprintln!("{line}"))?;
    let blender = Blender::start(&found, &Options { port: 0, token: None }).await?;
    let (careful, recording) = (CAREFUL.replace("ANSWERS", "false"), CAREFUL.replace("ANSWERS", "true"));
    let mut sessions = [
        (Session::open(&blender.url, OPEN, UNWATCHED).await?, Vec::new()),
        (Session::open(&blender.url, &careful, &[]).await?, Vec::new()),
        (Session::open(&blender.url, &recording, &[]).await?, Vec::new()),
    ];
    for round in 0..=ROUNDS {
        for (session, times) in &mut sessions {
            for _ in 0..CALLS {
                let took = call(session).await?;
                // The first round warms up.
                if round > 0 {
                    times.push(took);
                }
            }
        }
    }
    let [off, on, answers] = sessions.each_mut().map(|(_, times)| median(times));
    for (session, _) in sessions {
        session.close().await?;
    }
    blender.stop().await?;
    let ratio = |time: Duration| time.as_secs_f64() / off.as_secs_f64();
    println!("MCP call with one operation, with rules, limits and audit / without: {:.2}", ratio(on));
    println!("  with Blender's answers recorded, too: {:.2}", ratio(answers));
    println!("  without {off:?}, with {on:?}, with answers {answers:?} (medians of {} calls each)", ROUNDS * CALLS);
    Ok(())
}

async fn call(session: &mut Session) -> Result<Duration> {
    let started = Instant::now();
    let call = json!({ "name": "get_object_info", "arguments": { "name": "Cube" } });
    let result = session.ask("tools/call", call).await?;
    anyhow::ensure!(result["isError"] != true, "{result}");
    Ok(started.elapsed())
}
