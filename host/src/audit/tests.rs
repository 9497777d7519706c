//! Records that are written, damaged and verified.

use std::{
    borrow::Cow,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use serde_json::{Map, Value, json};

use super::{chain::Chain, line::Body, *};
use crate::{
    blender::{Answer, OpError},
    capability::ask::{Answer as Person, Question},
    policy::{Decision, Denial, Place, Ruling},
    value::Attachments,
    wit::packages::OpName,
};

fn body(text: &str) -> Body {
    let mut body = Body::new("denied", Some("c0ffee"));
    body.add("what", text);
    body
}

fn chain(folder: &Path) -> Chain {
    Chain::in_folder(folder.join("audit"))
}

fn file(folder: &Path) -> PathBuf {
    folder.join("audit").join(FILE)
}

fn lines(folder: &Path) -> Vec<Value> {
    let files = of_folder(&folder.join("audit")).expect("it can be read");
    Lines::of(files).map(|line| line.expect("it can be read").json()).collect()
}

fn verified(folder: &Path) -> Verified {
    verify(Lines::of(of_folder(&folder.join("audit")).expect("it can be read")), true, None).expect("it can be read")
}

/// Adds so many lines to a new record.
fn record(folder: &Path, count: usize) {
    let chain = chain(folder);
    for number in 0..count {
        chain.add(&body(&format!("line {number}"))).expect("there is room");
    }
}

/// What is wrong with five lines after they were changed: the number of the line
/// and what is said of it.
fn wrong(change: impl FnOnce(&mut Vec<String>)) -> (String, String) {
    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 5);
    let text = fs::read_to_string(file(folder.path())).expect("it can be read");
    let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
    change(&mut lines);
    fs::write(file(folder.path()), lines.join("\n") + "\n").expect("there is room");
    let wrong = verified(folder.path()).wrong.expect("something is wrong");
    let number = wrong.place.rsplit(':').next().unwrap_or_default().to_owned();
    (number, wrong.why)
}

#[test]
fn a_record_is_a_chain_from_its_first_line_and_goes_on_in_another_process() {
    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 3);
    record(folder.path(), 2);
    let all = lines(folder.path());
    assert_eq!(all.iter().map(|line| line["seq"].as_u64()).collect::<Vec<_>>(), [1, 2, 3, 4, 5].map(Some));
    assert_eq!(all[0]["prev"], "0".repeat(64));
    assert!(all.windows(2).all(|two| two[1]["prev"] == two[0]["hash"]));
    let found = verified(folder.path());
    assert!(found.wrong.is_none());
    assert_eq!((found.lines, found.head.as_deref()), (5, all[4]["hash"].as_str()));
}

#[test]
fn a_hash_that_was_noted_is_found_unless_its_line_was_cut_off() {
    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 3);
    let noted = verified(folder.path()).head;
    let look = || verify(Lines::of(vec![file(folder.path())]), true, noted.as_deref()).expect("it can be read");
    record(folder.path(), 1);
    assert!(look().found);
    let text = fs::read_to_string(file(folder.path())).expect("it can be read");
    let cut: Vec<_> = text.lines().take(2).collect();
    fs::write(file(folder.path()), cut.join("\n") + "\n").expect("there is room");
    assert!(look().wrong.is_none() && !look().found);
}

#[cfg(unix)]
#[test]
fn nobody_else_can_read_a_record() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 1);
    let mode = |path: &Path| path.metadata().expect("it is there").permissions().mode() & 0o777;
    assert_eq!((mode(&folder.path().join("audit")), mode(&file(folder.path()))), (0o700, 0o600));
}

#[test]
fn writers_in_several_threads_and_processes_make_one_chain() {
    let folder = tempfile::tempdir().expect("there is room");
    let two = [chain(folder.path()), chain(folder.path())];
    std::thread::scope(|scope| {
        for writer in 0..8 {
            let chain = &two[writer % 2];
            scope.spawn(move || {
                for number in 0..50 {
                    chain.add(&body(&format!("{writer} {number}"))).expect("there is room");
                }
            });
        }
    });
    let found = verified(folder.path());
    assert!(found.wrong.is_none(), "{:?}", found.wrong);
    assert_eq!(found.lines, 400);
}

