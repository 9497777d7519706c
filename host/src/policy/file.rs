//! The policy file: TOML for people, strict for machines. The types here are the
//! format; `host policy schema` prints the JSON Schema that is made from them.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use anyhow::{Context, Result, anyhow, bail, ensure};
use schemars::JsonSchema;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use toml::Spanned;

use super::{
    Decision, Folder, HostRule, Limits, OpPattern, OpRule, Origin, Place, Secret, SecretSource, VERSION,
    constraint::Constraint, nearest, place::Lines,
};
use crate::component::Digest;

/// What components may do. `host` reads it from policy.toml in the user's
/// configuration folder; what it does not name, a component does not get.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    /// The version of this format: 1.
    version: Option<u32>,
    /// What is recorded of calls.
    #[serde(default)]
    audit: AuditEntry,
    /// What each component is granted, by its name: that of its file without
    /// `.wasm`.
    #[serde(default)]
    components: BTreeMap<String, Entry>,
}

/// What is recorded of calls.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct AuditEntry {
    /// Whether Blender's answers are recorded, too, so that `host replay` can run
    /// a call again.
    answers: Option<bool>,
}

/// What a component is granted.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// The SHA-256 of the file that was vetted, `sha256:` and 64 hexadecimal
    /// digits; `host vet` writes it. Another file of this name does not run.
    /// Components that the host carries need none.
    #[schemars(with = "Option<String>")]
    digest: Option<Spanned<String>>,
    /// The component's tools that are served, by name; all if absent.
    tools: Option<Vec<String>>,
    /// Operations of Blender. The first entry that fits an operation and its
    /// arguments decides; without one it is denied.
    #[schemars(with = "Option<Vec<OpEntry>>")]
    ops: Option<Vec<Spanned<toml::Value>>>,
    /// Folders that the component sees.
    folders: Option<Vec<FolderSpanned>>,
    /// Servers that the component may send HTTP requests to.
    #[schemars(with = "Option<Vec<HostEntry>>")]
    hosts: Option<Vec<Spanned<toml::Value>>>,
    /// Secrets that the host puts into such requests; the component never sees
    /// them.
    #[schemars(with = "Option<Vec<SecretEntry>>")]
    secrets: Option<Vec<Spanned<toml::Value>>>,
    /// How much the component may use.
    #[serde(default)]
    limits: LimitsEntry,
}

/// Operations: a pattern alone allows them.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "it describes what `op_rule` reads")]
enum OpEntry {
    /// An interface of `blender:ops` (`scene`), a function
    /// (`render/render-image`), or a glob (`*/delete-*`).
    Pattern(String),
    /// A pattern with arguments and a decision.
    Rule(RuleEntry),
}

/// A rule of operations.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RuleEntry {
    /// An interface of `blender:ops` (`scene`), a function
    /// (`render/render-image`), or a glob (`*/delete-*`).
    op: String,
    /// The arguments that the rule speaks of: for each parameter, by its name in
    /// JSON, a fragment of JSON Schema. A parameter named here has to be given.
    /// `glob` is a keyword for paths, in which `*` does not cross a `/`.
    arguments: Option<Map<String, Value>>,
    /// What happens: `allow`, `deny`, or `ask` a person.
    #[serde(default)]
    decision: Decision,
}

#[derive(Deserialize)]
#[serde(transparent)]
struct FolderSpanned(Spanned<toml::Value>);

impl JsonSchema for FolderSpanned {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        FolderEntry::schema_name()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        FolderEntry::json_schema(generator)
    }
}

/// A folder that the component sees.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FolderEntry {
    /// Where it lies on this machine: an absolute path, or `~/` and one below the
    /// home folder.
    path: String,
    /// Where the component sees it, such as `/avatars`.
    mount: String,
    /// Whether the component may change it.
    #[serde(default)]
    write: bool,
    /// What happens when the component replaces, shortens or removes a file that
    /// is there.
    #[serde(default)]
    overwrite: Decision,
    /// How many MiB the folder may hold before the component can add no more.
    #[schemars(range(min = 1))]
    quota_mb: Option<u32>,
}

