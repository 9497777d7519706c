//! The time in which a component computes: that of the processor while the call's
//! future is polled, and not the time in which it waits.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

use cpu_time::ThreadTime;

/// How much a call has computed.
#[derive(Debug, Default)]
pub struct Meter {
    /// Nanoseconds in the polls that have ended.
    used: AtomicU64,
    /// The thread's time at which the current poll began.
    began: AtomicU64,
}

/// The time that the current thread has computed.
fn now() -> u64 {
    ThreadTime::now().as_duration().as_nanos().try_into().unwrap_or(u64::MAX)
}

impl Meter {
    /// What was used up to now; to be asked inside a poll, as by the engine's
    /// ticks.
    pub fn used(&self) -> Duration {
        let current = now().saturating_sub(self.began.load(Ordering::Relaxed));
        Duration::from_nanos(self.used.load(Ordering::Relaxed).saturating_add(current))
    }
}

/// A future whose computing is measured.
pub struct Metered<F> {
    future: Pin<Box<F>>,
    meter: Arc<Meter>,
}

impl<F> Metered<F> {
    /// Measures a future.
    pub fn new(future: F, meter: Arc<Meter>) -> Metered<F> {
        Metered { future: Box::pin(future), meter }
    }
}

impl<F: Future> Future for Metered<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let began = now();
        self.meter.began.store(began, Ordering::Relaxed);
        let result = self.future.as_mut().poll(context);
        self.meter.used.fetch_add(now().saturating_sub(began), Ordering::Relaxed);
        result
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[tokio::test]
    async fn computing_counts_and_waiting_does_not() {
        let meter = Arc::new(Meter::default());
        let seen = meter.clone();
        let work = async move {
            tokio::time::sleep(Duration::from_millis(100)).await;
            let waited = seen.used();
            let (began, mut sum) = (Instant::now(), 0_u64);
            while seen.used() < waited + Duration::from_millis(20) && began.elapsed() < Duration::from_secs(20) {
                sum = sum.wrapping_add(1);
            }
            (waited, seen.used(), sum)
        };
        let (waited, used, sum) = Metered::new(work, meter).await;
        assert!(waited < Duration::from_millis(50), "{waited:?}");
        assert!(used >= Duration::from_millis(20) && sum > 0, "{used:?}");
    }
}
