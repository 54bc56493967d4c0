//! The judge, one wrong thing at a time: each answer, and each server, is wrong in exactly one thing, and the whole
//! of what the kit says of it is compared.
#[macro_use]
mod parts;

mod answers;
mod envelope;
mod every_answer;
mod naive;
mod random;
mod rules;
#[path = "../support/server.rs"]
mod server;
mod stored;
mod support;

use std::collections::BTreeSet;

use iam_parity::{Difference, DifferenceKind, Level};

use answers::{RIGHT, ROWS, Right, Row};
use support::{answer, case, found, report};

/// What is found in the row's answer to the case's request.
fn judged(row: &Row) -> Vec<Difference> {
    let body = row.body();
    found(&report(&case(row.right.case), |_| answer(row.status, body.as_deref())))
}

/// The differences if a read after another request gets it.
fn judged_in_read(row: &Row) -> Vec<Difference> {
    let body = row.body();
    let read = row.right.case.replace("[case.", "[case.then.");
    let text = format!("send = {{ Action = \"UntagUser\" }}\n[[case.then]]\n{read}");
    found(&report(&case(&text), |call| match call.text().contains("Action=UntagUser") {
        true => answer(200, Some("<UntagUserResponse><ResponseMetadata/></UntagUserResponse>")),
        false => answer(row.status, body.as_deref()),
    }))
}

#[test]
fn nothing_is_found_in_right_answers() {
    for Right { case: text, status, body } in RIGHT {
        assert_eq!(found(&report(&case(text), |_| answer(*status, Some(body)))), [], "{text}");
    }
}

#[test]
fn each_wrong_thing_of_an_answer_is_one_finding_and_nothing_else_is_found() {
    for row in ROWS {
        let (from, to) = (row.from, row.to);
        let is_changed = row.body().as_deref() != Some(row.right.body);
        assert!(is_changed || row.status != row.right.status, "{from}: nothing is changed");
        let found: Vec<_> = judged(row).iter().map(|found| (found.kind, found.line())).collect();
        assert_eq!(found, [(row.kind, row.line.to_owned())], "{from} → {to}");
    }
}

#[test]
fn the_same_is_found_in_a_read_and_what_clients_read_there_is_state() {
    for row in ROWS {
        let in_read = |found: Difference| {
            let level = match found.level {
                Level::Answer | Level::Accepts | Level::Refuses => Level::State,
                level => level,
            };
            let what = format!("{}: {}", row.right.operation(), found.what);
            (found.kind, level, what, found.expected, found.actual)
        };
        let wanted: Vec<_> = judged(row).into_iter().map(in_read).collect();
        let found = judged_in_read(row).into_iter();
        let found: Vec<_> =
            found.map(|f| (f.kind, f.level, f.what, f.expected, f.actual)).collect();
        assert_eq!(found, wanted, "{} → {}", row.from, row.to);
    }
}

/// The kind that campaigns alone find: `parity/src/campaign/compare/tests.rs` has its rows.
const OF_CAMPAIGNS: DifferenceKind = DifferenceKind::ListMembers;

#[test]
fn no_kind_of_difference_is_without_a_row() {
    let of_answers = ROWS.iter().map(|row| row.kind);
    let of_servers =
        stored::FAULTS.iter().flat_map(|fault| fault.findings.iter().map(|(kind, _)| *kind));
    let rows = of_answers.chain(of_servers).chain([OF_CAMPAIGNS, every_answer::KIND]);
    let all: BTreeSet<_> = DifferenceKind::ALL.iter().copied().collect();
    assert_eq!(rows.collect::<BTreeSet<_>>(), all);
}