#[test]
fn a_line_that_a_crash_has_torn_is_ended_and_told_of() {
    for before in [0, 2] {
        let folder = tempfile::tempdir().expect("there is room");
        let chain = chain(folder.path());
        chain.check().expect("there is room");
        record(folder.path(), before);
        let mut bytes = fs::read(file(folder.path())).expect("it can be read");
        bytes.extend(b"{\"seq\":3,\"ti");
        fs::write(file(folder.path()), bytes).expect("there is room");
        assert!(verified(folder.path()).wrong.is_some_and(|wrong| wrong.why.contains("without its end")));
        chain.add(&body("next")).expect("there is room");
        let all = lines(folder.path());
        assert_eq!(all.len(), before + 3);
        assert_eq!((&all[before], &all[before + 1]["kind"]), (&Value::Null, &json!("repaired")));
        assert_eq!(all[before + 1]["torn"], json!(Summary::of(b"{\"seq\":3,\"ti")));
        let found = verified(folder.path());
        assert!(found.wrong.is_none(), "{:?}", found.wrong);
        assert_eq!(found.lines, before as u64 + 2);
    }
}

#[test]
fn what_a_crash_has_left_cannot_be_changed_later() {
    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 1);
    let mut bytes = fs::read(file(folder.path())).expect("it can be read");
    bytes.extend(b"torn");
    fs::write(file(folder.path()), bytes).expect("there is room");
    record(folder.path(), 1);
    let text = fs::read_to_string(file(folder.path())).expect("it can be read");
    for other in ["born\n", "", "torn\ntorn\n"] {
        fs::write(file(folder.path()), text.replace("torn\n", other)).expect("there is room");
        let wrong = verified(folder.path()).wrong;
        assert_eq!(wrong.is_some(), !other.is_empty(), "{other:?}: {wrong:?}");
    }
}

#[test]
fn a_file_that_is_full_gets_another_name_and_the_chain_goes_on() {
    let folder = tempfile::tempdir().expect("there is room");
    let small = || chain(folder.path()).with_room_for(1000);
    let two = [small(), small()];
    for number in 0..20 {
        two[number % 2].add(&body("line")).expect("there is room");
    }
    let files = of_folder(&folder.path().join("audit")).expect("it can be read");
    assert!(files.len() > 2);
    for file in &files[1..files.len() - 1] {
        let first = fs::read_to_string(file).expect("it can be read");
        let first: Value = serde_json::from_str(first.lines().next().expect("a line")).expect("it is JSON");
        assert!(file.ends_with(format!("audit-{:012}.jsonl", first["seq"].as_u64().expect("a number"))));
    }
    let found = verified(folder.path());
    assert!(found.wrong.is_none(), "{:?}", found.wrong);
    let lines = lines(folder.path());
    assert_eq!(lines.iter().filter(|line| line["kind"] == "denied").count(), 20);
    assert_eq!(lines.iter().filter(|line| line["kind"] == "rotated").count(), files.len() - 1);
    assert_eq!(found.lines as usize, lines.len());

    fs::remove_file(&files[1]).expect("it is ours");
    assert!(verified(folder.path()).wrong.is_some_and(|wrong| wrong.place.ends_with(":1")));
}

#[test]
fn a_crash_before_a_full_file_is_renamed_is_made_up_for() {
    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 2);
    chain(folder.path()).add(&Body::new(ROTATED, None)).expect("there is room");
    record(folder.path(), 1);
    let files = of_folder(&folder.path().join("audit")).expect("it can be read");
    assert_eq!(files.len(), 2);
    assert_eq!(verified(folder.path()).lines, 4);
    assert!(verified(folder.path()).wrong.is_none());
}

#[test]
fn a_record_that_is_taken_away_while_it_is_written_begins_anew() {
    let folder = tempfile::tempdir().expect("there is room");
    let chain = chain(folder.path());
    chain.add(&body("one")).expect("there is room");
    fs::remove_dir_all(folder.path().join("audit")).expect("it is ours");
    chain.add(&body("two")).expect("there is room");
    assert_eq!(lines(folder.path())[0]["what"], "two");
    assert!(verified(folder.path()).wrong.is_none());
}

#[test]
fn lines_are_not_added_to_what_is_no_record() {
    let folder = tempfile::tempdir().expect("there is room");
    record(folder.path(), 1);
    fs::write(file(folder.path()), "a shopping list\n").expect("there is room");
    let error = chain(folder.path()).add(&body("line")).expect_err("it is refused");
    assert!(format!("{error:#}").contains("move it away"), "{error:#}");
}

#[test]
fn a_field_that_was_changed_is_told_with_its_line() {
    let (number, why) = wrong(|lines| lines[2] = lines[2].replace("line 2", "line X"));
    assert_eq!(number, "3");
    assert!(why.contains("changed: expected the hash"), "{why}");
}

