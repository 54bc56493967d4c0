//! Hostile policy documents.

use iam_codec::policy::{Kind, judge, size, stored};

use super::make::{Decode, Make};

/// What is done with a document.
pub const JUDGES: &[(&str, Decode)] = &[
    ("inline", |document| with_text(document, |text| drop(judge(Kind::Inline, text)))),
    ("managed", |document| with_text(document, |text| drop(judge(Kind::Managed, text)))),
    ("trust", |document| with_text(document, |text| drop(judge(Kind::Trust, text)))),
    ("context keys", |document| with_text(document, |text| drop(judge(Kind::ContextKeys, text)))),
    ("session", |document| with_text(document, |text| drop(judge(Kind::Session, text)))),
    ("stored", |document| with_text(document, |text| drop(stored(Kind::Trust, text)))),
    ("size", |document| with_text(document, |text| _ = size(Kind::Trust, text))),
];

fn with_text(document: &[u8], work: impl FnOnce(&str)) {
    work(str::from_utf8(document).unwrap_or_default());
}

/// Documents that someone could send to make a judge work, by length.
pub const POLICIES: &[(&str, Make)] = &[
    ("statements", |len| {
        document(&list(len, |n| format!(r#"{{"Sid":"s{n}",{ALLOW},"Resource":"*"}}"#)))
    }),
    ("statements for roles", |len| {
        document(&list(len, |n| format!(r#"{{"Sid":"s{n}",{TRUST},"Principal":{{"AWS":"*"}}}}"#)))
    }),
    ("equal statements", |len| {
        document(&list(len, |_| format!(r#"{{"Sid":"",{ALLOW},"Resource":"*"}}"#)))
    }),
    ("empty statements", |len| document(&list(len, |_| "{}".to_owned()))),
    ("actions", |len| statement("Action", &list(len, |n| format!(r#""s3:Get{n}""#)))),
    ("nulls", |len| statement("Action", &list(len, |_| "null".to_owned()))),
    ("resources", |len| statement("Resource", &list(len, |n| format!(r#""arn:aws:s3:::b/{n}""#)))),
    ("bad resources", |len| statement("Resource", &list(len, |n| format!(r#""bad{n}""#)))),
    ("one resource", |len| statement("Resource", &text(len, "arn:aws:s3:::", "a"))),
    ("variables", |len| statement("Resource", &text(len, "arn:aws:s3:::", "${aws:username}"))),
    ("open variables", |len| statement("Resource", &text(len, "arn:aws:s3:::", "${"))),
    ("colons", |len| statement("Resource", &text(len, "arn", ":"))),
    ("escapes", |len| statement("Resource", &text(len, "", r"\u0041"))),
    ("pairs of escapes", |len| statement("Resource", &text(len, "", r"\ud83d\ude00"))),
    ("half pairs of escapes", |len| statement("Resource", &text(len, "", r"\ud83d"))),
    ("keys of a block", |len| condition(&block(len, |n| format!("k{n}")))),
    ("keys of escapes", |len| condition(&block(len, |n| format!(r"\u006b{n}")))),
    ("one key", |len| condition(&block(len, |_| "k".to_owned()))),
    ("blocks", |len| condition(&members(len, |_| r#""StringLike":{"k":"v"}"#.to_owned()))),
    ("values of a key", |len| {
        let values = list(len, |n| format!(r#""{n}""#));
        condition(&format!(r#""NumericEquals":{{"k":{values}}}"#))
    }),
    ("one number", |len| condition(&format!(r#""NumericEquals":{{"k":{}}}"#, text(len, "", "1")))),
    ("one date", |len| condition(&format!(r#""DateEquals":{{"k":{}}}"#, text(len, "", "1")))),
    ("principals", |len| {
        let accounts = list(len, |n| format!(r#""{n:012}""#));
        trust(&format!(r#"{{"AWS":{accounts}}}"#), "")
    }),
    ("one provider", |len| one_provider(len, "gitlab.com")),
    ("one of GitHub", |len| one_provider(len, GITHUB)),
    ("many of GitHub", |len| {
        let claims = block(len / 2, |n| format!("{GITHUB}/{n}:sub"));
        trust(&federated(len / 2, |n| format!("{GITHUB}/{n}")), &claims)
    }),
    ("many of GitHub in blocks", |len| {
        let claims = members(len / 2, |n| format!(r#""StringLike":{{"{GITHUB}/{n}:sub":"v"}}"#));
        trust(&federated(len / 2, |n| format!("{GITHUB}/{n}")), &claims)
    }),
    ("deep lists", |len| "[".repeat(len).into_bytes()),
    ("deep objects", |len| r#"{"a":"#.repeat(len / 5).into_bytes()),
    ("blanks", |len| [&b" ".repeat(len)[..], b"{}"].concat()),
    ("line ends", |len| [b"{", &b"\r\n".repeat(len / 2)[..], b"}"].concat()),
    ("one number alone", |len| b"1".repeat(len)),
    ("versions", |len| {
        format!("{{{}}}", members(len, |_| r#""Version":"2012-10-17""#.to_owned())).into_bytes()
    }),
    ("versions and statements by turns", |len| {
        let both = r#""Statement":[],"Version":"2012-10-17""#;
        format!("{{{}}}", members(len, |_| both.to_owned())).into_bytes()
    }),
];

const ALLOW: &str = r#""Effect":"Allow","Action":"s3:*""#;
const TRUST: &str = r#""Effect":"Allow","Action":"sts:AssumeRole""#;
const GITHUB: &str = "token.actions.githubusercontent.com";

fn document(statements: &str) -> Vec<u8> {
    format!(r#"{{"Version":"2012-10-17","Statement":{statements}}}"#).into_bytes()
}

/// A statement of an identity policy in which one member is this. Of two members the last counts.
fn statement(key: &str, value: &str) -> Vec<u8> {
    document(&format!(r#"{{{ALLOW},"Resource":"*","{key}":{value}}}"#))
}

fn condition(blocks: &str) -> Vec<u8> {
    statement("Condition", &format!("{{{blocks}}}"))
}

fn trust(principal: &str, blocks: &str) -> Vec<u8> {
    document(&format!(r#"{{{TRUST},"Principal":{principal},"Condition":{{{blocks}}}}}"#))
}

fn federated(len: usize, issuer: impl Fn(usize) -> String) -> String {
    let arn = |n| format!(r#""arn:aws:iam::123456789012:oidc-provider/{}""#, issuer(n));
    format!(r#"{{"Federated":{}}}"#, list(len, arn))
}

/// One provider over and over, whose claim is behind many others.
fn one_provider(len: usize, issuer: &str) -> Vec<u8> {
    let claim = format!(r#","StringEquals":{{"{issuer}:sub":"v"}}"#);
    let claims = block(len / 2, |n| format!("a{n}")) + &claim;
    trust(&federated(len / 2, |_| issuer.to_owned()), &claims)
}

/// A block of a condition with these keys.
fn block(len: usize, key: impl Fn(usize) -> String) -> String {
    format!(r#""StringLike":{{{}}}"#, members(len, |n| format!(r#""{}":"v""#, key(n))))
}

fn list(len: usize, item: impl Fn(usize) -> String) -> String {
    format!("[{}]", members(len, item))
}

/// Members or items of about this length.
fn members(len: usize, member: impl Fn(usize) -> String) -> String {
    let members = (0..len.div_ceil(member(0).len() + 1)).map(member);
    members.collect::<Vec<_>>().join(",")
}

fn text(len: usize, start: &str, part: &str) -> String {
    format!(r#""{start}{}""#, part.repeat(len / part.len()))
}
