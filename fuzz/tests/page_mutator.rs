//! The target that the page `mutator` prints compiles, in a crate called as the page calls it.

extern crate self as my_emulator;

#[path = "../../examples/toy_parser/fuzz_targets/requests.rs"]
#[allow(unused_attributes, reason = "it is a crate of its own on the page")]
mod target;

/// In the place of an emulator: what panics is a fault.
fn answer(body: &[u8]) {
    drop(iam_codec::Request::decode(body));
}

#[test]
fn what_the_target_calls_panics_nowhere() {
    answer(b"Action=TagUser&Tags.member.0.Key=k");
}
