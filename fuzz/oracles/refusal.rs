//! Why a request is refused, as far as the oracle says it.

use iam_codec::{MalformedInput, RequestErrorKind};

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
    InvalidTags,
    Unwritable,
}

impl Refusal {
    pub(super) fn of(kind: &RequestErrorKind) -> Self {
        match kind {
            RequestErrorKind::MissingAction => Refusal::MissingAction,
            RequestErrorKind::InvalidAction { .. } => Refusal::InvalidAction,
            RequestErrorKind::MalformedInput(MalformedInput::Ambiguous) => unreachable!(),
            RequestErrorKind::MalformedInput(_) => Refusal::Unreadable,
            RequestErrorKind::ValidationError(violations) => {
                Refusal::Violations(violations.listed().iter().map(ToString::to_string).collect())
            }
            RequestErrorKind::InvalidIdentifier(_) => Refusal::Identifier,
            RequestErrorKind::InvalidBoundary(_) => Refusal::Boundary,
            RequestErrorKind::DuplicateTagKeys(_) => Refusal::DuplicateTagKeys,
            RequestErrorKind::ReservedTag => Refusal::ReservedTag,
            RequestErrorKind::EmptyTags(_) => Refusal::EmptyTags,
            RequestErrorKind::InvalidTags(_) => Refusal::InvalidTags,
            RequestErrorKind::UnwritableText(_) => Refusal::Unwritable,
            other => panic!("{other:?}"),
        }
    }
}
