//! A query string and a body as one input.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::str;

use memchr::memchr;

use crate::error::constraint::{Violation, Violations};
use crate::error::path;
use crate::error::place::{Part, Place};
use crate::error::request_error::RequestError;
use crate::wire::form::{self, Pair};

/// A query string and a body, if [`Params::parse_parts`](crate::Params::parse_parts) takes them and that can be told without
/// reading them: all characters beyond ASCII are escaped whole or not at all, and no name is in both.
pub(crate) fn readable<'a>(query: &'a [u8], body: &'a [u8]) -> Option<[&'a str; 2]> {
    let parts = [str::from_utf8(query).ok()?, str::from_utf8(body).ok()?];
    let is_readable = parts.into_iter().all(is_readable) && repeated(query, body).is_none();
    is_readable.then_some(parts)
}

fn is_readable(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr(b'%', &bytes[from..]) {
        from += at;
        match escaped_len(&bytes[from..]) {
            Some(len) => from += len,
            None => return false,
        }
    }
    true
}

/// How many bytes the escapes of one character take that `raw` begins with.
fn escaped_len(raw: &[u8]) -> Option<usize> {
    let mut character = [0; 4];
    for (len, escape) in (1..).zip(raw.chunks_exact(3).take(4)) {
        character[len - 1] = form::escaped_byte(escape)?;
        if str::from_utf8(&character[..len]).is_ok() {
            return Some(3 * len);
        }
    }
    None
}

/// The first pair of the body whose name is in the query string too: the name and where it begins.
pub(crate) fn repeated<'a>(query: &'a [u8], body: &'a [u8]) -> Option<(Cow<'a, str>, usize)> {
    if query.is_empty() || body.is_empty() {
        return None;
    }
    // Most names of the body begin with another byte than those of the query string, or an escape.
    let mut firsts = [false; 256];
    for start in form::starts(query) {
        match query.get(start) {
            Some(b'%' | b'+') => firsts = [true; 256],
            Some(first) => firsts[usize::from(*first)] = true,
            None => {}
        }
    }
    firsts[usize::from(b'%')] = true;
    firsts[usize::from(b'+')] = true;
    let name = |pair: Pair<'a>| pair.name().ok().filter(|_| !pair.raw().is_empty());
    let names: LazyCell<HashSet<_>, _> = LazyCell::new(|| {
        let names = form::pairs(query).filter_map(name);
        names.map(|name| path::canonical(&name).into_owned()).collect()
    });
    let is_suspect = |&start: &usize| body.get(start).is_some_and(|b| firsts[usize::from(*b)]);
    form::starts(body).filter(is_suspect).find_map(|start| {
        let name = name(form::pairs(&body[start..]).next()?)?;
        names.contains(&*path::canonical(&name)).then_some((name, start))
    })
}

/// The end of the last part that is not empty, by the lengths of both.
pub(crate) fn end([query, body]: [usize; 2]) -> Place {
    match body {
        0 if query > 0 => Place::new(Part::Query, query),
        len => Place::new(Part::Body, len),
    }
}

impl RequestError {
    /// The same error with the place in this query string and body.
    #[cold]
    pub(crate) fn in_parts(self, parts: [&str; 2]) -> Self {
        let [query, body] = parts;
        let names = |text, part| {
            form::names(text).map(move |(name, start)| (name, Some(Place::new(part, start))))
        };
        let names = names(query, Part::Query).chain(names(body, Part::Body));
        let may_have_zeros = parts.into_iter().any(|text| text.contains(".0"));
        self.locate(names, Some(end(parts.map(str::len))), may_have_zeros)
    }

    /// The same for parts that a shortcut has read, so that all of their names are plain: a shortcut past
    /// reading them again.
    // Bench row: refuse 50 tags, three violations.
    #[cold]
    pub(crate) fn in_plain_parts(mut self, parts: [&str; 2]) -> Self {
        let listed = self.violations_mut().map(Violations::listed_mut).unwrap_or_default();
        let is_found = |violation: &mut Violation| {
            violation.place = plain_place(parts, violation.parameter());
            violation.place.is_some()
        };
        match !listed.is_empty() && listed.iter_mut().all(is_found) {
            true => self,
            false => self.in_parts(parts),
        }
    }
}

/// Where the pair is whose name is plain.
fn plain_place([query, body]: [&str; 2], name: &str) -> Option<Place> {
    let found = |text, part| Some(Place::new(part, form::find_plain(text, name)?));
    found(query, Part::Query).or_else(|| found(body, Part::Body))
}
