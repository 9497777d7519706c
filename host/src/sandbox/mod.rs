//! The sandbox: one engine, and for each call a fresh instance with a deadline,
//! a memory limit and a limit on operations.

mod call;
mod clock;
mod engine;
mod output;
mod state;
mod stop;

pub use call::{Call, Prepared, Report};
pub use clock::Clock;
pub use engine::Sandbox;
pub use state::CallState;
pub use stop::Stop;
