//! Structures ⇄ pairs: `Tags.member.1.Key=…` and all other names that say where a value belongs.
//!
//! Decoding is one pass over the pairs and one over the structure. The first finds for each name the
//! member that it stands for and makes a sorting key of it; the second hands the sorted values to the
//! members, and judges them on the way. So pairs may come in any order (sorting clients send 10 before
//! 2), and no step and no allocation depends on the value of an index.

use std::borrow::Cow;
use std::fmt::Write;

use crate::engine::check::{self, Whole};
use crate::engine::cursor::Source;
use crate::engine::tags;
use crate::error::constraint::Constraint;
use crate::error::path::{self, Path, parse_index};
use crate::error::place::MalformedInput;
use crate::error::problems::Problems;
use crate::schema::shape::Shape;
use crate::schema::structure::{
    EntriesMut, Field, Kind, ListMut, Slot, Structure, StructureMut, Table,
};
use crate::wire::form::{self, FormError};

/// Fills `structure` from the pairs of `source`, and gives the value of `Version`.
///
/// # Errors
///
/// A name or value that cannot be read, wherever it stands. All else that is wrong goes to `problems`.
pub(crate) fn read<'a>(
    structure: &mut dyn StructureMut<'a>,
    source: &mut dyn Source<'a>,
    problems: &mut Problems,
) -> Result<Option<Cow<'a, str>>, FormError> {
    let mut pairs = Vec::with_capacity(source.pairs_left().min(USUAL));
    let mut version = None;
    let table = structure.table();
    let mut names = Names { table, list: None };
    // Of what cannot be read, the first counts; the pairs behind it are only searched for escapes.
    let mut is_readable = true;
    while let Some((name, value)) = source.next_pair()? {
        match names.key(&name) {
            Ok(Target::Unknown) => {}
            Ok(Target::Version) => {
                version.get_or_insert(value);
            }
            Ok(Target::Member(key)) if is_readable => {
                pairs.push(Keyed { key, number: source.number(), value });
            }
            Err(malformed) if is_readable => {
                let malformed = malformed.at_top_level(path::split(&name).1);
                problems.malformed(malformed, source.number());
                is_readable = false;
            }
            _ => {}
        }
    }
    if !pairs.is_sorted_by_key(|pair| pair.key) {
        pairs.sort_by_key(|pair| pair.key);
    }
    Reader { problems }.structure(structure, Group { pairs: &mut pairs, depth: 0 }, None);
    problems.name_pair(|number| source.pair(number));
    Ok(version)
}

/// How many pairs a request has at most, as a rule.
const USUAL: usize = 32;

/// A value on its way to its member.
struct Keyed<'a> {
    key: u128,
    /// The pair's number, which tells what came first.
    number: usize,
    value: Cow<'a, str>,
}

/// The place of a member in a structure as a number, so that sorting pairs by it brings those of each
/// structure, list and map together and in order: the steps from the outermost member to the inmost,
/// each in so many bits, aligned to the left. Of equal keys the first pair counts (recorded on STS).
#[derive(Clone, Copy)]
struct Key {
    bits: u128,
    len: u32,
}

/// A member of a structure is a step of 8 bits, counted from 1; 0 is a member that the table does not
/// have. The key of an entry is 1, and its value 2.
const MEMBER: u32 = 8;
/// A number in a list or map is a step of 32 bits; 0 is the list itself.
const INDEX: u32 = 32;

impl Key {
    const START: Key = Key { bits: 0, len: 0 };

    fn step(self, value: u32, width: u32) -> Key {
        Key { bits: self.bits << width | u128::from(value), len: self.len + width }
    }

    fn aligned(self) -> u128 {
        self.bits << (u128::BITS - self.len)
    }
}

/// The bits of the longest key of a member of this structure.
#[cfg(test)]
pub(crate) fn longest_key(table: &Table) -> u32 {
    fn of(kind: Kind) -> u32 {
        match kind {
            Kind::List(kind) => INDEX + of(*kind),
            Kind::Map(key, value) => INDEX + MEMBER + of(*key).max(of(*value)),
            Kind::Structure(table) => longest_key(table),
            _ => 0,
        }
    }
    MEMBER + table.members.iter().map(|member| of(member.kind)).max().unwrap_or_default()
}

/// What a name stands for.
enum Target {
    Member(u128),
    Version,
    Unknown,
}

/// The names of a request, each with its place in the structure.
struct Names<'n> {
    table: &'static Table,
    /// The list that the last name went through: `Tags`, its key, and the type of its members.
    list: Option<(&'n str, Key, Kind)>,
}

impl Names<'_> {
    fn key(&mut self, name: &str) -> Result<Target, MalformedInput> {
        if let Some((list, key, kind)) = self.list {
            // Most names go on where the last one was.
            if let Some(member) =
                name.strip_prefix(list).and_then(|rest| rest.strip_prefix(".member."))
            {
                return indexed(member, kind, key).map(Target::Member);
            }
        }
        let (member, rest) = path::split(name);
        let Some(index) = self.table.position(member) else {
            return match (member, rest) {
                ("Version", "") => Ok(Target::Version),
                ("Version", _) => Err(MalformedInput::UnexpectedList),
                _ => Ok(Target::Unknown),
            };
        };
        let member = &self.table.members[index];
        let key = Key::START.step(index as u32 + 1, MEMBER);
        if let Kind::List(kind) = member.kind {
            self.list = Some((member.name, key, *kind));
        }
        below(rest, member.kind, key).map(Target::Member)
    }
}

