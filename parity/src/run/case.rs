//! Carries out the plan of a case.

use std::thread::sleep;
use std::time::{Duration, Instant};

use iam_codec::sts;

use crate::cases::case::Case;
use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use crate::exchange::call::{Answer, Call};
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::answer::{Operation, judge};
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::plan::bindings::Bindings;
use crate::plan::{Plan, PlannedCall, PlannedRead};
use crate::report::outcome::{Exchange, Outcome, Verdict, answer_text, expected_text};
use crate::run::runner::Runner;
use crate::text::value::Map;

/// A case that is being carried out.
struct Progress {
    bindings: Bindings,
    /// The calls so far, as they were sent.
    sent: Vec<Call>,
    /// How many calls of the set-up have succeeded.
    prepared: usize,
    /// Whether the request has succeeded, so that it may have made something.
    accepted: bool,
    /// The longest time until an answer that was repeated agreed, or was given up.
    waited: Duration,
}

impl Runner<'_> {
    pub(crate) fn run_case(&mut self, case: &Case) -> Outcome {
        let begun = Instant::now();
        let prefix = self.normalizer.prefix.trim_end_matches('-').to_owned();
        let plan = Plan::new(self.suite, case, &prefix, &mut || self.new_name());
        let outcome = plan.and_then(|plan| self.carry_out(case, &plan));
        let mut outcome = outcome.unwrap_or_else(|why| Outcome::new(case, Verdict::Skipped, why));
        outcome.seconds = begun.elapsed().as_secs_f64();
        outcome.normalize(&self.normalizer);
        outcome
    }

    fn carry_out(&mut self, case: &Case, plan: &Plan) -> Result<Outcome, String> {
        let mut progress = Progress {
            bindings: plan.bindings(),
            sent: Vec::new(),
            prepared: 0,
            accepted: false,
            waited: Duration::ZERO,
        };
        let outcome = self.perform(case, plan, &mut progress);
        self.clean_up(plan, &mut progress);
        outcome
    }

    /// Prepares a case, sends its request, and judges the answer and the effect.
    ///
    /// # Errors
    ///
    /// The case is skipped; the text says why.
    fn perform(
        &mut self,
        case: &Case,
        plan: &Plan,
        progress: &mut Progress,
    ) -> Result<Outcome, String> {
        for call in &plan.setup {
            self.prepare(call, progress)?;
            progress.prepared += 1;
        }
        for read in &plan.given {
            self.require(read, progress)?;
        }
        self.makable(&plan.request)?;
        let call = self.bound(&plan.request.call, &mut progress.bindings)?;
        progress.sent.push(call.clone());
        let answer = self.send_request(plan, &call, progress)?;
        let is_routing =
            plan.expect.status_and_code().is_some_and(|(_, code)| code == "InvalidAction");
        if !is_routing && !self.knows_answered(&case.operation, &answer) {
            return Err(format!("{} is not implemented", case.operation));
        }
        let (bytes, parsed) = match answer {
            Ok((bytes, parsed)) => (bytes, Ok(parsed)),
            Err(e) => (Answer::default(), Err(e)),
        };
        if let Ok(parsed) = &parsed {
            progress.accepted = parsed.is_success();
            keep(&plan.request, parsed, &mut progress.bindings);
        }
        progress.bindings.set("account", &self.account);
        if let Some(identifier) =
            plan.identifier.as_ref().filter(|_| !progress.bindings.is_set("id"))
        {
            let identifier = progress.bindings.text(identifier);
            progress.bindings.set("id", identifier);
        }
        let expect = progress.bindings.expect(&plan.expect);
        let (differences, stored) = self.differences(case, plan, &expect, progress, &parsed)?;
        let mut outcome = self.outcome(case, plan, differences, progress, &parsed)?;
        if outcome.note.is_empty() && !progress.waited.is_zero() {
            let words =
                if outcome.verdict == Verdict::Same { "agreed only after" } else { "waited for" };
            outcome.note = format!("{words} {:.1} s", progress.waited.as_secs_f64());
        }
        if outcome.verdict != Verdict::Same {
            let reads: String =
                outcome.differences.iter().filter(|d| d.is_read).map(|d| d.line() + "\n").collect();
            let mut actual = parsed.map_or_else(|e| e, |_| answer_text(&bytes));
            if !reads.is_empty() {
                actual += &format!("\n\nafterwards\n{reads}");
            }
            let expected = expected_text(&expect, stored.as_ref());
            outcome.exchange = Some(Exchange { request: call.text(), expected, actual });
            outcome.repeat =
                progress.sent.iter().map(|call| call.curl(&self.options.url)).collect();
        }
        Ok(outcome)
    }

    /// Sends the request that is judged. One that reads is sent again until its answer agrees; one that finds
    /// nothing of what the set-up has made has done nothing, and is sent again too.
    fn send_request(
        &mut self,
        plan: &Plan,
        call: &Call,
        progress: &mut Progress,
    ) -> Result<Result<(Answer, ParsedAnswer), String>, String> {
        let action = plan.request.action.as_str();
        let reads = action.starts_with("Get") || action.starts_with("List");
        let operation = self.operation(action);
        let expect = progress.bindings.expect(&plan.expect);
        let agrees = |answer: &Result<(Answer, ParsedAnswer), String>| match answer {
            Ok((_, parsed)) if reads => judge(&expect, operation, &Ok(parsed.clone())).is_empty(),
            Ok((_, parsed)) => expect.is_error() || !is_too_early(call, parsed),
            Err(_) => true,
        };
        self.patiently(progress, |runner, _| Ok(runner.send(call)), agrees)
    }

    fn makable(&self, call: &PlannedCall) -> Result<(), String> {
        let why = call.makes.as_ref().and_then(|resource| self.unmakable.get(resource));
        why.map_or(Ok(()), |why| Err(why.clone()))
    }

    /// Sends a call that must succeed, or the case makes no sense.
    fn prepare(&mut self, planned: &PlannedCall, progress: &mut Progress) -> Result<(), String> {
        self.makable(planned)?;
        let call = self.bound(&planned.call, &mut progress.bindings)?;
        progress.sent.push(call.clone());
        let answered = self.patiently(
            progress,
            |runner, _| Ok(runner.send(&call)),
            |answer| !answer.as_ref().is_ok_and(|(_, parsed)| is_too_early(&call, parsed)),
        )?;
        let prepared = answered.and_then(|answered| self.is_prepared(planned, answered, progress));
        if let (Some(resource), Err(why)) = (&planned.makes, &prepared) {
            self.unmakable.insert(resource.clone(), why.clone());
        }
        prepared
    }

    /// Reads what must be there before the request, or the case makes no sense.
    fn require(&mut self, planned: &PlannedRead, progress: &mut Progress) -> Result<(), String> {
        progress.sent.push(self.bound(&planned.read.call, &mut progress.bindings)?);
        let read =
            |runner: &mut Self, progress: &mut Progress| runner.read_effect(planned, progress);
        let agrees = |found: &Option<Vec<_>>| found.as_ref().is_none_or(Vec::is_empty);
        let action = &planned.read.action;
        match self.patiently(progress, read, agrees)?.as_deref() {
            None => Err(format!("{action} is not implemented")),
            Some([]) => Ok(()),
            Some([found, ..]) => Err(format!("set-up: {action}: {}", found.line())),
        }
    }

    fn is_prepared(
        &mut self,
        planned: &PlannedCall,
        (answer, parsed): (Answer, ParsedAnswer),
        progress: &mut Progress,
    ) -> Result<(), String> {
        let action = &planned.action;
        if !self.knows(action, &answer, &parsed) {
            return Err(format!("{action} is not implemented"));
        }
        if !parsed.is_success() {
            return Err(format!("set-up: {action}: {}", parsed.summary()));
        }
        keep(planned, &parsed, &mut progress.bindings);
        let missing = planned.keep.iter().find(|(variable, _)| !progress.bindings.is_set(variable));
        missing
            .map_or(Ok(()), |(_, path)| Err(format!("set-up: {action}: no {path} in the result")))
    }

    /// The differences of the answer and of its effect, and the tags that should be stored.
    fn differences(
        &mut self,
        case: &Case,
        plan: &Plan,
        expect: &Expect,
        progress: &mut Progress,
        parsed: &Result<ParsedAnswer, String>,
    ) -> Result<(Vec<Difference>, Option<Map>), String> {
        let mut differences = judge(expect, self.operation(&case.operation), parsed);
        differences.extend(missing(plan, progress, parsed, &differences));
        let accepted = parsed.as_ref().is_ok_and(ParsedAnswer::is_success);
        let mut stored = None;
        // An answer of the wrong kind has the wrong effect: that is one difference, not two.
        if accepted != expect.is_error() {
            let tags = plan.stored.as_ref().and_then(|stored| stored.tags.as_ref());
            stored = tags.map(|tags| progress.bindings.map(tags));
            let compare = |runner: &mut Self, progress: &mut Progress| {
                runner.compare_stored(plan, stored.as_ref(), &mut progress.bindings)
            };
            differences.extend(self.patiently(progress, compare, Option::is_none)?);
            differences.extend(self.read_effects(plan, progress)?);
        } else if accepted && case.basis() != Basis::Unsettled {
            differences.extend(self.spoils(plan, &mut progress.bindings)?);
        }
        Ok((differences, stored))
    }

    /// The verdict. An unsettled case has no differences, but a note of what the endpoint does.
    fn outcome(
        &mut self,
        case: &Case,
        plan: &Plan,
        differences: Vec<Difference>,
        progress: &mut Progress,
        parsed: &Result<ParsedAnswer, String>,
    ) -> Result<Outcome, String> {
        if case.basis() == Basis::Unsettled {
            let answer = parsed.as_ref().map_or_else(String::clone, ParsedAnswer::summary);
            let note = answer + &self.stored_text(plan, &mut progress.bindings)?;
            return Ok(Outcome::new(case, Verdict::Unsettled, note));
        }
        let verdict = if differences.is_empty() { Verdict::Same } else { Verdict::Differs };
        Ok(Outcome { differences, ..Outcome::new(case, verdict, "") })
    }

    /// The differences that the reads of the case show.
    fn read_effects(
        &mut self,
        plan: &Plan,
        progress: &mut Progress,
    ) -> Result<Vec<Difference>, String> {
        let mut differences = Vec::new();
        // What a read needs and the answer does not give is a difference already.
        let is_bound = |runner: &Self, planned: &&PlannedRead, progress: &mut Progress| {
            runner.bound(&planned.read.call, &mut progress.bindings).is_ok()
        };
        for planned in &plan.reads {
            if !is_bound(self, &planned, progress) {
                continue;
            }
            let read =
                |runner: &mut Self, progress: &mut Progress| runner.read_effect(planned, progress);
            let agrees = |found: &Option<Vec<_>>| found.as_ref().is_none_or(Vec::is_empty);
            let found = self.patiently(progress, read, agrees)?.unwrap_or_default();
            if !found.is_empty() {
                progress.sent.push(self.bound(&planned.read.call, &mut progress.bindings)?);
            }
            let action = &planned.read.action;
            differences.extend(found.into_iter().map(|found| found.in_read(action)));
        }
        Ok(differences)
    }

    /// The differences that a read shows; `None`, if the endpoint lacks its operation.
    fn read_effect(
        &mut self,
        planned: &PlannedRead,
        progress: &mut Progress,
    ) -> Result<Option<Vec<Difference>>, String> {
        let action = &planned.read.action;
        let answer = self.send_bound(&planned.read.call, &mut progress.bindings);
        if !self.knows_answered(action, &answer) {
            return Ok(None);
        }
        let expect = progress.bindings.expect(&planned.expect);
        let parsed = answer.map(|(_, parsed)| parsed);
        if let Ok(parsed) = &parsed {
            keep(&planned.read, parsed, &mut progress.bindings);
        }
        Ok(Some(judge(&expect, self.operation(action), &parsed)))
    }

    /// Does something again until it agrees, or until the patience of the run is over. A service may need seconds
    /// until each of its servers knows what one of them has stored.
    fn patiently<T>(
        &mut self,
        progress: &mut Progress,
        mut attempt: impl FnMut(&mut Self, &mut Progress) -> Result<T, String>,
        agrees: impl Fn(&T) -> bool,
    ) -> Result<T, String> {
        let begun = Instant::now();
        let mut pause = Duration::from_millis(100);
        let mut found = attempt(self, progress)?;
        while !agrees(&found) && begun.elapsed() + pause <= self.options.patience {
            sleep(pause);
            pause = longer(pause);
            found = attempt(self, progress)?;
            progress.waited = progress.waited.max(begun.elapsed());
        }
        Ok(found)
    }

    pub(crate) fn operation<'j>(&self, action: &'j str) -> Operation<'j> {
        let has_result = self.suite.has_result(action);
        Operation { action, has_result }
    }

    /// Removes what a case made: first what its request made, then the resources, the last one first.
    fn clean_up(&mut self, plan: &Plan, progress: &mut Progress) {
        if progress.prepared > 0 || plan.setup.is_empty() {
            for call in &plan.cleanup {
                let left = self.remove(call, &[400, 404], progress);
                // A request that was refused has made nothing.
                self.leftovers.extend(left.filter(|_| progress.accepted));
            }
        }
        let made = plan.setup[..progress.prepared].iter().rev();
        for undo in made.filter_map(|planned| planned.undo.as_ref()) {
            let left = self.remove(undo, &[404], progress);
            self.leftovers.extend(left);
        }
    }

    /// Removes something; gives the body of a call that is refused with another status than these, which say that
    /// nothing is there.
    fn remove(&mut self, call: &Call, gone: &[u16], progress: &mut Progress) -> Option<String> {
        // A call needs a variable that no answer has given: then there is nothing to remove.
        let call = self.bound(call, &mut progress.bindings).ok()?;
        let removed = self.send(&call);
        let is_gone =
            removed.is_ok_and(|(_, parsed)| parsed.is_success() || gone.contains(&parsed.status));
        (!is_gone).then(|| String::from_utf8_lossy(&call.body).into_owned())
    }
}

