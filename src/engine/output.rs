//! Structures ⇄ elements of a document.
//!
//! Members are written in the order of [`wire_order`](crate::wire::order), two spaces a level, and read
//! in any order. What holds nothing is self-closed: `<Tags/>`, `<Description/>`, `<RoleLastUsed/>` (all
//! recorded).

use std::borrow::Cow;
use std::collections::HashSet;

use crate::engine::notation;
use crate::schema::structure::{
    EntriesMut, Field, ListMut, Member, Slot, Structure, StructureMut, Table,
};
use crate::wire::xml;
use crate::wire::xml::element::{Content, Element};
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{EncodeError, EncodeErrorKind, ResponseError, ResponseErrorKind};
use crate::wire::xml::tokens::MAX_DEPTH;
use crate::wire::xml::unknown::UnknownElements;
use crate::wire::xml::writer::Writer;

/// Writes the element `name`, which holds the members of `structure`. The name may be in pieces.
///
/// # Errors
///
/// A text holds a character that XML 1.0 cannot carry.
pub(crate) fn write<const N: usize>(
    name: [&str; N],
    structure: &dyn Structure,
    indent: usize,
    xml: &mut Writer<'_>,
) -> Result<(), EncodeError> {
    let before = xml.len();
    xml.start_line(indent, name);
    let start = xml.len();
    write_members(structure, indent + 1, xml)?;
    if xml.len() > start {
        xml.end_line(indent, name);
    } else {
        xml.truncate(before);
        xml.empty_line(indent, name);
    }
    Ok(())
}

/// Writes the members that are there.
fn write_members(
    structure: &dyn Structure,
    indent: usize,
    xml: &mut Writer<'_>,
) -> Result<(), EncodeError> {
    let table = structure.table();
    for &index in table.wire_order {
        let index = usize::from(index);
        let member = &table.members[index];
        write_member(member, structure.field(index), indent, xml)
            .map_err(|e| e.within(member.name()))?;
    }
    Ok(())
}

/// Most members are texts and dates, whose markup is ready.
// Bench row: encode response, 100 users.
#[inline]
fn write_member(
    member: &Member,
    field: Field<'_>,
    indent: usize,
    xml: &mut Writer<'_>,
) -> Result<(), EncodeError> {
    match field {
        Field::Absent => Ok(()),
        Field::Text(text) if !text.is_empty() => {
            xml.ready_line(indent, member.tags(), |xml| xml.text(text));
            xml.carried(String::new)
        }
        Field::Timestamp(timestamp) => {
            timestamp.with_text(|text| {
                xml.ready_line(indent, member.tags(), |xml| xml.literal([text]));
            });
            Ok(())
        }
        field => write_field(member.name(), field, indent, xml),
    }
}

fn write_field(
    name: &str,
    field: Field<'_>,
    indent: usize,
    xml: &mut Writer<'_>,
) -> Result<(), EncodeError> {
    match field {
        Field::Absent => {}
        Field::Text(text) | Field::Secret(text) | Field::Enum(text, _) => {
            xml.leaf_line(indent, name, text);
        }
        Field::Policy(text) => xml.percent_encoded_line(indent, name, text),
        Field::Integer(number) => xml.displayed_line(indent, name, number),
        Field::Boolean(true) => xml.leaf_line(indent, name, "true"),
        Field::Boolean(false) => xml.leaf_line(indent, name, "false"),
        Field::Timestamp(timestamp) => {
            timestamp.with_text(|text| xml.leaf_line(indent, name, text));
        }
        Field::Blob(blob) => xml.leaf_line(indent, name, &blob.to_base64()),
        Field::Structure(structure) => return write([name], structure, indent, xml),
        Field::Tags(tags) => {
            return write_list(name, tags.len(), |i| Field::Structure(&tags[i]), indent, xml);
        }
        Field::List(list) => return write_list(name, list.len(), |i| list.get(i), indent, xml),
        Field::Map(map) if map.len() == 0 => xml.empty_line(indent, [name]),
        Field::Map(map) => {
            xml.start_line(indent, [name]);
            let mut keys = HashSet::new();
            for i in 0..map.len() {
                let (key, value) = map.get(i);
                let within = |e: EncodeError| e.within(&format!("entry.{}", i + 1));
                if let Field::Text(text) | Field::Enum(text, _) = key {
                    if !keys.insert(text) {
                        return Err(within(EncodeError::new(EncodeErrorKind::RepeatedKey, "key")));
                    }
                }
                xml.start_line(indent + 1, ["entry"]);
                write_field("key", key, indent + 2, xml).map_err(within)?;
                write_field("value", value, indent + 2, xml).map_err(within)?;
                xml.end_line(indent + 1, ["entry"]);
            }
            xml.end_line(indent, [name]);
        }
    }
    xml.carried(String::new)
}

