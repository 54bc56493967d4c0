//! Sorted values → members: one walk over a structure and the groups of pairs that belong to its parts.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::engine::input::names::{INDEX, MEMBER, NAMED};
use crate::error::constraint::{Constraint, Violations};
use crate::error::path::{self, Path};
use crate::error::place::MalformedInput;
use crate::error::problems::Problems;
use crate::schema::shape::{ListShape, MapShape, Shape};
use crate::schema::structure::{EntriesMut, Kind, ListMut, Slot, StructureMut};

/// A value on its way to its member.
pub(super) struct Keyed<'a> {
    pub(super) key: u128,
    /// The pair's number, which tells what came first.
    pub(super) number: usize,
    pub(super) value: Cow<'a, str>,
}

/// The pairs of one structure, list or member: those whose keys agree in the first `depth` bits.
pub(super) struct Group<'g, 'a> {
    pub(super) pairs: &'g mut [Keyed<'a>],
    pub(super) depth: u32,
}

impl<'g, 'a> Group<'g, 'a> {
    /// The next step of the pair's key.
    fn step(&self, pair: &Keyed<'_>, width: u32) -> u32 {
        (pair.key << self.depth >> (u128::BITS - width)) as u32
    }

    /// Cuts off the first pairs that share their next step.
    fn next(&mut self, width: u32) -> Option<(u32, Group<'g, 'a>)> {
        let step = self.step(self.pairs.first()?, width);
        let len = self.pairs.iter().take_while(|pair| self.step(pair, width) == step).count();
        let (group, rest) = std::mem::take(&mut self.pairs).split_at_mut(len);
        self.pairs = rest;
        Some((step, Group { pairs: group, depth: self.depth + width }))
    }

    /// Cuts off the pairs of the next member that the table has.
    #[inline]
    fn next_known(&mut self) -> Option<(u32, Group<'g, 'a>)> {
        match self.next(MEMBER) {
            Some((0, _)) => self.next(MEMBER),
            next => next,
        }
    }

    /// The number of the first pair to arrive.
    fn first_number(&self) -> Option<usize> {
        self.pairs.iter().map(|pair| pair.number).min()
    }
}

/// Hands values to members, and notes the members that are null and must not be.
pub(super) struct Reader<'p> {
    pub(super) problems: &'p mut Problems,
}

