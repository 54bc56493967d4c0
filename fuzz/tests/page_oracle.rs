//! The target that the page `oracle` prints compiles, in a crate called as the page calls it.

extern crate self as my_emulator;

#[path = "../../examples/toy_parser/agrees.rs"]
#[allow(dead_code, reason = "a target needs a part")]
mod agrees;
#[path = "../../examples/toy_parser/parser.rs"]
#[allow(dead_code, reason = "a target needs a part")]
mod parser;
#[path = "../../examples/toy_parser/fuzz_targets/agrees.rs"]
#[allow(unused_attributes, reason = "it is a crate of its own on the page")]
mod target;

#[test]
fn the_claim_of_the_target_holds_for_the_parser_without_faults() {
    parser::FAULT.get_or_init(|| parser::Fault::None);
    agrees::agrees(
        b"Action=TagUser&Version=2010-05-08&UserName=a&Tags.member.1.Key=k&Tags.member.1.Value=v",
    );
}
