//! [`Timestamp`]: a point in time, as responses have it.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime};

/// A point in time: `2011-12-19T23:16:46Z`.
///
/// It is read with or without a fraction of a second (IAM's creates had one until 2017), in UTC, from
/// 1970 to 9999, and written in whole seconds, as all of IAM's answers are today.
///
/// ```
/// use iam_codec::Timestamp;
///
/// let time: Timestamp = "2017-01-11T17:20:15.237Z".parse()?;
/// assert_eq!(time.to_string(), "2017-01-11T17:20:15Z");
/// assert_eq!(time, Timestamp::from_unix(1_484_155_215));
/// assert_eq!(time.as_unix(), 1_484_155_215);
/// # Ok::<(), iam_codec::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    /// Seconds since 1970.
    seconds: u64,
}

/// The last second of the year 9999.
const LAST: u64 = 253_402_300_799;

impl Timestamp {
    /// So many seconds after the beginning of 1970, at most to the end of the year 9999.
    pub fn from_unix(seconds: u64) -> Self {
        Timestamp { seconds: seconds.min(LAST) }
    }

    /// How many whole seconds have passed since the beginning of 1970.
    pub fn as_unix(self) -> u64 {
        self.seconds
    }
}

impl From<SystemTime> for Timestamp {
    /// The whole second, within 1970 to 9999.
    fn from(time: SystemTime) -> Self {
        let since = time.duration_since(SystemTime::UNIX_EPOCH);
        Timestamp::from_unix(since.map_or(0, |since| since.as_secs()))
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        SystemTime::UNIX_EPOCH + Duration::from_secs(timestamp.seconds)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        humantime::format_rfc3339_seconds(SystemTime::from(*self)).fmt(f)
    }
}

/// A text that is no [`Timestamp`].
///
/// ```
/// use iam_codec::{InvalidTimestamp, Timestamp};
///
/// assert_eq!("yesterday".parse::<Timestamp>(), Err(InvalidTimestamp));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp;

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a timestamp like 2011-12-19T23:16:46Z")
    }
}

impl std::error::Error for InvalidTimestamp {}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        // The AWS CLI and some servers write UTC as an offset.
        let utc = match text.strip_suffix("+00:00") {
            Some(time) => Cow::Owned(format!("{time}Z")),
            None if text.ends_with('Z') => Cow::Borrowed(text),
            None => return Err(InvalidTimestamp),
        };
        // Behind a fraction, humantime lets pass whatever is as long as an offset.
        if utc.contains('+') {
            return Err(InvalidTimestamp);
        }
        humantime::parse_rfc3339(&utc).map(Timestamp::from).map_err(|_| InvalidTimestamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_fraction_and_utc_as_an_offset() {
        for text in ["", ".5", ".", ".1234567891"] {
            for utc in ["Z", "+00:00"] {
                let time = format!("2017-01-11T17:20:15{text}{utc}").parse();
                assert_eq!(time, Ok(Timestamp::from_unix(1_484_155_215)), "{text}{utc}");
            }
        }
    }

    #[test]
    fn refuses_other_offsets_and_letters() {
        for end in
            ["", "z", "+01:00", "-00:00", ".5+01:00", ".5+1:00Z", ".5+00:00Z", ".5+0:00+00:00"]
        {
            let time = format!("2017-01-11T17:20:15{end}").parse::<Timestamp>();
            assert_eq!(time, Err(InvalidTimestamp), "{end}");
        }
    }
}
