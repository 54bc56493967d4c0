//! [`Timestamp`]: a point in time, as responses have it.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::{self, FromStr};
use std::time::{Duration, SystemTime};

use crate::types::calendar;

/// A point in time: `2011-12-19T23:16:46Z`, or with a fraction of the second `2026-09-11T15:25:12.624Z`.
///
/// It is in UTC, from 1970 to 9999, and keeps what it was read from: up to nine digits of the second's
/// fraction, which are written again. IAM writes whole seconds, and three digits for jobs
/// (`JobCreationDate`, `JobCompletionDate`) and in `GetOpenIDConnectProvider` and `GetSAMLProvider`
/// (recorded in 2026).
///
/// ```
/// use iam_codec::Timestamp;
///
/// let time: Timestamp = "2017-01-11T17:20:15.237Z".parse()?;
/// assert_eq!(time.to_string(), "2017-01-11T17:20:15.237Z");
/// assert_eq!(time, Timestamp::from_unix_millis(1_484_155_215_237)?);
/// assert_eq!((time.as_unix(), time.subsec_nanos()), (1_484_155_215, 237_000_000));
/// assert_eq!(time.whole_seconds().to_string(), "2017-01-11T17:20:15Z");
/// # Ok::<(), iam_codec::InvalidTimestamp>(())
/// ```
///
/// Two are equal if they are the same point in time, with or without `.000`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Timestamp {
    /// Seconds since 1970.
    seconds: u64,
    /// What is left of the last second.
    nanos: u32,
    /// How many digits of the fraction are written, at most 9. The others are zeros.
    digits: u8,
}

/// The last second of the year 9999.
const LAST: u64 = 253_402_300_799;

impl Timestamp {
    /// This many seconds after the beginning of 1970.
    ///
    /// ```
    /// use iam_codec::{InvalidTimestamp, Timestamp};
    ///
    /// assert_eq!(Timestamp::from_unix(0)?.to_string(), "1970-01-01T00:00:00Z");
    /// assert_eq!(Timestamp::from_unix(253_402_300_800), Err(InvalidTimestamp));
    /// # Ok::<(), InvalidTimestamp>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The time is after the year 9999.
    pub fn from_unix(seconds: u64) -> Result<Self, InvalidTimestamp> {
        match seconds {
            ..=LAST => Ok(Timestamp { seconds, ..Timestamp::default() }),
            _ => Err(InvalidTimestamp),
        }
    }

    /// This many milliseconds after the beginning of 1970, to be written with three digits of the fraction.
    ///
    /// ```
    /// use iam_codec::Timestamp;
    ///
    /// assert_eq!(Timestamp::from_unix_millis(1000)?.to_string(), "1970-01-01T00:00:01.000Z");
    /// # Ok::<(), iam_codec::InvalidTimestamp>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The time is after the year 9999.
    pub fn from_unix_millis(millis: u64) -> Result<Self, InvalidTimestamp> {
        let nanos = (millis % 1000) as u32 * 1_000_000;
        Ok(Timestamp { nanos, digits: 3, ..Timestamp::from_unix(millis / 1000)? })
    }

    /// The present second, as the system's clock has it.
    ///
    /// ```
    /// use iam_codec::Timestamp;
    ///
    /// assert_eq!(Timestamp::now().subsec_nanos(), 0);
    /// ```
    pub fn now() -> Self {
        // A clock before 1970 or after 9999 is as good as none.
        Timestamp::try_from(SystemTime::now()).unwrap_or_default().whole_seconds()
    }

    /// How many whole seconds have passed since the beginning of 1970.
    pub fn as_unix(self) -> u64 {
        self.seconds
    }

    /// The fraction of the second in nanoseconds.
    pub fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// The beginning of the second, to be written without a fraction.
    pub fn whole_seconds(self) -> Self {
        Timestamp { seconds: self.seconds, ..Timestamp::default() }
    }

    /// Hands `read` the text, which is made without an allocation.
    // Bench row: encode response, 100 roles.
    pub(crate) fn with_text<T>(self, read: impl FnOnce(&str) -> T) -> T {
        let (mut text, mut end) = (*b"0000-00-00T00:00:00.000000000Z", 19);
        text[..end].copy_from_slice(&calendar::digits(self.seconds));
        if self.digits > 0 {
            let mut nanos = self.nanos;
            for digit in text[20..29].iter_mut().rev() {
                *digit += (nanos % 10) as u8;
                nanos /= 10;
            }
            end = 20 + usize::from(self.digits);
        }
        text[end] = b'Z';
        // All of it is ASCII.
        read(str::from_utf8(&text[..=end]).unwrap_or_default())
    }

    fn since_1970(self) -> (u64, u32) {
        (self.seconds, self.nanos)
    }
}

impl PartialEq for Timestamp {
    fn eq(&self, other: &Self) -> bool {
        self.since_1970() == other.since_1970()
    }
}

impl Eq for Timestamp {}

