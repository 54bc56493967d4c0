//! Where an operation's parameters come from: an input as it is read, or [`Params`](crate::Params).
//!
//! A [`Cursor`] walks an input once. Any name is read by [`Source::next_pair`]. Asked for the name that
//! the SDKs would send next, a cursor compares and then searches only inside the value, so that the
//! usual body costs one compare per name. The expected name is a shortcut and never a rule.

use std::borrow::Cow;

use memchr::memchr_iter;
use nom::{Finish, IResult};

use crate::error::place::{Part, Place};
use crate::wire::form::{self, Allocations, FormError, Memory};

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

    /// The name of the pair of this number, as far as it can be read, and where it begins if it is in
    /// an input.
    fn pair(&self, number: usize) -> (String, Option<Place>);
}

/// A query string and a body on their way through the decoder, as one input.
#[derive(Clone)]
pub(crate) struct Cursor<'a> {
    parts: [&'a str; 2],
    /// The rest of the part that is being read.
    rest: &'a str,
    part: Part,
    /// The number of the pair that was handed out last.
    pair: usize,
    action: ReadAs,
}

/// Which action an input is read as.
#[derive(Clone, Copy, PartialEq)]
enum ReadAs {
    /// The first one; others mean nothing.
    First,
    /// One that has this many bytes behind it; the first one, if no other is before it.
    Last(u8),
    /// The first one of two parts. Beside it there may be no other, since a name must not be in both.
    Only,
}

