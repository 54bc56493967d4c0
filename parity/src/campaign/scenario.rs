//! Scenarios: sequences that follow a case, so that what a request has done is read afterwards.

use std::collections::{BTreeMap, BTreeSet};

use arbitrary::{Result, Unstructured};
use iam_codec::generators::request_of;
use iam_codec::{Action, Params};

use super::sequence::{ACCOUNT, LONGEST, NAME, Sequence, Step, existing};
use super::unicode::has_old_letters;
use crate::cases::case::Case;
use crate::cases::level::Basis;
use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::exchange::service::is_of_sts;
use crate::plan::{Plan, PlannedCall};

/// The scenarios of a suite: those of its cases that are told by their bodies alone.
pub(crate) struct Scenarios {
    /// The plans of each operation with the same parameters.
    groups: Vec<Vec<Plan>>,
    /// The groups that have a first plan, those that have a second one, and so on.
    rounds: Vec<Vec<usize>>,
}

impl Scenarios {
    pub(crate) fn new(suite: &Suite) -> Self {
        let mut groups = BTreeMap::<_, Vec<Plan>>::new();
        for case in suite.cases.iter().filter(|case| is_playable(case)) {
            let plan = plan(suite, case);
            let group = plan.as_ref().map(group);
            groups.entry(group).or_default().extend(plan);
        }
        let groups: Vec<_> = groups.into_values().collect();
        let longest = groups.iter().map(Vec::len).max().unwrap_or_default();
        let has = |group: &usize, at| groups[*group].len() > at;
        let round = |at| (0..groups.len()).filter(|group| has(group, at)).collect();
        let rounds = (0..longest).map(round).collect();
        Scenarios { groups, rounds }
    }

    /// How many there are.
    fn len(&self) -> usize {
        self.groups.iter().map(Vec::len).sum()
    }

    /// The scenario of this number. Each group comes before the first comes again, and each case before the first
    /// comes again; from then on, some requests have further members.
    pub(crate) fn sequence(&self, seed: u64, number: usize, u: &mut Unstructured<'_>) -> Sequence {
        let plan = self.plan(seed, number % self.len());
        let mut steps: Vec<_> = plan.setup.iter().map(step).collect();
        let varied = (number >= self.len()).then(|| varied(&plan.request, u).ok()).flatten();
        steps.push(varied.unwrap_or_else(|| step(&plan.request)));
        steps.extend(plan.stored.iter().map(|stored| step(&stored.list)));
        steps.extend(plan.reads.iter().map(|read| step(&read.read)));
        Sequence { resource: String::new(), steps }
    }

    fn plan(&self, seed: u64, mut number: usize) -> &Plan {
        let turn = usize::try_from(seed % 1009).unwrap_or_default();
        let mut at = 0;
        while number >= self.rounds[at].len() {
            number -= self.rounds[at].len();
            at += 1;
        }
        let round = &self.rounds[at];
        // A prime, so that neighbours are about different operations.
        let group = &self.groups[round[(turn + number * 7919) % round.len()]];
        &group[(at + turn) % group.len()]
    }
}

/// The operation, and the parameters that the request has; whatever is refused is alike.
fn group(plan: &Plan) -> (String, BTreeSet<String>) {
    let params = Params::parse(&plan.request.call.body).unwrap_or_default();
    let top = |name: &str| name.split('.').next().unwrap_or_default().to_owned();
    let names = match plan.expect.is_error() {
        true => BTreeSet::new(),
        false => params.iter().map(|param| top(param.name())).collect(),
    };
    (plan.request.action.clone(), names)
}

/// Whether a case is told by its bodies alone, and is about IAM.
fn is_playable(case: &Case) -> bool {
    let template = &case.template;
    let raw = &template.raw;
    let is_form = raw.body.is_none() && raw.query.is_none() && raw.method.is_none();
    let is_signed = template.by.is_some() || template.before.iter().any(|call| call.by.is_some());
    is_form
        && raw.headers.is_empty()
        && !is_signed
        && !is_of_sts(&case.operation)
        && case.basis() != Basis::Unsettled
        && !template.expect.any_answer
}

fn plan(suite: &Suite, case: &Case) -> Option<Plan> {
    let mut made = 0;
    let mut names = || {
        made += 1;
        format!("{NAME}-{made}")
    };
    let plan = Plan::new(suite, case, NAME, &mut names).ok()?;
    let is_read = ["Get", "List"].iter().any(|verb| case.operation.starts_with(verb));
    let shows = !plan.reads.is_empty() || plan.stored.is_some() || is_read;
    let is_short = plan.request.call.body.len() <= LONGEST;
    (is_short && (shows || case.template.expect.is_error())).then_some(plan)
}

fn step(planned: &PlannedCall) -> Step {
    let text = body(&planned.call);
    match planned.keep.is_empty() {
        true => Step::Text(text),
        false => Step::Kept { text, keep: planned.keep.clone() },
    }
}

fn body(call: &Call) -> String {
    String::from_utf8_lossy(&call.body).replace("%24%7Baccount%7D", ACCOUNT)
}

/// The request, in half of the scenarios with further members.
fn varied(planned: &PlannedCall, u: &mut Unstructured<'_>) -> Result<Step> {
    let step = step(planned);
    let (true, Ok(action)) = (u.arbitrary()?, planned.action.parse::<Action>()) else {
        return Ok(step);
    };
    let further = request_of(action, u)?.encode();
    let mut params = Params::parse(step.bytes()).unwrap_or_default().into_owned();
    let is_given = |params: &Params<'_>, top: &str| {
        params.iter().any(|param| param.name().split('.').next() == Some(top))
    };
    let given = params.clone();
    for param in &Params::parse(further.as_bytes()).unwrap_or_default() {
        let top = param.name().split('.').next().unwrap_or_default();
        if !is_given(&given, top) && !top.starts_with("New") {
            params.push(param.name().to_owned(), existing(param.value()).to_owned());
        }
    }
    let text = params.encode();
    if !has_old_letters(text.as_bytes()) {
        return Ok(step);
    }
    Ok(match step {
        Step::Kept { keep, .. } => Step::Kept { text, keep },
        _ => Step::Text(text),
    })
}

#[cfg(test)]
mod tests;
