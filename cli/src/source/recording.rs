//! Recordings of exchanges: HAR, the cassettes of VCR, vcr.py, go-vcr and betamax, and WireMock's mappings.
//!
//! All of them are a list of exchanges with the same few members, under names that differ.

use std::rc::Rc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use iam_codec::Params;
use serde_json::Value;

use super::found::{Found, Headers};
use crate::input::Input;
use crate::report::Problem;

/// Reads documents that are all recordings. If there are several, each is a part of the file.
pub(super) fn read_all(input: &Rc<Input>, documents: &[Value]) -> Option<Vec<Found>> {
    if let [one] = documents {
        return read(input, one);
    }
    let part = |number: usize| input.inner(format!("document {number}"), Vec::new());
    let all = documents.iter().zip(1..).map(|(document, number)| read(&part(number), document));
    let found: Vec<_> = all.collect::<Option<Vec<_>>>()?.into_iter().flatten().collect();
    (!found.is_empty()).then_some(found)
}

/// Reads a document that is a recording.
fn read(input: &Rc<Input>, document: &Value) -> Option<Vec<Found>> {
    let lists = [
        ("entry", document.pointer("/log/entries")),
        ("interaction", document.get("http_interactions")),
        ("interaction", document.get("interactions")),
        ("mapping", document.get("mappings")),
    ];
    let list = lists.into_iter().find_map(|(name, list)| Some((name, list?.as_array()?)));
    let (name, entries) = match list {
        Some((name, entries)) => (name, &entries[..]),
        None if is_exchange(document) => ("mapping", std::slice::from_ref(document)),
        // php-vcr has a list alone.
        None => (
            "interaction",
            document.as_array().filter(|all| all.iter().all(is_exchange))?.as_slice(),
        ),
    };
    let mut recording = Recording { input, found: Vec::new() };
    for (index, entry) in entries.iter().enumerate() {
        recording.exchange(&format!("{name} {}", index + 1), entry);
    }
    Some(recording.found)
}

fn is_exchange(document: &Value) -> bool {
    document.get("request").is_some() && document.get("response").is_some()
}

struct Recording<'i> {
    input: &'i Rc<Input>,
    found: Vec<Found>,
}

impl Recording<'_> {
    fn exchange(&mut self, label: &str, entry: &Value) {
        let request = entry.get("request").unwrap_or(&Value::Null);
        let response = entry.get("response").filter(|response| !response.is_null());
        let url = ["url", "uri", "urlPath", "urlPattern"].iter().find_map(|name| request.get(name));
        let url = url.and_then(Value::as_str).unwrap_or_default();
        let method = request.get("method").and_then(Value::as_str).unwrap_or_default();
        if let Some(pattern) = request.get("bodyPatterns") {
            self.pattern(label, pattern);
        } else {
            let body = bytes_of_request(request);
            if !has_action(url.as_bytes()) && !has_action(&body) {
                let what = format!("left out, since it has no action: {method} {url}");
                let at = self.input.inner(label, Vec::new());
                return self.found.push(Found::Problem(Problem::warning(what).at(&at, None)));
            }
            let url = self.input.inner(format!("{label}, URL"), url);
            let body = self.input.inner(format!("{label}, request"), body);
            self.found.push(Found::request(method, &url, headers(request), body));
        }
        if let Some(response) = response.filter(|response| is_without_body(response)) {
            let code = status(response).map_or(String::new(), |code| format!(" of status {code}"));
            let what = format!("left out: a reply{code} whose body is not in the recording");
            let at = self.input.inner(label, Vec::new());
            self.found.push(Found::Problem(Problem::warning(what).at(&at, None)));
        } else if let Some(response) = response {
            let body = self.input.inner(format!("{label}, response"), bytes_of_reply(response));
            self.found.push(Found::reply(status(response), headers(response), body));
        }
    }

    /// A mapping of WireMock says which requests it answers. Only one that is given whole is a request.
    fn pattern(&mut self, label: &str, patterns: &Value) {
        let whole = patterns.get(0).and_then(|pattern| pattern.get("equalTo"));
        let Some(body) = whole.and_then(Value::as_str) else {
            let at = self.input.inner(label, Vec::new());
            let what = "left out: a pattern for requests";
            return self.found.push(Found::Problem(Problem::warning(what).at(&at, None)));
        };
        let body = self.input.inner(format!("{label}, request"), body);
        self.found.push(Found::Request(super::found::Request {
            head: None,
            query: super::found::Text::part(&body, 0..0),
            body: super::found::Text::whole(body),
        }));
    }
}

