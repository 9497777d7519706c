//! A call's time: what the component uses counts, what Blender uses does not.

use std::{
    sync::Mutex,
    time::{Duration, Instant},
};

/// How exact the deadline of a component that waits is.
const TICK: Duration = Duration::from_millis(10);

/// A deadline that stands still while an operation is under way.
#[derive(Debug)]
pub struct Clock {
    allowed: Duration,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    deadline: Instant,
    paused: u32,
    since: Instant,
}

impl Clock {
    /// Starts the clock.
    pub fn start(allowed: Duration) -> Clock {
        let now = Instant::now();
        Clock { allowed, state: Mutex::new(State { deadline: now + allowed, paused: 0, since: now }) }
    }

    /// The time that was allowed in all.
    pub fn allowed(&self) -> Duration {
        self.allowed
    }

    /// How long until the deadline; `None` once it has passed.
    pub fn left(&self) -> Option<Duration> {
        let state = self.lock();
        let now = if state.paused > 0 { state.since } else { Instant::now() };
        state.deadline.checked_duration_since(now).filter(|left| !left.is_zero())
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
            tokio::time::sleep(left.max(TICK)).await;
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
    }
}
