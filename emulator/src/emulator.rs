//! [`Emulator`]: the state behind a lock, with its seed and its clock.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use iam_codec::Timestamp;

use crate::state::{Ids, State, Time};

type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// IAM and STS in memory. Clones share their state.
///
/// What it answers follows from the requests before, the seed and the clock: the same requests to two
/// emulators of the same seed and clock get the same answers, request ids included.
///
/// ```
/// use iam_codec::Timestamp;
/// use iam_emulator::Emulator;
///
/// let clock = || Timestamp::from_unix(1_700_000_000).unwrap_or_default();
/// let emulator = Emulator::new().with_seed(7).with_clock(clock);
/// let create = http::Request::post("/")
///     .header("Content-Type", "application/x-www-form-urlencoded")
///     .body("Action=CreateUser&Version=2010-05-08&UserName=anika")?;
/// assert!(emulator.answer(&create).body().contains("<CreateDate>2023-11-14T22:13:20Z</CreateDate>"));
/// assert_eq!(emulator.answer(&create).status(), 409);
/// emulator.reset();
/// assert_eq!(emulator.answer(&create).status(), 200);
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone)]
pub struct Emulator {
    state: Arc<Mutex<State>>,
    /// How many requests were answered, for their ids. It is apart from the state, which a refused
    /// request does not change.
    requests: Arc<AtomicU64>,
    seed: u64,
    clock: Clock,
}

impl Default for Emulator {
    fn default() -> Self {
        Emulator::new()
    }
}

impl Emulator {
    /// An emulator without resources, with the seed 0 and the system's clock.
    pub fn new() -> Self {
        Emulator {
            state: Arc::default(),
            requests: Arc::default(),
            seed: 0,
            clock: Arc::new(|| SystemTime::now().try_into().unwrap_or_default()),
        }
    }

    /// Derives all ids, keys and secrets from another seed.
    #[must_use]
    pub fn with_seed(mut self, seed: u64) -> Self {
        self.seed = seed;
        self
    }

    /// Takes all times from another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Deletes everything, and begins anew with the ids.
    pub fn reset(&self) {
        self.restore(State::default());
        self.requests.store(0, Ordering::Relaxed);
    }

    /// A copy of all that there is, to be saved.
    pub fn state(&self) -> State {
        self.lock().clone()
    }

    /// Replaces all that there is by what was saved.
    pub fn restore(&self, state: State) {
        *self.lock() = state;
    }

    /// A copy whose changes nobody sees.
    pub(crate) fn scratch(&self) -> Self {
        Emulator { state: Arc::new(Mutex::new(self.state())), ..self.clone() }
    }

    pub(crate) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn now(&self) -> Time {
        (self.clock)().into()
    }

    pub(crate) fn seed(&self) -> u64 {
        self.seed
    }

    pub(crate) fn new_request_id(&self) -> String {
        let mut count = self.requests.fetch_add(1, Ordering::Relaxed);
        // Another seed, so that no request has the id of a resource.
        Ids::new(!self.seed, &mut count).uuid().to_string()
    }
}
