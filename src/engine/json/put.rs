//! Structures → documents.

use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::schema::structure::{Field, Structure};

/// Adds the members of a structure to an object. Absent ones are left out.
pub(crate) fn put_members<M: SerializeMap>(
    structure: &dyn Structure,
    members: &mut M,
) -> Result<(), M::Error> {
    for (index, member) in structure.table().members.iter().enumerate() {
        match structure.field(index) {
            Field::Absent => {}
            field => members.serialize_entry(member.name(), &Put(field))?,
        }
    }
    Ok(())
}

/// A member's value on its way into a document.
struct Put<'s>(Field<'s>);

impl Serialize for Put<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Field::Absent => serializer.serialize_none(),
            Field::Text(text)
            | Field::Secret(text)
            | Field::Policy(text)
            | Field::Enum(text, _) => serializer.serialize_str(text),
            Field::Integer(number) => serializer.serialize_i32(number),
            Field::Boolean(boolean) => serializer.serialize_bool(boolean),
            Field::Timestamp(timestamp) => serializer.collect_str(&timestamp),
            Field::Blob(blob) => serializer.serialize_str(&blob.to_base64()),
            Field::Structure(structure) => {
                let mut members = serializer.serialize_map(None)?;
                put_members(structure, &mut members)?;
                members.end()
            }
            Field::Tags(tags) => serializer.collect_seq(tags),
            Field::List(list) => {
                serializer.collect_seq((0..list.len()).map(|index| Put(list.get(index))))
            }
            Field::Map(map) => serializer.collect_map((0..map.len()).map(|index| {
                let (key, value) = map.get(index);
                (Put(key), Put(value))
            })),
        }
    }
}