impl Reader<'_> {
    pub(super) fn structure<'a>(
        &mut self,
        structure: &mut dyn StructureMut<'a>,
        mut group: Group<'_, 'a>,
        path: Option<&Path<'_>>,
    ) {
        let mut next = group.next_known();
        for (index, member) in (0..).zip(structure.table().members) {
            let path = path.map_or(Path::new(member.name()), |path| path.member(member.name()));
            match next.take_if(|(step, _)| *step == index + 1) {
                Some((_, pairs)) => {
                    next = group.next(MEMBER);
                    if let Some(slot) = structure.slot(index as usize) {
                        self.member(slot, member.kind, member.shape(), pairs, &path);
                    }
                }
                None if member.is_required => self.problems.null(&path),
                None => {}
            }
        }
    }

    fn member<'a>(
        &mut self,
        slot: Slot<'_, 'a>,
        kind: Kind,
        shape: &Shape,
        group: Group<'_, 'a>,
        path: &Path<'_>,
    ) {
        match (slot, kind) {
            (Slot::Structure(structure), _) => self.structure(structure, group, Some(path)),
            (Slot::List(list), Kind::List(kind)) => {
                self.list(list, *kind, shape.list(), group, path);
            }
            (Slot::Map(map), Kind::Map(key, value)) => {
                self.map(map, (*key, *value), shape.map(), group, path);
            }
            (leaf, _) => self.leaf(leaf, group),
        }
    }

    fn leaf<'a>(&mut self, slot: Slot<'_, 'a>, group: Group<'_, 'a>) {
        if let [_, .., last] = group.pairs {
            // The spellings with leading zeros come last. Which one of several counts at AWS is not known.
            if last.key & 1 == 1 {
                let number = group.pairs.iter().map(|pair| pair.number).max();
                self.problems.malformed(MalformedInput::Respelled, number.unwrap_or_default());
            }
        }
        let [pair, ..] = group.pairs else { return };
        if let Err((malformed, _)) = slot.read(std::mem::take(&mut pair.value)) {
            self.problems.malformed(malformed, pair.number);
        }
    }

    fn list<'a>(
        &mut self,
        list: &mut dyn ListMut<'a>,
        kind: Kind,
        shape: &ListShape,
        mut group: Group<'_, 'a>,
        path: &Path<'_>,
    ) {
        self.opening(&mut group);
        let (mut last, mut nulls) = (0, 0);
        while let Some((index, pairs)) = group.next(INDEX) {
            if index != last + 1 {
                let Some(index) = self.after_gap(last, index, &pairs, path.index(index)) else {
                    return;
                };
                for index in last + 1..index {
                    self.null_member(list.push(), shape, path, index, nulls);
                    nulls += 1;
                }
                last = index - 1;
            }
            last += 1;
            self.member(list.push(), kind, shape.member, pairs, &path.index(last));
        }
    }

    /// Notes that a member of a list was left out: in a list of structures that is an empty structure, in
    /// others it breaks the constraints of all members (both recorded).
    #[cold]
    fn null_member<'a>(
        &mut self,
        slot: Slot<'_, 'a>,
        shape: &ListShape,
        list: &Path<'_>,
        index: u32,
        nulls: usize,
    ) {
        let path = list.index(index);
        match slot {
            _ if !shape.each.is_empty() => {
                self.problems.null_member(list, index, Constraint::Each(shape.each));
            }
            // No violation of a later member is named.
            _ if nulls >= Violations::LISTED => {}
            Slot::Structure(structure) => {
                let nothing = Group { pairs: &mut [], depth: 0 };
                self.structure(structure, nothing, Some(&path));
            }
            _ => self.problems.null(&path),
        }
    }

    fn map<'a>(
        &mut self,
        map: &mut dyn EntriesMut<'a>,
        kinds: (Kind, Kind),
        shape: &MapShape,
        mut group: Group<'_, 'a>,
        path: &Path<'_>,
    ) {
        self.opening(&mut group);
        let (mut last, mut nulls, mut names) = (0, 0, HashSet::new());
        while let Some((index, pairs)) = group.next(INDEX) {
            if index != last + 1 {
                let Some(index) = self.after_gap(last, index, &pairs, path.entry(index)) else {
                    return;
                };
                for index in last + 1..index {
                    let slots = map.push();
                    if nulls < Violations::LISTED {
                        let nothing = Group { pairs: &mut [], depth: 0 };
                        self.entry(slots, kinds, shape, nothing, (path, index));
                    } else {
                        // No violation of a later entry is named, but that of all keys is, and it comes first.
                        self.problems.left_out(path, index);
                    }
                    nulls += 1;
                }
                last = index - 1;
            }
            last += 1;
            let number = pairs.first_number();
            let name = self.entry(map.push(), kinds, shape, pairs, (path, last));
            if name.is_some_and(|name| !names.insert(name)) {
                self.problems.malformed(MalformedInput::RepeatedKey, number.unwrap_or_default());
            }
        }
    }

    /// Fills an entry and gives its key.
    fn entry<'a>(
        &mut self,
        (key_slot, value_slot): (Slot<'_, 'a>, Slot<'_, 'a>),
        (key_kind, value_kind): (Kind, Kind),
        shape: &MapShape,
        mut group: Group<'_, 'a>,
        (path, index): (&Path<'_>, u32),
    ) -> Option<String> {
        let entry = path.entry(index);
        let key_path = entry.member("key");
        let mut next = group.next_known();
        let mut name = None;
        match next.take_if(|(step, _)| *step == 1) {
            Some((_, key)) => {
                next = group.next(MEMBER);
                name = key.pairs.first().map(|pair| pair.value.to_string());
                self.member(key_slot, key_kind, shape.key, key, &key_path);
            }
            None => self.problems.null(&key_path),
        }
        let path = path.value(index, name.as_deref().unwrap_or_default());
        match next {
            Some((_, value)) => self.member(value_slot, value_kind, shape.value, value, &path),
            None => self.problems.null(&path),
        }
        name
    }

    /// The index of a member that does not follow `last`, the one before, if members between them may be
    /// left out.
    #[cold]
    fn after_gap(
        &mut self,
        last: u32,
        index: u32,
        member: &Group<'_, '_>,
        path: Path<'_>,
    ) -> Option<u32> {
        if index == NAMED {
            if last > 0 {
                let number = member.first_number().unwrap_or_default();
                self.problems.malformed(MalformedInput::UnexpectedList, number);
            }
            return (last == 0).then_some(1);
        }
        let Some(sparse) = path::skipped(last, index) else { return Some(index) };
        self.problems.malformed_at_end(sparse, &path);
        None
    }

    /// Takes the `Tags=` of an empty list or map. With members it is a contradiction, found where the second
    /// of the two comes.
    fn opening(&mut self, group: &mut Group<'_, '_>) {
        let [first, ..] = &*group.pairs else { return };
        if group.step(first, INDEX) != 0 {
            return;
        }
        let (number, is_empty) = (first.number, first.value.is_empty());
        group.next(INDEX);
        let malformed = match group.first_number() {
            _ if !is_empty => Some((MalformedInput::UnexpectedListEnd, number)),
            Some(member) => Some((MalformedInput::UnexpectedList, number.max(member))),
            None => None,
        };
        if let Some((malformed, number)) = malformed {
            self.problems.malformed(malformed, number);
        }
    }
}
