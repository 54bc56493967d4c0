//! What a rule for all answers says of one.

/// What AWS sends, and what the endpoint has sent instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Breach {
    pub(crate) expected: String,
    pub(crate) actual: String,
}

/// What a rule says of an answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Application {
    /// The answer has nothing that the rule is about.
    NotConcerned,
    Kept,
    Broken(Breach),
}

/// Broken, if the condition holds.
pub(crate) fn broken_if(breaks: bool, expected: &str, actual: &str) -> Application {
    match breaks {
        true => Application::Broken(Breach { expected: expected.into(), actual: actual.into() }),
        false => Application::Kept,
    }
}