impl<'a> Cursor<'a> {
    /// The text of the first `Action`, if that can be read, and a cursor on the other pairs.
    #[inline]
    pub(crate) fn routed(parts: [&'a str; 2]) -> Option<(Cow<'a, str>, Self)> {
        Cursor::routed_by(parts, |parts| Some((first_action(parts)?, ReadAs::First)))
    }

    /// The same for inputs that nobody has looked at. They may have a name in both parts, and an action at the
    /// end of the body may not be the first one. To find out first takes half as long as to read them: so
    /// [`skip_action`](Cursor::skip_action) looks, and who reads with such a cursor takes each other name once.
    // Bench rows: decode, 50 plain tags, Action last; decode_parts, 50 plain tags, both.
    #[inline]
    pub(crate) fn expected(parts: [&'a str; 2]) -> Option<(Cow<'a, str>, Self)> {
        let (action, mut cursor) = Cursor::routed_by(parts, |parts| {
            last_action(parts).or_else(|| Some((first_action(parts)?, ReadAs::First)))
        })?;
        if !parts[0].is_empty() {
            cursor.action = ReadAs::Only;
        }
        Some((action, cursor))
    }

    /// Most SDKs send it first.
    // Bench row: decode_unchecked, 1 plain tag.
    #[inline]
    fn routed_by(
        parts: [&'a str; 2],
        find: impl FnOnce([&'a str; 2]) -> Option<(Cow<'a, str>, ReadAs)>,
    ) -> Option<(Cow<'a, str>, Self)> {
        let [rest, _] = parts;
        let mut cursor = Cursor { parts, rest, part: Part::Query, pair: 0, action: ReadAs::First };
        cursor.turn();
        if let Some(action) = cursor.value_of("Action", &mut Allocations) {
            return Some((action, cursor));
        }
        let (name, action) = find(parts)?;
        cursor.action = action;
        Some((name, cursor))
    }

    /// Whether it is known that the input is read as its first action, and that no name is in both parts.
    pub(crate) fn is_sure(&self) -> bool {
        self.action == ReadAs::First
    }

    /// Takes another action than the first, which means nothing. `None` if this is not the place, or if that is
    /// not known.
    #[inline]
    pub(crate) fn skip_action(&mut self, memory: &mut impl Memory<'a>) -> Option<()> {
        // Hardly a request has another.
        if self.rest.starts_with("Action=") { self.skip_other_action(memory) } else { None }
    }

    #[inline(never)]
    fn skip_other_action(&mut self, memory: &mut impl Memory<'a>) -> Option<()> {
        let mut cursor = self.clone();
        cursor.value_of("Action", memory)?;
        let is_other = match self.action {
            ReadAs::First => true,
            ReadAs::Last(behind) => cursor.rest.len() <= usize::from(behind),
            ReadAs::Only => false,
        };
        is_other.then(|| *self = cursor)
    }

    pub(crate) fn parts(&self) -> [&'a str; 2] {
        self.parts
    }

    /// Goes on to the body at the end of the query string. `false` if this is not the place.
    #[inline]
    pub(crate) fn turn(&mut self) -> bool {
        let is_due = self.part == Part::Query && self.rest.is_empty();
        if is_due {
            (self.rest, self.part) = (self.parts[1], Part::Body);
        }
        is_due
    }

    /// The value of the next pair if its name is `name` and the value can be read. Otherwise the pair is
    /// left for [`next_pair`](Source::next_pair).
    // Bench row: decode_unchecked, 1 plain tag.
    #[inline(always)]
    pub(crate) fn value_of(
        &mut self,
        name: &str,
        memory: &mut impl Memory<'a>,
    ) -> Option<Cow<'a, str>> {
        let input = self.rest.strip_prefix(name)?.strip_prefix('=')?;
        let (rest, value) = form::value(input, memory).ok()?;
        self.rest = rest;
        Some(value)
    }

    /// The same for the name that [`next_word`](Cursor::next_word) has given, which is not compared again.
    #[inline]
    pub(crate) fn value_behind(
        &mut self,
        word: &str,
        memory: &mut impl Memory<'a>,
    ) -> Option<Cow<'a, str>> {
        self.take(|input| {
            let input = input.get(word.len()..)?.strip_prefix('=')?;
            let (rest, value) = form::value(input, memory).ok()?;
            Some((value, rest))
        })
    }

    /// The beginning of the next name, up to its first index: the whole name of most members.
    // Bench row: decode_unchecked, GetUser.
    #[inline]
    pub(crate) fn next_word(&self) -> &'a str {
        &self.rest[..form::word_run(self.rest.as_bytes())]
    }

    /// What `parser` makes of the next pairs, which it takes if it makes anything.
    #[inline]
    pub(crate) fn take<T>(
        &mut self,
        parser: impl FnOnce(&'a str) -> Option<(T, &'a str)>,
    ) -> Option<T> {
        let (taken, rest) = parser(self.rest)?;
        self.rest = rest;
        Some(taken)
    }

    /// How many bytes of the part are left.
    #[inline]
    pub(crate) fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// How many bytes of both parts were read.
    fn offset(&self) -> usize {
        match self.part {
            Part::Query => self.parts[0].len() - self.rest.len(),
            Part::Body => self.parts[0].len() + self.parts[1].len() - self.rest.len(),
        }
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

/// The SDK for JavaScript sent the action last, but for the version.
#[inline(never)]
fn last_action([query, body]: [&str; 2]) -> Option<(Cow<'_, str>, ReadAs)> {
    const LONGEST: usize = u8::MAX as usize;
    if !query.is_empty() {
        return None;
    }
    let end = body.get(body.len().saturating_sub(LONGEST)..)?;
    let (_, rest) = end.rsplit_once("&Action=")?;
    let (behind, action) = form::value(rest, &mut Allocations).ok()?;
    Some((action, ReadAs::Last(u8::try_from(behind.len()).ok()?)))
}

#[inline(never)]
fn first_action(parts: [&str; 2]) -> Option<Cow<'_, str>> {
    let mut pairs = parts.into_iter().flat_map(|part| form::candidates(part.as_bytes(), "Action"));
    pairs.find(|pair| pair.name().is_ok_and(|name| name == "Action"))?.value().ok()
}

impl<'a> Source<'a> for Cursor<'a> {
    #[inline]
    fn next_pair(&mut self) -> Result<Option<DecodedPair<'_, 'a>>, FormError> {
        while self.rest.starts_with('&') || self.rest.is_empty() {
            match self.rest.strip_prefix('&') {
                Some(rest) => self.rest = rest,
                None if self.turn() => {}
                None => return Ok(None),
            }
        }
        self.pair = self.offset();
        let name = self.text(form::name)?;
        let value = self.text(|rest| form::value(rest, &mut Allocations))?;
        Ok(Some((name, value)))
    }

    fn pairs_left(&self) -> usize {
        memchr_iter(b'&', self.rest.as_bytes()).count() + 1
    }

    /// How many bytes of both parts are before the pair.
    fn number(&self) -> usize {
        self.pair
    }

    fn pair(&self, number: usize) -> (String, Option<Place>) {
        let [query, body] = self.parts;
        let (text, place) = match number.checked_sub(query.len()) {
            None => (query, Place::new(Part::Query, number)),
            Some(offset) => (body, Place::new(Part::Body, offset)),
        };
        let pair = form::pairs(&text.as_bytes()[place.offset..]).next();
        let name = pair.map_or(Cow::Borrowed(""), |pair| pair.lossy_name());
        (name.into_owned(), Some(place))
    }
}
