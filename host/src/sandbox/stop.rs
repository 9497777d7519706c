//! Why a call ended without an answer from its component.

use std::time::Duration;

use crate::policy::Denial;

/// Why a call ended without an answer from its component. The texts say what
/// happened and what can be done, for the assistant as well as for people.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Stop {
    /// The policy does not allow what it tried.
    #[error("denied: {0}")]
    Denied(#[from] Denial),
    /// It ran too long.
    #[error(
        "stopped: the component ran longer than its limit of {} s. If that is too short, raise `deadline-s` in its \
         limits in the policy", .0.as_secs()
    )]
    Deadline(Duration),
    /// It ran longer than it said that it may.
    #[error("stopped: the call ran longer than the {} s that it was given", .0.as_secs_f64())]
    Limit(Duration),
    /// It computed too much.
    #[error(
        "stopped: the component computed longer than its limit of {} s. If that is too short, raise `cpu-s` in its \
         limits in the policy", .0.as_secs()
    )]
    Cpu(Duration),
    /// It is called too often.
    #[error(
        "not called: the component has had {most} calls in the last minute, which is its limit. Wait {wait} s, or raise \
         `calls-per-minute` in its limits in the policy"
    )]
    TooManyCalls {
        /// The limit.
        most: u64,
        /// How many seconds until there is room.
        wait: u64,
    },
    /// The person who was asked said no.
    #[error("denied: component `{component}` may not do `{action}`: the person who was asked said no")]
    Refused {
        /// What it attempted.
        action: String,
        /// Which component.
        component: String,
    },
    /// The policy wants a person to be asked, and that is not possible.
    #[error(
        "denied: {place} wants a person to be asked before component `{component}` does `{action}`, and that is not \
         possible: {why}. To allow it without a question, set `decision = \"allow\"` in that line"
    )]
    NobodyToAsk {
        /// What it attempted.
        action: String,
        /// Which component.
        component: String,
        /// The line that asks.
        place: String,
        /// Why nobody can be asked.
        why: String,
    },
    /// It asked for too much memory.
    #[error(
        "stopped: the component asked for more memory than its limit of {0} MiB. If that is too little, raise \
         `memory-mb` in its limits in the policy"
    )]
    Memory(u32),
    /// It passed too much data to the host at once.
    #[error(
        "stopped: the component passed more data to the host at once than its memory limit of {0} MiB allows. If that \
         is too little, raise `memory-mb` in its limits in the policy"
    )]
    Exchange(u32),
    /// It sent too many operations.
    #[error(
        "stopped: the component sent more operations than its limit of {0} a call. If that is too few, raise `ops` in \
         its limits in the policy"
    )]
    Ops(u32),
    /// It wrote too many log lines and progress reports.
    #[error(
        "stopped: the component wrote more log lines and progress reports than its limit of {0} a call. If that is too \
         few, raise `reports` in its limits in the policy"
    )]
    Reports(u32),
    /// It ended abnormally: a panic, an exhausted stack, an illegal instruction.
    #[error("the component crashed: {0}. The call had no result; the next call starts afresh")]
    Crash(String),
    /// Who called does not want the answer any more.
    #[error("cancelled")]
    Cancelled,
    /// What it answered is too large.
    #[error(
        "the component's answer is larger than its limit of {0} MiB. If that is too little, raise `output-mb` in its \
         limits in the policy"
    )]
    Output(u32),
    /// What it answered cannot be passed on.
    #[error("the component's answer cannot be passed on: {0}")]
    Answer(String),
}
