//! HTTP requests to granted servers. Redirects are the component's to follow,
//! so each hop is a request of its own and is checked like any other. No proxy is
//! ever used, whatever the environment says.

mod address;
mod body;
mod connect;
mod redact;
mod refusal;
pub mod secrets;
mod spelling;
mod target;

use std::{future::Future, sync::Arc, time::Duration};

use anyhow::Result;
use http::{HeaderMap, HeaderName, HeaderValue, Uri, header};
use http_body_util::BodyExt;
use tokio::{sync::OwnedSemaphorePermit, sync::Semaphore, time::Instant};
use wasmtime::component::Linker;
use wasmtime_wasi_http::{
    DEFAULT_FORBIDDEN_HEADERS, Error, ForbiddenHeaderFilter, RequestOptions, WasiBody, WasiHttpHooks,
};

use self::{
    body::{Bounds, Received},
    connect::Reach,
    refusal::Refusal,
    secrets::{Redactor, Secrets},
    target::Target,
};
use super::denied::Denials;
use crate::{
    policy::{Grant, Policy, Secret},
    sandbox::CallState,
};

/// How many requests a call may have under way, until the end of their responses.
const AT_ONCE: usize = 8;

/// How long the way to a server may take: its addresses, the connection, TLS.
const CONNECT: Duration = Duration::from_secs(10);

/// How long a server may take from the beginning of a request to the head of the
/// response.
const FIRST_BYTE: Duration = Duration::from_secs(30);

/// How long a server may take between two parts of a response.
const BETWEEN_BYTES: Duration = Duration::from_secs(30);

/// Links `wasi:http`.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(linker)?;
    Ok(())
}

/// Prepares the requests of one call. Secrets that it reads are made known to the
/// redactor. In a dry run no request goes out.
pub fn prepare(
    component: &Arc<str>,
    grant: &Arc<Grant>,
    policy: &Arc<Policy>,
    denied: Denials,
    redactor: &Redactor,
    live: bool,
) -> Requests {
    Requests(Arc::new(Shared {
        component: component.clone(),
        grant: grant.clone(),
        policy: policy.clone(),
        denied,
        secrets: Secrets::new(redactor.clone()),
        slots: Arc::new(Semaphore::new(AT_ONCE)),
        live,
    }))
}

/// The requests of one call.
pub struct Requests(Arc<Shared>);

/// What they have in common.
struct Shared {
    component: Arc<str>,
    grant: Arc<Grant>,
    policy: Arc<Policy>,
    denied: Denials,
    secrets: Secrets,
    slots: Arc<Semaphore>,
    live: bool,
}

/// A request that may be sent.
struct Allowed {
    request: http::Request<WasiBody>,
    target: Target,
    reach: Reach,
    slot: OwnedSemaphorePermit,
}

type Response = (http::Response<WasiBody>, Box<dyn Future<Output = Result<(), Error>> + Send>);

impl WasiHttpHooks for Requests {
    /// Those that frame messages, or speak to the next machine rather than to the
    /// server, are the host's. Those that say what a request is in place of its line
    /// are nobody's: the line is what was decided on.
    fn forbidden_header_filter(&mut self) -> ForbiddenHeaderFilter {
        Arc::new(is_forbidden)
    }

    /// The host writes it itself, from what was decided on.
    fn set_host_header(&mut self) -> bool {
        false
    }

    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = Result<Response, Error>> + Send> {
        let shared = self.0.clone();
        let allowed = shared.check(request);
        Box::new(async move { shared.send(allowed?, options.unwrap_or_default()).await })
    }
}

/// Whether a component cannot set a header. Many servers read `_` as `-`.
fn is_forbidden(name: &HeaderName) -> bool {
    let name = name.as_str().replace('_', "-");
    let named = |other: &HeaderName| other.as_str() == name;
    let more = [header::TE, header::TRAILER, header::EXPECT, header::FORWARDED];
    let begins = ["proxy-", "x-forwarded", "x-original", "x-rewrite", "x-http-method"];
    DEFAULT_FORBIDDEN_HEADERS.iter().any(named)
        || more.iter().any(named)
        || begins.iter().any(|begin| name.starts_with(begin))
        || name.starts_with("x-") && name.contains("override")
}

