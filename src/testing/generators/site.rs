//! [`Site`]: a place in an operation's input where something can be wrong, and what.

use super::limit::{Fault, faults};
use crate::error::constraint::Constraint;
use crate::schema::shape::Shape;
use crate::schema::structure::{Kind, Table};

/// The way from an operation's input to a member, and what is wrong there.
#[derive(Clone)]
pub(super) struct Site {
    pub(super) steps: Vec<Step>,
    pub(super) fault: Fault,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Step {
    /// To the member of this number.
    Member(usize),
    /// To any member of a list.
    Item,
    /// To the key or the value of any entry of a map.
    Key,
    Value,
}

/// All sites of an operation's input.
pub(super) fn sites(table: &Table) -> Vec<Site> {
    let mut sites = Vec::new();
    in_structure(table, &mut Vec::new(), &mut sites);
    sites
}

fn in_structure(table: &Table, steps: &mut Vec<Step>, sites: &mut Vec<Site>) {
    for (index, member) in table.members.iter().enumerate() {
        steps.push(Step::Member(index));
        if member.is_required {
            sites.push(Site { steps: steps.clone(), fault: Fault::Missing });
        }
        in_value(&member.kind, member.shape(), false, steps, sites);
        steps.pop();
    }
}

fn in_value(
    kind: &Kind,
    shape: &Shape,
    as_a_whole: bool,
    steps: &mut Vec<Step>,
    sites: &mut Vec<Site>,
) {
    let mut faults = faults(shape, as_a_whole);
    match kind {
        Kind::Enum(_) => faults.push(Fault::Unlisted),
        Kind::List(Kind::Structure(member)) if member.name == "Tag" => {
            faults.extend([Fault::Repeated, Fault::Reserved]);
        }
        _ => {}
    }
    sites.extend(faults.into_iter().map(|fault| Site { steps: steps.clone(), fault }));
    let mut below = |step, kind: &Kind, shape: &Shape, each: &[Constraint]| {
        steps.push(step);
        in_value(kind, shape, !each.is_empty(), steps, sites);
        steps.pop();
    };
    match kind {
        Kind::Structure(table) => in_structure(table, steps, sites),
        Kind::List(kind) => below(Step::Item, kind, shape.list().member, shape.list().each),
        Kind::Map(key, value) => {
            let map = shape.map();
            below(Step::Key, key, map.key, map.each_key);
            below(Step::Value, value, map.value, map.each_value);
        }
        _ => {}
    }
}
