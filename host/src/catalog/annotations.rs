//! What a tool says of its effects: MCP's four hints.

use crate::{
    component::Component,
    wit::{
        facts::{Effect, Facts},
        packages::Operations,
    },
};

/// MCP's four hints about a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hints {
    /// It changes nothing.
    pub read_only: bool,
    /// It may take something away.
    pub destructive: bool,
    /// Calling it twice leaves what calling it once did.
    pub idempotent: bool,
    /// It may reach the network.
    pub open_world: bool,
}

impl Hints {
    /// Of a tool. The imports of its component are the ceiling, and what is
    /// assumed of it; its docs, which somebody has vetted with the rest of it, may say
    /// that a tool does less.
    pub fn of(component: &Component, facts: &Facts, operations: &Operations) -> Hints {
        let ceiling = component.imports.effects(operations).last().copied().unwrap_or(Effect::Read);
        let network = component.imports.package("wasi:http");
        let said = facts.effect;
        // Files and servers may hold anything, so nothing is known of them
        // unless the docs say it.
        let outside = said.is_none() && (network || component.imports.package("wasi:filesystem"));
        let effect = said.map_or(ceiling, |said| said.min(ceiling));
        Hints {
            read_only: effect <= Effect::Render && !outside,
            destructive: effect == Effect::Delete || outside,
            idempotent: facts.idempotent,
            open_world: network,
        }
    }
}