impl Shared {
    /// Decides on a request, without looking at addresses.
    fn check(&self, request: http::Request<WasiBody>) -> Result<Allowed, Error> {
        let target = match Target::of(request.method(), request.uri()) {
            Ok(target) => target,
            Err(error) => return Err(self.refuse(Refusal::Malformed(request.method(), error))),
        };
        let Target { method, scheme, name, port, path } = &target;
        let Some(rules) = self.grant.hosts.allow(method, scheme, name, *port, path) else {
            return Err(self.refuse(Refusal::NotGranted(&target)));
        };
        let reach = Reach::of(&rules, &target);
        if !self.live {
            return Err(self.refuse(Refusal::DryRun(&target)));
        }
        let Ok(slot) = self.slots.clone().try_acquire_owned() else {
            return Err(self.refuse(Refusal::TooMany(AT_ONCE)));
        };
        Ok(Allowed { request, target, reach, slot })
    }

    /// Sends a request and gives the response as far as its head.
    async fn send(self: Arc<Self>, allowed: Allowed, options: RequestOptions) -> Result<Response, Error> {
        let Allowed { mut request, target, reach, slot } = allowed;
        let within = |own: Option<Duration>, most: Duration| own.map_or(most, |own| own.min(most));
        let until = Instant::now() + within(options.connect_timeout, CONNECT);
        let between = within(options.between_bytes_timeout, BETWEEN_BYTES);

        let addresses = connect::resolve(&target, until).await?;
        if let Some((address, what)) = reach.refused(&addresses) {
            return Err(self.refuse(Refusal::Address(&target, address, what)));
        }
        let local = addresses.iter().all(|address| address.ip().to_canonical().is_loopback());
        let carries = self.put_secrets(&target, local, request.headers_mut()).await?;
        request.headers_mut().insert(header::HOST, target.host()?);
        request.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
        *request.uri_mut() = origin_form(request.uri())?;
        *request.version_mut() = http::Version::HTTP_11;

        let wire = connect::connect(&target, &addresses, until).await?;
        let first_byte = within(options.first_byte_timeout, FIRST_BYTE);
        let (response, driver) = connect::exchange(wire, request, first_byte).await?;
        tracing::debug!("{} {target} answers {}", target.method, response.status());

        let (mut head, body) = response.into_parts();
        let redactor = carries.then(|| self.secrets.redactor().clone());
        if let Some(redactor) = &redactor {
            plain(&head.headers)?;
            body::redact(&mut head.headers, redactor);
            // What stands in place of a secret may be longer or shorter.
            head.headers.remove(header::CONTENT_LENGTH);
        }
        let most = self.grant.limits.memory_bytes();
        let too_large = Box::new(move || self.refuse(Refusal::TooLarge(&target)));
        let body = Received::new(body, Bounds { most, between, too_large }, redactor, slot);
        let worker = async move {
            driver.await;
            Ok(())
        };
        Ok((http::Response::from_parts(head, body.boxed_unsync()), Box::new(worker)))
    }

