//! A guest that makes HTTP requests.

use bindings::{Answer, Guest, Header};
use wasip2::http::outgoing_handler;
use wasip2::http::types::{
    ErrorCode, Fields, FutureIncomingResponse, IncomingResponse, Method, OutgoingBody, OutgoingRequest, RequestOptions,
    Scheme,
};
use wasip2::io::streams::StreamError;

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Fetcher;

    wit_bindgen::generate!({ path: "wit" });
    export!(Fetcher);
}

struct Fetcher;

/// How many bytes of a body are read at once, and answered by `fetch`.
const MOST: u64 = 64 * 1024;

/// A request that is not sent yet.
#[derive(Default)]
struct Ask {
    method: Option<String>,
    url: String,
    headers: Vec<Header>,
    body: Option<String>,
    patience_ms: Option<u32>,
}

impl Guest for Fetcher {
    fn fetch(url: String) -> Result<String, String> {
        let response = Ask { url, ..Ask::default() }.response()?;
        let mut bytes = Vec::new();
        read(&response, |more| {
            bytes.extend(more);
            (bytes.len() as u64) < MOST
        })?;
        Ok(format!("{} {}", response.status(), String::from_utf8_lossy(&bytes)))
    }

    fn send(
        method: Option<String>,
        url: String,
        headers: Option<Vec<Header>>,
        body: Option<String>,
        hops: Option<u32>,
        patience_ms: Option<u32>,
    ) -> Result<Answer, String> {
        let mut ask = Ask { method, url, headers: headers.unwrap_or_default(), body, patience_ms };
        let mut hops = hops.unwrap_or(0);
        loop {
            let response = ask.response()?;
            let away = response.headers().get("location").first().map(|to| String::from_utf8_lossy(to).into_owned());
            if let (Some(to), 300..=399, 1..) = (away, response.status(), hops) {
                ask.url = to;
                hops -= 1;
                continue;
            }
            let headers = response
                .headers()
                .entries()
                .into_iter()
                .map(|(name, value)| Header { name, value: String::from_utf8_lossy(&value).into_owned() });
            let headers = headers.collect();
            let mut bytes = Vec::new();
            read(&response, |more| {
                bytes.extend(more);
                true
            })?;
            let body = String::from_utf8_lossy(&bytes).into_owned();
            return Ok(Answer { status: response.status(), headers, body });
        }
    }

    fn measure(url: String) -> Result<u64, String> {
        let response = Ask { url, ..Ask::default() }.response()?;
        let mut length = 0;
        read(&response, |more| {
            length += more.len() as u64;
            true
        })?;
        Ok(length)
    }

    fn crowd(url: String, times: u32) -> Vec<String> {
        let begun: Vec<_> = (0..times).map(|_| Ask { url: url.clone(), ..Ask::default() }.begin()).collect();
        let ended = begun.into_iter().map(|pending| awaited(&pending?));
        // Each response is kept until all are there.
        let ended: Vec<_> = ended.collect();
        ended
            .iter()
            .map(|end| end.as_ref().map_or_else(Clone::clone, |response| response.status().to_string()))
            .collect()
    }
}

impl Ask {
    fn response(&self) -> Result<IncomingResponse, String> {
        awaited(&self.begin()?)
    }

    fn begin(&self) -> Result<FutureIncomingResponse, String> {
        let (scheme, rest) = self.url.split_once("://").ok_or("the address has no scheme")?;
        let scheme = match scheme {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            other => Scheme::Other(other.into()),
        };
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, "/"),
        };
        let fields = Fields::new();
        for Header { name, value } in &self.headers {
            let refused = |e| format!("the header {name} cannot be set: {e}");
            fields.append(name, value.as_bytes()).map_err(refused)?;
        }
        let refused = |()| format!("{authority}{path} is no valid address");
        let request = OutgoingRequest::new(fields);
        request.set_method(&self.method()).map_err(|()| "the method is none")?;
        request.set_scheme(Some(&scheme)).map_err(refused)?;
        request.set_authority(Some(authority)).map_err(refused)?;
        request.set_path_with_query(Some(path)).map_err(refused)?;
        let body = match self.body {
            Some(_) => Some(request.body().map_err(|()| "there can be no body")?),
            None => None,
        };
        let pending = outgoing_handler::handle(request, self.options()?).map_err(told)?;
        if let (Some(body), Some(text)) = (body, &self.body) {
            send(body, text.as_bytes())?;
        }
        Ok(pending)
    }

    fn method(&self) -> Method {
        match self.method.as_deref() {
            None | Some("GET") => Method::Get,
            Some("HEAD") => Method::Head,
            Some("POST") => Method::Post,
            Some("CONNECT") => Method::Connect,
            Some("TRACE") => Method::Trace,
            Some(other) => Method::Other(other.to_owned()),
        }
    }

    fn options(&self) -> Result<Option<RequestOptions>, String> {
        let Some(milliseconds) = self.patience_ms else { return Ok(None) };
        let (options, patience) = (RequestOptions::new(), Some(u64::from(milliseconds) * 1_000_000));
        let set = options
            .set_connect_timeout(patience)
            .and_then(|()| options.set_first_byte_timeout(patience))
            .and_then(|()| options.set_between_bytes_timeout(patience));
        set.map_err(|()| "the time cannot be set")?;
        Ok(Some(options))
    }
}

fn awaited(pending: &FutureIncomingResponse) -> Result<IncomingResponse, String> {
    pending.subscribe().block();
    let response = pending.get().ok_or("there is no response")?.map_err(|()| "the response was taken before")?;
    response.map_err(told)
}

/// Sends a body; a server that wants no more of it may have answered already.
fn send(body: OutgoingBody, bytes: &[u8]) -> Result<(), String> {
    let stream = body.write().map_err(|()| "the body was taken before")?;
    for part in bytes.chunks(4096) {
        if stream.blocking_write_and_flush(part).is_err() {
            break;
        }
    }
    drop(stream);
    // What is wrong with it is told with the response.
    let _ = OutgoingBody::finish(body, None);
    Ok(())
}

/// Reads a body until it ends or `go_on` is false.
fn read(response: &IncomingResponse, mut go_on: impl FnMut(&[u8]) -> bool) -> Result<(), String> {
    let body = response.consume().map_err(|()| "the body was taken before")?;
    let stream = body.stream().map_err(|()| "the stream was taken before")?;
    loop {
        match stream.blocking_read(MOST) {
            Ok(more) if go_on(&more) => {}
            Ok(_) | Err(StreamError::Closed) => return Ok(()),
            Err(StreamError::LastOperationFailed(error)) => return Err(error.to_debug_string()),
        }
    }
}

fn told(code: ErrorCode) -> String {
    code.to_string()
}
