//! [`Report`]: all outcomes of a run, written for people, machines and CI.

pub(crate) mod causes;
mod html;
mod json;
mod junit;
pub(crate) mod known;
mod markdown;
pub(crate) mod outcome;
pub(crate) mod run_info;
mod text;

use crate::cases::level::Level;
use crate::report::causes::Cause;
use crate::report::known::Known;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::run_info::RunInfo;

/// All outcomes of a run. Where it names the endpoint, it leaves out user and password of a URL.
///
/// ```
/// use iam_parity::{Answer, Level, Options, Suite, Verdict, run};
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing/1.1"])?;
/// let mut failing = |_: &_| Ok(Answer { status: 502, ..Answer::default() });
/// let report = run(&suite, &mut failing, &Options::default(), &mut |_, _| {})?;
///
/// assert_eq!(report.count(Verdict::Differs), 1);
/// assert_eq!(report.count_worst(Level::NoAnswer), 1);
/// assert!(report.text().contains("0 the same, 1 differ"));
/// assert!(report.junit(Level::Answer).contains(r#"failures="1""#));
/// for page in [report.html("my server"), report.markdown("my server"), report.json("my server")] {
///     assert!(page.contains("my server"));
/// }
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Report {
    /// When, with what and on which cases the run was made.
    pub info: RunInfo,
    /// One for each case, in the order of the suite; then one for each rule for all answers.
    pub outcomes: Vec<Outcome>,
    /// How many requests the cases sent.
    pub calls: usize,
    /// The bodies of calls that should have removed a resource and failed.
    pub leftovers: Vec<String>,
    /// Whether the run was stopped before its end.
    pub interrupted: bool,
    /// The first refusal, if the endpoint refused every request with 401 or 403; the run then ended early.
    pub refused: Option<String>,
}

impl Report {
    /// The outcomes that have a difference of this level or a worse one.
    pub fn failures(&self, level: Level) -> impl Iterator<Item = &Outcome> {
        self.outcomes.iter().filter(move |outcome| outcome.level() >= Some(level))
    }

    /// How many outcomes have this verdict.
    pub fn count(&self, verdict: Verdict) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.verdict == verdict).count()
    }

    /// How many outcomes have this level as the level of their worst difference.
    pub fn count_worst(&self, level: Level) -> usize {
        self.outcomes.iter().filter(|outcome| outcome.level() == Some(level)).count()
    }

    /// Whether all cases were skipped.
    pub fn is_impossible(&self) -> bool {
        !self.outcomes.is_empty() && self.count(Verdict::Skipped) == self.outcomes.len()
    }

    /// The differing cases by their likely causes: the worst level first, of one level the cause of the most
    /// cases.
    pub fn causes(&self) -> Vec<Cause> {
        Cause::all(&self.outcomes)
    }

    /// The differences, to be kept and compared with those of later runs.
    pub fn known(&self) -> Known {
        Known::of(&self.outcomes)
    }
}

/// `12 cases`
pub(crate) fn counted(count: usize, one: &str) -> String {
    format!("{count} {one}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests;
