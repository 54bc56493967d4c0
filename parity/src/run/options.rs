//! [`Options`] of a run.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// How a suite is run.
#[derive(Clone, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "options are written with `..Default::default()`")]
pub struct Options {
    /// The names of a run begin with `parity-SEED-`. Runs that share an endpoint need different ones.
    pub seed: u64,
    /// The URL in the `curl` commands that repeat a case. Without it they have a path alone.
    pub url: String,
    /// How long an answer that does not agree is asked for again: for services whose servers learn from each other
    /// with a delay, such as AWS. Zero, unless it is set.
    pub patience: Duration,
    /// Ends the run before the next case, once another thread sets it.
    pub stop: Arc<AtomicBool>,
}
