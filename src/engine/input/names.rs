//! Names → places: `Tags.member.1.Key` as the steps from the outermost member to the inmost.

use crate::error::path::{self, parse_index};
use crate::error::place::MalformedInput;
use crate::schema::structure::{Kind, Table};

/// The place of a member in a structure as a number, so that sorting pairs by it brings those of each
/// structure, list and map together and in order: the steps from the outermost member to the inmost,
/// each in a fixed number of bits, aligned to the left. Of equal keys the first pair counts (recorded on STS).
/// The last bit tells the spelling.
#[derive(Clone, Copy)]
pub(super) struct Key {
    bits: u128,
    len: u32,
    /// Whether an index on the way has leading zeros.
    is_respelled: bool,
}

/// A member of a structure is a step of 8 bits, counted from 1; 0 is a member that the table does not
/// have. The key of an entry is 1, and its value 2.
pub(super) const MEMBER: u32 = 8;
/// A number in a list or map is a step of 32 bits; 0 is the list itself.
pub(super) const INDEX: u32 = 32;
/// The step of a member that has a name in the place of its index.
pub(super) const NAMED: u32 = u32::MAX;

impl Key {
    const START: Key = Key { bits: 0, len: 0, is_respelled: false };

    fn step(self, value: u32, width: u32) -> Key {
        Key { bits: self.bits << width | u128::from(value), len: self.len + width, ..self }
    }

    /// The step to a member or entry, whose number in the name is `text`; `None` if that is a name.
    #[inline]
    fn index(self, text: &str) -> Result<Option<Key>, MalformedInput> {
        let Some(index) = parse_index(text)? else { return Ok(None) };
        let is_respelled = self.is_respelled | text.starts_with('0');
        Ok(Some(Key { is_respelled, ..self.step(index, INDEX) }))
    }

    fn aligned(self) -> u128 {
        self.bits << (u128::BITS - self.len) | u128::from(self.is_respelled)
    }
}

/// The bits of the longest key of a member of this structure, without that of the spelling.
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
pub(super) enum Target {
    Member(u128),
    Version,
    /// No member that the tables have, or a structure that is given as null.
    Unknown,
}

impl Target {
    /// An unknown parameter is not an error, and yet the structure or entry around it is there:
    /// `tags.2.member.key` is then missing, and a misspelt name is not lost.
    fn or_around(self, key: Key) -> Self {
        match self {
            Target::Unknown => Target::Member(key.aligned()),
            target => target,
        }
    }
}

/// The names of a request, each with its place in the structure.
pub(super) struct Names<'n> {
    table: &'static Table,
    /// The list that the last name went through: `Tags`, its key, and the type of its members.
    list: Option<(&'n str, Key, Kind)>,
}

impl Names<'_> {
    pub(super) fn new(table: &'static Table) -> Self {
        Names { table, list: None }
    }

    /// What the name of a pair stands for, whose value is empty or not.
    pub(super) fn target(&mut self, name: &str, is_empty: bool) -> Result<Target, MalformedInput> {
        if let Some((list, key, kind)) = self.list {
            // Most names go on where the last one was.
            if let Some(member) =
                name.strip_prefix(list).and_then(|rest| rest.strip_prefix(".member."))
            {
                return indexed(member, kind, key, is_empty);
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
            self.list = Some((member.name(), key, *kind));
        }
        below(rest, member.kind, key, is_empty)
    }
}

/// The target of a name that goes on with `rest` after a member of this type.
fn below(rest: &str, kind: Kind, key: Key, is_empty: bool) -> Result<Target, MalformedInput> {
    match kind {
        // `Tags=`, as SDKs send an empty list.
        Kind::List(_) | Kind::Map(..) if rest.is_empty() => Ok(Target::Member(key.aligned())),
        Kind::List(kind) => match rest.strip_prefix(".member.") {
            Some(member) => indexed(member, *kind, key, is_empty),
            None => Err(MalformedInput::UnexpectedListEnd),
        },
        Kind::Map(key_kind, value_kind) => {
            let entry = rest.strip_prefix(".entry.").ok_or(MalformedInput::UnexpectedListEnd)?;
            entered(entry, (*key_kind, *value_kind), key, is_empty)
        }
        // A structure without members is null (recorded on STS).
        Kind::Structure(_) if rest.is_empty() && is_empty => Ok(Target::Unknown),
        Kind::Structure(table) => {
            let rest = rest.strip_prefix('.').ok_or(MalformedInput::UnexpectedStructureEnd)?;
            let (name, rest) = path::split(rest);
            let target = match table.position(name) {
                Some(index) => {
                    let member = key.step(index as u32 + 1, MEMBER);
                    below(rest, table.members[index].kind, member, is_empty)?
                }
                None => Target::Unknown,
            };
            Ok(target.or_around(key))
        }
        _ if rest.is_empty() => Ok(Target::Member(key.aligned())),
        _ => Err(MalformedInput::UnexpectedList),
    }
}

/// The target of a name that goes on with a number after a list.
#[inline]
fn indexed(member: &str, kind: Kind, key: Key, is_empty: bool) -> Result<Target, MalformedInput> {
    let (index, rest) = path::split(member);
    let Some(key) = key.index(index)? else { return named(kind, key) };
    match path::begins_with_index(rest) {
        true => Err(MalformedInput::AdjacentIndices),
        false => element(rest, kind, key, is_empty),
    }
}

/// The target of a name that goes on with `rest` after a member of a list or the value of an entry.
#[inline]
fn element(rest: &str, kind: Kind, key: Key, is_empty: bool) -> Result<Target, MalformedInput> {
    match kind {
        // In a list such a structure is there, and empty (recorded).
        Kind::Structure(_) if rest.is_empty() && is_empty => Ok(Target::Member(key.aligned())),
        _ => below(rest, kind, key, is_empty),
    }
}

/// The target of a name that has another name where a list's index belongs. In a list of structures that is
/// one member with parts that nobody knows, in a list of texts something unreadable (both recorded).
#[cold]
fn named(kind: Kind, list: Key) -> Result<Target, MalformedInput> {
    match kind {
        Kind::Structure(_) => Ok(Target::Member(list.step(NAMED, INDEX).aligned())),
        _ => Err(MalformedInput::UnexpectedList),
    }
}

/// The target of a name that goes on with a number after a map.
fn entered(
    entry: &str,
    (key_kind, value_kind): (Kind, Kind),
    key: Key,
    is_empty: bool,
) -> Result<Target, MalformedInput> {
    let (index, rest) = path::split(entry);
    let key = key.index(index)?.ok_or(MalformedInput::UnexpectedList)?;
    if path::begins_with_index(rest) {
        return Err(MalformedInput::AdjacentIndices);
    }
    let rest = rest.strip_prefix('.').ok_or(MalformedInput::UnexpectedStructureEnd)?;
    let target = match path::split(rest) {
        ("key", rest) => below(rest, key_kind, key.step(1, MEMBER), is_empty)?,
        ("value", rest) => element(rest, value_kind, key.step(2, MEMBER), is_empty)?,
        _ => Target::Unknown,
    };
    Ok(target.or_around(key))
}
