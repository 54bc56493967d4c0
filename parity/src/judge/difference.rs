//! [`Difference`]: one thing in which an answer is not AWS's.

use serde::Serialize;

use crate::cases::level::Level;
use crate::judge::kind::DifferenceKind;
use crate::text::visible;

/// One difference between an answer and AWS's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// How bad the difference is.
    pub level: Level,
    /// What kind of thing differs.
    pub kind: DifferenceKind,
    /// What differs: `status`, `message`, `result/User/Arn`, …
    pub what: String,
    /// What AWS has there.
    pub expected: String,
    /// What the endpoint has there.
    pub actual: String,
    /// A read after the request has shown it.
    #[serde(skip)]
    pub(crate) is_read: bool,
}

impl Difference {
    pub(crate) fn new(
        kind: DifferenceKind,
        what: impl Into<String>,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) -> Self {
        let (what, expected, actual) = (what.into(), expected.into(), actual.into());
        Difference { level: kind.level(), kind, what, expected, actual, is_read: false }
    }

    /// The same difference, found by a read after the request: the endpoint has stored something else.
    pub(crate) fn in_read(mut self, action: &str) -> Self {
        if matches!(self.level, Level::Answer | Level::Refuses | Level::Accepts) {
            self.level = Level::State;
        }
        self.what = format!("{action}: {}", self.what);
        self.found_by_read()
    }

    pub(crate) fn found_by_read(mut self) -> Self {
        self.is_read = true;
        self
    }

    /// The difference in one line: `answer status: 400, not 404`.
    pub fn line(&self) -> String {
        let what = match self.what.as_str() {
            what if what == self.level.as_str() => String::new(),
            what => format!(" {}", visible::line(what)),
        };
        let (actual, expected) = (visible::line(&self.actual), visible::line(&self.expected));
        format!("{}{what}: {actual}, not {expected}", self.level)
    }
}
