//! `GetAccountAuthorizationDetails`, both ways: the longest answer that IAM gives, and the deepest.

use std::slice::from_ref;

use iam_codec::Response;

use crate::peers::account as peers;
use crate::table::{Goal, Row};
use crate::workloads::account as workloads;

pub fn print() -> bool {
    let response = workloads::details();
    let document = response.encode().unwrap_or_default();
    let are_met = [encode(&response), decode(&response, &document)];
    !are_met.contains(&false)
}

fn encode(response: &Response<'static>) -> bool {
    let is_right = |body: &[u8]| Response::decode(body) == Ok(response.clone());
    let mut row = Row::new("encode response, account details", from_ref(response));
    let encode = |response: &Response<'_>| response.encode().unwrap_or_default();
    row.add("", Goal::None, encode, |_, body| is_right(body.as_bytes()));
    row.add_writers(Goal::Faster(2.4), 1 << 20, peers::write_details, is_right);
    row.print()
}

fn decode(response: &Response<'static>, document: &str) -> bool {
    let is_right = |_, decoded| decoded == Some(response.clone());
    let body = document.as_bytes();
    let mut row = Row::new("decode response, account details", from_ref(&body));
    row.add("", Goal::None, |body| Response::decode(body).ok(), is_right);
    row.add("quick-xml events", Goal::Faster(1.7), |body| peers::events(body), is_right);
    row.print()
}
