//! The options that say where Blender is.

use std::{sync::Arc, time::Duration};

use anyhow::Result;
use clap::Args;

use crate::{
    blender::{Config, Link, Token},
    contract,
    wit::packages::Operations,
};

/// Where Blender is. The token has no option, so that it shows in no list of
/// processes.
#[derive(Args, Clone, Debug)]
pub(super) struct Connect {
    /// The address of Blender's add-on
    #[arg(long, env = "BLENDER_RPC_URL", default_value = "ws://127.0.0.1:8765", value_name = "URL")]
    blender_url: String,

    /// How long an operation may take in milliseconds, if it has no deadline
    /// of its own
    #[arg(long, env = "BLENDER_RPC_TIMEOUT_MS", default_value_t = 1500, value_name = "MS",
          value_parser = clap::value_parser!(u64).range(1..=3_600_000))]
    timeout_ms: u64,
}

/// The token in the environment, if there is one.
pub(super) fn token() -> Option<Token> {
    std::env::var("BLENDER_RPC_TOKEN").ok().filter(|token| !token.is_empty()).map(Token)
}

/// A secret for one run: 128 random bits.
pub(super) fn random_token() -> Result<String> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|e| anyhow::anyhow!("the system gives no random numbers: {e}"))?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

impl Connect {
    pub(super) fn link(&self, operations: &Operations) -> Arc<Link> {
        let timeout = Duration::from_millis(self.timeout_ms);
        let config = Config { url: self.blender_url.clone(), token: token(), timeout };
        Arc::new(Link::new(config, contract::hash(&contract::text(operations))))
    }
}
