//! HTTP requests to granted servers. Redirects are the component's to follow,
//! so each hop is a request of its own and is checked like any other.

use std::{
    future::Future,
    sync::{Arc, Mutex},
};

use anyhow::Result;
use http_body_util::BodyExt;
use wasmtime::component::Linker;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks};

use crate::{
    policy::{Denial, Grant, Policy},
    sandbox::CallState,
};

/// How many denials one answer tells of.
const MOST_DENIALS: usize = 8;

/// Links `wasi:http`.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(linker)?;
    Ok(())
}

/// Prepares the requests of one call.
pub fn prepare(component: &Arc<str>, grant: &Grant, policy: &Arc<Policy>, denied: Arc<Mutex<Vec<Denial>>>) -> Requests {
    let policy = (!grant.hosts.is_empty()).then(|| (grant.clone(), policy.clone()));
    Requests { component: component.clone(), policy, denied }
}

/// The requests of one call.
pub struct Requests {
    component: Arc<str>,
    policy: Option<(Grant, Arc<Policy>)>,
    denied: Arc<Mutex<Vec<Denial>>>,
}

impl Requests {
    fn allows(&self, uri: &http::Uri) -> bool {
        let Some((grant, policy)) = &self.policy else { return false };
        let scheme = uri.scheme_str().unwrap_or("https");
        let host = uri.host().unwrap_or_default();
        let port = uri.port_u16().unwrap_or(if scheme == "http" { 80 } else { 443 });
        let user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
        if !user && grant.allows_host(scheme, host, port) {
            return true;
        }
        let origin = format!("{scheme}://{host}:{port}");
        let denial = policy.denial(&self.component, format!("the server {origin}"), "hosts", &format!("{origin:?}"));
        let mut denied = self.denied.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if denied.len() < MOST_DENIALS && !denied.contains(&denial) {
            denied.push(denial);
        }
        false
    }
}

type Response = (http::Response<WasiBody>, Box<dyn Future<Output = Result<(), Error>> + Send>);

impl WasiHttpHooks for Requests {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = Result<Response, Error>> + Send> {
        let allowed = self.allows(request.uri());
        Box::new(async move {
            if !allowed {
                return Err(Error::HttpRequestDenied);
            }
            let (response, io) = wasmtime_wasi_http::default_send_request(request, options).await?;
            let io: Box<dyn Future<Output = Result<(), Error>> + Send> = Box::new(io);
            Ok((response.map(BodyExt::boxed_unsync), io))
        })
    }
}
