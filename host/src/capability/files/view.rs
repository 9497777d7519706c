//! `wasi:filesystem` as components call it.

use std::{fs::File, io, path::Path, sync::Arc};

use cap_fs_ext::MetadataExt;
use cap_std::fs::{Dir, Metadata};
use serde_json::{Map, Value, json};
use tokio::sync::OwnedSemaphorePermit;
use wasmtime::component::Resource;
use wasmtime_wasi::{
    FsPerms, OpenMode,
    filesystem::{self, Descriptor, WasiFilesystemCtxView},
    p2::{
        DynInputStream, DynOutputStream, FsError, FsResult,
        bindings::filesystem::{
            preopens,
            types::{self, ErrorCode, Host, HostDescriptor, HostDirectoryEntryStream},
        },
    },
};

use super::{
    OPEN, Open, View,
    mounted::Mounted,
    names,
    open::{self, Wish},
    room::{ENTRY, Identity, Turn},
    stream::{Counted, Full, Placed, Sink},
    told::{self, Name},
};
use crate::{policy::Decision, sandbox::Stop};

/// How many entries of a listing take the place of an open file.
const LISTED: usize = 256;

type Fd = Resource<Descriptor>;

/// A path that a component names.
struct At {
    mounted: Arc<Mounted>,
    /// The open folder that it starts from.
    folder: Arc<File>,
    path: String,
    /// The whole path as the component sees it.
    shown: String,
    depth: usize,
}

/// Something that is there and would be lost, and what would be done with it.
struct Lost<'a> {
    at: &'a At,
    action: &'static str,
    /// Whether a link at the end of the path is followed.
    follow: bool,
    /// A second path that belongs to it, and what it is called.
    other: Option<(&'static str, &'a At)>,
}

impl<'a> Lost<'a> {
    /// What lies at this path itself.
    fn new(action: &'static str, at: &'a At) -> Lost<'a> {
        Lost { at, action, follow: false, other: None }
    }
}

impl At {
    /// What is there, a link itself and not its target.
    async fn look(&self) -> FsResult<Option<Metadata>> {
        self.look_at(false).await
    }

    /// What is there, or what a link there leads to.
    async fn look_at(&self, follow: bool) -> FsResult<Option<Metadata>> {
        let (folder, path) = (self.folder.clone(), self.path.clone());
        let look = move || {
            let folder = Dir::from_std_file(folder.try_clone()?);
            if follow { folder.metadata(path) } else { folder.symlink_metadata(path) }
        };
        match blocking(look).await? {
            Ok(metadata) => Ok(Some(metadata)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// What a link that is made here would lead to.
    async fn target(&self, target: &str) -> FsResult<Option<Metadata>> {
        let path = Path::new(&self.path).parent().unwrap_or(Path::new("")).join(target);
        let folder = self.folder.clone();
        let found = blocking(move || Dir::from_std_file(folder.try_clone()?).metadata(path)).await?;
        Ok(found.ok())
    }

    fn name(&self, follow: bool) -> Name {
        Name { mount: self.mounted.folder().mount.clone(), shown: self.shown.clone(), follow }
    }
}

/// Does what may wait for the disk.
async fn blocking<T: Send + 'static>(body: impl FnOnce() -> T + Send + 'static) -> FsResult<T> {
    tokio::task::spawn_blocking(body).await.map_err(|lost| FsError::trap(wasmtime::Error::from(lost)))
}

/// What a person is told of what would be lost; none if something else lies there.
async fn told(lost: &Lost<'_>, metadata: Metadata) -> FsResult<Option<Map<String, Value>>> {
    let root = lost.at.mounted.root().map_err(|denial| FsError::trap(wasmtime::Error::new(Stop::Denied(denial))))?;
    let name = lost.at.name(lost.follow);
    let other = lost.other.map(|(word, at)| (word, at.name(false)));
    let told = blocking(move || {
        let Some(mut told) = told::of(&root, &name, &metadata)? else { return Ok(None) };
        if let Some((word, name)) = other {
            told.extend(told::other(&root, word, &name)?);
        }
        io::Result::Ok(Some(told))
    });
    Ok(told.await??)
}

impl View<'_> {
    /// What wasmtime-wasi makes of it.
    fn wasi(&mut self) -> WasiFilesystemCtxView<'_> {
        WasiFilesystemCtxView { ctx: &mut self.files.inner, table: self.table }
    }

