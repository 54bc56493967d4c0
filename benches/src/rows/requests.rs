//! Requests: the tag operations, by the body and by two parts.

use std::cell::RefCell;
use std::slice::from_ref;

use iam_codec::{ErrorResponse, Params, Request};

use crate::peers::{predicted, requests};
use crate::table::{Goal, Row};
use crate::workloads::{self, Parts, REQUEST_ID, Requests};

pub fn print() -> bool {
    let are_met = [
        decode_requests("decode_unchecked, 1 plain tag", workloads::plain(1), 2.0, Some(6.5)),
        decode_requests("decode_unchecked, 50 plain tags", workloads::plain(50), 6.0, Some(22.0)),
        decode_requests("decode_unchecked, 50 plain tags, sorted", workloads::sorted(), 4.0, None),
        decode_requests("decode_unchecked, 50 heavy tags", workloads::heavy(50), 2.0, None),
        decode_requests("decode_unchecked, varied", workloads::varied(false), 4.5, None),
        decode_requests("decode_unchecked, varied, escapes", workloads::varied(true), 2.25, None),
        decode_lent("decode_unchecked in a lent buffer, 50 heavy tags", &workloads::heavy(50), 3.0),
        decode_lent("decode_unchecked in a lent buffer, 50 plain tags", &workloads::plain(50), 6.0),
        decode_beside_limit("decode_unchecked, 50 plain tags", workloads::plain(50)),
        decode_beside_prototype("decode_unchecked, 1 plain tag", workloads::plain(1), 2.4),
        decode_beside_prototype("decode_unchecked, 50 plain tags", workloads::plain(50), 1.25),
        decode_checked("decode, 50 plain tags", workloads::plain(50), 1.8),
        decode_checked("decode, 50 tags, one umlaut", workloads::umlaut(), 2.0),
        decode_checked("decode, 50 tags, 25 scripts", workloads::scripts(), 2.0),
        decode_parts("1 plain tag", &workloads::plain(1)),
        decode_parts("50 plain tags", &workloads::plain(50)),
        refuse(),
        encode_requests("encode request, 50 plain tags", workloads::plain(50), 7.0),
        encode_requests("encode request, 50 heavy tags", workloads::heavy(50), 4.5),
    ];
    !are_met.contains(&false)
}

fn decode_requests(name: &'static str, work: Requests, tuned: f64, map: Option<f64>) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decoder().unchecked().body(body).ok(), is_right);
    let peer = "form_urlencoded, tuned";
    row.add(peer, Goal::Faster(tuned), |body| requests::tuned(body), is_right);
    let peer = "form_urlencoded, HashMap";
    row.add(peer, Goal::faster(map), |body| requests::hash_map(body), is_right);
    row.print()
}

/// Texts with escapes are put into one buffer, which is used again.
fn decode_lent(name: &'static str, work: &Requests, tuned: f64) -> bool {
    let buffer = RefCell::new(Vec::new());
    let decode = |body: &Vec<u8>, look: &dyn Fn(Option<Request<'_>>) -> usize| {
        let decoder = Request::decoder().unchecked();
        look(decoder.parts_in(&mut buffer.borrow_mut(), b"", body).ok())
    };
    let count = |request: Option<Request<'_>>| {
        request.map_or(0, |request| request.tags().map_or(0, <[_]>::len))
    };
    let is_equal =
        |request: Option<Request<'_>>| usize::from(request == Some(work.requests[0].clone()));
    assert_eq!(decode(&work.bodies[0], &is_equal), 1, "{name}");
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| decode(body, &count), |_, tags| tags == 50);
    let peer = "form_urlencoded, tuned";
    row.add(peer, Goal::Faster(tuned), |body| count(requests::tuned(body)), |_, tags| tags == 50);
    row.print()
}

fn decode_beside_limit(name: &'static str, work: Requests) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decoder().unchecked().body(body).ok(), is_right);
    let separators = |byte: &&u8| b"&=%".contains(byte);
    let counts = |i: usize, n| n == work.bodies[i].iter().filter(separators).count();
    row.add("memchr3 alone", Goal::AtMost(1.25), |body| requests::visit(body), counts);
    row.print()
}

fn decode_beside_prototype(name: &'static str, work: Requests, goal: f64) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decoder().unchecked().body(body).ok(), is_right);
    let goal = Goal::AtMost(goal);
    row.add("predicted names alone", goal, |body| predicted::predicted(body), is_right);
    row.print()
}

fn decode_checked(name: &'static str, work: Requests, goal: f64) -> bool {
    let is_right = |i: usize, request| request == Some(work.requests[i].clone());
    let mut row = Row::new(name, &work.bodies);
    row.add("", Goal::None, |body| Request::decode(body).ok(), is_right);
    let goal = Goal::AtMost(goal);
    row.add(
        "decode_unchecked",
        goal,
        |body| Request::decoder().unchecked().body(body).ok(),
        is_right,
    );
    row.print()
}

fn decode_parts(name: &str, work: &Requests) -> bool {
    let parts = Parts::of(work);
    let row = |(parts, (place, goal)): (&Parts, (&str, f64))| {
        let is_right = |_, request| request == Some(work.requests[0].clone());
        let mut row = Row::new(format!("decode_parts, {name}, {place}"), from_ref(parts));
        row.add("", Goal::None, by_parts, is_right);
        row.add("decode", Goal::AtMost(goal), at_once, is_right);
        row.add("Params::parse_parts, from_params", Goal::Faster(1.0), by_params, is_right);
        row.print()
    };
    let places = [("body", 1.3), ("query string", 1.3), ("both", 1.3)];
    parts.iter().zip(places).map(row).fold(true, |all, is_met| all & is_met)
}

fn by_parts(parts: &Parts) -> Option<Request<'_>> {
    Request::decode_parts(&parts.query, &parts.body).ok()
}

fn by_params(parts: &Parts) -> Option<Request<'_>> {
    Params::parse_parts(&parts.query, &parts.body)
        .and_then(|params| Request::decoder().params(params))
        .ok()
}

fn at_once(parts: &Parts) -> Option<Request<'_>> {
    Request::decode(&parts.whole).ok()
}

fn refuse() -> bool {
    let (refused, message) = workloads::refused();
    let accepted = workloads::plain(50);
    let bodies = [[&refused.bodies[0][..], &accepted.bodies[0]]];
    let mut row = Row::new("refuse 50 tags, three violations", &bodies);
    row.add("", Goal::None, refusal, |_, answer| {
        let error = ErrorResponse::decode(answer.as_bytes());
        error.is_ok_and(|error| error.message.as_deref() == Some(message))
    });
    let accept = |[_, body]: &[&'_ [u8]; 2]| Request::decode(body).is_ok();
    row.add("decode what is right", Goal::AtMost(3.0), accept, |_, is_accepted| is_accepted);
    row.print()
}

fn refusal([body, _]: &[&[u8]; 2]) -> String {
    match Request::decode(body) {
        Ok(_) => String::new(),
        Err(error) => error.to_response(REQUEST_ID).encode(),
    }
}

fn encode_requests(name: &'static str, work: Requests, goal: f64) -> bool {
    let is_right = |i: usize, body: String| body.as_bytes() == work.bodies[i];
    let mut row = Row::new(name, &work.requests);
    row.add("", Goal::None, Request::encode, is_right);
    row.add("aws-smithy-query", Goal::Faster(goal), requests::query_writer, is_right);
    row.print()
}
