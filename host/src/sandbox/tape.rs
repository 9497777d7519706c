//! What a component sees of chance and time, kept so that a call can be run again
//! and see the same.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Result, anyhow};
use rand::{SeedableRng, rngs::StdRng};
use wasmtime_wasi::{HostMonotonicClock, HostWallClock, WasiCtxBuilder};

/// How many looks at clocks are kept of a call.
const MOST: usize = 10_000;

/// The tape of one call; clones are the same.
#[derive(Clone)]
pub struct Tape {
    seed: [u8; 32],
    clocks: Arc<Mutex<Clocks>>,
}

enum Clocks {
    /// What the clocks showed so far, in nanoseconds; none if they were looked at
    /// too often.
    Recording(Option<Vec<u64>>),
    /// What they are to show, and what they showed last.
    Playing(VecDeque<u64>, u64),
}

impl Tape {
    /// A new one, with chance of its own.
    pub fn record() -> Result<Tape> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|e| anyhow!("the system gives no random numbers: {e}"))?;
        Ok(Tape { seed, clocks: Arc::new(Mutex::new(Clocks::Recording(Some(Vec::new())))) })
    }

    /// One that gives again what was recorded.
    pub fn play(seed: [u8; 32], clocks: Vec<u64>) -> Tape {
        Tape { seed, clocks: Arc::new(Mutex::new(Clocks::Playing(clocks.into(), 0))) }
    }

    /// What all random numbers are made from.
    pub fn seed(&self) -> [u8; 32] {
        self.seed
    }

    /// What the clocks showed, in nanoseconds; none if they were looked at too often.
    pub fn clocks(&self) -> Option<Vec<u64>> {
        match &*self.clocks.lock().unwrap_or_else(PoisonError::into_inner) {
            Clocks::Recording(seen) => seen.clone(),
            Clocks::Playing(..) => None,
        }
    }

    /// Gives its chance and time to a call.
    pub(super) fn prepare(&self, wasi: &mut WasiCtxBuilder) {
        let [secure, insecure, seed] = [0, 1, 2].map(|which| {
            let mut seed = self.seed;
            seed[0] ^= which;
            seed
        });
        wasi.secure_random(StdRng::from_seed(secure)).insecure_random(StdRng::from_seed(insecure));
        wasi.insecure_random_seed(seed.iter().fold(0, |number, byte| number << 8 | u128::from(*byte)));
        wasi.wall_clock(Taped(self.clone(), wasmtime_wasi::clocks::wall_clock()));
        wasi.monotonic_clock(Taped(self.clone(), wasmtime_wasi::clocks::monotonic_clock()));
    }

    fn look(&self, now: impl FnOnce() -> u64) -> u64 {
        match &mut *self.clocks.lock().unwrap_or_else(PoisonError::into_inner) {
            Clocks::Recording(seen) => {
                let now = now();
                match seen {
                    Some(all) if all.len() < MOST => all.push(now),
                    _ => *seen = None,
                }
                now
            }
            Clocks::Playing(rest, last) => {
                *last = rest.pop_front().unwrap_or(*last);
                *last
            }
        }
    }
}

/// A clock that is on tape.
struct Taped<C: ?Sized>(Tape, Box<C>);

impl HostWallClock for Taped<dyn HostWallClock + Send> {
    fn resolution(&self) -> Duration {
        self.1.resolution()
    }

    fn now(&self) -> Duration {
        Duration::from_nanos(self.0.look(|| u64::try_from(self.1.now().as_nanos()).unwrap_or(u64::MAX)))
    }
}

impl HostMonotonicClock for Taped<dyn HostMonotonicClock + Send> {
    fn resolution(&self) -> u64 {
        self.1.resolution()
    }

    fn now(&self) -> u64 {
        self.0.look(|| self.1.now())
    }
}