    fn open(&self, fd: &Fd) -> FsResult<&Open> {
        self.files.open.get(&fd.rep()).ok_or_else(|| FsError::trap(wasmtime::Error::msg("the descriptor is gone")))
    }

    fn at(&self, fd: &Fd, path: &str) -> FsResult<At> {
        let open = self.open(fd)?;
        if !open.folder {
            return Err(ErrorCode::NotDirectory.into());
        }
        names::check(path, open.depth)?;
        Ok(At {
            mounted: open.mounted.clone(),
            folder: open.handle.clone(),
            path: path.to_owned(),
            shown: format!("{}/{}", open.shown.trim_end_matches('/'), path.trim_start_matches("./")),
            depth: open.depth + names::depth(path),
        })
    }

    /// A place for something open.
    fn place(&self, size: usize) -> FsResult<OwnedSemaphorePermit> {
        let size = u32::try_from(size).unwrap_or(u32::MAX);
        self.files.places.clone().try_acquire_many_owned(size).map_err(|_| {
            self.files.notes.too_many_open();
            ErrorCode::InsufficientMemory.into()
        })
    }

    /// Refuses changes of what may only be read.
    fn writable(&self, mounted: &Mounted, action: &str, arguments: Value) -> FsResult<()> {
        let (notes, folder) = (&self.files.notes, mounted.folder());
        if !folder.write {
            notes.read_only(folder, action, arguments["path"].as_str().unwrap_or_default());
            return Err(ErrorCode::NotPermitted.into());
        }
        if notes.dry_run(folder, action, arguments) {
            return Err(ErrorCode::ReadOnly.into());
        }
        Ok(())
    }

    /// The same of one path.
    fn changes(&self, at: &At, action: &str) -> FsResult<()> {
        self.writable(&at.mounted, action, json!({ "path": at.shown }))
    }

