//! Replies: responses and errors.

use iam_codec::{HttpReplyError, Oddity, ResponseError, Severity};

use super::options::{Options, compression};
use super::{head, ignored};
use crate::files::Outcome;
use crate::report::{Problem, Subject};
use crate::service;
use crate::source::{Reply, Status};
use crate::visible;

/// Decodes a reply. If head and body contradict each other, it is still printed.
pub(super) fn decode(reply: &Reply, options: Options) -> Outcome {
    let body = reply.body.bytes();
    if let Some(coding) = compression(&body) {
        let problem = Problem::error(format!("the body is compressed: looks like {coding}"));
        return Outcome::told(problem.at(&reply.body.input, reply.body.offset(0)));
    }
    if options.tolerant {
        return tolerantly(reply, &body);
    }
    let outcome = match &reply.status {
        None => service::Reply::decode(&body)
            .map_or_else(|e| unreadable(reply, &e, ""), |decoded| printed(reply, &body, &decoded)),
        Some(status) => with_head(reply, status, &body),
    };
    let is_refused = outcome.output.is_empty() && outcome.status != 0;
    if is_refused && service::Reply::decode_tolerantly(&body).is_ok() {
        let help = "--tolerant reads it as far as it goes";
        let problems = outcome.problems.into_iter().map(|problem| problem.help(help)).collect();
        return Outcome { problems, ..outcome };
    }
    outcome
}

fn with_head(reply: &Reply, status: &Status, body: &[u8]) -> Outcome {
    let builder = http::Response::builder().status(status.code);
    let builder = match head::content_type(&reply.headers) {
        Some(content_type) => builder.header(http::header::CONTENT_TYPE, content_type),
        None => builder,
    };
    let at_status = |problem: Problem| problem.at(&status.input, status.offset);
    let response = match builder.body(body) {
        Ok(response) => response,
        Err(e) => return Outcome::told(at_status(Problem::error(e.to_string()))),
    };
    let error = match service::Reply::from_http(&response) {
        Ok(decoded) => return printed(reply, body, &decoded),
        Err(error) => error,
    };
    if let HttpReplyError::Unreadable { error, .. } = &error {
        return unreadable(reply, error, &format!("status {}: ", status.code));
    }
    let Outcome { output, mut problems, .. } =
        service::Reply::decode(body).map_or(Outcome::default(), |it| printed(reply, body, &it));
    problems.push(at_status(Problem::error(error.to_string())));
    Outcome { output, problems, status: 1 }
}

/// The reply, and warnings of the elements that it leaves out.
fn printed(reply: &Reply, body: &[u8], decoded: &service::Reply<'_>) -> Outcome {
    let located = |(warning, offset): (Problem, Option<usize>)| {
        warning.at(&reply.body.input, offset.map(|offset| reply.body.offset(offset)))
    };
    let problems = match ignored::elements(body, decoded) {
        Ok(all) => ignored::reported(all.into_iter().map(located)),
        Err(error) => {
            let what = format!("ignored elements cannot be listed: {}", error.kind());
            vec![problem(Problem::warning(what), reply, &error)]
        }
    };
    Outcome { problems, ..Outcome::done(visible::json_line(decoded)) }
}

fn unreadable(reply: &Reply, error: &ResponseError, before: &str) -> Outcome {
    Outcome::told(problem(Problem::error(format!("{before}{}", error.kind())), reply, error))
}

fn problem(problem: Problem, reply: &Reply, error: &ResponseError) -> Problem {
    let at = reply.body.offset(error.offset());
    problem.about(Subject::Element, Some(error.element())).at(&reply.body.input, at)
}

/// A fault of a reply that is read all the same, and what widely used clients make of it.
fn warning(reply: &Reply, oddity: &Oddity) -> Problem {
    let clients = match oddity.severity() {
        Severity::Harmless => "",
        Severity::Misread => " (some clients misread it)",
        Severity::Refused => " (some clients refuse the reply)",
    };
    Problem::warning(format!("{}{clients}", oddity.kind()))
        .about(Subject::Element, Some(oddity.element()))
        .at(&reply.body.input, reply.body.offset(oddity.offset()))
}

/// Reads a reply as far as it goes. Its faults give warnings.
fn tolerantly(reply: &Reply, body: &[u8]) -> Outcome {
    match service::Reply::decode_tolerantly(body) {
        Err(error) => unreadable(reply, &error, ""),
        Ok((decoded, wrong)) => {
            let mut problems: Vec<_> = wrong.iter().map(|oddity| warning(reply, oddity)).collect();
            if let Some(status) = &reply.status {
                let succeeds = decoded.is_success();
                if succeeds != (200..300).contains(&status.code) {
                    let body = if succeeds { "a success" } else { "an error" };
                    let what = format!("status {} with the body of {body}", status.code);
                    problems.push(Problem::warning(what).at(&status.input, status.offset));
                }
            }
            Outcome { problems, ..Outcome::done(visible::json_line(&decoded)) }
        }
    }
}
