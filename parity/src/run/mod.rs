//! [`run`]: prepares each case, sends it, judges the answer, reads the effect, and removes what was made.

mod operations;
pub(crate) mod stage;
mod stored;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::cases::case::{Case, Expect};
use crate::cases::level::Basis;
use crate::cases::suite::Suite;
use crate::exchange::call::{Answer, Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::answer::{Difference, Judged, judge};
use crate::judge::rules::{Check, RuleCount};
use crate::report::Report;
use crate::report::outcome::{Exchange, LONGEST, Outcome, Verdict, cut, expected_text};
use crate::run::operations::KnownOperations;
use crate::run::stage::{Stage, action};
use crate::text::normalize::Normalizer;
use crate::text::value::Map;

/// How a suite is run.
#[derive(Clone, Debug, Default)]
#[expect(clippy::exhaustive_structs, reason = "options are written with `..Default::default()`")]
pub struct Options {
    /// The names of a run begin with `parity-SEED-`. Runs that share an endpoint need different ones.
    pub seed: u64,
    /// The URL in the `curl` commands that repeat a case. Without it they have a path alone.
    pub url: String,
    /// Ends the run before the next case, once another thread sets it.
    pub stop: Arc<AtomicBool>,
}

/// Runs all cases of a suite against an endpoint. `observe` gets each outcome as soon as it is there, and
/// how many there will be.
///
/// ```
/// use iam_parity::{Answer, Options, Suite, Verdict, run};
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing/1.1"])?;
/// let mut endpoint = |_: &_| {
///     let body = br#"<ErrorResponse xmlns="http://webservices.amazon.com/AWSFault/2005-15-09">
///   <Error>
///     <Type>Sender</Type>
///     <Code>InvalidAction</Code>
///     <Message>Could not find operation NoSuchOperation for version 2010-05-08</Message>
///   </Error>
///   <RequestId>9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11</RequestId>
/// </ErrorResponse>
/// "#;
///     Ok(Answer { status: 400, headers: Vec::new(), body: body.to_vec() })
/// };
/// let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {})?;
/// assert_eq!(report.outcomes[0].verdict, Verdict::Same);
/// # Ok::<(), String>(())
/// ```
///
/// # Errors
///
/// The endpoint does not answer the first call; the text says why. Later calls without an answer are
/// differences of their cases.
pub fn run(
    suite: &Suite,
    endpoint: &mut dyn Endpoint,
    options: &Options,
    observe: &mut dyn FnMut(&Outcome, usize),
) -> Result<Report, String> {
    let mut runner = Runner::new(suite, endpoint, options)?;
    let total = suite.cases.len() + suite.checks.len();
    let mut outcomes = Vec::new();
    for case in &suite.cases {
        if options.stop.load(Ordering::Relaxed) {
            break;
        }
        let mut outcome = runner.run_case(case);
        outcome.blur(&runner.blur);
        observe(&outcome, total);
        outcomes.push(outcome);
    }
    if outcomes.len() == suite.cases.len() {
        for outcome in runner.layout_outcomes() {
            observe(&outcome, total);
            outcomes.push(outcome);
        }
    }
    let interrupted = options.stop.load(Ordering::Relaxed);
    Ok(Report { outcomes, calls: runner.calls, leftovers: runner.leftovers, interrupted })
}

pub(crate) struct Runner<'a> {
    pub(crate) suite: &'a Suite,
    endpoint: &'a mut dyn Endpoint,
    options: &'a Options,
    tallies: Vec<RuleCount>,
    pub(crate) known: KnownOperations,
    pub(crate) blur: Normalizer,
    /// How many names were made.
    pub(crate) names: usize,
    pub(crate) calls: usize,
    /// The account in the ARNs of the endpoint.
    pub(crate) account: String,
    /// Why a type of resource cannot be made.
    pub(crate) unmakable: BTreeMap<String, String>,
    pub(crate) leftovers: Vec<String>,
}

impl<'a> Runner<'a> {
    pub(crate) fn new(
        suite: &'a Suite,
        endpoint: &'a mut dyn Endpoint,
        options: &'a Options,
    ) -> Result<Self, String> {
        let mut runner = Runner {
            suite,
            endpoint,
            options,
            tallies: suite.checks.iter().map(|_| RuleCount::default()).collect(),
            known: KnownOperations::default(),
            blur: Normalizer { prefix: format!("parity-{:x}-", options.seed) },
            names: 0,
            calls: 0,
            account: "123456789012".to_owned(),
            unmakable: BTreeMap::new(),
            leftovers: Vec::new(),
        };
        let call = KnownOperations::unknown_call()?;
        let answer = runner.endpoint.send(&call)?;
        runner.known.learn(&answer);
        Ok(runner)
    }

    /// Sends a call, and judges its answer by the rules for all answers.
    pub(crate) fn send(&mut self, call: &Call) -> Result<(Answer, ParsedAnswer), String> {
        self.calls += 1;
        let answer = self.endpoint.send(call)?;
        let parsed = ParsedAnswer::read(&answer);
        if let Some(account) = parsed.account() {
            self.account = account;
        }
        for (check, tally) in self.suite.checks.iter().zip(&mut self.tallies) {
            tally.count(check, call, &answer, &parsed);
        }
        Ok((answer, parsed))
    }

    fn run_case(&mut self, case: &Case) -> Outcome {
        let mut stage = Stage::default();
        let outcome = self
            .perform(case, &mut stage)
            .unwrap_or_else(|why| Outcome::new(case, Verdict::Skipped, why));
        self.clear(case, stage);
        outcome
    }

