//! What responses, errors and their JSON cost.

use std::hint::black_box;

use iam_codec::{ErrorResponse, Reply, Response, sts};

use crate::{Row, check};

const USER: &str = "<member><Path>/</Path><UserName>a{n}</UserName><UserId>AIDA</UserId><Arn>arn</Arn>\
    <CreateDate>2026-03-14T15:09:26Z</CreateDate></member>";
const ESCAPED: &str = "<member><Path>/&amp;</Path><UserName>a{n}&#13;</UserName><UserId>AIDA</UserId>\
    <Arn>arn</Arn><CreateDate>2026-03-14T15:09:26Z</CreateDate></member>";
const TAG: &str = "<member><Key>k{n}</Key><Value>v</Value></member>";
const ENTRY: &str = "<entry><key>k{n}</key><value>{n}</value></entry>";
const AGAIN: &str = "<entry><key>k</key><value>{n}</value></entry>";
const UNKNOWN: &str = "<Mood>fine</Mood>";
const NESTED: &str = "<Mood><Of><Day>{n}</Day></Of></Mood>";
const SHORT: &str = "<a/>";
const BROKEN: &str = "&x;";
const COMMENT: &str = "<!-- {n} -->";
const TEXT: &str = "x";
const REFERENCE: &str = "&amp;";

const ROWS: &[Row] = &[
    ("Response::decode", USER, users, decode),
    ("Response::decode", ESCAPED, users, decode),
    ("Response::decode", TAG, tags, decode),
    ("Response::decode", ENTRY, summary, decode),
    ("Response::decode", AGAIN, summary, decode),
    ("Response::decode", UNKNOWN, user, decode),
    ("Response::decode", NESTED, user, decode),
    ("Response::decode", COMMENT, user, decode),
    ("Response::decode TagCat", NESTED, tag_cat, decode),
    ("Response::decode attributes", USER, with_attributes, decode),
    ("Reply::decode_tolerantly", USER, users, tolerantly),
    ("Reply::decode_tolerantly", ESCAPED, users, tolerantly),
    ("Reply::decode_tolerantly", ENTRY, summary, tolerantly),
    ("Reply::decode_tolerantly", AGAIN, summary, tolerantly),
    ("Reply::decode_tolerantly", UNKNOWN, user, tolerantly),
    ("Reply::decode_tolerantly", NESTED, user, tolerantly),
    ("Reply::decode_tolerantly TagCat", NESTED, tag_cat, tolerantly),
    ("Reply::decode_tolerantly 100 times", SHORT, user_of_many, tolerantly),
    ("Reply::decode_tolerantly 100 times", BROKEN, user_of_many, tolerantly),
    ("Response::unknown_elements", UNKNOWN, user, unknown_elements),
    ("Response::unknown_elements", NESTED, user, unknown_elements),
    ("Response::encode", USER, users, encode),
    ("Response::encode", ESCAPED, users, encode),
    ("Response::encode", TAG, tags, encode),
    ("Response::encode", ENTRY, summary, encode),
    ("Response::encode TagCat", NESTED, tag_cat, encode),
    ("Response::into_owned", USER, users, |document| {
        decoded(document, |response| drop(black_box(response.into_owned())))
    }),
    ("ErrorResponse::decode", TEXT, error, decode_error),
    ("ErrorResponse::decode", REFERENCE, error, decode_error),
    ("ErrorResponse::encode", TEXT, error, encode_error),
    ("ErrorResponse::encode", REFERENCE, error, encode_error),
    ("sts::decode_response", REFERENCE, session, |document| {
        drop(black_box(sts::decode_response(document.as_bytes())))
    }),
];

#[test]
fn answers_allocate_as_often_as_their_table_says() {
    check(ROWS, include_str!("answers.txt"));
}

const METADATA: &str = "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>";

fn result(action: &str, content: &str) -> String {
    format!(
        "<{action}Response><{action}Result>{content}</{action}Result>{METADATA}</{action}Response>"
    )
}

fn users(units: &str) -> String {
    result("ListUsers", &format!("<IsTruncated>false</IsTruncated><Users>{units}</Users>"))
}

/// A document that is not plain.
fn with_attributes(units: &str) -> String {
    users(units).replace("<Users>", "<Users a=\"b\">")
}

fn tags(units: &str) -> String {
    result("ListUserTags", &format!("<IsTruncated>false</IsTruncated><Tags>{units}</Tags>"))
}

fn summary(units: &str) -> String {
    result("GetAccountSummary", &format!("<SummaryMap>{units}</SummaryMap>"))
}

fn user(units: &str) -> String {
    let known = "<UserId>AIDA</UserId><Arn>arn</Arn><CreateDate>2026-03-14T15:09:26Z</CreateDate>";
    result("GetUser", &format!("<User><UserName>a</UserName><Path>/</Path>{units}{known}</User>"))
}

/// More than are listed.
fn user_of_many(units: &str) -> String {
    user(&units.repeat(100))
}

fn tag_cat(units: &str) -> String {
    result("TagCat", units)
}

fn error(units: &str) -> String {
    format!(
        "<ErrorResponse><Error><Type>Sender</Type><Code>NoSuchEntity</Code><Message>{units}</Message></Error>\
         <RequestId>id</RequestId></ErrorResponse>"
    )
}

fn session(units: &str) -> String {
    result("DecodeAuthorizationMessage", &format!("<DecodedMessage>{units}</DecodedMessage>"))
}

fn decode(document: &str) {
    drop(black_box(Response::decode(document.as_bytes())));
}

fn decoded(document: &str, work: impl FnOnce(Response<'_>)) {
    work(Response::decode(document.as_bytes()).unwrap());
}

fn tolerantly(document: &str) {
    drop(black_box(Reply::decode_tolerantly(document.as_bytes())));
}

fn unknown_elements(document: &str) {
    drop(black_box(Response::unknown_elements(document.as_bytes())));
}

fn encode(document: &str) {
    decoded(document, |response| drop(black_box(response.encode())));
}

fn decode_error(document: &str) {
    drop(black_box(ErrorResponse::decode(document.as_bytes())));
}

fn encode_error(document: &str) {
    let error = ErrorResponse::decode(document.as_bytes()).unwrap();
    drop(black_box(error.encode()));
}
