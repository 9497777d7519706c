//! What a request aims at, as the policy decides on it and as it goes onto the
//! wire: both from the same reading of its address.

use std::{
    fmt,
    net::{IpAddr, Ipv6Addr},
};

use http::{HeaderValue, Method, Uri};
use wasmtime_wasi_http::Error;

/// What a request aims at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The method.
    pub method: String,
    /// `http` or `https`.
    pub scheme: String,
    /// The server's name in lower case, or its address.
    pub name: String,
    /// The port.
    pub port: u16,
    /// The path, without a query.
    pub path: String,
}

/// Methods that make a proxy of a server, or that answer with the request itself
/// and so with the secrets in it.
const NEVER: [&str; 3] = ["CONNECT", "TRACE", "TRACK"];

impl Target {
    /// Reads a request's line.
    pub fn of(method: &Method, uri: &Uri) -> Result<Target, Error> {
        if NEVER.iter().any(|never| method.as_str().eq_ignore_ascii_case(never)) {
            return Err(Error::HttpRequestMethodInvalid);
        }
        let (scheme, authority) = uri.scheme_str().zip(uri.authority()).ok_or(Error::HttpRequestUriInvalid)?;
        let default = default_port(scheme).ok_or(Error::HttpProtocolError)?;
        let (name, port) = name_and_port(authority.as_str()).ok_or(Error::HttpRequestUriInvalid)?;
        Ok(Target {
            method: method.as_str().to_owned(),
            scheme: scheme.to_owned(),
            name,
            port: port.unwrap_or(default),
            path: uri.path().to_owned(),
        })
    }

    /// The address that its name is, written as addresses are.
    pub fn address(&self) -> Option<IpAddr> {
        let v6 = self.name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        v6.unwrap_or(&self.name).parse().ok()
    }

    /// Scheme, name, and the port if it is not that of the scheme.
    pub fn origin(&self) -> String {
        format!("{}://{}", self.scheme, self.authority())
    }

    fn authority(&self) -> String {
        match default_port(&self.scheme) {
            Some(port) if port == self.port => self.name.clone(),
            _ => format!("{}:{}", self.name, self.port),
        }
    }

    /// What the header `host` says.
    pub fn host(&self) -> Result<HeaderValue, Error> {
        HeaderValue::try_from(self.authority()).map_err(|_| Error::HttpRequestUriInvalid)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

fn default_port(scheme: &str) -> Option<u16> {
    match scheme {
        "https" => Some(443),
        "http" => Some(80),
        _ => None,
    }
}

/// Takes `name:port` apart; nothing if there is anything else in it, such as a
/// user's name.
fn name_and_port(authority: &str) -> Option<(String, Option<u16>)> {
    let (name, port) = match authority.strip_prefix('[') {
        Some(rest) => {
            let (address, port) = rest.split_once(']')?;
            (format!("[{}]", address.parse::<Ipv6Addr>().ok()?), port)
        }
        None => {
            let (name, port) = authority.split_at(authority.find(':').unwrap_or(authority.len()));
            let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_');
            if name.is_empty() || !name.chars().all(plain) {
                return None;
            }
            (name.to_ascii_lowercase(), port)
        }
    };
    match port.strip_prefix(':') {
        None if port.is_empty() => Some((name, None)),
        Some(digits) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Some((name, Some(digits.parse().ok()?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(uri: &str) -> Option<Target> {
        Target::of(&Method::GET, &uri.parse().ok()?).ok()
    }

    #[test]
    fn an_address_is_read_into_its_parts() {
        for (uri, origin, path) in [
            ("https://A.Org", "https://a.org", "/"),
            ("https://a.org:443/v1?key=/x", "https://a.org", "/v1"),
            ("http://a.org:0080/", "http://a.org", "/"),
            ("http://a.org:8080/", "http://a.org:8080", "/"),
            ("http://[0:0::1]:80/", "http://[::1]", "/"),
            ("http://127.0.0.1:1/", "http://127.0.0.1:1", "/"),
        ] {
            let target = target(uri).expect(uri);
            assert_eq!((target.origin(), target.path.as_str()), (origin.to_owned(), path), "{uri}");
        }
    }

    #[test]
    fn whatever_is_no_plain_name_and_port_is_refused() {
        for uri in [
            "http://user@a.org/",
            "http://user:password@a.org/",
            "http://a.org@b.org/",
            "http://a.org:/",
            "http://a.org:99999/",
            "http://a.org:+80/",
            "http://[::1%25eth0]/",
            "http://[::1]x/",
            "http://a%2eorg/",
            "http://a.org\\@b.org/",
            "ftp://a.org/",
            "/only/a/path",
        ] {
            assert_eq!(target(uri), None, "{uri}");
        }
    }

    #[test]
    fn methods_that_show_the_request_or_tunnel_are_refused() {
        let uri: Uri = "http://a.org/".parse().expect("an address");
        for method in ["CONNECT", "TRACE", "trace", "TRACK"] {
            let method = Method::from_bytes(method.as_bytes()).expect("a method");
            assert!(matches!(Target::of(&method, &uri), Err(Error::HttpRequestMethodInvalid)), "{method}");
        }
    }
}
