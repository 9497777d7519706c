//! A call's time: what the component uses counts, what Blender uses does not.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

use tokio::sync::Notify;

use super::Stop;

/// How exact the deadline of a component that waits is.
const TICK: Duration = Duration::from_millis(10);

/// A deadline that stands still while an operation is under way.
#[derive(Debug)]
pub struct Clock {
    allowed: Duration,
    state: Mutex<State>,
    shortened: Notify,
}

#[derive(Debug)]
struct State {
    deadline: Instant,
    /// The time that the component has given itself, if it ends there.
    limit: Option<Duration>,
    paused: u32,
    since: Instant,
}

impl State {
    fn now(&self) -> Instant {
        if self.paused > 0 { self.since } else { Instant::now() }
    }
}

impl Clock {
    /// Starts the clock.
    pub fn start(allowed: Duration) -> Clock {
        let now = Instant::now();
        let state = State { deadline: now + allowed, limit: None, paused: 0, since: now };
        Clock { allowed, state: Mutex::new(state), shortened: Notify::new() }
    }

    /// Leaves so much time from now on; what leaves more than there is does
    /// nothing.
    pub fn limit(&self, time: Duration) {
        let mut state = self.lock();
        if let Some(end) = state.now().checked_add(time)
            && end < state.deadline
        {
            state.deadline = end;
            state.limit = Some(time);
            self.shortened.notify_one();
        }
    }

    /// Why a call ends whose deadline has passed.
    pub fn stop(&self) -> Stop {
        match self.lock().limit {
            Some(limit) => Stop::Limit(limit),
            None => Stop::Deadline(self.allowed),
        }
    }

    /// How long until the deadline; `None` once it has passed.
    pub fn left(&self) -> Option<Duration> {
        let state = self.lock();
        state.deadline.checked_duration_since(state.now()).filter(|left| !left.is_zero())
    }

    /// Stops the clock until the guard is dropped.
    pub fn pause(&self) -> Pause<'_> {
        let mut state = self.lock();
        if state.paused == 0 {
            state.since = Instant::now();
        }
        state.paused += 1;
        Pause(self)
    }

    /// Ends when the deadline has passed.
    pub async fn expired(&self) {
        while let Some(left) = self.left() {
            tokio::select! {
                () = tokio::time::sleep(left.max(TICK)) => {}
                () = self.shortened.notified() => {}
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// The clock stands still while this lives.
#[derive(Debug)]
pub struct Pause<'a>(&'a Clock);

impl Drop for Pause<'_> {
    fn drop(&mut self) {
        let mut state = self.0.lock();
        state.paused -= 1;
        if state.paused == 0 {
            let waited = state.since.elapsed();
            state.deadline += waited;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_does_not_pass_while_paused() {
        let clock = Clock::start(Duration::from_millis(200));
        {
            let _outer = clock.pause();
            let _inner = clock.pause();
            std::thread::sleep(Duration::from_millis(250));
            assert!(clock.left().is_some());
        }
        assert!(clock.left().is_some_and(|left| left > Duration::from_millis(100)));
    }

    #[test]
    fn a_deadline_passes() {
        let clock = Clock::start(Duration::from_millis(1));
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!(clock.left(), None);
        assert!(matches!(clock.stop(), Stop::Deadline(_)));
    }

    #[test]
    fn a_limit_shortens_the_time_and_never_lengthens_it() {
        let clock = Clock::start(Duration::from_secs(60));
        clock.limit(Duration::from_secs(10));
        clock.limit(Duration::from_secs(20));
        clock.limit(Duration::MAX);
        assert!(clock.left().is_some_and(|left| left <= Duration::from_secs(10)));
        assert!(matches!(clock.stop(), Stop::Limit(limit) if limit == Duration::from_secs(10)));
        clock.limit(Duration::ZERO);
        assert_eq!(clock.left(), None);
    }

    #[tokio::test]
    async fn a_limit_reaches_who_waits_already() {
        let clock = std::sync::Arc::new(Clock::start(Duration::from_secs(60)));
        let waiting = tokio::spawn({
            let clock = clock.clone();
            async move { clock.expired().await }
        });
        tokio::task::yield_now().await;
        clock.limit(Duration::from_millis(1));
        tokio::time::timeout(Duration::from_secs(10), waiting).await.expect("it ends").expect("it waits");
    }
}
