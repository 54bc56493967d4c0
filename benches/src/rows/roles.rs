//! Operations that are not about tags: `CreateRole` with five tags, `ListRoles` with 100 roles.

use std::slice::from_ref;

use iam_codec::{Request, Response};

use crate::peers::roles as peers;
use crate::table::{Goal, Row};
use crate::workloads::roles as workloads;

pub fn print() -> bool {
    let (request, body) = workloads::create_role();
    let response = workloads::list_roles();
    let document = response.encode().unwrap_or_default();
    let are_met = [
        decode_request(&request, &body),
        encode_request(&request, &body),
        encode_response(&response),
        decode_response(&response, &document),
    ];
    !are_met.contains(&false)
}

fn decode_request(request: &Request<'static>, body: &[u8]) -> bool {
    let is_right = |_, decoded| decoded == Some(request.clone());
    let mut row = Row::new("decode_unchecked, CreateRole", from_ref(&body));
    row.add("", Goal::None, |body| Request::decoder().unchecked().body(body).ok(), is_right);
    let peer = "form_urlencoded, tuned";
    row.add(peer, Goal::Faster(2.0), |body| peers::tuned(body), is_right);
    let peer = "form_urlencoded, HashMap";
    row.add(peer, Goal::Faster(4.5), |body| peers::hash_map(body), is_right);
    row.print()
}

fn encode_request(request: &Request<'static>, expected: &[u8]) -> bool {
    let is_right = |_, body: String| body.as_bytes() == expected;
    let mut row = Row::new("encode request, CreateRole", from_ref(request));
    row.add("", Goal::None, Request::encode, is_right);
    row.add("aws-smithy-query", Goal::Faster(2.8), peers::query_writer, is_right);
    row.print()
}

fn encode_response(response: &Response<'static>) -> bool {
    let is_right = |body: &[u8]| Response::decode(body) == Ok(response.clone());
    let mut row = Row::new("encode response, 100 roles", from_ref(response));
    let encode = |response: &Response<'_>| response.encode().unwrap_or_default();
    row.add("", Goal::None, encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::Faster(2.5), 1 << 17, peers::write_list_roles, is_right);
    let is_right = |_, body: String| is_right(body.as_bytes());
    row.add("aws-smithy-xml", Goal::Faster(5.5), peers::smithy_write, is_right);
    row.print()
}

fn decode_response(response: &Response<'static>, document: &str) -> bool {
    let is_right = |_, decoded| decoded == Some(response.clone());
    let body = document.as_bytes();
    let mut row = Row::new("decode response, 100 roles", from_ref(&body));
    row.add("", Goal::None, |body| Response::decode(body).ok(), is_right);
    row.add("quick-xml events", Goal::AtMost(0.5), |body| peers::events(body), is_right);
    row.print()
}
