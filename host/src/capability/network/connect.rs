//! The way to a server: its name is resolved once, every address of it is looked
//! at, and one of these is connected to.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    sync::Arc,
    time::Duration,
};

use http::{Request, Response};
use hyper::{body::Incoming, client::conn::http1};
use rustls::{ClientConfig, RootCertStore, pki_types::ServerName};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::TcpStream,
    sync::OnceCell,
    time::{Instant, timeout, timeout_at},
};
use tokio_rustls::TlsConnector;
use wasmtime_wasi::runtime::AbortOnDropJoinHandle;
use wasmtime_wasi_http::{Error, WasiBody, io::TokioIo};

use super::{address::not_public, target::Target};
use crate::policy::HostRule;

/// How large the head of a response may be in bytes.
const HEAD: usize = 64 * 1024;

/// How many headers a response may have.
const HEADERS: usize = 128;

/// Which addresses a name may stand for besides those that are public.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reach {
    /// Any.
    private: bool,
    /// The one that the name itself is.
    literal: Option<IpAddr>,
    /// Those of this machine.
    loopback: bool,
}

impl Reach {
    /// As all of these rules allow.
    pub fn of(rules: &[&HostRule], target: &Target) -> Reach {
        let named = rules.iter().all(|rule| rule.private || !rule.origin.name.starts_with("*."));
        Reach {
            private: rules.iter().all(|rule| rule.private),
            literal: target.address().filter(|_| named),
            loopback: named && target.name == "localhost",
        }
    }

    /// The first of a name's addresses that it may not stand for, and what that is:
    /// `of a private network`. One is enough to refuse them all.
    pub fn refused(&self, addresses: &[SocketAddr]) -> Option<(IpAddr, &'static str)> {
        addresses.iter().find_map(|address| self.refuses(address.ip()).map(|what| (address.ip(), what)))
    }

    fn refuses(&self, address: IpAddr) -> Option<&'static str> {
        let allowed = self.private || self.literal == Some(address) || self.loopback && address.is_loopback();
        not_public(address).filter(|_| !allowed)
    }
}

/// The addresses of a server, of which none has been looked at.
pub async fn resolve(target: &Target, until: Instant) -> Result<Vec<SocketAddr>, Error> {
    if let Some(address) = target.address() {
        return Ok(vec![SocketAddr::new(address, target.port)]);
    }
    let found = timeout_at(until, tokio::net::lookup_host((target.name.as_str(), target.port))).await;
    let found: Vec<_> = match found {
        Ok(Ok(found)) => found.collect(),
        Ok(Err(error)) => {
            tracing::warn!("cannot find the addresses of {}: {error}", target.name);
            return Err(Error::DnsError { rcode: Some(error.to_string()), info_code: None });
        }
        Err(_) => return Err(Error::DnsTimeout),
    };
    if found.is_empty() { Err(Error::DestinationNotFound) } else { Ok(found) }
}

/// A connection, plain or encrypted.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// Connects to one of these addresses, each of which was looked at.
pub async fn connect(target: &Target, addresses: &[SocketAddr], until: Instant) -> Result<Box<dyn Wire>, Error> {
    let stream = first_of(addresses, until).await?;
    // Requests are written in whole parts.
    let _ = stream.set_nodelay(true);
    if target.scheme != "https" {
        return Ok(Box::new(stream));
    }
    let name = match target.address() {
        Some(address) => ServerName::from(address),
        None => ServerName::try_from(target.name.clone()).map_err(|_| Error::HttpRequestUriInvalid)?,
    };
    let connector = TlsConnector::from(trust().await?);
    match timeout_at(until, connector.connect(name, stream)).await {
        Ok(Ok(stream)) => Ok(Box::new(stream)),
        Ok(Err(error)) => {
            tracing::warn!("cannot encrypt the connection to {target}: {error}");
            Err(tls_fault(&error))
        }
        Err(_) => Err(Error::ConnectionTimeout),
    }
}

