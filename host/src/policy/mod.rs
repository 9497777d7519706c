//! What each component is granted. Deny by default: what the policy does not
//! name, a component does not get.

mod file;
mod folders;
mod grant;

use std::{
    collections::BTreeMap,
    fmt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

pub use grant::{Denial, Folder, Grant, HostPattern, Limits, OpPattern};

use crate::component::{Component, Digest};

/// The version of the policy file's format.
pub const VERSION: u32 = 1;

/// The grants of all components.
#[derive(Clone, Debug)]
pub struct Policy {
    /// Where it comes from.
    pub source: Source,
    /// The grants, by the components' names.
    pub grants: BTreeMap<String, Grant>,
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

impl Policy {
    /// Reads the policy: the file given, else the one in the user's
    /// configuration folder, else the built-in one.
    pub fn load(given: Option<&Path>, components: Option<&Path>, built_in: &[Component]) -> Result<Policy> {
        let user = crate::folders::policy_file();
        let path = match given {
            Some(path) => path.to_owned(),
            None => match &user {
                Some(path) if path.exists() => path.clone(),
                _ => return Ok(Policy::built_in(built_in, user)),
            },
        };
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("cannot read the policy {}", path.display()))?;
        let grants = file::parse(&text)
            .and_then(|grants| {
                let grants_of_all = grants.values().flat_map(|grant| &grant.folders);
                folders::check(grants_of_all, [Some(path.as_path()), components].into_iter().flatten())?;
                Ok(grants)
            })
            .with_context(|| format!("the policy {}", path.display()))?;
        Ok(Policy { source: Source::File(path), grants })
    }

    /// Grants each of these components exactly the operations it imports.
    pub fn built_in(components: &[Component], instead: Option<PathBuf>) -> Policy {
        let grants = components
            .iter()
            .map(|component| {
                let ops = component.imports.ops.keys().map(|op| OpPattern::Function(op.clone())).collect();
                let limits = Limits::of(&component.name);
                (component.name.clone(), Grant { ops, limits, ..Grant::default() })
            })
            .collect();
        Policy { source: Source::BuiltIn { instead }, grants }
    }

    /// The grant of a component, or why it has none.
    pub fn grant(&self, component: &str, digest: &Digest) -> Result<&Grant, Denial> {
        let denied = |what: String, line: String| Denial { what, line, file: self.source.to_string() };
        let Some(grant) = self.grants.get(component) else {
            let line = format!("[components.{component}]\ndigest = \"{digest}\"");
            return Err(denied(format!("component `{component}` is not in the policy"), line));
        };
        match &grant.digest {
            Some(vetted) if vetted != digest => {
                let line = format!("digest = \"{digest}\"  # under [components.{component}]");
                Err(denied(format!("component `{component}` is not the file that was vetted"), line))
            }
            _ => Ok(grant),
        }
    }

    /// A denial of something that a component imports and an entry could grant.
    pub fn denial(&self, component: &str, what: String, key: &str, entry: &str) -> Denial {
        let line = format!("{key} = [{entry}]  # under [components.{component}]");
        Denial { line, ..self.never(component, what) }
    }

    /// A denial of something that no entry can grant.
    pub fn never(&self, component: &str, what: String) -> Denial {
        let what = format!("component `{component}` may not use {what}");
        Denial { what, line: String::new(), file: self.source.to_string() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> BTreeMap<String, Grant> {
        file::parse(text).expect("the policy is well formed")
    }

    fn fault(text: &str) -> String {
        format!("{:#}", file::parse(text).expect_err("the policy is at fault"))
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
        let op = crate::wit::packages::OpName::new;
        assert!(grant.allows_op(&op("scene", "ping")));
        assert!(grant.allows_op(&op("render", "render-image")));
        assert!(!grant.allows_op(&op("render", "render-animation")));
        assert!(!grant.allows_op(&op("removal", "delete-object")));
        assert!(grant.allows_host("https", "api.example.com", 443));
        assert_eq!((grant.limits.memory_mb, grant.limits.deadline_s), (64, 5));
        assert_eq!(grant.limits.ops, Limits::default().ops);
    }

    #[test]
    fn an_empty_entry_grants_nothing() {
        let grants = parse("version = 1\n[components.scene]\n");
        assert!(!grants["scene"].allows_op(&crate::wit::packages::OpName::new("scene", "ping")));
        assert!(!grants["scene"].allows_host("https", "example.com", 443));
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
        assert!(fault.contains("unknown field `op`") && fault.contains("`ops`"), "{fault}");
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
            assert!(file::parse(&text).is_err(), "{bad}");
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
