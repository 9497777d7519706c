//! One call of one exported function.

use std::sync::Arc;

use anyhow::{Context, Result};
use serde_json::{Map, Value};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use wasmtime::{
    Store, UpdateDeadline,
    component::{InstancePre, Val},
};
use wasmtime_wasi::ResourceTable;
use wasmtime_wasi_http::WasiHttpCtx;

use super::{
    Answers, CallContext, CallState, Clock, Plan, Planned, Sandbox, Seat, Stop, Tape, Usage,
    meter::{Meter, Metered},
    output::Output,
};
use crate::{
    audit::{Audit, Playback, Record, Start},
    blender::{Link, Session},
    capability::{
        self,
        ask::Asker,
        denied::{Denials, Refusals},
        files::Granted,
        network::secrets::Redactor,
    },
    component::{Component, Digest, Export, compiled::Cache},
    policy::{Denial, Grant, Limits, Policy},
    wit::packages::Operations,
};

/// How far a call is.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// How much is done.
    pub done: f64,
    /// How much there is in all, if known.
    pub total: Option<f64>,
    /// What is being done.
    pub message: String,
}

impl Report {
    /// The longest message, in characters.
    const MESSAGE: usize = 1000;

    /// The report with a message of bearable length.
    pub fn cut(mut self) -> Report {
        if let Some((end, _)) = self.message.char_indices().nth(Report::MESSAGE) {
            self.message.truncate(end);
        }
        self
    }
}

/// A component linked to exactly what it may use, ready to be instantiated.
pub struct Prepared {
    name: Arc<str>,
    digest: Digest,
    usage: Arc<Usage>,
    grant: Arc<Grant>,
    policy: Arc<Policy>,
    refusals: Arc<Refusals>,
    redactor: Redactor,
    folders: Arc<[Arc<Granted>]>,
    pre: InstancePre<CallState>,
}

/// What a call needs besides its arguments.
pub struct Call {
    /// The connection to Blender.
    pub link: Arc<Link>,
    /// Where progress goes.
    pub progress: Option<mpsc::Sender<Report>>,
    /// Cancelled when nobody wants the answer any more.
    pub cancel: CancellationToken,
    /// The way to the person who decides on what the policy leaves to one.
    pub asker: Asker,
    /// Where the call is recorded.
    pub audit: Audit,
    /// Whether its operations are listed rather than sent.
    pub dry_run: bool,
    /// The record that answers its operations, if it is run again.
    pub replay: Option<Arc<Playback>>,
}

impl Call {
    /// A call of which nobody hears but who made it.
    pub fn new(link: Arc<Link>) -> Call {
        Call {
            link,
            progress: None,
            cancel: CancellationToken::new(),
            asker: Asker::default(),
            audit: Audit::default(),
            dry_run: false,
            replay: None,
        }
    }
}

/// What a call came to.
pub struct Called {
    /// The result, or why there is none.
    pub result: Result<Option<Val>, Stop>,
    /// What the component was denied and survived.
    pub denied: Vec<Denial>,
    /// What a dry run would have sent.
    pub plan: Vec<Planned>,
    /// The record, to be ended by who knows what the result is as JSON.
    pub record: Record,
}

impl Prepared {
    /// Compiles a component (or loads it from the cache) and links it.
    pub fn new(
        sandbox: &Sandbox,
        cache: &Cache,
        component: &Component,
        policy: &Arc<Policy>,
        operations: &'static Operations,
    ) -> Result<Prepared> {
        let grant = policy.of(component)?.clone();
        let compiled = cache.load(&sandbox.engine, component)?;
        let linker = capability::link(&sandbox.engine, &compiled, component, &grant, policy, operations)
            .with_context(|| format!("cannot link `{}`", component.name))?;
        let pre = linker
            .instantiate_pre(&compiled)
            .map_err(anyhow::Error::from)
            .with_context(|| format!("cannot link `{}`", component.name))?;
        let refusals = Arc::new(Refusals::of(policy, &component.name, &grant));
        Ok(Prepared {
            name: component.name.as_str().into(),
            digest: component.digest.clone(),
            usage: sandbox.usages.of(&component.name, &grant.limits),
            folders: Granted::all(&grant, &sandbox.rooms),
            grant: Arc::new(grant),
            policy: policy.clone(),
            refusals,
            redactor: Redactor::default(),
            pre,
        })
    }

    /// How much it may use.
    pub fn limits(&self) -> &Limits {
        &self.grant.limits
    }

    /// What takes the secrets that its calls have read by now out of text.
    pub fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// Calls an exported function in a fresh instance, with these arguments; `given`
    /// are the same as JSON, for the record.
    pub async fn call(
        &self,
        sandbox: &Sandbox,
        tool: &str,
        export: &Export,
        args: &[Val],
        given: &Map<String, Value>,
        call: Call,
    ) -> Called {
        let plan = Plan::default();
        let (record, tape) = match self.begin(tool, given, &call) {
            Ok(begun) => begun,
            Err(stop) => {
                return Called { result: Err(stop), denied: Vec::new(), plan: Vec::new(), record: Record::default() };
            }
        };
        let denied = Denials::recorded(record.clone());
        let run = async {
            self.usage.count()?;
            let seat = self.usage.seat().await?;
            let _place = sandbox.places.acquire().await.map_err(|e| Stop::Crash(e.to_string()))?;
            let clock = Arc::new(Clock::start(self.grant.limits.deadline()));
            let state =
                self.state(tool, given, &call, clock.clone(), denied.clone(), plan.clone(), record.clone(), tape, seat);
            self.run(sandbox, export, args, clock, state).await
        };
        let result = tokio::select! {
            biased;
            () = call.cancel.cancelled() => Err(Stop::Cancelled),
            result = run => result,
        };
        Called { result, denied: denied.take(), plan: plan.take(), record }
    }

