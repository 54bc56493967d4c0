//! [`Time`]: a timestamp that serde can write and read.

use std::fmt;

use iam_codec::{InvalidTimestamp, Timestamp};
use serde::{Deserialize, Serialize};

/// A point in time, which is saved as `2026-11-29T05:45:00Z`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Time(Timestamp);

impl Time {
    /// The beginning of the second, which is what IAM says of nearly everything.
    pub(crate) fn whole(self) -> Time {
        Time(self.0.whole_seconds())
    }

    /// The time with three digits of its fraction, which IAM says of identity providers.
    pub(crate) fn with_millis(self) -> Time {
        self.later(0)
    }

    /// The time this many seconds later, with its milliseconds.
    pub(crate) fn later(self, seconds: u64) -> Time {
        let millis = self.as_millis().saturating_add(seconds.saturating_mul(1000));
        Time(Timestamp::from_unix_millis(millis).unwrap_or(self.0))
    }

    /// Milliseconds since 1970.
    pub(crate) fn as_millis(self) -> u64 {
        let millis = u64::from(self.0.subsec_nanos()) / 1_000_000;
        self.0.as_unix().saturating_mul(1000).saturating_add(millis)
    }

    /// Seconds since 1970.
    pub(crate) fn as_seconds(self) -> u64 {
        self.0.as_unix()
    }

    /// The time this many seconds later, in whole seconds; not after the year 9999.
    pub(crate) fn after(self, seconds: u64) -> Time {
        let later = self.0.as_unix().saturating_add(seconds);
        Time(Timestamp::from_unix(later).unwrap_or(self.0.whole_seconds()))
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
