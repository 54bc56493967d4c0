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

use std::borrow::Cow;
use std::ops::Range;
use std::{fmt, iter, str};

use memchr::{memchr, memchr_iter, memchr2};
use nom::bytes::complete::take;
use nom::character::complete::char as literal;
use nom::combinator::{consumed, opt};
use nom::sequence::preceded;
use nom::{IResult, Parser};

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

/// One `name=value` of a body, as it stands there.
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

    /// Where the pair stands in the body.
    pub fn span(&self) -> Range<usize> {
        self.offset..self.offset + self.raw.len()
    }

    /// Where the value stands in the body; empty and at the end if the pair has no `=`.
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

/// What makes a text of a body unreadable, and where.
///
/// ```
/// use iam_codec::form::{FormErrorKind, pairs};
///
/// let pair = pairs(b"Path=%2F&UserName=100%").last().unwrap();
/// let error = pair.value().unwrap_err();
/// assert_eq!((error.kind(), error.offset()), (FormErrorKind::InvalidEscape, 21));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FormError {
    kind: FormErrorKind,
    offset: usize,
}

/// The kinds of [`FormError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FormErrorKind {
    /// A `%` that two hex digits do not follow: `100%`, `%4`, `%zz`.
    InvalidEscape,
    /// Bytes that are not UTF-8, raw or after decoding the escapes: `%FF`.
    InvalidUtf8,
}

impl FormError {
    /// What is wrong.
    pub fn kind(&self) -> FormErrorKind {
        self.kind
    }

    /// The byte of the body at which the unreadable part begins.
    pub fn offset(&self) -> usize {
        self.offset
    }

    /// The same error, counted from `len` bytes further to the front.
    pub(crate) fn after(mut self, len: usize) -> Self {
        self.offset += len;
        self
    }
}

impl fmt::Display for FormErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidEscape => "invalid percent escape",
            Self::InvalidUtf8 => "invalid UTF-8",
        })
    }
}

impl fmt::Display for FormError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} at byte {}", self.kind, self.offset)
    }
}

impl std::error::Error for FormError {}

/// Appends `text` with all but the unreserved characters `A–Z a–z 0–9 - _ . ~` escaped, in upper-case
/// hex, as AWS's SDKs do ([RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
///
/// ```
/// let mut body = String::from("Path=");
/// iam_codec::form::encode_text("/a b/", &mut body);
/// assert_eq!(body, "Path=%2Fa%20b%2F");
/// ```
pub fn encode_text(text: &str, body: &mut String) {
    let is_bare = |byte: u8| UNRESERVED[usize::from(byte)];
    // Most texts are bare, and without a branch per byte that is found out in half the time.
    if text.bytes().fold(true, |all, byte| all & is_bare(byte)) {
        return body.push_str(text);
    }
    for piece in text.as_bytes().chunks(PIECE) {
        let mut escaped = [0; 3 * PIECE];
        let mut len = 0;
        for byte in piece {
            // Three bytes are copied at once; what does not count is overwritten.
            let [unit @ .., unit_len] = ESCAPED[usize::from(*byte)];
            if let Some(place) = escaped[len..].first_chunk_mut() {
                *place = unit;
            }
            len += usize::from(unit_len);
        }
        // All of it is ASCII.
        body.push_str(str::from_utf8(&escaped[..len]).unwrap_or_default());
    }
}

/// How many bytes are escaped in one go.
const PIECE: usize = 32;

/// A name, and a value if there is a `=`.
type RawPair<'a> = (&'a [u8], Option<&'a [u8]>);

/// `pair = name [ "=" value ]`, up to the next `&`.
fn pair(input: &[u8]) -> IResult<&[u8], RawPair<'_>> {
    let name = before(|input| memchr2(b'=', b'&', input));
    let value = before(|input| memchr(b'&', input));
    (name, opt(preceded(literal('='), value))).parse(input)
}

/// All that stands before what `find` finds. It takes a third of the time of a look at each byte.
fn before(find: impl Fn(&[u8]) -> Option<usize>) -> impl Fn(&[u8]) -> IResult<&[u8], &[u8]> {
    move |input| take(find(input).unwrap_or(input.len()))(input)
}

/// Where pairs begin, empty ones included.
pub(crate) fn starts(input: &[u8]) -> impl Iterator<Item = usize> {
    iter::once(0).chain(memchr_iter(b'&', input).map(|end| end + 1))
}

/// The names of a body in order, as far as they can be read, each with where it begins. Values are
/// passed over, which takes a third of the time of [`pairs`].
pub(crate) fn names(body: &str) -> impl Iterator<Item = (Cow<'_, str>, usize)> {
    let lossy = |start| pairs(&body.as_bytes()[start..]).next().map(|pair| pair.lossy_name());
    starts(body.as_bytes()).map(move |start| match name(&body[start..]) {
        Ok((_, name)) => (name, start),
        Err(_) => (lossy(start).unwrap_or_default(), start),
    })
}

