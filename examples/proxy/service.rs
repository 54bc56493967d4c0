//! Whose request it is. The rule looks at every request that IAM or STS might take, and it lets a request go as
//! another service's only if all signs say so: servers route by different ones.

use http::header::{AUTHORIZATION, HOST};
use http::{HeaderMap, HeaderValue, Request};
use iam_codec::CredentialScope;

use super::found::{Found, is_ruled, names_us};

/// The header in which services with JSON have the action.
const TARGET: &str = "x-amz-target";

/// Whether a request is surely for another service than IAM and STS: it is signed for one, no host and no
/// version names ours, and an action that the rule is about comes with the version of another service. An
/// empty or unknown version says nothing.
pub(crate) fn is_for_another<B>(request: &Request<B>, parts: [Found; 2]) -> bool {
    let (headers, found) = (request.headers(), parts[0].or(parts[1]));
    let is_signed_for_another = match headers.contains_key(AUTHORIZATION) {
        true => is_header_for_another(headers) && !found.our_scope,
        false => found.other_scope && !found.our_scope,
    };
    is_signed_for_another
        && !found.our_version
        && !texts(headers, HOST.as_str()).any(|host| names_us(&host))
        && !parts.iter().any(Found::is_suspect)
}

/// Whether the header for the action names one that the rule is about. Some servers look there whatever
/// the service.
pub(crate) fn is_target_ruled(headers: &HeaderMap) -> bool {
    texts(headers, TARGET).any(|target| is_ruled(target.rsplit('.').next().unwrap_or_default()))
}

/// Only the usual form of the header counts: readers of others differ in what they take for the scope.
fn is_header_for_another(headers: &HeaderMap) -> bool {
    let text = texts(headers, AUTHORIZATION.as_str()).next().unwrap_or_default();
    let is_usual = text.starts_with("AWS4-HMAC-SHA256 Credential=")
        && text.matches("Credential=").count() == 1;
    is_usual && CredentialScope::of(headers, "").is_some() && !names_us(&text)
}

fn texts(headers: &HeaderMap, name: &str) -> impl Iterator<Item = String> {
    let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
    headers.get_all(name).into_iter().map(text)
}
