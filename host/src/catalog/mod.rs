//! All tools of all components, under the policy: what there is, and calls.

mod annotations;
mod tool;

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Result, ensure};

pub use annotations::Hints;
pub use tool::{Failure, Outcome, Tool, ToolName};

use crate::{
    component::{Component, Origin, compiled::Cache, source},
    policy::{self, Policy},
    sandbox::{Prepared, Sandbox},
    wit::packages::Operations,
};

/// Where tools come from and what they may do.
#[derive(Clone, Debug)]
pub struct Sources {
    /// A folder of components besides the built-in ones.
    pub components: Option<PathBuf>,
    /// A policy file in place of the user's or the built-in one.
    pub policy: Option<PathBuf>,
    /// The project's folder, whose policy file narrows the other.
    pub project: Option<PathBuf>,
    /// The operations.
    pub operations: &'static Operations,
}

impl Sources {
    fn policy_files(&self) -> policy::Files<'_> {
        policy::Files {
            policy: self.policy.as_deref(),
            project: self.project.as_deref(),
            components: self.components.as_deref(),
        }
    }
}

/// The tools that a component makes, whatever a policy says of it.
pub fn tools_of(component: Component, operations: &Operations) -> Vec<Result<Tool>> {
    let exports = component.exports.len();
    let entry = Arc::new(Entry { component, prepared: tokio::sync::OnceCell::new() });
    (0..exports).map(|index| Tool::new(&entry, index, operations)).collect()
}

/// All tools of all components.
pub struct Catalog {
    /// The operations that this host knows.
    pub operations: &'static Operations,
    /// The policy.
    pub policy: Arc<Policy>,
    /// The components that were read.
    pub components: Vec<Arc<Entry>>,
    /// What is wrong with components, so that they or some of their tools are
    /// not served: the component's name and the fault.
    pub faults: Vec<(String, String)>,
    /// Built-in components that the policy file leaves out.
    pub left_out: Vec<String>,
    /// The tools that are served, by name.
    pub tools: BTreeMap<ToolName, Tool>,
    sandbox: Arc<Mutex<Option<Sandbox>>>,
    cache: Cache,
}

/// A component and, once it was needed, its linked form.
pub struct Entry {
    /// The component.
    pub component: Component,
    prepared: tokio::sync::OnceCell<Arc<Prepared>>,
}

impl Catalog {
    /// Reads all components and the policy. A component at fault is left out
    /// and named in [`Catalog::faults`].
    pub fn load(sources: &Sources, cache: Cache) -> Result<Catalog> {
        let built_in = source::built_in(sources.operations)?;
        let policy = Policy::load(sources.policy_files(), &built_in)?;
        Catalog::assemble(sources, cache, policy, built_in)
    }

    /// Reads all components, under this policy.
    pub fn with_policy(sources: &Sources, cache: Cache, policy: Policy) -> Result<Catalog> {
        Catalog::assemble(sources, cache, policy, source::built_in(sources.operations)?)
    }

    fn assemble(sources: &Sources, cache: Cache, policy: Policy, mut components: Vec<Component>) -> Result<Catalog> {
        let operations = sources.operations;
        let mut faults = Vec::new();
        if let Some(folder) = &sources.components {
            for (name, file) in source::folder(folder)? {
                // What the policy does not admit is not even read.
                let component = file.and_then(|unread| {
                    ensure!(components.iter().all(|c| c.name != name), "there is another component of this name");
                    policy.grant(&name, &unread.digest, &unread.origin)?;
                    unread.read(operations)
                });
                match component {
                    Ok(component) => components.push(component),
                    Err(e) => faults.push((name, format!("{e:#}"))),
                }
            }
        }
        let mut catalog = Catalog {
            operations,
            policy: Arc::new(policy),
            components: Vec::new(),
            faults,
            left_out: Vec::new(),
            tools: BTreeMap::new(),
            sandbox: Arc::default(),
            cache,
        };
        for component in components {
            catalog.add(component);
        }
        Ok(catalog)
    }

    fn add(&mut self, component: Component) {
        let name = component.name.clone();
        let entry = Arc::new(Entry { component, prepared: tokio::sync::OnceCell::new() });
        self.components.push(entry.clone());
        match self.policy.of(&entry.component) {
            Ok(_) => {}
            Err(_) if entry.component.origin == Origin::BuiltIn && !self.policy.grants.contains_key(&name) => {
                self.left_out.push(name);
                return;
            }
            Err(denial) => {
                self.faults.push((name, denial.to_string()));
                return;
            }
        }
        let grant = self.policy.grants.get(&name).cloned().unwrap_or_default();
        let mut known = Vec::new();
        for index in 0..entry.component.exports.len() {
            let tool = Tool::new(&entry, index, self.operations);
            known.extend(tool.as_ref().map(|tool| tool.name.to_string()));
            match tool {
                Ok(tool) if !grant.serves(tool.name.as_str()) => {}
                Ok(tool) if self.tools.contains_key(&tool.name) => {
                    self.faults.push((name.clone(), format!("another component has a tool `{}` already", tool.name)));
                }
                Ok(tool) => {
                    self.tools.insert(tool.name.clone(), tool);
                }
                Err(e) => self.faults.push((name.clone(), format!("{e:#}"))),
            }
        }
        for tool in grant.tools.iter().flatten().filter(|tool| !known.contains(tool)) {
            let fault =
                format!("the policy names the tool `{tool}`, which it does not have; it has {}", known.join(", "));
            self.faults.push((name.clone(), fault));
        }
    }

    /// The engine, made when it is first needed: listing needs none.
    pub fn sandbox(&self) -> Result<Sandbox> {
        let mut held = self.sandbox.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sandbox) = &*held {
            return Ok(sandbox.clone());
        }
        let sandbox = Sandbox::new()?;
        *held = Some(sandbox.clone());
        Ok(sandbox)
    }

    /// Takes over the engine of a catalog that this one replaces.
    pub fn with_sandbox_of(mut self, other: &Catalog) -> Catalog {
        self.sandbox = other.sandbox.clone();
        self
    }

    /// A component's linked form; compiles it if nobody has before.
    pub async fn prepared(&self, entry: &Arc<Entry>) -> Result<Arc<Prepared>> {
        let make = || async {
            let sandbox = self.sandbox()?;
            let (cache, policy, operations, entry) =
                (self.cache.clone(), self.policy.clone(), self.operations, entry.clone());
            let prepare = move || Prepared::new(&sandbox, &cache, &entry.component, &policy, operations);
            Ok(Arc::new(tokio::task::spawn_blocking(prepare).await??))
        };
        entry.prepared.get_or_try_init(make).await.cloned()
    }

    /// Prepares every component that is served, so that no call has to wait.
    pub async fn warm_up(&self) {
        for entry in self.served() {
            if let Err(e) = self.prepared(entry).await {
                tracing::warn!("`{}` is of no use: {e:#}", entry.component.name);
            }
        }
    }

    /// The components that the policy admits, the quickest to compile first.
    pub fn served(&self) -> Vec<&Arc<Entry>> {
        let admitted = |entry: &&Arc<Entry>| self.policy.of(&entry.component).is_ok();
        let mut served: Vec<_> = self.components.iter().filter(admitted).collect();
        served.sort_by_key(|entry| entry.component.bytes.len());
        served
    }
}