/// Connects to the first address that answers; each has its part of the time.
async fn first_of(addresses: &[SocketAddr], until: Instant) -> Result<TcpStream, Error> {
    let mut last = Error::DestinationNotFound;
    for (at, address) in addresses.iter().enumerate() {
        let left = until.saturating_duration_since(Instant::now());
        let share = left / u32::try_from(addresses.len() - at).unwrap_or(u32::MAX);
        last = match timeout(share, TcpStream::connect(address)).await {
            Ok(Ok(stream)) => return Ok(stream),
            Ok(Err(error)) => {
                tracing::debug!("cannot connect to {address}: {error}");
                match error.kind() {
                    io::ErrorKind::ConnectionRefused => Error::ConnectionRefused,
                    io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
                        Error::DestinationIpUnroutable
                    }
                    io::ErrorKind::TimedOut => Error::ConnectionTimeout,
                    _ => Error::DestinationUnavailable,
                }
            }
            Err(_) => Error::ConnectionTimeout,
        };
    }
    Err(last)
}

/// Which certificates are trusted: those that this machine trusts, read once.
async fn trust() -> Result<Arc<ClientConfig>, Error> {
    static TRUST: OnceCell<Arc<ClientConfig>> = OnceCell::const_new();
    let read = || async { wasmtime_wasi::runtime::spawn_blocking(read_roots).await };
    TRUST.get_or_try_init(read).await.cloned().map_err(|why| {
        tracing::error!("{why}");
        Error::InternalError(Some(why))
    })
}

