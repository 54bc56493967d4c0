//! Known differences: kept in a file, compared with a later run.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::report::outcome::{Outcome, Verdict};
use crate::text::visible;

/// The differences of a run, by the numbers of their cases. Names, ids and times, which differ from run to
/// run, are replaced by `<id>` and `<date>`.
///
/// ```
/// use iam_parity::Known;
///
/// let known = Known::parse(r#"{"tags/1.1.1": ["answer status: 201, not 200"]}"#)?;
/// assert_eq!(Known::parse(&known.json())?, known);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Known(BTreeMap<String, BTreeSet<String>>);

/// How a run differs from what was known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Changes {
    /// Differences that were not known: the number of the case, and the line.
    pub new: Vec<(String, String)>,
    /// Known differences that are there no longer: the number of the case, and the line.
    pub gone: Vec<(String, String)>,
    /// How many known differences are there as before.
    pub known: usize,
}

impl Known {
    pub(crate) fn of(outcomes: &[Outcome]) -> Known {
        let entry =
            |outcome: &Outcome| (outcome.number.clone(), outcome.lines().into_iter().collect());
        let differs =
            |outcome: &&Outcome| matches!(outcome.verdict, Verdict::Differs | Verdict::Skipped);
        Known(outcomes.iter().filter(differs).map(entry).collect())
    }

    /// Reads what [`json`](Known::json) has written.
    ///
    /// # Errors
    ///
    /// The text is not JSON of this shape; the message says where.
    pub fn parse(json: &str) -> Result<Known, String> {
        serde_json::from_str(json).map_err(|e| e.to_string())
    }

    /// The differences as JSON: an object with a list of lines for each case.
    pub fn json(&self) -> String {
        visible::document(self)
    }

    /// Compares the known differences with those of a run. Cases that were not run do not count.
    ///
    /// ```
    /// use iam_parity::{Answer, Known, Options, Suite, run};
    ///
    /// let mut suite = Suite::built_in();
    /// suite.retain(&["routing/1.1"])?;
    /// let mut failing = |_: &_| Ok(Answer { status: 502, ..Answer::default() });
    /// let report = run(&suite, &mut failing, &Options::default(), &mut |_, _| {})?;
    ///
    /// let changes = Known::default().compare(&report.outcomes);
    /// assert!(changes.text().starts_with("new: routing/1.1 "));
    /// assert!(report.known().compare(&report.outcomes).is_empty());
    /// # Ok::<(), String>(())
    /// ```
    pub fn compare(&self, outcomes: &[Outcome]) -> Changes {
        let mut changes = Changes::default();
        let nothing = BTreeSet::new();
        for outcome in outcomes {
            let known = self.0.get(&outcome.number).unwrap_or(&nothing);
            let found: BTreeSet<_> = outcome.lines().into_iter().collect();
            let named = |line: &String| (outcome.number.clone(), line.clone());
            changes.new.extend(found.difference(known).map(named));
            changes.known += known.intersection(&found).count();
            changes.gone.extend(known.difference(&found).map(named));
        }
        changes
    }
}

impl Changes {
    /// Whether nothing is new and nothing is gone.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty()
    }

    /// One line for each difference, `new: tags/1.1.1 answer status: 201, not 200`, and a last one:
    /// `as expected: 12 known, 0 new, 0 gone`.
    pub fn text(&self) -> String {
        // The known ones are from a file.
        let line = |word: &str, case: &str, line: &str| {
            format!("{word}: {} {}\n", visible::line(case), visible::line(line))
        };
        let lines = |word: &str, all: &[(String, String)]| {
            all.iter().map(|(case, text)| line(word, case, text)).collect::<String>()
        };
        let as_expected = if self.is_empty() { "as expected" } else { "not as expected" };
        let (known, new, gone) = (self.known, self.new.len(), self.gone.len());
        let counts = format!("{as_expected}: {known} known, {new} new, {gone} gone\n");
        lines("new", &self.new) + &lines("gone", &self.gone) + &counts
    }
}

#[cfg(test)]
mod tests;
