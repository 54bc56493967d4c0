//! What keeps one client from stalling the others: bounds on connections, on bytes that are held, and on
//! requests that are judged at once.
//!
//! A message of at most [`SHORT`] bytes needs no room but that of its connection, and never waits for long
//! ones. Longer ones share [`Limits::room`](Limits) and wait for each other. Most requests are [`TINY`], and those
//! wait for nobody.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

/// How long a message is that every connection may hold. A request of IAM with a policy is shorter.
pub(crate) const SHORT: usize = 64 * 1024;

/// How long a request is that is judged in no time. Most are shorter.
const TINY: usize = 8 * 1024;

/// How long a client waits for the refusal of a request that is not tiny.
const PENALTY: Duration = Duration::from_millis(50);

/// How many tiny requests are judged at once.
const JUDGES_OF_TINY: usize = 4;

/// The unit in which room is given.
const UNIT: usize = 1024;

/// All cores but one, which stays free of requests that are not tiny.
fn spare_cores() -> usize {
    available_parallelism().map_or(1, |cores| usize::from(cores) - 1).max(1)
}

/// How many threads judge. Each keeps memory of its longest request for the next one, so that more would need
/// more memory.
pub(crate) fn judges() -> usize {
    JUDGES_OF_TINY + 2 * spare_cores()
}

/// The bounds that all connections share.
pub(crate) struct Limits {
    room: Arc<Semaphore>,
    connections: Arc<Semaphore>,
    judges_of_tiny: Arc<Semaphore>,
    judges_of_short: Arc<Semaphore>,
    judges_of_long: Arc<Semaphore>,
}

impl Limits {
    /// Limits for this many connections, and for this many bytes of long messages.
    pub(crate) fn new(connections: usize, bytes: usize) -> Self {
        Limits {
            room: Arc::new(Semaphore::new(bytes.div_ceil(UNIT).min(Semaphore::MAX_PERMITS))),
            connections: Arc::new(Semaphore::new(connections.min(Semaphore::MAX_PERMITS))),
            judges_of_tiny: Arc::new(Semaphore::new(JUDGES_OF_TINY)),
            judges_of_short: Arc::new(Semaphore::new(spare_cores())),
            judges_of_long: Arc::new(Semaphore::new(spare_cores())),
        }
    }

    /// Waits until there is room for a long message, which the permit stands for.
    pub(crate) async fn room(&self, bytes: usize) -> Option<OwnedSemaphorePermit> {
        let units = u32::try_from(bytes.div_ceil(UNIT)).ok()?;
        Arc::clone(&self.room).acquire_many_owned(units).await.ok()
    }

    /// Waits until one more connection may be open.
    pub(crate) async fn connection(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.connections).acquire_owned().await.ok()
    }

    /// Runs work about this many bytes outside the threads that serve connections, when it is its turn.
    /// `None` if it panics.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        bytes: usize,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let judges = match bytes {
            _ if bytes <= TINY => &self.judges_of_tiny,
            _ if bytes <= SHORT => &self.judges_of_short,
            _ => &self.judges_of_long,
        };
        // The turn ends with the work, also if nobody waits for it any longer.
        let turn = Arc::clone(judges).acquire_owned().await.ok()?;
        let work = move || {
            let done = work();
            drop(turn);
            done
        };
        spawn_blocking(work).await.ok()
    }
}

/// Lets the client of a refused request wait, if the request was dear. Otherwise it would send the next one at once.
pub(crate) async fn penalty(bytes: usize) {
    if bytes > TINY {
        sleep(PENALTY).await;
    }
}

/// The open connections of each client, by address.
pub(crate) struct Clients {
    open: Mutex<HashMap<IpAddr, usize>>,
    most: usize,
}

impl Clients {
    /// At most this many connections of one client.
    pub(crate) fn new(most: usize) -> Arc<Self> {
        Arc::new(Clients { open: Mutex::default(), most })
    }

    /// Counts a connection until the guest leaves; `None` if the client has too many.
    pub(crate) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Guest> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_default();
        (*count < self.most).then(|| {
            *count += 1;
            Guest { clients: Arc::clone(self), address }
        })
    }
}

/// One connection of a client.
pub(crate) struct Guest {
    clients: Arc<Clients>,
    address: IpAddr,
}

impl Drop for Guest {
    fn drop(&mut self) {
        let mut open = self.clients.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Entry::Occupied(mut entry) = open.entry(self.address) {
            match entry.get() {
                0 | 1 => drop(entry.remove()),
                _ => *entry.get_mut() -= 1,
            }
        }
    }
}
