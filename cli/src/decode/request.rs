//! Requests: typed, or refused as AWS refuses them.

use iam_codec::{Params, Part, Place, RequestError, VERSION};

use super::{Options, compression, head, ignored, json_line};
use crate::files::Outcome;
use crate::refusal;
use crate::report::{Problem, Subject};
use crate::source::{Request, Text};

/// Decodes a request. What AWS would refuse gives AWS's answer.
pub(super) fn decode(request: &Request, options: Options) -> Outcome {
    let (query, body) = (request.query.bytes(), request.body.bytes());
    let mut problems = Vec::new();
    let objection = request.head.as_ref().and_then(head::objection);
    let body = match objection {
        Some(objection) if !body.is_empty() => {
            problems
                .push(Problem::warning(objection).at(&request.body.input, request.body.offset(0)));
            &b""[..]
        }
        Some(_) => b"",
        None => &body,
    };
    if let Some(coding) = compression(body) {
        let problem = Problem::error(format!("the body is compressed: looks like {coding}"));
        return Outcome::told(problem.at(&request.body.input, request.body.offset(0)));
    }
    let at = |problem: Problem, place: Place| {
        let text = text(request, place.part);
        problem.at(&text.input, text.offset(place.offset))
    };
    let read = if options.unchecked { read_unchecked } else { read_checked };
    let mut outcome = match read(&query, body) {
        Ok(typed) => {
            let params = Params::parse_parts(&query, body).unwrap_or_default();
            for (param, reason) in ignored::of(&params, &typed) {
                let problem =
                    Problem::warning(reason).about(Subject::Parameter, Some(param.name()));
                problems.push(match param.place() {
                    Some(place) => at(problem, place),
                    None => problem,
                });
            }
            Outcome::done(json_line(&typed))
        }
        Err(error) => {
            let reads_unchecked = !options.unchecked && read_unchecked(&query, body).is_ok();
            let has_version = Params::parse_parts(&query, body)
                .is_ok_and(|params| params.get("Version").is_some());
            let help = refusal::help(reads_unchecked, has_version);
            refusal::outcome(&error, options.json, help, |problem, place| match place {
                Some(place) => at(problem, place),
                None => problem.at(&request.body.input, None),
            })
        }
    };
    problems.append(&mut outcome.problems);
    Outcome { problems, ..outcome }
}

fn text(request: &Request, part: Part) -> &Text {
    match part {
        Part::Query => &request.query,
        _ => &request.body,
    }
}

type Read<'a> = Result<iam_codec::Request<'a>, RequestError>;

fn read_checked<'a>(query: &'a [u8], body: &'a [u8]) -> Read<'a> {
    iam_codec::Request::decode_parts(query, body)
}

/// Other servers take requests without a version, and their clients send such.
fn read_unchecked<'a>(query: &'a [u8], body: &'a [u8]) -> Read<'a> {
    let refused = match iam_codec::Request::decode_parts_unchecked(query, body) {
        Ok(request) => return Ok(request),
        Err(refused) => refused,
    };
    let mut params = Params::parse_parts(query, body)?;
    if params.get("Version").is_some() {
        return Err(refused);
    }
    params.push("Version", VERSION);
    iam_codec::Request::from_params_unchecked(params).map_err(|_| refused)
}
