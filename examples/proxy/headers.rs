//! Requests that a proxy cannot pass on, and headers that are for the next hop alone.

use hyper::header::{self, HeaderMap, HeaderName};
use hyper::http::request::Parts;
use hyper::{Method, StatusCode};

use super::failure::{Failure, failure};

/// Refuses a head that an upstream could read in another way, or that asks for something else than to
/// be passed on.
pub(crate) fn check_head(parts: &Parts) -> Result<(), Failure> {
    let malformed = |reason| Err(failure(StatusCode::BAD_REQUEST, "MalformedRequest", reason));
    let headers = &parts.headers;
    if parts.method == Method::CONNECT {
        let reason = "CONNECT is for tunnels";
        return Err(failure(StatusCode::METHOD_NOT_ALLOWED, "MethodNotAllowed", reason));
    }
    if !parts.uri.path().starts_with('/') {
        return malformed("the target is not a path");
    }
    if headers.get_all(header::HOST).iter().count() > 1 {
        return malformed("two Host headers");
    }
    let mut codings = headers.get_all(header::TRANSFER_ENCODING).iter().peekable();
    if codings.peek().is_some() && headers.contains_key(header::CONTENT_LENGTH) {
        return malformed("both Content-Length and Transfer-Encoding");
    }
    // The body would come out of the chunks still coded, and without the header that says so.
    let is_chunked =
        |value: &hyper::header::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"chunked");
    match codings.all(is_chunked) {
        true => Ok(()),
        false => {
            let reason = "no other Transfer-Encoding than chunked is known";
            Err(failure(StatusCode::NOT_IMPLEMENTED, "NotImplemented", reason))
        }
    }
}

/// Removes what is said to the next hop and to no other (RFC 9110, section 7.6.1).
pub(crate) fn remove_hop_by_hop(headers: &mut HeaderMap) {
    let connection = headers.get_all(header::CONNECTION).iter();
    let named: Vec<HeaderName> = connection
        .filter_map(|value| value.to_str().ok())
        .flat_map(|names| names.split(','))
        .filter_map(|name| name.trim().parse().ok())
        // Whoever names these wants them gone on the way.
        .filter(|name| {
            *name != header::AUTHORIZATION
                && *name != header::CONTENT_LENGTH
                && *name != header::HOST
        })
        .collect();
    let always = [
        "connection",
        "keep-alive",
        "proxy-connection",
        "te",
        "trailer",
        "transfer-encoding",
        "upgrade",
    ];
    for name in always {
        headers.remove(name);
    }
    for name in named {
        headers.remove(name);
    }
}