    /// Waits for the turn to do what loses these, which all lie in one granted
    /// folder; with what is there. Whether that may happen is up to the policy,
    /// perhaps to a person, unless the call has made it.
    async fn spare(&mut self, lost: &[Lost<'_>]) -> FsResult<(Turn, Vec<Option<Metadata>>)> {
        let mut approved = Vec::new();
        loop {
            let mut there = Vec::new();
            let mut open = None;
            let Some(first) = lost.first() else { return Err(ErrorCode::Invalid.into()) };
            let turn = first.at.mounted.turn().await?;
            for each in lost {
                let metadata = each.at.look_at(each.follow).await?;
                if let Some(metadata) = &metadata
                    && open.is_none()
                    && self.protected(&each.at.mounted, metadata)
                {
                    let told = told(each, metadata.clone()).await?;
                    let told = told.ok_or_else(|| self.changed(each.action, &each.at.shown))?;
                    let decided = (each.action, told);
                    open = (!approved.contains(&decided)).then_some((each.at, decided));
                }
                there.push(metadata);
            }
            let Some((at, (action, told))) = open else { return Ok((turn, there)) };
            // Nobody waits for a person's answer but this call.
            drop(turn);
            self.may_lose(at, action, told.clone()).await?;
            approved.push((action, told));
        }
    }

    /// The same of an open file, which needs no turn.
    async fn spare_open(&mut self, at: &At, action: &'static str, file: &Arc<File>) -> FsResult<()> {
        let mut approved = None;
        loop {
            let metadata = Metadata::from_file(file)?;
            if !self.protected(&at.mounted, &metadata) {
                return Ok(());
            }
            let lost = Lost { follow: true, ..Lost::new(action, at) };
            let told = told(&lost, metadata).await?.ok_or_else(|| self.changed(action, &at.shown))?;
            if approved.as_ref() == Some(&told) {
                return Ok(());
            }
            self.may_lose(at, action, told.clone()).await?;
            approved = Some(told);
        }
    }

    /// Whether something is there that the policy does not let be lost, and that
    /// this call has not made.
    fn protected(&self, mounted: &Mounted, metadata: &Metadata) -> bool {
        mounted.folder().overwrite != Decision::Allow && !self.files.made.contains(&Identity::of(metadata))
    }

    fn changed(&self, action: &str, path: &str) -> FsError {
        self.files.notes.changed(action, path);
        ErrorCode::Busy.into()
    }

    /// Whether something that is there may be changed so that it is lost.
    fn may_lose(
        &self,
        at: &At,
        action: &'static str,
        told: Map<String, Value>,
    ) -> impl Future<Output = FsResult<()>> + use<> {
        let (notes, mounted, shown) = (self.files.notes.clone(), at.mounted.clone(), at.shown.clone());
        async move { notes.may_lose(mounted.folder(), action, &shown, told).await }
    }

    /// Refuses a link by which what the call has not made would get a second name.
    fn linked(&self, at: &At, target: Option<&Metadata>) -> FsResult<()> {
        let folder = at.mounted.folder();
        if folder.overwrite == Decision::Allow || target.is_some_and(|target| !self.protected(&at.mounted, target)) {
            return Ok(());
        }
        self.files.notes.hides(folder, &at.shown);
        Err(ErrorCode::NotPermitted.into())
    }

    /// Takes the room of an entry.
    fn charge_entry(&self, mounted: &Mounted, turn: &mut Turn) -> FsResult<()> {
        if mounted.charge(turn, ENTRY) { Ok(()) } else { Err(ErrorCode::Quota.into()) }
    }

    /// Remembers what this call has made.
    async fn made(&mut self, at: &At) {
        if let Ok(Some(metadata)) = at.look().await {
            self.files.made.insert(Identity::of(&metadata));
        }
    }

    /// Forgets what is gone.
    fn removed(&mut self, turn: &mut Turn, removed: Option<&Metadata>) {
        if let Some(metadata) = removed {
            turn.refund(turn.freed(metadata));
            // Another file can get its number now.
            if !metadata.is_file() || metadata.nlink() <= 1 {
                self.files.made.remove(&Identity::of(metadata));
            }
        }
    }

    /// How a folder may be used in this call.
    fn perms(&self, mounted: &Mounted) -> FsPerms {
        if mounted.folder().write && self.files.notes.context.answers.live() {
            FsPerms::ReadWrite
        } else {
            FsPerms::ReadOnly
        }
    }

    fn descriptor(&self, mounted: &Mounted, wish: Wish, file: File, folder: bool) -> (Descriptor, Arc<File>) {
        let mut mode = OpenMode::empty();
        mode.set(OpenMode::READ, wish.read);
        mode.set(OpenMode::WRITE, wish.write);
        if folder {
            let dir = filesystem::Dir::new(file, self.perms(mounted), mode, false);
            let handle = dir.dir.clone();
            (Descriptor::Dir(dir), handle)
        } else {
            let file = filesystem::File::new(file, self.perms(mounted), mode, false);
            let handle = file.file.clone();
            (Descriptor::File(file), handle)
        }
    }

    /// Opens what is there, or makes it.
    async fn opened(&mut self, at: &At, wish: Wish) -> FsResult<(Descriptor, Arc<File>)> {
        if !wish.exclusive {
            // Nothing is removed between the opening and the note of it.
            let look = at.mounted.look().await;
            let (folder, path) = (at.folder.clone(), at.path.clone());
            match blocking(move || open::existing(&folder, path.as_ref(), wish)).await? {
                Ok(Some((file, metadata))) => return self.found(at, wish, look, file, &metadata).await,
                Ok(None) => {
                    self.files.notes.special(&at.shown);
                    return Err(ErrorCode::NotPermitted.into());
                }
                Err(error) if wish.create && error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error.into()),
            }
        }
        let mut turn = at.mounted.turn().await?;
        self.charge_entry(&at.mounted, &mut turn)?;
        let (folder, path) = (at.folder.clone(), at.path.clone());
        match blocking(move || open::new(&folder, path.as_ref(), wish)).await? {
            Ok((file, metadata)) => {
                let identity = Identity::of(&metadata);
                self.files.made.insert(identity);
                let (descriptor, handle) = self.descriptor(&at.mounted, wish, file, false);
                turn.opened(identity, &handle);
                Ok((descriptor, handle))
            }
            Err(error) => {
                turn.refund(ENTRY);
                Err(error.into())
            }
        }
    }

