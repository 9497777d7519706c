//! A component's standard output and error: lines in the host's log.

use std::{
    io,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
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
    /// How much has been written, by all handles of the stream together.
    written: Arc<AtomicUsize>,
}

impl Output {
    pub(super) fn new(component: &str, stream: &'static str) -> Output {
        Output { component: component.to_owned(), stream, written: Arc::default() }
    }
}

impl IsTerminal for Output {
    fn is_terminal(&self) -> bool {
        false
    }
}

impl StdoutStream for Output {
    fn async_stream(&self) -> Box<dyn AsyncWrite + Send + Sync> {
        Box::new(Lines { to: self.clone(), line: Vec::new() })
    }
}

struct Lines {
    to: Output,
    line: Vec<u8>,
}

impl Lines {
    fn end_line(&mut self) {
        let text = String::from_utf8_lossy(&self.line).escape_debug().to_string();
        self.line.clear();
        let Output { component, stream, written } = &self.to;
        let before = written.fetch_add(text.len() + 1, Ordering::Relaxed);
        if before + text.len() < MOST {
            tracing::info!(target: "component", %component, stream, "{text}");
        } else if before < MOST {
            tracing::warn!(target: "component", %component, stream, "more output than {MOST} bytes; the rest is dropped");
        }
    }
}

impl AsyncWrite for Lines {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let full = self.to.written.load(Ordering::Relaxed) >= MOST;
        for byte in bytes {
            if !full && (*byte == b'\n' || self.line.len() >= LINE) {
                self.end_line();
            }
            if *byte != b'\n' && !full {
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
