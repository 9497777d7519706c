//! A guest that opens a socket.

use std::net::TcpStream;

use bindings::Guest;

mod bindings {
    #![allow(missing_docs, unreachable_pub, unsafe_code, clippy::too_many_arguments, reason = "generated from WIT")]

    use super::Caller;

    wit_bindgen::generate!({ path: "wit" });
    export!(Caller);
}

struct Caller;

impl Guest for Caller {
    fn connect_to(address: String) -> Result<String, String> {
        TcpStream::connect(address)
            .and_then(|stream| stream.peer_addr())
            .map(|peer| peer.to_string())
            .map_err(|error| error.to_string())
    }
}