/// The key of a value whose name goes on with `rest` after a member of this type.
fn below(rest: &str, kind: Kind, key: Key) -> Result<u128, MalformedInput> {
    match kind {
        Kind::List(kind) => match rest.strip_prefix(".member.") {
            Some(member) => indexed(member, *kind, key),
            // `Tags=`, as SDKs send an empty list.
            None if rest.is_empty() => Ok(key.aligned()),
            None => Err(MalformedInput::UnexpectedListEnd),
        },
        Kind::Map(key_kind, value_kind) => {
            let Some(entry) = rest.strip_prefix(".entry.") else {
                let empty = if rest.is_empty() { Some(key.aligned()) } else { None };
                return empty.ok_or(MalformedInput::UnexpectedListEnd);
            };
            let (index, rest) = path::split(entry);
            let key = key.step(parse_index(index)?, INDEX);
            let rest = rest.strip_prefix('.').ok_or(MalformedInput::UnexpectedStructureEnd)?;
            match path::split(rest) {
                ("key", rest) => below(rest, *key_kind, key.step(1, MEMBER)),
                ("value", rest) => below(rest, *value_kind, key.step(2, MEMBER)),
                _ => Ok(key.aligned()),
            }
        }
        Kind::Structure(table) => {
            let rest = rest.strip_prefix('.').ok_or(MalformedInput::UnexpectedStructureEnd)?;
            let (name, rest) = path::split(rest);
            match table.position(name) {
                Some(index) => {
                    below(rest, table.members[index].kind, key.step(index as u32 + 1, MEMBER))
                }
                // An unknown parameter is no error, and yet the structure is there: `tags.2.member.key`
                // is then missing, and a misspelt name is not lost.
                None => Ok(key.aligned()),
            }
        }
        _ if rest.is_empty() => Ok(key.aligned()),
        _ => Err(MalformedInput::UnexpectedList),
    }
}

/// The key of a value in a list's member, whose name goes on with its number.
#[inline]
fn indexed(member: &str, kind: Kind, key: Key) -> Result<u128, MalformedInput> {
    let (index, rest) = path::split(member);
    below(rest, kind, key.step(parse_index(index)?, INDEX))
}

/// The pairs of one structure, list or member: those whose keys agree in the first `depth` bits.
struct Group<'g, 'a> {
    pairs: &'g mut [Keyed<'a>],
    depth: u32,
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

/// Hands values to members.
struct Reader<'p> {
    problems: &'p mut Problems,
}

