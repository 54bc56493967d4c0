//! The rules for all answers, in campaigns: one finding for each rule that the endpoint breaks.

use crate::cases::check::Check;
use crate::cases::level::Basis;
use crate::exchange::call::{Answer, Call};
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::judge::{Application, rules};

/// The rules that an answer breaks, by their places in the list, with the difference.
pub(crate) type Breaches = Vec<(usize, Difference)>;

/// The rules that are known to hold for AWS.
pub(crate) fn settled(checks: Vec<Check>) -> Vec<Check> {
    checks.into_iter().filter(|check| check.basis != Basis::Unsettled).collect()
}

pub(crate) fn breaches(
    checks: &[Check],
    call: &Call,
    answer: &Answer,
    parsed: &ParsedAnswer,
) -> Breaches {
    let service = call.service();
    let breach = |(number, check): (usize, &Check)| {
        let Application::Broken(breach) = rules::apply(check, service, answer, parsed) else {
            return None;
        };
        let kind = DifferenceKind::EveryAnswer;
        let differs = Difference::new(kind, "every answer", breach.expected, breach.actual);
        Some((number, Difference { level: check.level, ..differs }))
    };
    checks.iter().enumerate().filter_map(breach).collect()
}

/// The cause of a finding about a rule.
pub(crate) fn cause(check: &Check) -> String {
    format!("every answer: {} {}", check.level, check.title)
}

#[cfg(test)]
mod tests;
