//! Plays a sequence at the endpoint and at the reference, and compares after each step.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::compare::{Extent, compare, failure};
use super::layout::{self, Breaches, breaches};
use super::play::{Found, Play, Side};
use super::prediction::Prediction;
use super::sequence::{Sequence, Step, received};
use super::undo::{remove_resource, undo};
use crate::cases::check::Check;
use crate::cases::level::Level;
use crate::cases::suite::Suite;
use crate::exchange::call::{Answer, Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::run::Options;
use crate::run::runner::Runner;

/// An endpoint and its reference.
pub(crate) struct EndpointPair<'a> {
    suite: &'a Suite,
    /// The rules for all answers.
    checks: &'a [Check],
    options: &'a Options,
    endpoint: Runner<'a>,
    reference: Option<Runner<'a>>,
    plays: u64,
}

/// The operation that sets the account's password policy, which can be compared from then on.
const SETS_POLICY: &str = "UpdateAccountPasswordPolicy";

/// What one endpoint does at a step.
struct Reaction {
    parsed: Result<ParsedAnswer, String>,
    is_known: bool,
    breaches: Breaches,
}

impl<'a> EndpointPair<'a> {
    pub(crate) fn new(
        suite: &'a Suite,
        checks: &'a [Check],
        endpoint: &'a mut dyn Endpoint,
        against: Option<&'a mut dyn Endpoint>,
        options: &'a Options,
    ) -> Result<Self, String> {
        let endpoint = Runner::new(suite, endpoint, options)
            .map_err(|e| format!("the endpoint does not answer: {e}"))?;
        let reference = against
            .map(|against| Runner::new(suite, against, options))
            .transpose()
            .map_err(|e| format!("the reference does not answer: {e}"))?;
        Ok(EndpointPair { suite, checks, options, endpoint, reference, plays: 0 })
    }

    /// How many requests the endpoint has got.
    pub(crate) fn calls(&self) -> usize {
        self.endpoint.calls
    }

    /// Plays a sequence and returns the differences. The play ends with the first one that may leave other
    /// things stored than the reference has.
    pub(crate) fn play(&mut self, sequence: &Sequence) -> Vec<Found> {
        let mut play = Play::new(sequence, self.next_name());
        for step in &sequence.steps {
            if self.perform(step, &mut play).is_break() {
                break;
            }
        }
        self.clear(&mut play);
        play.found
    }

    /// Performs one step, unless the play ends with it.
    fn perform(&mut self, step: &Step, play: &mut Play<'_>) -> ControlFlow<()> {
        let [side, other] = &mut play.sides;
        let prediction = Prediction::of(&side.bound(call(step.bytes().to_vec())).body);
        let react = |runner: &mut Runner<'_>, side: &mut Side| {
            let (call, reaction) = react(runner, side, step, &play.name, &prediction, self.checks);
            let parsed = reaction.parsed.as_ref().ok().filter(|parsed| parsed.is_success());
            side.undos.extend(parsed.and_then(|parsed| undo(&call.body, parsed)));
            (call, reaction)
        };
        let (call, actual) = react(&mut self.endpoint, side);
        let expected = self.reference.as_mut().map(|reference| react(reference, other).1);
        play.calls.push(call);
        for (number, difference) in news(&actual, expected.as_ref(), &mut play.broken) {
            play.tell(layout::cause(&self.checks[number]), difference);
        }
        let extent = Extent::of(step.bytes(), play.sets_policy);
        let found = differences(&prediction, &actual, expected.as_ref(), extent);
        let worst = found.into_iter().max_by_key(|difference| difference.level);
        worst.into_iter().for_each(|worst| play.tell(cause(&prediction, &worst), worst));
        play.sets_policy |= prediction.action == SETS_POLICY && actual.is_success();
        // A request that one refuses and the other accepts leaves other things stored: the rest would follow from it.
        if expected.is_some_and(|expected| expected.is_success() != actual.is_success()) {
            return ControlFlow::Break(());
        }
        match self.compare_stored(play.sequence, &play.name) {
            None => ControlFlow::Continue(()),
            Some(stored) => {
                play.tell(cause(&prediction, &stored), stored);
                ControlFlow::Break(())
            }
        }
    }

    /// A name that none of the 65,535 plays before has, and no run whose seed differs in the last 24 bits.
    fn next_name(&mut self) -> String {
        self.plays += 1;
        let number = (self.options.seed & 0xff_ffff) << 16 | (self.plays & 0xffff);
        format!("parity-{number:010x}")
    }

    /// The tags of the resource in both stores.
    fn compare_stored(&mut self, sequence: &Sequence, name: &str) -> Option<Difference> {
        let reference = self.reference.as_mut()?;
        let row = self.suite.resource(&sequence.resource)?;
        let action = format!("List{}Tags", row.word);
        let id = super::generate::scope(self.suite).fill(&row.absent).ok()?;
        let body = format!("Action={action}&Version={}&{}={id}", iam_codec::VERSION, row.parameter);
        let prediction = Prediction::of(body.as_bytes());
        let step = Step::Text(body);
        let side = &mut Side::default();
        let actual = react(&mut self.endpoint, side, &step, name, &prediction, &[]).1;
        let expected = react(reference, side, &step, name, &prediction, &[]).1;
        let found = differences(&prediction, &actual, Some(&expected), Extent::All);
        let found = found.into_iter().max_by_key(|difference| difference.level)?;
        // Words and layout of a list are findings of the list itself.
        (found.level > Level::Message).then(|| found.in_read(&action))
    }

    /// Removes what a play has made, the last first, and then what may have been made without an answer.
    fn clear(&mut self, play: &mut Play<'_>) {
        let resource = remove_resource(self.suite, play.sequence);
        let runners = [Some(&mut self.endpoint), self.reference.as_mut()];
        for (runner, side) in runners.into_iter().zip(&play.sides) {
            let Some(runner) = runner else {
                continue;
            };
            for undo in side.undos.iter().rev().chain(&resource) {
                // It may be gone already.
                let _ = runner.send(&call(undo.sent(&play.name, &runner.account)));
            }
        }
    }
}

