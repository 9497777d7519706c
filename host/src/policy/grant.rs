//! What one component is granted, and pure questions to it.

use std::{path::PathBuf, time::Duration};

use super::{Decision, HostRule, OpRules, Place, Secret};
use crate::component::Digest;

/// What one component is granted.
#[derive(Clone, Debug, Default)]
pub struct Grant {
    /// The file that was vetted. Only what the host itself carries runs without.
    pub digest: Option<Digest>,
    /// Those of its tools that are served; all if absent.
    pub tools: Option<Vec<String>>,
    /// What is decided on operations.
    pub ops: OpRules,
    /// The folders it may read, and perhaps write.
    pub folders: Vec<Folder>,
    /// The servers it may send HTTP requests to.
    pub hosts: Hosts,
    /// What the host puts into such requests.
    pub secrets: Vec<Secret>,
    /// How much it may use.
    pub limits: Limits,
}

/// A folder that a component sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folder {
    /// Where it lies on this machine.
    pub path: PathBuf,
    /// Where the component sees it.
    pub mount: String,
    /// Whether the component may change it.
    pub write: bool,
    /// What happens when it replaces, shortens or removes what is there.
    pub overwrite: Decision,
    /// How much it may hold in MiB before the component can add no more.
    pub quota_mb: Option<u32>,
    /// The line.
    pub place: Place,
}

/// The requests that a component may send. Each layer, the user's file and a
/// project's, has to allow one.
#[derive(Clone, Debug, Default)]
pub struct Hosts {
    layers: Vec<Vec<HostRule>>,
}

/// How much a component may use: the first five are of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory in MiB.
    pub memory_mb: u32,
    /// Time in seconds, without that in which Blender works.
    pub deadline_s: u32,
    /// Time in seconds in which it computes.
    pub cpu_s: u32,
    /// Operations.
    pub ops: u32,
    /// Lines in the log and reports of progress together.
    pub reports: u32,
    /// The answer in MiB.
    pub output_mb: u32,
    /// Calls in any minute.
    pub calls_per_minute: u32,
    /// Calls at the same time.
    pub concurrent_calls: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            memory_mb: 256,
            deadline_s: 30,
            cpu_s: 30,
            ops: 10_000,
            reports: 10_000,
            output_mb: 20,
            calls_per_minute: 100,
            concurrent_calls: 8,
        }
    }
}

impl Limits {
    /// Those of a component of whose limits the policy says nothing.
    pub fn of(component: &str) -> Limits {
        match component {
            // An interpreter for scripts that take a while.
            "python" => Limits { memory_mb: 512, deadline_s: 60, cpu_s: 60, ops: 100_000, ..Limits::default() },
            _ => Limits::default(),
        }
    }

    /// The deadline as a duration.
    pub fn deadline(&self) -> Duration {
        Duration::from_secs(self.deadline_s.into())
    }

    /// How long a call may compute.
    pub fn cpu(&self) -> Duration {
        Duration::from_secs(self.cpu_s.into())
    }

    /// How large an answer may be as JSON, in bytes.
    pub fn output_bytes(&self) -> usize {
        (self.output_mb as usize) << 20
    }

    /// How much memory the host may use for values that the component passes to
    /// it in one exchange. A byte in a list takes 32.
    pub fn exchange_bytes(&self) -> usize {
        self.memory_bytes().saturating_mul(2)
    }

    /// The memory in bytes.
    pub fn memory_bytes(&self) -> usize {
        (self.memory_mb as usize) << 20
    }
}

impl Hosts {
    /// The rules of one layer.
    pub fn new(rules: Vec<HostRule>) -> Hosts {
        Hosts { layers: vec![rules] }
    }

    /// Adds a layer that can only take away.
    pub fn narrow(&mut self, rules: Vec<HostRule>) {
        self.layers.push(rules);
    }

    /// All rules, those of the user's file first.
    pub fn all(&self) -> impl Iterator<Item = &HostRule> {
        self.layers.iter().flatten()
    }

    /// Whether no request at all is allowed.
    pub fn is_empty(&self) -> bool {
        self.layers.is_empty() || self.layers.iter().any(Vec::is_empty)
    }

    /// The rules, one of each layer, that allow a request; none if a layer has
    /// none. Of several in a layer, one that also allows private addresses counts.
    pub fn allow(&self, method: &str, scheme: &str, name: &str, port: u16, path: &str) -> Option<Vec<&HostRule>> {
        let allows = |rule: &&HostRule| rule.allows(method, scheme, name, port, path);
        let layers = self.layers.iter().map(|layer| {
            let mut fitting = layer.iter().filter(allows);
            fitting.clone().find(|rule| rule.private).or_else(|| fitting.next())
        });
        layers.collect::<Option<Vec<_>>>().filter(|rules| !rules.is_empty())
    }

    /// Of a request that is not allowed, the first layer without a rule for it (0
    /// is the user's file), and the rules there that are for the same server.
    pub fn refusing(
        &self,
        method: &str,
        scheme: &str,
        name: &str,
        port: u16,
        path: &str,
    ) -> Option<(usize, Vec<&HostRule>)> {
        let allows = |rule: &HostRule| rule.allows(method, scheme, name, port, path);
        let (at, layer) = self.layers.iter().enumerate().find(|(_, layer)| !layer.iter().any(allows))?;
        Some((at, layer.iter().filter(|rule| rule.origin.matches(scheme, name, port)).collect()))
    }
}

impl Grant {
    /// Whether a tool is served.
    pub fn serves(&self, tool: &str) -> bool {
        self.tools.as_ref().is_none_or(|tools| tools.iter().any(|served| served == tool))
    }
}
