//! Structures → documents.

use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::schema::structure::{Field, Member, Structure};

/// Whose documents they are.
#[derive(Clone, Copy)]
pub(crate) enum Notation {
    /// Those of the AWS CLI, which this crate reads too: members in the model's order, times as texts.
    Cli,
    /// Answers of a service that is asked for JSON: members in alphabetical order, times as numbers of seconds.
    Service,
}

/// Adds the members of a structure to an object. Absent ones are left out.
pub(crate) fn put_members<M: SerializeMap>(
    structure: &dyn Structure,
    notation: Notation,
    members: &mut M,
) -> Result<(), M::Error> {
    let table = structure.table().members;
    let put = |index: usize| match structure.field(index) {
        Field::Absent => Ok(()),
        field => members.serialize_entry(table[index].name(), &Put(field, notation)),
    };
    match notation {
        Notation::Cli => (0..table.len()).try_for_each(put),
        Notation::Service => by_alphabet(table).into_iter().try_for_each(put),
    }
}

fn by_alphabet(members: &[Member]) -> Vec<usize> {
    let mut order: Vec<_> = (0..members.len()).collect();
    order.sort_unstable_by_key(|&index| members[index].name());
    order
}

/// A value on its way into a document.
pub(crate) struct Put<'s>(pub(crate) Field<'s>, pub(crate) Notation);

impl Serialize for Put<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let notation = self.1;
        match self.0 {
            Field::Absent => serializer.serialize_none(),
            Field::Text(text)
            | Field::Secret(text)
            | Field::Policy(text)
            | Field::Enum(text, _) => serializer.serialize_str(text),
            Field::Integer(number) => serializer.serialize_i32(number),
            Field::Boolean(boolean) => serializer.serialize_bool(boolean),
            Field::Timestamp(timestamp) => match notation {
                Notation::Cli => serializer.collect_str(&timestamp),
                Notation::Service => serializer.serialize_u64(timestamp.as_unix()),
            },
            Field::Blob(blob) => serializer.serialize_str(&blob.to_base64()),
            Field::Structure(structure) => {
                let mut members = serializer.serialize_map(None)?;
                put_members(structure, notation, &mut members)?;
                members.end()
            }
            Field::Tags(tags) => serializer.collect_seq(tags),
            Field::List(list) => {
                serializer.collect_seq((0..list.len()).map(|index| Put(list.get(index), notation)))
            }
            Field::Map(map) => serializer.collect_map((0..map.len()).map(|index| {
                let (key, value) = map.get(index);
                (Put(key, notation), Put(value, notation))
            })),
        }
    }
}