#[test]
fn a_hash_that_was_changed_is_told_with_its_line() {
    let (number, _) = wrong(|lines| lines[1] = lines[1].replace("\"hash\":\"", "\"hash\":\"x"));
    assert_eq!(number, "2");
    let other = |line: &str| line[..line.len() - 3].to_owned() + if line.ends_with("0\"}") { "1\"}" } else { "0\"}" };
    assert_eq!(wrong(|lines| lines[4] = other(&lines[4])).0, "5");
}

#[test]
fn a_line_that_was_removed_is_told_by_the_one_after_it() {
    for removed in 0..4 {
        let (number, why) = wrong(|lines| drop(lines.remove(removed)));
        assert_eq!(number, (removed + 1).to_string());
        assert!(why.contains(&format!("expected `seq` {}, found {}", removed + 1, removed + 2)), "{why}");
    }
}

#[test]
fn lines_that_were_swapped_are_told_by_the_first() {
    let (number, why) = wrong(|lines| lines.swap(1, 2));
    assert_eq!((number.as_str(), why.contains("`seq` 2, found 3")), ("2", true), "{why}");
}

#[test]
fn a_line_that_was_added_is_told_even_if_its_own_hash_is_right() {
    let (number, _) = wrong(|lines| lines.insert(2, lines[1].clone()));
    assert_eq!(number, "3");
    let forged = |prev: &str| {
        let (line, _) = body("forged").line(3, jiff::Timestamp::now(), prev);
        String::from_utf8(line).expect("it is text").trim_end().to_owned()
    };
    let (number, why) = wrong(|lines| lines.insert(2, forged(&"1".repeat(64))));
    assert_eq!((number.as_str(), why.contains("expected `prev`")), ("3", true), "{why}");
    let (number, _) = wrong(|lines| {
        let prev = serde_json::from_str::<Value>(&lines[1]).expect("it is JSON")["hash"].clone();
        lines.insert(2, forged(prev.as_str().unwrap_or_default()));
    });
    assert_eq!(number, "4");
    assert_eq!(wrong(|lines| lines.insert(0, "{}".to_owned())).0, "1");
}

struct Swordfish;

impl Redact for Swordfish {
    fn redact<'a>(&self, text: &'a str) -> Cow<'a, str> {
        if text.contains("swordfish") { text.replace("swordfish", "[secret]").into() } else { text.into() }
    }
}

/// A call with one operation, recorded from beginning to end.
fn call(audit: &Audit, tape: Option<Tape>, answer: &Value, attachments: Vec<u8>) {
    let digest = Digest::of(b"component");
    let args = Map::from_iter([("name".to_owned(), json!("swordfish \u{202e}"))]);
    let redactor: Redactor = Some(Arc::new(Swordfish));
    let start =
        Start { tool: "erase", component: "eraser", digest: &digest, args: &args, dry_run: false, redactor, tape };
    let record = audit.begin(start).expect("there is room");
    let op = OpName::new("removal", "delete-object");
    let ruling = Ruling { decision: Decision::Ask, place: Some(Place::named("the policy")), because: Vec::new() };
    let nothing = Attachments::default();
    let mut attempt = record.attempt(&op, &args, &nothing, &ruling);
    attempt.asked("once");
    attempt.sent();
    let answer = Answer { result: answer.clone(), attachments: Attachments(attachments) };
    attempt.answered(Ok(&answer)).expect("there is room");
    let denial =
        Denial { what: "`wasi:http` swordfish".to_owned(), line: "hosts = []".to_owned(), file: String::new() };
    record.denied(&denial).expect("there is room");
    let question = Question {
        tool: "erase".to_owned(),
        call: Value::Null,
        component: "eraser".to_owned(),
        digest: Digest::of(b"component"),
        action: "remove the file".to_owned(),
        arguments: json!({ "path": "/desk/swordfish" }),
        place: Some(Place::named("the policy")),
    };
    record.asked(&question, &Person::Session).expect("there is room");
    let error = Stop::Crash("swordfish".to_owned());
    record.end(End::Stopped(&error)).expect("there is room");
}

fn audit(folder: &Path) -> Audit {
    Audit::in_folder(folder.join("audit"))
}

