//! What the documents of the feature `serde` cost.

use std::hint::black_box;

use iam_codec::{Reply, Request};

use crate::{Row, check};

const TAG: &str = r#",{"Key":"k{n}","Value":"v"}"#;
const ESCAPED: &str = r#",{"Key":"k{n}\u0020","Value":"\\"}"#;
const USER: &str = r#",{"Path":"/","UserName":"a{n}","UserId":"AIDA","Arn":"arn","CreateDate":"2026-03-14T15:09:26Z"}"#;
const CONTEXT: &str = r#",{"ContextKeyName":"a","ContextKeyValues":["b","{n}"]}"#;
const ENTRY: &str = r#","k{n}":{n}"#;
const AGAIN: &str = r#","k":{n}"#;
const UNKNOWN: &str = r#","Mood{n}":"fine""#;
const ESCAPED_NAME: &str = r#","Mood\u0020{n}":"fine""#;

const ROWS: &[Row] = &[
    ("from_str Request", TAG, create_user, request),
    ("from_str Request", ESCAPED, create_user, request),
    ("from_str Request", CONTEXT, simulate, request),
    ("from_str Request", UNKNOWN, members, request),
    ("from_str Request", ESCAPED_NAME, members, request),
    ("from_str Request TagCat", UNKNOWN, tag_cat, request),
    ("from_str Reply", USER, users, reply),
    ("from_str Reply", ENTRY, summary, reply),
    ("from_str Reply", AGAIN, summary, reply),
    ("from_slice Request", TAG, create_user, |document| {
        drop(black_box(serde_json::from_slice::<Request<'_>>(document.as_bytes())))
    }),
    ("to_string Request", TAG, create_user, |document| {
        let request: Request<'_> = serde_json::from_str(document).unwrap();
        drop(black_box(serde_json::to_string(&request)));
    }),
    ("to_string Reply", USER, users, |document| {
        let reply: Reply<'_> = serde_json::from_str(document).unwrap();
        drop(black_box(serde_json::to_string(&reply)));
    }),
    ("to_string Reply", ENTRY, summary, |document| {
        let reply: Reply<'_> = serde_json::from_str(document).unwrap();
        drop(black_box(serde_json::to_string(&reply)));
    }),
];

#[test]
fn json_allocates_as_often_as_its_table_says() {
    check(ROWS, include_str!("json.txt"));
}

fn create_user(units: &str) -> String {
    let tags = units.trim_start_matches(',');
    format!(r#"{{"Action":"CreateUser","UserName":"a","Tags":[{tags}]}}"#)
}

fn simulate(units: &str) -> String {
    let entries = units.trim_start_matches(',');
    format!(
        r#"{{"Action":"SimulateCustomPolicy","PolicyInputList":["a"],"ActionNames":["b"],"ContextEntries":[{entries}]}}"#
    )
}

fn members(units: &str) -> String {
    format!(r#"{{"Action":"CreateUser","UserName":"a"{units}}}"#)
}

fn tag_cat(units: &str) -> String {
    format!(r#"{{"Action":"TagCat"{units}}}"#)
}

fn users(units: &str) -> String {
    let users = units.trim_start_matches(',');
    format!(r#"{{"Action":"ListUsers","RequestId":"id","Users":[{users}],"IsTruncated":false}}"#)
}

fn summary(units: &str) -> String {
    let entries = units.trim_start_matches(',');
    format!(r#"{{"Action":"GetAccountSummary","RequestId":"id","SummaryMap":{{{entries}}}}}"#)
}

fn request(document: &str) {
    drop(black_box(serde_json::from_str::<Request<'_>>(document)));
}

fn reply(document: &str) {
    drop(black_box(serde_json::from_str::<Reply<'_>>(document)));
}
