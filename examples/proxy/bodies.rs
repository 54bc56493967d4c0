//! What a body is by its headers: a form that every upstream reads alike, or something that hides a form
//! from the proxy.

use http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use http::{HeaderValue, Request};
use iam_codec::Params;

/// The encodings in which every reader finds the same text.
const PLAIN: [&str; 2] = ["utf-8", "us-ascii"];

/// Whether every upstream that reads the body finds the same form in it: it is posted, has one
/// `Content-Type`, and is neither compressed nor in another encoding than UTF-8.
pub(crate) fn is_form<B>(request: &Request<B>) -> bool {
    let mut types = request.headers().get_all(CONTENT_TYPE).iter();
    let is_plain = types.next().is_some_and(|of| charsets(of).all(|set| PLAIN.contains(&&*set)));
    is_plain && types.next().is_none() && Params::body_counts(request)
}

/// Whether the body may hide a form from the proxy: it is compressed, in several parts, or in another
/// encoding than UTF-8. Objects in a store are all that; IAM is at the path `/`.
pub(crate) fn is_opaque<B>(request: &Request<B>) -> bool {
    let headers = request.headers();
    let is_identity = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
    let is_encoded = !headers.get_all(CONTENT_ENCODING).iter().all(is_identity);
    let is_other = |of: &HeaderValue| {
        lower(of).contains("multipart") || charsets(of).any(|set| !PLAIN.contains(&&*set))
    };
    let path = request.uri().path();
    (is_encoded || headers.get_all(CONTENT_TYPE).iter().any(is_other)) && path.len() <= 1
}

/// All encodings that a `Content-Type` names, in lower case.
fn charsets(content_type: &HeaderValue) -> impl Iterator<Item = String> {
    let text = lower(content_type);
    let named = text.split("charset").skip(1).map(|rest| {
        let rest = rest.trim_start_matches(|c: char| c == '=' || c == '"' || c.is_whitespace());
        rest.split([';', '"', ',', ' ']).next().unwrap_or_default().to_owned()
    });
    named.collect::<Vec<_>>().into_iter()
}

fn lower(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase()
}
