//! A guest that makes an HTTP request.

use bindings::Guest;
use wasip2::http::outgoing_handler;
use wasip2::http::types::{Fields, OutgoingRequest, Scheme};

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Fetcher;

    wit_bindgen::generate!({ path: "wit" });
    export!(Fetcher);
}

struct Fetcher;

/// How many bytes of a body are answered at the most.
const MOST: u64 = 64 * 1024;

impl Guest for Fetcher {
    fn fetch(url: String) -> Result<String, String> {
        let (scheme, rest) = url.split_once("://").ok_or("the address has no scheme")?;
        let scheme = match scheme {
            "http" => Scheme::Http,
            "https" => Scheme::Https,
            other => Scheme::Other(other.into()),
        };
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, "/"),
        };
        get(&scheme, authority, path)
    }
}

fn get(scheme: &Scheme, authority: &str, path: &str) -> Result<String, String> {
    let refused = |()| format!("{authority}{path} is no valid address");
    let request = OutgoingRequest::new(Fields::new());
    request.set_scheme(Some(scheme)).map_err(refused)?;
    request.set_authority(Some(authority)).map_err(refused)?;
    request.set_path_with_query(Some(path)).map_err(refused)?;

    let pending = outgoing_handler::handle(request, None).map_err(|code| code.to_string())?;
    pending.subscribe().block();
    let response = pending
        .get()
        .ok_or("there is no response")?
        .map_err(|()| "the response was taken before")?
        .map_err(|code| code.to_string())?;

    let body = response.consume().map_err(|()| "the body was taken before")?;
    let stream = body.stream().map_err(|()| "the stream was taken before")?;
    let mut bytes = Vec::new();
    // The stream tells its end by an error.
    while let Ok(more) = stream.blocking_read(MOST) {
        bytes.extend(more);
        if bytes.len() as u64 >= MOST {
            break;
        }
    }
    let text = String::from_utf8_lossy(&bytes);
    Ok(format!("{} {text}", response.status()))
}
