//! Known differences: kept in a file, compared with a later run.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::parity::outcome::{Outcome, Verdict};

/// The differences of a run, by the numbers of their cases. What differs from run to run, such as names
/// and ids, is replaced by words.
///
/// ```
/// use iam_codec::parity::Known;
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
pub struct News {
    /// Case and difference: what was not known.
    pub new: Vec<(String, String)>,
    /// Case and difference: what is there no longer.
    pub gone: Vec<(String, String)>,
}

impl Known {
    pub(crate) fn of(outcomes: &[Outcome]) -> Known {
        let entry =
            |outcome: &Outcome| (outcome.number.clone(), outcome.lines().into_iter().collect());
        let differs =
            |outcome: &&Outcome| matches!(outcome.verdict, Verdict::Differs | Verdict::Skipped);
        Known(outcomes.iter().filter(differs).map(entry).collect())
    }

    /// Reads a file.
    ///
    /// # Errors
    ///
    /// What is no JSON of this shape.
    pub fn parse(json: &str) -> Result<Known, String> {
        serde_json::from_str(json).map_err(|e| e.to_string())
    }

    /// The file: a line for each difference.
    pub fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("all names are strings") + "\n"
    }

    /// Compares the cases of a run; what is known of other cases does not count.
    ///
    /// ```
    /// use iam_codec::parity::{Answer, Known, Options, Suite, run};
    ///
    /// let mut suite = Suite::built_in();
    /// suite.retain(&["routing/1.1".to_owned()])?;
    /// let mut failing = |_: &_| Ok(Answer { status: 502, ..Answer::default() });
    /// let report = run(&suite, &mut failing, &Options::default(), &mut |_, _| {})?;
    ///
    /// let news = Known::default().compare(&report.outcomes);
    /// assert!(news.text().starts_with("new: routing/1.1 "));
    /// assert!(report.known().compare(&report.outcomes).is_empty());
    /// # Ok::<(), String>(())
    /// ```
    pub fn compare(&self, outcomes: &[Outcome]) -> News {
        let mut news = News::default();
        let nothing = BTreeSet::new();
        for outcome in outcomes {
            let known = self.0.get(&outcome.number).unwrap_or(&nothing);
            let found: BTreeSet<_> = outcome.lines().into_iter().collect();
            let named = |line: &String| (outcome.number.clone(), line.clone());
            news.new.extend(found.difference(known).map(named));
            news.gone.extend(known.difference(&found).map(named));
        }
        news
    }
}

impl News {
    /// Whether the run was as known.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.gone.is_empty()
    }

    /// A line for each: `new: tags/1.1.1 answer status: 201, not 200`.
    pub fn text(&self) -> String {
        let lines = |word: &str, all: &[(String, String)]| {
            all.iter().map(|(case, line)| format!("{word}: {case} {line}\n")).collect::<String>()
        };
        lines("new", &self.new) + &lines("gone", &self.gone)
    }
}
