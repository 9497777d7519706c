//! What a script costs in the sandbox against the same script run natively by
//! the same Blender: the tool `run_python` through MCP, and `exec` in a fresh
//! process of the `bpy` module. Start and import of Blender do not count.
//!
//! Machines are noisy, so read the ratios, not the times.

mod session;

use std::{
    io::Write,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use host::launch::{Blender, Found, Options, Wanted, find};
use serde_json::{Value, json};
use session::{OPEN, Session, UNWATCHED, median};

const ROUNDS: usize = 9;

/// A thousand cubes, named and placed, by the operator.
const CUBES: &str = r#"
import bpy
for i in range(1000):
    bpy.ops.mesh.primitive_cube_add(size=0.5, location=(i % 40, i // 40, 0))
    cube = bpy.context.active_object
    cube.name = f"Cube {i}"
"#;

const WRITES: &str = r#"
import bpy
cube = bpy.data.objects["Cube"]
for i in range(1000):
    cube.location.x = i
"#;

/// A script as assistants write them.
const TYPICAL: &str = include_str!("typical.py");

/// Runs the script on stdin and prints how many seconds it took.
const NATIVE: &str = "\
import sys, time, bpy
code = compile(sys.stdin.read(), '<script>', 'exec')
sys.stdout, out = sys.stderr, sys.stdout
start = time.perf_counter()
exec(code, {'__name__': '__main__'})
print(time.perf_counter() - start, file=out)
";

const RESET: &str = "import bpy\nbpy.ops.wm.read_factory_settings()\n";

fn main() -> Result<()> {
    tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(run())
}

async fn run() -> Result<()> {
    let found = find(&Wanted { module: true, ..Wanted::default() }, &mut |line| eprintln!("{line}"))?;
    let Found::Module(python) = &found else { bail!("the module was asked for") };
    let blender = Blender::start(&found, &Options { port: 0, token: None }).await?;
    let url = blender.url.clone();

    let mut session = Session::open(&url, OPEN, UNWATCHED).await?;
    script(&mut session, RESET).await?;

    let writes = sandboxed(&mut session, WRITES, ROUNDS).await?;
    let typical = sandboxed(&mut session, TYPICAL, ROUNDS).await?;
    let cubes = sandboxed(&mut session, CUBES, 3).await?;
    let least = sandboxed(&mut session, "pass", ROUNDS).await?;
    session.close().await?;

    let mut firsts = Vec::new();
    for _ in 0..ROUNDS {
        let mut session = Session::open(&url, OPEN, UNWATCHED).await?;
        let started = Instant::now();
        script(&mut session, "pass").await?;
        firsts.push(started.elapsed());
        session.close().await?;
    }
    blender.stop().await?;
    let first = median(&mut firsts);

    let native_typical = native(python, TYPICAL, ROUNDS)?;
    let native_writes = native(python, WRITES, ROUNDS)?;
    let native_cubes = native(python, CUBES, 1)?;

    let ratio = |a: Duration, b: Duration| a.as_secs_f64() / b.as_secs_f64();
    println!("1,000 cubes by operator, sandboxed / native: {:.4}", ratio(cubes, native_cubes));
    println!("  sandboxed {cubes:.0?}, native {native_cubes:.0?}");
    println!("a typical script, sandboxed / native: {:.2}", ratio(typical, native_typical));
    let more = typical.as_secs_f64() - native_typical.as_secs_f64();
    println!("  sandboxed {typical:.1?}, native {native_typical:.1?}: {:+.1} ms", more * 1e3);
    println!("1,000 property writes: {writes:.1?} (native {native_writes:.1?})");
    println!("an empty script: {least:.1?}; the first after the start: {:+.1?}", first.saturating_sub(least));
    Ok(())
}

/// The median time of a script, each time in the default scene.
async fn sandboxed(session: &mut Session, code: &str, rounds: usize) -> Result<Duration> {
    let mut times = Vec::new();
    for round in 0..=rounds {
        script(session, RESET).await?;
        let started = Instant::now();
        script(session, code).await?;
        if round > 0 || rounds < ROUNDS {
            times.push(started.elapsed());
        }
    }
    Ok(median(&mut times))
}

async fn script(session: &mut Session, code: &str) -> Result<Value> {
    let result = session.ask("tools/call", json!({ "name": "run_python", "arguments": { "code": code } })).await?;
    ensure!(result["isError"] != true, "{result}");
    Ok(result)
}

/// The median time of a script in fresh processes.
fn native(python: &Path, code: &str, rounds: usize) -> Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..rounds {
        let mut command = Command::new(python);
        command.args(["-c", NATIVE]).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        child.stdin.take().context("it is piped")?.write_all(code.as_bytes())?;
        let output = child.wait_with_output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        times.push(Duration::from_secs_f64(text.trim().parse().with_context(|| format!("the script ran: {text:?}"))?));
    }
    Ok(median(&mut times))
}