/// Whether a URL or a body has an action.
fn has_action(text: &[u8]) -> bool {
    memchr::memmem::find(text, b"Action=").is_some()
}

/// Browsers may leave bodies out of a HAR, and WireMock may have them in files.
fn is_without_body(reply: &Value) -> bool {
    let content = reply.get("content");
    let size = content.and_then(|content| content.get("size")).and_then(Value::as_i64);
    let is_left_out = content.is_some_and(|content| content.get("text").is_none());
    reply.get("bodyFileName").is_some() || (is_left_out && size.is_some_and(|size| size > 0))
}

/// The body under the names that recordings have for it: `postData` in HAR, `body` elsewhere.
fn bytes_of_request(request: &Value) -> Vec<u8> {
    let body = request.get("postData").or_else(|| request.get("body")).unwrap_or(&Value::Null);
    let params = body.get("params").and_then(Value::as_array);
    match params {
        Some(params) if body.get("text").is_none() && !params.is_empty() => {
            let mut form = Params::default();
            for param in params {
                let text = |name| param.get(name).and_then(Value::as_str).unwrap_or_default();
                form.push(text("name"), text("value"));
            }
            form.encode().into_bytes()
        }
        _ => bytes(body),
    }
}

fn bytes_of_reply(reply: &Value) -> Vec<u8> {
    let base64 = reply.get("base64Body").and_then(Value::as_str);
    let body = ["content", "body", "jsonBody"].iter().find_map(|name| reply.get(name));
    match (base64, body) {
        (Some(text), _) => decode_base64(text),
        (None, body) => bytes(body.unwrap_or(&Value::Null)),
    }
}

/// A text, or an object with a text and how it is coded.
fn bytes(value: &Value) -> Vec<u8> {
    let text = |name: &str| value.get(name);
    let is_base64 = text("encoding").is_some_and(|encoding| encoding == "base64");
    match value {
        Value::String(text) => text.as_bytes().to_vec(),
        Value::Object(_) => match (text("base64_string"), text("string").or(text("text"))) {
            (Some(Value::String(base64)), _) => decode_base64(base64),
            (None, Some(Value::String(base64))) if is_base64 => decode_base64(base64),
            (_, Some(inner)) => bytes(inner),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

/// A text that is not base64 stays as it is, and is refused later.
fn decode_base64(text: &str) -> Vec<u8> {
    let compact: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    STANDARD.decode(&compact).unwrap_or(compact)
}

/// Headers as a list of objects, or as an object of texts or lists.
fn headers(message: &Value) -> Headers {
    let mut headers = Headers::default();
    match message.get("headers") {
        Some(Value::Array(list)) => {
            for header in list {
                let name = header.get("name").and_then(Value::as_str).unwrap_or_default();
                headers.push(name, header.get("value").map(bytes).unwrap_or_default());
            }
        }
        Some(Value::Object(members)) => {
            for (name, values) in members {
                match values {
                    Value::Array(values) => {
                        values.iter().for_each(|value| headers.push(name, bytes(value)));
                    }
                    value => headers.push(name, bytes(value)),
                }
            }
        }
        _ => {}
    }
    headers
}

/// A number, a text such as `200 OK`, or an object with `code`.
fn status(reply: &Value) -> Option<u16> {
    let code = |value: &Value| match value {
        Value::Number(number) => number.as_u64().and_then(|code| u16::try_from(code).ok()),
        Value::String(text) => text.split(' ').next()?.parse().ok(),
        _ => None,
    };
    let status = reply.get("status");
    let named = status.and_then(|status| status.get("code")).or_else(|| reply.get("code"));
    named.and_then(code).or_else(|| status.and_then(code))
}
