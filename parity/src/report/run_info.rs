//! [`RunInfo`]: when, with what and on which cases a run was made.

use iam_codec::Timestamp;
use serde::Serialize;

use crate::cases::suite::Suite;

/// When, with what and on which cases a run was made. Every report shows it.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct RunInfo {
    /// The version of this crate.
    pub version: String,
    /// When the run began: `2026-11-29T05:00:00Z`.
    pub date: String,
    /// The seed, which decides on the names of the run.
    pub seed: u64,
    /// The hash of the cases: 16 digits that change whenever a case does.
    pub suite: String,
}

impl RunInfo {
    pub(crate) fn now(seed: u64, suite: &Suite) -> RunInfo {
        RunInfo {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            date: Timestamp::now().to_string(),
            seed,
            suite: suite.hash(),
        }
    }

    /// `iam-parity 0.1.0, 2026-11-29T05:00:00Z, seed 7, cases 0123456789abcdef`
    pub(crate) fn line(&self) -> String {
        let RunInfo { version, date, seed, suite } = self;
        format!("iam-parity {version}, {date}, seed {seed}, cases {suite}")
    }
}

#[cfg(test)]
mod tests;
