//! What each component is granted. Deny by default: what the policy does not
//! name, a component does not get.

mod constraint;
mod decision;
mod denial;
mod file;
mod folders;
mod grant;
mod hosts;
mod narrow;
mod nearest;
mod place;
mod rules;

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, ensure};

pub use constraint::Constraint;
pub use decision::{Decision, Ruling};
pub use denial::Denial;
pub use file::schema;
pub use grant::{Folder, Grant, Hosts, Limits};
pub use hosts::{HostRule, Origin, Secret, SecretSource};
pub use place::Place;
pub use rules::{OpPattern, OpRule, OpRules};

use crate::component::{self, Component, Digest};

/// The version of the policy file's format.
pub const VERSION: u32 = 1;

/// The name of a project's policy file.
pub const PROJECT_FILE: &str = ".blender-tool-host.toml";

/// The grants of all components.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Where it comes from.
    pub source: Source,
    /// The project's file that narrows it, if there is one.
    pub project: Option<PathBuf>,
    /// The grants, by the components' names.
    pub grants: BTreeMap<String, Grant>,
    /// Whether Blender's answers are recorded.
    pub audit_answers: bool,
}

/// Where a policy comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// What the host carries: each built-in component gets what it imports.
    BuiltIn {
        /// The file that would be read in its place if it existed.
        instead: Option<PathBuf>,
    },
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::File(path) => write!(f, "{}", path.display()),
            Source::BuiltIn { instead: Some(path) } => write!(f, "a policy file ({})", path.display()),
            Source::BuiltIn { instead: None } => f.write_str("a policy file (--policy FILE)"),
        }
    }
}

/// Which files make the policy.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files<'a> {
    /// A file in place of the user's.
    pub policy: Option<&'a Path>,
    /// The folder of the project; its file or that of the nearest folder around it
    /// narrows the policy.
    pub project: Option<&'a Path>,
    /// The folder of components.
    pub components: Option<&'a Path>,
}

impl Policy {
    /// Reads the policy: the file given, else the one in the user's
    /// configuration folder, else the built-in one; narrowed by the project's.
    pub fn load(files: Files<'_>, built_in: &[Component]) -> Result<Policy> {
        let user = crate::folders::policy_file();
        let path = match files.policy {
            Some(path) => Some(path.to_owned()),
            None => user.clone().filter(|path| path.exists()),
        };
        let project = files.project.and_then(project_file);
        let mut policy = match &path {
            None => Policy::built_in(built_in, user),
            Some(path) => Policy::parse(&read(path)?, path)?,
        };
        if let Some(file) = &project {
            policy.narrow(&read(file)?, file)?;
        }
        // Whoever could write a project's file could lock the user out.
        let kept = files.project.and_then(|folder| Some(folder.canonicalize().ok()?.join(PROJECT_FILE)));
        let sources = [path.as_deref(), project.as_deref(), kept.as_deref(), files.components].into_iter().flatten();
        folders::check(policy.grants.values().flat_map(|grant| &grant.folders), sources)
            .with_context(|| format!("the policy {}", policy.source))?;
        policy.project = project;
        Ok(policy)
    }

    /// The policy that is the text of a user's file. What it grants is not compared
    /// with the folders that hold policies and components, as `load` does.
    pub fn parse(text: &str, file: &Path) -> Result<Policy> {
        let read = parse(text, file)?;
        let grants = read.components.into_iter().map(|(name, given)| {
            let grant = granted(&name, given);
            (name, grant)
        });
        Ok(Policy {
            source: Source::File(file.to_owned()),
            project: None,
            grants: grants.collect(),
            audit_answers: read.audit_answers,
        })
    }

    /// Takes away what the text of a project's file does not give. It cannot add
    /// anything.
    pub fn narrow(&mut self, text: &str, file: &Path) -> Result<()> {
        let given = parse(text, file)?;
        ensure!(
            !given.audit_answers,
            "the project's policy {}: only the user's policy can say what is recorded",
            file.display()
        );
        for (name, given) in given.components {
            // What the user does not grant, a project cannot.
            if let Some(grant) = self.grants.get_mut(&name) {
                narrow::narrow(grant, given)
                    .with_context(|| format!("the project's policy {}: [components.{name}]", file.display()))?;
            }
        }
        Ok(())
    }

