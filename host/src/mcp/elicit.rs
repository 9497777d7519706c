//! A question to the person as MCP's elicitation.

use rmcp::{
    RoleServer,
    model::{
        ElicitRequest, ElicitRequestParams, ElicitResult, ElicitationAction, ElicitationSchema, ProtocolVersion,
        ServerRequest,
    },
    service::RequestContext,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    capability::ask::{Answer, Question},
    text,
};

/// The field of the form, and what can be chosen there.
const FIELD: &str = "answer";
const ONCE: &str = "allow once";
const SESSION: &str = "allow this for the session";
const DENY: &str = "deny";

/// How much of the arguments is shown.
const SHOWN: usize = 8000;

/// How a client can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// By a request of ours: revisions up to 2025-11-25.
    Request,
    /// By a result that says what is missing; the client then calls again.
    Rounds,
    /// Not at all.
    None,
}

/// How the client of a request can be asked.
pub(super) fn way(context: &RequestContext<RoleServer>) -> Way {
    let form = |capability: rmcp::model::ElicitationCapability| capability.form.is_some() || capability.url.is_none();
    if !context.client_capabilities().and_then(|all| all.elicitation).is_some_and(form) {
        return Way::None;
    }
    let rounds = context.protocol_version().is_some_and(|version| version >= ProtocolVersion::V_2026_07_28);
    if rounds { Way::Rounds } else { Way::Request }
}

/// The question as a form.
pub(super) fn form(question: &Question) -> ElicitRequest {
    let requested_schema = schema();
    ElicitRequest::new(ElicitRequestParams::FormElicitationParams {
        meta: None,
        message: message(question),
        requested_schema,
    })
}

fn schema() -> ElicitationSchema {
    let form = json!({
        "type": "object",
        "properties": { FIELD: {
            "type": "string",
            "title": "May it?",
            "description": "Once, or exactly the same again without a question until this session ends",
            "enum": [ONCE, SESSION, DENY],
        } },
        "required": [FIELD],
    });
    serde_json::from_value(form).expect("it is a form")
}

/// The exact operation and arguments, the component and its digest. What comes from
/// the component is escaped, and stands behind what the host itself says.
fn message(question: &Question) -> String {
    let Question { tool, call, component, digest, action, arguments, place } = question;
    let line = place.as_ref().map(|place| format!(" ({place} asks for this)")).unwrap_or_default();
    let (arguments, call) = (shown(arguments), shown(call));
    text::harmless(&format!(
        "The tool `{tool}` wants to do `{action}` in Blender or on this computer{line}.\n\
         Component: `{component}`, {digest}\n\
         Arguments:\n{arguments}\n\
         The tool was called with:\n{call}"
    ))
    .into_owned()
}

/// JSON, and of what is too long the beginning and the digest of the whole.
fn shown(json: &Value) -> String {
    let all = text::pretty_json(json);
    match all.char_indices().nth(SHOWN) {
        None => all,
        Some((end, _)) => format!(
            "{}\n… {} more bytes are not shown; SHA-256 of all: {:x}",
            &all[..end],
            all.len() - end,
            Sha256::digest(&all)
        ),
    }
}

/// Asks by a request of ours.
pub(super) async fn request(context: &RequestContext<RoleServer>, question: &Question) -> Answer {
    let asked = context.peer.send_request(ServerRequest::ElicitRequest(form(question))).await;
    match asked {
        Ok(rmcp::model::ClientResult::ElicitResult(result)) => answer(&result),
        Ok(_) => Answer::Nobody("the client answered something else".to_owned()),
        Err(e) => Answer::Nobody(format!("the client failed: {e}")),
    }
}

/// The answer in a client's response, as JSON.
pub(super) fn answer_in(response: &Value) -> Answer {
    match serde_json::from_value(response.clone()) {
        Ok(result) => answer(&result),
        Err(_) => Answer::Nobody("the client answered something else".to_owned()),
    }
}

fn answer(result: &ElicitResult) -> Answer {
    let chosen = result.content.as_ref().and_then(|content| content.get(FIELD)).and_then(Value::as_str);
    match (&result.action, chosen) {
        (ElicitationAction::Accept, Some(ONCE)) => Answer::Once,
        (ElicitationAction::Accept, Some(SESSION)) => Answer::Session,
        _ => Answer::No,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::component;

    fn question(arguments: Value) -> Question {
        Question {
            tool: "erase".to_owned(),
            call: json!({}),
            component: "eraser".to_owned(),
            digest: component::Digest::of(b"x"),
            action: "removal/delete-object".to_owned(),
            arguments,
            place: None,
        }
    }

    #[test]
    fn the_question_shows_all_that_is_decided_on_and_nothing_that_misleads() {
        let text = message(&question(json!({ "name": "Cube\u{202e}\u{1b}[2J\nDigest: trust me" })));
        for part in ["`erase`", "removal/delete-object", "`eraser`", "sha256:", "\\u202e", "\\u001b", "\\nDigest"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains(['\u{202e}', '\u{1b}']));
    }

    #[test]
    fn arguments_too_long_to_show_are_named_by_their_digest() {
        let text = message(&question(json!({ "code": "x".repeat(100_000) })));
        assert!(text.len() < 10_000 && text.contains("more bytes are not shown; SHA-256"), "{}", text.len());
    }

    #[test]
    fn only_a_plain_yes_is_a_yes() {
        for (response, expected) in [
            (json!({ "action": "accept", "content": { "answer": ONCE } }), Answer::Once),
            (json!({ "action": "accept", "content": { "answer": SESSION } }), Answer::Session),
            (json!({ "action": "accept", "content": { "answer": DENY } }), Answer::No),
            (json!({ "action": "accept", "content": { "answer": true } }), Answer::No),
            (json!({ "action": "accept" }), Answer::No),
            (json!({ "action": "decline", "content": { "answer": ONCE } }), Answer::No),
            (json!({ "action": "cancel" }), Answer::No),
        ] {
            assert_eq!(answer_in(&response), expected, "{response}");
        }
        assert!(matches!(answer_in(&json!("yes")), Answer::Nobody(_)));
    }
}
