//! Bytes ⇄ pairs: a form body `name=value&name=value`, with percent escapes.
//!
//! [`pairs`] cuts a body at its separators and nothing else: it accepts any bytes, keeps empty
//! pairs, and its raw pairs joined with `&` are the body again, byte for byte. Texts are decoded on
//! request and borrow from the body unless an escape forces a copy.
//!
//! Only `&` separates pairs (`;` is data), the first `=` of a pair ends its name, `+` and `%20` are
//! both a space, and hex digits have either case
//! ([URL Standard, section 5](https://url.spec.whatwg.org/#application/x-www-form-urlencoded)).
//! Unlike there, a broken escape or invalid UTF-8 is an error with its byte offset, never replaced.

mod error;
mod escape;
mod memory;
mod run;

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use memchr::{memchr, memchr2, memmem};
use nom::bytes::complete::take;
use nom::character::complete::char as literal;
use nom::combinator::{consumed, opt};
use nom::sequence::preceded;
use nom::{Finish, IResult, Parser};

pub use error::{FormError, FormErrorKind};
pub use escape::encode_text;
use escape::{decode, text};
pub(crate) use escape::{escaped_byte, percent_decoded};
pub(crate) use memory::{Allocations, Lent, Memory};
use run::{bare_run, name_run};
pub(crate) use run::{run_above, word_run};

/// Cuts `body` into its pairs, in order, empty ones included.
///
/// ```
/// let body = b"UserName=anika&&Path=%2Fa%2F";
/// let pairs: Vec<_> = iam_codec::form::pairs(body).collect();
///
/// assert_eq!(pairs.len(), 3);
/// assert_eq!(pairs[2].raw(), b"Path=%2Fa%2F");
/// assert_eq!(pairs[2].offset(), 16);
/// assert_eq!(pairs[2].value().unwrap(), "/a/");
///
/// let raw: Vec<_> = pairs.iter().map(|pair| pair.raw()).collect();
/// assert_eq!(raw.join(&b'&'), body);
/// ```
pub fn pairs(body: &[u8]) -> Pairs<'_> {
    Pairs { rest: (!body.is_empty()).then_some(body), offset: 0 }
}

/// The pairs of a body, made by [`pairs`].
#[derive(Clone, Debug)]
pub struct Pairs<'a> {
    /// What follows the last separator; `None` after the last pair.
    rest: Option<&'a [u8]>,
    offset: usize,
}

impl<'a> Iterator for Pairs<'a> {
    type Item = Pair<'a>;

    fn next(&mut self) -> Option<Pair<'a>> {
        // The grammar accepts any bytes, so it cannot fail.
        let (rest, (raw, (name, value))) = consumed(pair).parse(self.rest?).ok()?;
        let pair = Pair { raw, name, value, offset: self.offset };
        self.offset += raw.len() + 1;
        self.rest = rest.split_first().map(|(_separator, rest)| rest);
        Some(pair)
    }
}

/// One `name=value` of a body, as it is there.
///
/// ```
/// let pair = iam_codec::form::pairs(b"Action=GetUser&User%4Eame=a+b").last().unwrap();
/// assert_eq!(pair.span(), 15..29);
/// assert_eq!((pair.raw_name(), pair.raw_value()), (&b"User%4Eame"[..], Some(&b"a+b"[..])));
/// assert_eq!((&*pair.name()?, &*pair.value()?), ("UserName", "a b"));
/// # Ok::<(), iam_codec::form::FormError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair<'a> {
    raw: &'a [u8],
    name: &'a [u8],
    value: Option<&'a [u8]>,
    offset: usize,
}

impl<'a> Pair<'a> {
    /// The pair's bytes without the separator.
    pub fn raw(&self) -> &'a [u8] {
        self.raw
    }

    /// The name's bytes, still escaped.
    pub fn raw_name(&self) -> &'a [u8] {
        self.name
    }

    /// The value's bytes, still escaped; `None` if the pair has no `=`.
    pub fn raw_value(&self) -> Option<&'a [u8]> {
        self.value
    }

    /// Where the pair begins in the body, in bytes.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// Where the pair is in the body.
    pub fn span(&self) -> Range<usize> {
        self.offset..self.offset + self.raw.len()
    }

    /// Where the value is in the body; empty and at the end if the pair has no `=`.
    ///
    /// ```
    /// let body = b"Action=TagUser&Path=%2Fa%2f";
    /// let pair = iam_codec::form::pairs(body).last().unwrap();
    /// assert_eq!(body[pair.value_span()], *b"%2Fa%2f");
    /// ```
    pub fn value_span(&self) -> Range<usize> {
        let end = self.offset + self.raw.len();
        end - self.value.unwrap_or_default().len()..end
    }

    /// The name.
    ///
    /// # Errors
    ///
    /// The first broken escape (`%4`, `%zz`) or byte that is not UTF-8.
    pub fn name(&self) -> Result<Cow<'a, str>, FormError> {
        decode(self.name).map_err(|e| e.after(self.offset))
    }

    /// The name as far as it can be read, for messages.
    pub(crate) fn lossy_name(&self) -> Cow<'a, str> {
        self.name().unwrap_or_else(|_| String::from_utf8_lossy(self.name))
    }

    /// The value; empty if the pair has no `=`.
    ///
    /// # Errors
    ///
    /// The first broken escape or byte that is not UTF-8.
    pub fn value(&self) -> Result<Cow<'a, str>, FormError> {
        let offset = self.offset + self.name.len() + 1;
        decode(self.value.unwrap_or_default()).map_err(|e| e.after(offset))
    }
}

