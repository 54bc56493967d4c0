//! [`Site`]: a place in an operation's input where something can be wrong, and what.

use super::limit::{Fault, Limit};
use super::limits;
use crate::Constraint;
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
        let limit = limits::of(table.name, member.name);
        in_value(&member.kind, &limit, false, steps, sites);
        steps.pop();
    }
}

fn in_value(
    kind: &Kind,
    limit: &Limit,
    as_a_whole: bool,
    steps: &mut Vec<Step>,
    sites: &mut Vec<Site>,
) {
    let mut faults = limit.faults(as_a_whole);
    match kind {
        Kind::Enum(_) => faults.push(Fault::Unlisted),
        Kind::List(Kind::Structure(member)) if member.name == "Tag" => {
            faults.extend([Fault::Repeated, Fault::Reserved]);
        }
        _ => {}
    }
    sites.extend(faults.into_iter().map(|fault| Site { steps: steps.clone(), fault }));
    let mut below = |step, kind: &Kind, limit: &Limit, each: &[Constraint]| {
        steps.push(step);
        in_value(kind, limit, !each.is_empty(), steps, sites);
        steps.pop();
    };
    match (kind, limit) {
        (Kind::Structure(table), _) => in_structure(table, steps, sites),
        (Kind::List(kind), Limit::List(_, _, limit, each)) => below(Step::Item, kind, limit, each),
        (Kind::List(kind), _) => below(Step::Item, kind, &Limit::Any, &[]),
        (Kind::Map(key, value), Limit::Map(_, key_limit, each_key, value_limit, each_value)) => {
            below(Step::Key, key, key_limit, each_key);
            below(Step::Value, value, value_limit, each_value);
        }
        _ => {}
    }
}
