//! How often a component is called: calls in any minute, and at the same time.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, PoisonError},
    time::Instant,
};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Stop;
use crate::policy::Limits;

/// How many seconds are looked back.
const MINUTE: u64 = 60;

/// The calls of all components. They outlive a change of the policy, which would
/// otherwise be a way to begin anew.
#[derive(Clone, Debug, Default)]
pub struct Usages(Arc<Mutex<HashMap<String, Arc<Usage>>>>);

impl Usages {
    /// The calls of a component under these limits.
    pub fn of(&self, component: &str, limits: &Limits) -> Arc<Usage> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match all.get(component).filter(|usage| usage.limits == *limits) {
            Some(usage) => usage.clone(),
            None => {
                let usage = Arc::new(Usage::new(limits));
                all.insert(component.to_owned(), usage.clone());
                usage
            }
        }
    }
}

/// The calls of one component.
#[derive(Debug)]
pub struct Usage {
    limits: Limits,
    most: u64,
    since: Instant,
    recent: Mutex<Recent>,
    places: Arc<Semaphore>,
}

/// The calls of the last minute, counted by the second.
#[derive(Debug, Default)]
struct Recent {
    seconds: VecDeque<(u64, u64)>,
    calls: u64,
}

impl Usage {
    /// No call yet.
    pub fn new(limits: &Limits) -> Usage {
        Usage {
            limits: *limits,
            most: limits.calls_per_minute.into(),
            since: Instant::now(),
            recent: Mutex::default(),
            places: Arc::new(Semaphore::new(limits.concurrent_calls as usize)),
        }
    }

    /// Counts a call; an error if there were too many in the last minute.
    pub fn count(&self) -> Result<(), Stop> {
        self.count_in(self.since.elapsed().as_secs())
    }

    fn count_in(&self, second: u64) -> Result<(), Stop> {
        let mut recent = self.recent.lock().unwrap_or_else(PoisonError::into_inner);
        // The oldest second is counted whole, so that there are never too many.
        while let Some((_, calls)) = recent.seconds.front().copied().filter(|(old, _)| second - old > MINUTE) {
            recent.calls -= calls;
            recent.seconds.pop_front();
        }
        if recent.calls >= self.most {
            let first = recent.seconds.front().map_or(second, |(first, _)| *first);
            return Err(Stop::TooManyCalls { most: self.most, wait: first + MINUTE + 1 - second });
        }
        recent.calls += 1;
        match recent.seconds.back_mut() {
            Some((last, calls)) if *last == second => *calls += 1,
            _ => recent.seconds.push_back((second, 1)),
        }
        Ok(())
    }

    /// Waits until the component may have one more call at the same time.
    pub async fn seat(&self) -> Result<Seat, Stop> {
        let seat = Seat { places: self.places.clone(), place: Mutex::default() };
        seat.back().await?;
        Ok(seat)
    }
}

/// A call's place among those of its component, given back when this is dropped.
#[derive(Debug)]
pub struct Seat {
    places: Arc<Semaphore>,
    place: Mutex<Option<OwnedSemaphorePermit>>,
}

#[cfg(test)]
impl Default for Seat {
    fn default() -> Seat {
        Seat { places: Arc::new(Semaphore::new(1)), place: Mutex::default() }
    }
}

impl Seat {
    /// Gives the place to another call.
    pub fn leave(&self) {
        self.lock().take();
    }

    /// Waits for a place again.
    pub async fn back(&self) -> Result<(), Stop> {
        let place = self.places.clone().acquire_owned().await.map_err(|e| Stop::Crash(e.to_string()))?;
        *self.lock() = Some(place);
        Ok(())
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<OwnedSemaphorePermit>> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_minute_slides() {
        let usage = Usage::new(&Limits { calls_per_minute: 2, ..Limits::default() });
        assert!(usage.count_in(0).is_ok() && usage.count_in(30).is_ok());
        assert!(matches!(usage.count_in(59), Err(Stop::TooManyCalls { most: 2, wait: 2 })));
        assert!(usage.count_in(60).is_err(), "the second at the edge counts whole");
        assert!(usage.count_in(61).is_ok());
        assert!(usage.count_in(90).is_err());
        assert!(usage.count_in(91).is_ok());
    }
}
