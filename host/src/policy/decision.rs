//! What a policy says of an attempt.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Place;

/// What happens with an attempt, from lenient to strict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// It is done.
    #[default]
    Allow,
    /// A person is asked each time.
    Ask,
    /// It is not done.
    Deny,
}

/// A decision and what makes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// What happens.
    pub decision: Decision,
    /// The line that decides; none if it is the lack of one.
    pub place: Option<Place>,
    /// Why lines that speak of it do not decide.
    pub because: Vec<String>,
}
