//! AWS's answer to a request that it refuses, and the faults of the request.

use iam_codec::{Place, RequestError, Violations};

use crate::files::Outcome;
use crate::report::{Problem, Subject};
use crate::visible;

/// Of answers that nobody gave.
pub(crate) const REQUEST_ID: &str = "00000000-0000-0000-0000-000000000000";

/// AWS's answer, and a report of all that is wrong. `locate` says where a place is, or which file it is in.
pub(crate) fn outcome(
    error: &RequestError,
    json: bool,
    help: Option<&'static str>,
    locate: impl Fn(Problem, Option<Place>) -> Problem,
) -> Outcome {
    let mut answer = error.to_response(REQUEST_ID);
    let problem = |what: String, parameter, place| {
        let problem = Problem::error(what).code(answer.code.as_str());
        locate(problem.about(Subject::Parameter, parameter), place)
    };
    let mut problems = match error.violations() {
        [] => vec![problem(error.kind().to_string(), error.parameter(), error.place())],
        all => all.iter().map(|v| problem(v.to_string(), Some(v.parameter()), v.place())).collect(),
    };
    if problems.len() == Violations::LISTED {
        problems.push(Problem::warning("AWS names ten faults, and there may be more"));
    }
    if let Some(last) = problems.pop() {
        problems.push(last.help(help));
    }
    answer.message = answer.message.map(|message| visible::answer(&message).into());
    let output = match json {
        true => visible::json_line(&answer),
        false => visible::xml(&answer.encode()),
    };
    Outcome { output, problems, status: 1 }
}

/// What an option could do about a request that is refused.
pub(crate) fn help(reads_unchecked: bool, has_version: bool) -> Option<&'static str> {
    match (reads_unchecked, has_version) {
        (false, _) => None,
        (true, true) => Some("--unchecked accepts values that break a constraint"),
        (true, false) => Some("--unchecked reads a request without Version"),
    }
}
