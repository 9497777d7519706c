//! The policy file: TOML for people, strict for machines.

use std::{collections::BTreeMap, path::PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use super::{Folder, Grant, HostPattern, Limits, OpPattern, VERSION};
use crate::wit::packages::OpName;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    version: Option<u32>,
    #[serde(default)]
    components: BTreeMap<String, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    digest: Option<String>,
    tools: Option<Vec<String>>,
    #[serde(default)]
    ops: Vec<String>,
    #[serde(default)]
    folders: Vec<FolderEntry>,
    #[serde(default)]
    hosts: Vec<String>,
    #[serde(default)]
    limits: LimitsEntry,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FolderEntry {
    path: String,
    mount: String,
    #[serde(default)]
    write: bool,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LimitsEntry {
    memory_mb: Option<u32>,
    deadline_s: Option<u32>,
    ops: Option<u32>,
    reports: Option<u32>,
}

/// Reads the text of a policy file.
pub(super) fn parse(text: &str) -> Result<BTreeMap<String, Grant>> {
    let file: File = toml::from_str(text)?;
    let version = file.version.with_context(|| format!("it has no version: begin it with `version = {VERSION}`"))?;
    ensure!(version == VERSION, "it has version {version}, this host reads version {VERSION}");
    file.components
        .into_iter()
        .map(|(name, entry)| {
            let grant = grant(&name, entry).with_context(|| format!("[components.{name}]"))?;
            Ok((name, grant))
        })
        .collect()
}

fn grant(component: &str, entry: Entry) -> Result<Grant> {
    let digest = entry.digest.map(|text| text.parse()).transpose().context("digest")?;
    let tools = entry.tools;
    for tool in tools.iter().flatten() {
        let snake = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        ensure!(!tool.is_empty() && tool.chars().all(snake), "tools: `{tool}` is not a tool's name like `run_python`");
    }
    let ops = entry.ops.iter().map(|op| op_pattern(op)).collect::<Result<_>>().context("ops")?;
    let folders = entry.folders.into_iter().map(folder).collect::<Result<_>>().context("folders")?;
    let hosts = entry.hosts.iter().map(|host| host_pattern(host)).collect::<Result<_>>().context("hosts")?;
    let limits = limits(&entry.limits, Limits::of(component)).context("limits")?;
    Ok(Grant { digest, tools, ops, folders, hosts, limits })
}

fn op_pattern(text: &str) -> Result<OpPattern> {
    let kebab =
        |name: &str| !name.is_empty() && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    match text.split_once('/') {
        Some((interface, function)) if kebab(interface) && kebab(function) => {
            Ok(OpPattern::Function(OpName::new(interface, function)))
        }
        None if kebab(text) => Ok(OpPattern::Interface(text.to_owned())),
        _ => bail!("`{text}` is neither an interface like `scene` nor a function like `render/render-image`"),
    }
}

fn folder(entry: FolderEntry) -> Result<Folder> {
    let below_home = entry.path.strip_prefix("~").filter(|rest| rest.is_empty() || rest.starts_with(['/', '\\']));
    let path = match below_home {
        Some(rest) => crate::folders::home()?.join(rest.trim_start_matches(['/', '\\'])),
        None => PathBuf::from(&entry.path),
    };
    ensure!(path.is_absolute(), "`{}` must be an absolute path or begin with `~/`", entry.path);
    ensure!(path.is_dir(), "`{}` is not a folder", path.display());
    let path = path.canonicalize().with_context(|| format!("`{}`", path.display()))?;
    ensure!(
        entry.mount.starts_with('/') && !entry.mount.split('/').any(|part| part == ".."),
        "the mount `{}` must be an absolute path such as `/avatars`",
        entry.mount
    );
    Ok(Folder { path, mount: entry.mount, write: entry.write })
}

fn host_pattern(text: &str) -> Result<HostPattern> {
    let expected =
        || format!("`{text}` is not an origin like `https://api.example.com` or `https://*.example.com:8443`");
    let (scheme, authority) = text.split_once("://").with_context(expected)?;
    let default_port = match scheme {
        "https" => 443,
        "http" => 80,
        _ => bail!(expected()),
    };
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) => (name, port.parse().with_context(expected)?),
        None => (authority, default_port),
    };
    let plain = name.strip_prefix("*.").unwrap_or(name);
    let allowed = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.' || c == '_';
    ensure!(!plain.is_empty() && plain.chars().all(allowed), expected());
    Ok(HostPattern { scheme: scheme.to_owned(), name: name.to_ascii_lowercase(), port })
}

fn limits(entry: &LimitsEntry, default: Limits) -> Result<Limits> {
    let positive = |key: &str, given: Option<u32>, default: u32, most: u32| {
        let value = given.unwrap_or(default);
        ensure!((1..=most).contains(&value), "`{key}` is {value}, expected 1 to {most}");
        Ok(value)
    };
    Ok(Limits {
        memory_mb: positive("memory-mb", entry.memory_mb, default.memory_mb, 4096)?,
        deadline_s: positive("deadline-s", entry.deadline_s, default.deadline_s, 3600)?,
        ops: positive("ops", entry.ops, default.ops, 10_000_000)?,
        reports: positive("reports", entry.reports, default.reports, 10_000_000)?,
    })
}
