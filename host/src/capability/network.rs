//! HTTP requests to granted servers. Redirects are the component's to follow,
//! so each hop is a request of its own and is checked like any other.

use std::{future::Future, sync::Arc};

use anyhow::Result;
use http_body_util::BodyExt;
use wasmtime::component::Linker;
use wasmtime_wasi_http::{Error, RequestOptions, WasiBody, WasiHttpHooks};

use super::denied::Denials;
use crate::{
    policy::{Grant, Policy},
    sandbox::CallState,
};

/// Links `wasi:http`.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    wasmtime_wasi_http::p2::add_only_http_to_linker_async(linker)?;
    Ok(())
}

/// Prepares the requests of one call.
pub fn prepare(component: &Arc<str>, grant: &Arc<Grant>, policy: &Arc<Policy>, denied: Denials) -> Requests {
    Requests { component: component.clone(), grant: grant.clone(), policy: policy.clone(), denied }
}

/// The requests of one call.
pub struct Requests {
    component: Arc<str>,
    grant: Arc<Grant>,
    policy: Arc<Policy>,
    denied: Denials,
}

impl Requests {
    fn allows(&self, uri: &http::Uri) -> bool {
        let scheme = uri.scheme_str().unwrap_or("https");
        let host = uri.host().unwrap_or_default();
        let port = uri.port_u16().unwrap_or(if scheme == "http" { 80 } else { 443 });
        let user = uri.authority().is_some_and(|authority| authority.as_str().contains('@'));
        if !user && self.grant.allows_host(scheme, host, port) {
            return true;
        }
        let origin = format!("{scheme}://{host}:{port}");
        let what = format!("the server {origin}");
        self.denied.add(&self.policy.denial(&self.component, what, "hosts", &format!("{origin:?}")));
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
