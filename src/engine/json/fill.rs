//! Documents → structures.

use ::serde::de::Error;

use super::document::{Document, Members, Misfit};
use crate::schema::structure::{Slot, StructureMut};

/// Fills a structure from the members of an object, and leaves those that it does not have.
pub(crate) fn fill_structure<'a>(
    structure: &mut dyn StructureMut<'a>,
    members: &mut Members<'a>,
    of: &str,
) -> Result<(), Misfit> {
    for (index, member) in structure.table().members.iter().enumerate() {
        let value = match member.is_required {
            true => Some(members.required(member.name(), of)?),
            false => members.take(member.name()),
        };
        let Some(value) = value else { continue };
        if let Some(slot) = structure.slot(index) {
            fill(slot, value).map_err(|e| e.within(member.name()))?;
        }
    }
    Ok(())
}

fn fill<'a>(slot: Slot<'_, 'a>, value: Document<'a>) -> Result<(), Misfit> {
    match slot {
        Slot::Text(slot) | Slot::Policy(slot) => *slot = value.text()?,
        Slot::Enum(slot) => slot.set_text(value.text()?),
        Slot::Integer(slot) => *slot = value.integer()?,
        Slot::Boolean(slot) => *slot = value.boolean()?,
        slot @ (Slot::Timestamp(_) | Slot::Blob(_)) => {
            slot.read(value.text()?).map_err(|(malformed, _)| Misfit::custom(malformed))?;
        }
        Slot::Structure(structure) => {
            let mut members = value.object()?;
            let name = structure.table().name;
            fill_structure(structure, &mut members, name)?;
            members.finish(name)?;
        }
        Slot::List(list) => {
            for (index, member) in (0..).zip(value.list()?) {
                fill(list.push(), member).map_err(|e| e.within(&format!("[{index}]")))?;
            }
        }
        Slot::Map(map) => {
            for (name, member) in value.object()?.into_iter() {
                let within = format!("[{name:?}]");
                let (key, value) = map.push();
                fill(key, Document::Text(name))?;
                fill(value, member).map_err(|e| e.within(&within))?;
            }
        }
    }
    Ok(())
}
