//! Streams from and to files. Each has one of the places for open files, and what is
//! written counts.

use std::{fs::File, io, mem, sync::Arc};

use bytes::Bytes;
use tokio::{sync::OwnedSemaphorePermit, task::JoinHandle};
use wasmtime_wasi::{
    async_trait,
    p2::{DynInputStream, DynOutputStream, InputStream, OutputStream, Pollable, StreamError, StreamResult},
};

use super::mounted::Mounted;

/// The error of a write for which there is no room.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the folder's quota is used up")]
pub struct Full;

/// A stream that has a place.
pub struct Placed {
    inner: DynInputStream,
    _place: OwnedSemaphorePermit,
}

impl Placed {
    /// Holds the place until the stream is dropped.
    pub fn new(inner: DynInputStream, place: OwnedSemaphorePermit) -> Placed {
        Placed { inner, _place: place }
    }
}

#[async_trait]
impl InputStream for Placed {
    fn read(&mut self, size: usize) -> StreamResult<Bytes> {
        self.inner.read(size)
    }

    async fn blocking_read(&mut self, size: usize) -> StreamResult<Bytes> {
        self.inner.blocking_read(size).await
    }

    async fn cancel(&mut self) {
        self.inner.cancel().await;
    }
}

#[async_trait]
impl Pollable for Placed {
    async fn ready(&mut self) {
        self.inner.ready().await;
    }
}

/// A stream whose writes count.
pub struct Counted {
    state: State,
    to: Sink,
    _place: OwnedSemaphorePermit,
}

/// Where it writes to.
#[derive(Clone)]
pub struct Sink {
    /// The folder in which the file lies.
    pub mounted: Arc<Mounted>,
    /// The file.
    pub file: Arc<File>,
    /// Where the next byte goes; its end if absent.
    pub at: Option<u64>,
}

enum State {
    Ready(DynOutputStream),
    Writing(JoinHandle<(DynOutputStream, Sink, StreamResult<()>)>),
    Failed(StreamError),
    Closed,
}

impl Counted {
    /// Counts what goes through a stream.
    pub fn new(inner: DynOutputStream, to: Sink, place: OwnedSemaphorePermit) -> Counted {
        Counted { state: State::Ready(inner), to, _place: place }
    }

    /// Takes the stream for a write; an error if there was one or one is under way.
    fn take(&mut self) -> StreamResult<DynOutputStream> {
        match mem::replace(&mut self.state, State::Closed) {
            State::Ready(inner) => Ok(inner),
            State::Failed(error) => Err(error),
            State::Closed => Err(StreamError::Closed),
            writing @ State::Writing(_) => {
                self.state = writing;
                Err(StreamError::trap("a write was not permitted yet"))
            }
        }
    }
}

impl Sink {
    /// Writes if there is room.
    async fn write(&mut self, inner: &mut DynOutputStream, bytes: Bytes) -> StreamResult<()> {
        let length = bytes.len() as u64;
        let failed = |error: io::Error| StreamError::LastOperationFailed(error.into());
        if self.mounted.folder().quota_mb.is_none() {
            return inner.blocking_write_and_flush(bytes).await;
        }
        let growth = self
            .mounted
            .growth(&self.file, self.at, length)
            .await
            .map_err(failed)?
            .ok_or_else(|| StreamError::LastOperationFailed(wasmtime::Error::new(Full)))?;
        let written = inner.blocking_write_and_flush(bytes).await;
        growth.settle(&self.file);
        self.at = self.at.map(|at| at.saturating_add(length));
        written
    }
}

#[async_trait]
impl OutputStream for Counted {
    fn write(&mut self, bytes: Bytes) -> StreamResult<()> {
        let mut inner = self.take()?;
        let mut to = self.to.clone();
        self.state = State::Writing(tokio::spawn(async move {
            let written = to.write(&mut inner, bytes).await;
            (inner, to, written)
        }));
        Ok(())
    }

    async fn blocking_write_and_flush(&mut self, bytes: Bytes) -> StreamResult<()> {
        self.ready().await;
        let mut inner = self.take()?;
        self.to.write(&mut inner, bytes).await?;
        self.state = State::Ready(inner);
        Ok(())
    }

    fn flush(&mut self) -> StreamResult<()> {
        match self.state {
            State::Ready(_) | State::Writing(_) => Ok(()),
            State::Failed(_) | State::Closed => self.take().map(drop),
        }
    }

    fn check_write(&mut self) -> StreamResult<usize> {
        match &mut self.state {
            State::Ready(inner) => inner.check_write(),
            State::Writing(_) => Ok(0),
            State::Failed(_) | State::Closed => self.take().map(|_| 0),
        }
    }

    async fn cancel(&mut self) {
        self.ready().await;
        self.state = State::Closed;
    }
}

#[async_trait]
impl Pollable for Counted {
    async fn ready(&mut self) {
        if let State::Writing(writing) = &mut self.state {
            self.state = match writing.await {
                Ok((inner, to, Ok(()))) => {
                    self.to = to;
                    State::Ready(inner)
                }
                Ok((_, _, Err(error))) => State::Failed(error),
                Err(lost) => State::Failed(StreamError::LastOperationFailed(lost.into())),
            };
        }
    }
}
