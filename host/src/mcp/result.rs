//! What a call came to, as MCP content.

use rmcp::model::{CallToolResult, ContentBlock};

use crate::{
    catalog::Outcome,
    sandbox::Planned,
    text::{harmless, json},
};

/// Makes an MCP result. Texts are shown to people and read by assistants: what steers
/// a terminal or turns the direction of writing is escaped in them.
pub(super) fn content(outcome: Outcome) -> CallToolResult {
    match outcome {
        Outcome::Data(value) => {
            let mut result = CallToolResult::success(vec![ContentBlock::text(json(&value))]);
            result.structured_content = Some(value);
            result
        }
        Outcome::Done => CallToolResult::success(vec![ContentBlock::text("Done.")]),
        Outcome::Planned(planned, outcome) => plan(&planned, *outcome),
        Outcome::Failed(failure) => CallToolResult::error(vec![ContentBlock::text(harmless(&failure.text))]),
        Outcome::Pictures(pictures, data) => {
            let mut blocks: Vec<_> =
                pictures.into_iter().map(|picture| ContentBlock::image(picture.base64, picture.mime_type)).collect();
            blocks.extend(data.map(|data| ContentBlock::text(json(&data))));
            CallToolResult::success(blocks)
        }
    }
}

/// The answer to a dry run: what would be sent. It has no structured content, since
/// it is no answer of the tool.
fn plan(planned: &[Planned], outcome: Outcome) -> CallToolResult {
    let mut lines = vec![match planned.len() {
        0 => "Dry run: nothing was sent to Blender, and nothing would be.".to_owned(),
        1 => "Dry run: nothing was sent to Blender. This would be:".to_owned(),
        n => format!("Dry run: nothing was sent to Blender. These {n} operations would be:"),
    }];
    lines.extend(planned.iter().map(ToString::to_string));
    if let Outcome::Failed(failure) = outcome {
        lines.push(format!("The tool could not go on with stand-ins for Blender's answers:\n{}", failure.text));
    }
    CallToolResult::success(vec![ContentBlock::text(harmless(&lines.join("\n")))])
}
