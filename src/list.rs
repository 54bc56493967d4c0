//! Lists ⇄ parameters: `Tags.member.1.Key=…&Tags.member.1.Value=…&Tags.member.2.Key=…`
//!
//! Members are numbered from 1 and may come in any order (sorting clients send 10 before 2). The usual
//! order costs one compare per name and one push per member; what comes otherwise goes to a flat list
//! that is sorted by number once. No step and no allocation depends on the value of an index.

use std::borrow::Cow;

use crate::constraint::{Constraint, Path, Problems};
use crate::error::MalformedInput;
use crate::member::{Member, Name, TagDraft, split_name};
use crate::source::{MemberName, Source};
use crate::structures::Tag;

/// The constraints of a list and of its members.
pub(crate) struct ListShape<S: 'static> {
    pub(crate) max: usize,
    pub(crate) member: &'static S,
    /// How AWS words a bad member, if it names the list and all constraints instead of the member.
    pub(crate) each: Option<&'static [Constraint]>,
}

/// A type that the members of a list can have.
pub(crate) trait Element<'a>: Member<'a> {
    /// Reads one member if the next pairs have the expected names; a part of one goes to the draft.
    fn read(
        list: &str,
        index: u32,
        draft: &mut Self::Draft,
        source: &mut impl Source<'a>,
    ) -> Option<Self>;

    /// Whether all parts have arrived.
    fn is_complete(draft: &Self::Draft) -> bool;

    /// Makes the member if all parts have arrived.
    fn complete(draft: Self::Draft) -> Option<Self>;

    /// Adds the parts that a later draft has and `first` has not.
    fn merge(first: &mut Self::Draft, later: Self::Draft);
}

/// What has arrived of a list.
pub(crate) struct ListDraft<'a, T: Element<'a>> {
    /// `Tags=`, which stands for an empty list.
    empty: bool,
    /// The complete members 1, 2, 3 …
    members: Vec<T>,
    /// Parts of all other members, in order of arrival.
    strays: Vec<(u32, T::Draft)>,
}

impl<'a, T: Element<'a>> Default for ListDraft<'a, T> {
    fn default() -> Self {
        ListDraft { empty: false, members: Vec::new(), strays: Vec::new() }
    }
}

impl<'a, T: Element<'a>> ListDraft<'a, T> {
    /// The index of the member after the last complete one.
    fn next_index(&self) -> u32 {
        u32::try_from(self.members.len() + 1).unwrap_or(u32::MAX)
    }

    fn is_given(&self) -> bool {
        self.empty || !self.members.is_empty() || !self.strays.is_empty()
    }

    /// Takes `Tags=`, as SDKs send an empty list. A list that is empty and has members is a contradiction.
    fn take_empty(&mut self, value: &str) -> Result<(), MalformedInput> {
        match value {
            _ if self.empty => {}
            "" if self.is_given() => return Err(MalformedInput::UnexpectedList),
            "" => self.empty = true,
            _ => return Err(MalformedInput::UnexpectedListEnd),
        }
        Ok(())
    }

    /// Takes a part of the member `index`.
    fn take_part(
        &mut self,
        index: u32,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput> {
        match self.strays.last_mut() {
            Some((last, draft)) if *last == index => T::take(draft, rest, value)?,
            _ => {
                let mut draft = T::Draft::default();
                T::take(&mut draft, rest, value)?;
                // A member that is complete was there first.
                if index >= self.next_index() {
                    self.strays.push((index, draft));
                }
            }
        }
        self.promote();
        Ok(())
    }

    /// Moves the only stray to the members if it is the next one and complete.
    fn promote(&mut self) {
        let next = self.next_index();
        if !matches!(&self.strays[..], [(index, draft)] if *index == next && T::is_complete(draft))
        {
            return;
        }
        let stray = self.strays.pop().and_then(|(_, draft)| T::complete(draft));
        self.members.extend(stray);
    }

    /// The strays by number, the parts of each member together. Of equal parts the first counts.
    fn sorted_strays(&mut self) -> Vec<(u32, T::Draft)> {
        let mut strays = std::mem::take(&mut self.strays);
        strays.sort_by_key(|(index, _)| *index);
        strays.dedup_by(|(later, part), (first, draft)| {
            let same = later == first;
            if same {
                T::merge(draft, std::mem::take(part));
            }
            same
        });
        strays
    }
}

