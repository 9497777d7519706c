//! Messages from the add-on.

use host::{
    blender::frame::{Body, decode, encode},
    value::{Attachments, from_json, to_json},
    wit::packages::Operations,
};
use serde_json::Value;
use tokio_tungstenite::tungstenite::Message;

/// For the bytes of an input as a binary frame, and as a text frame if they are text:
///
/// - a frame is taken apart or refused in words;
/// - what it says is what stands in its JSON, and its attachments are what comes after that;
/// - sent again by the host, it is read as the same;
/// - what it answers with is either refused as the result of an operation, or becomes a value that comes back the same.
pub fn holds(data: &[u8]) {
    if let Ok(text) = std::str::from_utf8(data) {
        holds_of(&Message::text(text), data, &[]);
    }
    let parts = data.split_first_chunk::<4>().and_then(|(length, rest)| {
        let length = usize::try_from(u32::from_be_bytes(*length)).ok()?;
        rest.split_at_checked(length)
    });
    let (json, attachments) = parts.unwrap_or_default();
    holds_of(&Message::binary(data.to_vec()), json, attachments);
}

fn holds_of(frame: &Message, json: &[u8], attachments: &[u8]) {
    let read = match decode(frame) {
        Ok(read) => read.expect("a frame with data carries a message"),
        Err(why) => return assert!(!why.is_empty(), "it is refused without a word"),
    };
    // What the host does not look at may be text with half a character, which is no JSON.
    let Ok(sent) = serde_json::from_slice::<Value>(json) else { return };
    assert_eq!(read.id, sent["id"].as_u64(), "{sent}");
    match read.body {
        Body::Progress(report) => {
            // Its parts may come as a list, in their order.
            let done = sent["progress"].get("done").or(sent["progress"].get(0));
            assert_eq!(done.and_then(Value::as_f64), Some(report.done), "{sent}");
            assert!(report.cut().message.chars().count() <= 1000, "{sent}");
        }
        Body::Answer(Ok(answer)) => {
            assert_eq!((&sent["ok"], &sent["result"]), (&Value::Bool(true), &answer.result), "{sent}");
            assert_eq!(answer.attachments.0, attachments, "{sent}");
            sent_again(&sent, &answer.result, answer.attachments);
        }
        Body::Answer(Err(error)) => {
            let told = |key, at: usize| sent["error"].get(key).or(sent["error"].get(at)).and_then(Value::as_str);
            assert_eq!(told("category", 0), Some(error.category.word()), "{sent}");
            assert_eq!(told("message", 1), Some(error.message.as_str()), "{sent}");
            assert_eq!(sent["ok"], Value::Bool(false), "{sent}");
        }
    }
}

/// The host writes the same message; what is answered goes to whoever asked for it.
fn sent_again(sent: &Value, result: &Value, attachments: Attachments) {
    let again = decode(&encode(sent, &attachments)).expect("it was taken before").expect("it carries a message");
    let Body::Answer(Ok(answer)) = again.body else { panic!("{sent} is no answer any more") };
    assert_eq!((&answer.result, &answer.attachments), (result, &attachments), "{sent}");

    for operation in Operations::built_in().all.values() {
        let Some(shape) = operation.function.outcome().0 else { continue };
        let Ok(value) = from_json(result, shape, &attachments) else { continue };
        let mut bytes = Attachments::default();
        let json = to_json(&value, shape, &mut bytes).unwrap_or_else(|fault| panic!("{value:?} of {shape:?}: {fault}"));
        assert_eq!(from_json(&json, shape, &bytes), Ok(value), "{json}");
    }
}
