//! Which folders may be granted beside each other and beside the host's own.

use std::path::Path;

use anyhow::{Result, ensure};

use super::Folder;

/// Refuses grants by which a component could get at more than it was granted:
///
/// - write access to a folder that holds another granted one, since it could put
///   a link to anywhere in the place of that;
/// - write access to where the policy or components lie, since whoever can write
///   there decides over everything;
/// - write access to the host's own folders, since machine code is loaded from
///   them.
pub(super) fn check<'a, 'b>(
    granted: impl Iterator<Item = &'a Folder> + Clone,
    sources: impl Iterator<Item = &'b Path>,
) -> Result<()> {
    let own = crate::folders::own();
    let sources: Vec<_> = sources.map(|path| path.canonicalize().unwrap_or_else(|_| path.to_owned())).collect();
    for writable in granted.clone().filter(|folder| folder.write) {
        let path = &writable.path;
        for other in granted.clone().filter(|other| other.path != *path) {
            ensure!(
                !other.path.starts_with(path),
                "`{}` cannot be granted for writing: it holds `{}`, which is granted too",
                path.display(),
                other.path.display()
            );
        }
        let holds = sources.iter().chain(&own).find(|kept| kept.starts_with(path));
        let lies_in = own.iter().find(|own| path.starts_with(own));
        if let Some(kept) = holds.or(lies_in) {
            anyhow::bail!("`{}` cannot be granted for writing: the host keeps `{}`", path.display(), kept.display());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Decision, Place};

    fn granted(path: &Path, write: bool) -> Folder {
        Folder {
            path: path.to_owned(),
            mount: "/x".to_owned(),
            write,
            overwrite: Decision::Allow,
            quota_mb: None,
            place: Place::default(),
        }
    }

    fn allowed(folders: &[Folder], sources: &[&Path]) -> bool {
        check(folders.iter(), sources.iter().copied()).is_ok()
    }

    #[test]
    fn a_writable_folder_may_not_hold_another_granted_one() {
        let (outer, inner) = (Path::new("/granted/outer"), Path::new("/granted/outer/inner"));
        assert!(!allowed(&[granted(outer, true), granted(inner, false)], &[]));
        assert!(!allowed(&[granted(inner, true), granted(outer, true)], &[]));
        assert!(allowed(&[granted(outer, false), granted(inner, true)], &[]));
        assert!(allowed(&[granted(outer, true), granted(outer, false)], &[]));
        assert!(allowed(&[granted(outer, true), granted(Path::new("/granted/outermost"), true)], &[]));
    }

    #[test]
    fn a_writable_folder_may_not_hold_the_policy_or_components() {
        let folder = Path::new("/granted");
        assert!(!allowed(&[granted(folder, true)], &[Path::new("/granted/policy.toml")]));
        assert!(!allowed(&[granted(folder, true)], &[Path::new("/granted")]));
        assert!(allowed(&[granted(folder, false)], &[Path::new("/granted/policy.toml")]));
        assert!(allowed(&[granted(&folder.join("out"), true)], &[Path::new("/granted/policy.toml")]));
    }

    #[test]
    fn the_folders_of_the_host_may_not_be_written() {
        for own in crate::folders::own() {
            assert!(!allowed(&[granted(&own, true)], &[]), "{}", own.display());
            assert!(!allowed(&[granted(&own.join("below"), true)], &[]), "{}", own.display());
            assert!(!allowed(&[granted(own.parent().expect("it lies somewhere"), true)], &[]), "{}", own.display());
        }
    }
}
