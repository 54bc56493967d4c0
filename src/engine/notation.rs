//! Texts of members as AWS writes them, and as other servers do.

use std::borrow::Cow;
use std::time::{Duration, SystemTime};

use percent_encoding::percent_decode_str;

use crate::schema::structure::{Kind, Slot};
use crate::types::blob::Blob;
use crate::types::timestamp::Timestamp;

/// How a tolerant reader takes the text of a member.
pub(crate) enum Reading<'a> {
    /// As AWS writes it.
    Usual(Cow<'a, str>),
    /// In another notation; here it is in AWS's.
    Other(Cow<'a, str>),
    /// A policy that is not percent-encoded.
    Unencoded(Cow<'a, str>),
    /// Not at all.
    Invalid(Cow<'a, str>),
}

/// Whether AWS writes such a text for this place. It may still be invalid.
#[inline]
pub(crate) fn is_usual(slot: &Slot<'_, '_>, text: &str) -> bool {
    match slot {
        Slot::Boolean(_) => is_usual_boolean(text),
        Slot::Timestamp(_) => is_usual_time(text),
        Slot::Policy(_) => !is_unencoded(text),
        _ => true,
    }
}

/// Reads the text of a member that holds no others.
pub(crate) fn read<'a>(kind: &Kind, text: Cow<'a, str>) -> Reading<'a> {
    let trimmed = text.trim();
    match kind {
        Kind::Boolean if is_usual_boolean(&text) => Reading::Usual(text),
        Kind::Boolean => other(boolean(trimmed), text),
        Kind::Integer if text.parse::<i32>().is_ok() => Reading::Usual(text),
        Kind::Integer => other(trimmed.parse::<i32>().ok(), text),
        Kind::Timestamp => time(text),
        Kind::Blob if Blob::from_base64(&text).is_none() => Reading::Invalid(text),
        Kind::Policy if is_unencoded(&text) => Reading::Unencoded(text),
        Kind::Policy if percent_decode_str(&text).decode_utf8().is_err() => Reading::Invalid(text),
        _ => Reading::Usual(text),
    }
}

fn other<T: ToString>(value: Option<T>, text: Cow<'_, str>) -> Reading<'_> {
    match value {
        Some(value) => Reading::Other(Cow::Owned(value.to_string())),
        None => Reading::Invalid(text),
    }
}

fn is_usual_boolean(text: &str) -> bool {
    matches!(text, "true" | "false")
}

/// `True` is Python's, `1` XML Schema's.
fn boolean(text: &str) -> Option<bool> {
    match text {
        _ if text.eq_ignore_ascii_case("true") || text == "1" => Some(true),
        _ if text.eq_ignore_ascii_case("false") || text == "0" => Some(false),
        _ => None,
    }
}

/// A document is an object, so its first character is `{`, and encoded `%7B`.
fn is_unencoded(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// `2011-12-19T23:16:46Z`, or with milliseconds as IAM's creates had until 2017; without a leap second,
/// which comes out as the second before.
fn is_usual_time(text: &str) -> bool {
    let bytes = text.as_bytes();
    let has_form = match bytes.len() {
        20 => true,
        24 => bytes[19] == b'.',
        _ => false,
    };
    has_form && bytes[10] == b'T' && bytes[17] < b'6' && text.ends_with('Z')
}

fn time(text: Cow<'_, str>) -> Reading<'_> {
    if text.parse::<Timestamp>().is_ok() {
        return match is_usual_time(&text) {
            true => Reading::Usual(text),
            false => Reading::Other(text),
        };
    }
    let trimmed = text.trim();
    let time = iso_time(trimmed).or_else(|| unix_time(trimmed)).or_else(|| http_time(trimmed));
    // With as many digits of its fraction as it has: none, three, six or nine.
    let time = time.and_then(|time| Some(Timestamp::try_from(time).ok()?.to_string()));
    other(time, text)
}

/// `2019-04-24 11:20:30.123456`, `2019-04-24T11:20:30+02:00`, `20190424T112030Z`,
/// `2019-04-24 11:20:30 +0000 UTC`, `2019-04-24`
fn iso_time(text: &str) -> Option<SystemTime> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(rest.strip_prefix('-').unwrap_or(rest), 2)?;
    let (day, rest) = digits(rest.strip_prefix('-').unwrap_or(rest), 2)?;
    let date = format!("{year}-{month}-{day}");
    if rest.is_empty() {
        return Some(format!("{date}T00:00:00Z").parse::<Timestamp>().ok()?.into());
    }
    let (hour, rest) = digits(rest.strip_prefix(['T', 't', ' '])?, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    let (second, rest) = digits(rest.strip_prefix(':').unwrap_or(rest), 2)?;
    // A leap second counts as the second before it.
    let second = if second == "60" { "59" } else { second };
    let (fraction, zone) = fraction(rest);
    let utc = format!("{date}T{hour}:{minute}:{second}{fraction}Z");
    let local = utc.parse::<Timestamp>().ok()?;
    shifted(local.into(), zone.trim_start())
}

/// So many digits, and what follows.
fn digits(text: &str, count: usize) -> Option<(&str, &str)> {
    let (digits, rest) = text.split_at_checked(count)?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then_some((digits, rest))
}

/// `.123`, if it is there, with at most nine digits, and what follows.
fn fraction(text: &str) -> (String, &str) {
    let Some(rest) = text.strip_prefix(['.', ',']) else { return (String::new(), text) };
    let len = rest.bytes().take_while(u8::is_ascii_digit).count();
    match len {
        0 => (String::new(), rest),
        _ => (format!(".{}", &rest[..len.min(9)]), &rest[len..]),
    }
}

/// The time in UTC of a local time in this zone.
fn shifted(local: SystemTime, zone: &str) -> Option<SystemTime> {
    // Go prints `+0000 UTC`.
    let zone = zone.strip_suffix(" UTC").unwrap_or(zone);
    if ["", "Z", "z", "UTC", "GMT"].contains(&zone) {
        return Some(local);
    }
    let offset = zone.strip_prefix(['+', '-'])?;
    let (hours, rest) = digits(offset, 2)?;
    let minutes = rest.strip_prefix(':').unwrap_or(rest);
    let (minutes, rest) = if minutes.is_empty() { ("00", "") } else { digits(minutes, 2)? };
    let (hours, minutes) = (hours.parse::<u64>().ok()?, minutes.parse::<u64>().ok()?);
    let offset = Duration::from_secs(hours * 3600 + minutes * 60);
    match zone.starts_with('+') {
        _ if !rest.is_empty() || hours > 23 || minutes > 59 => None,
        true => local.checked_sub(offset),
        false => local.checked_add(offset),
    }
}

/// `1556104830`, `1556104830.123`: seconds since 1970.
fn unix_time(text: &str) -> Option<SystemTime> {
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, "0"));
    if !fraction.bytes().chain(seconds.bytes()).all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let seconds = seconds.parse::<u64>().ok().filter(|&seconds| seconds <= LAST)?;
    let millis = format!("{fraction:0<3.3}").parse::<u64>().ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_millis(seconds * 1000 + millis))
}

/// `Wed, 24 Apr 2019 11:20:30 GMT`
fn http_time(text: &str) -> Option<SystemTime> {
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let (_, text) = text.split_once(", ")?;
    let mut words = text.splitn(4, ' ');
    let (day, month, year, time) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let month = 1 + MONTHS.iter().position(|name| *name == month)?;
    iso_time(&format!("{year}-{month:02}-{day}T{time}"))
}

/// The last second of the year 9999.
const LAST: u64 = 253_402_300_799;

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn read_as(kind: &Kind, text: &str) -> String {
        match read(kind, text.into()) {
            Reading::Usual(text) => format!("usual {text}"),
            Reading::Other(text) => format!("other {text}"),
            Reading::Unencoded(text) => format!("unencoded {text}"),
            Reading::Invalid(text) => format!("invalid {text}"),
        }
    }

    #[test]
    fn reads_times_in_other_notations() {
        let at = "other 2019-04-24T11:20:30Z";
        for text in [
            "2019-04-24 11:20:30",
            "2019-04-24T11:20:30",
            "2019-04-24t11:20:30z",
            "2019-04-24T13:20:30+02:00",
            "2019-04-24T13:20:30+0200",
            "2019-04-24T13:20:30+02",
            "2019-04-24T05:50:30-05:30",
            "2019-04-24 11:20:30 +0000 UTC",
            "20190424T112030Z",
            "1556104830",
            "Wed, 24 Apr 2019 11:20:30 GMT",
            "\n2019-04-24 11:20:30 ",
        ] {
            assert_eq!(read_as(&Kind::Timestamp, text), at, "{text}");
        }
        for (text, read) in [
            ("2019-04-24", "other 2019-04-24T00:00:00Z"),
            ("2019-04-24T11:20:30+23:59", "other 2019-04-23T11:21:30Z"),
            ("2019-04-24 11:20:30.123456", "other 2019-04-24T11:20:30.123456Z"),
            ("1556104830.5", "other 2019-04-24T11:20:30.500Z"),
            ("2019-04-24T11:20:30.5Z", "other 2019-04-24T11:20:30.5Z"),
            ("2019-04-24T11:20:30+00:00", "other 2019-04-24T11:20:30+00:00"),
            ("2019-04-24T11:20:30Z", "usual 2019-04-24T11:20:30Z"),
            ("2019-04-24T11:20:30.123Z", "usual 2019-04-24T11:20:30.123Z"),
            ("2016-12-31T23:59:60Z", "other 2016-12-31T23:59:59Z"),
        ] {
            assert_eq!(read_as(&Kind::Timestamp, text), read);
        }
    }

    #[test]
    fn refuses_what_is_not_a_time() {
        for text in [
            "",
            "None",
            "yesterday",
            "2019-13-24T11:20:30",
            "2019-04-24T11:20",
            "2019-04-24T11:20:30+2",
            "2019-04-24T11:20:30+02:00x",
            "2019-04-24T11:20:30+24:00",
            "2019-04-24T11:20:30-05:60",
            "2019-04-24T11:20:30 CET",
            "1556104830000",
            "-1",
            ".",
            "1969-12-31T23:59:59",
            "1970-01-01T00:00:00+01:00",
            "9999-12-31T23:59:59-01:00",
            "Wed, 24 Abc 2019 11:20:30 GMT",
            "２０１９",
        ] {
            assert_eq!(read_as(&Kind::Timestamp, text), format!("invalid {text}"));
        }
    }

    #[test]
    fn reads_truth_values_and_numbers_of_other_languages() {
        for (text, read) in [
            ("true", "usual true"),
            ("True", "other true"),
            ("FALSE", "other false"),
            (" 1 ", "other true"),
            ("0", "other false"),
            ("None", "invalid None"),
            ("", "invalid "),
        ] {
            assert_eq!(read_as(&Kind::Boolean, text), read);
        }
        for (text, read) in [
            ("3600", "usual 3600"),
            (" 3600\n", "other 3600"),
            ("None", "invalid None"),
            ("3600.0", "invalid 3600.0"),
            ("", "invalid "),
        ] {
            assert_eq!(read_as(&Kind::Integer, text), read);
        }
    }

    #[test]
    fn takes_a_policy_for_encoded_unless_it_begins_as_a_document() {
        assert_eq!(read_as(&Kind::Policy, "%7B%7D"), "usual %7B%7D");
        assert_eq!(read_as(&Kind::Policy, " {\"a\":\"%3A\"}"), "unencoded  {\"a\":\"%3A\"}");
    }
}
