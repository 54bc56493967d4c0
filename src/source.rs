//! Where an operation's parameters come from: a body as it is read, or [`Params`](crate::Params).
//!
//! A [`Cursor`] walks a body once. Any name is read by [`Source::next_pair`]. Asked for the name that
//! the SDKs would send next, a cursor compares and then searches only inside the value, so that the
//! usual body costs one compare per name. The expected name is a shortcut and never a rule.

use std::borrow::Cow;

use memchr::memchr_iter;
use nom::{Finish, IResult};

use crate::form::{self, FormError};
use crate::path;
use crate::place::{Part, Place};

/// A name and a value. Only the value is to outlive the next pair.
pub(crate) type DecodedPair<'s, 'a> = (Cow<'s, str>, Cow<'a, str>);

/// A supply of decoded pairs, in order.
pub(crate) trait Source<'a> {
    /// The next pair's name and value; `None` at the end. Empty pairs are skipped.
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError>;

    /// How many pairs are left, at most.
    fn pairs_left(&self) -> usize;

    /// A number for the pair that was handed out last; later pairs have greater ones.
    fn number(&self) -> usize;

    /// The name of the pair of this number, as far as it can be read, and where it begins if it stands in
    /// an input.
    fn pair(&self, number: usize) -> (String, Option<Place>);
}

/// A body on its way through the decoder.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    body: &'a str,
    rest: &'a str,
    /// Where the pair begins that was handed out last.
    pair: usize,
}

impl<'a> Cursor<'a> {
    /// The text of the body's first `Action`, if that can be read, and a cursor on the other pairs.
    #[inline]
    pub(crate) fn routed(body: &'a str) -> Option<(Cow<'a, str>, Self)> {
        let mut cursor = Cursor { body, rest: body, pair: 0 };
        // SDKs send it first.
        if let Some(rest) = body.strip_prefix("Action=") {
            cursor.rest = rest;
            let action = cursor.text(form::value).ok()?;
            return Some((action, cursor));
        }
        let mut pairs = form::pairs(body.as_bytes());
        let pair = pairs.find(|pair| pair.name().is_ok_and(|name| name == "Action"))?;
        Some((pair.value().ok()?, cursor))
    }

    /// The value of the next pair if its name is `name` and the value can be read. Otherwise the pair is
    /// left for [`next_pair`](Source::next_pair).
    #[inline(always)]
    pub(crate) fn value_of(&mut self, name: &str) -> Option<Cow<'a, str>> {
        self.value_at(self.rest.strip_prefix(name)?.strip_prefix('=')?)
    }

    /// The same for the name of a part of a list's member: `Tags.member.7` and `end`.
    #[inline(always)]
    pub(crate) fn value_of_member(
        &mut self,
        list: &str,
        index: u32,
        end: &str,
    ) -> Option<Cow<'a, str>> {
        self.value_at(path::strip_member(self.rest, list, index, end)?)
    }

    /// How many bytes are left.
    #[inline(always)]
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
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

    fn pairs_left(&self) -> usize {
        memchr_iter(b'&', self.rest.as_bytes()).count() + 1
    }

    /// Where the pair begins.
    fn number(&self) -> usize {
        self.pair
    }

    fn pair(&self, number: usize) -> (String, Option<Place>) {
        let pair = form::pairs(&self.body.as_bytes()[number..]).next();
        let name = pair.map_or(Cow::Borrowed(""), |pair| pair.lossy_name());
        (name.into_owned(), Some(Place::new(Part::Body, number)))
    }
}
