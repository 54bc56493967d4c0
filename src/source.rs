//! Where an operation's parameters come from: a body as it is read, or [`Params`](crate::Params).
//!
//! A [`Cursor`] walks a body once. Asked for the name that the SDKs would send next, it compares and
//! then searches only inside the value, so that the usual body costs one compare per name; any other
//! name is read by [`Source::next_pair`]. The expected name is a shortcut and never a rule.

use std::borrow::Cow;

use nom::{Finish, IResult};

use crate::error::{Part, Place};
use crate::form::{self, FormError};
use crate::resource::Action;

/// A name and a value. Only the value is to outlive the next pair.
pub(crate) type DecodedPair<'s, 'a> = (Cow<'s, str>, Cow<'a, str>);

/// A supply of decoded pairs, in order.
pub(crate) trait Source<'a> {
    /// The next pair's name and value; `None` at the end. Empty pairs are skipped.
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError>;

    /// The value of the next pair if its name is `name` and the value can be read. Otherwise the pair is
    /// left for [`next_pair`](Source::next_pair), as a source may do with every pair.
    fn value_of(&mut self, _name: &str) -> Option<Cow<'a, str>> {
        None
    }

    /// The same for the name of a part of a list's member.
    fn value_of_member(&mut self, _name: MemberName<'_>) -> Option<Cow<'a, str>> {
        None
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
    /// The body's action, if there is one that is known, and a cursor on the other pairs.
    pub(crate) fn routed(body: &'a str) -> Option<(Action, Self)> {
        let mut cursor = Cursor { body, rest: body, pair: 0 };
        // SDKs send it first.
        if let Some(rest) = body.strip_prefix("Action=") {
            cursor.rest = rest;
            let name = cursor.text(form::value).ok()?;
            return Some((name.parse().ok()?, cursor));
        }
        let mut pairs = form::pairs(body.as_bytes());
        let pair = pairs.find(|pair| pair.name().is_ok_and(|name| name == "Action"))?;
        Some((pair.value().ok()?.parse().ok()?, cursor))
    }

    /// Takes the pair whose value begins `input`.
    #[inline(always)]
    fn value_at(&mut self, input: &'a str) -> Option<Cow<'a, str>> {
        let (rest, value) = form::value(input).ok()?;
        self.rest = rest;
        Some(value)
    }

    fn offset(&self) -> usize {
        self.body.len() - self.rest.len()
    }

    /// Takes a text and the separator behind it, if there is one.
    fn text(
        &mut self,
        parser: impl Fn(&'a str) -> IResult<&'a str, Cow<'a, str>, FormError>,
    ) -> Result<Cow<'a, str>, FormError> {
        let (rest, text) = parser(self.rest).finish().map_err(|e| e.after(self.offset()))?;
        self.rest = rest;
        Ok(text)
    }
}

impl<'a> Source<'a> for Cursor<'a> {
    #[inline]
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError> {
        while let Some(rest) = self.rest.strip_prefix('&') {
            self.rest = rest;
        }
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.pair = self.offset();
        let name = self.text(form::name)?;
        let value = self.text(form::value)?;
        Ok(Some((name, value)))
    }

    #[inline(always)]
    fn value_of(&mut self, name: &str) -> Option<Cow<'a, str>> {
        self.value_at(self.rest.strip_prefix(name)?.strip_prefix('=')?)
    }

    #[inline(always)]
    fn value_of_member(&mut self, name: MemberName<'_>) -> Option<Cow<'a, str>> {
        self.value_at(name.strip(self.rest)?)
    }

    fn remaining(&self) -> usize {
        self.rest.len()
    }

    fn place(&self) -> Place {
        Place::new(Part::Body, self.pair)
    }
}

/// `Tags.member.7.Key=`, the name of a part of a list's member.
#[derive(Clone, Copy)]
pub(crate) struct MemberName<'n> {
    pub(crate) list: &'n str,
    pub(crate) index: u32,
    /// What follows the index.
    pub(crate) end: &'n str,
}

impl MemberName<'_> {
    /// What follows the name, if `input` begins with it.
    #[inline(always)]
    fn strip<'a>(&self, input: &'a str) -> Option<&'a str> {
        let rest = input.strip_prefix(self.list)?.strip_prefix(".member.")?;
        let mut index = 0_u32;
        let mut digits = 0;
        for byte in rest.bytes().take(9) {
            match byte.wrapping_sub(b'0') {
                digit @ ..10 => index = index * 10 + u32::from(digit),
                _ => break,
            }
            digits += 1;
        }
        // No leading zeros: they are for the general way to refuse.
        if index != self.index || rest.as_bytes().first() == Some(&b'0') {
            return None;
        }
        rest[digits..].strip_prefix(self.end)
    }
}
