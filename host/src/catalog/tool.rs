//! An exported function as an MCP tool.

use std::{fmt, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use futures_util::FutureExt;
use serde_json::{Map, Value, json};
use wasmtime::component::Val;

use super::{Catalog, Entry, Hints};
use crate::{
    audit::{self, Playback},
    blender::Link,
    component::Export,
    policy::{Denial, Limits},
    sandbox::{Call, Called, Planned, Prepared, Report, Stop},
    schema::{self, BytesAs, Checker},
    text::harmless,
    value::{Base64, from_json, to_json},
    wit::{
        packages::Operations,
        shape::{Kind, Shape, snake},
    },
};

/// A tool's name: lower-case letters, digits and underscores, begins with a
/// letter, shorter than 50 characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ToolName(String);

/// The longest name that every client takes, together with a server's.
const LONGEST_NAME: usize = 49;

impl ToolName {
    fn of_function(function: &str) -> Result<ToolName> {
        let name = snake(function);
        let fits = name.len() <= LONGEST_NAME
            && name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
        ensure!(fits, "the function `{function}` makes no tool name: at most {LONGEST_NAME} of a-z, 0-9 and -");
        Ok(ToolName(name))
    }

    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name for people: `get_scene_info` is "Get scene info".
    pub fn title(&self) -> String {
        let mut words = self.0.replace('_', " ");
        if let Some(first) = words.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        words
    }
}

impl fmt::Display for ToolName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The lookup of tools by a plain text.
impl std::borrow::Borrow<str> for ToolName {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// A tool.
pub struct Tool {
    /// Its name.
    pub name: ToolName,
    /// Its description, for the assistant.
    pub description: String,
    /// The JSON Schema of its arguments.
    pub input: Arc<Map<String, Value>>,
    /// The JSON Schema of its structured result; none if it answers with
    /// pictures or nothing.
    pub output: Option<Arc<Map<String, Value>>>,
    /// What it says of its effects.
    pub hints: Hints,
    /// The component that it belongs to.
    pub entry: Arc<Entry>,
    export: usize,
    checker: Checker,
}

/// What a call came to.
#[derive(Debug)]
pub enum Outcome {
    /// Data that fits the tool's output schema.
    Data(Value),
    /// Pictures, and the data around them if there is any.
    Pictures(Vec<Picture>, Option<Value>),
    /// Nothing but success.
    Done,
    /// A failure.
    Failed(Failure),
    /// Of a dry run: what would have been sent, and what came of it with stand-ins
    /// for the answers.
    Planned(Vec<Planned>, Box<Outcome>),
}

/// Why a call has no result.
#[derive(Debug)]
pub struct Failure {
    /// All that is known, in words.
    pub text: String,
    /// What the tool itself answered, if it failed by its own account.
    pub error: Option<Value>,
    /// What the component was denied; part of the text.
    pub denied: Vec<Denial>,
}

impl From<String> for Failure {
    fn from(text: String) -> Failure {
        Failure { text, error: None, denied: Vec::new() }
    }
}

/// A picture.
#[derive(Debug)]
pub struct Picture {
    /// The file's bytes, in Base64.
    pub base64: String,
    /// Its media type.
    pub mime_type: String,
}

/// A call that has ended.
struct Ran {
    /// What the function answered with, as JSON.
    result: Result<Option<Value>, Stop>,
    denied: Vec<Denial>,
    plan: Vec<Planned>,
}

/// The type that stands for a picture.
const IMAGE: &str = "blender:tool/content.image";

impl Tool {
    pub(super) fn new(entry: &Arc<Entry>, index: usize, operations: &Operations) -> Result<Tool> {
        let component = &entry.component;
        let function = &component.exports[index].function;
        let name = ToolName::of_function(&function.name)?;
        let mut input = schema::object(&function.params, BytesAs::Base64);
        input.values_mut().for_each(harmless_texts);
        let output = match function.outcome().0 {
            Some(shape) if !holds_image(shape) => Some(Arc::new(output_schema(shape))),
            _ => None,
        };
        let checker = Checker::new(&input.clone().into()).with_context(|| format!("the schema of `{name}`"))?;
        Ok(Tool {
            description: harmless(&function.facts.text).into_owned(),
            input: Arc::new(input),
            output,
            hints: Hints::of(component, &function.facts, operations),
            entry: entry.clone(),
            export: index,
            checker,
            name,
        })
    }

    /// The function behind it.
    pub fn export(&self) -> &Export {
        &self.entry.component.exports[self.export]
    }

    /// The first sentence of its description.
    pub fn summary(&self) -> &str {
        self.export().function.facts.summary()
    }

    /// Calls it. A failure of any kind, bad arguments included, is an
    /// [`Outcome::Failed`] whose text says what to do; only a cancelled call
    /// is an error.
    pub async fn call(&self, catalog: &Catalog, args: &Map<String, Value>, call: Call) -> Result<Outcome, Stop> {
        // A fault of this host ends the call that met it, and no other.
        AssertUnwindSafe(self.attempt(catalog, args, call))
            .catch_unwind()
            .await
            .unwrap_or_else(|_| Ok(self.failed("this host has a fault, its log says which; the next call works")))
    }

    async fn attempt(&self, catalog: &Catalog, args: &Map<String, Value>, call: Call) -> Result<Outcome, Stop> {
        let dry_run = call.dry_run;
        let Ran { result, denied, plan } = match self.run(catalog, args, call).await? {
            Ok(ran) => ran,
            Err(failure) => return Ok(self.failed(failure)),
        };
        let outcome = match result {
            Err(Stop::Cancelled) => return Err(Stop::Cancelled),
            Err(stop) => self.failed(stop),
            Ok(Some(json)) => self.outcome(json),
            Ok(None) => Outcome::Done,
        };
        let outcome = with_denials(outcome, &denied);
        Ok(if dry_run { Outcome::Planned(plan, Box::new(outcome)) } else { outcome })
    }

    /// Runs it again as it was recorded, and tells where the record and what it
    /// does now part, if they do.
    pub async fn replay(&self, catalog: &Catalog, playback: Arc<Playback>, link: Arc<Link>) -> Result<Option<String>> {
        let call = Call { dry_run: true, replay: Some(playback.clone()), ..Call::new(link) };
        let Ran { result, .. } = self.run(catalog, &playback.args, call).await?.map_err(anyhow::Error::msg)?;
        Ok(playback.parts(result.as_ref().map(Option::as_ref)))
    }

    /// Runs it and records the end. What keeps it from even beginning is told in
    /// words.
    async fn run(&self, catalog: &Catalog, args: &Map<String, Value>, call: Call) -> Result<Result<Ran, String>, Stop> {
        let function = &self.export().function;
        if let Err(fault) = self.checker.check(&Value::Object(args.clone())) {
            return Ok(Err(format!("wrong arguments: {fault}")));
        }
        let mut values = Vec::with_capacity(function.params.len());
        for param in &function.params {
            let name = snake(&param.name);
            match from_json(args.get(&name).unwrap_or(&Value::Null), &param.shape, &Base64) {
                Ok(value) => values.push(value),
                Err(e) => return Ok(Err(format!("wrong arguments: `{name}`: {e}"))),
            }
        }
        let prepared = match self.prepared(catalog, &call).await? {
            Ok(prepared) => prepared,
            Err(e) => return Ok(Err(format!("{e:#}"))),
        };
        let sandbox = match catalog.sandbox() {
            Ok(sandbox) => sandbox,
            Err(e) => return Ok(Err(format!("{e:#}"))),
        };
        let Called { result, denied, plan, record } =
            prepared.call(&sandbox, self.name.as_str(), self.export(), &values, args, call).await;
        let result = result.and_then(|value| self.answer(value, prepared.limits()));
        let recorded = record.end(match &result {
            Ok(Some(json)) if self.is_failure(json) => audit::End::Failed(json),
            Ok(json) => audit::End::Done(json.as_ref()),
            Err(stop) => audit::End::Stopped(stop),
        });
        Ok(Ok(Ran { result: recorded.and(result), denied, plan }))
    }

    /// Whether it is a failure by the tool's own account.
    fn is_failure(&self, json: &Value) -> bool {
        matches!(&self.export().function.result, Some(Shape { kind: Kind::Result { .. }, .. }))
            && json.get("error").is_some()
    }

    /// What the function answered with, as JSON.
    fn answer(&self, value: Option<Val>, limits: &Limits) -> Result<Option<Value>, Stop> {
        let (Some(value), Some(shape)) = (value, &self.export().function.result) else { return Ok(None) };
        let json = to_json(&value, shape, &mut Base64).map_err(|e| Stop::Answer(e.to_string()))?;
        if larger(&json, limits.output_bytes()) {
            return Err(Stop::Output(limits.output_mb));
        }
        Ok(Some(json))
    }

    /// A failure that is not the tool's own account.
    fn failed(&self, why: impl fmt::Display) -> Outcome {
        Outcome::Failed(format!("{}: {why}", self.name).into())
    }

    /// The component's linked form. Whoever has to wait for it to be compiled is
    /// told so each second.
    async fn prepared(&self, catalog: &Catalog, call: &Call) -> Result<Result<Arc<Prepared>>, Stop> {
        let mut prepared = std::pin::pin!(catalog.prepared(&self.entry));
        for waited in 1.. {
            tokio::select! {
                biased;
                () = call.cancel.cancelled() => return Err(Stop::Cancelled),
                prepared = &mut prepared => return Ok(prepared),
                () = tokio::time::sleep(Duration::from_secs(1)) => {}
            }
            if let Some(progress) = &call.progress {
                let message = format!("Compiling the component `{}`, once on this machine", self.entry.component.name);
                // Progress only ever grows, so this leaves room for the tool's own.
                let _ = progress.try_send(Report { done: f64::from(waited) * 1e-6, total: None, message });
            }
        }
        unreachable!("the loop ends by returning")
    }

    fn outcome(&self, json: Value) -> Outcome {
        let function = &self.export().function;
        let json = match (&function.result, json) {
            (Some(Shape { kind: Kind::Result { .. }, .. }), Value::Object(mut sides)) => match sides.remove("error") {
                Some(error) => {
                    return Outcome::Failed(Failure { text: failure(&error), error: Some(error), denied: Vec::new() });
                }
                None => sides.remove("ok").unwrap_or_default(),
            },
            (_, json) => json,
        };
        match function.outcome().0 {
            None => Outcome::Done,
            Some(shape) if holds_image(shape) => {
                let mut pictures = Vec::new();
                let rest = take_pictures(json, shape, &mut pictures);
                Outcome::Pictures(pictures, rest)
            }
            Some(_) => Outcome::Data(if json.is_object() { json } else { json!({ "result": json }) }),
        }
    }
}

/// Whether a value is larger as JSON than so many bytes.
fn larger(json: &Value, bytes: usize) -> bool {
    struct Room(usize);

    impl std::io::Write for Room {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::OutOfMemory)?;
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    serde_json::to_writer(Room(bytes), json).is_err()
}

/// Makes every text in a schema harmless: they come from the component.
fn harmless_texts(schema: &mut Value) {
    match schema {
        Value::String(text) => *text = harmless(text).into_owned(),
        Value::Array(all) => all.iter_mut().for_each(harmless_texts),
        Value::Object(all) => all.values_mut().for_each(harmless_texts),
        _ => {}
    }
}

/// The schema of structured content, which is always an object: a result that
/// is none stands in the field `result`.
fn output_schema(shape: &Shape) -> Map<String, Value> {
    let mut schema = schema::of(shape, BytesAs::Base64);
    harmless_texts(&mut schema);
    match schema {
        Value::Object(schema) if matches!(shape.kind, Kind::Record(_)) => schema,
        other => Map::from_iter([
            ("type".to_owned(), json!("object")),
            ("properties".to_owned(), json!({ "result": other })),
            ("required".to_owned(), json!(["result"])),
            ("additionalProperties".to_owned(), json!(false)),
        ]),
    }
}

fn is_image(shape: &Shape) -> bool {
    shape.name.as_deref() == Some(IMAGE)
}

/// Whether it is a picture, a list or option of one, or a record with one.
fn holds_image(shape: &Shape) -> bool {
    match &shape.kind {
        _ if is_image(shape) => true,
        Kind::List { items: inner, .. } | Kind::Option(inner) => holds_image(inner),
        Kind::Record(fields) => fields.iter().any(|f| holds_image(&f.shape)),
        _ => false,
    }
}

/// Takes the pictures out of a result and gives what else there is.
fn take_pictures(json: Value, shape: &Shape, pictures: &mut Vec<Picture>) -> Option<Value> {
    match (&shape.kind, json) {
        (_, Value::Null) => None,
        (_, Value::Object(mut image)) if is_image(shape) => {
            let mut text = |key| image.remove(key).and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
            pictures.push(Picture { base64: text("data"), mime_type: text("mime_type") });
            None
        }
        (Kind::List { items, .. }, Value::Array(all)) if holds_image(items) => {
            let rest: Vec<_> = all.into_iter().filter_map(|one| take_pictures(one, items, pictures)).collect();
            (!rest.is_empty()).then_some(Value::Array(rest))
        }
        (Kind::Option(inner), json) => take_pictures(json, inner, pictures),
        (Kind::Record(fields), Value::Object(mut object)) => {
            let mut rest = Map::new();
            for field in fields {
                let name = snake(&field.name);
                let Some(value) = object.remove(&name) else { continue };
                if let Some(value) = take_pictures(value, &field.shape, pictures) {
                    rest.insert(name, value);
                }
            }
            (!rest.is_empty()).then_some(Value::Object(rest))
        }
        (_, json) => Some(json),
    }
}

/// An error value in words: its message, and under their names what other texts
/// it has.
fn failure(error: &Value) -> String {
    let mut words = message(error);
    for (name, value) in error.as_object().into_iter().flatten() {
        if let Some(text) =
            value.as_str().filter(|text| !text.is_empty() && !["category", "message"].contains(&name.as_str()))
            && error["message"].is_string()
        {
            words.push_str(&format!("\n\n{name}:\n{text}"));
        }
    }
    words
}

fn message(error: &Value) -> String {
    let text = |key| error.get(key).and_then(Value::as_str);
    match (error.as_str(), text("category"), text("message")) {
        (Some(text), ..) => text.to_owned(),
        (_, Some(category), Some(message)) => {
            let again = if error["retryable"] == true { " The same call may succeed later." } else { "" };
            let end = if message.ends_with(['.', '?', '!']) { "" } else { "." };
            format!("{category} error: {message}{end}{again}")
        }
        (_, _, Some(message)) => message.to_owned(),
        _ if error.is_null() => "the tool failed without saying why".to_owned(),
        _ => error.to_string(),
    }
}

/// Tells of denials that the component may have kept to itself.
fn with_denials(outcome: Outcome, denied: &[Denial]) -> Outcome {
    match outcome {
        Outcome::Failed(mut failure) if !denied.is_empty() => {
            let lines: Vec<_> = denied.iter().map(|d| format!("\ndenied: {d}")).collect();
            failure.text.push_str(&lines.concat());
            failure.denied = denied.to_vec();
            Outcome::Failed(failure)
        }
        other => other,
    }
}