    /// Prepares a case, sends its request, and judges the answer and the effect.
    ///
    /// # Errors
    ///
    /// The case is skipped; the text says why.
    fn perform(&mut self, case: &Case, stage: &mut Stage) -> Result<Outcome, String> {
        let template = &case.template;
        stage.scope = self.scope();
        self.prepare(case, stage)?;
        let create = self.create_of(case);
        let send = create.as_ref().or(template.send.as_ref());
        let call = Call::new(send, &template.raw, &stage.scope)?;
        let answer = self.send(&call);
        stage.scope.set("account", &self.account);
        let expect = template.expect.fill(&stage.scope)?;
        let is_routing = expect.status_and_code().is_some_and(|(_, code)| code == "InvalidAction");
        if !is_routing && !self.knows_answered(&case.operation, &answer) {
            return Err(format!("{} is not implemented", case.operation));
        }
        let (bytes, parsed) = match answer {
            Ok((bytes, parsed)) => (bytes, Ok(parsed)),
            Err(e) => (Answer::default(), Err(e)),
        };
        if let Ok(parsed) = &parsed {
            stage.keep(&template.keep, parsed);
            self.adopt(case, stage, parsed)?;
        }
        let stored = case.stored().map(|tags| stage.scope.fill_map(tags)).transpose()?;
        let differences = self.differences(case, stage, &expect, stored.as_ref(), &parsed)?;
        let mut outcome = self.outcome(case, stage, differences, &parsed)?;
        if outcome.verdict != Verdict::Same {
            let expected = expected_text(&expect, stored.as_ref());
            let actual = parsed.map_or_else(|e| e, |_| answer_text(&bytes));
            outcome.exchange = Some(Exchange { request: call.text(), expected, actual });
            outcome.repeat =
                stage.calls.iter().chain([&call]).map(|c| c.curl(&self.options.url)).collect();
        }
        Ok(outcome)
    }

    /// The differences of the answer and of its effect.
    fn differences(
        &mut self,
        case: &Case,
        stage: &Stage,
        expect: &Expect,
        stored: Option<&Map>,
        parsed: &Result<ParsedAnswer, String>,
    ) -> Result<Vec<Difference>, String> {
        let mut differences = judge(expect, self.judged(&case.operation), parsed);
        let accepted = parsed.as_ref().is_ok_and(ParsedAnswer::is_success);
        // An answer of the wrong kind has the wrong effect: that is one difference, not two.
        if accepted != expect.is_error() {
            differences.extend(self.effects(case, stage, stored)?);
        } else if accepted && case.basis() != Basis::Unsettled {
            differences.extend(self.spoils(case, stage)?);
        }
        Ok(differences)
    }

    /// The verdict. An unsettled case has no differences, but a note of what the endpoint does.
    fn outcome(
        &mut self,
        case: &Case,
        stage: &Stage,
        differences: Vec<Difference>,
        parsed: &Result<ParsedAnswer, String>,
    ) -> Result<Outcome, String> {
        if case.basis() == Basis::Unsettled {
            let answer = parsed.as_ref().map_or_else(String::clone, ParsedAnswer::summary);
            let note = answer + &self.stored_text(case, stage)?;
            return Ok(Outcome::new(case, Verdict::Unsettled, note));
        }
        let verdict = if differences.is_empty() { Verdict::Same } else { Verdict::Differs };
        Ok(Outcome { differences, ..Outcome::new(case, verdict, "") })
    }

    /// The differences that reads show: the tags of the resource, then the reads of the case.
    fn effects(
        &mut self,
        case: &Case,
        stage: &Stage,
        stored: Option<&Map>,
    ) -> Result<Vec<Difference>, String> {
        let mut differences = Vec::new();
        if let Some(stored) = stored {
            differences.extend(self.compare_stored(case, stage, stored)?);
        }
        for read in &case.template.then {
            let call = Call::of_params(&read.send, &stage.scope)?;
            let expect = read.expect.fill(&stage.scope)?;
            let action = action(&read.send, &stage.scope);
            let answer = self.send(&call);
            if !self.knows_answered(&action, &answer) {
                continue;
            }
            let found = judge(&expect, self.judged(&action), &answer.map(|(_, parsed)| parsed));
            differences.extend(found.into_iter().map(|found| found.in_read(&action)));
        }
        Ok(differences)
    }

    fn judged<'j>(&self, action: &'j str) -> Judged<'j> {
        let has_result = self.suite.operation(action).map(|row| !row.gives.is_empty());
        Judged { action, has_result }
    }

    /// One outcome for each rule for all answers.
    fn layout_outcomes(&mut self) -> Vec<Outcome> {
        let tallies = std::mem::take(&mut self.tallies);
        let outcome = |(check, tally): (&Check, RuleCount)| {
            let mut outcome = tally.into_outcome(check, &self.options.url);
            outcome.blur(&self.blur);
            outcome
        };
        self.suite.checks.iter().zip(tallies).map(outcome).collect()
    }
}

/// An answer as it is shown.
pub(crate) fn answer_text(answer: &Answer) -> String {
    let mut text = format!("HTTP {}\n", answer.status);
    for (name, value) in &answer.headers {
        let differs_each_time = ["date", "server", "connection", "content-length"];
        if !differs_each_time.contains(&&*name.to_ascii_lowercase()) {
            text += &format!("{name}: {value}\n");
        }
    }
    text + "\n" + &cut(&String::from_utf8_lossy(&answer.body), LONGEST)
}
