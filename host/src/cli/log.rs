//! The log: stderr only, since stdout belongs to MCP or to a command's answer.

use std::io::{IsTerminal, stderr};

use tracing_subscriber::EnvFilter;

/// Starts it. A filter that cannot be read is reported and replaced.
pub(super) fn start(filter: Option<&str>) {
    let (filter, fault) = match EnvFilter::builder().parse(filter.unwrap_or("warn")) {
        Ok(filter) => (filter, None),
        Err(e) => (EnvFilter::new("warn"), Some(e)),
    };
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(stderr).with_ansi(stderr().is_terminal()).init();
    if let Some(fault) = fault {
        tracing::warn!("the log filter cannot be read: {fault}");
    }
}
