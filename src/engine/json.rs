//! Structures ⇄ documents of serde: objects with the members' names on the wire, as the AWS CLI has them.

pub(crate) mod document;
pub(crate) mod fill;
pub(crate) mod misfit;
pub(crate) mod put;

use ::serde::de::Deserializer;
use ::serde::ser::{Serialize, Serializer};

use crate::schema::structure::{Field, Slot, Structure, StructureMut};
use fill::Fill;
use misfit::Place;
use put::{Notation, Put};

/// Writes a structure as an object.
pub(crate) fn serialize<S: Serializer>(
    structure: &dyn Structure,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    Put(Field::Structure(structure), Notation::Cli).serialize(serializer)
}

/// Reads a structure from an object.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    structure: &mut dyn StructureMut<'de>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(Fill { slot: Slot::Structure(structure), place: &Place::Whole })
}
