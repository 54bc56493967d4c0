//! Dotted names: `Tags.member.3.Key` in a body, `tags.3.member.key` in AWS's messages.

use std::borrow::Cow;

use crate::error::place::MalformedInput;

/// Where a member is in a request, as a list on the stack: nothing is allocated unless the name is
/// to be printed.
#[derive(Clone, Copy)]
pub(crate) struct Path<'p> {
    parent: Option<&'p Path<'p>>,
    segment: Segment<'p>,
}

#[derive(Clone, Copy)]
enum Segment<'p> {
    Member(&'p str),
    /// A member of a list.
    Index(u32),
    /// An entry of a map.
    Entry(u32),
    /// The value of an entry, and its key.
    Value(u32, &'p str),
}

impl<'p> Path<'p> {
    pub(crate) fn new(name: &'p str) -> Self {
        Path { parent: None, segment: Segment::Member(name) }
    }

    fn child(&'p self, segment: Segment<'p>) -> Self {
        Path { parent: Some(self), segment }
    }

    pub(crate) fn member(&'p self, name: &'p str) -> Self {
        self.child(Segment::Member(name))
    }

    pub(crate) fn index(&'p self, index: u32) -> Self {
        self.child(Segment::Index(index))
    }

    pub(crate) fn entry(&'p self, index: u32) -> Self {
        self.child(Segment::Entry(index))
    }

    /// The value of the entry that has this key.
    pub(crate) fn value(&'p self, index: u32, key: &'p str) -> Self {
        self.child(Segment::Value(index, key))
    }

    /// The name, if it is that of an outermost member.
    pub(crate) fn as_name(&self) -> Option<&'p str> {
        match (self.parent, self.segment) {
            (None, Segment::Member(name)) => Some(name),
            _ => None,
        }
    }

    /// `tags.1.member.key`: member names begin with a small letter (recorded: `clientIDList`). The
    /// value of a map's entry is behind its key, as DynamoDB words it.
    pub(crate) fn in_messages(&self) -> String {
        let mut path = match self.parent {
            Some(parent) => parent.in_messages(),
            None => String::with_capacity(USUAL),
        };
        match self.segment {
            Segment::Member(name) => {
                if self.parent.is_some() {
                    path.push('.');
                }
                let mut chars = name.chars();
                path.extend(chars.next().map(|first| first.to_ascii_lowercase()));
                path.push_str(chars.as_str());
            }
            Segment::Index(index) | Segment::Entry(index) => {
                path.push('.');
                put_digits(index, &mut path);
                if let Segment::Index(_) = self.segment {
                    path.push_str(".member");
                }
            }
            Segment::Value(_, key) => path += &format!(".{key}.member"),
        }
        path
    }

    /// `Tags.member.1.Key`
    pub(crate) fn in_body(&self) -> String {
        let mut name = String::with_capacity(USUAL);
        self.put(&mut name);
        name
    }

    /// Appends the name as it is in a body.
    pub(crate) fn put(&self, body: &mut String) {
        if let Some(parent) = self.parent {
            parent.put(body);
        }
        match self.segment {
            Segment::Member(name) => {
                if self.parent.is_some() {
                    body.push('.');
                }
                body.push_str(name);
            }
            Segment::Index(index) => {
                body.push_str(".member.");
                put_digits(index, body);
            }
            Segment::Entry(index) | Segment::Value(index, _) => {
                body.push_str(".entry.");
                put_digits(index, body);
                if let Segment::Value(..) = self.segment {
                    body.push_str(".value");
                }
            }
        }
    }
}

/// How long a printed path is at most, as a rule.
const USUAL: usize = 48;

/// The part of a name before its first dot, and the rest with the dot.
#[inline]
pub(crate) fn split(name: &str) -> (&str, &str) {
    let dot = name.bytes().position(|byte| byte == b'.').unwrap_or(name.len());
    name.split_at(dot)
}

/// The greatest index that AWS takes: 32 bits that are checked before the last digit is added (bisected on
/// SES, which has the same front end).
pub(crate) const MAX_INDEX: u32 = 214_748_369;

/// The most members that a list may leave out before one that is given (recorded).
const MAX_SKIPPED: u32 = 10;

/// The number of a list's member or a map's entry, `1` to [`MAX_INDEX`]. `None` for a name in its place.
///
/// Leading zeros do not matter (recorded), so that a member has many names: see [`same_name`].
#[inline]
pub(crate) fn parse_index(text: &str) -> Result<Option<u32>, MalformedInput> {
    match text.as_bytes() {
        [b'1'..=b'9', rest @ ..] if rest.len() < 8 && rest.iter().all(u8::is_ascii_digit) => {
            Ok(text.parse().ok())
        }
        _ => parse_odd_index(text),
    }
}

