//! The walk that fills requests and results: one for all operations, by their tables.

use std::collections::BTreeSet;

use arbitrary::{Result, Unstructured};

use super::aim::{Aim, Broken};
use super::limit::Fault;
use super::site::Site;
use super::taken::Tags;
use super::texts::ANY;
use super::walk::{Samples, Walk};
use crate::error::constraint::Constraint;
use crate::schema::shape::{ListShape, Shape};
use crate::schema::structure::{EntriesMut, Kind, ListMut, Slot, StructureMut};
use crate::types::blob::Blob;
use crate::types::tag_key::KeyCase;

/// Fills an operation's input with what AWS accepts, except for the fault at `site`, and returns the error
/// that the decoder must report.
pub(super) fn fill_request<'a>(
    structure: &mut dyn StructureMut<'a>,
    key_case: KeyCase,
    site: Option<&Site>,
    u: &mut Unstructured<'_>,
) -> Result<Option<Broken>> {
    let mut walk = walk(u, key_case, |_, _| None);
    walk.fault = site.map(|site| site.fault);
    walk.structure(structure, 0, site.map(|site| Aim::new(&site.steps)))?;
    Ok(walk.broken)
}

/// Fills an operation's input with what its service accepts, which asks more of some members than their
/// limits say.
pub(super) fn fill_with_samples<'a>(
    structure: &mut dyn StructureMut<'a>,
    key_case: KeyCase,
    samples: Samples,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    walk(u, key_case, samples).structure(structure, 0, None)
}

/// Fills an operation's result, or any structure of one.
pub(super) fn fill_result<'a>(
    structure: &mut dyn StructureMut<'a>,
    u: &mut Unstructured<'_>,
) -> Result<()> {
    let mut walk = walk(u, KeyCase::Sensitive, |_, _| None);
    walk.in_request = false;
    walk.structure(structure, 0, None)
}

/// A walk through a request without a fault.
fn walk<'w, 'u>(u: &'w mut Unstructured<'u>, key_case: KeyCase, samples: Samples) -> Walk<'w, 'u> {
    let tags = Tags::new(key_case);
    Walk { u, in_request: true, fault: None, samples, has_filled_lists: false, tags, broken: None }
}

