//! Requests: typed, or refused as AWS refuses them.

use iam_codec::{Params, Part, Place, RequestError};

use super::options::{Options, compression};
use super::{head, ignored};
use crate::files::Outcome;
use crate::refusal;
use crate::report::{Problem, Subject};
use crate::service::{self, service_of};
use crate::source::Request;
use crate::visible;

/// Decodes a request. One that AWS would refuse gives AWS's answer.
pub(super) fn decode(request: &Request, options: Options) -> Outcome {
    let (query, body) = (request.query.bytes(), request.body.bytes());
    let objection = request.head.as_ref().and_then(head::objection);
    let counting = if objection.is_none() { &*body } else { b"" };
    let at_body = |problem: Problem| problem.at(&request.body.input, request.body.offset(0));
    if let Some(coding) = compression(counting) {
        let what = format!("the body is compressed: looks like {coding}");
        return Outcome::told(at_body(Problem::error(what)));
    }
    let is_lost = |_: &String| !body.is_empty();
    let mut problems: Vec<_> =
        objection.filter(is_lost).map(|what| at_body(Problem::warning(what))).into_iter().collect();
    let mut outcome = decode_parts(request, &query, counting, options);
    problems.append(&mut outcome.problems);
    Outcome { problems, ..outcome }
}

fn decode_parts(request: &Request, query: &[u8], body: &[u8], options: Options) -> Outcome {
    let read = if options.unchecked { read_unchecked } else { read_checked };
    match read(query, body) {
        Ok(typed) => {
            let params = Params::parse_parts(query, body).unwrap_or_default();
            let ignored = ignored::parameters(&params, &typed);
            let mut problems = ignored::reported(ignored.iter().map(|(param, reason)| {
                let problem = Problem::warning(reason);
                at(request, problem.about(Subject::Parameter, Some(param.name())), param.place())
            }));
            if typed.operation().is_none() {
                problems.extend(unknown_action(request, &params));
            }
            Outcome { problems, ..Outcome::done(visible::json_line(&typed)) }
        }
        Err(error) => {
            let reads_unchecked = !options.unchecked && read_unchecked(query, body).is_ok();
            let has_version = Params::parse_parts(query, body)
                .is_ok_and(|params| params.get("Version").is_some());
            let body = &request.body;
            let is_marked = request.head.is_none() && body.offset(0) == 0 && body.input.has_mark();
            let help = match is_marked {
                true => Some("the first name begins with a byte order mark"),
                false => refusal::help(reads_unchecked, has_version),
            };
            let locate = |problem, place| at(request, problem, place);
            refusal::outcome(&error, options.json, help, locate)
        }
    }
}

/// A request for an action that the service does not have is a value, since other servers may have the action;
/// who meant AWS must know.
fn unknown_action(request: &Request, params: &Params<'_>) -> Option<Problem> {
    let action = params.iter().find(|param| param.name() == "Action")?;
    let service = service_of(params);
    let (name, version) = (service.name().to_ascii_uppercase(), service.version());
    let what = format!(
        "{name} has no action {} in version {version} and would refuse this request",
        action.value(),
    );
    let problem = Problem::warning(what).about(Subject::Parameter, Some("Action"));
    Some(at(request, problem, action.place()))
}

/// Names the place in the input, or the input alone.
fn at(request: &Request, problem: Problem, place: Option<Place>) -> Problem {
    let Some(place) = place else {
        return problem.at(&request.body.input, None);
    };
    let text = match place.part {
        Part::Query => &request.query,
        _ => &request.body,
    };
    problem.at(&text.input, text.offset(place.offset))
}

type Read<'a> = Result<service::Request<'a>, RequestError>;

fn read_checked<'a>(query: &'a [u8], body: &'a [u8]) -> Read<'a> {
    service::Request::decode(query, body, true)
}

/// Other servers take requests without a version, and their clients send such.
fn read_unchecked<'a>(query: &'a [u8], body: &'a [u8]) -> Read<'a> {
    let refused = match service::Request::decode(query, body, false) {
        Ok(request) => return Ok(request),
        Err(refused) => refused,
    };
    let mut params = Params::parse_parts(query, body)?;
    if params.get("Version").is_some() {
        return Err(refused);
    }
    params.push("Version", service_of(&params).version());
    service::Request::of_params(params).map_err(|_| refused)
}
