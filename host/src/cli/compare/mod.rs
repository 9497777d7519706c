//! `host python --compare`: a script natively in one Blender and sandboxed in
//! another, and what is different then.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{ExitCode, Stdio},
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::{FAULT, Recording, block_on, call, connect, output};
use crate::{
    blender::{Config, Link, Token},
    catalog::{Catalog, Failure, Outcome, Tool},
    contract,
    launch::{self, Blender, Found},
};

/// What is run inside both, and what reads the state there.
const FILES: [(&str, &str); 2] = [
    ("run.py", include_str!("run.py")),
    ("fingerprint.py", include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/python/fingerprint.py"))),
];

/// The time for an operation without a deadline of its own.
const TIMEOUT: Duration = Duration::from_secs(10);

/// A run of a script.
#[derive(Deserialize)]
struct Run {
    output: String,
    error: String,
    seconds: f64,
}

/// Runs the script both ways and prints what is different. Exits with 1 if
/// anything is.
pub(super) fn run(
    tool: &Tool,
    catalog: &Catalog,
    args: &Map<String, Value>,
    found: &Found,
    recording: &Recording,
    as_json: bool,
) -> Result<ExitCode> {
    let folder = tempfile::tempdir().context("cannot make a temporary folder")?;
    for (name, text) in FILES {
        fs::write(folder.path().join(name), text)?;
    }
    let script = folder.path().join("script.py");
    fs::write(&script, args["code"].as_str().unwrap_or_default())?;
    let (native, sandboxed, state) = block_on(async {
        let (native, kept) = natively(found, folder.path(), &script).await?;
        let (sandboxed, state) = sandboxed(tool, catalog, args, found, folder.path(), &kept, recording).await?;
        Ok((native, sandboxed, state))
    })?;

    let mut differences = Vec::new();
    if native.error.is_empty() != sandboxed.error.is_empty() {
        let [a, b] = [&native, &sandboxed].map(|run| if run.error.is_empty() { "no error" } else { &run.error });
        differences.push(format!("natively: {}\nsandboxed: {}", a.trim_end(), b.trim_end()));
    }
    differences.extend(output_differs(&native.output, &sandboxed.output));
    differences.extend(state);
    if as_json {
        output::json(&json!({
            "native": { "seconds": native.seconds, "error": native.error },
            "sandboxed": { "seconds": sandboxed.seconds, "error": sandboxed.error },
            "differences": differences,
        }))?;
    } else {
        for difference in &differences {
            output::line(difference)?;
        }
        let times = format!("natively {:.2} s, sandboxed {:.2} s", native.seconds, sandboxed.seconds);
        output::line(&format!("{} differences; {times}", differences.len()))?;
    }
    Ok(if differences.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(FAULT) })
}

/// Runs the script in a Blender as it is; also gives the file that keeps the
/// state that it left.
async fn natively(found: &Found, folder: &Path, script: &Path) -> Result<(Run, PathBuf)> {
    let kept = folder.join("native.json");
    let mut command = launch::script(found, &folder.join("run.py"));
    command.arg("native").arg(script).arg(&kept).current_dir(folder);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::inherit()).kill_on_drop(true);
    let status = command.status().await.with_context(|| format!("cannot start {found}"))?;
    ensure!(kept.exists(), "the native run told nothing ({status}); what it said stands above");
    let run = serde_json::from_slice(&fs::read(&kept)?).context("what the native run tells of itself")?;
    Ok((run, kept))
}

/// Runs the script sandboxed, in a Blender of its own; also gives what is
/// different there.
async fn sandboxed(
    tool: &Tool,
    catalog: &Catalog,
    args: &Map<String, Value>,
    found: &Found,
    folder: &Path,
    kept: &Path,
    recording: &Recording,
) -> Result<(Run, Vec<String>)> {
    let token = Token(connect::random_token()?);
    let mut command = launch::script(found, &folder.join("run.py"));
    command.arg("served").arg(launch::addon_folder()?).arg(kept).current_dir(folder);
    let blender = Blender::listening(command, found, Some(&token)).await?;
    let config = Config { url: blender.url.clone(), token: Some(token), timeout: TIMEOUT };
    let link = Arc::new(Link::new(config, contract::hash(&contract::text(catalog.operations))));
    let started = Instant::now();
    let outcome = call::in_sight(tool, catalog, args, recording.call(link)?).await?;
    let seconds = started.elapsed().as_secs_f64();
    let text = |answer: &Value, key: &str| answer[key].as_str().unwrap_or_default().to_owned();
    let run = match outcome {
        Outcome::Data(report) => Run { output: text(&report, "output"), error: String::new(), seconds },
        Outcome::Failed(Failure { text: all, error, .. }) => {
            let error = error.unwrap_or_else(|| json!({ "message": all }));
            Run { output: text(&error, "output"), error: text(&error, "message"), seconds }
        }
        other => bail!("`{}` answered with {other:?}", tool.name),
    };

    #[derive(Deserialize)]
    struct Told {
        differences: Vec<String>,
    }
    let last = blender.last_line().await?.context("the sandboxed run told nothing; what it said stands above")?;
    let told: Told = serde_json::from_str(&last).context("what the sandboxed run tells of itself")?;
    Ok((run, told.differences))
}

/// The first line of output that is different, if any is.
fn output_differs(native: &str, sandboxed: &str) -> Option<String> {
    let (mut native, mut sandboxed) = (native.lines(), sandboxed.lines());
    for number in 1.. {
        match (native.next(), sandboxed.next()) {
            (None, None) => return None,
            (a, b) if a == b => {}
            (a, b) => {
                let [a, b] = [a, b].map(|line| line.map_or("nothing".to_owned(), |line| format!("{line:?}")));
                return Some(format!("line {number} of the output: natively {a}, sandboxed {b}"));
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_of_output_that_differs_is_told() {
        assert_eq!(output_differs("a\nb\n", "a\nb\n"), None);
        let told = output_differs("a\nb\nc\n", "a\nx\n").expect("they differ");
        assert_eq!(told, "line 2 of the output: natively \"b\", sandboxed \"x\"");
        assert!(output_differs("a\n", "").is_some_and(|told| told.ends_with("sandboxed nothing")));
    }
}
