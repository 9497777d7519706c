//! What belongs to one call and is gone with it.

use std::sync::Arc;

use serde_json::{Map, Value};
use tokio::sync::mpsc;
use wasmtime::ResourceLimiter;
use wasmtime_wasi::{ResourceTable, WasiCtx, WasiCtxView, WasiView};
use wasmtime_wasi_http::{WasiHttpCtx, WasiHttpCtxView, WasiHttpView};

use super::{Answers, Clock, Report, Seat, Stop};
use crate::{
    audit::Record,
    capability::{
        ask::{Answer, Asker, Question},
        denied::{Denials, Refusals},
        files::Files,
        network::Requests,
    },
    component::Digest,
    policy::{Limits, Place},
};

/// The elements that a component's tables may hold.
const TABLE_ELEMENTS: usize = 100_000;

/// Who calls whom, and the ways out of the call.
pub struct CallContext {
    /// The tool that was called.
    pub tool: String,
    /// The arguments that it was called with.
    pub args: Map<String, Value>,
    /// The component's name.
    pub component: Arc<str>,
    /// The file that the component is.
    pub digest: Digest,
    /// Who answers its operations.
    pub answers: Answers,
    /// The way to the person who decides on what the policy leaves to one.
    pub asker: Asker,
    /// The record of the call.
    pub record: Record,
    /// Where its progress goes.
    pub progress: Option<mpsc::Sender<Report>>,
    /// The call's time.
    pub clock: Arc<Clock>,
    /// Its place among the component's calls at the same time.
    pub seat: Seat,
}

impl CallContext {
    /// Asks the person. Meanwhile another call of the component has its place.
    pub async fn ask(&self, question: Question) -> Answer {
        self.seat.leave();
        let answer = self.asker.ask(question, &self.clock).await;
        let _pause = self.clock.pause();
        match self.seat.back().await {
            Ok(()) => answer,
            Err(stop) => Answer::Nobody(stop.to_string()),
        }
    }

    /// What a person is asked before the component does something.
    pub fn question(&self, action: &str, arguments: Value, place: Option<Place>) -> Question {
        Question {
            tool: self.tool.clone(),
            call: Value::Object(self.args.clone()),
            component: self.component.to_string(),
            digest: self.digest.clone(),
            action: action.to_owned(),
            arguments,
            place,
        }
    }
}

/// The state of one call.
pub struct CallState {
    /// Who calls whom, and the ways out of the call.
    pub context: Arc<CallContext>,
    /// How much it may use.
    pub limits: Limits,
    /// How many operations it has sent.
    pub ops: u32,
    /// How many log lines and progress reports it has written.
    pub reports: u32,
    /// How much memory all its memories have together, in bytes.
    pub memory: usize,
    /// How many elements all its tables have together.
    pub table_elements: usize,
    /// What was denied to it without ending it.
    pub denied: Denials,
    /// What is said to it where it reaches for what is not there.
    pub refusals: Arc<Refusals>,
    pub(crate) wasi: WasiCtx,
    pub(crate) files: Files,
    pub(crate) http: WasiHttpCtx,
    pub(crate) requests: Requests,
    pub(crate) table: ResourceTable,
}

impl CallState {
    /// Counts an operation; an error once there are too many.
    pub fn count_op(&mut self) -> Result<(), Stop> {
        self.ops += 1;
        if self.ops > self.limits.ops { Err(Stop::Ops(self.limits.ops)) } else { Ok(()) }
    }

    /// Counts a log line or a report of progress; an error once there are too
    /// many.
    pub fn count_report(&mut self) -> Result<(), Stop> {
        self.reports += 1;
        if self.reports > self.limits.reports { Err(Stop::Reports(self.limits.reports)) } else { Ok(()) }
    }
}

impl WasiView for CallState {
    fn ctx(&mut self) -> WasiCtxView<'_> {
        WasiCtxView { ctx: &mut self.wasi, table: &mut self.table }
    }
}

impl WasiHttpView for CallState {
    fn http(&mut self) -> WasiHttpCtxView<'_> {
        WasiHttpCtxView { ctx: &mut self.http, table: &mut self.table, hooks: &mut self.requests }
    }
}

impl ResourceLimiter for CallState {
    fn memory_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        self.memory = self.memory.saturating_add(desired.saturating_sub(current));
        if self.memory > self.limits.memory_bytes() {
            return Err(wasmtime::Error::new(Stop::Memory(self.limits.memory_mb)));
        }
        Ok(true)
    }

    fn table_growing(&mut self, current: usize, desired: usize, _: Option<usize>) -> wasmtime::Result<bool> {
        self.table_elements = self.table_elements.saturating_add(desired.saturating_sub(current));
        Ok(self.table_elements <= TABLE_ELEMENTS)
    }
}
