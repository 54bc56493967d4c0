//! The parity kit's judge, beside the naive one that its own tests have.

#[path = "../parity/tests/judge/naive.rs"]
mod naive;

use std::sync::LazyLock;

use iam_parity::Suite;

use crate::properties::Property;

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("judge_answer", judge_answer)];

/// An answer that is right, or spoiled as the bytes say, gets the same verdict from both.
pub fn judge_answer(data: &[u8]) {
    static SUITES: LazyLock<Vec<Suite>> = LazyLock::new(naive::suites);
    naive::check(&SUITES, data);
}
