//! The literals of date operators.

use nom::branch::alt;
use nom::bytes::complete::take;
use nom::character::complete::{char, digit1, one_of};
use nom::combinator::{all_consuming, map_opt, map_parser, opt, recognize, value, verify};
use nom::error::Error;
use nom::sequence::preceded;
use nom::{Finish, IResult, Parser};

/// The bounds of years in Java's date libraries: milliseconds since 1970 in 64 bits.
const YEARS: std::ops::RangeInclusive<i64> = -292_275_054..=292_278_993;

/// Whether IAM reads `literal` as a date: seconds since 1970, below 2⁶³, or a year and as much of
/// `-month-dayThours:minutes:seconds.fraction` and a zone as one likes.
pub(super) fn is_date(literal: &str) -> bool {
    if literal.bytes().all(|byte| byte.is_ascii_digit()) {
        return literal.parse::<i64>().is_ok();
    }
    date_time(literal).finish().is_ok_and(|(rest, ())| rest.is_empty())
}

fn date_time(input: &str) -> IResult<&str, ()> {
    let month_and_day = (char('-'), number(1..=12), opt((char('-'), number(1..=31))));
    let time = (one_of("Tt"), opt(time), opt(zone));
    value((), (year, opt(month_and_day), opt(time))).parse(input)
}

fn year(input: &str) -> IResult<&str, i64> {
    let digits = recognize((opt(char('-')), digit1));
    map_opt(digits, |digits: &str| digits.parse().ok().filter(|year| YEARS.contains(year)))
        .parse(input)
}

fn time(input: &str) -> IResult<&str, ()> {
    // At most nine digits: nanoseconds.
    let fraction = preceded(char('.'), verify(digit1, |digits: &str| digits.len() <= 9));
    let seconds = (char(':'), number(0..=59), opt(fraction));
    let minutes = (char(':'), number(0..=59), opt(seconds));
    value((), (number(0..=23), opt(minutes))).parse(input)
}

fn zone(input: &str) -> IResult<&str, ()> {
    let two_digits = |bounds| map_parser(take(2_usize), all_consuming(number(bounds)));
    let minutes = preceded(opt(char(':')), two_digits(0..=59));
    let offset = value((), (one_of("+-"), two_digits(0..=23), opt(minutes)));
    alt((value((), one_of("Zz")), offset)).parse(input)
}

/// A number within bounds. One digit is enough.
fn number<'i>(
    bounds: std::ops::RangeInclusive<u8>,
) -> impl Parser<&'i str, Output = u8, Error = Error<&'i str>> {
    map_opt(digit1, move |digits: &str| {
        digits.parse().ok().filter(|number| bounds.contains(number))
    })
}