#[test]
fn a_call_is_recorded_with_its_operations_and_without_secrets() {
    let folder = tempfile::tempdir().expect("there is room");
    call(&audit(folder.path()), None, &json!(["Cube"]), Vec::new());
    let text = fs::read_to_string(file(folder.path())).expect("it can be read");
    assert!(!text.contains("swordfish") && !text.contains('\u{202e}') && text.contains("\\u202e"), "{text}");
    let [call, op, denied, asked, end] = &lines(folder.path())[..] else { panic!("five lines") };
    let args = json!({ "name": "[secret] \u{202e}" });
    assert_eq!((&call["tool"], &call["component"], &call["arguments"]), (&json!("erase"), &json!("eraser"), &args));
    assert_eq!((&call["digest"], &call["dryRun"]), (&json!(Digest::of(b"component").to_string()), &json!(false)));
    assert_eq!((&op["op"], &op["arguments"]), (&json!("removal/delete-object"), &args));
    assert_eq!([&op["decision"], &op["line"], &op["asked"]], ["ask", "the policy", "once"]);
    assert_eq!(op["result"], json!(Summary::of(br#"["Cube"]"#)));
    assert_eq!((op.get("answer"), call.get("seed")), (None, None));
    assert_eq!((&denied["what"], &denied["wouldAllow"]), (&json!("`wasi:http` [secret]"), &json!("hosts = []")));
    assert_eq!([&asked["kind"], &asked["action"]], ["asked", "remove the file"]);
    assert_eq!(asked["arguments"], json!({ "path": "/desk/[secret]" }));
    assert_eq!(
        (&asked["line"], &asked["asked"], &asked["redacted"]),
        (&json!("the policy"), &json!("session"), &json!(true))
    );
    assert_eq!(end["outcome"], "failed");
    assert!(end["error"].as_str().is_some_and(|error| error.contains("crashed: [secret]")));
    assert!([op, denied, asked, end].iter().all(|line| line["call"] == call["call"]));
}

#[test]
fn answers_are_recorded_if_that_is_wanted_and_they_are_not_too_long() {
    let folder = tempfile::tempdir().expect("there is room");
    let tape = || Some(Tape::record().expect("there is chance"));
    call(&audit(folder.path()), tape(), &Value::Null, vec![1, 2]);
    call(&audit(folder.path()), tape(), &json!("x".repeat(1 << 20)), Vec::new());
    call(&audit(folder.path()), tape(), &json!(1), vec![0; (1 << 20) + 1]);
    let ops: Vec<_> = lines(folder.path()).into_iter().filter(|line| line["kind"] == "op").collect();
    assert_eq!((ops[0].get("answer"), &ops[0]["answerAttachments"]), (Some(&Value::Null), &json!("AQI=")));
    assert!(ops[1..].iter().all(|op| op.get("answer").is_none() && op["result"]["bytes"].as_u64() > Some(1 << 20)));
}

#[test]
fn an_operation_under_way_when_its_call_is_given_up_is_recorded() {
    let folder = tempfile::tempdir().expect("there is room");
    let (digest, args, nothing) = (Digest::of(b""), Map::new(), Attachments::default());
    let start = Start {
        tool: "erase",
        component: "eraser",
        digest: &digest,
        args: &args,
        dry_run: false,
        redactor: None,
        tape: None,
    };
    let record = audit(folder.path()).begin(start).expect("there is room");
    let op = OpName::new("removal", "delete-object");
    let ruling = Ruling { decision: Decision::Allow, place: None, because: Vec::new() };
    drop(record.attempt(&op, &args, &nothing, &ruling));
    let mut attempt = record.attempt(&op, &args, &nothing, &ruling);
    attempt.sent();
    drop(attempt);
    let failed = OpError::system("no");
    record.attempt(&op, &args, &nothing, &ruling).answered(Err(&failed)).expect("there is room");
    record.attempt(&op, &args, &nothing, &ruling).end().expect("there is room");
    drop(record);
    let lines = lines(folder.path());
    let told: Vec<_> = lines.iter().map(|line| line["error"]["message"].as_str().unwrap_or_default()).collect();
    assert!(told[1].contains("before it was sent") && told[2].contains("may have been done"), "{told:?}");
    assert_eq!((told[3], lines[4].get("error")), ("no", None));
    assert_eq!((&lines[5]["kind"], &lines[5]["outcome"]), (&json!("end"), &json!("cancelled")));
    assert_eq!(lines.len(), 6);
}

#[test]
fn a_call_that_cannot_be_recorded_is_refused() {
    let folder = tempfile::tempdir().expect("there is room");
    fs::write(folder.path().join("audit"), "no folder").expect("there is room");
    let audit = audit(folder.path());
    let stop = audit.check().expect_err("it cannot be written");
    assert!(stop.to_string().contains("--no-audit"), "{stop}");
    fs::remove_file(folder.path().join("audit")).expect("it is ours");
    audit.check().expect("it can be written now");
}
