//! What one component is granted, and pure questions to it.

use std::{path::PathBuf, time::Duration};

use crate::{component::Digest, wit::packages::OpName};

/// What one component is granted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grant {
    /// The file that was vetted; any if absent.
    pub digest: Option<Digest>,
    /// Those of its tools that are served; all if absent.
    pub tools: Option<Vec<String>>,
    /// The operations it may ask of Blender.
    pub ops: Vec<OpPattern>,
    /// The folders it may read, and perhaps write.
    pub folders: Vec<Folder>,
    /// The servers it may send HTTP requests to.
    pub hosts: Vec<HostPattern>,
    /// How much it may use.
    pub limits: Limits,
}

/// An interface of operations, or one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OpPattern {
    /// All functions of an interface: `scene`.
    Interface(String),
    /// One function: `render/render-image`.
    Function(OpName),
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
}

/// A server: scheme, name and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostPattern {
    /// `https` or `http`.
    pub scheme: String,
    /// A name in lower case; `*.example.com` stands for every name below it.
    pub name: String,
    /// The port.
    pub port: u16,
}

/// How much one call may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory in MiB.
    pub memory_mb: u32,
    /// Time in seconds, without that in which Blender works.
    pub deadline_s: u32,
    /// Operations.
    pub ops: u32,
    /// Lines in the log and reports of progress together.
    pub reports: u32,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits { memory_mb: 256, deadline_s: 30, ops: 10_000, reports: 10_000 }
    }
}

impl Limits {
    /// Those of a component of whose limits the policy says nothing.
    pub fn of(component: &str) -> Limits {
        match component {
            // An interpreter for scripts that take a while.
            "python" => Limits { memory_mb: 512, deadline_s: 60, ops: 100_000, ..Limits::default() },
            _ => Limits::default(),
        }
    }

    /// The deadline as a duration.
    pub fn deadline(&self) -> Duration {
        Duration::from_secs(self.deadline_s.into())
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

/// Something that the policy does not allow, and the line that would.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}. {}", advice(line, file))]
pub struct Denial {
    /// What was tried.
    pub what: String,
    /// The line to add; empty if none can allow it.
    pub line: String,
    /// The file to add it to.
    pub file: String,
}

fn advice(line: &str, file: &str) -> String {
    match line {
        "" => "No policy can allow it: this host does not offer it".to_owned(),
        line => format!("To allow it, put into {file}:\n{line}"),
    }
}

impl OpPattern {
    /// Whether it stands for this operation.
    pub fn matches(&self, op: &OpName) -> bool {
        match self {
            OpPattern::Interface(interface) => interface == op.interface(),
            OpPattern::Function(function) => function == op,
        }
    }
}

impl HostPattern {
    /// Whether it stands for this server; `name` in any case.
    pub fn matches(&self, scheme: &str, name: &str, port: u16) -> bool {
        let name = name.to_ascii_lowercase();
        let same_name = match self.name.strip_prefix("*.") {
            Some(parent) => name.strip_suffix(parent).is_some_and(|below| below.len() > 1 && below.ends_with('.')),
            None => name == self.name,
        };
        same_name && scheme == self.scheme && port == self.port
    }
}

impl Grant {
    /// Whether a tool is served.
    pub fn serves(&self, tool: &str) -> bool {
        self.tools.as_ref().is_none_or(|tools| tools.iter().any(|served| served == tool))
    }

    /// Whether it allows an operation.
    pub fn allows_op(&self, op: &OpName) -> bool {
        self.ops.iter().any(|pattern| pattern.matches(op))
    }

    /// Whether it allows a request to a server.
    pub fn allows_host(&self, scheme: &str, name: &str, port: u16) -> bool {
        self.hosts.iter().any(|pattern| pattern.matches(scheme, name, port))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_matches_scheme_name_and_port() {
        let pattern = |name: &str| HostPattern { scheme: "https".into(), name: name.into(), port: 443 };
        let table = [
            ("api.example.com", "https", "api.example.com", 443, true),
            ("api.example.com", "https", "API.Example.com", 443, true),
            ("api.example.com", "http", "api.example.com", 443, false),
            ("api.example.com", "https", "api.example.com", 8443, false),
            ("api.example.com", "https", "api.example.com.evil.org", 443, false),
            ("*.example.com", "https", "a.example.com", 443, true),
            ("*.example.com", "https", "a.b.example.com", 443, true),
            ("*.example.com", "https", "example.com", 443, false),
            ("*.example.com", "https", ".example.com", 443, false),
            ("*.example.com", "https", "evilexample.com", 443, false),
        ];
        for (granted, scheme, name, port, allowed) in table {
            assert_eq!(pattern(granted).matches(scheme, name, port), allowed, "{granted} for {scheme}://{name}:{port}");
        }
    }
}
