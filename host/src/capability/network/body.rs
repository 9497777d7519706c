//! The body of a response on its way to the component: bounded in size and in the
//! time between its parts, and without secrets.

use std::{
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use http::HeaderMap;
use hyper::body::{Body, Bytes, Frame, Incoming};
use tokio::{sync::OwnedSemaphorePermit, time::Sleep};
use wasmtime_wasi_http::Error;

use super::{
    connect,
    redact::{Redactor, Stream},
};

/// What a body has to keep to.
pub struct Bounds {
    /// How many bytes it may have.
    pub most: usize,
    /// How long the next part may be waited for.
    pub between: Duration,
    /// What is done when it is larger.
    pub too_large: Box<dyn FnMut() -> Error + Send>,
}

/// The body of a response.
pub struct Received {
    body: Incoming,
    bounds: Bounds,
    left: usize,
    timer: Pin<Box<Sleep>>,
    redaction: Option<(Stream, Redactor)>,
    trailers: Option<HeaderMap>,
    /// The request's place among those at the same time, until the body has ended.
    slot: Option<OwnedSemaphorePermit>,
}

impl Received {
    /// A body within these bounds, without what the redactor knows.
    pub fn new(body: Incoming, bounds: Bounds, redactor: Option<Redactor>, slot: OwnedSemaphorePermit) -> Received {
        Received {
            body,
            left: bounds.most,
            timer: Box::pin(tokio::time::sleep(bounds.between)),
            redaction: redactor.map(|redactor| (redactor.stream(), redactor)),
            bounds,
            trailers: None,
            slot: Some(slot),
        }
    }

    /// A part that has come, as far as it can be passed on by now.
    fn passed(&mut self, frame: Frame<Bytes>) -> Result<Option<Frame<Bytes>>, Error> {
        match frame.into_data() {
            Ok(data) => {
                let Some(left) = self.left.checked_sub(data.len()) else {
                    return Err((self.bounds.too_large)());
                };
                self.left = left;
                let Some((stream, _)) = &mut self.redaction else { return Ok(Some(Frame::data(data))) };
                let redacted = stream.push(&data);
                Ok((!redacted.is_empty()).then(|| Frame::data(redacted.into())))
            }
            Err(frame) => {
                self.trailers = frame.into_trailers().ok();
                if let (Some(trailers), Some((_, redactor))) = (&mut self.trailers, &self.redaction) {
                    redact(trailers, redactor);
                }
                Ok(None)
            }
        }
    }

    /// What there still is once nothing more comes: what was held back, then the
    /// trailers.
    fn last(&mut self) -> Option<Frame<Bytes>> {
        let held = self.redaction.as_mut().map(|(stream, _)| stream.end()).filter(|held| !held.is_empty());
        match held {
            Some(held) => Some(Frame::data(held.into())),
            None => self.trailers.take().map(Frame::trailers),
        }
    }
}

/// Takes secrets out of headers.
pub fn redact(headers: &mut HeaderMap, redactor: &Redactor) {
    for value in headers.values_mut() {
        if let std::borrow::Cow::Owned(redacted) = redactor.bytes(value.as_bytes()) {
            // A name in the policy may have letters that no header can hold.
            *value =
                http::HeaderValue::from_bytes(&redacted).unwrap_or_else(|_| http::HeaderValue::from_static("[secret]"));
        }
    }
}

impl Body for Received {
    type Data = Bytes;
    type Error = Error;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Error>>> {
        let this = &mut *self;
        while this.slot.is_some() {
            let fault = match Pin::new(&mut this.body).poll_frame(context) {
                Poll::Ready(Some(Ok(frame))) => {
                    this.timer.as_mut().reset(tokio::time::Instant::now() + this.bounds.between);
                    match this.passed(frame) {
                        Ok(Some(frame)) => return Poll::Ready(Some(Ok(frame))),
                        Ok(None) => continue,
                        Err(fault) => fault,
                    }
                }
                Poll::Ready(Some(Err(error))) => connect::fault(&error),
                Poll::Ready(None) => {
                    this.slot = None;
                    break;
                }
                Poll::Pending if this.timer.as_mut().poll(context).is_pending() => return Poll::Pending,
                Poll::Pending => Error::ConnectionReadTimeout,
            };
            this.slot = None;
            // Nothing that was held back is told after a fault.
            this.redaction = None;
            return Poll::Ready(Some(Err(fault)));
        }
        Poll::Ready(this.last().map(Ok))
    }
}