impl Walk<'_, '_> {
    fn structure<'a>(
        &mut self,
        structure: &mut dyn StructureMut<'a>,
        depth: usize,
        aim: Option<Aim<'_>>,
    ) -> Result<()> {
        let table = structure.table();
        let tags = ["Tag", "Untag"].iter().any(|verb| table.name.starts_with(verb));
        self.has_filled_lists = self.in_request && depth == 0 && tags;
        // A structure without members leaves no trace in a body.
        let mut is_empty = self.in_request && depth > 0;
        for (index, member) in table.members.iter().enumerate() {
            let aim = aim.as_ref().and_then(|aim| aim.member(index, member.name));
            let is_last = index + 1 == table.members.len();
            let is_there =
                member.is_required || aim.is_some() || is_empty && is_last || self.u.arbitrary()?;
            if !is_there {
                continue;
            }
            is_empty = false;
            // A member that must be missing is filled too; it is then removed from the body.
            if self.fault(&aim) == Some(Fault::Missing) {
                self.violate(&aim, Constraint::NotNull);
            }
            let shape = if self.in_request { member.shape } else { &Shape::Any };
            match (structure.slot(index), table.name) {
                (Some(Slot::Text(text)), name)
                    if self.in_request && (self.samples)(name, member.name).is_some() =>
                {
                    *text = self.sample(name, member.name, shape)?.into();
                }
                (Some(Slot::Text(text)), "Tag") if self.in_request => {
                    *text = self.tag_text(member.name, shape, aim)?.into();
                }
                (Some(slot), _) => self.value(slot, &member.kind, shape, depth + 1, aim)?,
                (None, _) => {}
            }
        }
        Ok(())
    }

    fn value<'a>(
        &mut self,
        slot: Slot<'_, 'a>,
        kind: &Kind,
        shape: &'static Shape,
        depth: usize,
        aim: Option<Aim<'_>>,
    ) -> Result<()> {
        match (slot, kind) {
            (Slot::Structure(structure), _) => return self.structure(structure, depth, aim),
            (Slot::List(list), Kind::List(kind)) => {
                return self.list(list, kind, shape, depth, aim);
            }
            (Slot::Map(map), Kind::Map(key, value)) => {
                return self.map(map, (key, value), shape, depth, aim);
            }
            (Slot::Text(text), _) => *text = self.text(shape, aim)?.into(),
            (Slot::Policy(text), _) if !self.in_request => *text = ANY.draw(self.u, 0, 300)?.into(),
            (Slot::Policy(text), _) => *text = self.text(shape, aim)?.into(),
            (Slot::Enum(slot), Kind::Enum(texts)) => {
                slot.set_text(self.enum_text(texts, shape, aim)?)
            }
            (Slot::Integer(number), _) => *number = self.integer(shape, aim)?,
            (Slot::Boolean(boolean), _) => *boolean = self.u.arbitrary()?,
            (Slot::Timestamp(timestamp), _) => *timestamp = self.timestamp()?,
            (Slot::Blob(blob), _) => {
                let len = self.u.int_in_range(0..=40)?;
                let bytes = (0..len).map(|_| self.u.arbitrary()).collect::<Result<Vec<u8>>>()?;
                *blob = Blob::from(bytes);
            }
            _ => return Err(arbitrary::Error::IncorrectFormat),
        }
        Ok(())
    }

    fn list<'a>(
        &mut self,
        list: &mut dyn ListMut<'a>,
        kind: &Kind,
        shape: &'static Shape,
        depth: usize,
        aim: Option<Aim<'_>>,
    ) -> Result<()> {
        let ListShape { min: fewest, max: most, member, each } = *shape.list();
        let fault = self.fault(&aim);
        let goes_on = aim.as_ref().is_some_and(|aim| !aim.is_there());
        let fewest_drawn = usize::from(goes_on || self.has_filled_lists);
        let mut len = self.list_len(fewest, most, depth)?.max(fewest_drawn);
        match fault {
            Some(Fault::TooFew) => {
                len = fewest - 1;
                self.violate(&aim, Constraint::MinLength(fewest));
            }
            Some(Fault::TooMany) => {
                len = self.too_many(most)?;
                self.broken = aim.as_ref().map(|aim| aim.too_many(most));
            }
            Some(Fault::Repeated) => len = len.max(2),
            Some(Fault::Reserved) => len = len.max(1),
            _ => {}
        }
        let mut bad = if len > 0 { self.u.choose_index(len)? } else { 0 };
        if fault == Some(Fault::Repeated) {
            // The first has no earlier key to repeat.
            bad = bad.max(1);
        }
        for index in 0..len {
            let aim = aim.as_ref().filter(|_| index == bad);
            if let (Some(_), Some(fault @ (Fault::Repeated | Fault::Reserved))) = (aim, fault) {
                self.make_next_tag_bad(fault);
            }
            let aim = aim.and_then(|aim| aim.item(index + 1, each));
            self.value(list.push(), kind, member, depth, aim)?;
        }
        Ok(())
    }

    fn map<'a>(
        &mut self,
        map: &mut dyn EntriesMut<'a>,
        (key_kind, value_kind): (&Kind, &Kind),
        shape: &'static Shape,
        depth: usize,
        aim: Option<Aim<'_>>,
    ) -> Result<()> {
        let shape = shape.map();
        let most = shape.max;
        let goes_on = aim.as_ref().is_some_and(|aim| !aim.is_there());
        // An empty map leaves no trace in a body.
        let fewest = usize::from(self.in_request || goes_on);
        let mut len = self.list_len(fewest, most, depth)?.max(fewest);
        if self.fault(&aim) == Some(Fault::TooMany) {
            len = self.too_many(most)?;
            self.violate(&aim, Constraint::MaxLength(most));
        }
        let bad = if len > 0 { self.u.choose_index(len)? } else { 0 };
        let mut keys = BTreeSet::new();
        for index in 0..len {
            let (n, aim) = (index + 1, aim.as_ref().filter(|_| index == bad));
            let key_aim = aim.and_then(|aim| aim.key(n, shape.each_key));
            let is_bad = key_aim.is_some();
            let mut key = match key_kind {
                Kind::Enum(texts) => self.enum_text(texts, shape.key, key_aim)?.into_owned(),
                _ => self.text(shape.key, key_aim)?,
            };
            if !keys.insert(key.clone()) && !is_bad {
                key = format!("k{n}");
                keys.insert(key.clone());
            }
            let value_aim = aim.and_then(|aim| aim.value(n, &key, shape.each_value));
            let (key_slot, value_slot) = map.push();
            key_slot.read(key.into()).map_err(|_| arbitrary::Error::IncorrectFormat)?;
            self.value(value_slot, value_kind, shape.value, depth, value_aim)?;
        }
        Ok(())
    }

    /// The number of members of a list. From ten on, an order by digits is not the order of the numbers;
    /// numbers of three digits and of two bytes may show other mistakes.
    fn list_len(&mut self, fewest: usize, most: usize, depth: usize) -> Result<usize> {
        if depth > 1 {
            return self.u.int_in_range(fewest..=2.max(fewest));
        }
        match self.u.int_in_range(0..=9)? {
            9 if most <= 256 => Ok(most),
            9 if self.in_request || self.u.ratio(1, 4)? => {
                self.u.choose(&[100, 256, 1001]).copied()
            }
            9 => Ok(50),
            8 => self.u.int_in_range(most.min(11)..=most.min(50)),
            7 => Ok(fewest),
            _ => self.u.int_in_range(1..=4),
        }
    }

    fn too_many(&mut self, most: usize) -> Result<usize> {
        let len = *self.u.choose(&[1, 2, 3, 100, 256, 1001])?;
        Ok(if len > most { len } else { most + len })
    }
}
