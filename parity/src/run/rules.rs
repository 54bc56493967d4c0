//! The rules for all answers, counted over a run.

use crate::cases::check::Check;
use crate::report::outcome::Outcome;
use crate::run::rule_count::RuleCount;
use crate::run::runner::Runner;

impl Runner<'_> {
    /// One outcome for each rule for all answers.
    pub(crate) fn rule_outcomes(&mut self) -> Vec<Outcome> {
        let counts = std::mem::take(&mut self.rules);
        let outcome = |(check, count): (&Check, RuleCount)| {
            let mut outcome = count.into_outcome(check, &self.options.url);
            outcome.normalize(&self.normalizer);
            outcome
        };
        self.suite.checks.iter().zip(counts).map(outcome).collect()
    }
}
