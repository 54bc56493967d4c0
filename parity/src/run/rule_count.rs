//! [`RuleCount`]: how often a rule for all answers was broken.

use std::collections::HashSet;

use iam_codec::Service;

use crate::cases::check::Check;
use crate::cases::level::Basis;
use crate::exchange::call::{Answer, Call};
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::breach::broken_if;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::judge::{Application, Breach, identity, rules};
use crate::report::outcome::{Exchange, Outcome, Verdict, answer_text};

/// How often a rule was broken, and the first time.
#[derive(Debug, Default)]
pub(crate) struct RuleCount {
    concerned: usize,
    broken: usize,
    first: Option<(Call, Answer, Breach)>,
    /// What answers have given that no other one may give.
    given: HashSet<String>,
}

impl RuleCount {
    pub(crate) fn add(
        &mut self,
        check: &Check,
        service: &Service,
        call: &Call,
        answer: &Answer,
        parsed: &ParsedAnswer,
    ) {
        let applied = match identity::given(check.rule, answer, parsed) {
            // It is judged by its case alone.
            Some(_) if !parsed.document.defects.is_empty() => Application::NotConcerned,
            Some(given) => self.is_new(&given),
            None => rules::apply(check, service, answer, parsed),
        };
        self.concerned += usize::from(applied != Application::NotConcerned);
        if let Application::Broken(breach) = applied {
            self.broken += 1;
            self.first.get_or_insert_with(|| (call.clone(), answer.clone(), breach));
        }
    }

    /// Whether none of these texts was given before.
    fn is_new(&mut self, given: &[&str]) -> Application {
        if given.is_empty() {
            return Application::NotConcerned;
        }
        let again = given.iter().filter(|text| !self.given.insert((**text).to_owned())).count();
        broken_if(again > 0, "another one for each", "the same again")
    }

    /// The outcome of the rule. How often it was broken is in the note, so that it is not part of the difference
    /// that is kept and compared.
    pub(super) fn into_outcome(self, check: &Check, url: &str) -> Outcome {
        let mut outcome = Outcome::of_rule(check);
        if self.concerned == 0 {
            outcome.verdict = Verdict::Skipped;
            outcome.note = "no answer has it".to_owned();
        } else if let Some((call, answer, Breach { expected, actual })) = self.first {
            outcome.verdict = Verdict::Differs;
            outcome.note = format!("in {} of {} answers", self.broken, self.concerned);
            let kind = DifferenceKind::EveryAnswer;
            let differs = Difference::new(kind, "every answer", &expected, actual);
            outcome.differences.push(Difference { level: check.level, ..differs });
            outcome.repeat.push(call.curl(url));
            let (request, actual) = (call.text(), answer_text(&answer));
            outcome.exchange = Some(Exchange { request, expected, actual });
        }
        if check.basis == Basis::Unsettled && outcome.verdict == Verdict::Differs {
            outcome.verdict = Verdict::Unsettled;
            outcome.differences.clear();
        }
        outcome
    }
}
