//! Structures ⇄ documents of serde: objects with the members' names on the wire, as the AWS CLI has them.

pub(crate) mod answer;
pub(crate) mod document;
pub(crate) mod fill;
pub(crate) mod put;

use std::fmt;

use ::serde::de::{Deserializer, Error, MapAccess, Visitor};
use ::serde::ser::{SerializeMap, Serializer};

use crate::schema::structure::{Structure, StructureMut};
use document::read_members;
use fill::fill_structure;
use put::put_members;

/// Writes a structure as an object.
pub(crate) fn serialize<S: Serializer>(
    structure: &dyn Structure,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut members = serializer.serialize_map(None)?;
    put_members(structure, &mut members)?;
    members.end()
}

/// Reads a structure from an object.
pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
    structure: &mut dyn StructureMut<'de>,
    deserializer: D,
) -> Result<(), D::Error> {
    deserializer.deserialize_map(StructureVisitor(structure))
}

struct StructureVisitor<'s, 'a>(&'s mut dyn StructureMut<'a>);

impl<'de> Visitor<'de> for StructureVisitor<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        let name = self.0.table().name;
        let mut members = read_members(members)?;
        let filled = fill_structure(self.0, &mut members, name);
        filled.and_then(|()| members.finish(name)).map_err(A::Error::custom)
    }
}
