//! Odd inputs: each gets exactly the answer of the table in docs/odd-input.md, in every order of arrival,
//! and in both ways (a body, and the parameters of a body).

mod actions;
mod constraints;
mod escapes;
mod indices;
mod names;
mod order;
mod tag_keys;

use iam_codec::{Params, Request, RequestError};

const HEAD: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&";
/// This takes an empty list.
const CREATE: &str = "Action=CreateUser&Version=2010-05-08&UserName=anika&";

/// Decodes in both ways, which must agree.
#[track_caller]
fn decode(body: &str) -> Result<Request<'_>, RequestError> {
    let decoded = Request::decode(body.as_bytes());
    let from_params =
        Params::parse(body.as_bytes()).and_then(|params| Request::decoder().params(params));
    assert_eq!(decoded, from_params, "the ways differ for {body}");
    decoded
}

#[track_caller]
fn tags(parameters: &str) -> Vec<(String, String)> {
    match decode(&format!("{HEAD}{parameters}")) {
        Ok(Request::TagUser(request)) => request
            .into_owned()
            .tags
            .into_iter()
            .map(|tag| (tag.key.into_owned(), tag.value.into_owned()))
            .collect(),
        other => panic!("{parameters}: {other:?}"),
    }
}

/// The error's text, which names parameter and byte, and AWS's answer.
#[track_caller]
fn refused(body: &str, text: &str, code: &str, message: Option<&str>) {
    let error = decode(body).expect_err(body);
    assert_eq!(error.to_string(), text, "{body}");
    let answer = error.to_response("id");
    assert_eq!((answer.code.as_str(), answer.message.as_deref()), (code, message), "{body}");
    assert!(error.offset().is_some_and(|offset| offset <= body.len()), "{body}");
}

/// The same for parameters of `TagUser`, whose first byte is 49.
#[track_caller]
fn malformed(parameters: &str, sentence: &str, place: &str) {
    let text = format!("{sentence}: parameter {place}");
    refused(&format!("{HEAD}{parameters}"), &text, "MalformedInput", Some(sentence));
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}