impl Reader<'_> {
    fn structure<'a>(
        &mut self,
        structure: &mut dyn StructureMut<'a>,
        mut group: Group<'_, 'a>,
        path: Option<&Path<'_>>,
    ) {
        let mut next = group.next_known();
        for (index, member) in (0..).zip(structure.table().members) {
            let path = path.map_or(Path::new(member.name), |path| path.member(member.name));
            match next.take_if(|(step, _)| *step == index + 1) {
                Some((_, pairs)) => {
                    next = group.next(MEMBER);
                    if let Some(slot) = structure.slot(index as usize) {
                        self.member(slot, member.kind, member.shape, pairs, &path);
                    }
                }
                None if member.is_required => self.problems.violation(&path, Constraint::NotNull),
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
            (Slot::List(list), Kind::List(kind)) => self.list(list, *kind, shape, group, path),
            (Slot::Map(map), Kind::Map(key, value)) => {
                self.map(map, (*key, *value), shape, group, path);
            }
            (leaf, _) => {
                let [pair, ..] = group.pairs else { return };
                let text = std::mem::take(&mut pair.value);
                if self.problems.checked {
                    check::text(&text, kind, shape, path, self.problems);
                }
                if let Err((malformed, _)) = leaf.read(text) {
                    self.problems.malformed(malformed, pair.number);
                }
            }
        }
    }

    fn list<'a>(
        &mut self,
        list: &mut dyn ListMut<'a>,
        kind: Kind,
        shape: &Shape,
        mut group: Group<'_, 'a>,
        path: &Path<'_>,
    ) {
        let shape = shape.list();
        let len = self.len(&mut group);
        if self.problems.checked {
            shape.check_len(len, path, self.problems);
        }
        let mut judged = Whole::new(path, Constraint::Each(shape.each));
        for expected in 1.. {
            let Some((index, pairs)) = group.next(INDEX) else { break };
            let path = path.index(index);
            if index != expected {
                return self.gap(&path, expected - 1, index);
            }
            let slot = list.push();
            judged.part(&path, self.problems, |problems| {
                Reader { problems }.member(slot, kind, shape.member, pairs, &path);
            });
        }
    }

    fn map<'a>(
        &mut self,
        map: &mut dyn EntriesMut<'a>,
        (key_kind, value_kind): (Kind, Kind),
        shape: &Shape,
        mut group: Group<'_, 'a>,
        path: &Path<'_>,
    ) {
        let shape = shape.map();
        let len = self.len(&mut group);
        if self.problems.checked && len > shape.max {
            self.problems.violation(path, Constraint::MaxLength(shape.max));
        }
        let mut judged_keys = Whole::new(path, Constraint::EachKey(shape.each_key));
        let mut judged_values = Whole::new(path, Constraint::EachValue(shape.each_value));
        for expected in 1.. {
            let Some((index, mut pairs)) = group.next(INDEX) else { break };
            let entry = path.entry(index);
            if index != expected {
                return self.gap(&entry, expected - 1, index);
            }
            let (key_slot, value_slot) = map.push();
            let mut next = pairs.next_known();
            let mut name = String::new();
            let key_path = entry.member("key");
            match next.take_if(|(step, _)| *step == 1) {
                Some((_, key)) => {
                    next = pairs.next(MEMBER);
                    name.push_str(key.pairs.first().map_or("", |pair| &pair.value));
                    judged_keys.part(&key_path, self.problems, |problems| {
                        Reader { problems }.member(key_slot, key_kind, shape.key, key, &key_path);
                    });
                }
                None => self.problems.violation(&key_path, Constraint::NotNull),
            }
            let path = path.value(index, &name);
            match next {
                Some((_, value)) => judged_values.part(&path, self.problems, |problems| {
                    Reader { problems }.member(value_slot, value_kind, shape.value, value, &path);
                }),
                None => self.problems.violation(&path, Constraint::NotNull),
            }
        }
    }

    #[cold]
    fn gap(&mut self, path: &Path<'_>, last: u32, index: u32) {
        self.problems.malformed_at_end(path::gap(last, index), path);
    }

    /// How many members a list or map has: the number of the last, if there are no gaps. An empty one
    /// (`Tags=`) that has members is a contradiction, found where the second of the two stands.
    fn len(&mut self, group: &mut Group<'_, '_>) -> usize {
        if let [first, ..] = &*group.pairs {
            if group.step(first, INDEX) == 0 {
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
        group.pairs.last().map_or(0, |last| group.step(last, INDEX) as usize)
    }
}

/// Appends the pairs of all members in the order of the table.
pub(crate) fn put(structure: &dyn Structure, body: &mut String) {
    put_structure(structure, None, body);
}

/// The same with the required members first, as the SDK for JavaScript sends them (captured).
pub(crate) fn put_required_first(structure: &dyn Structure, body: &mut String) {
    for is_required in [true, false] {
        for (index, member) in structure.table().members.iter().enumerate() {
            if member.is_required == is_required {
                put_field(structure.field(index), &Path::new(member.name), body);
            }
        }
    }
}

fn put_structure(structure: &dyn Structure, path: Option<&Path<'_>>, body: &mut String) {
    for (index, member) in structure.table().members.iter().enumerate() {
        let path = path.map_or(Path::new(member.name), |path| path.member(member.name));
        put_field(structure.field(index), &path, body);
    }
}

fn put_field(field: Field<'_>, path: &Path<'_>, body: &mut String) {
    match field {
        Field::Absent => {}
        Field::Text(text) | Field::Secret(text) | Field::Policy(text) | Field::Enum(text, _) => {
            put_name(path, body);
            form::encode_text(text, body);
        }
        Field::Integer(number) => put_plain(path, number, body),
        Field::Boolean(boolean) => put_plain(path, boolean, body),
        Field::Timestamp(timestamp) => put_field(Field::Text(&timestamp.to_string()), path, body),
        Field::Blob(blob) => put_field(Field::Text(&blob.to_base64()), path, body),
        Field::Structure(structure) => put_structure(structure, Some(path), body),
        Field::Tags(tags) => match path.as_name() {
            Some(list) => tags::put(list, tags, body),
            None => put_list(tags.len(), |i| Field::Structure(&tags[i]), path, body),
        },
        Field::List(list) => put_list(list.len(), |i| list.get(i), path, body),
        // An empty map leaves no trace (captured from two SDKs).
        Field::Map(map) => {
            for i in 0..map.len() {
                let (key, value) = map.get(i);
                let index = i as u32 + 1;
                put_field(key, &path.entry(index).member("key"), body);
                put_field(value, &path.value(index, ""), body);
            }
        }
    }
}

fn put_list<'s>(
    len: usize,
    member: impl Fn(usize) -> Field<'s>,
    path: &Path<'_>,
    body: &mut String,
) {
    if len == 0 {
        put_name(path, body);
    }
    for i in 0..len {
        put_field(member(i), &path.index(i as u32 + 1), body);
    }
}

fn put_name(path: &Path<'_>, body: &mut String) {
    body.push('&');
    path.put(body);
    body.push('=');
}

/// A number or a boolean, which needs no escapes.
fn put_plain(path: &Path<'_>, value: impl std::fmt::Display, body: &mut String) {
    put_name(path, body);
    // Writing to a String does not fail.
    let _ = write!(body, "{value}");
}
