//! Requests and replies as messages of the crate `http`, which the feature `http` gives.

use arbitrary::{Arbitrary, Unstructured};
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{HeaderMap, Method, StatusCode, Uri};
use iam_codec::{CredentialScope, HttpReplyError, Params, Reply, Request, RequestErrorKind};

use crate::inputs::Dice;
use crate::properties::Property;

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("http_round_trip", http_round_trip)];

/// Any valid request survives its message, whose parts are one input; its body counts in a POST of a form
/// and nowhere else. Any reply survives its message, and is not read under the opposite status.
/// A page of a proxy is told from a reply that cannot be read.
pub fn http_round_trip(data: &[u8]) {
    let (mut u, mut dice) = (Unstructured::new(data), Dice::of(data));
    if let Ok(request) = Request::arbitrary(&mut u) {
        assert_request_survives(&request, &mut dice);
    }
    if let Ok(reply) = <Reply<'_>>::arbitrary(&mut u) {
        assert_reply_survives(&reply);
    }
    assert_is_told_from_a_reply(data, &mut dice);
    assert_is_signed(&mut dice);
}

/// The scope of a signature is that of its header, without one that of the query string; of two headers there
/// is none.
fn assert_is_signed(dice: &mut Dice) {
    const SCOPES: [&str; 6] = [
        "AKIA/20261129/us-east-1/iam/aws4_request",
        "AKIA/20261129/sts/aws4_request",
        "AKIA/20261129/us-east-1/iam/aws5_request",
        "a/b/20261129/us-east-1/iam/aws4_request",
        "AKIA",
        "",
    ];
    let (in_query, in_header) = (SCOPES[dice.below(6)], SCOPES[dice.below(6)]);
    let query = format!("Action=GetUser&X-Amz-Credential={}", in_query.replace('/', "%2F"));
    let mut headers = HeaderMap::new();
    assert_eq!(CredentialScope::of(&headers, &query), CredentialScope::parse(in_query));
    let header =
        format!("AWS4-HMAC-SHA256 Credential={in_header}, SignedHeaders=host, Signature=0");
    headers.append(AUTHORIZATION, header.parse().expect("a header"));
    let scope = CredentialScope::of(&headers, &query);
    assert_eq!(scope, CredentialScope::parse(in_header));
    assert_eq!(scope.clone().map(CredentialScope::into_owned), scope);
    headers.append(AUTHORIZATION, header.parse().expect("a header"));
    assert_eq!(CredentialScope::of(&headers, &query), None);
}

const FORMS: [&str; 3] = [
    "application/x-www-form-urlencoded",
    "Application/X-WWW-Form-URLEncoded; charset=utf-8",
    "application/x-www-form-urlencoded ;charset=iso-8859-1",
];

const OTHERS: [&str; 4] =
    ["application/json", "text/plain", "", "application/x-www-form-urlencoded2"];

fn assert_request_survives(request: &Request<'_>, dice: &mut Dice) {
    let endpoint = "https://iam.amazonaws.com/".parse().expect("a URI");
    let mut message = request.to_http(endpoint);
    assert_eq!(*message.body(), request.encode().into_bytes());
    assert_says(&message, request);

    // A part of the pairs goes into the query string, as far as that holds it.
    let body = request.encode();
    let pairs: Vec<_> = body.split('&').collect();
    let len = match request {
        // A repeated name may not be in both parts.
        Request::Other(_) => dice.below(2) * pairs.len(),
        _ => dice.below(pairs.len() + 1),
    };
    let (query, rest) = pairs.split_at(len);
    let Ok(uri) = format!("/?{}", query.join("&")).parse::<Uri>() else { return };
    *message.uri_mut() = uri;
    *message.body_mut() = rest.join("&").into_bytes();
    let mut set_type = |message: &mut http::Request<_>, types: &[&str]| {
        let media_type = types[dice.below(types.len())].parse().expect("a header");
        message.headers_mut().insert(CONTENT_TYPE, media_type);
    };
    set_type(&mut message, &FORMS);
    assert_says(&message, request);

    let of_query = query.join("&");
    let of_query = Params::parse(of_query.as_bytes()).unwrap();
    *message.method_mut() = Method::GET;
    assert_eq!(Params::from_http(&message).as_ref(), Ok(&of_query));
    *message.method_mut() = Method::POST;
    set_type(&mut message, &OTHERS);
    assert_eq!(Params::from_http(&message).as_ref(), Ok(&of_query));
    message.headers_mut().append(CONTENT_TYPE, FORMS[0].parse().expect("a header"));
    assert_eq!(Params::from_http(&message).as_ref(), Ok(&of_query));
    if query.is_empty() {
        let error = Request::from_http(&message).unwrap_err();
        assert_eq!(error.kind(), &RequestErrorKind::MissingAction);
    }
}

