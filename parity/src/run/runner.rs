//! [`Runner`]: what a run knows of its endpoint.

use std::collections::BTreeMap;

use crate::cases::suite::Suite;
use crate::exchange::call::{Answer, Call, Endpoint};
use crate::exchange::parsed::ParsedAnswer;
use crate::plan::bindings::Bindings;
use crate::plan::request::unknown_call;
use crate::run::known::KnownOperations;
use crate::run::options::Options;
use crate::run::rule_count::RuleCount;
use crate::text::normalize::Normalizer;

/// An endpoint, and what its answers have told so far.
pub(crate) struct Runner<'a> {
    pub(crate) suite: &'a Suite,
    endpoint: &'a mut dyn Endpoint,
    pub(crate) options: &'a Options,
    pub(crate) rules: Vec<RuleCount>,
    pub(crate) known: KnownOperations,
    pub(crate) normalizer: Normalizer,
    /// How many names were made.
    names: usize,
    pub(crate) calls: usize,
    refusals: Refusals,
    /// The account in the ARNs of the endpoint: that of the first one, so that other ones are differences.
    pub(crate) account: String,
    knows_account: bool,
    /// Why a type of resource cannot be made.
    pub(crate) unmakable: BTreeMap<String, String>,
    pub(crate) leftovers: Vec<String>,
}

/// Answers with which an endpoint refuses the caller, whatever is asked.
#[derive(Debug, Default)]
struct Refusals {
    count: usize,
    first: String,
}

/// After this many answers, all of them refusals, a run ends.
const ENOUGH_REFUSALS: usize = 20;

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
            rules: suite.checks.iter().map(|_| RuleCount::default()).collect(),
            known: KnownOperations::default(),
            normalizer: Normalizer { prefix: format!("parity-{:x}-", options.seed) },
            names: 0,
            calls: 0,
            refusals: Refusals::default(),
            account: "123456789012".to_owned(),
            knows_account: false,
            unmakable: BTreeMap::new(),
            leftovers: Vec::new(),
        };
        let answer = runner.endpoint.send(&unknown_call())?;
        runner.known.learn(&answer);
        Ok(runner)
    }

    /// Sends a call, and judges its answer by the rules for all answers.
    pub(crate) fn send(&mut self, call: &Call) -> Result<(Answer, ParsedAnswer), String> {
        self.calls += 1;
        let answer = self.endpoint.send(call)?;
        let parsed = ParsedAnswer::read(&answer);
        if let Some(account) = parsed.account().filter(|_| !self.knows_account) {
            self.account = account;
            self.knows_account = true;
        }
        if matches!(answer.status, 401 | 403) {
            self.refusals.count += 1;
            if self.refusals.first.is_empty() {
                self.refusals.first = parsed.summary();
            }
        }
        if !self.rules.is_empty() {
            let service = call.service();
            for (check, count) in self.suite.checks.iter().zip(&mut self.rules) {
                count.add(check, service, call, &answer, &parsed);
            }
        }
        Ok((answer, parsed))
    }

    /// As [`send`](Runner::send), after variables got their values.
    ///
    /// # Errors
    ///
    /// The endpoint did not answer, or a variable has no value.
    pub(crate) fn send_bound(
        &mut self,
        call: &Call,
        bindings: &mut Bindings,
    ) -> Result<(Answer, ParsedAnswer), String> {
        let call = self.bound(call, bindings)?;
        self.send(&call)
    }

    pub(crate) fn bound(&self, call: &Call, bindings: &mut Bindings) -> Result<Call, String> {
        bindings.set("account", &self.account);
        bindings.call(call)
    }

    /// The first refusal, if the endpoint has refused every request, and there were enough of them to tell.
    pub(crate) fn refused_everything(&self) -> Option<String> {
        let all = self.refusals.count >= ENOUGH_REFUSALS && self.refusals.count == self.calls;
        all.then(|| self.refusals.first.clone())
    }

    pub(crate) fn new_name(&mut self) -> String {
        self.names += 1;
        format!("{}{}", self.normalizer.prefix, self.names)
    }
}
