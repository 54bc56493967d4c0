//! Structures → documents.

use ::serde::ser::{Serialize, SerializeMap, Serializer};

use crate::schema::structure::{Field, Structure};

/// Whose documents they are.
#[derive(Clone, Copy)]
pub(crate) enum Notation {
    /// Those of the AWS CLI, which this crate reads too: members in the model's order, times as texts.
    Cli,
    /// Answers of a service that is asked for JSON: members in alphabetical order, times as numbers of seconds.
    Service,
}

/// Adds the members of a structure to an object, in the AWS CLI's notation. Absent ones are left out.
pub(crate) fn put_members<M: SerializeMap>(
    structure: &dyn Structure,
    members: &mut M,
) -> Result<(), M::Error> {
    put_in_order(0..structure.table().members.len(), structure, Notation::Cli, members)
}

fn put_in_order<M: SerializeMap>(
    order: impl IntoIterator<Item = usize>,
    structure: &dyn Structure,
    notation: Notation,
    members: &mut M,
) -> Result<(), M::Error> {
    for index in order {
        match structure.field(index) {
            Field::Absent => {}
            field => {
                let name = structure.table().members[index].name();
                members.serialize_entry(name, &Put(field, notation))?;
            }
        }
    }
    Ok(())
}

fn by_alphabet(structure: &dyn Structure) -> Vec<usize> {
    let members = structure.table().members;
    let mut order: Vec<_> = (0..members.len()).collect();
    order.sort_unstable_by_key(|&index| members[index].name());
    order
}

/// A value on its way into a document.
pub(crate) struct Put<'s>(pub(crate) Field<'s>, pub(crate) Notation);

impl Serialize for Put<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Put(ref field, notation) = *self;
        match *field {
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
                match notation {
                    Notation::Cli => put_members(structure, &mut members)?,
                    Notation::Service => {
                        put_in_order(by_alphabet(structure), structure, notation, &mut members)?;
                    }
                }
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