/// Servers: an origin alone allows every request to it.
#[derive(JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "it describes what `host_rule` reads")]
enum HostEntry {
    /// Scheme, name or `*.name`, and port: `https://*.example.org:8443`.
    Origin(String),
    /// An origin with methods and paths.
    Rule(HostRuleEntry),
}

/// Requests to a server.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct HostRuleEntry {
    /// Scheme, name or `*.name`, and port: `https://*.example.org:8443`.
    host: String,
    /// The methods that are allowed; all if absent.
    methods: Option<Vec<String>>,
    /// The paths that are allowed, each with all below it; all if absent.
    paths: Option<Vec<String>>,
    /// Whether the name may stand for an address that is not public, such as one
    /// of this machine or of the local network. An address or `localhost` as the
    /// name itself needs no such permission.
    #[serde(default)]
    private: bool,
}

/// A secret.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct SecretEntry {
    /// What it is called where it must not be shown.
    name: String,
    /// The origin that it goes to, and no other: `https://api.example.com`.
    host: String,
    /// The header of requests that carries it: `authorization`.
    header: String,
    /// What stands before it in the header: `Bearer `.
    #[serde(default)]
    prefix: String,
    /// The environment variable that holds it.
    env: Option<String>,
    /// The file that holds it.
    file: Option<String>,
}

/// How much a component may use.
#[derive(Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LimitsEntry {
    /// The memory of one call in MiB.
    #[schemars(range(min = 1, max = 4096))]
    memory_mb: Option<u32>,
    /// The time of one call in seconds, without that in which Blender or a person
    /// is waited for.
    #[schemars(range(min = 1, max = 3600))]
    deadline_s: Option<u32>,
    /// The time in seconds in which one call computes.
    #[schemars(range(min = 1, max = 3600))]
    cpu_s: Option<u32>,
    /// The operations of one call.
    #[schemars(range(min = 1, max = 10_000_000))]
    ops: Option<u32>,
    /// The log lines and progress reports of one call.
    #[schemars(range(min = 1, max = 10_000_000))]
    reports: Option<u32>,
    /// The answer of one call in MiB, as JSON.
    #[schemars(range(min = 1, max = 1024))]
    output_mb: Option<u32>,
    /// The calls in any minute.
    #[schemars(range(min = 1, max = 1_000_000_000))]
    calls_per_minute: Option<u32>,
    /// The calls at the same time; more wait for their turn.
    #[schemars(range(min = 1, max = 32))]
    concurrent_calls: Option<u32>,
}

/// A policy file, read and checked by itself.
#[derive(Debug)]
pub(super) struct Read {
    pub audit_answers: bool,
    pub components: BTreeMap<String, Given>,
}

/// What a file says of a component; what it does not mention is `None`.
#[derive(Debug)]
pub(super) struct Given {
    pub digest: Option<Digest>,
    pub tools: Option<Vec<String>>,
    pub ops: Option<Vec<OpRule>>,
    pub folders: Option<Vec<Folder>>,
    pub hosts: Option<Vec<HostRule>>,
    pub secrets: Option<Vec<Secret>>,
    pub limits: GivenLimits,
}

/// The limits that a file sets.
#[derive(Debug, Default)]
pub(super) struct GivenLimits(LimitsEntry);

impl std::fmt::Debug for LimitsEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("LimitsEntry")
    }
}

/// The JSON Schema of the format.
pub fn schema() -> Value {
    let mut schema = schemars::schema_for!(File);
    schema.insert("title".to_owned(), "The policy of a Blender tool host".into());
    schema.to_value()
}

/// Reads the text of a policy file; `name` is what its lines are called by.
pub(super) fn parse(text: &str, name: &str) -> Result<Read> {
    let lines = Lines::new(name, text);
    let file: File = toml::from_str(text).map_err(|error| {
        let place = error.span().map(|span| format!("{}: ", lines.of(span))).unwrap_or_default();
        anyhow!("{place}{}", nearest::explained(&error))
    })?;
    let version = file.version.with_context(|| format!("it has no version: begin it with `version = {VERSION}`"))?;
    ensure!(version == VERSION, "it has version {version}, this host reads version {VERSION}");
    let components = file.components.into_iter().map(|(component, entry)| {
        let given = given(entry, &lines).with_context(|| format!("[components.{component}]"))?;
        Ok((component, given))
    });
    Ok(Read { audit_answers: file.audit.answers.unwrap_or(false), components: components.collect::<Result<_>>()? })
}