/// A name, and a value if there is a `=`.
type RawPair<'a> = (&'a [u8], Option<&'a [u8]>);

/// `pair = name [ "=" value ]`, up to the next `&`.
fn pair(input: &[u8]) -> IResult<&[u8], RawPair<'_>> {
    (before(name_end), opt(preceded(literal('='), before(value_end)))).parse(input)
}

/// All that is before what `find` finds. It takes a third of the time of a look at each byte.
fn before(find: impl Fn(&[u8]) -> Option<usize>) -> impl Fn(&[u8]) -> IResult<&[u8], &[u8]> {
    move |input| take(find(input).unwrap_or(input.len()))(input)
}

fn name_end(input: &[u8]) -> Option<usize> {
    memchr2(b'=', b'&', input)
}

fn value_end(input: &[u8]) -> Option<usize> {
    memchr(b'&', input)
}

/// Where the pairs begin that are not empty.
pub(crate) fn starts(input: &[u8]) -> impl Iterator<Item = usize> {
    let mut at = 0;
    iter::from_fn(move || {
        // A search for each of many separators would make a refused body dear.
        at += input[at..].iter().take_while(|byte| **byte == b'&').count();
        let start = at;
        at += value_end(&input[start..]).unwrap_or(input.len() - start);
        (start < at).then_some(start)
    })
}

/// The pair that begins at `start`; an empty one behind the end.
pub(crate) fn pair_at(input: &[u8], start: usize) -> Pair<'_> {
    let nothing = Pair { raw: b"", name: b"", value: None, offset: start };
    Pairs { rest: input.get(start..), offset: start }.next().unwrap_or(nothing)
}

/// The pairs whose name may be `name`, begin with it, or be it but for escapes and leading zeros. Most are
/// told from others without being read.
// Bench row: Editor, one value of 50 tags.
pub(crate) fn candidates<'i>(input: &'i [u8], name: &str) -> impl Iterator<Item = Pair<'i>> {
    let name = name.as_bytes();
    // In a body these four bytes do not stand for themselves.
    let plain = name.iter().take_while(|byte| !b"%+&=".contains(byte)).count();
    let may_be = move |start: &usize| {
        let found = &input[*start..];
        let pairs = found.iter().zip(&name[..plain]);
        let same = pairs.take_while(|(byte, expected)| byte == expected).count();
        match name.get(same) {
            None | Some(b'0') => true,
            Some(_) => matches!(found.get(same), Some(b'%' | b'+' | b'0')),
        }
    };
    starts(input).filter(may_be).map(|start| pair_at(input, start))
}

/// The names of a body in order, as far as they can be read, each with where it begins. Empty pairs have
/// none. Values are passed over, which takes a third of the time of [`pairs`].
pub(crate) fn names(body: &str) -> impl Iterator<Item = (Cow<'_, str>, usize)> {
    let lossy = |start| pair_at(body.as_bytes(), start).lossy_name();
    starts(body.as_bytes()).map(move |start| match name(&body[start..]) {
        Ok((_, name)) => (name, start),
        Err(_) => (lossy(start), start),
    })
}

/// Where the first pair begins whose name is `name` without any escape, and that has a value.
// Bench row: refuse 50 tags, three violations.
pub(crate) fn find_plain(body: &str, name: &str) -> Option<usize> {
    let body = body.as_bytes();
    // To search costs as much for no body as for a short one.
    if body.len() <= name.len() {
        return None;
    }
    let is_pair = |start: &usize| {
        matches!(body[..*start], [] | [.., b'&']) && body.get(start + name.len()) == Some(&b'=')
    };
    memmem::find_iter(body, name).find(is_pair)
}

/// The name that `input` begins with, and the `=` behind it. Errors count from the input's beginning.
#[inline]
pub(crate) fn name(input: &str) -> IResult<&str, Cow<'_, str>, FormError> {
    text_before('=', name_run(input.as_bytes()), name_end, input, &mut Allocations)
}

/// The value that `input` begins with, and the `&` behind it. Errors count from the input's beginning.
#[inline]
pub(crate) fn value<'a>(
    input: &'a str,
    memory: &mut impl Memory<'a>,
) -> IResult<&'a str, Cow<'a, str>, FormError> {
    text_before('&', bare_run(input.as_bytes()), value_end, input, memory)
}

