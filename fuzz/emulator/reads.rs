//! All reads in the end, and all lists in pages: they tell what the model has.

use iam_emulator::Emulator;

use super::answers::{encoded, post};
use super::names::{KINDS, Kind, NAMES};
use super::steps::{Step, Verb::*};
use super::store::Model;
use super::tree::Tree;

/// Reads that the choice selects, with pages of this size.
pub(super) fn check(
    emulator: &Emulator,
    model: &mut Model,
    size: usize,
    mut is_chosen: impl FnMut() -> bool,
) {
    for step in all().into_iter().filter(|_| is_chosen()) {
        let (body, signer) = (model.body(&step), model.signer(&step));
        let answer = post(emulator, &body, &signer);
        let expected = model.take(&step, &answer);
        assert_eq!(answer.outcome(), expected, "{step:?}");
        if expected.is_ok() && step.is_list() {
            assert_eq!(pages(emulator, &body, size), answer.items().into(), "{step:?} by {size}");
        }
    }
}

/// Reads of all that there can be.
fn all() -> Vec<Step> {
    let new = |verb, kind, name, number| Step { number, ..Step::new(verb, kind, name, name) };
    let mut steps = Vec::new();
    for kind in KINDS {
        steps.push(new(List, kind, "a", 0));
        steps.push(Step { path: Some("/x/"), ..new(List, kind, "a", 0) });
        for name in NAMES.into_iter().take(3) {
            steps.extend([Get, ListTags].map(|verb| new(verb, kind, name, 0)));
            if kind != Kind::Profile {
                let of_policies = [ListAttached, ListInline, GetInline];
                steps.extend(of_policies.map(|verb| new(verb, kind, name, 0)));
            }
        }
        steps.extend((0..3).map(|usage| new(ListEntities, kind, "a", usage)));
    }
    for name in NAMES.into_iter().take(3) {
        let of_user = [ListGroupsForUser, GetLogin, ListDevices, ListProfilesForRole];
        steps.extend(of_user.map(|verb| new(verb, Kind::User, name, 0)));
        let credentials = [0, 64, 128, 192];
        steps.extend(credentials.map(|number| new(ListCredentials, Kind::User, name, number)));
        steps.extend([GetPolicy, ListVersions].map(|verb| new(verb, Kind::User, name, 0)));
        steps.extend((0..7).map(|number| new(GetVersion, Kind::User, name, number)));
        steps.push(new(ListTags, Kind::Profile, name, 3));
        steps.push(new(GetDevice, Kind::User, name, 2));
    }
    steps.extend((0..9).map(|number| new(ListPolicies, Kind::User, "a", number)));
    steps.extend((0..3).map(|number| new(ListVirtualDevices, Kind::User, "a", number)));
    steps.extend((0..3).map(|number| new(GetLastUse, Kind::User, "a", number)));
    steps.extend((3..16).map(|signer| new(GetCallerIdentity, Kind::User, "a", signer)));
    steps.extend([ListAliases, GetSummary, GetDetails].map(|verb| new(verb, Kind::User, "a", 0)));
    steps
}

/// The items of all pages of a list.
fn pages(emulator: &Emulator, body: &str, size: usize) -> Tree {
    let (mut items, mut from) = (Vec::new(), String::new());
    let signer = Model::default().root();
    loop {
        let answer = post(emulator, &format!("{body}&MaxItems={size}{from}"), &signer);
        let page = answer.items();
        let count = page.len();
        assert!(answer.outcome().is_ok() && count <= size, "{body}: {answer:?}");
        items.extend(page);
        let marker = answer.text("Marker");
        if marker.is_empty() {
            return items.into();
        }
        assert_eq!(count, size, "a page that is not the last: {answer:?}");
        from = format!("&Marker={}", encoded(&marker));
    }
}
