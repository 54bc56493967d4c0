//! Seconds since 1970 ⇄ `2011-12-19T23:16:46`, by arithmetic: half of a list of users is dates.
//!
//! Days are counted from the first of March, so that a leap day is the last of its year, in periods of 400
//! years, which all have the same number of days
//! ([Howard Hinnant, chrono-Compatible Low-Level Date Algorithms](https://howardhinnant.github.io/date_algorithms.html)).

/// `2011-12-19T23:16:46`
pub(crate) type Digits = [u8; 19];

/// The days of 400 years. Days and years are of 32 bits, which take fewer instructions to divide.
const PERIOD: u32 = 146_097;
/// From the first of March of the year 0 to the beginning of 1970.
const UNTIL_1970: u32 = 719_468;
/// Of a day.
const SECONDS: u64 = 86_400;

/// The date and time that are this many seconds after the beginning of 1970, up to the year 9999.
// Bench row: encode response, 100 roles.
pub(crate) fn digits(seconds: u64) -> Digits {
    let days = (seconds / SECONDS) as u32 + UNTIL_1970;
    let (period, day) = (days / PERIOD, days % PERIOD);
    let year = (day - day / 1460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next_year) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = period * 400 + year + next_year;
    let second = (seconds % SECONDS) as u32;

    let mut text = *b"0000-00-00T00:00:00";
    let two = [year / 100, year % 100, month, day, second / 3600, second / 60 % 60, second % 60];
    for (at, number) in [0, 2, 5, 8, 11, 14, 17].into_iter().zip(two) {
        text[at] += (number / 10) as u8;
        text[at + 1] += (number % 10) as u8;
    }
    text
}

/// The seconds from the beginning of 1970; `None` before it, and for a date or time that does not exist.
// Bench row: decode response, 100 roles.
pub(crate) fn seconds(text: &Digits) -> Option<u64> {
    let digit = |at: usize| u32::from(text[at].wrapping_sub(b'0'));
    let two = |at| 10 * digit(at) + digit(at + 1);
    let (year, month, day) = (100 * two(0) + two(2), two(5), two(8));
    // Days that a month lacks are found at the end; here it counts that nothing overflows.
    if !(1970..10_000).contains(&year) || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let (period, year) = (year / 400, year % 400);
    let day = 365 * year + year / 4 - year / 100 + (153 * month + 2) / 5 + day - 1;
    let days = period * PERIOD + day - UNTIL_1970;
    let second = two(11) * 3600 + two(14) * 60 + two(17);
    let seconds = u64::from(days) * SECONDS + u64::from(second);
    (digits(seconds) == *text).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_of_800_years_is_read_as_it_is_written() {
        let mut expected = (1970, 1, 1);
        for day in 0..u64::from(2 * PERIOD) {
            let text = digits(day * SECONDS + 86_399);
            let (year, month, date) = expected;
            assert_eq!(text, *format!("{year:04}-{month:02}-{date:02}T23:59:59").as_bytes());
            assert_eq!(seconds(&text), Some(day * SECONDS + 86_399));
            expected = next(expected);
        }
    }

    fn next((year, month, day): (u64, u64, u64)) -> (u64, u64, u64) {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let last = match month {
            2 => 28 + u64::from(is_leap),
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        match (month, day) {
            (12, 31) => (year + 1, 1, 1),
            _ if day == last => (year, month + 1, 1),
            _ => (year, month, day + 1),
        }
    }

    #[test]
    fn refuses_dates_and_times_that_do_not_exist() {
        for text in [
            b"1969-12-31T23:59:59",
            b"2023-02-29T00:00:00",
            b"2100-02-29T00:00:00",
            b"2024-04-31T00:00:00",
            b"2024-00-01T00:00:00",
            b"2024-13-01T00:00:00",
            b"2024-01-00T00:00:00",
            b"2024-01-32T00:00:00",
            b"2024-01-01T24:00:00",
            b"2024-01-01T00:60:00",
            b"2024-01-01T00:00:60",
            b"2024-01-01 00:00:00",
            b"2024:01-01T00:00:00",
            b"2024-01-01T00-00:00",
            b"2\xff24-01-01T00:00:00",
            b"2024-01-01T0\x00:00:00",
            b"2024-01-01T:0:00:00",
        ] {
            assert_eq!(seconds(text), None, "{}", text.escape_ascii());
        }
        assert_eq!(seconds(b"2024-02-29T00:00:00"), Some(1_709_164_800));
        assert_eq!(seconds(b"9999-12-31T23:59:59"), Some(253_402_300_799));
    }
}
