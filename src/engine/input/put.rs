//! Structures → pairs, in the order of the tables or of a client.

use std::fmt::{Display, Write};

use crate::engine::tags;
use crate::error::path::Path;
use crate::schema::structure::{Field, Structure};
use crate::wire::form;

/// Appends the pairs of all members in the order of the table.
pub(crate) fn put(structure: &dyn Structure, body: &mut String) {
    put_structure(structure, None, body);
}

/// The same with the required members first, as the SDK for JavaScript sends them (captured).
pub(crate) fn put_required_first(structure: &dyn Structure, body: &mut String) {
    for is_required in [true, false] {
        for (index, member) in structure.table().members.iter().enumerate() {
            if member.is_required == is_required {
                put_field(structure.field(index), &Path::new(member.name()), body);
            }
        }
    }
}

fn put_structure(structure: &dyn Structure, path: Option<&Path<'_>>, body: &mut String) {
    for (index, member) in structure.table().members.iter().enumerate() {
        let path = path.map_or(Path::new(member.name()), |path| path.member(member.name()));
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
        Field::Timestamp(timestamp) => {
            timestamp.with_text(|text| put_field(Field::Text(text), path, body));
        }
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
        let (path, start) = (path.index(i as u32 + 1), body.len());
        put_field(member(i), &path, body);
        // An empty structure would leave no trace, and one at the end would be lost.
        if body.len() == start {
            put_name(&path, body);
        }
    }
}

fn put_name(path: &Path<'_>, body: &mut String) {
    body.push('&');
    path.put(body);
    body.push('=');
}

/// A number or a boolean, which needs no escapes.
fn put_plain(path: &Path<'_>, value: impl Display, body: &mut String) {
    put_name(path, body);
    // Writing to a String does not fail.
    let _ = write!(body, "{value}");
}