fn given(entry: Entry, lines: &Lines<'_>) -> Result<Given> {
    let digest =
        entry.digest.map(|text| text.get_ref().parse().with_context(|| format!("{}: digest", lines.of(text.span()))));
    for tool in entry.tools.iter().flatten() {
        let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        ensure!(!tool.is_empty() && tool.chars().all(snake), "tools: `{tool}` is not a tool's name like `run_python`");
    }
    entry.limits.check()?;
    let folders = entry.folders.map(|all| all.into_iter().map(|FolderSpanned(folder)| folder).collect());
    Ok(Given {
        digest: digest.transpose()?,
        tools: entry.tools,
        ops: each(entry.ops, "ops", lines, op_rule)?,
        folders: each(folders, "folders", lines, folder)?,
        hosts: each(entry.hosts, "hosts", lines, host_rule)?,
        secrets: each(entry.secrets, "secrets", lines, secret)?,
        limits: GivenLimits(entry.limits),
    })
}

/// Reads each entry of a list; an error names its line.
fn each<T>(
    entries: Option<Vec<Spanned<toml::Value>>>,
    key: &str,
    lines: &Lines<'_>,
    read: impl Fn(toml::Value, Place) -> Result<T>,
) -> Result<Option<Vec<T>>> {
    let read = |entry: Spanned<toml::Value>| {
        let place = lines.of(entry.span());
        read(entry.into_inner(), place.clone()).with_context(|| format!("{place}: {key}"))
    };
    entries.map(|all| all.into_iter().map(read).collect()).transpose()
}

fn table<T: DeserializeOwned>(value: toml::Value) -> Result<T> {
    value.try_into().map_err(|error: toml::de::Error| anyhow!(nearest::explained(&error)))
}

fn op_rule(value: toml::Value, place: Place) -> Result<OpRule> {
    let entry = match value {
        toml::Value::String(op) => RuleEntry { op, arguments: None, decision: Decision::Allow },
        other => table(other)?,
    };
    let arguments = entry.arguments.map(Constraint::new).transpose().context("arguments")?.map(Arc::new);
    Ok(OpRule { pattern: OpPattern::parse(&entry.op)?, arguments, decision: entry.decision, place })
}

fn folder(value: toml::Value, place: Place) -> Result<Folder> {
    let entry: FolderEntry = table(value)?;
    let path = below_home(&entry.path)?;
    ensure!(path.is_absolute(), "`{}` must be an absolute path or begin with `~/`", entry.path);
    ensure!(path.is_dir(), "`{}` is not a folder", path.display());
    let path = path.canonicalize().with_context(|| format!("`{}`", path.display()))?;
    ensure!(
        entry.mount.starts_with('/') && !entry.mount.split('/').any(|part| part == ".."),
        "the mount `{}` must be an absolute path such as `/avatars`",
        entry.mount
    );
    ensure!(entry.quota_mb != Some(0), "`quota-mb` is 0, expected at least 1; without `write` nothing is added at all");
    let FolderEntry { mount, write, overwrite, quota_mb, .. } = entry;
    ensure!(write || quota_mb.is_none(), "`quota-mb` needs `write = true`");
    ensure!(write || overwrite == Decision::Allow, "`overwrite` needs `write = true`");
    Ok(Folder { path, mount, write, overwrite, quota_mb, place })
}

fn below_home(text: &str) -> Result<PathBuf> {
    let below = text.strip_prefix("~").filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    Ok(match below {
        Some(rest) => crate::folders::home()?.join(rest.trim_start_matches(['/', '\\'])),
        None => PathBuf::from(text),
    })
}

