//! Where an operation's parameters come from: a body as it is read, or [`Params`](crate::Params).
//!
//! A [`Cursor`] walks a body once. Asked for the name that the SDKs would send next, it compares and
//! then searches only inside the value, so that the usual body costs one compare per name; any other
//! name is read by [`Source::next_pair`]. The expected name is a shortcut and never a rule.

use std::borrow::Cow;
use std::io::{Cursor as Slots, Write};

use nom::{Finish, IResult};

use crate::error::{Part, Place};
use crate::form::{self, FormError};

/// A name and a value. Only the value is to outlive the next pair.
pub(crate) type DecodedPair<'s, 'a> = (Cow<'s, str>, Cow<'a, str>);

/// A supply of decoded pairs, in order.
pub(crate) trait Source<'a> {
    /// The next pair's name and value; `None` at the end. Empty pairs are skipped.
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError>;

    /// The value of the next pair if its name is `expected`. A source may always say `None`.
    fn value_of(&mut self, _expected: &ExpectedName) -> Result<Option<Cow<'a, str>>, FormError> {
        Ok(None)
    }

    /// How much is left, in the source's own measure.
    fn remaining(&self) -> usize;

    /// Where the pair begins that was handed out last.
    fn place(&self) -> Place;
}

/// A body on its way through the decoder.
pub(crate) struct Cursor<'a> {
    body: &'a str,
    rest: &'a str,
    /// Where the pair begins that was handed out last.
    pair: usize,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(body: &'a str) -> Self {
        Cursor { body, rest: body, pair: 0 }
    }

    fn offset(&self) -> usize {
        self.body.len() - self.rest.len()
    }

    /// Takes a text and the separator behind it, if there is one.
    #[inline(always)]
    fn text(
        &mut self,
        parser: impl Fn(&'a str) -> IResult<&'a str, Cow<'a, str>, FormError>,
        separator: u8,
    ) -> Result<Cow<'a, str>, FormError> {
        let (rest, text) = parser(self.rest).finish().map_err(|e| e.after(self.offset()))?;
        let separated = rest.as_bytes().first() == Some(&separator);
        self.rest = &rest[usize::from(separated)..];
        Ok(text)
    }
}

impl<'a> Source<'a> for Cursor<'a> {
    #[inline]
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError> {
        self.rest = self.rest.trim_start_matches('&');
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.pair = self.offset();
        let name = self.text(form::name, b'=')?;
        let value = self.text(form::value, b'&')?;
        Ok(Some((name, value)))
    }

    #[inline(always)]
    fn value_of(&mut self, expected: &ExpectedName) -> Result<Option<Cow<'a, str>>, FormError> {
        if !expected.begins(self.rest.as_bytes()) {
            return Ok(None);
        }
        self.rest = &self.rest[expected.len..];
        self.text(form::value, b'&').map(Some)
    }

    fn remaining(&self) -> usize {
        self.rest.len()
    }

    fn place(&self) -> Place {
        Place::new(Part::Body, self.pair)
    }
}

/// `Tags.member.7.Key=`, what the next pair likely begins with.
///
/// It is kept as words, so that it is compared without a loop or a branch, and the next index is
/// one addition nine times out of ten.
#[derive(Clone, Debug)]
pub(crate) struct ExpectedName {
    words: [u64; WORDS],
    mask: [u64; WORDS],
    len: usize,
    last_digit: usize,
}

const WORDS: usize = 4;
const MAX_LEN: usize = WORDS * 8;

impl ExpectedName {
    /// The name of a field of a list's member, or of the member itself if `field` is empty.
    pub(crate) fn new(list: &str, index: u32, field: &str) -> Self {
        let mut bytes = [0; MAX_LEN];
        let mut slots = Slots::new(&mut bytes[..]);
        let dot = if field.is_empty() { "" } else { "." };
        let written = write!(slots, "{list}.member.{index}{dot}{field}=");
        // A name that does not fit is never expected.
        let len = written.map_or(0, |()| slots.position() as usize);
        let mut mask = [0; MAX_LEN];
        mask[..len].fill(u8::MAX);
        let last_digit = len.saturating_sub(field.len() + dot.len() + 2);
        ExpectedName { words: words(&bytes), mask: words(&mask), len, last_digit }
    }

    /// Steps to the next index by its last digit alone, unless that is a nine.
    #[inline(always)]
    pub(crate) fn step(&mut self) -> bool {
        let (word, shift) = (self.last_digit / 8, self.last_digit % 8 * 8);
        let carries = self.words[word] >> shift & 0xFF == u64::from(b'9');
        self.words[word] += u64::from(!carries) << shift;
        !carries
    }

    /// Whether `rest` begins with the name.
    #[inline(always)]
    fn begins(&self, rest: &[u8]) -> bool {
        match rest.first_chunk::<MAX_LEN>() {
            Some(chunk) => self.matches(chunk),
            // Near the end of a body fewer bytes are left than the words hold.
            None => {
                let mut bytes = [0; MAX_LEN];
                bytes[..rest.len()].copy_from_slice(rest);
                rest.len() >= self.len && self.matches(&bytes)
            }
        }
    }

    #[inline(always)]
    fn matches(&self, bytes: &[u8; MAX_LEN]) -> bool {
        let found = words(bytes);
        let differing =
            (0..WORDS).fold(0, |bits, i| bits | (found[i] ^ self.words[i]) & self.mask[i]);
        differing == 0 && self.len > 0
    }
}

#[inline(always)]
fn words(bytes: &[u8; MAX_LEN]) -> [u64; WORDS] {
    std::array::from_fn(|word| {
        u64::from_le_bytes(std::array::from_fn(|byte| bytes[word * 8 + byte]))
    })
}
