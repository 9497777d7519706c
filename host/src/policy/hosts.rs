//! The servers that a component may send requests to, and the secrets that the
//! host puts into them.

use std::{fmt, path::PathBuf};

use super::Place;

/// A server: scheme, name and port.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// `https` or `http`.
    pub scheme: String,
    /// A name in lower case; `*.example.com` stands for every name below it.
    pub name: String,
    /// The port.
    pub port: u16,
}

/// A line that allows requests.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostRule {
    /// To which servers.
    pub origin: Origin,
    /// With which methods, in upper case; any if absent.
    pub methods: Option<Vec<String>>,
    /// Below which paths, whole segments; any if absent.
    pub paths: Option<Vec<String>>,
    /// Whether its name may stand for an address that is not public: loopback, a
    /// home's or a company's network.
    pub private: bool,
    /// The line.
    pub place: Place,
}

/// A secret that the host puts into requests, and that the component never sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Secret {
    /// What it is called in logs.
    pub name: String,
    /// The server that it goes to, and no other.
    pub origin: Origin,
    /// The header, in lower case.
    pub header: String,
    /// What stands before it in the header, such as `Bearer `.
    pub prefix: String,
    /// Where it is read from.
    pub source: SecretSource,
    /// The line.
    pub place: Place,
}

/// Where a secret is read from, when it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// A variable in the host's environment.
    Env(String),
    /// A file; space around its text is no part of it.
    File(PathBuf),
}

impl Origin {
    /// Whether it stands for this server; `name` in any case.
    pub fn matches(&self, scheme: &str, name: &str, port: u16) -> bool {
        let name = name.to_ascii_lowercase();
        let same_name = match self.name.strip_prefix("*.") {
            Some(parent) => name.strip_suffix(parent).is_some_and(|below| below.len() > 1 && below.ends_with('.')),
            None => name == self.name,
        };
        same_name && scheme == self.scheme && port == self.port
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}:{}", self.scheme, self.name, self.port)
    }
}

impl HostRule {
    /// Whether it allows a request. The path is taken as it goes onto the wire,
    /// without its query.
    pub fn allows(&self, method: &str, scheme: &str, name: &str, port: u16, path: &str) -> bool {
        self.origin.matches(scheme, name, port) && self.allows_method(method) && self.allows_path(path)
    }

    /// Whether it allows a method at its servers.
    pub fn allows_method(&self, method: &str) -> bool {
        self.methods.as_ref().is_none_or(|all| all.iter().any(|one| one.eq_ignore_ascii_case(method)))
    }

    /// Whether it allows a path at its servers.
    pub fn allows_path(&self, path: &str) -> bool {
        self.paths.as_ref().is_none_or(|all| all.iter().any(|prefix| below(path, prefix)))
    }
}

impl fmt::Display for HostRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(methods) = &self.methods {
            write!(f, "{} ", methods.join(", "))?;
        }
        write!(f, "requests to {}", self.origin)?;
        if let Some(paths) = &self.paths {
            write!(f, " below {}", paths.join(", "))?;
        }
        if self.private { f.write_str(", also on private networks") } else { Ok(()) }
    }
}

