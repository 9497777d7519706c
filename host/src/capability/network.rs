//! HTTP requests to granted servers. Redirects are the component's to follow,
//! so each hop is a request of its own and is checked like any other.

use std::{future::Future, sync::Arc};

use anyhow::Result;
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

impl Requests {}

type Response = (http::Response<WasiBody>, Box<dyn Future<Output = Result<(), Error>> + Send>);

impl WasiHttpHooks for Requests {
    fn send_request(
        &mut self,
        request: http::Request<WasiBody>,
        options: Option<RequestOptions>,
        _: Box<dyn Future<Output = Result<(), Error>> + Send>,
    ) -> Box<dyn Future<Output = Result<Response, Error>> + Send> {
        let _ = (request, options, &self.component, &self.grant, &self.policy, &self.denied);
        Box::new(async move { Err(Error::HttpRequestDenied) })
    }
}