#[track_caller]
fn assert_says(message: &http::Request<Vec<u8>>, request: &Request<'_>) {
    let again = Request::from_http(message).unwrap_or_else(|e| panic!("{e}: {message:?}"));
    assert_eq!(again.encode(), request.encode());
    assert_eq!(Params::from_http(message).unwrap().encode(), request.encode());
}

fn assert_reply_survives(reply: &Reply<'_>) {
    let (mut message, status, id) = match reply {
        Reply::Response(response) => (response.to_http().unwrap(), 200, &response.request_id),
        Reply::Error(error) => (error.to_http(), error.status(), &error.request_id),
    };
    assert_eq!(message.status(), status);
    assert_eq!(message.headers()[CONTENT_TYPE], "text/xml");
    if !id.chars().any(char::is_control) {
        assert_eq!(message.headers()["x-amzn-requestid"].as_bytes(), id.as_bytes());
    }
    assert_eq!(Reply::from_http(&message).as_ref(), Ok(reply));

    let opposite = if status < 300 { StatusCode::BAD_REQUEST } else { StatusCode::OK };
    *message.status_mut() = opposite;
    let error = Reply::from_http(&message).unwrap_err();
    assert!(matches!(error, HttpReplyError::Contradiction { .. }), "{error}");
    assert_eq!(error.status(), opposite);
}

/// An answer of something else than the service, such as a page of a proxy.
fn assert_is_told_from_a_reply(data: &[u8], dice: &mut Dice) {
    const BEGINNINGS: [&str; 7] =
        ["", " \n", "<", "\u{FEFF} <ErrorResponse", "<!DocType HTML>", "<HTML>", "{"];
    const TYPES: [&str; 4] =
        ["text/xml", "Text/HTML; charset=utf-8", "application/json", "text/html2"];
    let beginning = BEGINNINGS[dice.below(BEGINNINGS.len())];
    let media_type = TYPES[dice.below(TYPES.len())];
    let body = [beginning.as_bytes(), &data[..dice.below(data.len() + 1)]].concat();
    let status = [StatusCode::OK, StatusCode::BAD_GATEWAY][dice.below(2)];
    let mut message = http::Response::new(body.clone());
    *message.status_mut() = status;
    message.headers_mut().insert(CONTENT_TYPE, media_type.parse().expect("a header"));
    let Err(unreadable) = Reply::decode(&body) else { return };
    let error = Reply::from_http(&message).unwrap_err();
    assert_eq!(error.status(), status);
    let text = String::from_utf8_lossy(&body).to_lowercase();
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text).trim_ascii();
    let is_page =
        media_type == TYPES[1] || text.starts_with("<!doctype html") || text.starts_with("<html");
    let reason = if body.trim_ascii().is_empty() {
        " with an empty body".to_owned()
    } else if text.starts_with('<') && !is_page {
        format!(": {unreadable}")
    } else {
        let media_type = media_type.split(';').next().unwrap_or_default().to_lowercase();
        format!(" with a body of {media_type}, which is not a reply")
    };
    assert_eq!(error.to_string(), format!("status {}{reason}", status.as_u16()));
}
