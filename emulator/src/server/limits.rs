//! What keeps many clients from taking all memory: bounds on the long bodies that are held, and on the requests that
//! are answered at once.
//!
//! A request is a few hundred bytes, and one of the longest may need fifty times its length while it is read.
//! So requests with a short body take turns of their own, four at once, and long ones wait for each other.

use std::sync::Arc;

use hyper::body::Body;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::{JoinError, spawn_blocking};

/// How long a body is that needs no room. A request of IAM with a policy is shorter.
const SHORT: u64 = 64 * 1024;

/// How many longer bodies are held at once.
const HELD: usize = 8;

/// How many requests with a short body are answered at once. Only one with a long body is.
const ANSWERED: usize = 4;

/// How many threads answer. Each keeps memory of its longest request for the next one, so that more would need
/// more memory, and do nothing.
pub const THREADS: usize = ANSWERED + 1;

/// The bounds that all connections share.
pub(super) struct Limits {
    room: Arc<Semaphore>,
    turns_of_short: Arc<Semaphore>,
    turns_of_long: Arc<Semaphore>,
}

/// The place that one request has.
pub(super) struct Place {
    turns: Arc<Semaphore>,
    room: Option<OwnedSemaphorePermit>,
}

impl Limits {
    pub(super) fn new() -> Arc<Self> {
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        let (room, turns_of_short) = (semaphore(HELD), semaphore(ANSWERED));
        Arc::new(Limits { room, turns_of_short, turns_of_long: semaphore(1) })
    }

    /// Waits until there is room for a body.
    pub(super) async fn place(&self, body: &impl Body) -> Place {
        let is_short = body.size_hint().upper().is_some_and(|length| length <= SHORT);
        if is_short {
            return Place { turns: Arc::clone(&self.turns_of_short), room: None };
        }
        let room = Arc::clone(&self.room).acquire_owned().await.ok();
        Place { turns: Arc::clone(&self.turns_of_long), room }
    }
}

impl Place {
    /// Runs work outside the threads that serve connections, when it is its turn. The turn and the room end with
    /// the work, also if nobody waits for it any longer.
    pub(super) async fn run<T: Send + 'static>(
        self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        let turn = self.turns.acquire_owned().await.ok();
        let work = move || {
            let done = work();
            drop((turn, self.room));
            done
        };
        spawn_blocking(work).await
    }
}
