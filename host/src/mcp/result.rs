//! What a call came to, as MCP content.

use rmcp::model::{CallToolResult, ContentBlock};

use crate::catalog::Outcome;

/// Makes an MCP result.
pub(super) fn content(outcome: Outcome) -> CallToolResult {
    match outcome {
        Outcome::Data(value) => CallToolResult::structured(value),
        Outcome::Done => CallToolResult::success(vec![ContentBlock::text("Done.")]),
        Outcome::Failed(failure) => CallToolResult::error(vec![ContentBlock::text(failure.text)]),
        Outcome::Pictures(pictures, data) => {
            let mut blocks: Vec<_> =
                pictures.into_iter().map(|picture| ContentBlock::image(picture.base64, picture.mime_type)).collect();
            blocks.extend(data.map(|data| ContentBlock::text(data.to_string())));
            CallToolResult::success(blocks)
        }
    }
}
