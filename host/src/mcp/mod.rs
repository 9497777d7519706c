//! The MCP server: tools out of a catalog, over any transport of `rmcp`.

mod elicit;
mod progress;
mod result;
mod running;
mod server;
mod stdio;
mod watch;

pub use server::Server;
pub use stdio::stdio;
pub use watch::watch;

use rmcp::model::{Tool, ToolAnnotations};

/// A tool as MCP lists it.
pub fn listed(tool: &crate::catalog::Tool) -> Tool {
    let hints = tool.hints;
    let mut listed = Tool::new(tool.name.to_string(), tool.description.clone(), tool.input.clone())
        .with_title(tool.name.title())
        .with_annotations(
            ToolAnnotations::new()
                .read_only(hints.read_only)
                .destructive(hints.destructive)
                .idempotent(hints.idempotent)
                .open_world(hints.open_world),
        );
    if let Some(output) = &tool.output {
        listed = listed.with_raw_output_schema(output.clone());
    }
    listed
}