    /// Goes on with what was there.
    async fn found(
        &mut self,
        at: &At,
        wish: Wish,
        look: Option<Turn>,
        file: File,
        metadata: &Metadata,
    ) -> FsResult<(Descriptor, Arc<File>)> {
        let folder = metadata.is_dir();
        if wish.directory && !folder {
            return Err(ErrorCode::NotDirectory.into());
        }
        if wish.write && folder {
            return Err(ErrorCode::IsDirectory.into());
        }
        let identity = Identity::of(metadata);
        let (descriptor, handle) = self.descriptor(&at.mounted, wish, file, folder);
        if let (Some(mut look), false) = (look, folder) {
            look.opened(identity, &handle);
        }
        if wish.write {
            self.spare_open(at, "overwrite the file", &handle).await?;
        }
        if wish.truncate {
            let mut turn = at.mounted.turn().await?;
            let file = handle.clone();
            let dropped = blocking(move || {
                let before = file.metadata()?.len();
                file.set_len(0).map(|()| before)
            });
            turn.refund(dropped.await??);
        }
        Ok((descriptor, handle))
    }

    fn output(
        &mut self,
        fd: &Fd,
        at: Option<u64>,
        inner: Resource<DynOutputStream>,
    ) -> FsResult<Resource<DynOutputStream>> {
        let inner = self.table.delete(inner)?;
        let place = self.place(1)?;
        let open = self.open(fd)?;
        let to = Sink { mounted: open.mounted.clone(), file: open.handle.clone(), at };
        let counted: DynOutputStream = Box::new(Counted::new(inner, to, place));
        Ok(self.table.push(counted)?)
    }
}

impl preopens::Host for View<'_> {
    fn get_directories(&mut self) -> wasmtime::Result<Vec<(Fd, String)>> {
        if let Some(denial) = &self.refusals.files {
            self.files.notes.add(denial);
        }
        let wish = Wish { write: true, read: true, ..Wish::default() };
        let mut found = Vec::new();
        for mounted in self.files.folders.clone() {
            let root = mounted.root().map_err(|denial| wasmtime::Error::new(Stop::Denied(denial)))?;
            let Ok(place) = self.place(1) else { break };
            let wish = Wish { write: self.perms(&mounted) == FsPerms::ReadWrite, ..wish };
            let (descriptor, handle) = self.descriptor(&mounted, wish, root.try_clone()?, true);
            let mount = mounted.folder().mount.clone();
            let fd = self.table.push(descriptor)?;
            let open = Open { mounted, shown: mount.clone(), depth: 0, folder: true, handle, _place: place };
            self.files.open.insert(fd.rep(), open);
            found.push((fd, mount));
        }
        Ok(found)
    }
}

impl Host for View<'_> {
    fn convert_error_code(&mut self, error: FsError) -> wasmtime::Result<ErrorCode> {
        error.downcast()
    }

    fn filesystem_error_code(&mut self, error: Resource<wasmtime::Error>) -> wasmtime::Result<Option<ErrorCode>> {
        if self.table.get(&error)?.is::<Full>() {
            return Ok(Some(ErrorCode::Quota));
        }
        self.wasi().filesystem_error_code(error)
    }
}

