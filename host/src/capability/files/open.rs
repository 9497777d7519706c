//! Opening: of files and folders only, and so that nothing waits. A pipe without a
//! writer would hold the host's thread for ever, and a device is no file.

use std::{fs::File, io, path::Path};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt, OpenOptionsMaybeDirExt};
use cap_std::fs::{Dir, Metadata, OpenOptions};
use wasmtime_wasi::p2::bindings::filesystem::types::{DescriptorFlags, OpenFlags, PathFlags};

/// How a component wants to open something.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wish {
    /// Whether a link at the end of the path is followed.
    pub follow: bool,
    /// Whether the file is made if there is none.
    pub create: bool,
    /// Whether it is an error if there is one.
    pub exclusive: bool,
    /// Whether what the file holds is dropped.
    pub truncate: bool,
    /// Whether only a folder will do.
    pub directory: bool,
    /// Whether it is read.
    pub read: bool,
    /// Whether it is written.
    pub write: bool,
}

impl Wish {
    /// The wish that these flags stand for.
    pub fn new(path: PathFlags, open: OpenFlags, descriptor: DescriptorFlags) -> Wish {
        let create = open.contains(OpenFlags::CREATE);
        let truncate = open.contains(OpenFlags::TRUNCATE);
        let write = descriptor.contains(DescriptorFlags::WRITE);
        Wish {
            follow: path.contains(PathFlags::SYMLINK_FOLLOW),
            create,
            exclusive: create && open.contains(OpenFlags::EXCLUSIVE),
            truncate,
            directory: open.contains(OpenFlags::DIRECTORY),
            read: !write || descriptor.contains(DescriptorFlags::READ),
            write: write || create || truncate,
        }
    }

    fn options(self) -> OpenOptions {
        let mut options = OpenOptions::new();
        options.read(self.read).write(self.write).maybe_dir(true);
        options.follow(if self.follow { FollowSymlinks::Yes } else { FollowSymlinks::No });
        without_waiting(&mut options);
        options
    }
}

#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) {
    use cap_std::fs::OpenOptionsExt;

    options.custom_flags(libc::O_NONBLOCK);
}

#[cfg(not(unix))]
fn without_waiting(_: &mut OpenOptions) {}

/// Opens what is there. It is looked at before, since opening a device can do
/// something by itself, and after, since it may be another by then.
pub fn existing(folder: &File, path: &Path, wish: Wish) -> io::Result<Option<(File, Metadata)>> {
    let folder = Dir::from_std_file(folder.try_clone()?);
    let seen = if wish.follow { folder.metadata(path)? } else { folder.symlink_metadata(path)? };
    if !(ordinary(&seen) || seen.is_symlink()) {
        return Ok(None);
    }
    let file = folder.open_with(path, &wish.options())?.into_std();
    let metadata = Metadata::from_file(&file)?;
    Ok(ordinary(&metadata).then_some((file, metadata)))
}

/// Makes a file where there is nothing.
pub fn new(folder: &File, path: &Path, wish: Wish) -> io::Result<(File, Metadata)> {
    let folder = Dir::from_std_file(folder.try_clone()?);
    let file = folder.open_with(path, wish.options().create_new(true))?.into_std();
    let metadata = Metadata::from_file(&file)?;
    Ok((file, metadata))
}

fn ordinary(metadata: &Metadata) -> bool {
    metadata.is_file() || metadata.is_dir()
}
