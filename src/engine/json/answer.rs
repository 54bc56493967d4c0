//! Structures → answers in JSON, as services write them that are asked for it: members in alphabetical
//! order, times as numbers of seconds.
//!
//! The documents of [`put`](crate::engine::json::put) are the AWS CLI's; no service sends those.

use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::schema::structure::{Field, Structure};

/// A value on its way into an answer.
pub(crate) struct Answer<'s>(pub(crate) Field<'s>);

impl Serialize for Answer<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Field::Absent => serializer.serialize_none(),
            Field::Text(text)
            | Field::Secret(text)
            | Field::Policy(text)
            | Field::Enum(text, _) => serializer.serialize_str(text),
            Field::Integer(number) => serializer.serialize_i32(number),
            Field::Boolean(boolean) => serializer.serialize_bool(boolean),
            Field::Timestamp(timestamp) => serializer.serialize_u64(timestamp.as_unix()),
            Field::Blob(blob) => serializer.serialize_str(&blob.to_base64()),
            Field::Structure(structure) => put_structure(structure, serializer),
            Field::Tags(tags) => serializer.collect_seq(tags),
            Field::List(list) => {
                serializer.collect_seq((0..list.len()).map(|index| Answer(list.get(index))))
            }
            Field::Map(map) => serializer.collect_map((0..map.len()).map(|index| {
                let (key, value) = map.get(index);
                (Answer(key), Answer(value))
            })),
        }
    }
}

fn put_structure<S: Serializer>(
    structure: &dyn Structure,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let names = structure.table().members.iter().map(|member| member.name());
    let mut sorted: Vec<_> = names.enumerate().collect();
    sorted.sort_unstable_by_key(|(_, name)| *name);
    let mut members = serializer.serialize_map(None)?;
    for (index, name) in sorted {
        match structure.field(index) {
            Field::Absent => {}
            field => members.serialize_entry(name, &Answer(field))?,
        }
    }
    members.end()
}