impl<'a, T: Element<'a>> Member<'a> for Vec<T> {
    type Draft = ListDraft<'a, T>;
    type Shape = ListShape<T::Shape>;
    type Detached = Vec<T::Detached>;

    fn take(
        draft: &mut Self::Draft,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput> {
        if rest.is_empty() {
            return draft.take_empty(&value);
        }
        let Some(member) = rest.strip_prefix(".member.") else {
            return Err(MalformedInput::UnexpectedListEnd);
        };
        let (index, rest) = split_name(member);
        let index = parse_index(index)?;
        if draft.empty {
            return Err(MalformedInput::UnexpectedList);
        }
        draft.take_part(index, rest, value)
    }

    #[inline(always)]
    fn follow(draft: &mut Self::Draft, name: &str, source: &mut impl Source<'a>) -> bool {
        if draft.empty || !draft.strays.is_empty() {
            return false;
        }
        let before = draft.members.len();
        loop {
            let index = draft.next_index();
            let mut part = T::Draft::default();
            let left = source.remaining();
            let read = T::read(name, index, &mut part, source);
            let taken = left - source.remaining();
            match read {
                Some(member) => {
                    if draft.members.capacity() == 0 {
                        // The others are about as long as the first, and the last has no separator; an
                        // eighth more costs nothing.
                        let others = (source.remaining() + 1) / taken.max(1);
                        draft.members.reserve_exact(1 + others + others / 8);
                    }
                    draft.members.push(member);
                }
                None if taken > 0 => {
                    draft.strays.push((index, part));
                    return true;
                }
                None => return draft.members.len() > before,
            }
        }
    }

    fn finish(
        draft: Self::Draft,
        shape: &ListShape<T::Shape>,
        path: &Path<'_>,
        problems: &mut Problems,
    ) -> Option<Self> {
        if !draft.is_given() {
            problems.violation(path, Constraint::NotNull);
            return None;
        }
        if draft.strays.is_empty() {
            if problems.checked {
                draft.members.check(shape, path, problems);
            }
            return Some(draft.members);
        }
        finish_strays(draft, shape, path, problems)
    }

    #[inline]
    fn check(&self, shape: &ListShape<T::Shape>, path: &Path<'_>, problems: &mut Problems) {
        check_len(self.len(), shape, path, problems);
        check_members(self, shape, path, problems);
    }

    #[inline]
    fn put(&self, name: Name<'_>, body: &mut String) {
        if self.is_empty() {
            name.put("=", body);
        }
        for (i, member) in self.iter().enumerate() {
            member.put(name.at(i + 1), body);
        }
    }

    #[inline]
    fn put_len(&self, name: Name<'_>) -> usize {
        let members = self.iter().map(|member| member.put_len(name.at(1)));
        members.sum::<usize>() + name.len() + "=".len()
    }

    fn detach(self) -> Self::Detached {
        self.into_iter().map(T::detach).collect()
    }
}

/// The list when members came out of order, or only in part.
fn finish_strays<'a, T: Element<'a>>(
    mut draft: ListDraft<'a, T>,
    shape: &ListShape<T::Shape>,
    path: &Path<'_>,
    problems: &mut Problems,
) -> Option<Vec<T>> {
    let strays = draft.sorted_strays();
    let mut members = draft.members;
    for (expected, &(index, _)) in (members.len() + 1..).zip(&strays) {
        if index as usize != expected {
            problems.malformed(&path.index(index), MalformedInput::InvalidIndex(index.to_string()));
            return None;
        }
    }
    if strays.iter().all(|(_, draft)| T::is_complete(draft)) {
        members.extend(strays.into_iter().filter_map(|(_, draft)| T::complete(draft)));
        if problems.checked {
            members.check(shape, path, problems);
        }
        return Some(members);
    }
    if problems.checked {
        check_len(members.len() + strays.len(), shape, path, problems);
        check_members(&members, shape, path, problems);
    }
    for (index, draft) in strays {
        T::finish(draft, shape.member, &path.index(index), problems);
    }
    None
}

#[inline]
fn check_len<S>(len: usize, shape: &ListShape<S>, path: &Path<'_>, problems: &mut Problems) {
    if len > shape.max {
        let first_too_many = path.index(shape.max as u32 + 1);
        problems.violation_by(path, &first_too_many, Constraint::MaxLength(shape.max));
    }
}

#[inline]
fn check_members<'a, T: Element<'a>>(
    members: &[T],
    shape: &ListShape<T::Shape>,
    path: &Path<'_>,
    problems: &mut Problems,
) {
    let Some(each) = shape.each else {
        for (index, member) in (1..).zip(members) {
            member.check(shape.member, &path.index(index), problems);
        }
        return;
    };
    let mut own = Problems::new(true);
    for (index, member) in (1..).zip(members) {
        member.check(shape.member, &path.index(index), &mut own);
        if !own.violations.is_empty() {
            return problems.violation_by(path, &path.index(index), Constraint::Each(each));
        }
    }
}

/// `1` to `4294967295`, without sign or leading zeros.
pub(crate) fn parse_index(text: &str) -> Result<u32, MalformedInput> {
    let invalid = || MalformedInput::InvalidIndex(text.to_owned());
    if !text.starts_with(|first: char| matches!(first, '1'..='9')) {
        return Err(invalid());
    }
    text.parse().map_err(|_| invalid())
}

impl<'a> Element<'a> for Cow<'a, str> {
    #[inline(always)]
    fn read(
        list: &str,
        index: u32,
        _draft: &mut Option<Self>,
        source: &mut impl Source<'a>,
    ) -> Option<Self> {
        source.value_of_member(MemberName { list, index, end: "=" })
    }

    fn is_complete(draft: &Option<Self>) -> bool {
        draft.is_some()
    }

    fn complete(draft: Option<Self>) -> Option<Self> {
        draft
    }

    fn merge(first: &mut Option<Self>, later: Option<Self>) {
        *first = first.take().or(later);
    }
}

impl<'a> Element<'a> for Tag<'a> {
    #[inline(always)]
    fn read(
        list: &str,
        index: u32,
        draft: &mut TagDraft<'a>,
        source: &mut impl Source<'a>,
    ) -> Option<Self> {
        let key = source.value_of_member(MemberName { list, index, end: ".Key=" })?;
        let Some(value) = source.value_of_member(MemberName { list, index, end: ".Value=" }) else {
            draft.key = Some(key);
            return None;
        };
        Some(Tag { key, value })
    }

    fn is_complete(draft: &TagDraft<'a>) -> bool {
        draft.key.is_some() && draft.value.is_some()
    }

    fn complete(draft: TagDraft<'a>) -> Option<Self> {
        Some(Tag { key: draft.key?, value: draft.value? })
    }

    fn merge(first: &mut TagDraft<'a>, later: TagDraft<'a>) {
        first.key = first.key.take().or(later.key);
        first.value = first.value.take().or(later.value);
    }
}