/// The longest room that a list makes at once, in bytes, but for an eighth more.
const MOST_RESERVED: usize = 1 << 18;

fn write_list<'s>(
    name: &str,
    len: usize,
    member: impl Fn(usize) -> Field<'s>,
    indent: usize,
    xml: &mut Writer<'_>,
) -> Result<(), EncodeError> {
    if len == 0 {
        xml.empty_line(indent, [name]);
        return Ok(());
    }
    xml.start_line(indent, [name]);
    for i in 0..len {
        let before = xml.len();
        write_field("member", member(i), indent + 1, xml)
            .map_err(|e| e.within(&format!("member.{}", i + 1)))?;
        if i == 0 {
            xml.reserve(room(xml.len() - before, len - 1));
        }
    }
    xml.end_line(indent, [name]);
    Ok(())
}

/// How much room the other members of a list get. They are about as long as the first, and an eighth more
/// costs nothing. Bounded, since the first may be the only long one.
fn room(first: usize, others: usize) -> usize {
    let room = first.saturating_mul(others).min(MOST_RESERVED);
    room + room / 8
}

/// Writes an element that no table has.
///
/// # Errors
///
/// Its name is not one of XML, its text holds a character that XML 1.0 cannot carry, or it is nested too deep.
pub(crate) fn write_element(
    element: &Element<'_>,
    indent: usize,
    xml: &mut Writer<'_>,
) -> Result<(), EncodeError> {
    let name = &*element.name;
    expect_name(name)?;
    if indent >= MAX_DEPTH {
        return Err(EncodeError::new(EncodeErrorKind::TooDeep, name));
    }
    match &element.content {
        Content::Text(text) => {
            xml.leaf_line(indent, name, text);
            xml.carried(|| name.to_owned())
        }
        Content::Elements(children) if children.is_empty() => {
            xml.empty_line(indent, [name]);
            Ok(())
        }
        Content::Elements(children) => {
            xml.start_line(indent, [name]);
            for child in children {
                write_element(child, indent + 1, xml).map_err(|e| e.within(name))?;
            }
            xml.end_line(indent, [name]);
            Ok(())
        }
    }
}

/// Makes sure that a name makes no other markup than a tag of this name.
pub(crate) fn expect_name(name: &str) -> Result<(), EncodeError> {
    match xml::is_name(name) {
        true => Ok(()),
        false => Err(EncodeError::new(EncodeErrorKind::InvalidName, name)),
    }
}

/// Fills `structure` from the children of the element that was just started, in any order.
///
/// # Errors
///
/// A required member is missing, a member is repeated, or its content is not of its type.
pub(crate) fn read<'a>(
    structure: &mut dyn StructureMut<'a>,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<(), ResponseError> {
    let table = structure.table();
    let (mut given, mut next) = (0_u64, 0);
    loop {
        if let Some((index, text)) = expected_leaf(table, &mut next, document) {
            given |= 1 << index;
            if let Some(slot) = structure.slot(index) {
                read_leaf(slot, Cow::Borrowed(text), document, unknown)
                    .map_err(|e| e.within(table.members[index].name()))?;
            }
            continue;
        }
        let Some(name) = document.child()? else { break };
        let Some(index) = table.position_in_order(name, &mut next) else {
            unknown.take(name, document)?;
            continue;
        };
        if given >> index & 1 == 1 {
            return Err(document.error(ResponseErrorKind::Repeated).within(name));
        }
        given |= 1 << index;
        if let Some(slot) = structure.slot(index) {
            let known = unknown.len();
            read_slot(slot, document, unknown).map_err(|e| e.within(name))?;
            unknown.put_within(known, name);
        }
    }
    match (0..).zip(table.members).find(|(i, m)| m.is_required && given >> i & 1 == 0) {
        Some((_, member)) => Err(document.error(ResponseErrorKind::Missing).within(member.name())),
        None => Ok(()),
    }
}

/// The next child and its text, if the document is plain and the child is the leaf that AWS writes there: a
/// shortcut, and never a rule.
// Bench row: decode response, 100 users.
#[inline]
fn expected_leaf<'a>(
    table: &Table,
    next: &mut usize,
    document: &mut dyn Elements<'a>,
) -> Option<(usize, &'a str)> {
    let plain = document.as_plain()?;
    let mut behind = (*next..).zip(table.wire_order.get(*next..)?);
    let (at, index) = behind.find(|(_, index)| table.members[usize::from(**index)].is_leaf())?;
    let index = usize::from(*index);
    let text = plain.expected_leaf(table.members[index].tags())?;
    *next = at + 1;
    Some((index, text))
}

