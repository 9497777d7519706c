//! Tools that change while the server runs: a component's file or the policy.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, Result};
use notify::{RecursiveMode, Watcher};
use tokio::sync::mpsc;

use super::Server;
use crate::{
    catalog::{Catalog, Sources},
    component::compiled::Cache,
    policy::PROJECT_FILE,
};

/// How long files must be quiet before they are read again: a build writes a
/// file in several steps.
const QUIET: Duration = Duration::from_millis(300);

/// How long a change waits for quiet at the most.
const LONGEST: Duration = Duration::from_secs(2);

/// Reads the catalog again whenever a file of its sources changes, until the
/// returned guard is dropped.
pub fn watch(server: Server, sources: Sources, cache: Cache) -> Result<impl Drop> {
    let (changed, mut changes) = mpsc::channel::<()>(1);
    let policy = sources.policy.clone().or_else(crate::folders::policy_file);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        let concerns = |event: notify::Event| {
            !event.kind.is_access() && event.paths.iter().any(|path| matters(path, policy.as_deref()))
        };
        if event.is_ok_and(concerns) {
            let _ = changed.try_send(());
        }
    })?;
    for folder in folders(&sources) {
        watcher
            .watch(&folder, RecursiveMode::NonRecursive)
            .with_context(|| format!("cannot watch {}", folder.display()))?;
    }
    tokio::spawn(async move {
        while changes.recv().await.is_some() {
            let settle =
                async { while tokio::time::timeout(QUIET, changes.recv()).await.is_ok_and(|more| more.is_some()) {} };
            let _ = tokio::time::timeout(LONGEST, settle).await;
            let (sources, cache) = (sources.clone(), cache.clone());
            match tokio::task::spawn_blocking(move || Catalog::load(&sources, cache)).await {
                Ok(Ok(catalog)) => server.replace(Arc::new(catalog.with_sandbox_of(&server.catalog()))),
                Ok(Err(e)) => tracing::error!("the tools stay as they were: {e:#}"),
                Err(e) => tracing::error!("the tools stay as they were: {e}"),
            }
        }
    });
    Ok(Guard(watcher))
}

struct Guard(#[allow(dead_code, reason = "it watches as long as it lives")] notify::RecommendedWatcher);

impl Drop for Guard {
    fn drop(&mut self) {}
}

/// Whether a file can change the tools: components and the policy's two files do.
fn matters(path: &Path, policy: Option<&Path>) -> bool {
    let name = path.file_name();
    path.extension().is_some_and(|e| e == "wasm")
        || name == Some(PROJECT_FILE.as_ref())
        || name.is_some() && name == policy.and_then(Path::file_name)
}

fn folders(sources: &Sources) -> Vec<PathBuf> {
    let policy = sources.policy.clone().or_else(crate::folders::policy_file);
    let policy = policy.and_then(|file| Some(file.parent()?.to_owned()));
    let policy = policy.map(|folder| if folder.as_os_str().is_empty() { PathBuf::from(".") } else { folder });
    let project = sources.project.as_deref().and_then(crate::policy::project_file);
    let project = project.and_then(|file| Some(file.parent()?.to_owned())).or_else(|| sources.project.clone());
    let mut folders: Vec<_> = sources.components.iter().cloned().collect();
    folders.extend([policy, project].into_iter().flatten().filter(|folder| folder.is_dir()));
    folders.dedup();
    folders
}