/// The name that `input` begins with, and the `=` behind it. Errors count from the input's beginning.
#[inline]
pub(crate) fn name(input: &str) -> IResult<&str, Cow<'_, str>, FormError> {
    let end = name_run(input.as_bytes());
    match input.as_bytes().get(end) {
        Some(b'=') => Ok((&input[end + 1..], Cow::Borrowed(&input[..end]))),
        None => Ok(("", Cow::Borrowed(input))),
        Some(_) => name_with(input, end),
    }
}

/// A name with other bytes than bare ones, the first at `from`.
#[inline(never)]
fn name_with(input: &str, from: usize) -> IResult<&str, Cow<'_, str>, FormError> {
    let bytes = input.as_bytes();
    let end = memchr2(b'=', b'&', &bytes[from..]).map_or(bytes.len(), |at| from + at);
    let rest = &input[end..];
    Ok((rest.strip_prefix('=').unwrap_or(rest), text(&input[..end]).map_err(nom::Err::Failure)?))
}

/// The value that `input` begins with, and the `&` behind it. Errors count from the input's beginning.
#[inline(always)]
pub(crate) fn value(input: &str) -> IResult<&str, Cow<'_, str>, FormError> {
    let end = bare_run(input.as_bytes());
    match input.as_bytes().get(end) {
        Some(b'&') => Ok((&input[end + 1..], Cow::Borrowed(&input[..end]))),
        None => Ok(("", Cow::Borrowed(input))),
        Some(_) => value_with(input, end),
    }
}

/// A value with other bytes than bare ones, the first at `from`.
#[inline(never)]
fn value_with(input: &str, from: usize) -> IResult<&str, Cow<'_, str>, FormError> {
    let bytes = input.as_bytes();
    let end = memchr(b'&', &bytes[from..]).map_or(bytes.len(), |at| from + at);
    let rest = &input[end..];
    Ok((rest.strip_prefix('&').unwrap_or(rest), text(&input[..end]).map_err(nom::Err::Failure)?))
}

/// How many bytes at the beginning are above `,`. The three bytes that mean something in a value
/// (`%`, `&`, `+`) are below, and every byte that SDKs leave bare is above.
#[inline(always)]
fn bare_run(bytes: &[u8]) -> usize {
    run_above(bytes, b',')
}

/// How many bytes at the beginning are above `limit`, an ASCII byte: one test for eight bytes.
#[inline(always)]
pub(crate) fn run_above(bytes: &[u8], limit: u8) -> usize {
    run(bytes, |word| up_to(word, limit), |byte| byte <= limit)
}

/// How many bytes at the beginning are above `,` and no `=`: a bare name, which the `=` ends.
#[inline(always)]
fn name_run(bytes: &[u8]) -> usize {
    let ends = |word| up_to(word, b',') | up_to(word ^ (ONES * u64::from(b'=')), 0);
    run(bytes, ends, |byte| byte <= b',' || byte == b'=')
}

/// How many bytes stand before the first one that ends a run: one test for eight bytes.
#[inline(always)]
fn run(bytes: &[u8], ends: impl Fn(u64) -> u64, is_end: impl Fn(u8) -> bool) -> usize {
    let mut len = 0;
    while let Some(chunk) = bytes[len..].first_chunk() {
        match ends(u64::from_le_bytes(*chunk)) {
            0 => len += chunk.len(),
            ends => return len + ends.trailing_zeros() as usize / 8,
        }
    }
    len + bytes[len..].iter().take_while(|&&byte| !is_end(byte)).count()
}

const ONES: u64 = u64::MAX / 0xFF;

/// The high bit of each byte of the word that is at most `limit`, an ASCII byte; behind the first such
/// byte also of others.
#[inline(always)]
fn up_to(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * (u64::from(limit) + 1)) & !word & ONES << 7
}

/// The text that `raw` stands for. Errors count from the beginning of `raw`.
fn decode(raw: &[u8]) -> Result<Cow<'_, str>, FormError> {
    match std::str::from_utf8(raw) {
        Ok(raw) => text(raw),
        // An escape may complete what is not UTF-8 by itself.
        Err(_) => unescape(raw).map(Cow::Owned),
    }
}

/// The text that `raw` stands for.
fn text(raw: &str) -> Result<Cow<'_, str>, FormError> {
    if raw.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        unescape(raw.as_bytes()).map(Cow::Owned)
    } else {
        Ok(Cow::Borrowed(raw))
    }
}

/// The text of an escaped name or value.
fn unescape(raw: &[u8]) -> Result<String, FormError> {
    unescape_with(raw, b' ')
}

/// The text that percent escapes stand for, with a `+` for itself.
pub(crate) fn percent_decoded(raw: &str) -> Result<String, FormError> {
    unescape_with(raw.as_bytes(), b'+')
}

