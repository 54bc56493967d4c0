//! Why a request is refused, as far as the oracle says it.

#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    MissingAction,
    InvalidAction,
    Unreadable,
    /// How many, and their words.
    Violations(usize, Vec<String>),
    Identifier,
    Boundary,
    DuplicateTagKeys,
    ReservedTag,
}