    /// Grants each of these components exactly the operations it imports.
    pub fn built_in(components: &[Component], instead: Option<PathBuf>) -> Policy {
        let place = Place::named("the built-in policy");
        let rule = |op| OpRule {
            pattern: OpPattern::of(op),
            arguments: None,
            decision: Decision::Allow,
            place: place.clone(),
        };
        let grants = components
            .iter()
            .map(|component| {
                let ops = OpRules::new(component.imports.ops.keys().map(rule).collect());
                let limits = Limits::of(&component.name);
                (component.name.clone(), Grant { ops, limits, ..Grant::default() })
            })
            .collect();
        Policy { source: Source::BuiltIn { instead }, project: None, grants, audit_answers: false }
    }

    /// The grant of a component, or why it has none.
    pub fn of(&self, component: &Component) -> Result<&Grant, Denial> {
        self.grant(&component.name, &component.digest, &component.origin)
    }

    /// The grant of a file or of what the host carries, or why it has none. Only what the host itself
    /// carries runs without a digest that somebody has vetted.
    pub fn grant(&self, component: &str, digest: &Digest, origin: &component::Origin) -> Result<&Grant, Denial> {
        let denied = |what: String, line: String| Denial { what, line, file: self.source.to_string() };
        let vet = match origin {
            component::Origin::BuiltIn => String::new(),
            component::Origin::File(file) => {
                format!(". `host vet {}` shows what it could do, and writes that", file.display())
            }
        };
        let Some(grant) = self.grants.get(component) else {
            let line = format!("[components.{component}]\ndigest = \"{digest}\"");
            return Err(denied(format!("component `{component}` is not in the policy{vet}"), line));
        };
        let line = || format!("digest = \"{digest}\"  # under [components.{component}]");
        match &grant.digest {
            Some(vetted) if vetted != digest => {
                Err(denied(format!("component `{component}` is not the file that was vetted{vet}"), line()))
            }
            None if *origin != component::Origin::BuiltIn => {
                let what = format!("component `{component}` has not been vetted: its entry has no digest{vet}");
                Err(denied(what, line()))
            }
            _ => Ok(grant),
        }
    }

    /// The denial of an operation: by a line, for its arguments, or for the lack of
    /// a line.
    pub fn denied_op(&self, component: &str, op: &crate::wit::packages::OpName, ruling: &Ruling) -> Denial {
        let what = format!("the operation `{op}`");
        match (&ruling.place, ruling.because.as_slice()) {
            (Some(place), _) => {
                let what = format!("component `{component}` may not use {what}: {place} denies it");
                Denial { what, line: String::new(), file: place.to_string() }
            }
            (None, []) => self.denial(component, what, "ops", &format!("\"{op}\"")),
            (None, because) => {
                let denial = self.denial(component, what, "ops", &format!("\"{op}\""));
                Denial { what: format!("{}: {}", denial.what, because.join("; ")), ..denial }
            }
        }
    }

    /// A denial of something that a component imports and an entry could grant.
    pub fn denial(&self, component: &str, what: String, key: &str, entry: &str) -> Denial {
        let line = format!("{key} = [{entry}]  # under [components.{component}]");
        Denial { line, file: self.source.to_string(), ..self.never(component, what) }
    }

    /// A denial of something that no entry can grant.
    pub fn never(&self, component: &str, what: String) -> Denial {
        let what = format!("component `{component}` may not use {what}");
        Denial { what, line: String::new(), file: String::new() }
    }
}

/// The largest file; what people write is far from it.
const LARGEST: u64 = 256 << 10;

fn read(path: &Path) -> Result<String> {
    let size = std::fs::metadata(path).map_or(0, |found| found.len());
    ensure!(size <= LARGEST, "the policy {} is larger than {} KiB", path.display(), LARGEST >> 10);
    std::fs::read_to_string(path).with_context(|| format!("cannot read the policy {}", path.display()))
}

fn parse(text: &str, file: &Path) -> Result<file::Read> {
    let name = file.display().to_string();
    file::parse(text, &name).with_context(|| format!("the policy {name}"))
}

/// What the user's file grants: nothing that it does not mention.
fn granted(component: &str, given: file::Given) -> Grant {
    Grant {
        digest: given.digest,
        tools: given.tools,
        ops: OpRules::new(given.ops.unwrap_or_default()),
        folders: given.folders.unwrap_or_default(),
        hosts: Hosts::new(given.hosts.unwrap_or_default()),
        secrets: given.secrets.unwrap_or_default(),
        limits: given.limits.over(Limits::of(component)),
    }
}

