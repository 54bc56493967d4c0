//! What must hold of every answer.

use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use iam_codec::{Params, Reply, Request};

/// Reads an answer with the codec, writes it again and compares; says what is wrong.
pub(crate) fn check(body: &[u8], answer: &Response<Bytes>) -> Result<(), String> {
    // A request without an action is sent to AWS's pages, by an answer that is not of the protocol.
    let is_redirect = answer.status() == StatusCode::FOUND && answer.body().is_empty();
    if is_redirect && Params::parse(body).is_ok_and(|params| params.get("Action").is_none()) {
        return Ok(());
    }
    let reply = Reply::from_http(answer).map_err(|error| error.to_string())?;
    // The emulator's code for what it does not serve has this status.
    if answer.status().is_server_error() && answer.status() != 501 {
        return Err(format!("status {}", answer.status()));
    }
    let (written, headers) = match &reply {
        Reply::Response(response) => {
            (response.encode().map_err(|e| e.to_string())?, response.headers())
        }
        Reply::Error(error) => (error.encode(), error.headers()),
    };
    if written.as_bytes() != answer.body() {
        return Err(format!("the answer is not in AWS's layout: {:?}", answer.body()));
    }
    for (name, value) in headers {
        if answer.headers().get(name).is_none_or(|found| found != value) {
            return Err(format!("the header {name} is not {value}"));
        }
    }
    answers_the_request(body, &reply)
}

/// A success must be the answer to a request that can be read, and to no other.
fn answers_the_request(body: &[u8], reply: &Reply<'_>) -> Result<(), String> {
    let Reply::Response(response) = reply else { return Ok(()) };
    let request = Request::decode(body).map_err(|error| format!("accepted in spite of {error}"))?;
    let (asked, answered) = (request.action_name(), response.action_name());
    if asked == answered { Ok(()) } else { Err(format!("{answered} is the answer to {asked}")) }
}
