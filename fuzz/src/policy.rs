//! Policies and what they decide.

use std::path::Path;

use host::{
    policy::{Constraint, Decision, Folder, Grant, HostRule, Limits, OpRule, Policy},
    wit::packages::{OpName, Operations},
};
use serde_json::{Map, Value, json};

const FILE: &str = "policy.toml";
const PROJECT: &str = "project.toml";

/// An input has parts, with the line `---` between two: a user's policy file, perhaps a project's, and questions, each a
/// line: `objects/move-object {"name": "Cube"}`, `GET https://a.org:443/v1`, or `glob /out/* /out/a.png`.
///
/// - A file is read, or refused with an error that names it.
/// - An operation is allowed only by a line that speaks of it and of its arguments; what the rules of one operation
///   decide is what all of them do.
/// - A request is allowed only by a line with its scheme, server, port and method, and whatever a server makes of its
///   path, it stays below one that the line names.
/// - A path pattern takes no `..`, nothing that begins otherwise, and `*` crosses no `/`.
/// - A project's file takes away, and never adds.
pub fn holds(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let parts: Vec<&str> = text.split("\n---\n").collect();
    let (user, project, questions) = match parts[..] {
        [user, project, questions, ..] => (user, Some(project), questions),
        [user, questions] => (user, None, questions),
        _ => (text, None, ""),
    };
    let questions: Vec<_> = questions.lines().filter_map(Question::of).collect();
    questions.iter().for_each(path_pattern);

    let policy = match Policy::parse(user, Path::new(FILE)) {
        Ok(policy) => policy,
        Err(fault) => return assert!(format!("{fault:#}").contains(FILE), "{fault:#}"),
    };
    for grant in policy.grants.values() {
        grant.ops.all().for_each(|rule| placed(rule, user));
        grant.hosts.all().for_each(origin_reads_back);
        questions.iter().for_each(|question| answered(grant, question));
        for op in Operations::built_in().all.keys() {
            decided(grant, op, &json!({}));
        }
    }
    let Some(project) = project else { return };
    let mut narrowed = policy.clone();
    if let Err(fault) = narrowed.narrow(project, Path::new(PROJECT)) {
        return assert!(format!("{fault:#}").contains(PROJECT), "{fault:#}");
    }
    assert!(policy.grants.keys().eq(narrowed.grants.keys()));
    for (less, more) in narrowed.grants.values().zip(policy.grants.values()) {
        is_less(less, more);
        for question in &questions {
            answered(less, question);
            allows_less(less, more, question);
        }
    }
}

enum Question<'a> {
    Op(OpName, Value),
    Request { method: &'a str, scheme: &'a str, name: &'a str, port: u16, path: &'a str },
    Glob { pattern: &'a str, path: &'a str },
}

impl Question<'_> {
    fn of(line: &str) -> Option<Question<'_>> {
        let (first, rest) = line.split_once(' ').unwrap_or((line, "{}"));
        if first == "glob" {
            let (pattern, path) = rest.split_once(' ')?;
            return Some(Question::Glob { pattern, path });
        }
        if let Some((scheme, rest)) = rest.split_once("://") {
            let (authority, path) = rest.split_at(rest.find('/')?);
            let (name, port) = authority.rsplit_once(':')?;
            return Some(Question::Request { method: first, scheme, name, port: port.parse().ok()?, path });
        }
        let (interface, function) = first.split_once('/')?;
        let of_wit = |name: &str| name.chars().all(|c| matches!(c, 'a'..='z' | '0'..='9' | '-'));
        if !of_wit(interface) || !of_wit(function) {
            return None;
        }
        Some(Question::Op(OpName::new(interface, function), serde_json::from_str(rest).ok()?))
    }
}

