//! Calls as components make them, on folders of their own.

use std::{fs, path::Path, time::Duration};

use bytes::Bytes;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::sync::mpsc;
use wasmtime::component::Resource;
use wasmtime_wasi::{
    filesystem::Descriptor,
    p2::{
        FsError,
        bindings::filesystem::{
            preopens,
            types::{DescriptorFlags, ErrorCode, Host, HostDescriptor, HostDirectoryEntryStream, OpenFlags, PathFlags},
        },
    },
};

use super::*;
use crate::{
    audit::Record,
    blender::{Config, Link, Session},
    capability::ask::{Answer, Asked, Asker, Question},
    component::Digest,
    policy::{Decision, Denial, Folder, Grant, Place},
    sandbox::{Answers, Clock, Plan},
};

/// A call of a component with one folder.
struct Call {
    files: Files,
    refusals: Refusals,
    table: ResourceTable,
    denied: Denials,
    mount: Option<Resource<Descriptor>>,
}

impl Call {
    fn view(&mut self) -> View<'_> {
        View { files: &mut self.files, refusals: &self.refusals, table: &mut self.table }
    }

    fn mount(&self) -> Resource<Descriptor> {
        Resource::new_borrow(self.mount.as_ref().expect("it is mounted").rep())
    }

    async fn open(&mut self, path: &str, open: OpenFlags) -> Result<Resource<Descriptor>, ErrorCode> {
        let (mount, flags) = (self.mount(), DescriptorFlags::READ | DescriptorFlags::WRITE);
        self.view().open_at(mount, PathFlags::empty(), path.to_owned(), open, flags).await.map_err(code)
    }

    async fn remove(&mut self, path: &str) -> Result<(), ErrorCode> {
        let mount = self.mount();
        self.view().unlink_file_at(mount, path.to_owned()).await.map_err(code)
    }

    fn denials(&self) -> String {
        self.denied.take().iter().map(ToString::to_string).collect()
    }
}

fn code(error: FsError) -> ErrorCode {
    error.downcast().expect("it is no trap")
}

fn blender() -> Answers {
    let config = Config { url: "ws://127.0.0.1:1".to_owned(), token: None, timeout: Duration::from_secs(1) };
    Answers::Blender(Arc::new(Session::begin(Arc::new(Link::new(config, String::new())))))
}

fn folder(overwrite: Decision, quota_mb: Option<u32>) -> (TempDir, Folder) {
    let lies = tempfile::tempdir().expect("a folder");
    fs::write(lies.path().join("note.txt"), "hello").expect("written");
    let path = lies.path().canonicalize().expect("it is there");
    let place = Place::named("policy.toml:3");
    (lies, Folder { path, mount: "/desk".to_owned(), write: true, overwrite, quota_mb, place })
}

fn call(folder: &Folder, answers: Answers, asker: Asker) -> Call {
    let grant = Grant { folders: vec![folder.clone()], ..Grant::default() };
    let mut call = call_of(&Granted::all(&grant, &Rooms::default()), answers, asker);
    let mut mounts = preopens::Host::get_directories(&mut call.view()).expect("it can be opened");
    let (mount, name) = mounts.remove(0);
    assert_eq!(name, "/desk");
    call.mount = Some(mount);
    call
}

fn call_of(granted: &[Arc<Granted>], answers: Answers, asker: Asker) -> Call {
    let context = CallContext {
        tool: "tool".to_owned(),
        args: serde_json::Map::new(),
        component: "burglar".into(),
        digest: Digest::of(b"burglar"),
        answers,
        asker,
        record: Record::default(),
        progress: None,
        clock: Arc::new(Clock::start(Duration::from_secs(60))),
    };
    let denied = Denials::default();
    let nothing = Denial { what: String::new(), line: String::new(), file: String::new() };
    let files = prepare(granted, &Arc::new(context), &denied);
    let refusals = Refusals { files: None, sockets: nothing };
    Call { files, refusals, table: ResourceTable::new(), denied, mount: None }
}

/// A person who looks at the folder and answers.
fn person(
    mut answer: impl FnMut(&Question) -> Answer + Send + 'static,
) -> (Asker, tokio::task::JoinHandle<Vec<(String, Value)>>) {
    let (sender, mut questions) = mpsc::channel::<Asked>(1);
    let asked = tokio::spawn(async move {
        let mut asked = Vec::new();
        while let Some((question, reply)) = questions.recv().await {
            assert_eq!(question.place, Some(Place::named("policy.toml:3")));
            let _ = reply.send(answer(&question));
            asked.push((question.action, question.arguments));
        }
        asked
    });
    (Asker::new(sender), asked)
}

fn text(path: &Path) -> String {
    fs::read_to_string(path.join("note.txt")).expect("it is there")
}

