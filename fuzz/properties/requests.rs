//! Claims about requests, which are made of any bytes.

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::{ErrorResponse, Params, Request, Response, TagVerb, Tagging};

use super::asserts::{assert_same, decoded, listed};
use super::spelling::{in_any_order, in_order};
use crate::inputs::Dice;

/// Any valid request survives its body, and so does its answer.
pub fn request_round_trip(data: &[u8]) {
    let Ok(request) = Request::arbitrary(&mut Unstructured::new(data)) else {
        return;
    };
    assert_eq!(request.validate(), Ok(()));
    let body = request.encode();
    let again = decoded(&body);
    assert_same(&again, &request);
    assert_same(&again.clone().into_owned(), &request);
    assert_eq!(again.action(), request.action());
    assert_eq!(again.action_name(), request.action_name());
    let mut buffer = String::from("before");
    request.encode_into(&mut buffer);
    assert_eq!(buffer, format!("before{body}"));
    assert_keeps_secrets(&request, &body);
    let tagging = request.tagging();
    let is_tagging = request.action().is_some_and(|action| action.resource_type().is_some());
    assert_eq!(tagging.is_some(), is_tagging);
    if let Some(tagging) = tagging {
        assert_shows_all(&tagging, &request);
    }
}

/// The view of a tag operation holds the whole request, and gives its answers.
fn assert_shows_all(tagging: &Tagging<'_>, request: &Request<'_>) {
    let resource = tagging.resource.clone();
    let again = match tagging.verb {
        TagVerb::Tag(tags) => resource.tag(tags.to_vec()),
        TagVerb::Untag(keys) => resource.untag(keys.to_vec()),
        TagVerb::List { marker, max_items } => {
            resource.list_tags(marker.map(Into::into), max_items)
        }
    };
    assert_same(&again, request);
    assert_eq!(Some(tagging.action()), request.action());
    let answer = tagging.respond((), "id").encode().unwrap();
    let answered = Response::decode(answer.as_bytes()).unwrap().action();
    assert_eq!(answered, request.action());
    let not_found = tagging.resource.not_found().to_response("id").encode();
    assert_eq!(ErrorResponse::decode(not_found.as_bytes()).unwrap().status(), 404);
}

/// Secrets are not printed: with other secrets the request prints the same.
fn assert_keeps_secrets(request: &Request<'_>, body: &str) {
    if matches!(request, Request::Other(_)) {
        return;
    }
    let is_secret = |name: &str| {
        matches!(name, "Password" | "OldPassword" | "NewPassword" | "PrivateKey" | "AddPrivateKey")
    };
    let params = Params::parse(body.as_bytes()).unwrap();
    let mut other = Params::default();
    for (name, value) in listed(&params) {
        other.push(name, if is_secret(name) { "another" } else { value });
    }
    let printed = |request: &Request<'_>| format!("{request:?}");
    assert_eq!(printed(&Request::decoder().params(other).unwrap()), printed(request));
}

/// Any valid request survives every spelling of its body: see [`respelled_body`](super::respelled_body).
/// Of two parameters of one name the first counts, in any order of the others.
pub fn respelled_request(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let (Ok(seed), Ok(request)) = (u.arbitrary(), Request::arbitrary(&mut u)) else {
        return;
    };
    let mut dice = Dice(seed);
    let body = request.encode();
    let spelled = match request {
        Request::Other(_) => in_order(body.as_bytes(), &mut dice),
        _ => in_any_order(body.as_bytes(), &mut dice),
    };
    match Request::decode(&spelled) {
        Ok(again) => assert_same(&again, &request),
        Err(e) => panic!("{e}: {}", String::from_utf8_lossy(&spelled)),
    }
}
