//! Requests that carry policy documents, and the smallest that name no known action.

use std::borrow::Cow;
use std::cell::RefCell;
use std::slice::from_ref;

use iam_codec::Request;
use iam_codec::operations::PutRolePolicy;

use crate::peers::documents as peers;
use crate::table::{Goal, Row};
use crate::workloads::{self, policies};

pub fn print() -> bool {
    let are_met = [
        both("PutRolePolicy of 2 kB", policies::managed(9)),
        both("PutRolePolicy of 6 kB", policies::managed(29)),
        unknown_action(),
    ];
    !are_met.contains(&false)
}

fn both(name: &str, document: String) -> bool {
    let request: Request<'_> = PutRolePolicy {
        role_name: "deploy-pipeline".into(),
        policy_name: "buckets".into(),
        policy_document: document.into(),
        ..Default::default()
    }
    .into();
    let body = peers::query_writer(&request).into_bytes();
    let is_right = |_, decoded| decoded == Some(request.clone());
    let mut row = Row::new(format!("decode_unchecked, {name}"), from_ref(&body));
    row.add("", Goal::None, |body| Request::decoder().unchecked().body(body).ok(), is_right);
    row.add("form_urlencoded, tuned", Goal::Faster(2.5), |body| peers::tuned(body), is_right);
    let is_decoded = row.print() && lent(name, &body);
    let is_right = |_, written: String| written.as_bytes() == body;
    let mut row = Row::new(format!("encode request, {name}"), from_ref(&request));
    row.add("", Goal::None, Request::encode, is_right);
    row.add("aws-smithy-query", Goal::Faster(2.0), peers::query_writer, is_right);
    row.print() && is_decoded
}

/// The policy document is decoded into a buffer, which is used again.
fn lent(name: &str, body: &Vec<u8>) -> bool {
    let buffer = RefCell::new(Vec::new());
    let len = |request: Option<Request<'_>>| match request {
        Some(Request::PutRolePolicy(input)) => input.policy_document.len(),
        _ => 0,
    };
    let expected = len(peers::tuned(body));
    let mut row = Row::new(format!("decode_unchecked in a lent buffer, {name}"), from_ref(body));
    let decode = |body: &Vec<u8>| {
        let decoder = Request::decoder().unchecked();
        len(decoder.parts_in(&mut buffer.borrow_mut(), b"", body).ok())
    };
    row.add("", Goal::None, decode, |_, read| read == expected);
    let peer = |body: &Vec<u8>| len(peers::tuned(body));
    row.add("form_urlencoded, tuned", Goal::Faster(2.5), peer, |_, read| read == expected);
    row.print()
}

fn unknown_action() -> bool {
    let body = workloads::UNKNOWN_ACTION;
    let mut row = Row::new("decode_unchecked, unknown action", from_ref(&body));
    row.add(
        "",
        Goal::None,
        |body| Request::decoder().unchecked().body(body).ok(),
        |_, it| it.is_some_and(|request| request.action_name() == "GetCallerIdentity"),
    );
    let pairs = |body: &&'static [u8]| -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
        form_urlencoded::parse(body).collect()
    };
    row.add("form_urlencoded into a Vec", Goal::Faster(0.5), pairs, |_, pairs| pairs.len() == 2);
    row.print()
}
