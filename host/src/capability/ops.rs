//! Operations of Blender. Any function of `blender:ops` that a component
//! imports and is granted is forwarded by its type; there is no list of
//! operations here.

use std::{collections::BTreeMap, sync::Arc};

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use wasmtime::{
    Engine, StoreContextMut,
    component::{
        Linker, LinkerInstance, Val,
        types::{ComponentInstance, ComponentItem},
    },
};

use super::{ask::Asker, denied};
use crate::{
    audit::Attempt,
    blender::{Answer, OpError, Request, Session},
    component::Component,
    policy::{Decision, Denial, Grant, OpRules, Policy, Ruling},
    sandbox::{Answers, CallContext, CallState, Planned, Report, Stop},
    schema::{self, BytesAs, Checker},
    value::{Attachments, from_json, stand_in, to_json},
    wit::{
        function::Function,
        packages::{OpName, Operation, Operations},
        shape::{Field, Kind, Shape, same_fields, snake},
    },
};

/// An operation as one component calls it.
struct Forward {
    name: OpName,
    wire: String,
    operation: &'static Operation,
    checker: Checker,
    rules: OpRules,
    policy: Arc<Policy>,
}

/// Links one interface of `blender:ops`.
#[allow(clippy::too_many_arguments, reason = "they are what a link is made of")]
pub fn link(
    engine: &Engine,
    linker: &mut Linker<CallState>,
    interface: &str,
    declared: &ComponentInstance,
    component: &Component,
    grant: &Grant,
    policy: &Arc<Policy>,
    operations: &'static Operations,
) -> Result<()> {
    let short = interface.split(['/', '@']).nth(1).unwrap_or_default();
    let mut instance = linker.instance(interface)?;
    for (function, item) in declared.exports(engine) {
        let ComponentItem::ComponentFunc(_) = item.ty else { continue };
        let name = OpName::new(short, function);
        if !grant.ops.may_allow(&name) {
            deny(&mut instance, name, component, grant, policy)?;
            continue;
        }
        let imported = component.imports.ops.get(&name).context("the component imports it")?;
        if let Some(what) = mismatch(&name, imported, operations) {
            denied::function(&mut instance, function, Denial { what, line: String::new(), file: String::new() })?;
            continue;
        }
        let forward = Arc::new(Forward::new(&name, grant, policy, operations)?);
        instance.func_new_async(function, move |mut store, _, args, results| {
            let forward = forward.clone();
            Box::new(async move {
                let result = forward.send(&mut store, args).await?;
                let place = results.first_mut().ok_or_else(|| wasmtime::Error::msg("it answers with nothing"))?;
                *place = result;
                Ok(())
            })
        })?;
    }
    Ok(())
}

/// Links an operation that is denied whatever its arguments are.
fn deny(
    instance: &mut LinkerInstance<'_, CallState>,
    name: OpName,
    component: &Component,
    grant: &Grant,
    policy: &Policy,
) -> Result<()> {
    let ruling = grant.ops.decide(&name, &Value::Null);
    let denial = policy.denied_op(&component.name, &name, &ruling);
    let params = component.imports.ops.get(&name).context("the component imports it")?.params.clone();
    let function = name.function().to_owned();
    instance.func_new(&function, move |store, _, args, _| {
        let context = &store.data().context;
        // What cannot even be written as JSON is denied without being recorded in full.
        let (args, attachments) = arguments(&name, &params, args).unwrap_or_default();
        let attempt = context.record.attempt(&name, &args, &attachments, &ruling);
        Err(wasmtime::Error::new(match (attempt.end(), &context.answers) {
            (Err(stop), _) => stop,
            (Ok(()), Answers::Recorded(playback)) => replayed(playback.answer(&name, &args, &attachments)),
            (Ok(()), _) => Stop::Denied(denial.clone()),
        }))
    })?;
    Ok(())
}

/// Why a call that is run again ends with an operation that is denied by now.
fn replayed(answer: Result<Option<Result<Answer, OpError>>, Stop>) -> Stop {
    match answer {
        Ok(None) => Stop::Replayed,
        Ok(Some(_)) => Stop::Parted("the policy denies by now what it allowed when the call was recorded".to_owned()),
        Err(stop) => stop,
    }
}

/// Arguments as they go onto the wire, by their types.
fn arguments(name: &OpName, params: &[Field], args: &[Val]) -> Result<(Map<String, Value>, Attachments), OpError> {
    let (mut map, mut attachments) = (Map::new(), Attachments::default());
    for (param, value) in params.iter().zip(args) {
        if param.optional() && matches!(value, Val::Option(None)) {
            continue;
        }
        let field = snake(&param.name);
        let json = to_json(value, &param.shape, &mut attachments)
            .map_err(|e| OpError::validation(format!("{name}: `{field}`: {e}")))?;
        map.insert(field, json);
    }
    Ok((map, attachments))
}

/// Why a component's idea of an operation is not that of the host, if so.
pub fn mismatch(name: &OpName, imported: &Function, operations: &Operations) -> Option<String> {
    let Some(known) = operations.all.get(name) else {
        return Some(format!("the operation `{name}` is not one that this host knows"));
    };
    let known = &known.function;
    let same_result = match (&known.result, &imported.result) {
        (Some(a), Some(b)) => a.same_structure(b),
        (None, None) => true,
        _ => false,
    };
    (!same_result || !same_fields(&known.params, &imported.params)).then(|| {
        format!("the operation `{name}` is `{imported}` for the component, but `{known}` for this host; build the component anew")
    })
}

impl Forward {
    fn new(name: &OpName, grant: &Grant, policy: &Arc<Policy>, operations: &'static Operations) -> Result<Forward> {
        let operation = &operations.all[name];
        let schema = schema::object(&operation.function.params, BytesAs::Attachment);
        Ok(Forward {
            name: name.clone(),
            wire: name.wire(),
            operation,
            checker: Checker::new(&schema.into())?,
            rules: grant.ops.of(name),
            policy: policy.clone(),
        })
    }