/// The same for what clients do not send.
#[cold]
fn parse_odd_index(text: &str) -> Result<Option<u32>, MalformedInput> {
    if text.starts_with('-') {
        return Err(MalformedInput::NegativeIndex(text.to_owned()));
    }
    if !is_number(text) {
        return Ok(None);
    }
    match text.trim_start_matches('0') {
        "" => Err(MalformedInput::InvalidIndex(text.to_owned())),
        digits => match digits.parse() {
            Ok(index @ ..=MAX_INDEX) => Ok(Some(index)),
            _ => Err(MalformedInput::IllegalIndex(text.to_owned())),
        },
    }
}

/// Whether a part of a name consists of digits.
fn is_number(part: &str) -> bool {
    !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a name that goes on with `rest` behind an index goes on with another one.
#[inline]
pub(crate) fn begins_with_index(rest: &str) -> bool {
    let is_digit = rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
    is_digit && is_number(split(&rest[1..]).0)
}

/// Whether the list goes on too far behind `last`, the index before or 0: how far.
#[inline]
pub(crate) fn skipped(last: u32, index: u32) -> Option<MalformedInput> {
    // IAM counts from 1 also at the beginning (recorded: a first index of 12 skips 11).
    let skipped = index - last.max(1);
    (skipped > MAX_SKIPPED).then_some(MalformedInput::SparseIndices(skipped))
}

/// Whether two names mean the same parameter: they differ in the leading zeros of indices alone.
///
/// Every comparison of names goes through here or through [`parse_index`], so that no view of a request
/// finds a parameter that another one misses.
pub(crate) fn same_name(one: &str, other: &str) -> bool {
    one == other || is_respelled(one) | is_respelled(other) && canonical(one) == canonical(other)
}

/// Whether an index of the name begins with a zero.
pub(crate) fn is_respelled(name: &str) -> bool {
    let is_zero = |part: &str| part.len() > 1 && part.starts_with('0') && is_number(part);
    name.contains(".0") && name.split('.').skip(1).any(is_zero)
}

/// The name without leading zeros in its indices.
pub(crate) fn canonical(name: &str) -> Cow<'_, str> {
    if !is_respelled(name) {
        return Cow::Borrowed(name);
    }
    let (first, rest) = split(name);
    let mut canonical = first.to_owned();
    for part in rest.split('.').skip(1) {
        let digits = if is_number(part) { part.trim_start_matches('0') } else { part };
        canonical.push('.');
        // Index 0 stays what it is: one that nobody takes.
        canonical.push_str(if digits.is_empty() && !part.is_empty() { "0" } else { digits });
    }
    Cow::Owned(canonical)
}

/// The same of a name that may be borrowed for longer.
pub(crate) fn into_canonical(name: Cow<'_, str>) -> Cow<'_, str> {
    if is_respelled(&name) { Cow::Owned(canonical(&name).into_owned()) } else { name }
}

/// What follows `name` in `found`, if that is the same parameter or is below it.
pub(crate) fn rest_of<'f>(found: &'f str, name: &str) -> Option<&'f str> {
    if let Some(rest) = found.strip_prefix(name) {
        if rest.is_empty() || rest.starts_with('.') {
            return Some(rest);
        }
    }
    if !(is_respelled(found) || is_respelled(name)) {
        return None;
    }
    let parts = name.matches('.').count() + 1;
    let end = found.match_indices('.').nth(parts - 1).map_or(found.len(), |(dot, _)| dot);
    let (start, rest) = found.split_at(end);
    same_name(start, name).then_some(rest)
}

/// The number in `Tags.member.7.Key=…` and what follows it, if `input` begins so: a shortcut past
/// [`split`] for the list that is expected next.
// Bench row: decode_unchecked, 50 plain tags.
#[inline(always)]
pub(crate) fn split_member<'a>(input: &'a str, list: &str) -> Option<(u32, &'a str)> {
    let rest = input.strip_prefix(list)?.strip_prefix(".member.")?;
    let mut index = 0_u32;
    let mut digits = 0;
    for byte in rest.bytes().take(9) {
        match byte.wrapping_sub(b'0') {
            digit @ ..10 => index = index * 10 + u32::from(digit),
            _ => break,
        }
        digits += 1;
    }
    // Leading zeros are for the general way to judge.
    (rest.as_bytes().first() != Some(&b'0')).then(|| (index, &rest[digits..]))
}

/// Appends `&Tags.member.7` and `end`: the same shortcut on the way out.
// Bench row: encode request, 50 plain tags.
#[inline(always)]
pub(crate) fn put_member(list: &str, index: u32, end: &str, body: &mut String) {
    body.push('&');
    body.push_str(list);
    body.push_str(".member.");
    put_digits(index, body);
    body.push_str(end);
}

/// Formatting would cost a third of encoding.
#[inline]
fn put_digits(number: u32, body: &mut String) {
    if number > 9 {
        put_digits(number / 10, body);
    }
    body.push(char::from(b'0' + (number % 10) as u8));
}
