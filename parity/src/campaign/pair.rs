//! Plays a sequence at the endpoint and at the reference, and compares after each step.

use std::collections::BTreeMap;

use super::compare::{compare, failure};
use super::prediction::Prediction;
use super::sequence::{NAME, Sequence, Step, received};
use super::undo::{remove_resource, undo};
use crate::cases::level::Level;
use crate::cases::suite::Suite;
use crate::exchange::call::{Answer, Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::plan::bindings::Bindings;
use crate::run::Options;
use crate::run::runner::Runner;

/// An endpoint and its reference.
pub(crate) struct EndpointPair<'a> {
    suite: &'a Suite,
    options: &'a Options,
    endpoint: Runner<'a>,
    reference: Option<Runner<'a>>,
    plays: u64,
}

/// A step of a sequence at which the endpoint differs.
pub(crate) struct Found {
    /// The number of the step, from 0.
    pub(crate) step: usize,
    /// What the codec says of the request, and how the endpoint reacts.
    pub(crate) cause: String,
    pub(crate) difference: Difference,
    /// The calls up to this step, as they were sent.
    pub(crate) calls: Vec<Call>,
}

/// What a play keeps of one endpoint.
#[derive(Default)]
struct Side {
    /// The requests that remove what was made, the first made first.
    undos: Vec<Step>,
    bindings: Bindings,
}

impl Side {
    /// The call with the values that earlier answers have given. What none has given stays.
    fn bound(&self, call: Call) -> Call {
        self.bindings.call(&call).unwrap_or(call)
    }

    fn keep(&mut self, keep: &BTreeMap<String, String>, parsed: &ParsedAnswer) {
        for (variable, path) in keep {
            if let Some(value) = parsed.in_result(path) {
                self.bindings.set(variable, value);
            }
        }
    }
}

/// What one endpoint does at a step.
struct Reaction {
    parsed: Result<ParsedAnswer, String>,
    is_known: bool,
}

impl<'a> EndpointPair<'a> {
    pub(crate) fn new(
        suite: &'a Suite,
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
        Ok(EndpointPair { suite, options, endpoint, reference, plays: 0 })
    }

    /// How many requests the endpoint has got.
    pub(crate) fn calls(&self) -> usize {
        self.endpoint.calls
    }

    /// Plays a sequence and returns the differences. The play ends with the first one that may leave other
    /// things stored than the reference has.
    pub(crate) fn play(&mut self, sequence: &Sequence) -> Vec<Found> {
        let name = self.next_name();
        let mut found = Vec::new();
        let mut calls = Vec::new();
        let mut sides = [Side::default(), Side::default()];
        for (step, body) in sequence.steps.iter().enumerate() {
            let prediction = Prediction::of(&sides[0].bound(call(body.bytes().to_vec())).body);
            let perform = |runner: &mut Runner<'_>, side: &mut Side| {
                let (call, reaction) = react(runner, side, body, &name, &prediction);
                if let Some(parsed) =
                    reaction.parsed.as_ref().ok().filter(|parsed| parsed.is_success())
                {
                    side.undos.extend(undo(&call.body, parsed));
                }
                (call, reaction)
            };
            let (call, actual) = perform(&mut self.endpoint, &mut sides[0]);
            calls.push(call);
            let expected =
                self.reference.as_mut().map(|reference| perform(reference, &mut sides[1]).1);
            // What an earlier answer has named is of this play too.
            let is_about_resource =
                contains(body.bytes(), NAME) || contains(body.bytes(), "%24%7B");
            let differences =
                differences(&prediction, &actual, expected.as_ref(), is_about_resource);
            let same_kind = expected.as_ref().is_none_or(|e| e.is_success() == actual.is_success());
            let worst = differences.into_iter().max_by_key(|difference| difference.level);
            // A request that one refuses and the other accepts leaves other things stored: the rest
            // would follow from it.
            let stored = same_kind.then(|| self.compare_stored(sequence, &name)).flatten();
            let ends = !same_kind || stored.is_some();
            let differences = worst.into_iter().chain(stored);
            found.extend(differences.map(|difference| Found {
                step,
                cause: cause(&prediction, &difference),
                difference,
                calls: calls.clone(),
            }));
            if ends {
                break;
            }
        }
        self.clear(sequence, &name, sides.map(|side| side.undos));
        found
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
        let actual = react(&mut self.endpoint, &mut Side::default(), &step, name, &prediction).1;
        let expected = react(reference, &mut Side::default(), &step, name, &prediction).1;
        let found = differences(&prediction, &actual, Some(&expected), true);
        let found = found.into_iter().max_by_key(|difference| difference.level)?;
        // Words and layout of a list are findings of the list itself.
        (found.level > Level::Message).then(|| found.in_read(&action))
    }

    /// Removes what a play has made, the last first, and then what may have been made without an answer.
    fn clear(&mut self, sequence: &Sequence, name: &str, undos: [Vec<Step>; 2]) {
        let resource = remove_resource(self.suite, sequence);
        let runners = [Some(&mut self.endpoint), self.reference.as_mut()];
        for (runner, undos) in runners.into_iter().zip(undos) {
            let Some(runner) = runner else {
                continue;
            };
            for undo in undos.iter().rev().chain(&resource) {
                // It may be gone already.
                let _ = runner.send(&call(undo.sent(name, &runner.account)));
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
    let account = runner.account.clone();
    let plain = |(answer, _): (Answer, ParsedAnswer)| {
        let body = received(&answer.body, name, &account);
        ParsedAnswer::read(&Answer { body, ..answer })
    };
    (call, Reaction { parsed: answered.map(plain), is_known })
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
    is_about_resource: bool,
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
        Some(expected) => compare(expected, &actual.parsed, &prediction.action, is_about_resource),
        None => failure(&actual.parsed),
    }
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

fn contains(bytes: &[u8], text: &str) -> bool {
    memchr::memmem::find(bytes, text.as_bytes()).is_some()
}