impl Ord for Timestamp {
    fn cmp(&self, other: &Self) -> Ordering {
        self.since_1970().cmp(&other.since_1970())
    }
}

impl PartialOrd for Timestamp {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Hash for Timestamp {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.since_1970().hash(state);
    }
}

impl TryFrom<SystemTime> for Timestamp {
    type Error = InvalidTimestamp;

    /// The same point in time, with all digits of the fraction that are needed. Servers that write as IAM
    /// does take [`whole_seconds`](Timestamp::whole_seconds) of it.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// use iam_codec::{InvalidTimestamp, Timestamp};
    ///
    /// let time = SystemTime::UNIX_EPOCH + Duration::from_millis(1500);
    /// assert_eq!(Timestamp::try_from(time)?.to_string(), "1970-01-01T00:00:01.500Z");
    /// let time = SystemTime::UNIX_EPOCH - Duration::from_secs(1);
    /// assert_eq!(Timestamp::try_from(time), Err(InvalidTimestamp));
    /// # Ok::<(), InvalidTimestamp>(())
    /// ```
    fn try_from(time: SystemTime) -> Result<Self, InvalidTimestamp> {
        let since = time.duration_since(SystemTime::UNIX_EPOCH).map_err(|_| InvalidTimestamp)?;
        let nanos = since.subsec_nanos();
        let digits = match nanos {
            0 => 0,
            _ if nanos % 1_000_000 == 0 => 3,
            _ if nanos % 1000 == 0 => 6,
            _ => 9,
        };
        Ok(Timestamp { nanos, digits, ..Timestamp::from_unix(since.as_secs())? })
    }
}

impl From<Timestamp> for SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        SystemTime::UNIX_EPOCH + Duration::new(timestamp.seconds, timestamp.nanos)
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.with_text(|text| f.write_str(text))
    }
}

/// A text or time that a [`Timestamp`] cannot hold.
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
        let (second, rest) = text.as_bytes().split_first_chunk().ok_or(InvalidTimestamp)?;
        let seconds = calendar::seconds(second).ok_or(InvalidTimestamp)?;
        let (fraction, utc) = match rest {
            [b'.', fraction @ ..] => {
                fraction.split_at(fraction.iter().take_while(|b| b.is_ascii_digit()).count())
            }
            _ => (&[][..], rest),
        };
        let has_fraction = rest.len() > utc.len();
        // The AWS CLI and some servers write UTC as an offset.
        let is_fraction = (usize::from(has_fraction)..=9).contains(&fraction.len());
        if !is_fraction || !matches!(utc, b"Z" | b"+00:00") {
            return Err(InvalidTimestamp);
        }
        // At most nine digits fit.
        let digits = fraction.len() as u8;
        let nanos = fraction.iter().fold(0, |nanos, digit| nanos * 10 + u32::from(digit - b'0'));
        Ok(Timestamp { seconds, nanos: nanos * 10_u32.pow(9 - u32::from(digits)), digits })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_up_to_nine_digits_and_writes_them_again() {
        for (fraction, nanos) in
            [("", 0), (".0", 0), (".5", 500_000_000), (".000", 0), (".123456789", 123_456_789)]
        {
            for utc in ["Z", "+00:00"] {
                let time: Timestamp =
                    format!("2017-01-11T17:20:15{fraction}{utc}").parse().unwrap();
                assert_eq!((time.as_unix(), time.subsec_nanos()), (1_484_155_215, nanos));
                assert_eq!(time.to_string(), format!("2017-01-11T17:20:15{fraction}Z"));
                assert_eq!(Timestamp::try_from(SystemTime::from(time)), Ok(time));
            }
        }
    }

    #[test]
    fn refuses_other_offsets_letters_and_fractions() {
        for end in [
            "",
            "z",
            "+01:00",
            "-00:00",
            ".5+01:00",
            ".5+1:00Z",
            ".5+00:00Z",
            ".5+0:00+00:00",
            ".Z",
            ".1234567891Z",
            ".+5Z",
            ".5 Z",
            ".5ZZ",
            "Z.5Z",
        ] {
            let time = format!("2017-01-11T17:20:15{end}").parse::<Timestamp>();
            assert_eq!(time, Err(InvalidTimestamp), "{end}");
        }
    }

    #[test]
    fn refuses_years_and_seconds_that_it_cannot_hold() {
        for text in [
            "1969-12-31T23:59:59Z",
            "10000-01-01T00:00:00Z",
            "2016-12-31T23:59:60Z",
            "0000-01-01T00:00:00Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(InvalidTimestamp), "{text}");
        }
        let last = "9999-12-31T23:59:59.999999999Z";
        assert_eq!(last.parse::<Timestamp>().unwrap().to_string(), last);
        let beyond = SystemTime::UNIX_EPOCH + Duration::from_secs(LAST + 1);
        assert_eq!(Timestamp::try_from(beyond), Err(InvalidTimestamp));
        assert_eq!(Timestamp::from_unix_millis(u64::MAX), Err(InvalidTimestamp));
    }
}
