//! A component's standard output and error: lines in the host's log.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
};

use tokio::io::AsyncWrite;
use wasmtime_wasi::cli::{IsTerminal, StdoutStream};

/// The longest line that is written whole.
const LINE: usize = 4096;
/// How much of one stream reaches the log in one call.
const MOST: usize = 64 << 10;

/// Where a component's output goes.
#[derive(Clone)]
pub(super) struct Output {
    component: String,
    stream: &'static str,
}

impl Output {
    pub(super) fn new(component: &str, stream: &'static str) -> Output {
        Output { component: component.to_owned(), stream }
    }
}

impl IsTerminal for Output {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Output {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(Lines { to: self.clone(), line: Vec::new(), written: 0 })
    }
}

struct Lines {
    to: Output,
    line: Vec<u8>,
    written: usize,
}

impl Lines {
    fn end_line(&mut self) {
        let text = String::from_utf8_lossy(&self.line).escape_debug().to_string();
        self.line.clear();
        self.written += text.len() + 1;
        let Output { component, stream } = &self.to;
        if self.written < MOST {
            tracing::info!(target: "component", %component, stream, "{text}");
        } else if self.written - text.len() <= MOST {
            tracing::warn!(target: "component", %component, stream, "more output than {MOST} bytes; the rest is dropped");
        }
    }
}

impl AsyncWrite for Lines {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        for byte in bytes {
            if *byte == b'\n' || self.line.len() >= LINE {
                self.end_line();
            }
            if *byte != b'\n' && self.written < MOST {
                self.line.push(*byte);
            }
        }
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}

impl Drop for Lines {
    fn drop(&mut self) {
        if !self.line.is_empty() {
            self.end_line();
        }
    }
}