impl HostDescriptor for View<'_> {
    async fn advise(&mut self, fd: Fd, offset: u64, length: u64, advice: types::Advice) -> FsResult<()> {
        self.wasi().advise(fd, offset, length, advice).await
    }

    async fn sync_data(&mut self, fd: Fd) -> FsResult<()> {
        self.wasi().sync_data(fd).await
    }

    async fn sync(&mut self, fd: Fd) -> FsResult<()> {
        self.wasi().sync(fd).await
    }

    async fn get_flags(&mut self, fd: Fd) -> FsResult<types::DescriptorFlags> {
        self.wasi().get_flags(fd).await
    }

    async fn get_type(&mut self, fd: Fd) -> FsResult<types::DescriptorType> {
        self.wasi().get_type(fd).await
    }

    async fn set_size(&mut self, fd: Fd, size: u64) -> FsResult<()> {
        let open = self.open(&fd)?;
        let (mounted, file) = (open.mounted.clone(), open.handle.clone());
        if mounted.folder().quota_mb.is_none() {
            return self.wasi().set_size(fd, size).await;
        }
        let mut turn = mounted.turn().await?;
        let before = file.metadata()?.len();
        let taken = size.saturating_sub(before);
        if !mounted.charge(&mut turn, taken) {
            return Err(ErrorCode::Quota.into());
        }
        let result = self.wasi().set_size(fd, size).await;
        match &result {
            Ok(()) => turn.refund(before.saturating_sub(size)),
            Err(_) => turn.refund(taken),
        }
        result
    }

    async fn set_times(&mut self, fd: Fd, access: types::NewTimestamp, change: types::NewTimestamp) -> FsResult<()> {
        let open = self.open(&fd)?;
        let (mounted, shown, handle) = (open.mounted.clone(), open.shown.clone(), open.handle.clone());
        let at = At { mounted, folder: handle.clone(), path: ".".to_owned(), shown, depth: open.depth };
        self.changes(&at, "set the times of")?;
        self.spare_open(&at, "set the times of", &handle).await?;
        self.wasi().set_times(fd, access, change).await
    }

    async fn read(&mut self, fd: Fd, length: u64, offset: u64) -> FsResult<(Vec<u8>, bool)> {
        self.wasi().read(fd, length, offset).await
    }

    async fn write(&mut self, fd: Fd, bytes: Vec<u8>, offset: u64) -> FsResult<u64> {
        let open = self.open(&fd)?;
        let (mounted, file) = (open.mounted.clone(), open.handle.clone());
        if mounted.folder().quota_mb.is_none() {
            return self.wasi().write(fd, bytes, offset).await;
        }
        let growth = mounted.growth(&file, Some(offset), bytes.len() as u64).await?;
        let growth = growth.ok_or(ErrorCode::Quota)?;
        let written = self.wasi().write(fd, bytes, offset).await;
        growth.settle(&file);
        written
    }

    async fn read_directory(&mut self, fd: Fd) -> FsResult<Resource<types::DirectoryEntryStream>> {
        let open = self.open(&fd)?;
        if !open.folder {
            return Err(ErrorCode::NotDirectory.into());
        }
        let (folder, shown) = (open.handle.clone(), open.shown.clone());
        let most = OPEN * LISTED;
        let entries = blocking(move || {
            let entries = Dir::from_std_file(folder.try_clone()?).entries()?;
            io::Result::Ok(entries.take(most + 1).count())
        });
        let entries = entries.await??;
        if entries > most {
            self.files.notes.too_many_entries(&shown, most);
            return Err(ErrorCode::InsufficientMemory.into());
        }
        let place = self.place(1 + entries / LISTED)?;
        let listing = self.wasi().read_directory(fd).await?;
        self.files.listings.insert(listing.rep(), place);
        Ok(listing)
    }

    async fn create_directory_at(&mut self, fd: Fd, path: String) -> FsResult<()> {
        let at = self.at(&fd, &path)?;
        self.changes(&at, "make the folder")?;
        let mut turn = at.mounted.turn().await?;
        self.charge_entry(&at.mounted, &mut turn)?;
        let result = self.wasi().create_directory_at(fd, path).await;
        match &result {
            Ok(()) => self.made(&at).await,
            Err(_) => turn.refund(ENTRY),
        }
        result
    }

    async fn stat(&mut self, fd: Fd) -> FsResult<types::DescriptorStat> {
        self.wasi().stat(fd).await
    }

    async fn stat_at(&mut self, fd: Fd, flags: types::PathFlags, path: String) -> FsResult<types::DescriptorStat> {
        self.at(&fd, &path)?;
        self.wasi().stat_at(fd, flags, path).await
    }

    async fn set_times_at(
        &mut self,
        fd: Fd,
        flags: types::PathFlags,
        path: String,
        access: types::NewTimestamp,
        change: types::NewTimestamp,
    ) -> FsResult<()> {
        let at = self.at(&fd, &path)?;
        self.changes(&at, "set the times of")?;
        let follow = flags.contains(types::PathFlags::SYMLINK_FOLLOW);
        // By its time a file is told from what it was when a person was asked about it.
        let _turn = self.spare(&[Lost { follow, ..Lost::new("set the times of", &at) }]).await?;
        self.wasi().set_times_at(fd, flags, path, access, change).await
    }

    async fn link_at(
        &mut self,
        fd: Fd,
        flags: types::PathFlags,
        path: String,
        new_fd: Fd,
        new_path: String,
    ) -> FsResult<()> {
        let (old, new) = (self.at(&fd, &path)?, self.at(&new_fd, &new_path)?);
        self.within("link", &old, &new)?;
        self.changes(&new, "make the link")?;
        let mut turn = new.mounted.turn().await?;
        if let Some(there) = old.look().await? {
            self.linked(&new, Some(&there))?;
        }
        self.charge_entry(&new.mounted, &mut turn)?;
        let result = self.wasi().link_at(fd, flags, path, new_fd, new_path).await;
        if result.is_err() {
            turn.refund(ENTRY);
        }
        result
    }

    async fn open_at(
        &mut self,
        fd: Fd,
        path_flags: types::PathFlags,
        path: String,
        open_flags: types::OpenFlags,
        flags: types::DescriptorFlags,
    ) -> FsResult<Fd> {
        let synchronous = types::DescriptorFlags::FILE_INTEGRITY_SYNC
            | types::DescriptorFlags::DATA_INTEGRITY_SYNC
            | types::DescriptorFlags::REQUESTED_WRITE_SYNC;
        if flags.intersects(synchronous) {
            return Err(ErrorCode::Unsupported.into());
        }
        let at = self.at(&fd, &path)?;
        let wish = Wish::new(path_flags, open_flags, flags);
        if wish.directory && (wish.create || wish.truncate) {
            return Err(ErrorCode::Invalid.into());
        }
        if wish.write {
            self.changes(&at, "write the file")?;
        }
        let place = self.place(1)?;
        let (descriptor, handle) = self.opened(&at, wish).await?;
        let folder = matches!(descriptor, Descriptor::Dir(_));
        let fd = self.table.push(descriptor)?;
        let open = Open { mounted: at.mounted, shown: at.shown, depth: at.depth, folder, handle, _place: place };
        self.files.open.insert(fd.rep(), open);
        Ok(fd)
    }

    fn drop(&mut self, fd: Fd) -> wasmtime::Result<()> {
        self.files.open.remove(&fd.rep());
        HostDescriptor::drop(&mut self.wasi(), fd)
    }

    async fn readlink_at(&mut self, fd: Fd, path: String) -> FsResult<String> {
        self.at(&fd, &path)?;
        self.wasi().readlink_at(fd, path).await
    }

    async fn remove_directory_at(&mut self, fd: Fd, path: String) -> FsResult<()> {
        let at = self.at(&fd, &path)?;
        self.changes(&at, "remove the folder")?;
        let (mut turn, there) = self.spare(&[Lost::new("remove the folder", &at)]).await?;
        self.wasi().remove_directory_at(fd, path).await?;
        self.removed(&mut turn, there[0].as_ref());
        Ok(())
    }

    async fn rename_at(&mut self, fd: Fd, path: String, new_fd: Fd, new_path: String) -> FsResult<()> {
        let (old, new) = (self.at(&fd, &path)?, self.at(&new_fd, &new_path)?);
        self.within("move", &old, &new)?;
        self.writable(&old.mounted, "move", json!({ "path": old.shown, "to": new.shown }))?;
        let lost = [
            Lost { other: Some(("to", &new)), ..Lost::new("move", &old) },
            Lost { other: Some(("by", &old)), ..Lost::new("replace", &new) },
        ];
        let (mut turn, there) = self.spare(&lost).await?;
        self.wasi().rename_at(fd, path, new_fd, new_path).await?;
        if let [Some(moved), Some(replaced)] = there.as_slice()
            && Identity::of(moved) != Identity::of(replaced)
        {
            self.removed(&mut turn, Some(replaced));
        }
        Ok(())
    }

    async fn symlink_at(&mut self, fd: Fd, target: String, path: String) -> FsResult<()> {
        let at = self.at(&fd, &path)?;
        self.changes(&at, "make the link")?;
        // Whoever else follows it must not be led elsewhere, wherever it is moved.
        if names::check(&target, 0).is_err() || !names::leads_down(&target) {
            self.files.notes.leads_out(&at.shown, &target);
            return Err(ErrorCode::NotPermitted.into());
        }
        let mut turn = at.mounted.turn().await?;
        let leads_to = at.target(&target).await?;
        self.linked(&at, leads_to.as_ref())?;
        self.charge_entry(&at.mounted, &mut turn)?;
        let result = self.wasi().symlink_at(fd, target, path).await;
        match &result {
            Ok(()) => self.made(&at).await,
            Err(_) => turn.refund(ENTRY),
        }
        result
    }

    async fn unlink_file_at(&mut self, fd: Fd, path: String) -> FsResult<()> {
        let at = self.at(&fd, &path)?;
        self.changes(&at, "remove the file")?;
        let (mut turn, there) = self.spare(&[Lost::new("remove the file", &at)]).await?;
        self.wasi().unlink_file_at(fd, path).await?;
        self.removed(&mut turn, there[0].as_ref());
        Ok(())
    }

    fn read_via_stream(&mut self, fd: Fd, offset: u64) -> FsResult<Resource<DynInputStream>> {
        let place = self.place(1)?;
        let inner = self.wasi().read_via_stream(fd, offset)?;
        let placed: DynInputStream = Box::new(Placed::new(self.table.delete(inner)?, place));
        Ok(self.table.push(placed)?)
    }

    fn write_via_stream(&mut self, fd: Fd, offset: u64) -> FsResult<Resource<DynOutputStream>> {
        let inner = self.wasi().write_via_stream(Resource::new_borrow(fd.rep()), offset)?;
        self.output(&fd, Some(offset), inner)
    }

    fn append_via_stream(&mut self, fd: Fd) -> FsResult<Resource<DynOutputStream>> {
        let inner = self.wasi().append_via_stream(Resource::new_borrow(fd.rep()))?;
        self.output(&fd, None, inner)
    }

    async fn is_same_object(&mut self, a: Fd, b: Fd) -> wasmtime::Result<bool> {
        self.wasi().is_same_object(a, b).await
    }

    async fn metadata_hash(&mut self, fd: Fd) -> FsResult<types::MetadataHashValue> {
        self.wasi().metadata_hash(fd).await
    }

    async fn metadata_hash_at(
        &mut self,
        fd: Fd,
        flags: types::PathFlags,
        path: String,
    ) -> FsResult<types::MetadataHashValue> {
        self.at(&fd, &path)?;
        self.wasi().metadata_hash_at(fd, flags, path).await
    }
}

impl HostDirectoryEntryStream for View<'_> {
    async fn read_directory_entry(
        &mut self,
        listing: Resource<types::DirectoryEntryStream>,
    ) -> FsResult<Option<types::DirectoryEntry>> {
        self.wasi().read_directory_entry(listing).await
    }

    fn drop(&mut self, listing: Resource<types::DirectoryEntryStream>) -> wasmtime::Result<()> {
        self.files.listings.remove(&listing.rep());
        HostDirectoryEntryStream::drop(&mut self.wasi(), listing)
    }
}

impl View<'_> {
    /// Refuses what would cross from one granted folder into another: their lines
    /// may say different things of the same file then.
    fn within(&self, action: &str, old: &At, new: &At) -> FsResult<()> {
        if Arc::ptr_eq(&old.mounted, &new.mounted) {
            return Ok(());
        }
        self.files.notes.crosses(action, old.mounted.folder(), new.mounted.folder());
        Err(ErrorCode::CrossDevice.into())
    }
}
