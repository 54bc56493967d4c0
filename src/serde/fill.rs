//! Documents → structures.

use ::serde::de::Error;

use super::document::{Document, Members};
use crate::structure::{Slot, StructureMut};

/// Fills a structure from the members of an object, and leaves those that it does not have.
pub(super) fn fill_structure<'a, E: Error>(
    structure: &mut dyn StructureMut<'a>,
    members: &mut Members<'a>,
    of: &str,
) -> Result<(), E> {
    for (index, member) in structure.table().members.iter().enumerate() {
        let value = match member.is_required {
            true => Some(members.required(member.name, of)?),
            false => members.take(member.name),
        };
        let Some(value) = value else { continue };
        if let Some(slot) = structure.slot(index) {
            fill(slot, value)?;
        }
    }
    Ok(())
}

fn fill<'a, E: Error>(slot: Slot<'_, 'a>, value: Document<'a>) -> Result<(), E> {
    match slot {
        Slot::Text(slot) | Slot::Policy(slot) => *slot = value.text()?,
        Slot::Enum(slot) => slot.set_text(value.text()?),
        Slot::Integer(slot) => *slot = value.integer()?,
        Slot::Boolean(slot) => *slot = value.boolean()?,
        slot @ (Slot::Timestamp(_) | Slot::Blob(_)) => {
            slot.read(value.text()?).map_err(|(malformed, _)| E::custom(malformed))?;
        }
        Slot::Structure(structure) => {
            let mut members = value.object()?;
            let name = structure.table().name;
            fill_structure(structure, &mut members, name)?;
            members.finish(name)?;
        }
        Slot::List(list) => {
            for member in value.list()? {
                fill(list.push(), member)?;
            }
        }
        Slot::Map(map) => {
            for (name, member) in value.object()?.into_iter() {
                let (key, value) = map.push();
                fill(key, Document::Text(name))?;
                fill(value, member)?;
            }
        }
    }
    Ok(())
}
