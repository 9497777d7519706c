//! The log: stderr only, since stdout belongs to MCP or to a command's answer.

use std::io::{IsTerminal, stderr};

use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::EnvFilter;

/// Starts it. A filter that cannot be read is reported and replaced.
///
/// Lines are written by a thread of their own, which the guard ends; where nobody
/// reads them, lines are dropped and nothing waits.
pub(super) fn start(filter: Option<&str>) -> WorkerGuard {
    let filter = filter.filter(|filter| !filter.is_empty()).unwrap_or("warn");
    let (writer, guard) = tracing_appender::non_blocking(stderr());
    let (filter, fault) = match EnvFilter::builder().parse(filter) {
        Ok(filter) => (filter, None),
        Err(e) => (EnvFilter::new("warn"), Some(e)),
    };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(writer).with_ansi(stderr().is_terminal()).init();
    if let Some(fault) = fault {
        tracing::warn!("the log filter cannot be read: {fault}");
    }
    guard
}
