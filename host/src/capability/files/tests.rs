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
            types::{
                Datetime, DescriptorFlags, ErrorCode, Host, HostDescriptor, HostDirectoryEntryStream, NewTimestamp,
                OpenFlags, PathFlags,
            },
        },
    },
};

use super::*;
use crate::{
    audit::{Audit, Lines, Record, Start, of_folder},
    blender::{Config, Link, Session},
    capability::ask::{Answer, Asked, Asker, Question},
    component::Digest,
    policy::{Decision, Denial, Folder, Grant, Place},
    sandbox::{Answers, Clock, Plan, Seat},
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

    async fn hard_link(&mut self, path: &str, new: &str) -> Result<(), ErrorCode> {
        let (mount, to) = (self.mount(), self.mount());
        self.view().link_at(mount, PathFlags::empty(), path.to_owned(), to, new.to_owned()).await.map_err(code)
    }

    async fn soft_link(&mut self, target: &str, path: &str) -> Result<(), ErrorCode> {
        let mount = self.mount();
        self.view().symlink_at(mount, target.to_owned(), path.to_owned()).await.map_err(code)
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
    recorded_call_of(granted, answers, asker, Record::default())
}

fn recorded_call_of(granted: &[Arc<Granted>], answers: Answers, asker: Asker, record: Record) -> Call {
    let context = CallContext {
        tool: "tool".to_owned(),
        args: serde_json::Map::new(),
        component: "burglar".into(),
        digest: Digest::of(b"burglar"),
        answers,
        asker,
        record,
        progress: None,
        clock: Arc::new(Clock::start(Duration::from_secs(60))),
        seat: Seat::default(),
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
    let asked = asked.await.expect("it ends");
    let told: Vec<_> = asked.iter().map(|(action, told)| (action.as_str(), &told["path"], &told["size"])).collect();
    let path = json!("/desk/note.txt");
    assert_eq!(told, [("overwrite the file", &path, &json!(5)), ("remove the file", &path, &json!(0))]);
    for (_, told) in &asked {
        assert!(told["modified"].as_str().is_some_and(|time| time.parse::<jiff::Timestamp>().is_ok()), "{told}");
        assert_eq!((told.get("leads_to"), told.get("names")), (None, None));
    }
}

#[tokio::test]
async fn a_move_is_asked_about_with_both_paths() {
    let (lies, folder) = folder(Decision::Ask, None);
    fs::write(lies.path().join("other.txt"), "other").expect("written");
    let (asker, asked) = person(|_| Answer::Once);
    let mut call = call(&folder, blender(), asker);
    let (old, new) = (call.mount(), call.mount());
    let moved = call.view().rename_at(old, "note.txt".to_owned(), new, "other.txt".to_owned()).await;
    assert_eq!(moved.map_err(code), Ok(()));
    drop(call);
    let asked = asked.await.expect("it ends");
    let told = |index: usize, word: &str| (asked[index].0.as_str(), &asked[index].1["path"], &asked[index].1[word]);
    let (note, other) = (json!("/desk/note.txt"), json!("/desk/other.txt"));
    assert_eq!((told(0, "to"), told(1, "by")), (("move", &note, &other), ("replace", &other, &note)));
    assert_eq!(asked.len(), 2);
}

#[tokio::test]
async fn a_link_gives_no_other_name_to_what_the_call_has_not_made() {
    for overwrite in [Decision::Ask, Decision::Deny] {
        let (lies, folder) = folder(overwrite, None);
        let mut call = call(&folder, blender(), Asker::nobody("nobody may be asked here"));
        for target in ["note.txt", "nothing.txt"] {
            assert_eq!(call.soft_link(target, "soft").await, Err(ErrorCode::NotPermitted), "{target}");
        }
        assert_eq!(call.hard_link("note.txt", "hard").await, Err(ErrorCode::NotPermitted));
        assert_eq!(fs::read_dir(lies.path()).expect("listed").count(), 1);
        let denials = call.denials();
        assert!(denials.contains("may not make the link `/desk/soft`"), "{denials}");
        assert!(denials.contains("a link leads only to what this call has made"), "{denials}");

        call.open("new.txt", OpenFlags::CREATE).await.expect("it is the call's own");
        assert_eq!(call.hard_link("new.txt", "hard").await, Ok(()));
        assert_eq!(call.remove("hard").await, Ok(()));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_question_shows_the_file_behind_a_link_and_that_it_has_more_names() {
    let (lies, folder) = folder(Decision::Ask, None);
    let at = |path: &str| lies.path().join(path);
    fs::create_dir(at("folder")).expect("made");
    fs::write(at("folder/thesis.txt"), "years").expect("written");
    fs::hard_link(at("folder/thesis.txt"), at("cache.tmp")).expect("linked");
    std::os::unix::fs::symlink("folder", at("way")).expect("linked");
    std::os::unix::fs::symlink("way/thesis.txt", at("link.tmp")).expect("linked");
    let (asker, asked) = person(|_| Answer::No);
    let mut call = call(&folder, blender(), asker);
    let mount = call.mount();
    let (follow, flags) = (PathFlags::SYMLINK_FOLLOW, DescriptorFlags::WRITE);
    let opened = call.view().open_at(mount, follow, "link.tmp".to_owned(), OpenFlags::empty(), flags).await;
    assert_eq!(opened.map_err(code).expect_err("no"), ErrorCode::NotPermitted);
    for path in ["way/thesis.txt", "cache.tmp", "link.tmp"] {
        assert_eq!(call.remove(path).await, Err(ErrorCode::NotPermitted));
    }
    drop(call);
    let asked = asked.await.expect("it ends");
    let told: Vec<_> = asked.iter().map(|(_, told)| [&told["path"], &told["leads_to"], &told["names"]]).collect();
    let thesis = &json!("/desk/folder/thesis.txt");
    assert_eq!(
        told,
        [
            [&json!("/desk/link.tmp"), thesis, &json!(2)],
            [&json!("/desk/way/thesis.txt"), thesis, &json!(2)],
            [&json!("/desk/cache.tmp"), &Value::Null, &json!(2)],
            // Of a link itself nothing else is lost.
            [&json!("/desk/link.tmp"), &Value::Null, &Value::Null],
        ]
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_link_that_is_moved_to_where_it_leads_elsewhere_hides_nothing() {
    let (_lies, folder) = folder(Decision::Ask, None);
    let (asker, asked) = person(|_| Answer::No);
    let mut call = call(&folder, blender(), asker);
    let mount = call.mount();
    call.view().create_directory_at(mount, "own".to_owned()).await.map_err(code).expect("made");
    call.open("own/note.txt", OpenFlags::CREATE).await.expect("made");
    assert_eq!(call.soft_link("note.txt", "own/cache.tmp").await, Ok(()));
    let (old, new) = (call.mount(), call.mount());
    let moved = call.view().rename_at(old, "own/cache.tmp".to_owned(), new, "cache.tmp".to_owned()).await;
    assert_eq!(moved.map_err(code), Ok(()));
    let (mount, follow) = (call.mount(), PathFlags::SYMLINK_FOLLOW);
    let (open, flags) = (OpenFlags::TRUNCATE, DescriptorFlags::WRITE);
    assert!(call.view().open_at(mount, follow, "cache.tmp".to_owned(), open, flags).await.is_err());
    drop(call);
    let asked = asked.await.expect("it ends");
    assert_eq!(asked[0].1["leads_to"], "/desk/note.txt");
}

#[tokio::test]
async fn a_yes_for_the_session_counts_for_the_file_as_it_was_and_for_no_other() {
    let (lies, folder) = folder(Decision::Ask, None);
    let path = lies.path().join("note.txt");
    let written = fs::metadata(&path).and_then(|file| file.modified()).expect("it has a time");
    let (asker, asked) = person(|_| Answer::Session);
    for _ in 0..2 {
        let mut call = call(&folder, blender(), asker.clone());
        call.open("note.txt", OpenFlags::empty()).await.expect("it may be written");
    }
    // The same length, later.
    fs::write(&path, "other").expect("written");
    fs::File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_modified(written + Duration::from_secs(1)))
        .expect("it is ours");
    call(&folder, blender(), asker.clone()).open("note.txt", OpenFlags::empty()).await.expect("it may be written");
    // Another file of the same length and time.
    fs::rename(&path, lies.path().join("kept.txt")).expect("moved");
    fs::copy(lies.path().join("kept.txt"), &path).expect("copied");
    fs::File::options()
        .write(true)
        .open(&path)
        .and_then(|file| file.set_modified(written + Duration::from_secs(1)))
        .expect("it is ours");
    call(&folder, blender(), asker.clone()).open("note.txt", OpenFlags::empty()).await.expect("it may be written");
    drop(asker);
    let asked = asked.await.expect("it ends");
    let different: HashSet<_> =
        asked.iter().map(|(_, told)| format!("{} {}", told["modified"], told["file"])).collect();
    assert_eq!((asked.len(), different.len()), (3, 3), "{different:?}");
}

#[tokio::test]
async fn the_times_by_which_a_file_is_told_from_another_stay() {
    let (lies, folder) = folder(Decision::Deny, None);
    let modified = || fs::metadata(lies.path().join("note.txt")).and_then(|file| file.modified()).expect("a time");
    let before = modified();
    let mut call = call(&folder, blender(), Asker::default());
    let first = || NewTimestamp::Timestamp(Datetime { seconds: 1, nanoseconds: 0 });
    let (mount, flags) = (call.mount(), DescriptorFlags::READ);
    let mut view = call.view();
    let opened = view.open_at(mount, PathFlags::empty(), "note.txt".to_owned(), OpenFlags::empty(), flags).await;
    let file = opened.map_err(code).expect("it may be read");
    let set = call.view().set_times(Resource::new_borrow(file.rep()), first(), first()).await;
    assert_eq!(set.map_err(code), Err(ErrorCode::NotPermitted));
    for follow in [PathFlags::empty(), PathFlags::SYMLINK_FOLLOW] {
        let mount = call.mount();
        let set = call.view().set_times_at(mount, follow, "note.txt".to_owned(), first(), first()).await;
        assert_eq!(set.map_err(code), Err(ErrorCode::NotPermitted));
    }
    let set = {
        let mount = call.mount();
        call.view().set_times(mount, first(), first()).await
    };
    assert_eq!(set.map_err(code), Err(ErrorCode::NotPermitted), "nor those of the folder itself");
    assert_eq!(modified(), before);

    let own = call.open("new.txt", OpenFlags::CREATE).await.expect("made");
    assert_eq!(call.view().set_times(own, first(), first()).await.map_err(code), Ok(()));
}

#[tokio::test]
async fn what_a_person_said_about_a_file_is_recorded() {
    let (_lies, folder) = folder(Decision::Ask, None);
    let kept = tempfile::tempdir().expect("a folder");
    let audit = Audit::in_folder(kept.path().join("audit"));
    let answers = [Answer::No, Answer::Session, Answer::Once];
    let (asker, _) = person({
        let mut answers = answers.clone().into_iter();
        move |_| answers.next().expect("no more questions")
    });
    let (digest, args) = (Digest::of(b"burglar"), serde_json::Map::new());
    let start = Start {
        tool: "tool",
        component: "burglar",
        digest: &digest,
        args: &args,
        dry_run: false,
        redactor: None,
        tape: None,
    };
    let record = audit.begin(start).expect("there is room");
    let grant = Grant { folders: vec![folder], ..Grant::default() };
    let mut call = recorded_call_of(&Granted::all(&grant, &Rooms::default()), blender(), asker, record);
    call.mount = Some(preopens::Host::get_directories(&mut call.view()).expect("it can be opened").remove(0).0);
    for _ in 0..3 {
        let _ = call.open("note.txt", OpenFlags::empty()).await;
    }
    call.remove("note.txt").await.expect("it may be removed");
    drop(call);
    let lines =
        Lines::of(of_folder(&kept.path().join("audit")).expect("listed")).map(|line| line.expect("read").json());
    let asked: Vec<_> = lines.filter(|line| line["kind"] == "asked").collect();
    let said: Vec<_> = asked.iter().map(|line| (line["action"].as_str(), line["asked"].as_str())).collect();
    let (write, remove) = (Some("overwrite the file"), Some("remove the file"));
    // What was said for the session counts without a question, and is recorded as well.
    assert_eq!(said, [(write, Some("no")), (write, Some("session")), (write, Some("session")), (remove, Some("once"))]);
    for line in &asked {
        assert_eq!((&line["line"], &line["arguments"]["path"]), (&json!("policy.toml:3"), &json!("/desk/note.txt")));
    }
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