fn answered(grant: &Grant, question: &Question<'_>) {
    match question {
        Question::Op(op, args) => decided(grant, op, args),
        Question::Request { method, scheme, name, port, path } => {
            let allowed = grant.hosts.allow(method, scheme, name, *port, path);
            let refusing = grant.hosts.refusing(method, scheme, name, *port, path);
            assert_eq!(allowed.is_some(), refusing.is_none(), "{method} {scheme}://{name}:{port}{path}");
            for rule in allowed.into_iter().flatten() {
                assert!(
                    speaks_of_server(rule, scheme, name, *port)
                        && rule.methods.as_ref().is_none_or(|all| all.contains(&method.to_ascii_uppercase()))
                        && rule.paths.as_ref().is_none_or(|all| all.iter().any(|prefix| stays_below(path, prefix))),
                    "{rule} allows {method} {scheme}://{name}:{port}{path}"
                );
            }
        }
        Question::Glob { .. } => {}
    }
}

// --- Operations ---

fn decided(grant: &Grant, op: &OpName, args: &Value) {
    let ruling = grant.ops.decide(op, args);
    assert_eq!(grant.ops.of(op).decide(op, args), ruling, "{op} {args}");
    let speak = |rule: &&OpRule| {
        let (interface, function) =
            op.to_string().split_once('/').map(|(i, f)| (i.to_owned(), f.to_owned())).expect("it has two parts");
        let pattern = rule.pattern.to_string();
        let (of_interface, of_function) = pattern.split_once('/').unwrap_or((&pattern, "*"));
        let params = rule.arguments.iter().flat_map(|constraint| constraint.params());
        like(of_interface, &interface) && like(of_function, &function) && { params }
            .all(|param| args.get(param).is_some())
    };
    match &ruling.place {
        Some(place) => assert!(
            grant.ops.all().filter(speak).any(|rule| rule.place == *place && rule.decision == ruling.decision),
            "{place} decides on {op} {args}, of which it does not speak"
        ),
        None => assert_eq!(ruling.decision, Decision::Deny, "nothing decides on {op} {args}"),
    }
    assert!(ruling.decision == Decision::Deny || grant.ops.may_allow(op), "{op} is not even linked");
}

/// A rule is on a line of the file.
fn placed(rule: &OpRule, text: &str) {
    let place = rule.place.to_string();
    let line: usize = place.strip_prefix("policy.toml:").and_then(|line| line.parse().ok()).expect(&place);
    assert!((1..=text.matches('\n').count() + 1).contains(&line), "{place}");
}

/// Whether a text is like a pattern in which `*` stands for any text without `/` and `?` for any such character.
fn like(pattern: &str, text: &str) -> bool {
    let mut ends = vec![true];
    ends.resize(text.chars().count() + 1, false);
    for p in pattern.chars() {
        let mut next = vec![p == '*' && ends[0]];
        for (i, c) in text.chars().enumerate() {
            let one = ends[i] && (p == c || (p == '?' && c != '/'));
            next.push(if p == '*' { ends[i + 1] || (next[i] && c != '/') } else { one });
        }
        ends = next;
    }
    ends[ends.len() - 1]
}

fn path_pattern(question: &Question<'_>) {
    let Question::Glob { pattern, path } = question else { return };
    let fragments = Map::from_iter([("path".to_owned(), json!({ "glob": pattern }))]);
    let Ok(constraint) = Constraint::new(fragments) else { return };
    if constraint.check(&json!({ "path": path })).is_err() {
        return;
    }
    assert!(!path.split(['/', '\\']).any(|part| part == ".."), "{pattern} takes {path}");
    let literal = pattern.split(['*', '?', '[', '{', '\\']).next().unwrap_or_default();
    // A pattern that ends in `/**` takes what lies below, with or without the slash of the pattern itself.
    assert!(path.starts_with(literal.trim_end_matches('/')), "{pattern} takes {path}");
    if !pattern.contains("**") && !pattern.contains(['[', '{', '\\']) {
        assert!(like(pattern, path), "{pattern} takes {path}");
    }
}

// --- Servers ---

