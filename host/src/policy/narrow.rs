//! A project's policy file, which can only take away from the user's.

use anyhow::{Context, Result, bail, ensure};

use super::{Folder, Grant, Limits, file::Given};

/// Takes from a grant what a project's file does not give. What the file does not
/// mention stays; what it would add is an error.
pub(super) fn narrow(grant: &mut Grant, given: Given) -> Result<()> {
    if let Some(digest) = given.digest {
        let same = grant.digest.as_ref().is_none_or(|known| *known == digest);
        ensure!(same, "it names another digest than the user's policy");
        grant.digest = Some(digest);
    }
    if let Some(tools) = given.tools {
        let kept = |tool: &String| grant.tools.as_ref().is_none_or(|known| known.contains(tool));
        if let Some(added) = tools.iter().find(|tool| !kept(tool)) {
            bail!("it serves the tool `{added}`, which the user's policy does not");
        }
        grant.tools = Some(tools);
    }
    if let Some(rules) = given.ops {
        grant.ops.narrow(rules);
    }
    if let Some(folders) = given.folders {
        let narrowed = folders.into_iter().map(|folder| {
            let place = folder.place.clone();
            within(&grant.folders, folder).with_context(|| format!("{place}: folders"))
        });
        grant.folders = narrowed.collect::<Result<_>>()?;
    }
    if let Some(rules) = given.hosts {
        grant.hosts.narrow(rules);
    }
    ensure!(given.secrets.is_none(), "it names secrets: only the user's policy can");
    grant.limits = least(grant.limits, given.limits.over(grant.limits));
    Ok(())
}

fn within(granted: &[Folder], folder: Folder) -> Result<Folder> {
    let Some(user) = granted.iter().find(|user| user.mount == folder.mount) else {
        bail!("the user's policy has no folder with the mount `{}`", folder.mount);
    };
    ensure!(
        folder.path.starts_with(&user.path),
        "`{}` does not lie in `{}`, which the user's policy grants as `{}`",
        folder.path.display(),
        user.path.display(),
        user.mount
    );
    ensure!(
        folder.path == user.path || user.quota_mb.is_none(),
        "the user's policy gives `{}` a quota, which counts for the whole of it: name that folder",
        user.mount
    );
    Ok(Folder {
        write: folder.write && user.write,
        overwrite: folder.overwrite.max(user.overwrite),
        quota_mb: [folder.quota_mb, user.quota_mb].into_iter().flatten().min(),
        ..folder
    })
}

fn least(a: Limits, b: Limits) -> Limits {
    Limits {
        memory_mb: a.memory_mb.min(b.memory_mb),
        deadline_s: a.deadline_s.min(b.deadline_s),
        cpu_s: a.cpu_s.min(b.cpu_s),
        ops: a.ops.min(b.ops),
        reports: a.reports.min(b.reports),
        output_mb: a.output_mb.min(b.output_mb),
        calls_per_minute: a.calls_per_minute.min(b.calls_per_minute),
        concurrent_calls: a.concurrent_calls.min(b.concurrent_calls),
    }
}
