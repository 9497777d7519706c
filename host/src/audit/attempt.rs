//! The record of one attempt at an operation.

use std::{sync::Arc, time::Instant};

use base64::{Engine, prelude::BASE64_STANDARD};
use serde_json::{Map, Value, json};

use super::{
    Summary,
    record::Open,
    values::{self, ANSWER},
};
use crate::{
    blender::{Answer, OpError},
    policy::Ruling,
    sandbox::Stop,
    value::Attachments,
    wit::packages::OpName,
};

/// An attempt at an operation. It is recorded when it ends; one that is dropped
/// before that has met the end of its call.
pub struct Attempt<'a> {
    record: Option<Arc<Open>>,
    op: &'a OpName,
    args: &'a Map<String, Value>,
    attachments: &'a Attachments,
    ruling: &'a Ruling,
    began: Instant,
    asked: Option<&'static str>,
    sent: bool,
}

impl<'a> Attempt<'a> {
    pub(super) fn new(
        record: Option<Arc<Open>>,
        op: &'a OpName,
        args: &'a Map<String, Value>,
        attachments: &'a Attachments,
        ruling: &'a Ruling,
    ) -> Attempt<'a> {
        Attempt { record, op, args, attachments, ruling, began: Instant::now(), asked: None, sent: false }
    }

    /// Notes what the person said who was asked.
    pub fn asked(&mut self, said: &'static str) {
        self.asked = Some(said);
    }

    /// Notes that it is sent now.
    pub fn sent(&mut self) {
        self.sent = true;
    }

    /// Records that nothing was sent.
    pub fn end(mut self) -> Result<(), Stop> {
        self.write(None)
    }

    /// Records what came of it.
    pub fn answered(mut self, answer: Result<&Answer, &OpError>) -> Result<(), Stop> {
        self.write(Some(answer))
    }

    fn write(&mut self, answer: Option<Result<&Answer, &OpError>>) -> Result<(), Stop> {
        let Some(open) = self.record.take() else { return Ok(()) };
        let mut body = open.body("op");
        body.add("op", &self.op.to_string());
        let args = values::arguments(self.args, &open.redactor);
        body.add_json("arguments", &args.json);
        let mut redacted = args.redacted;
        if !self.attachments.0.is_empty() {
            body.add("attachments", &Summary::of(&self.attachments.0));
        }
        body.add("decision", &self.ruling.decision);
        body.add("line", &self.ruling.place.as_ref().map(ToString::to_string));
        if let Some(said) = self.asked {
            body.add("asked", said);
        }
        body.add_duration(self.began.elapsed());
        match answer {
            Some(Ok(Answer { result, attachments })) => {
                body.add("result", &Summary::of_result(result, attachments));
                if open.tape.is_some() && attachments.0.len() <= ANSWER {
                    let whole = values::whole(result, &open.redactor);
                    if !whole.cut {
                        redacted |= whole.redacted;
                        body.add_json("answer", &whole.json);
                        if !attachments.0.is_empty() {
                            body.add("answerAttachments", &BASE64_STANDARD.encode(&attachments.0));
                        }
                    }
                }
            }
            Some(Err(OpError { category, message, retryable })) => {
                let message = values::text(message, &open.redactor);
                body.add("error", &json!({ "category": category.word(), "message": message, "retryable": retryable }));
            }
            None => {}
        }
        if redacted {
            body.add("redacted", &true);
        }
        open.add(&body)
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        if self.record.is_none() {
            return;
        }
        let message = match self.sent {
            true => "the call ended before Blender answered; it may have been done",
            false => "the call ended before it was sent",
        };
        let error = OpError::system(message);
        if let Err(stop) = self.write(Some(Err(&error))) {
            tracing::error!("{stop}");
        }
    }
}