    /// Puts the secrets of a server into the headers, and tells whether there are
    /// any. Then the answer has to be one that they can be taken out of.
    async fn put_secrets(&self, target: &Target, local: bool, headers: &mut HeaderMap) -> Result<bool, Error> {
        let of_target = |secret: &&Secret| secret.origin.matches(&target.scheme, &target.name, target.port);
        let secrets: Vec<_> = self.grant.secrets.iter().filter(of_target).collect();
        for secret in &secrets {
            if headers.contains_key(&secret.header) {
                return Err(self.refuse(Refusal::OwnHeader(target, secret)));
            }
            if target.scheme != "https" && !(local && (target.name == "localhost" || target.address().is_some())) {
                return Err(self.refuse(Refusal::NotEncrypted(target, secret)));
            }
            if headers.contains_key(header::RANGE) {
                return Err(self.refuse(Refusal::Range(target, secret)));
            }
        }
        for secret in &secrets {
            let value = self.secrets.header(secret).await.map_err(|fault| self.refuse(Refusal::Secret(&fault)))?;
            let name = HeaderName::try_from(&secret.header).map_err(|_| Error::ConfigurationError)?;
            headers.append(name, value);
        }
        if !secrets.is_empty() {
            headers.insert(header::ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        }
        Ok(!secrets.is_empty())
    }

    /// Notes what is refused, and gives what the component is told.
    fn refuse(&self, refusal: Refusal<'_>) -> Error {
        let (denial, error) = refusal.told(&self.component, &self.grant, &self.policy);
        self.denied.add(&denial);
        error
    }
}

/// Path and query alone, as a server is asked for them.
fn origin_form(uri: &Uri) -> Result<Uri, Error> {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("{}{query}", uri.path()).parse().map_err(|_| Error::HttpRequestUriInvalid)
}

/// That a response is not encoded, so that secrets in it can be found.
fn plain(headers: &HeaderMap) -> Result<(), Error> {
    let other = |name: &HeaderName, plain: &str| {
        let found = headers.get_all(name).iter().find(|value| !value.as_bytes().eq_ignore_ascii_case(plain.as_bytes()));
        found.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned())
    };
    if let Some(coding) = other(&header::CONTENT_ENCODING, "identity") {
        return Err(Error::HttpResponseContentCoding(Some(coding)));
    }
    match other(&header::TRANSFER_ENCODING, "chunked") {
        Some(coding) => Err(Error::HttpResponseTransferCoding(Some(coding))),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_frame_a_message_or_speak_to_a_proxy_are_forbidden() {
        for name in [
            "host",
            "connection",
            "keep-alive",
            "transfer-encoding",
            "te",
            "trailer",
            "upgrade",
            "expect",
            "http2-settings",
            "proxy-authorization",
            "proxy-connection",
            "proxy-anything",
        ] {
            assert!(is_forbidden(&HeaderName::from_static(name)), "{name}");
        }
        for name in ["authorization", "content-type", "content-length", "accept", "x-proxy"] {
            assert!(!is_forbidden(&HeaderName::from_static(name)), "{name}");
        }
    }

    #[test]
    fn headers_that_name_another_method_path_or_server_than_the_requests_line_are_forbidden() {
        for name in [
            "x-http-method-override",
            "x-http-method",
            "x-method-override",
            "x_http_method_override",
            "x-original-url",
            "x-original-method",
            "x-rewrite-url",
            "forwarded",
            "x-forwarded-for",
            "x-forwarded-host",
            "x-forwarded-uri",
            "x_forwarded_prefix",
        ] {
            assert!(is_forbidden(&HeaderName::from_static(name)), "{name}");
        }
        for name in ["x-api-key", "x-request-id", "x-method", "if-match", "origin"] {
            assert!(!is_forbidden(&HeaderName::from_static(name)), "{name}");
        }
    }

    #[test]
    fn a_server_is_asked_for_path_and_query_alone() {
        for (uri, asked) in [
            ("http://a.org", "/"),
            ("http://a.org?x=1", "/?x=1"),
            ("https://a.org:1/a/b?c=http://d/", "/a/b?c=http://d/"),
            ("http://a.org//evil.org/", "//evil.org/"),
        ] {
            let uri = uri.parse().expect("an address");
            assert_eq!(origin_form(&uri).expect("a path").to_string(), asked);
        }
    }

    #[test]
    fn a_response_that_is_encoded_is_not_plain() {
        let table = [
            ("content-encoding", "identity", true),
            ("content-encoding", "gzip", false),
            ("transfer-encoding", "chunked", true),
            ("transfer-encoding", "gzip, chunked", false),
            ("content-type", "text/plain", true),
        ];
        for (name, value, expected) in table {
            let mut headers = HeaderMap::new();
            headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
            assert_eq!(plain(&headers).is_ok(), expected, "{name}: {value}");
        }
    }
}
