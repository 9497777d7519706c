//! Messages as WebSocket frames: text, or binary if bytes are attached.

use std::time::Duration;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use tokio_tungstenite::tungstenite::Message;

use super::OpError;
use crate::{sandbox::Report, value::Attachments};

/// An operation to be run.
#[derive(Debug)]
pub struct Request {
    /// Its name on the wire.
    pub op: String,
    /// Its parameters by their names on the wire.
    pub params: Map<String, Value>,
    /// The bytes that the parameters refer to.
    pub attachments: Attachments,
    /// Its own time limit, if it has one.
    pub deadline: Option<Duration>,
    /// Whether it may be sent again if it is not known to have run.
    pub idempotent: bool,
}

/// What an operation answered with.
#[derive(Debug)]
pub struct Answer {
    /// The result.
    pub result: Value,
    /// The bytes that the result refers to.
    pub attachments: Attachments,
}

/// A message from the add-on.
#[derive(Debug)]
pub struct Incoming {
    /// The request that it belongs to; none if the add-on could not tell.
    pub id: Option<u64>,
    /// What it says.
    pub body: Body,
}

/// What a message from the add-on says.
#[derive(Debug)]
pub enum Body {
    /// How the request has ended.
    Answer(Result<Answer, OpError>),
    /// How far the request is.
    Progress(Report),
}

/// A request as it is sent.
#[derive(Debug, Serialize)]
pub(super) struct Outgoing<'a> {
    pub id: u64,
    pub op: &'a str,
    pub deadline_ms: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub call: Option<u64>,
    #[serde(flatten)]
    pub params: &'a Map<String, Value>,
}

/// Makes a frame of a message.
pub fn encode(message: &impl Serialize, attachments: &Attachments) -> Message {
    // Keys are texts and numbers are finite, so there is nothing to go wrong.
    let text = serde_json::to_string(message).unwrap_or_default();
    if attachments.0.is_empty() {
        return Message::text(text);
    }
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let mut bytes = Vec::with_capacity(4 + text.len() + attachments.0.len());
    bytes.extend(length.to_be_bytes());
    bytes.extend(text.as_bytes());
    bytes.extend(&attachments.0);
    Message::binary(bytes)
}

/// Reads a frame; `None` for one that carries no message. The error says what
/// is wrong with it.
pub fn decode(frame: &Message) -> Result<Option<Incoming>, String> {
    let (text, attachments): (&[u8], &[u8]) = match frame {
        Message::Text(text) => (text.as_bytes(), &[]),
        Message::Binary(bytes) => {
            let (head, rest) = bytes.split_first_chunk::<4>().ok_or("a binary frame without length")?;
            let length = u32::from_be_bytes(*head) as usize;
            rest.split_at_checked(length).ok_or("a binary frame that is too short")?
        }
        _ => return Ok(None),
    };
    // A list would be taken as the fields in their order.
    if !text.trim_ascii_start().starts_with(b"{") {
        return Err("a message that is no object".to_owned());
    }
    let message: Reply = serde_json::from_slice(text).map_err(|e| e.to_string())?;
    let attachments = Attachments(attachments.to_vec());
    let body = match message {
        Reply { progress: Some(p), .. } => Body::Progress(Report { done: p.done, total: p.total, message: p.message }),
        Reply { ok: Some(true), result, .. } => Body::Answer(Ok(Answer { result, attachments })),
        Reply { ok: Some(false), error: Some(error), .. } => Body::Answer(Err(error)),
        _ => return Err("a message that is neither an answer nor progress".to_owned()),
    };
    Ok(Some(Incoming { id: message.id, body }))
}

#[derive(Deserialize)]
struct Reply {
    id: Option<u64>,
    ok: Option<bool>,
    #[serde(default)]
    result: Value,
    error: Option<OpError>,
    progress: Option<Progress>,
}

#[derive(Deserialize)]
struct Progress {
    done: f64,
    total: Option<f64>,
    #[serde(default)]
    message: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bytes_make_a_binary_frame_that_reads_back() {
        let message = json!({ "id": 3, "ok": true, "result": { "offset": 0, "length": 2 } });
        let frame = encode(&message, &Attachments(vec![7, 8]));
        assert!(frame.is_binary());
        let read = decode(&frame).expect("it is well formed").expect("it is a message");
        let Body::Answer(Ok(answer)) = read.body else { panic!("an answer was sent") };
        assert_eq!((read.id, answer.attachments), (Some(3), Attachments(vec![7, 8])));
    }

    #[test]
    fn frames_that_make_no_sense_are_refused() {
        for bad in [
            Message::text("{"),
            Message::text("[1, true, {}, null, null]"),
            Message::text("{\"id\":1}"),
            Message::text("{\"id\":1,\"ok\":false}"),
            Message::binary(vec![0, 0]),
            Message::binary(vec![0, 0, 0, 9, b'{']),
        ] {
            assert!(decode(&bad).is_err(), "{bad:?}");
        }
    }
}