/// The policy file of a project: in this folder or the nearest one around it. A link
/// is none: an error would show what it leads to.
pub fn project_file(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder
        .ancestors()
        .map(|folder| folder.join(PROJECT_FILE))
        .find(|file| file.symlink_metadata().is_ok_and(|found| found.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> BTreeMap<String, Grant> {
        let read = file::parse(text, "policy.toml").expect("the policy is well formed");
        read.components.into_iter().map(|(name, given)| (name.clone(), granted(&name, given))).collect()
    }

    fn fault(text: &str) -> String {
        format!("{:#}", file::parse(text, "policy.toml").expect_err("the policy is at fault"))
    }

    fn allows(grant: &Grant, interface: &str, function: &str) -> bool {
        let op = crate::wit::packages::OpName::new(interface, function);
        grant.ops.decide(&op, &serde_json::json!({})).decision == Decision::Allow
    }

    fn reaches(grant: &Grant, name: &str) -> bool {
        grant.hosts.allow("GET", "https", name, 443, "/").is_some()
    }

    #[test]
    fn a_policy_grants_what_it_names() {
        let grants = parse(
            r#"
            version = 1
            [components.scene]
            ops = ["scene", "render/render-image"]
            hosts = ["https://api.example.com"]
            limits = { memory-mb = 64, deadline-s = 5 }
            "#,
        );
        let grant = &grants["scene"];
        assert!(allows(grant, "scene", "ping"));
        assert!(allows(grant, "render", "render-image"));
        assert!(!allows(grant, "render", "render-animation"));
        assert!(!allows(grant, "removal", "delete-object"));
        assert!(reaches(grant, "api.example.com") && !reaches(grant, "example.com"));
        assert_eq!((grant.limits.memory_mb, grant.limits.deadline_s), (64, 5));
        assert_eq!(grant.limits.ops, Limits::default().ops);
    }

    #[test]
    fn an_empty_entry_grants_nothing() {
        let grants = parse("version = 1\n[components.scene]\n");
        assert!(!allows(&grants["scene"], "scene", "ping"));
        assert!(!reaches(&grants["scene"], "example.com") && grants["scene"].hosts.is_empty());
        assert!(grants["scene"].folders.is_empty());
    }

    #[test]
    fn a_policy_without_tools_serves_all_and_one_with_tools_serves_those() {
        let grants =
            parse("version = 1\n[components.a]\n[components.b]\ntools = [\"one\"]\n[components.c]\ntools = []\n");
        let served = |name: &str| ["one", "two"].map(|tool| grants[name].serves(tool));
        assert_eq!([served("a"), served("b"), served("c")], [[true, true], [true, false], [false, false]]);
        for bad in ["Run", "run-python", ""] {
            let text = format!("version = 1\n[components.a]\ntools = [{bad:?}]\n");
            assert!(fault(&text).contains("a tool's name like"), "{bad}");
        }
    }

    #[test]
    fn limits_that_a_policy_does_not_set_are_those_of_the_component() {
        let grants = parse("version = 1\n[components.python]\nlimits = { memory-mb = 64 }\n[components.scene]\n");
        assert_eq!(grants["python"].limits, Limits { memory_mb: 64, ..Limits::of("python") });
        assert_eq!(grants["scene"].limits, Limits::default());
        assert!(Limits::of("python").deadline_s > Limits::default().deadline_s);
    }

    #[test]
    fn an_unknown_key_is_refused_with_those_that_exist() {
        let fault = fault("version = 1\n[components.scene]\nop = []\n");
        assert!(fault.contains("policy.toml:3") && fault.contains("did you mean `ops`?"), "{fault}");
    }

    #[test]
    fn a_policy_of_another_version_is_refused() {
        assert!(fault("version = 2\n").contains("version 2"), "{}", fault("version = 2\n"));
        assert!(fault("[components.scene]\n").contains("version"));
    }

    #[test]
    fn a_host_that_is_no_origin_is_refused() {
        for bad in ["example.com", "ftp://example.com", "https://", "https://a/b", "https://u@h", "https://*.com*"] {
            let text = format!("version = 1\n[components.a]\nhosts = [{bad:?}]\n");
            assert!(file::parse(&text, "policy.toml").is_err(), "{bad}");
        }
    }

    #[test]
    fn a_limit_of_zero_is_refused() {
        assert!(fault("version = 1\n[components.a]\nlimits = { memory-mb = 0 }\n").contains("memory-mb"));
    }

    #[test]
    fn a_digest_must_look_like_one() {
        assert!(fault("version = 1\n[components.a]\ndigest = \"abc\"\n").contains("sha256:"));
    }
}
