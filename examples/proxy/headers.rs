//! Headers: what a body is, and what is said to the next hop alone.

use hyper::header::{self, HeaderMap, HeaderName, HeaderValue};

/// Whether any upstream could take the body for a form.
pub(crate) fn is_form(headers: &HeaderMap) -> bool {
    headers.get_all(header::CONTENT_TYPE).iter().any(|value: &HeaderValue| {
        value.to_str().is_ok_and(|t| t.to_ascii_lowercase().contains("x-www-form-urlencoded"))
    })
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
