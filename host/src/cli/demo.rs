//! `host demo`

use std::{
    path::PathBuf,
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use base64::{Engine, prelude::BASE64_STANDARD};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use rmcp::{
    ClientHandler, RoleClient, ServiceExt,
    model::{CallToolRequestParams, CallToolResult, ContentBlock, ProgressNotificationParam},
    service::{NotificationContext, RunningService},
    transport::TokioChildProcess,
};
use serde_json::{Value, json};

use super::{Tools, blender::Choice, block_on, connect, output, prepare};
use crate::{
    blender::Token,
    launch::{Blender, Options},
};

/// Builds a scene in a Blender of its own through an MCP session, and renders it.
///
/// Starts a headless Blender, opens an MCP session with itself as an editor
/// would, prints each tool call with its time, and writes the picture. Blender
/// is set up first if there is none; nothing keeps running.
#[derive(Args)]
pub(super) struct Demo {
    #[command(flatten)]
    choice: Choice,
    /// The picture to write
    #[arg(long, default_value = "demo.png", value_name = "FILE")]
    output: PathBuf,
}

/// The longest that one call may take.
const PATIENCE: Duration = Duration::from_secs(600);

impl Demo {
    pub(super) fn run(self) -> Result<ExitCode> {
        let found = self.choice.find()?;
        prepare::quietly(&Tools::default())?;
        block_on(async {
            let token = connect::random_token()?;
            let started = Instant::now();
            let blender = Blender::start(&found, &Options { port: 0, token: Some(Token(token.clone())) }).await?;
            output::line(&format!("Blender {} started in {}", blender.version, seconds(started)))?;
            let drawn = self.draw(&blender.url, &token).await;
            blender.stop().await?;
            let written = drawn?;
            output::line(&format!("{} written, everything stopped", written.display()))?;
            Ok(ExitCode::SUCCESS)
        })
    }

    async fn draw(&self, url: &str, token: &str) -> Result<PathBuf> {
        let mut serve = tokio::process::Command::new(std::env::current_exe()?);
        serve.arg("serve").env("BLENDER_RPC_URL", url).env("BLENDER_RPC_TOKEN", token);
        let started = Instant::now();
        let bar = ProgressBar::hidden();
        let client = Client { bar: bar.clone() }.serve(TokioChildProcess::new(serve)?).await?;
        let tools = client.list_all_tools().await?.len();
        output::line(&format!("MCP session opened in {}, {tools} tools", seconds(started)))?;

        for (tool, args) in scene() {
            call(&client, &bar, tool, args).await?;
        }
        let picture = json!({ "view": "camera", "style": "rendered", "width": 960, "height": 540 });
        let result = call(&client, &bar, "look", picture).await?;
        let image = result.content.iter().find_map(|block| match block {
            ContentBlock::Image(image) => Some(&image.data),
            _ => None,
        });
        let bytes = BASE64_STANDARD.decode(image.context("`look` answered without a picture")?)?;
        std::fs::write(&self.output, bytes).with_context(|| format!("cannot write {}", self.output.display()))?;
        client.cancel().await?;
        Ok(self.output.canonicalize()?)
    }
}

/// The calls that build the scene.
fn scene() -> Vec<(&'static str, Value)> {
    let material = |name: &str, color: [f64; 3], metallic: f64, roughness: f64, object: &str| {
        let args = json!({
            "name": name, "base_color": color, "metallic": metallic, "roughness": roughness, "assign_to": [object],
        });
        ("create_material", args)
    };
    let object = |args: Value| ("create_object", args);
    vec![
        ("get_scene_info", json!({})),
        ("delete_object", json!({ "name": "Cube" })),
        ("delete_object", json!({ "name": "Light" })),
        object(json!({ "primitive": "cylinder", "name": "Plinth", "radius": 2.2, "depth": 0.3, "segments": 128,
                       "location": [0, 0, 0.15], "smooth": false })),
        object(json!({ "primitive": "monkey", "name": "Suzanne", "size": 1.9, "location": [0, 0, 1.28],
                       "rotation": [-0.35, 0, 0.5], "smooth": true })),
        object(json!({ "primitive": "torus", "name": "Ring", "radius": 1.75, "tube_radius": 0.09, "segments": 96,
                       "rings": 24, "location": [0, 0, 0.39], "smooth": true })),
        object(json!({ "primitive": "ico_sphere", "name": "Pearl", "radius": 0.22, "subdivisions": 5,
                       "location": [2.7, 0, 0.22], "smooth": true })),
        material("Ivory", [0.82, 0.78, 0.7], 0.0, 0.55, "Plinth"),
        material("Copper", [0.95, 0.42, 0.24], 1.0, 0.22, "Suzanne"),
        material("Gold", [1.0, 0.7, 0.25], 1.0, 0.15, "Ring"),
        material("Teal", [0.01, 0.28, 0.32], 0.0, 0.12, "Pearl"),
        (
            "scatter_objects",
            json!({ "name": "Pearl", "pattern": "ring", "count": 17, "radius": 2.7,
                                    "center": [0, 0, 0.22], "scale_variation": 0.35, "seed": 7 }),
        ),
        (
            "set_up_studio",
            json!({ "focal_length": 55, "azimuth": 24, "elevation": 20, "aspect": 1.7778, "warmth": 0.25 }),
        ),
        object(json!({ "primitive": "plane", "name": "Floor", "size": 80 })),
        material("Slate", [0.07, 0.09, 0.12], 0.0, 0.45, "Floor"),
        ("get_object_info", json!({ "name": "Suzanne" })),
    ]
}

async fn call(
    client: &RunningService<RoleClient, Client>,
    bar: &ProgressBar,
    tool: &'static str,
    args: Value,
) -> Result<CallToolResult> {
    let Value::Object(arguments) = args else { bail!("the arguments of `{tool}` are an object") };
    let about = ["name", "style", "object"].iter().find_map(|key| arguments.get(*key)?.as_str()).unwrap_or_default();
    let label = format!("{tool:<16} {about:<12}");
    bar.reset();
    let started = Instant::now();
    let request = CallToolRequestParams::new(tool).with_arguments(arguments);
    let result = tokio::time::timeout(PATIENCE, client.call_tool(request)).await;
    bar.finish_and_clear();
    let result = result.with_context(|| format!("`{tool}` did not answer in {} s", PATIENCE.as_secs()))??;
    if result.is_error == Some(true) {
        bail!("`{tool}` failed: {:?}", result.content);
    }
    output::line(&format!("  {label} {:>9}", seconds(started)))?;
    Ok(result)
}

/// The editor's side of the session.
struct Client {
    bar: ProgressBar,
}

impl ClientHandler for Client {
    async fn on_progress(&self, report: ProgressNotificationParam, _: NotificationContext<RoleClient>) {
        if self.bar.is_hidden() {
            self.bar.set_draw_target(indicatif::ProgressDrawTarget::stderr());
            if let Ok(style) = ProgressStyle::with_template("  {bar:30} {msg}") {
                self.bar.set_style(style);
            }
        }
        self.bar.set_length(report.total.unwrap_or_default() as u64);
        self.bar.set_position(report.progress as u64);
        self.bar.set_message(report.message.unwrap_or_default());
    }
}

fn seconds(since: Instant) -> String {
    let elapsed = since.elapsed();
    if elapsed < Duration::from_secs(1) {
        format!("{:.1} ms", elapsed.as_secs_f64() * 1e3)
    } else {
        format!("{:.1} s", elapsed.as_secs_f64())
    }
}