#[inline(always)]
fn unescape_with(raw: &[u8], plus: u8) -> Result<String, FormError> {
    // In pieces whose count fits a byte, so that many bytes are counted at once.
    let count = |piece: &[u8]| piece.iter().map(|&byte| u8::from(byte == b'%')).sum::<u8>();
    let escapes: usize = raw.chunks(255).map(|piece| usize::from(count(piece))).sum();
    // One slot for each byte of the text, so that it is allocated once and exactly. Filled with the raw
    // bytes, since zeroed memory comes from a slower place of the allocator.
    let mut bytes = raw[..raw.len().saturating_sub(2 * escapes)].to_vec();
    let mut at = 0;
    for slot in &mut bytes {
        *slot = match raw[at] {
            b'%' => {
                let Some([_, high, low]) = raw[at..].first_chunk() else { break };
                let (high, low) = (hex(*high), hex(*low));
                if high | low > 15 {
                    break;
                }
                at += 2;
                high << 4 | low
            }
            b'+' => plus,
            byte => byte,
        };
        at += 1;
    }
    if at < raw.len() {
        return Err(FormError { kind: FormErrorKind::InvalidEscape, offset: broken_escape(raw) });
    }
    String::from_utf8(bytes).map_err(|e| FormError {
        kind: FormErrorKind::InvalidUtf8,
        offset: raw_len(raw, e.utf8_error().valid_up_to()),
    })
}

/// How many bytes of `raw` the first `decoded` bytes of its text take.
fn raw_len(raw: &[u8], decoded: usize) -> usize {
    let mut rest = raw;
    for _ in 0..decoded {
        let unit = if rest.first() == Some(&b'%') { 3 } else { 1 };
        rest = rest.get(unit..).unwrap_or_default();
    }
    raw.len() - rest.len()
}

/// Where the first `%` without two hex digits stands.
#[cold]
fn broken_escape(raw: &[u8]) -> usize {
    let is_broken = |at: &usize| match raw[*at..] {
        [b'%', high, low, ..] => hex(high) | hex(low) > 15,
        [first, ..] => first == b'%',
        [] => true,
    };
    (0..=raw.len()).find(is_broken).unwrap_or(raw.len())
}

/// The digit that `byte` stands for, or 255.
fn hex(byte: u8) -> u8 {
    HEX[usize::from(byte)]
}

const HEX: [u8; 256] = {
    let mut table = [u8::MAX; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            _ => u8::MAX,
        };
        byte += 1;
    }
    table
};

/// The bytes that all SDKs leave bare.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        let ascii = byte as u8;
        table[byte] = ascii.is_ascii_alphanumeric() || matches!(ascii, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

/// What is written for a byte, itself or its escape, and in the last place how much of it counts.
const ESCAPED: [[u8; 4]; 256] = {
    let digits = b"0123456789ABCDEF";
    let mut table = [[0; 4]; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match UNRESERVED[byte] {
            true => [byte as u8, 0, 0, 1],
            false => [b'%', digits[byte >> 4], digits[byte & 15], 3],
        };
        byte += 1;
    }
    table
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_ends_behind_its_separator() {
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
    fn a_name_run_ends_at_an_equals_sign() {
        let bare = b"-./09<>AZaz_~\x7F\x80\xA0\xBD\xFF-".repeat(3);
        assert_eq!(name_run(&bare), bare.len());
        for len in 0..bare.len() {
            for end in b"=,+&%\0" {
                let mut bytes = bare.clone();
                bytes[len] = *end;
                assert_eq!(name_run(&bytes), len, "{bytes:?}");
                assert_eq!(name_run(&bytes[..=len]), len, "{bytes:?}");
            }
        }
    }

    #[test]
    fn names_are_read_as_far_as_they_can_be() {
        let body = "Action=a%zz&&User%4Eame=b&a%zz=c&d";
        let names: Vec<_> = names(body).collect();
        let expected = [("Action", 0), ("", 12), ("UserName", 13), ("a%zz", 26), ("d", 33)];
        assert_eq!(names, expected.map(|(name, start)| (Cow::from(name), start)));
    }

    #[test]
    fn a_bare_run_ends_at_the_first_byte_up_to_a_comma() {
        let bare = b"-./09AZaz_~\x7F\x80\xA0\xFF-".repeat(3);
        assert_eq!(bare_run(&bare), bare.len());
        for len in 0..bare.len() {
            for end in b",+&%\0" {
                let mut bytes = bare.clone();
                bytes[len] = *end;
                assert_eq!(bare_run(&bytes), len, "{bytes:?}");
                assert_eq!(bare_run(&bytes[..=len]), len, "{bytes:?}");
                assert_eq!(bare_run(&bytes[..len]), len, "{bytes:?}");
            }
        }
    }
}
