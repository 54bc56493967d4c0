//! Why a request is refused, as far as the oracle says it.

#[derive(Debug, PartialEq)]
pub(super) enum Refusal {
    MissingAction,
    InvalidAction,
    Unreadable,
    /// Their words.
    Violations(Vec<String>),
    Identifier,
    Boundary,
    DuplicateTagKeys,
    ReservedTag,
    EmptyTags,
    Unwritable,
}
