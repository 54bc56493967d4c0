//! [`KnownOperations`]: what an endpoint's answers tell of its operations.

use crate::exchange::call::Answer;
use crate::plan::request::UNKNOWN;
use crate::text::normalize::Normalizer;
use std::collections::BTreeMap;

/// What was learnt of the operations of an endpoint.
#[derive(Debug, Default)]
pub(crate) struct KnownOperations {
    /// Status and body of the answer to an operation that nobody has.
    pub(super) unknown: (u16, String),
    pub(super) operations: BTreeMap<String, bool>,
}

impl KnownOperations {
    pub(crate) fn learn(&mut self, answer: &Answer) {
        self.unknown = trait_of(UNKNOWN, answer);
    }
}

/// What the answers to unknown operations have in common: status and body, without names and ids.
pub(super) fn trait_of(action: &str, answer: &Answer) -> (u16, String) {
    let body = String::from_utf8_lossy(&answer.body).replace(action, "<action>");
    (answer.status, Normalizer::default().apply(&body))
}
