//! Requests as SDKs send them: a shortcut past the sort, and never a rule.
//!
//! Every pair has the name of a member or of the version, as it is, or is the next of a list of texts or
//! tags; no member comes again. At anything else the shortcut gives up, and the request is read from its
//! beginning by [`read`](super::read).

use std::borrow::Cow;

use crate::engine::cursor::Cursor;
use crate::error::path::split_member;
use crate::schema::structure::{ListMut, Member, Slot, StructureMut};
use crate::types::tag::Tag;
use crate::wire::form::{self, Memory};

/// Fills `structure` from the pairs of `cursor`, which stays where it is. `None` leaves the structure half
/// filled.
// Bench row: decode_unchecked, CreateUser with 3 tags.
pub(crate) fn read<'a>(
    structure: &mut dyn StructureMut<'a>,
    version: &str,
    cursor: &Cursor<'a>,
    memory: &mut impl Memory<'a>,
) -> Option<()> {
    let mut cursor = cursor.clone();
    let members = structure.table().members;
    let (mut given, mut next, mut is_routed) = (0_u64, 0, false);
    while cursor.remaining() > 0 || cursor.turn() && cursor.remaining() > 0 {
        // SDKs send the version before all members.
        let asked = if is_routed { None } else { cursor.value_of("Version", memory) };
        if let Some(asked) = asked {
            if asked != version {
                return None;
            }
            is_routed = true;
            continue;
        }
        let Some((index, member)) = next_member(members, next, &cursor) else {
            cursor.skip_action(memory)?;
            continue;
        };
        if given >> index & 1 == 1 {
            return None;
        }
        given |= 1 << index;
        next = index + 1;
        match structure.slot(index)? {
            Slot::List(list) => read_list(list, member.name(), &mut cursor, memory)?,
            leaf => leaf.read(cursor.value_behind(member.name(), memory)?).ok()?,
        }
    }
    let is_given =
        |(index, member): (usize, &Member)| !member.is_required || given >> index & 1 == 1;
    (is_routed && members.iter().enumerate().all(is_given)).then_some(())
}

/// The member that the next pair belongs to, most likely one of those behind `next`.
#[inline]
fn next_member<'m>(
    members: &'m [Member],
    next: usize,
    cursor: &Cursor<'_>,
) -> Option<(usize, &'m Member)> {
    let name = cursor.next_word();
    let (before, behind) = members.split_at_checked(next)?;
    let is_named = |member: &Member| member.is_named(name);
    let index = match behind.iter().position(is_named) {
        Some(at) => next + at,
        None => before.iter().position(is_named)?,
    };
    Some((index, &members[index]))
}

/// Fills a list of texts or tags, or finds that it is empty.
fn read_list<'a>(
    list: &mut dyn ListMut<'a>,
    name: &str,
    cursor: &mut Cursor<'a>,
    memory: &mut impl Memory<'a>,
) -> Option<()> {
    if let Some(value) = cursor.value_behind(name, memory) {
        return value.is_empty().then_some(());
    }
    if let Some(tags) = list.tags() {
        *tags = members(cursor, memory, |input, memory, tags| tag(name, input, memory, tags))?;
        return (!tags.is_empty()).then_some(());
    }
    let mut len = 0;
    while let Some((index, text)) = cursor.take(|input| {
        let (index, text, rest) = part(input, name, "=", memory)?;
        Some(((index, text), rest))
    }) {
        len += 1;
        if index != len {
            return None;
        }
        list.push().read(text).ok()?;
    }
    (len > 0).then_some(())
}

/// The members of a list that `member` reads one by one, in the order of their numbers: 1, 2, 3 … `None` if
/// one is missing.
#[inline]
pub(crate) fn members<'a, M: Memory<'a>, T>(
    cursor: &mut Cursor<'a>,
    memory: &mut M,
    member: impl Fn(&'a str, &mut M, &mut Vec<T>) -> Option<(u32, &'a str)>,
) -> Option<Vec<T>> {
    let (mut members, mut numbers) = (Vec::new(), Vec::new());
    while let Some(number) = cursor.take(|input| member(input, memory, &mut members)) {
        // Clients that sort names send 10 before 2.
        if number as usize != members.len() || !numbers.is_empty() {
            if numbers.is_empty() {
                numbers.extend(1..members.len() as u32);
            }
            numbers.push(number);
        }
    }
    if numbers.is_empty() { Some(members) } else { ordered(numbers, members) }
}

/// Adds the tag that `input` begins with, whole, and gives its number and the rest.
#[inline]
pub(crate) fn tag<'a>(
    list: &str,
    input: &'a str,
    memory: &mut impl Memory<'a>,
    tags: &mut Vec<Tag<'a>>,
) -> Option<(u32, &'a str)> {
    let (index, key, rest) = part(input, list, ".Key=", memory)?;
    let (same, value, rest) = part(rest, list, ".Value=", memory)?;
    if index != same {
        return None;
    }
    push(Tag { key, value }, tags, input, rest);
    Some((index, rest))
}

/// Adds the text that `input` begins with, and gives its number and the rest.
#[inline]
pub(crate) fn text<'a>(
    list: &str,
    input: &'a str,
    memory: &mut impl Memory<'a>,
    texts: &mut Vec<Cow<'a, str>>,
) -> Option<(u32, &'a str)> {
    let (index, text, rest) = part(input, list, "=", memory)?;
    push(text, texts, input, rest);
    Some((index, rest))
}

/// The number and the value of the pair that `rest` begins with, if it is that part of a member.
// Bench row: decode_unchecked, 50 plain tags.
#[inline(always)]
fn part<'a>(
    rest: &'a str,
    list: &str,
    end: &str,
    memory: &mut impl Memory<'a>,
) -> Option<(u32, Cow<'a, str>, &'a str)> {
    let (index, rest) = split_member(rest, list)?;
    let (rest, value) = form::value(rest.strip_prefix(end)?, memory).ok()?;
    Some((index, value, rest))
}

/// Adds a member that was read from `input` up to `rest`.
#[inline]
fn push<T>(member: T, members: &mut Vec<T>, input: &str, rest: &str) {
    if members.capacity() == 0 {
        // The others are about as long as the first, and the last has no separator; an eighth more
        // costs nothing.
        let others = (rest.len() + 1) / (input.len() - rest.len()).max(1);
        members.reserve_exact(1 + others + others / 8);
    }
    members.push(member);
}

/// Members with their numbers in the order of these, if that is 1, 2, 3 …
#[cold]
fn ordered<T>(numbers: Vec<u32>, members: Vec<T>) -> Option<Vec<T>> {
    let mut places: Vec<_> = members.iter().map(|_| None).collect();
    for (number, member) in numbers.into_iter().zip(members) {
        let place = places.get_mut((number as usize).checked_sub(1)?)?;
        if place.replace(member).is_some() {
            return None;
        }
    }
    places.into_iter().collect()
}
