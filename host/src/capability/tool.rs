//! `blender:tool`: what the host itself offers a tool.

use std::time::Duration;

use anyhow::Result;
use wasmtime::component::Linker;

use crate::sandbox::{CallState, Report};

/// The longest log line, in characters; what is longer is cut.
const MESSAGE: usize = 10_000;

/// The levels of `blender:tool/log`, in the order of the WIT.
#[derive(Clone, Copy, Debug, wasmtime::component::ComponentType, wasmtime::component::Lift)]
#[allow(dead_code, reason = "lifting makes the values")]
#[component(enum)]
#[repr(u8)]
enum Level {
    #[component(name = "trace")]
    Trace,
    #[component(name = "debug")]
    Debug,
    #[component(name = "info")]
    Info,
    #[component(name = "warn")]
    Warn,
    #[component(name = "error")]
    Error,
}

/// Links one of its interfaces.
pub fn link(linker: &mut Linker<CallState>, name: &str) -> Result<()> {
    let interface = name.split(['/', '@']).nth(1).unwrap_or_default();
    let mut instance = linker.instance(name)?;
    match interface {
        "progress" => instance.func_wrap(
            "report",
            |mut store: wasmtime::StoreContextMut<'_, CallState>,
             (done, total, message): (f64, Option<f64>, String)| {
                let state = store.data_mut();
                state.count_report()?;
                if done.is_finite()
                    && let Some(progress) = &state.context.progress
                {
                    let total = total.filter(|total| total.is_finite());
                    // A full queue means that the client is slow: this report is
                    // one of those that are merged into the next.
                    let _ = progress.try_send(Report { done, total, message }.cut());
                }
                Ok(())
            },
        )?,
        "time" => {
            instance.func_wrap("limit", |store: wasmtime::StoreContextMut<'_, CallState>, (seconds,): (f64,)| {
                // What is no length of time at all, such as infinity, is no limit.
                if let Ok(limit) = Duration::try_from_secs_f64(seconds.max(0.0)) {
                    store.data().context.clock.limit(limit);
                }
                Ok(())
            })?
        }
        "log" => instance.func_wrap(
            "write",
            |mut store: wasmtime::StoreContextMut<'_, CallState>, (level, message): (Level, String)| {
                let state = store.data_mut();
                state.count_report()?;
                let (component, message) = (
                    &state.context.component,
                    message.chars().take(MESSAGE).collect::<String>().escape_debug().to_string(),
                );
                match level {
                    Level::Trace => tracing::trace!(target: "component", %component, "{message}"),
                    Level::Debug => tracing::debug!(target: "component", %component, "{message}"),
                    Level::Info => tracing::info!(target: "component", %component, "{message}"),
                    Level::Warn => tracing::warn!(target: "component", %component, "{message}"),
                    Level::Error => tracing::error!(target: "component", %component, "{message}"),
                }
                Ok(())
            },
        )?,
        _ => {}
    }
    Ok(())
}