fn speaks_of_server(rule: &HostRule, scheme: &str, name: &str, port: u16) -> bool {
    let name = name.to_ascii_lowercase();
    let same = match rule.origin.name.strip_prefix('*') {
        Some(parent) => name.len() > parent.len() && name.ends_with(parent),
        None => name == rule.origin.name,
    };
    same && rule.origin.scheme == scheme && rule.origin.port == port
}

/// Whether a path lies below another in the eyes of a server that understands as much as it can.
fn stays_below(path: &str, prefix: &str) -> bool {
    resolved(path).starts_with(&resolved(prefix))
}

/// The parts of a path after its escapes, its parameters and `..` have been resolved.
fn resolved(path: &str) -> Vec<String> {
    let mut text = path.to_owned();
    for _ in 0..3 {
        text = unescaped(&text).replace('\\', "/");
    }
    let mut parts = Vec::new();
    for part in text.split('/') {
        let part = part.split(';').next().unwrap_or_default();
        match part.trim_matches(|c: char| c.is_whitespace() || c.is_control()) {
            "" | "." => {}
            ".." => drop(parts.pop()),
            _ => parts.push(part.to_owned()),
        }
    }
    parts
}

fn unescaped(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = |at: usize| after.get(at).and_then(|digit| char::from(*digit).to_digit(16));
        match (first, hex(0), hex(1)) {
            (b'%', Some(high), Some(low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// An origin as it is shown is the same when it is put into a file.
fn origin_reads_back(rule: &HostRule) {
    let text = format!("version = 1\n[components.a]\nhosts = [\"{}\"]\n", rule.origin);
    let policy = Policy::parse(&text, Path::new(FILE)).unwrap_or_else(|fault| panic!("{text}{fault:#}"));
    let origins: Vec<_> = policy.grants["a"].hosts.all().map(|rule| &rule.origin).collect();
    assert_eq!(origins, [&rule.origin]);
}

// --- A project's file ---

fn allows_less(less: &Grant, more: &Grant, question: &Question<'_>) {
    match question {
        Question::Op(op, args) => {
            assert!(less.ops.decide(op, args).decision >= more.ops.decide(op, args).decision, "{op} {args}");
            assert!(more.ops.may_allow(op) || !less.ops.may_allow(op), "{op}");
        }
        Question::Request { method, scheme, name, port, path } => {
            let Some(rules) = less.hosts.allow(method, scheme, name, *port, path) else { return };
            let by_user = more.hosts.allow(method, scheme, name, *port, path);
            let private = |rules: &[&HostRule]| rules.iter().all(|rule| rule.private);
            assert!(by_user.is_some_and(|by_user| private(&by_user) || !private(&rules)), "{method} {name}{path}");
        }
        Question::Glob { .. } => {}
    }
}

fn is_less(less: &Grant, more: &Grant) {
    assert!(more.digest.is_none() || less.digest == more.digest);
    assert_eq!(less.secrets, more.secrets);
    assert!(
        less.tools.iter().flatten().all(|tool| more.serves(tool)) && (less.tools.is_some() || more.tools.is_none())
    );
    let lies_in = |folder: &Folder| {
        more.folders.iter().any(|other| {
            folder.mount == other.mount
                && folder.path.starts_with(&other.path)
                && folder.write <= other.write
                && folder.overwrite >= other.overwrite
                && other.quota_mb.is_none_or(|most| folder.quota_mb.is_some_and(|quota| quota <= most))
        })
    };
    assert!(less.folders.iter().all(lies_in), "{:?} of {:?}", less.folders, more.folders);
    let all = |limits: &Limits| {
        let Limits { memory_mb, deadline_s, cpu_s, ops, reports, output_mb, calls_per_minute, concurrent_calls } =
            *limits;
        [memory_mb, deadline_s, cpu_s, ops, reports, output_mb, calls_per_minute, concurrent_calls]
    };
    assert!(all(&less.limits).iter().zip(all(&more.limits)).all(|(less, more)| *less <= more), "{:?}", less.limits);
}
