//! What the head of a request says of its body.

use iam_codec::Params;

use crate::source::{Head, Headers};

/// Why the body of a request does not count, if it does not. The library decides; this puts it into words.
pub(super) fn objection(head: &Head) -> Option<String> {
    let mut request = http::Request::new(());
    *request.method_mut() = http::Method::from_bytes(head.method.as_bytes()).ok()?;
    for (name, value) in head.headers.iter() {
        let name = http::HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, http::HeaderValue::from_bytes(value)) {
            request.headers_mut().append(name, value);
        }
    }
    let reason = (!Params::body_counts(&request)).then(|| reason(head));
    reason.map(|reason| format!("the body does not count: {reason}"))
}

fn reason(Head { method, headers }: &Head) -> String {
    let all = |name| headers.all(name).map(String::from_utf8_lossy).collect::<Vec<_>>().join(", ");
    match (all("Content-Type"), all("Content-Encoding")) {
        _ if method != "POST" => format!("the method is {method}, not POST"),
        (_, coding) if !coding.is_empty() => format!("its Content-Encoding is {coding}"),
        (types, _) if types.is_empty() => "it has no Content-Type".to_owned(),
        (types, _) => {
            format!("its Content-Type is {types}, not application/x-www-form-urlencoded")
        }
    }
}

/// Puts headers into the form in which the library reads them.
pub(super) fn content_type(headers: &Headers) -> Option<http::HeaderValue> {
    let value = headers.all("Content-Type").next()?;
    http::HeaderValue::from_bytes(value.trim_ascii()).ok()
}