/// Name and value of the pair that begins at `start` and is not empty, and where it ends. `text` is the input
/// if that is UTF-8: then no byte is looked at twice, as [`pairs`] does to find the end.
// Bench row: decode_unchecked, unknown action.
pub(crate) fn decoded_at<'a>(
    input: &'a [u8],
    text: Option<&'a str>,
    start: usize,
) -> Result<(Cow<'a, str>, Cow<'a, str>, usize), FormError> {
    let Some(text) = text else {
        let pair = pair_at(input, start);
        return Ok((pair.name()?, pair.value()?, pair.span().end));
    };
    let (behind, name) = name(&text[start..]).finish().map_err(|e| e.after(start))?;
    let value_start = text.len() - behind.len();
    let (rest, value) =
        value(behind, &mut Allocations).finish().map_err(|e| e.after(value_start))?;
    let read = &text[..text.len() - rest.len()];
    Ok((name, value, read.strip_suffix('&').unwrap_or(read).len()))
}

/// The text that `input` begins with, whose first `bare` bytes are bare, and the separator behind it.
// Bench row: decode_unchecked, 50 plain tags.
#[inline(always)]
fn text_before<'a>(
    separator: char,
    bare: usize,
    find_end: impl Fn(&[u8]) -> Option<usize>,
    input: &'a str,
    memory: &mut impl Memory<'a>,
) -> IResult<&'a str, Cow<'a, str>, FormError> {
    match input.as_bytes().get(bare) {
        Some(&byte) if char::from(byte) == separator => {
            Ok((&input[bare + 1..], Cow::Borrowed(&input[..bare])))
        }
        None => Ok(("", Cow::Borrowed(input))),
        Some(_) => escaped_text_before(separator, bare, find_end, input, memory),
    }
}

/// The same for a text with other bytes than bare ones.
#[inline(never)]
fn escaped_text_before<'a>(
    separator: char,
    bare: usize,
    find_end: impl Fn(&[u8]) -> Option<usize>,
    input: &'a str,
    memory: &mut impl Memory<'a>,
) -> IResult<&'a str, Cow<'a, str>, FormError> {
    let end = find_end(&input.as_bytes()[bare..]).map_or(input.len(), |at| bare + at);
    let (raw, rest) = input.split_at(end);
    let text = text(raw, memory).map_err(nom::Err::Failure)?;
    Ok((rest.strip_prefix(separator).unwrap_or(rest), text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_behind_its_separator() {
        let value = |input| value(input, &mut Allocations);
        assert_eq!(value("a/b&c=d"), Ok(("c=d", "a/b".into())));
        assert_eq!(value("a+b&c=d"), Ok(("c=d", "a b".into())));
        assert_eq!(value("a,b"), Ok(("", "a,b".into())));
        assert_eq!(value("&c"), Ok(("c", "".into())));
    }

    #[test]
    fn a_name_ends_behind_its_equals_sign() {
        assert_eq!(name("Tags.member.1.Key=a=b&c"), Ok(("a=b&c", "Tags.member.1.Key".into())));
        assert_eq!(name("User%4Eame+1=a"), Ok(("a", "UserName 1".into())));
        assert_eq!(name("a(b),c=d"), Ok(("d", "a(b),c".into())));
        assert_eq!(name("東京=a"), Ok(("a", "東京".into())));
        assert_eq!(name("=a"), Ok(("a", "".into())));
        assert_eq!(name("Marker"), Ok(("", "Marker".into())));
        assert_eq!(name("Marker&a=b"), Ok(("&a=b", "Marker".into())));
        assert_eq!(name("Mar(ker&a=b"), Ok(("&a=b", "Mar(ker".into())));
    }

    #[test]
    fn a_separator_begins_no_more_of_a_name() {
        for name in ["a&a", "a=b", "a&", "=", "a&a=b&a=b"] {
            assert_eq!(candidates(b"a&a=b&a=b&=", name).next(), None, "{name}");
        }
    }

    #[test]
    fn a_plain_pair_is_found_by_all_of_its_name() {
        let body = "UserName=a&Tags.member.10.Key=b&Tags.member.1.Key=Tags.member.1=&Path&Path=";
        let names = ["UserName", "Tags.member.1.Key", "Tags.member.1", "Path", "Name", ""];
        let found = names.map(|name| find_plain(body, name));
        assert_eq!(found, [Some(0), Some(32), None, Some(70), None, None]);
    }

    #[test]
    fn names_are_read_as_far_as_they_can_be() {
        let body = "Action=a%zz&&User%4Eame=b&a%zz=c&d";
        let names: Vec<_> = names(body).collect();
        let expected = [("Action", 0), ("UserName", 13), ("a%zz", 26), ("d", 33)];
        assert_eq!(names, expected.map(|(name, start)| (Cow::from(name), start)));
    }
}