fn host_rule(value: toml::Value, place: Place) -> Result<HostRule> {
    let entry = match value {
        toml::Value::String(host) => HostRuleEntry { host, methods: None, paths: None, private: false },
        other => table(other)?,
    };
    let origin = origin(&entry.host)?;
    for method in entry.methods.iter().flatten() {
        let token = !method.is_empty() && method.chars().all(|c| c.is_ascii_uppercase());
        ensure!(token, "`{method}` is no method like `GET`");
    }
    for path in entry.paths.iter().flatten() {
        let plain = path.starts_with('/') && !path.contains(['?', '#', '*', '%', ' ']);
        ensure!(plain, "`{path}` is no path like `/v1/models`; all below it is allowed, too");
    }
    ensure!(
        !entry.private || !origin.name.starts_with("*."),
        "`private` needs a whole name: who owns a domain can let any name below it stand for your network"
    );
    Ok(HostRule { origin, methods: entry.methods, paths: entry.paths, private: entry.private, place })
}

fn origin(text: &str) -> Result<Origin> {
    let expected =
        || format!("`{text}` is not an origin like `https://api.example.com` or `https://*.example.com:8443`");
    let (scheme, authority) = text.split_once("://").with_context(expected)?;
    let default_port = match scheme {
        "https" => 443,
        "http" => 80,
        _ => bail!(expected()),
    };
    let (name, port) =
        match authority.rsplit_once(':').filter(|(name, _)| !name.starts_with('[') || name.ends_with(']')) {
            Some((name, port)) => (name, port.parse().with_context(expected)?),
            None => (authority, default_port),
        };
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    if let Some(address) = address {
        let address: std::net::Ipv6Addr = address.parse().with_context(expected)?;
        return Ok(Origin { scheme: scheme.to_owned(), name: format!("[{address}]"), port });
    }
    let plain = name.strip_prefix("*.").unwrap_or(name);
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_';
    ensure!(!plain.is_empty() && plain.chars().all(allowed), expected());
    Ok(Origin { scheme: scheme.to_owned(), name: name.to_ascii_lowercase(), port })
}

fn secret(value: toml::Value, place: Place) -> Result<Secret> {
    let SecretEntry { name, host, header, prefix, env, file } = table(value)?;
    let origin = origin(&host)?;
    ensure!(!origin.name.starts_with("*."), "a secret goes to one server, not to every one below `{}`", origin.name);
    let header = http::HeaderName::try_from(&header).with_context(|| format!("`{header}` is no header"))?;
    let fixed = ["host", "content-length", "transfer-encoding", "connection", "cookie"];
    ensure!(!fixed.contains(&header.as_str()), "the header `{header}` cannot carry a secret");
    let source = match (env, file) {
        (Some(variable), None) => SecretSource::Env(variable),
        (None, Some(path)) => SecretSource::File(below_home(&path)?),
        _ => bail!("a secret needs either `env`, the variable that holds it, or `file`"),
    };
    Ok(Secret { name, origin, header: header.as_str().to_owned(), prefix, source, place })
}

impl LimitsEntry {
    fn check(&self) -> Result<()> {
        let bounds = [
            ("memory-mb", self.memory_mb, 4096),
            ("deadline-s", self.deadline_s, 3600),
            ("cpu-s", self.cpu_s, 3600),
            ("ops", self.ops, 10_000_000),
            ("reports", self.reports, 10_000_000),
            ("output-mb", self.output_mb, 1024),
            ("calls-per-minute", self.calls_per_minute, 1_000_000_000),
            ("concurrent-calls", self.concurrent_calls, 32),
        ];
        for (key, given, most) in bounds {
            let value = given.unwrap_or(1);
            ensure!((1..=most).contains(&value), "limits: `{key}` is {value}, expected 1 to {most}");
        }
        Ok(())
    }
}

impl GivenLimits {
    /// These limits, and for what they do not mention the default.
    pub fn over(&self, default: Limits) -> Limits {
        let LimitsEntry { memory_mb, deadline_s, cpu_s, ops, reports, output_mb, calls_per_minute, concurrent_calls } =
            self.0;
        Limits {
            memory_mb: memory_mb.unwrap_or(default.memory_mb),
            deadline_s: deadline_s.unwrap_or(default.deadline_s),
            cpu_s: cpu_s.unwrap_or(default.cpu_s),
            ops: ops.unwrap_or(default.ops),
            reports: reports.unwrap_or(default.reports),
            output_mb: output_mb.unwrap_or(default.output_mb),
            calls_per_minute: calls_per_minute.unwrap_or(default.calls_per_minute),
            concurrent_calls: concurrent_calls.unwrap_or(default.concurrent_calls),
        }
    }
}
