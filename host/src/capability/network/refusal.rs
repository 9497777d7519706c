//! Requests that are refused, and what is said of them: to the component an error
//! of `wasi:http`, to people the reason and the line that would allow it.

use std::net::IpAddr;

use http::Method;
use wasmtime_wasi_http::Error;

use super::{secrets::Fault, target::Target};
use crate::policy::{Denial, Grant, HostRule, Policy, Secret};

/// The longest text of a component that is repeated, in characters.
const LONGEST: usize = 200;

/// The most memory in MiB that a policy can give.
const MOST_MEMORY: u32 = 4096;

/// A request that is refused.
pub enum Refusal<'a> {
    /// Its line cannot be decided on.
    Malformed(&'a Method, Error),
    /// No line allows it.
    NotGranted(&'a Target),
    /// Its server's name stands for an address that is not public.
    Address(&'a Target, IpAddr, &'static str),
    /// It would be sent if this were no dry run.
    DryRun(&'a Target),
    /// As many as there may be are under way.
    TooMany(usize),
    /// Its response is larger than the component's memory.
    TooLarge(&'a Target),
    /// It has the header that a secret goes into.
    OwnHeader(&'a Target, &'a Secret),
    /// A secret would go out for everybody to read.
    NotEncrypted(&'a Target, &'a Secret),
    /// It asks for a part, in which a part of a secret could not be found.
    Range(&'a Target, &'a Secret),
    /// A secret that it needs cannot be read.
    Secret(&'a Fault),
}

impl Refusal<'_> {
    /// What people are told, and what the component is.
    pub fn told(self, component: &str, grant: &Grant, policy: &Policy) -> (Denial, Error) {
        let may_not = |what: String| format!("component `{component}` may not {what}");
        let denial = |what: String, advice: &str| Denial { what, line: advice.to_owned(), file: String::new() };
        let line =
            |what: String, entry: &str| Denial { what, ..policy.denial(component, String::new(), "hosts", entry) };
        match self {
            Refusal::Malformed(method, Error::HttpRequestMethodInvalid) => {
                let what = may_not(format!("send a request with the method {method}"));
                (denial(what, ""), Error::HttpRequestMethodInvalid)
            }
            Refusal::Malformed(_, error) => {
                let what = may_not("send a request to what is no plain address".to_owned());
                let advice = "Address it with scheme, name and port alone, without a user's name or a password";
                (denial(what, advice), error)
            }
            Refusal::NotGranted(target) => (not_granted(target, component, grant, policy), Error::HttpRequestDenied),
            Refusal::Address(target, address, what) => {
                let what = format!(
                    "{}: the name stands for {address}, an address {what}, and its line does not say that it may",
                    may_not(sends(target))
                );
                let entry = format!("{{ host = \"{}\", private = true }}", target.origin());
                (line(what, &entry), Error::DestinationIpProhibited)
            }
            Refusal::DryRun(target) => {
                let what = format!("component `{component}` would {}: a dry run sends no requests", sends(target));
                (denial(what, "Call the tool without a dry run to send it"), Error::HttpRequestDenied)
            }
            Refusal::TooMany(most) => {
                let what = may_not(format!("have more than {most} requests under way in one call"));
                let advice = "Read a response to its end, or drop it, before another request is sent";
                (denial(what, advice), Error::ConnectionLimitReached)
            }
            Refusal::TooLarge(target) => {
                let limit = grant.limits.memory_mb;
                let what = format!(
                    "{}: it is larger than the memory limit of {limit} MiB",
                    may_not(format!("read the whole response of {target}", target = cut(&target.to_string())))
                );
                let more = limit.saturating_mul(2).min(MOST_MEMORY);
                let line = format!("limits = {{ memory-mb = {more} }}  # under [components.{component}]");
                let file = policy.source.to_string();
                let bytes = u64::try_from(grant.limits.memory_bytes()).ok();
                (Denial { what, line, file }, Error::HttpResponseBodySize(bytes))
            }
            Refusal::OwnHeader(target, Secret { name, header, .. }) => {
                let what = format!(
                    "{} with a header `{header}` of its own: the host puts the secret `{name}` there",
                    may_not(sends(target))
                );
                (denial(what, "Leave the header out"), Error::HttpRequestDenied)
            }
            Refusal::NotEncrypted(target, Secret { name, place, .. }) => {
                let what = format!(
                    "{}: the secret `{name}` would go out without encryption to another machine",
                    may_not(sends(target))
                );
                (denial(what, &format!("Give the secret's `host` in {place} as https")), Error::HttpRequestDenied)
            }
            Refusal::Range(target, Secret { name, .. }) => {
                let what = format!(
                    "{} with a header `range`: the request carries the secret `{name}`, which could not be found in a \
                     part of the response",
                    may_not(sends(target))
                );
                (denial(what, "Leave the header out"), Error::HttpRequestDenied)
            }
            Refusal::Secret(fault) => {
                let advice = "Put it where the policy says before the host is started, or change the policy";
                (denial(fault.to_string(), advice), Error::ConfigurationError)
            }
        }
    }
}

fn sends(target: &Target) -> String {
    format!("send {} {}", cut(&target.method), cut(&target.to_string()))
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// Why no line allows a request: there is none for the server, or none that fits
/// its method and its path.
fn not_granted(target: &Target, component: &str, grant: &Grant, policy: &Policy) -> Denial {
    let Target { method, scheme, name, port, path } = target;
    let Some((layer, rules)) = grant.hosts.refusing(method, scheme, name, *port, path) else {
        return policy.never(component, sends(target));
    };
    let origin = format!("\"{}\"", target.origin());
    let (why, entry) = match rules.as_slice() {
        [] => ("no line grants the server".to_owned(), origin),
        rules => (why_not(rules, target), with_method_and_path(target)),
    };
    let denial = policy.denial(component, String::new(), "hosts", &entry);
    // Whatever the user's file says, a project's has to allow it, too.
    let project = policy.project.as_ref().filter(|_| layer > 0).map(|file| file.display().to_string());
    let what = format!("component `{component}` may not {}: {why}", sends(target));
    Denial { what, file: project.unwrap_or(denial.file), line: denial.line }
}

/// What of a request does not fit the lines of its server.
fn why_not(rules: &[&HostRule], target: &Target) -> String {
    let places: Vec<_> = rules.iter().map(|rule| rule.place.to_string()).collect();
    let places = places.join(", ");
    let methods: Vec<_> = rules.iter().flat_map(|rule| rule.methods.iter().flatten()).map(String::as_str).collect();
    let paths: Vec<_> = rules.iter().flat_map(|rule| rule.paths.iter().flatten()).map(String::as_str).collect();
    let method = rules.iter().any(|rule| rule.allows_method(&target.method));
    let path = rules.iter().any(|rule| rule.allows_path(&target.path));
    match (method, path) {
        (false, _) => {
            format!("{places} grants the server, but of its methods only {}", methods.join(", "))
        }
        (true, false) => format!(
            "{places} grants the server, but of its paths only {}; a path with `..` or an encoded slash in it fits none",
            paths.join(", ")
        ),
        (true, true) => format!("{places} grants the server, but none of these lines both the method and the path"),
    }
}

/// An entry for exactly this. What a component makes up stands in it only where
/// it is plain, since a person might copy the line.
fn with_method_and_path(target: &Target) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '/' | '-' | '.' | '_' | '~');
    let methods = match target.method.chars().all(|c| c.is_ascii_uppercase()) {
        true => format!(", methods = [\"{}\"]", target.method),
        false => String::new(),
    };
    let paths = match target.path.chars().all(plain) && !target.path.contains("..") && target.path.len() <= LONGEST {
        true => format!(", paths = [\"{}\"]", target.path),
        false => String::new(),
    };
    format!("{{ host = \"{}\"{methods}{paths} }}", target.origin())
}
