//! [`Time`]: a timestamp that serde can write and read.

use std::fmt;

use iam_codec::{InvalidTimestamp, Timestamp};
use serde::{Deserialize, Serialize};

/// A point in time, which is saved as `2026-11-29T05:45:00Z`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Time(Timestamp);

impl Time {
    pub(crate) fn seconds(self) -> u64 {
        self.0.as_unix()
    }

    /// The time this many seconds later.
    pub(crate) fn after(self, seconds: u64) -> Time {
        // Behind the year 9999 time stops.
        Time(Timestamp::from_unix(self.seconds().saturating_add(seconds)).unwrap_or(self.0))
    }
}

impl From<Timestamp> for Time {
    fn from(timestamp: Timestamp) -> Self {
        Time(timestamp)
    }
}

impl From<Time> for Timestamp {
    fn from(time: Time) -> Self {
        time.0
    }
}

impl From<Time> for String {
    fn from(time: Time) -> Self {
        time.to_string()
    }
}

impl TryFrom<String> for Time {
    type Error = InvalidTimestamp;

    fn try_from(text: String) -> Result<Self, InvalidTimestamp> {
        text.parse().map(Time)
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