/// Whether a path lies below another, by whole segments. With what a server might
/// take for a way up, or for the end of a segment, it does not; nor with escapes
/// that servers read differently.
fn below(path: &str, prefix: &str) -> bool {
    let climbs = path.split(['/', '\\']).any(climbs)
        || ["%2f", "%2F", "%5c", "%5C", "%25"].iter().any(|escape| path.contains(escape));
    let rest = path.strip_prefix(prefix.trim_end_matches('/'));
    !climbs && is_plainly_escaped(path) && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether each `%` begins an escape, and the escapes stand for UTF-8.
fn is_plainly_escaped(path: &str) -> bool {
    let mut pieces = path.split('%');
    let mut bytes = pieces.next().unwrap_or_default().as_bytes().to_vec();
    for piece in pieces {
        let code = piece.get(..2).filter(|code| code.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let Some(byte) = code.and_then(|code| u8::from_str_radix(code, 16).ok()) else { return false };
        bytes.push(byte);
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    str::from_utf8(&bytes).is_ok()
}

/// Whether a server might take a segment for `..`: in escapes, with what follows a
/// `;`, or with characters around it that servers drop.
fn climbs(segment: &str) -> bool {
    let escapes = [("%2e", "."), ("%2E", "."), ("%3b", ";"), ("%3B", ";")];
    let plain = escapes.iter().fold(segment.to_owned(), |text, (escape, c)| text.replace(escape, c));
    let name = plain.split(';').next().unwrap_or_default();
    let pieces = name.split('%').enumerate();
    let unescaped: String =
        pieces.map(|(i, piece)| if i == 0 { piece } else { piece.get(2..).unwrap_or_default() }).collect();
    unescaped.trim_matches(|c: char| c.is_whitespace() || c.is_control()) == ".."
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_matches_scheme_name_and_port() {
        let origin = |name: &str| Origin { scheme: "https".into(), name: name.into(), port: 443 };
        let table = [
            ("api.example.com", "https", "api.example.com", 443, true),
            ("api.example.com", "https", "API.Example.com", 443, true),
            ("api.example.com", "http", "api.example.com", 443, false),
            ("api.example.com", "https", "api.example.com", 8443, false),
            ("api.example.com", "https", "api.example.com.evil.org", 443, false),
            ("*.example.com", "https", "a.example.com", 443, true),
            ("*.example.com", "https", "a.b.example.com", 443, true),
            ("*.example.com", "https", "example.com", 443, false),
            ("*.example.com", "https", ".example.com", 443, false),
            ("*.example.com", "https", "evilexample.com", 443, false),
        ];
        for (granted, scheme, name, port, allowed) in table {
            assert_eq!(origin(granted).matches(scheme, name, port), allowed, "{granted} for {scheme}://{name}:{port}");
        }
    }

    #[test]
    fn a_rule_may_name_methods_and_paths() {
        let rule = HostRule {
            origin: Origin { scheme: "https".into(), name: "a.org".into(), port: 443 },
            methods: Some(vec!["GET".to_owned()]),
            paths: Some(vec!["/v1/".to_owned(), "/health".to_owned()]),
            private: false,
            place: Place::default(),
        };
        for (method, path, allowed) in [
            ("GET", "/v1", true),
            ("GET", "/v1/a/b", true),
            ("GET", "/health", true),
            ("get", "/v1/a", true),
            ("POST", "/v1/a", false),
            ("GET", "/v10", false),
            ("GET", "/", false),
            ("GET", "/v1/../admin", false),
            ("GET", "/v1/%2e%2E/admin", false),
            ("GET", "/v1/..%2fadmin", false),
            ("GET", "/v1/%252e%252e/admin", false),
            ("GET", "/v1/..;x=1/admin", false),
            ("GET", "/v1/..\\admin", false),
            ("GET", "/v1/..%3bx/admin", false),
            ("GET", "/v1/..%00/admin", false),
            ("GET", "/v1/%20%2e./admin", false),
            ("GET", "/v1/%c0%ae%c0%ae/admin", false),
            ("GET", "/v1/%u002e%u002e/admin", false),
            ("GET", "/v1/%%32%65%%32%65/admin", false),
            ("GET", "/v1/a%ff", false),
            ("GET", "/v1/a%c3", false),
            ("GET", "/v1/a%", false),
            ("GET", "/v1/a%4", false),
            ("GET", "/v1/a%+4", false),
            ("GET", "/v1/a%4ä", false),
            ("GET", "/v1/%C3%A4%41", true),
            ("GET", "/v1/a%20b/..c", true),
            ("GET", "/v1/a..b", true),
        ] {
            assert_eq!(rule.allows(method, "https", "a.org", 443, path), allowed, "{method} {path}");
        }
    }
}