fn read_roots() -> Result<Arc<ClientConfig>, String> {
    let found = rustls_native_certs::load_native_certs();
    let mut roots = RootCertStore::empty();
    let (added, _) = roots.add_parsable_certificates(found.certs);
    if added == 0 {
        let why: Vec<_> = found.errors.iter().map(|error| format!(": {error}")).collect();
        return Err(format!(
            "no server can be verified, because this machine has no root certificates{}. Install them (on Linux the \
             package ca-certificates), or let the environment variable SSL_CERT_FILE name a file of them",
            why.concat()
        ));
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    let config = config.map_err(|error| format!("TLS cannot be set up: {error}"))?;
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// Sends a request and waits for the head of the response. The connection lives
/// as long as the handle.
pub async fn exchange(
    wire: Box<dyn Wire>,
    request: Request<WasiBody>,
    first_byte: Duration,
) -> Result<(Response<Incoming>, AbortOnDropJoinHandle<()>), Error> {
    let mut builder = http1::Builder::new();
    // A head may come in one piece with more, which the size of the buffer allows for.
    builder.max_header_size(HEAD).max_headers(HEADERS).max_buf_size(2 * HEAD);
    let (mut sender, connection) = builder.handshake(TokioIo::new(wire)).await.map_err(|error| fault(&error))?;
    let driver = wasmtime_wasi::runtime::spawn(async move {
        if let Err(error) = connection.await {
            tracing::debug!("a connection ended: {error}");
        }
    });
    match timeout(first_byte, sender.send_request(request)).await {
        Ok(Ok(response)) => Ok((response, driver)),
        Ok(Err(error)) => Err(fault(&error)),
        Err(_) => Err(Error::ConnectionReadTimeout),
    }
}

/// What the component is told of a fault of the connection.
pub fn fault(error: &hyper::Error) -> Error {
    tracing::debug!("a request failed: {error}");
    if error.is_parse_too_large() {
        Error::HttpResponseHeaderSectionSize(u32::try_from(HEAD).ok())
    } else if error.is_incomplete_message() || ended_early(error) {
        Error::HttpResponseIncomplete
    } else if error.is_user() {
        Error::HttpRequestBodySize(None)
    } else if error.is_parse() || error.is_parse_status() {
        Error::HttpProtocolError
    } else {
        Error::ConnectionTerminated
    }
}

/// Whether the connection ended inside of a body.
fn ended_early(error: &hyper::Error) -> bool {
    let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<io::Error>());
    cause.is_some_and(|cause| cause.kind() == io::ErrorKind::UnexpectedEof)
}

fn tls_fault(error: &io::Error) -> Error {
    match error.get_ref().and_then(|cause| cause.downcast_ref::<rustls::Error>()) {
        Some(rustls::Error::InvalidCertificate(_)) => Error::TlsCertificateError,
        Some(rustls::Error::AlertReceived(alert)) => {
            Error::TlsAlertReceived { alert_id: Some(u8::from(*alert)), alert_message: Some(format!("{alert:?}")) }
        }
        Some(_) => Error::TlsProtocolError,
        None => Error::ConnectionTerminated,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::policy::{Origin, Place};

    fn rule(name: &str, private: bool) -> HostRule {
        let origin = Origin { scheme: "http".to_owned(), name: name.to_owned(), port: 80 };
        HostRule { origin, methods: None, paths: None, private, place: Place::default() }
    }

    fn refused(rules: &[(&str, bool)], name: &str, address: &str) -> bool {
        let rules: Vec<_> = rules.iter().map(|(name, private)| rule(name, *private)).collect();
        let uri = format!("http://{name}/").parse().expect("an address");
        let target = Target::of(&http::Method::GET, &uri).expect("a target");
        let reach = Reach::of(&rules.iter().collect::<Vec<_>>(), &target);
        reach.refuses(address.parse().expect("an address")).is_some()
    }

    #[test]
    fn a_name_stands_for_public_addresses_unless_its_rule_says_otherwise() {
        let table = [
            ("a.org", false, "a.org", "8.8.8.8", false),
            ("a.org", false, "a.org", "10.0.0.1", true),
            ("a.org", false, "a.org", "::ffff:127.0.0.1", true),
            ("a.org", true, "a.org", "10.0.0.1", false),
            ("*.a.org", false, "x.a.org", "127.0.0.1", true),
            ("*.0.0.1", false, "127.0.0.1", "127.0.0.1", true),
            ("localhost", false, "localhost", "127.0.0.1", false),
            ("localhost", false, "localhost", "::1", false),
            ("localhost", false, "localhost", "10.0.0.1", true),
            ("127.0.0.1", false, "127.0.0.1", "127.0.0.1", false),
            ("10.0.0.1", false, "10.0.0.1", "10.0.0.1", false),
            ("[::1]", false, "[::1]", "::1", false),
            ("[::1]", false, "[0:0::1]", "::1", false),
            // These are addresses for a resolver only.
            ("127.1", false, "127.1", "127.0.0.1", true),
            ("2130706433", false, "2130706433", "127.0.0.1", true),
            ("0x7f.1", false, "0x7f.1", "127.0.0.1", true),
            ("0177.0.0.1", false, "0177.0.0.1", "127.0.0.1", true),
        ];
        for (granted, private, name, address, expected) in table {
            assert_eq!(refused(&[(granted, private)], name, address), expected, "{granted} for {name} at {address}");
        }
    }

    #[test]
    fn one_address_that_is_not_public_is_enough_to_refuse_a_name() {
        let addresses =
            ["8.8.8.8:80", "[2606:4700:4700::1111]:80", "10.0.0.1:80"].map(|a| a.parse().expect("it is one"));
        let reach = Reach::default();
        assert_eq!(reach.refused(&addresses[..2]), None);
        assert_eq!(reach.refused(&addresses), Some((addresses[2].ip(), "of a private network")));
        assert_eq!(Reach { private: true, ..reach }.refused(&addresses), None);
    }

    #[test]
    fn every_layer_has_to_allow_an_address_that_is_not_public() {
        assert!(!refused(&[("a.org", true), ("a.org", true)], "a.org", "10.0.0.1"));
        assert!(refused(&[("a.org", true), ("a.org", false)], "a.org", "10.0.0.1"));
        assert!(refused(&[("*.0.0.1", false), ("127.0.0.1", false)], "127.0.0.1", "127.0.0.1"));
    }

    #[tokio::test]
    async fn spellings_that_only_a_resolver_takes_for_addresses_are_looked_at_as_what_they_resolve_to() {
        for name in ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "0x7f000001"] {
            let uri = format!("http://{name}/").parse().expect("an address");
            let target = Target::of(&http::Method::GET, &uri).expect("a target");
            assert_eq!(target.address(), None, "{name}");
            let rule = rule(name, false);
            let reach = Reach::of(&[&rule], &target);
            let until = Instant::now() + Duration::from_secs(10);
            // Some systems resolve them, and some do not.
            for found in resolve(&target, until).await.into_iter().flatten() {
                assert!(reach.refuses(found.ip()).is_some(), "{name} reaches {found}");
            }
        }
    }
}