impl Reaction {
    fn is_success(&self) -> bool {
        self.parsed.as_ref().is_ok_and(ParsedAnswer::is_success)
    }
}

fn react(
    runner: &mut Runner<'_>,
    side: &mut Side,
    step: &Step,
    name: &str,
    prediction: &Prediction,
    checks: &[Check],
) -> (Call, Reaction) {
    let call = side.bound(call(step.sent(name, &runner.account)));
    let answered = runner.send(&call);
    if let (Some(keep), Ok((_, parsed))) = (step.keep(), &answered) {
        side.keep(keep, parsed);
    }
    let is_known = match &prediction.action {
        action if action.parse::<iam_codec::Action>().is_err() => true,
        action => runner.knows_answered(action, &answered),
    };
    let breaches = match &answered {
        Ok((answer, parsed)) if is_known => breaches(checks, &call, answer, parsed),
        _ => Vec::new(),
    };
    let account = runner.account.clone();
    let plain = |(answer, _): (Answer, ParsedAnswer)| {
        let body = received(&answer.body, name, &account);
        ParsedAnswer::read(&Answer { body, ..answer })
    };
    (call, Reaction { parsed: answered.map(plain), is_known, breaches })
}

fn call(body: Vec<u8>) -> Call {
    let form = "application/x-www-form-urlencoded".to_owned();
    let headers = vec![("Content-Type".to_owned(), form)];
    Call::received("POST".to_owned(), "/".to_owned(), String::new(), headers, body)
}

fn differences(
    prediction: &Prediction,
    actual: &Reaction,
    expected: Option<&Reaction>,
    extent: Extent,
) -> Vec<Difference> {
    if !actual.is_known || expected.is_some_and(|expected| !expected.is_known) {
        return Vec::new();
    }
    let expected = match (expected, &prediction.refusal) {
        _ if prediction.is_unsettled => None,
        (Some(expected), _) => expected.parsed.as_ref().ok().filter(|parsed| parsed.status < 500),
        (None, refusal) => refusal.as_ref(),
    };
    match expected {
        Some(expected) => compare(expected, &actual.parsed, &prediction.action, extent),
        None => failure(&actual.parsed),
    }
}

/// The rules that the endpoint breaks, the reference does not, and the play has not told.
fn news(actual: &Reaction, expected: Option<&Reaction>, broken: &mut BTreeSet<usize>) -> Breaches {
    // A failure is one finding, not several.
    if actual.parsed.as_ref().is_ok_and(|parsed| parsed.status >= 500) {
        return Vec::new();
    }
    let breaks =
        |reaction: &Reaction, number| reaction.breaches.iter().any(|(of, _)| *of == number);
    let is_new = |number| !expected.is_some_and(|expected| breaks(expected, number));
    let all = actual.breaches.iter().cloned();
    all.filter(|(number, _)| is_new(*number) && broken.insert(*number)).collect()
}

/// What the codec says of the request × how the endpoint reacts.
fn cause(prediction: &Prediction, difference: &Difference) -> String {
    let Difference { level, kind, what, expected, actual, .. } = difference;
    let code = |text: &str| text.split(':').next().unwrap_or_default().to_owned();
    let reaction = match kind {
        _ if *level == Level::State => what.clone(),
        DifferenceKind::Accepted | DifferenceKind::Refused => {
            format!("{}, not {}", code(actual), code(expected))
        }
        _ if *level == Level::NoAnswer => format!("{what}: {}", code(actual)),
        DifferenceKind::Status | DifferenceKind::Code | DifferenceKind::Fault => {
            format!("{what}: {actual}, not {expected}")
        }
        _ => what.clone(),
    };
    format!("{}: {level} {reaction}", prediction.says)
}

#[cfg(test)]
mod plays;
#[cfg(test)]
mod tests;
