//! What there is before a sequence begins, so that few steps are enough to do harm.

use super::names::{KINDS, Kind, MANY};
use super::steps::{Step, Verb::*};

/// How many beginnings there are.
pub(super) const COUNT: usize = 3;

/// The steps that make one.
pub(super) fn steps(world: usize) -> Vec<Step> {
    match world {
        0 => vec![],
        1 => some(),
        _ => [some(), full()].concat(),
    }
}

/// One of everything, each with what it can have, and a second one with little.
fn some() -> Vec<Step> {
    let (user, group, role) = (Kind::User, Kind::Group, Kind::Role);
    let mut steps: Vec<_> =
        ["a", "b"].map(|name| Step::new(CreatePolicy, user, name, name)).to_vec();
    steps[1].path = Some("/x/");
    for kind in KINDS {
        steps.push(Step { number: 5, path: Some("/x/y/"), ..Step::new(Create, kind, "a", "a") });
        steps.push(Step { number: 1, ..Step::new(Create, kind, "b", "a") });
    }
    for kind in [user, group, role] {
        steps.push(Step::new(Attach, kind, "a", "a"));
        steps.push(Step::new(PutInline, kind, "a", "a"));
    }
    steps.extend([user, role].map(|kind| Step::new(PutBoundary, kind, "b", "b")));
    steps.extend([user, role].map(|kind| Step::new(Tag, kind, "a", "a")));
    let of_a = |verb| Step::new(verb, user, "a", "a");
    steps.extend([AddUser, CreateVersion, CreateVersion, CreateLogin, CreateDevice].map(of_a));
    steps.extend([EnableDevice, AddRole, CreateAlias].map(of_a));
    // A device that is not virtual.
    steps.push(Step { number: 2, ..Step::new(EnableDevice, user, "a", "b") });
    let credentials = [0, 64, 128, 192].map(|number| Step { number, ..of_a(CreateCredential) });
    steps.extend(credentials);
    // A session whose source identity and tag are inherited.
    steps.push(Step { number: 15 + 2 * 128 + 512 + 2 * 1024, ..of_a(AssumeRole) });
    steps
}

/// Nearly as much as there may be.
fn full() -> Vec<Step> {
    let mut steps = Vec::new();
    let of_a = |verb, kind, other| Step::new(verb, kind, "a", other);
    for (number, name) in MANY.into_iter().enumerate().take(19) {
        steps.push(of_a(CreatePolicy, Kind::User, name));
        steps.push(of_a(Attach, Kind::Role, name));
        if number < 9 {
            steps.push(of_a(Attach, Kind::User, name));
            steps.push(of_a(Attach, Kind::Group, name));
            steps.push(Step::new(Create, Kind::Group, name, name));
            steps.push(of_a(AddUser, Kind::User, name));
        }
    }
    steps.push(of_a(CreateVersion, Kind::User, "a"));
    steps.extend([Kind::User, Kind::Role].map(|kind| Step { number: 10, ..of_a(Tag, kind, "a") }));
    // An access key more, four SSH keys, and a certificate.
    let keys = [0, 66, 67, 68, 69, 129]
        .map(|number| Step { number, ..of_a(CreateCredential, Kind::User, "a") });
    steps.extend(keys);
    steps
}
