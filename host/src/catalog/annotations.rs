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
    /// It changes nothing. Proved by the imports, or said by the tool's docs.
    pub read_only: bool,
    /// It may take something away.
    pub destructive: bool,
    /// Calling it twice leaves what calling it once did.
    pub idempotent: bool,
    /// It may reach the network.
    pub open_world: bool,
}

impl Hints {
    /// Of a tool: what its docs say, within what its component's imports
    /// allow; without a word in the docs, the worst that they allow.
    pub fn of(component: &Component, facts: &Facts, operations: &Operations) -> Hints {
        let possible = component.imports.effects(operations);
        let files = component.imports.package("wasi:filesystem");
        let ceiling = possible.last().copied().unwrap_or(Effect::Read);
        let effect = facts.effect.map_or(ceiling, |said| said.min(ceiling));
        let unsaid = facts.effect.is_none();
        Hints {
            read_only: effect <= Effect::Render && !(files && unsaid),
            destructive: effect == Effect::Delete || (files && unsaid),
            idempotent: facts.idempotent,
            open_world: component.imports.package("wasi:http"),
        }
    }
}
