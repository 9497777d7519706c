//! The connection to Blender: one WebSocket, many requests in flight.
//! `docs/protocol.md` describes the wire.

mod connection;
mod error;
pub mod frame;
mod link;
mod session;

pub use error::{Category, OpError};
pub use frame::{Answer, Request};
pub use link::{Config, Link, Token};
pub use session::Session;
