//! What the SDKs for Java (1) and Rust say of whole messages: the parameters of a request, or the bytes of a
//! body.

use std::rc::Rc;

use iam_codec::Params;
use serde_json::Value;

use super::super::found::{Found, Headers};
use super::literal;
use crate::input::Input;

const PARAMETERS: &str = "Parameters: (";

/// Reads `com.amazonaws.request`: `Sending Request: POST https://… / Parameters: ({"Action":["GetUser"],…`.
pub(super) fn java(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let request = line.split_once("Sending Request: ").map(|(_, request)| request);
        let Some((method, rest)) = request.and_then(|request| request.split_once(' ')) else {
            continue;
        };
        let Some((_, parameters)) = rest.split_once(PARAMETERS) else { continue };
        let Some(form) = form(parameters) else { continue };
        let url = input.inner(format!("line {}, URL", index + 1), "");
        let body = input.inner(format!("line {}", index + 1), form);
        found.push(Found::request(method, &url, Headers::default(), body));
    }
    found
}

/// The parameters as JSON, or as `Name: value, `.
fn form(text: &str) -> Option<String> {
    let mut form = Params::default();
    if text.starts_with('{') {
        let mut documents = serde_json::Deserializer::from_str(text).into_iter::<Value>();
        for (name, values) in documents.next()?.ok()?.as_object()? {
            for value in values.as_array()? {
                form.push(name.clone(), value.as_str()?.to_owned());
            }
        }
        return Some(form.encode());
    }
    let (list, _) = text.split_once(", )")?;
    for (name, value) in list.split(", ").filter_map(|pair| pair.split_once(": ")) {
        form.push(name, value);
    }
    Some(form.encode())
}

/// How the SDK for Rust shows a body that it has in memory.
const BODY: &str = "Once(Some(b\"";

/// Reads bodies as they are in `Request` and `Response` of a trace. One that is shown twice is one.
pub(super) fn rust(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut last = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let Some(at) = line.find(BODY) else { continue };
        let Some((body, _)) = literal::read(&line[at + BODY.len() - 2..]) else { continue };
        if body.is_empty() || body == last {
            continue;
        }
        last.clone_from(&body);
        let is_reply = body.trim_ascii_start().starts_with(b"<");
        let status = line.split_once("StatusCode(").and_then(|(_, rest)| rest.split_once(')'));
        let status = status.and_then(|(code, _)| code.parse().ok());
        let body = input.inner(format!("line {}", index + 1), body);
        found.push(match is_reply {
            true => Found::reply(status, Headers::default(), body),
            false => {
                let url = input.inner(format!("line {}, URL", index + 1), "");
                Found::request("POST", &url, Headers::default(), body)
            }
        });
    }
    found
}
