//! The parity kit's judge, beside the naive one that its own tests have.

#[path = "kit/identities.rs"]
mod identities;
#[path = "../parity/tests/judge/naive.rs"]
mod naive;
#[path = "kit/rules.rs"]
mod rules;

pub use rules::answer_rules;

use std::sync::LazyLock;

use crate::properties::Property;

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] =
    &[("judge_answer", judge_answer), ("answer_rules", answer_rules)];

/// An answer that is right, or spoiled as the bytes say, gets the same verdict from both.
pub fn judge_answer(data: &[u8]) {
    static SUITES: LazyLock<Vec<naive::Suites>> = LazyLock::new(naive::suites);
    naive::check(&SUITES, data);
}