#[tokio::test]
async fn a_person_who_says_yes_is_asked_for_exactly_what_is_done() {
    let (lies, folder) = folder(Decision::Ask, None);
    let (asker, asked) = person(|_| Answer::Once);
    let mut call = call(&folder, blender(), asker);
    call.open("note.txt", OpenFlags::TRUNCATE).await.expect("it may be overwritten");
    assert_eq!(text(lies.path()), "");
    call.remove("note.txt").await.expect("it may be removed");
    assert!(!lies.path().join("note.txt").exists());
    drop(call);
    let path = |size: u64| json!({ "path": "/desk/note.txt", "size": size });
    let expected = [("overwrite the file".to_owned(), path(5)), ("remove the file".to_owned(), path(0))];
    assert_eq!(asked.await.expect("it ends"), expected);
}

#[tokio::test]
async fn a_person_who_says_no_keeps_what_is_there() {
    let (lies, folder) = folder(Decision::Ask, None);
    let (asker, _) = person(|_| Answer::No);
    let mut call = call(&folder, blender(), asker);
    assert_eq!(call.open("note.txt", OpenFlags::TRUNCATE).await.expect_err("no"), ErrorCode::NotPermitted);
    assert_eq!(call.remove("note.txt").await, Err(ErrorCode::NotPermitted));
    let (old, new) = (call.mount(), call.mount());
    let mut view = call.view();
    let moved = view.rename_at(old, "note.txt".to_owned(), new, "b".to_owned());
    assert_eq!(moved.await.map_err(code), Err(ErrorCode::NotPermitted));
    assert_eq!(text(lies.path()), "hello");
    let denials = call.denials();
    assert!(
        denials.contains("may not remove the file `/desk/note.txt`: the person who was asked said no"),
        "{denials}"
    );
    assert!(denials.contains("policy.toml:3"), "{denials}");
}

#[tokio::test]
async fn a_yes_counts_for_the_file_that_was_there_and_not_for_one_put_in_its_place() {
    let (lies, folder) = folder(Decision::Ask, None);
    let path = lies.path().join("note.txt");
    let mut first = true;
    let (asker, asked) = person(move |_| {
        if !std::mem::take(&mut first) {
            return Answer::No;
        }
        fs::rename(&path, path.with_extension("kept")).expect("moved");
        fs::write(&path, "another one").expect("written");
        Answer::Once
    });
    let mut call = call(&folder, blender(), asker);
    assert_eq!(call.remove("note.txt").await, Err(ErrorCode::NotPermitted));
    assert_eq!(text(lies.path()), "another one");
    drop(call);
    assert_eq!(asked.await.expect("it ends").len(), 2);
}

#[tokio::test]
async fn what_a_call_made_needs_no_question() {
    let (lies, folder) = folder(Decision::Ask, Some(1));
    let mut call = call(&folder, blender(), Asker::nobody("nobody may be asked here"));
    for _ in 0..2 {
        call.open("new.txt", OpenFlags::CREATE | OpenFlags::TRUNCATE).await.expect("it is the call's own");
    }
    call.remove("new.txt").await.expect("it is the call's own");
    assert_eq!(call.remove("note.txt").await, Err(ErrorCode::NotPermitted));
    assert!(call.denials().contains("nobody may be asked here"));
    assert_eq!(text(lies.path()), "hello");
}

#[tokio::test]
async fn a_dry_run_changes_nothing_and_lists_what_it_would_change() {
    let (lies, folder) = folder(Decision::Allow, None);
    let plan = Plan::default();
    let mut call = call(&folder, Answers::Nobody(plan.clone()), Asker::default());
    assert_eq!(call.open("new.txt", OpenFlags::CREATE).await.expect_err("not now"), ErrorCode::ReadOnly);
    for _ in 0..2 {
        assert_eq!(call.remove("note.txt").await, Err(ErrorCode::ReadOnly));
    }
    let (mount, flags) = (call.mount(), DescriptorFlags::READ);
    let mut view = call.view();
    let opened = view.open_at(mount, PathFlags::empty(), "note.txt".to_owned(), OpenFlags::empty(), flags);
    assert!(opened.await.is_ok());
    let planned: Vec<_> = plan.take().iter().map(ToString::to_string).collect();
    assert_eq!(
        planned,
        [
            r#"- write the file {"path":"/desk/new.txt"} (policy.toml:3)"#,
            r#"- remove the file {"path":"/desk/note.txt"} (policy.toml:3)"#
        ]
    );
    assert_eq!(fs::read_dir(lies.path()).expect("listed").count(), 1);
}

