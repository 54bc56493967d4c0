//! The report as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cases::level::Level;
use crate::exchange::url::without_user;
use crate::report::Report;
use crate::report::causes::Cause;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::run_info::RunInfo;
use crate::text::visible;

#[derive(Serialize)]
struct Document<'r> {
    endpoint: &'r str,
    #[serde(flatten)]
    info: &'r RunInfo,
    requests: usize,
    interrupted: bool,
    verdicts: BTreeMap<&'static str, usize>,
    levels: BTreeMap<&'static str, usize>,
    causes: Vec<Cause>,
    leftovers: &'r [String],
    cases: &'r [Outcome],
}

impl Report {
    /// The whole report as one JSON object: `endpoint`, `version`, `date`, `seed`, `suite`,
    /// `requests`, `interrupted`, the counts `verdicts` and
    /// `levels`, `causes`, `leftovers`, and `cases`, an object for each [`Outcome`].
    pub fn json(&self, endpoint: &str) -> String {
        let verdicts = [
            ("same", Verdict::Same),
            ("differs", Verdict::Differs),
            ("unsettled", Verdict::Unsettled),
            ("skipped", Verdict::Skipped),
        ];
        let document = Document {
            endpoint: &without_user(endpoint),
            info: &self.info,
            requests: self.calls,
            interrupted: self.interrupted,
            verdicts: verdicts.map(|(word, verdict)| (word, self.count(verdict))).into(),
            levels: Level::ALL.iter().map(|l| (l.as_str(), self.count_worst(*l))).collect(),
            causes: self.causes(),
            leftovers: &self.leftovers,
            cases: &self.outcomes,
        };
        visible::document(&document)
    }
}
