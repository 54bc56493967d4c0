//! What the tables say otherwise than the model.

/// Where the tables and the model differ, in words.
#[derive(Default)]
pub(super) struct Differences(pub(super) Vec<String>);

impl Differences {
    /// Notes that two values are not the same.
    pub(super) fn hold<T: PartialEq + std::fmt::Debug>(
        &mut self,
        place: &str,
        what: &str,
        ours: T,
        theirs: T,
    ) {
        if ours != theirs {
            self.0.push(format!("{place}: {what} is {ours:?}, in the model {theirs:?}"));
        }
    }
}