fn read_slot<'a>(
    slot: Slot<'_, 'a>,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<(), ResponseError> {
    match slot {
        Slot::Structure(structure) => read(structure, document, unknown),
        Slot::List(list) => read_list(list, document, unknown),
        Slot::Map(map) => read_map(map, document, unknown),
        leaf => {
            let text = document.text()?;
            read_leaf(leaf, text, document, unknown)
        }
    }
}

#[inline]
fn read_leaf<'a>(
    leaf: Slot<'_, 'a>,
    text: Cow<'a, str>,
    document: &dyn Elements<'a>,
    unknown: &UnknownElements<'a>,
) -> Result<(), ResponseError> {
    if unknown.are_refused() && !notation::is_usual(&leaf, &text) {
        return Err(document.error(ResponseErrorKind::InvalidValue(text.into_owned())));
    }
    leaf.read_element(text)
        .map_err(|(_, text)| document.error(ResponseErrorKind::InvalidValue(text.into_owned())))
}

fn read_list<'a>(
    list: &mut dyn ListMut<'a>,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<(), ResponseError> {
    let mut len = 0;
    while let Some(name) = document.child()? {
        // A list has no other children: an `item` would be a member that is lost.
        expect(name, "member", document)?;
        len += 1;
        let known = unknown.len();
        read_slot(list.push(), document, unknown)
            .map_err(|e| e.within(&format!("member.{len}")))?;
        if unknown.len() > known {
            unknown.put_within(known, &format!("member.{len}"));
        }
    }
    Ok(())
}

fn read_map<'a>(
    map: &mut dyn EntriesMut<'a>,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<(), ResponseError> {
    let (mut len, mut keys) = (0, HashSet::new());
    while let Some(name) = document.child()? {
        expect(name, "entry", document)?;
        len += 1;
        let known = unknown.len();
        read_entry(map.push(), &mut keys, document, unknown)
            .map_err(|e| e.within(&format!("entry.{len}")))?;
        if unknown.len() > known {
            unknown.put_within(known, &format!("entry.{len}"));
        }
    }
    Ok(())
}

fn read_entry<'s, 'a>(
    (key, value): (Slot<'s, 'a>, Slot<'s, 'a>),
    keys: &mut HashSet<Cow<'a, str>>,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<(), ResponseError> {
    let (mut key, mut value) = (Some(key), Some(value));
    while let Some(name) = document.child()? {
        let slot = match name {
            "key" => key.take(),
            "value" => value.take(),
            _ => {
                unknown.take(name, document)?;
                continue;
            }
        };
        let Some(slot) = slot else {
            return Err(document.error(ResponseErrorKind::Repeated).within(name));
        };
        let known = unknown.len();
        match name {
            "key" => read_key(slot, keys, document),
            _ => read_slot(slot, document, unknown),
        }
        .map_err(|e| e.within(name))?;
        unknown.put_within(known, name);
    }
    match [(key, "key"), (value, "value")].iter().find(|(slot, _)| slot.is_some()) {
        Some((_, name)) => Err(document.error(ResponseErrorKind::Missing).within(name)),
        None => Ok(()),
    }
}

/// A key that comes again would hide the value of the first one, or be hidden by it.
fn read_key<'a>(
    slot: Slot<'_, 'a>,
    keys: &mut HashSet<Cow<'a, str>>,
    document: &mut dyn Elements<'a>,
) -> Result<(), ResponseError> {
    let text = document.text()?;
    if !keys.insert(text.clone()) {
        return Err(document.error(ResponseErrorKind::Repeated));
    }
    slot.read_element(text)
        .map_err(|(_, text)| document.error(ResponseErrorKind::InvalidValue(text.into_owned())))
}

fn expect(
    name: &str,
    expected: &str,
    document: &mut dyn Elements<'_>,
) -> Result<(), ResponseError> {
    match name == expected {
        true => Ok(()),
        false => Err(document.error(ResponseErrorKind::UnexpectedElement(name.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_of_a_list_is_bounded_for_members_of_any_length() {
        assert_eq!(room(100, 80), 9_000);
        for (first, others) in [(1 << 20, 10), (usize::MAX, 2), (usize::MAX / 2, usize::MAX)] {
            assert_eq!(room(first, others), MOST_RESERVED * 9 / 8);
        }
    }
}
