//! The sandbox: one engine, and for each call a fresh instance with a deadline,
//! a memory limit and a limit on operations.

mod answers;
mod call;
mod clock;
mod engine;
mod meter;
mod output;
mod state;
mod stop;
mod tape;
mod usage;

pub use answers::{Answers, Plan, Planned};
pub use call::{Call, Called, Prepared, Report};
pub use clock::Clock;
pub use engine::Sandbox;
pub use state::{CallContext, CallState};
pub use stop::Stop;
pub use tape::Tape;
pub use usage::{Seat, Usage, Usages};
