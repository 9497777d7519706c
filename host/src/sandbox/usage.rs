//! How often a component is called: calls in any minute, and at the same time.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Stop;
use crate::policy::Limits;

const MINUTE: Duration = Duration::from_secs(60);

/// The calls of one component.
#[derive(Debug)]
pub struct Usage {
    most: usize,
    recent: Mutex<VecDeque<Instant>>,
    places: Arc<Semaphore>,
}

impl Usage {
    /// No call yet.
    pub fn new(limits: &Limits) -> Usage {
        Usage {
            most: limits.calls_per_minute as usize,
            recent: Mutex::default(),
            places: Arc::new(Semaphore::new(limits.concurrent_calls as usize)),
        }
    }

    /// Counts a call; an error if there were too many in the last minute.
    pub fn count(&self) -> Result<(), Stop> {
        self.count_at(Instant::now())
    }

    fn count_at(&self, now: Instant) -> Result<(), Stop> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        while recent.front().is_some_and(|call| now.duration_since(*call) >= MINUTE) {
            recent.pop_front();
        }
        if recent.len() >= self.most {
            let first = recent.front().copied().unwrap_or(now);
            let wait = MINUTE.saturating_sub(now.duration_since(first));
            return Err(Stop::TooManyCalls { most: self.most, wait: wait.as_secs() + 1 });
        }
        recent.push_back(now);
        Ok(())
    }

    /// Waits until the component may have one more call at the same time.
    pub async fn place(&self) -> Result<OwnedSemaphorePermit, Stop> {
        self.places.clone().acquire_owned().await.map_err(|e| Stop::Crash(e.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minute_slides() {
        let usage = Usage::new(&Limits { calls_per_minute: 2, ..Limits::default() });
        let start = Instant::now();
        let at = |seconds| usage.count_at(start + Duration::from_secs(seconds));
        assert!(at(0).is_ok() && at(30).is_ok());
        assert!(matches!(at(59), Err(Stop::TooManyCalls { most: 2, wait: 2 })));
        assert!(at(60).is_ok());
        assert!(at(61).is_err());
        assert!(at(90).is_ok());
    }
}
