//! Scenarios: sequences that follow a case, so that what a request has done is read afterwards.

use arbitrary::{Result, Unstructured};
use iam_codec::generators::request_of;
use iam_codec::{Action, Params};

use super::sequence::{ACCOUNT, NAME, Sequence, Step, existing};
use super::unicode::has_old_letters;
use crate::account::touches_own_resources;
use crate::cases::case::Case;
use crate::cases::level::Basis;
use crate::cases::suite::Suite;
use crate::exchange::call::Call;
use crate::plan::{Plan, PlannedCall};

/// The scenarios of a suite: those of its cases whose effects are read, or that read lists.
pub(crate) struct Scenarios {
    plans: Vec<Plan>,
}

impl Scenarios {
    pub(crate) fn new(suite: &Suite) -> Self {
        let plans = suite.cases.iter().filter(|case| is_playable(case));
        let plans = plans.filter_map(|case| plan(suite, case));
        Scenarios { plans: plans.filter(touches_own_resources).collect() }
    }

    /// The scenario of this number: each case comes before the first comes again.
    pub(crate) fn sequence(&self, seed: u64, number: usize, u: &mut Unstructured<'_>) -> Sequence {
        let start = usize::try_from(seed % 1009).unwrap_or_default();
        // A prime, so that neighbours are about different operations.
        let plan = &self.plans[(start + number * 7919) % self.plans.len()];
        let mut steps: Vec<_> = plan.setup.iter().map(step).collect();
        steps.push(varied(&plan.request, u).unwrap_or_else(|_| step(&plan.request)));
        steps.extend(plan.stored.iter().map(|stored| step(&stored.list)));
        steps.extend(plan.reads.iter().map(|read| step(&read.read)));
        Sequence { resource: String::new(), steps }
    }
}

fn is_playable(case: &Case) -> bool {
    let template = &case.template;
    let is_form = template.raw.body.is_none()
        && template.raw.query.is_none()
        && template.raw.method.is_none();
    is_form
        && case.basis() != Basis::Unsettled
        && !template.expect.is_error()
        && !template.expect.any_answer
}

fn plan(suite: &Suite, case: &Case) -> Option<Plan> {
    let mut made = 0;
    let mut names = || {
        made += 1;
        format!("{NAME}-{made}")
    };
    let plan = Plan::new(suite, case, NAME, &mut names).ok()?;
    let shows = !plan.reads.is_empty() || plan.stored.is_some() || case.theme == "lists";
    shows.then_some(plan)
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
