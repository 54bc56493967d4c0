//! Requests that carry policy documents, and the smallest that name no known action.

use std::borrow::Cow;
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
    let is_decoded = row.print();
    let is_right = |_, written: String| written.as_bytes() == body;
    let mut row = Row::new(format!("encode request, {name}"), from_ref(&request));
    row.add("", Goal::None, Request::encode, is_right);
    row.add("aws-smithy-query", Goal::Faster(2.0), peers::query_writer, is_right);
    row.print() && is_decoded
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
