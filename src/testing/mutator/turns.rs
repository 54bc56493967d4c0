//! What the tests of mutations ask.

use super::body::{Body, Mutation, Random};

/// Some seed makes the mutation turn one body into the other.
#[track_caller]
pub(super) fn assert_turns(mutation: Mutation, from: &str, to: &str) {
    let turns = |seed| {
        let mut body = Body::split(from.as_bytes());
        mutation(&mut body, &mut Random(seed)).is_some() && body.join() == to.as_bytes()
    };
    assert!((0..20_000).any(turns), "{from} never turns into {to}");
}