    async fn send(&self, store: &mut StoreContextMut<'_, CallState>, args: &[Val]) -> wasmtime::Result<Val> {
        let state = store.data_mut();
        state.count_op().map_err(wasmtime::Error::new)?;
        let context = state.context.clone();
        let result = match self.request(args) {
            Ok((request, ruling)) => {
                let answer = self.decided(&context, &request, &ruling).await.map_err(wasmtime::Error::new)?;
                answer.and_then(|answer| self.answer(&answer.result, &answer.attachments))
            }
            Err(error) => Err(error),
        };
        result.or_else(|error| self.error(&error)).map_err(wasmtime::Error::new)
    }

    /// Does with a request what was decided, and records it.
    async fn decided(
        &self,
        context: &CallContext,
        request: &Request,
        ruling: &Ruling,
    ) -> Result<Result<Answer, OpError>, Stop> {
        match &context.answers {
            Answers::Blender(session) => self.sent(context, session, request, ruling).await,
            Answers::Recorded(playback) => {
                playback.answer(&self.name, &request.params, &request.attachments)?.ok_or(Stop::Replayed)
            }
            Answers::Nobody(plan) => {
                self.attempt(context, request, ruling)?.end()?;
                plan.add(Planned::new(&self.name.to_string(), request.params.clone().into(), ruling));
                Ok(Ok(self.stand_in(request)))
            }
        }
    }

    /// Begins the record of an attempt; one that is denied ends the call.
    fn attempt<'a>(
        &'a self,
        context: &CallContext,
        request: &'a Request,
        ruling: &'a Ruling,
    ) -> Result<Attempt<'a>, Stop> {
        let attempt = context.record.attempt(&self.name, &request.params, &request.attachments, ruling);
        if ruling.decision == Decision::Deny {
            attempt.end()?;
            return Err(Stop::Denied(self.policy.denied_op(&context.component, &self.name, ruling)));
        }
        Ok(attempt)
    }

    /// Sends a request to Blender, if a person who has to be asked says yes.
    async fn sent(
        &self,
        context: &CallContext,
        session: &Session,
        request: &Request,
        ruling: &Ruling,
    ) -> Result<Result<Answer, OpError>, Stop> {
        let mut attempt = self.attempt(context, request, ruling)?;
        if ruling.decision == Decision::Ask {
            let arguments = request.params.clone().into();
            let question = context.question(&self.name.to_string(), arguments, ruling.place.clone());
            let said = context.ask(question.clone()).await;
            attempt.asked(said.word());
            if let Some(stop) = Asker::refusal(&question, &said) {
                attempt.end()?;
                return Err(stop);
            }
        }
        let answer = match session.ready().await {
            Ok(()) => {
                let mut report = |report: Report| {
                    if let Some(progress) = &context.progress {
                        let _ = progress.try_send(report.cut());
                    }
                };
                // Only the time in which Blender works is not the component's.
                let _pause = context.clock.pause();
                attempt.sent();
                session.call(request, &mut report).await
            }
            Err(error) => Err(error),
        };
        attempt.answered(answer.as_ref())?;
        Ok(answer)
    }

    /// What a dry run answers with.
    fn stand_in(&self, request: &Request) -> Answer {
        let function = &self.operation.function;
        let result = function.outcome().0.map(|shape| stand_in(shape, &function.params, &request.params));
        Answer { result: result.unwrap_or_default(), attachments: Attachments::default() }
    }

    /// The message for these arguments, checked as the add-on will check it, and
    /// what the policy says of it.
    fn request(&self, args: &[Val]) -> Result<(Request, Ruling), OpError> {
        let (params, attachments) = arguments(&self.name, &self.operation.function.params, args)?;
        let params = Value::Object(params);
        self.checker.check(&params).map_err(|e| OpError::validation(format!("{}: {e}", self.name)))?;
        let ruling = self.rules.decide(&self.name, &params);
        let Value::Object(params) = params else { unreachable!("it was made as an object") };
        let facts = &self.operation.function.facts;
        let request = Request {
            op: self.wire.clone(),
            params,
            attachments,
            deadline: facts.deadline,
            idempotent: facts.idempotent,
        };
        Ok((request, ruling))
    }

    fn answer(&self, result: &Value, attachments: &Attachments) -> Result<Val, OpError> {
        let payload = match self.operation.function.outcome().0 {
            Some(shape) => {
                let value = from_json(result, shape, attachments).map_err(|e| {
                    OpError::system(format!("Blender's answer to {} is not what it should be: {e}", self.name))
                })?;
                Some(Box::new(value))
            }
            None => None,
        };
        Ok(Val::Result(Ok(payload)))
    }

    /// The error as the component sees it.
    fn error(&self, error: &OpError) -> Result<Val, Stop> {
        let Some(Shape { kind: Kind::Record(fields), .. }) = self.operation.function.outcome().1 else {
            return Err(Stop::Answer(error.to_string()));
        };
        let values = BTreeMap::from([
            ("category", Value::from(error.category.word())),
            ("message", Value::from(error.message.clone())),
            ("retryable", Value::from(error.retryable)),
        ]);
        let record = fields.iter().map(|field| {
            let json = values.get(field.name.as_str()).unwrap_or(&Value::Null);
            from_json(json, &field.shape, &Attachments::default()).map(|value| (field.name.clone(), value))
        });
        let record = record.collect::<Result<_, _>>().map_err(|e| Stop::Answer(e.to_string()))?;
        Ok(Val::Result(Err(Some(Box::new(Val::Record(record))))))
    }
}
