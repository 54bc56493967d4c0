//! [`Cause`]: differing cases that most likely have one fault of the endpoint in common.

mod blank;
mod likeness;

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::cases::level::Level;
use crate::judge::difference::Difference;
use crate::report::outcome::{Outcome, Verdict};
use crate::text::visible;
use likeness::{Likeness, code_of};

/// Differing cases that most likely have one fault of the endpoint in common: the same rule is broken in the
/// same way, apart from names and numbers. A case counts for its worst difference. What one part of a server does for
/// all requests is one fault: it checks no constraints, it makes no pages, it has words of its own for what is absent.
///
/// ```
/// use iam_parity::{Answer, Options, Suite, run};
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing/1.1", "routing/1.2"])?;
/// let mut failing = |_: &_| Ok(Answer { status: 502, ..Answer::default() });
/// let report = run(&suite, &mut failing, &Options::default(), &mut |_, _| {})?;
/// let causes = report.causes();
/// assert_eq!(causes[0].text, "no-answer answer: 502 without a document");
/// assert_eq!(causes[0].cases, ["routing/1.2", "routing/1.1"]);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cause {
    /// The level of the worst difference.
    pub level: Level,
    /// The difference, with names and numbers blanked, and how often it has which form:
    /// `accepts answer: no ValidationError: Member must not be null (22), 400 NoSuchEntity (3)`.
    pub text: String,
    /// The numbers of the cases; the first one sends the fewest and shortest requests.
    pub cases: Vec<String>,
}

impl Cause {
    /// The causes of these outcomes: the worst level first, of one level the cause of the most cases.
    pub(crate) fn all(outcomes: &[Outcome]) -> Vec<Cause> {
        let mut groups: BTreeMap<String, Group<'_>> = BTreeMap::new();
        for outcome in outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Differs) {
            if let Some(worst) = worst(outcome) {
                let code = expected_code(outcome);
                let Likeness { fault, form } = Likeness::of(worst, &outcome.operation, code);
                groups.entry(fault).or_default().add(outcome, worst.level, form);
            }
        }
        let mut causes: Vec<_> =
            groups.into_iter().map(|(fault, group)| group.into_cause(&fault)).collect();
        causes.sort_by_key(|cause| (Reverse(cause.level), Reverse(cause.cases.len())));
        causes
    }
}

/// The cases with one fault.
#[derive(Default)]
struct Group<'o> {
    outcomes: Vec<&'o Outcome>,
    level: Option<Level>,
    /// How often the fault has which form.
    forms: BTreeMap<String, usize>,
}

/// How many forms of a fault are shown.
const FORMS: usize = 3;

impl<'o> Group<'o> {
    fn add(&mut self, outcome: &'o Outcome, level: Level, form: Option<String>) {
        self.outcomes.push(outcome);
        self.level = self.level.max(Some(level));
        if let Some(form) = form {
            *self.forms.entry(form).or_default() += 1;
        }
    }

    fn into_cause(mut self, fault: &str) -> Cause {
        let level = self.level.unwrap_or(Level::Layout);
        let rest = fault.strip_prefix(level.as_str());
        let text = match rest.is_some_and(|rest| rest.starts_with([':', ' '])) {
            true => fault.to_owned(),
            false => format!("{level} {fault}"),
        };
        self.outcomes.sort_by_key(|outcome| size(outcome));
        let cases = self.outcomes.iter().map(|outcome| outcome.number.clone()).collect();
        Cause { level, text: visible::line(&(text + &self.forms_text())), cases }
    }

    /// `: the most frequent form (20), the next one (3), 2 more`, or `: the only form`.
    fn forms_text(&self) -> String {
        let mut forms: Vec<_> = self.forms.iter().collect();
        forms.sort_by_key(|(_, count)| Reverse(**count));
        let shown = |(form, count): &(&String, &usize)| format!("{form} ({count})");
        match &*forms {
            [] => String::new(),
            [(form, _)] => format!(": {form}"),
            forms => {
                let mut all: Vec<_> = forms.iter().take(FORMS).map(shown).collect();
                all.extend((forms.len() > FORMS).then(|| format!("{} more", forms.len() - FORMS)));
                format!(": {}", all.join(", "))
            }
        }
    }
}

/// How many causes, those of the most cases, cover 80 % of the cases.
pub(crate) fn needed_for_80_percent(causes: &[Cause]) -> usize {
    let mut counts: Vec<_> = causes.iter().map(|cause| cause.cases.len()).collect();
    counts.sort_unstable_by_key(|count| Reverse(*count));
    let all: usize = counts.iter().sum();
    let mut covered = 0;
    let is_enough = |count: &usize| {
        covered += count;
        covered * 5 >= all * 4
    };
    counts.iter().position(is_enough).map_or(0, |at| at + 1)
}

fn worst(outcome: &Outcome) -> Option<&Difference> {
    outcome.differences.iter().max_by_key(|difference| difference.level)
}

/// The number of requests that show a case, and their length.
fn size(outcome: &Outcome) -> (usize, usize) {
    (outcome.repeat.len(), outcome.repeat.iter().map(String::len).sum())
}

/// The code of the error that AWS answers, if the exchange was kept.
fn expected_code(outcome: &Outcome) -> Option<&str> {
    let expected = outcome.exchange.as_ref()?.expected.lines().next()?;
    Some(code_of(expected))
}

#[cfg(test)]
mod tests;
