//! When the time ends while a sequence becomes smaller: after each number of plays.

use std::cell::Cell;
use std::sync::LazyLock;

use super::*;
use crate::cases::suite::Suite;
use crate::exchange::call::{Answer, Call};
use crate::run::Options;

/// A server that fails at each request for a user whom it has made.
fn failing() -> impl FnMut(&Call) -> Result<Answer, String> {
    let mut users = Vec::new();
    move |call| {
        let text = call.text();
        let name = text.split("UserName=").nth(1).and_then(|rest| rest.split('&').next());
        let name = name.unwrap_or_default().to_owned();
        let fails = text.contains("=GetUser&") && users.contains(&name);
        if text.contains("=CreateUser&") {
            users.push(name);
        }
        let unknown = text.contains("=NoSuchOperation");
        let status = if unknown {
            501
        } else if fails {
            500
        } else {
            200
        };
        let body = if unknown { "" } else { "<a/>" };
        Ok(Answer { status, headers: Vec::new(), body: body.into() })
    }
}

fn step(action: &str, rest: &str) -> Step {
    Step::Text(format!("Action={action}&Version=2010-05-08&UserName=parity-0000000000{rest}"))
}

/// Two steps that are needed, three in front of the one that fails, and others behind it that fail too, or not.
fn sequence(resource: &str) -> Sequence {
    let steps = vec![
        step("GetUser", ""),
        step("CreateUser", "&Path=%2F"),
        step("ListUserTags", ""),
        step("GetUser", "&Other=1"),
        step("ListUserTags", ""),
        step("GetUser", ""),
        step("ListGroupsForUser", ""),
    ];
    Sequence { resource: resource.to_owned(), steps }
}

/// The findings of a sequence, played against a new server.
fn played(suite: &Suite, sequence: &Sequence) -> Vec<Found> {
    let (mut endpoint, options) = (failing(), Options::default());
    EndpointPair::new(suite, &[], &mut endpoint, None, &options).unwrap().play(sequence)
}

/// The sequence that is left if the time ends after `plays` questions for it, and the number of questions.
fn left_after(suite: &Suite, plays: usize, resource: &str) -> (Sequence, Found, bool, usize) {
    let (mut endpoint, options, asked) = (failing(), Options::default(), Cell::new(0));
    let mut pair = EndpointPair::new(suite, &[], &mut endpoint, None, &options).unwrap();
    let sequence = sequence(resource);
    let found = pair.play(&sequence).into_iter().next().unwrap();
    let may_go_on = || {
        asked.set(asked.get() + 1);
        asked.get() <= plays
    };
    let (left, found, is_minimal) = shrink(&mut pair, &sequence, found, &may_go_on);
    (left, found, is_minimal, asked.get())
}

fn size(sequence: &Sequence) -> usize {
    sequence.steps.iter().map(|step| 1 + step.bytes().len()).sum()
}

/// The kinds of sequences: about a resource, whose steps become smaller as well, and of a case.
const RESOURCES: [&str; 2] = ["user", ""];

/// All that is left of both kinds.
static LEFT: LazyLock<[Vec<(Sequence, Found, bool)>; 2]> = LazyLock::new(|| {
    let suite = Suite::built_in();
    RESOURCES.map(|resource| all_left(&suite, resource))
});

/// The sequences that are left after each number of plays, until more changes nothing.
fn all_left(suite: &Suite, resource: &str) -> Vec<(Sequence, Found, bool)> {
    let mut all = Vec::new();
    for plays in 0.. {
        let (left, found, is_minimal, asked) = left_after(suite, plays, resource);
        all.push((left, found, is_minimal));
        if asked <= plays {
            break;
        }
    }
    all
}

#[test]
fn whenever_the_time_ends_what_is_left_fails_at_its_last_step_alone() {
    let suite = Suite::built_in();
    for (resource, all) in RESOURCES.iter().zip(&*LEFT) {
        assert!(all.len() > 8, "{}", all.len());
        for (plays, (left, found, _)) in all.iter().enumerate() {
            let again = played(&suite, left);
            let such = again.iter().filter(|again| again.cause == found.cause);
            let steps: Vec<_> = such.map(|found| found.step).collect();
            assert_eq!(steps, [left.steps.len() - 1], "{resource} {plays}");
            assert_eq!((found.step, found.calls.len()), (left.steps.len() - 1, left.steps.len()));
        }
    }
}

#[test]
fn more_time_makes_nothing_larger_and_the_last_word_is_that_each_step_is_needed() {
    let small: [&[&str]; 2] = [
        &[
            "Action=CreateUser&UserName=parity-0000000000",
            "Action=GetUser&Version=2010-05-08&UserName=parity-0000000000",
        ],
        &[
            "Action=CreateUser&Version=2010-05-08&UserName=parity-0000000000&Path=%2F",
            "Action=GetUser&Version=2010-05-08&UserName=parity-0000000000&Other=1",
        ],
    ];
    for (all, small) in LEFT.iter().zip(small) {
        let sizes: Vec<_> = all.iter().map(|(left, ..)| size(left)).collect();
        assert!(sizes.is_sorted_by(|one, next| one >= next), "{sizes:?}");
        let are_minimal: Vec<_> = all.iter().map(|(.., is_minimal)| *is_minimal).collect();
        assert_eq!(are_minimal.iter().filter(|is| **is).count(), 1, "{are_minimal:?}");
        let (last, _, is_minimal) = all.last().unwrap();
        let steps: Vec<_> =
            last.steps.iter().map(|step| String::from_utf8_lossy(step.bytes())).collect();
        assert!(*is_minimal);
        assert_eq!(steps, small);
    }
}