    /// Begins the record of a call, and what it sees of chance and time if that is
    /// recorded, too.
    fn begin(&self, tool: &str, args: &Map<String, Value>, call: &Call) -> Result<(Record, Option<Tape>), Stop> {
        let tape = match &call.replay {
            Some(playback) => Some(playback.tape.clone()),
            None if self.policy.audit_answers => Some(Tape::record().map_err(|e| Stop::Audit(format!("{e:#}")))?),
            None => None,
        };
        let record = call.audit.begin(Start {
            tool,
            component: &self.name,
            digest: &self.digest,
            args,
            dry_run: call.dry_run,
            redactor: Some(Arc::new(self.redactor.clone())),
            tape: tape.clone(),
        })?;
        Ok((record, tape))
    }

    async fn run(
        &self,
        sandbox: &Sandbox,
        export: &Export,
        args: &[Val],
        clock: Arc<Clock>,
        state: CallState,
    ) -> Result<Option<Val>, Stop> {
        let meter = Arc::new(Meter::default());
        let mut store = Store::new(&sandbox.engine, state);
        store.limiter(|state| state);
        store.set_hostcall_fuel(self.grant.limits.exchange_bytes());
        store.set_epoch_deadline(1);
        let (watched, measured, cpu) = (clock.clone(), meter.clone(), self.grant.limits.cpu());
        store.epoch_deadline_callback(move |_| match watched.left() {
            _ if measured.used() >= cpu => Err(wasmtime::Error::new(Stop::Cpu(cpu))),
            Some(_) => Ok(UpdateDeadline::Yield(1)),
            None => Err(wasmtime::Error::new(watched.stop())),
        });
        let run = async {
            let instance = self.pre.instantiate_async(&mut store).await?;
            let index = match &export.interface {
                Some(interface) => {
                    let interface = instance.get_export_index(&mut store, None, interface);
                    instance.get_export_index(&mut store, interface.as_ref(), &export.function.name)
                }
                None => instance.get_export_index(&mut store, None, &export.function.name),
            };
            let function = index.and_then(|index| instance.get_func(&mut store, index));
            let function = function.ok_or_else(|| wasmtime::Error::msg("the export is gone"))?;
            let mut results = vec![Val::Bool(false); usize::from(export.function.result.is_some())];
            function.call_async(&mut store, args, &mut results).await?;
            wasmtime::Result::Ok(results.pop())
        };
        // Epochs stop a component that computes; one that sleeps is stopped here.
        tokio::select! {
            result = Metered::new(run, meter) => result.map_err(|error| stop(&error, &self.grant.limits)),
            () = clock.expired() => Err(clock.stop()),
        }
    }

    #[allow(clippy::too_many_arguments, reason = "they are what a call is made of")]
    fn state(
        &self,
        tool: &str,
        given: &Map<String, Value>,
        call: &Call,
        clock: Arc<Clock>,
        denied: Denials,
        plan: Plan,
        record: Record,
        tape: Option<Tape>,
        seat: Seat,
    ) -> CallState {
        let mut wasi = wasmtime_wasi::WasiCtx::builder();
        wasi.stdout(Output::new(&self.name, "stdout")).stderr(Output::new(&self.name, "stderr"));
        capability::sockets::prepare(&mut wasi);
        if let Some(tape) = tape {
            tape.prepare(&mut wasi);
        }
        let answers = match &call.replay {
            Some(playback) => Answers::Recorded(playback.clone()),
            None if call.dry_run => Answers::Nobody(plan),
            None => Answers::Blender(Arc::new(Session::begin(call.link.clone()))),
        };
        let requests = capability::network::prepare(
            &self.name,
            &self.grant,
            &self.policy,
            denied.clone(),
            &self.redactor,
            answers.live(),
        );
        let context = CallContext {
            tool: tool.to_owned(),
            args: given.clone(),
            component: self.name.clone(),
            digest: self.digest.clone(),
            answers,
            asker: call.asker.clone(),
            record,
            progress: call.progress.clone(),
            clock,
            seat,
        };
        let context = Arc::new(context);
        CallState {
            files: capability::files::prepare(&self.folders, &context, &denied),
            context,
            limits: self.grant.limits,
            ops: 0,
            reports: 0,
            memory: 0,
            table_elements: 0,
            requests,
            denied,
            refusals: self.refusals.clone(),
            wasi: wasi.build(),
            http: WasiHttpCtx::new(),
            table: ResourceTable::new(),
        }
    }
}

/// How wasmtime says that a component passed too much to the host at once; the
/// error's type is its own.
const EXHAUSTED: &str = "fuel allocated for hostcalls";

/// Tells why a component stopped.
fn stop(error: &wasmtime::Error, limits: &Limits) -> Stop {
    if let Some(stop) = error.downcast_ref::<Stop>() {
        return stop.clone();
    }
    match error.downcast_ref::<wasmtime::Trap>() {
        Some(trap) => Stop::Crash(trap.to_string()),
        None => match error.root_cause().to_string() {
            cause if cause.contains(EXHAUSTED) => Stop::Exchange(limits.memory_mb),
            cause => Stop::Crash(cause),
        },
    }
}
