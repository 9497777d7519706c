//! Sockets, of which there are none. They are linked because interpreters import
//! them whatever they run: whoever opens one gets an error, as where a firewall
//! forbids it, and no system call is made.

use anyhow::Result;
use wasmtime::component::Linker;
use wasmtime_wasi::{
    WasiCtxBuilder,
    p2::bindings::sockets,
    sockets::{WasiSockets, WasiSocketsCtxView, WasiSocketsView},
};

use crate::sandbox::CallState;

/// Links `wasi:sockets`.
pub fn link(linker: &mut Linker<CallState>) -> Result<()> {
    sockets::network::add_to_linker::<_, WasiSockets>(linker, &Default::default(), CallState::sockets)?;
    sockets::instance_network::add_to_linker::<_, WasiSockets>(linker, CallState::sockets)?;
    sockets::ip_name_lookup::add_to_linker::<_, WasiSockets>(linker, refused)?;
    sockets::tcp_create_socket::add_to_linker::<_, WasiSockets>(linker, refused)?;
    sockets::udp_create_socket::add_to_linker::<_, WasiSockets>(linker, refused)?;
    sockets::tcp::add_to_linker::<_, WasiSockets>(linker, CallState::sockets)?;
    sockets::udp::add_to_linker::<_, WasiSockets>(linker, CallState::sockets)?;
    Ok(())
}

/// Where sockets and addresses come from: nothing else is reached without them.
fn refused(state: &mut CallState) -> WasiSocketsCtxView<'_> {
    state.denied.add(&state.refusals.sockets);
    state.sockets()
}

/// Refuses them all.
pub fn prepare(wasi: &mut WasiCtxBuilder) {
    wasi.allow_tcp(false).allow_udp(false).allow_ip_name_lookup(false);
    wasi.socket_addr_check(|_, _| Box::pin(async { false }));
}
