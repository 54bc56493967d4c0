//! The report as JSON.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::cases::level::Level;
use crate::report::Report;
use crate::report::outcome::{Outcome, Verdict};

#[derive(Serialize)]
struct Document<'r> {
    endpoint: &'r str,
    requests: usize,
    interrupted: bool,
    verdicts: BTreeMap<&'static str, usize>,
    levels: BTreeMap<&'static str, usize>,
    leftovers: &'r [String],
    cases: &'r [Outcome],
}

impl Report {
    /// The whole report as one JSON object: `endpoint`, `requests`, `interrupted`, the counts `verdicts` and
    /// `levels`, `leftovers`, and `cases`, an object for each [`Outcome`].
    pub fn json(&self, endpoint: &str) -> String {
        let verdicts = [
            ("same", Verdict::Same),
            ("differs", Verdict::Differs),
            ("unsettled", Verdict::Unsettled),
            ("skipped", Verdict::Skipped),
        ];
        let document = Document {
            endpoint,
            requests: self.calls,
            interrupted: self.interrupted,
            verdicts: verdicts.map(|(word, verdict)| (word, self.count(verdict))).into(),
            levels: Level::ALL.iter().map(|l| (l.as_str(), self.count_worst(*l))).collect(),
            leftovers: &self.leftovers,
            cases: &self.outcomes,
        };
        serde_json::to_string_pretty(&document).expect("all names are strings") + "\n"
    }
}
