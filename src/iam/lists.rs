//! The lists that dialects leave out when they are empty are those of IAM's tables.

use std::collections::BTreeSet;

use crate::iam::operations::{Action, Request};
use crate::message::dialect::lists::LISTS;
use crate::message::service::Requests;
use crate::schema::structure::{Kind, Table};

/// Adds the names of all members that are lists, or of all others, at any depth.
fn collect(table: &Table, lists: bool, names: &mut BTreeSet<&'static str>) {
    for member in table.members {
        let mut kind = &member.kind;
        if matches!(kind, Kind::List(_)) == lists {
            names.insert(member.name());
        }
        while let Kind::List(part) | Kind::Map(_, part) = kind {
            kind = part;
        }
        if let Kind::Structure(table) = kind {
            collect(table, lists, names);
        }
    }
}

#[test]
fn the_names_of_lists_are_those_of_the_tables_and_of_nothing_else() {
    let (mut lists, mut others) = (BTreeSet::new(), BTreeSet::new());
    for request in Action::ALL.iter().map(|action| Request::empty(*action)) {
        if let Some((_, structure)) = request.known() {
            collect(structure.table(), true, &mut lists);
            collect(structure.table(), false, &mut others);
        }
    }
    assert_eq!(lists, BTreeSet::from(LISTS));
    assert_eq!(lists.intersection(&others).count(), 0);
}