/// The pause after one of this length.
pub(super) fn longer(pause: Duration) -> Duration {
    (pause * 2).min(Duration::from_secs(5))
}

/// Whether an answer may come from a server that does not know yet what the run has made: a resource, a key, a role
/// that may be assumed, a principal.
pub(super) fn is_too_early(call: &Call, parsed: &ParsedAnswer) -> bool {
    let Some(error) = &parsed.error else { return false };
    match error.code.as_deref().unwrap_or_default() {
        "NoSuchEntity" => true,
        "InvalidClientTokenId" => call.keys.is_some(),
        "AccessDenied" => *call.service() == sts::SERVICE,
        "MalformedPolicyDocument" => {
            error.message.as_deref().is_some_and(|text| text.starts_with("Invalid principal"))
        }
        _ => false,
    }
}

/// The parts of a result that the case needs and that are not there, unless the case has compared them.
fn missing(
    plan: &Plan,
    progress: &Progress,
    parsed: &Result<ParsedAnswer, String>,
    known: &[Difference],
) -> Vec<Difference> {
    let succeeds = parsed.as_ref().is_ok_and(ParsedAnswer::is_success) && !plan.expect.is_error();
    let kept = plan.request.keep.iter().filter(|_| succeeds);
    let missing = kept.filter(|(variable, _)| !progress.bindings.is_set(variable));
    let at = missing.map(|(_, path)| format!("result/{path}"));
    let is_new = |at: &String| !known.iter().any(|known| at.starts_with(&known.what));
    let difference = |at| Difference::new(DifferenceKind::ElementMissing, at, "any", "absent");
    at.filter(is_new).map(difference).collect()
}

/// Gives variables the values that a result has for them.
fn keep(planned: &PlannedCall, parsed: &ParsedAnswer, bindings: &mut Bindings) {
    for (variable, path) in &planned.keep {
        if let Some(value) = parsed.in_result(path) {
            bindings.set(variable, value);
        }
    }
}