#[tokio::test]
async fn every_way_to_write_stops_at_the_quota_and_has_written_nothing_beyond() {
    let (lies, folder) = folder(Decision::Allow, Some(1));
    let mut call = call(&folder, blender(), Asker::default());
    let file = call.open("new.txt", OpenFlags::CREATE).await.expect("opened");
    let fd = || Resource::new_borrow(file.rep());
    let most = (1 << 20) - 3 * 4096;
    call.view().set_size(fd(), most).await.expect("there is room");
    assert_eq!(call.view().set_size(fd(), 1 << 20).await.map_err(code), Err(ErrorCode::Quota));
    assert_eq!(call.view().write(fd(), vec![0; 8000], most).await.map_err(code), Err(ErrorCode::Quota));
    assert_eq!(call.view().write(fd(), vec![0; 8000], most - 8000).await.map_err(code), Ok(8000));

    for stream in [call.view().append_via_stream(fd()), call.view().write_via_stream(fd(), most)] {
        let stream = call.table.get_mut(&stream.expect("a stream")).expect("it is there");
        // What guests call in turn where they do not block.
        stream.ready().await;
        assert!(stream.check_write().is_ok_and(|room| room >= 8000));
        stream.write(Bytes::from_static(&[0; 8000])).expect("it begins");
        stream.ready().await;
        assert!(stream.check_write().is_err());
    }
    let stream = call.view().append_via_stream(fd()).expect("a stream");
    let stream = call.table.get_mut(&stream).expect("it is there");
    let error = stream.blocking_write_and_flush(Bytes::from_static(&[0; 8000])).await.expect_err("it is full");
    let wasmtime_wasi::p2::StreamError::LastOperationFailed(error) = error else { panic!("{error}") };
    let error = call.table.push(error).expect("there is room");
    assert_eq!(call.view().filesystem_error_code(error).expect("it is one"), Some(ErrorCode::Quota));

    assert_eq!(fs::metadata(lies.path().join("new.txt")).expect("it is there").len(), most);
    assert!(call.denials().contains("more than the 1 MiB that `quota-mb` in policy.toml:3 allows"));
    call.view().set_size(fd(), 0).await.expect("shorter always fits");
    call.view().set_size(fd(), most).await.expect("the room is back");
}

#[tokio::test]
async fn files_and_streams_have_places_that_come_back() {
    let (_lies, folder) = folder(Decision::Allow, None);
    let mut call = call(&folder, blender(), Asker::default());
    let mut open = Vec::new();
    let error = loop {
        match call.open("note.txt", OpenFlags::empty()).await {
            Ok(file) => open.push(file),
            Err(error) => break error,
        }
    };
    assert_eq!(error, ErrorCode::InsufficientMemory);
    assert_eq!(open.len(), OPEN - 1, "and the folder itself");
    let last = open.pop().expect("there are some");
    assert!(call.view().read_via_stream(Resource::new_borrow(last.rep()), 0).is_err());
    HostDescriptor::drop(&mut call.view(), last).expect("it was open");
    let first = Resource::new_borrow(open[0].rep());
    let stream = call.view().read_via_stream(first, 0).expect("a place is free");
    assert!(call.open("note.txt", OpenFlags::empty()).await.is_err());
    call.table.delete(stream).expect("it was open");
    assert!(call.open("note.txt", OpenFlags::empty()).await.is_ok());
}

#[tokio::test]
async fn a_long_listing_takes_more_places_and_gives_them_back() {
    let (lies, folder) = folder(Decision::Allow, None);
    for number in 0..999 {
        fs::write(lies.path().join(number.to_string()), "").expect("written");
    }
    let mut call = call(&folder, blender(), Asker::default());
    let mut listings = Vec::new();
    let error = loop {
        let mount = call.mount();
        match call.view().read_directory(mount).await {
            Ok(listing) => listings.push(listing),
            Err(error) => break code(error),
        }
    };
    assert_eq!(error, ErrorCode::InsufficientMemory);
    assert_eq!(listings.len(), (OPEN - 1) / 4);
    let last = listings.pop().expect("there are some");
    HostDirectoryEntryStream::drop(&mut call.view(), last).expect("it was there");
    let mount = call.mount();
    assert!(call.view().read_directory(mount).await.is_ok());
}

#[tokio::test]
async fn a_folder_that_is_another_by_now_ends_the_call() {
    let (lies, folder) = folder(Decision::Allow, None);
    let grant = Grant { folders: vec![folder.clone()], ..Grant::default() };
    let granted = Granted::all(&grant, &Rooms::default());
    let moved = lies.path().with_extension("moved");
    fs::rename(&folder.path, &moved).expect("moved");
    let mut call = call_of(&granted, blender(), Asker::default());
    let mut open = || preopens::Host::get_directories(&mut call.view()).map(|mounts| mounts.len());
    assert!(open().is_err(), "there is none");
    fs::create_dir(&folder.path).expect("made");
    assert!(open().is_err(), "it is another");
    fs::remove_dir(&folder.path).expect("removed");
    fs::rename(&moved, &folder.path).expect("moved back");
    assert_eq!(open().expect("it is the same"), 1);
    assert!(call.denials().contains("something else lies in its place"));
}
