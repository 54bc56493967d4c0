//! What policy documents cost.

use std::hint::black_box;

use iam_codec::policy::{Kind, judge, size, stored};

use crate::{Row, check};

const STATEMENT: &str =
    r#",{"Sid":"s{n}","Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/{n}"}"#;
const ESCAPED: &str =
    r#",{"Sid":"s{n}","Effect":"Allow","Action":"s3:Get\u004fbject","Resource":"*"}"#;
const CONDITION: &str = r#",{"Effect":"Allow","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"a:b":["c","{n}"]},"DateLessThan":{"a:d":"2026-01-01T00:00:00Z"}}}"#;
const ROLE: &str = r#",{"Sid":"s{n}","Effect":"Allow","Action":["sts:AssumeRole"],"Principal":{"AWS":"123456789012"}}"#;
const GITHUB: &str = r#",{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},"Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:a/b:{n}"}}}"#;
const PROVIDER: &str = r#","arn:aws:iam::123456789012:oidc-provider/gitlab.com""#;
const OF_GITHUB: &str =
    r#","arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com/{n}""#;
const RESOURCE: &str = r#","arn:aws:s3:::b/{n}""#;

const ROWS: &[Row] = &[
    ("judge inline", STATEMENT, statements, |document| verdict(Kind::Inline, document)),
    ("judge inline", ESCAPED, statements, |document| verdict(Kind::Inline, document)),
    ("judge inline", CONDITION, statements, |document| verdict(Kind::Inline, document)),
    ("judge inline", RESOURCE, resources, |document| verdict(Kind::Inline, document)),
    ("judge managed", STATEMENT, statements, |document| verdict(Kind::Managed, document)),
    ("judge session", STATEMENT, statements, |document| verdict(Kind::Session, document)),
    ("judge context keys", CONDITION, statements, |document| verdict(Kind::ContextKeys, document)),
    ("judge trust", ROLE, statements, |document| verdict(Kind::Trust, document)),
    ("judge trust", GITHUB, statements, |document| verdict(Kind::Trust, document)),
    ("judge trust", PROVIDER, providers, |document| verdict(Kind::Trust, document)),
    ("judge trust", OF_GITHUB, providers, |document| verdict(Kind::Trust, document)),
    ("stored trust", ROLE, statements, |document| drop(black_box(stored(Kind::Trust, document)))),
    ("stored inline", STATEMENT, statements, |document| {
        drop(black_box(stored(Kind::Inline, document)))
    }),
    ("size trust", ROLE, statements, |document| _ = black_box(size(Kind::Trust, document))),
    ("size managed", STATEMENT, statements, |document| {
        _ = black_box(size(Kind::Managed, document))
    }),
];

#[test]
fn policies_allocate_as_often_as_their_table_says() {
    check(ROWS, include_str!("policies.txt"));
}

fn document(statements: &str) -> String {
    format!(r#"{{"Version":"2012-10-17","Statement":[{statements}]}}"#)
}

fn statements(units: &str) -> String {
    document(units.trim_start_matches(','))
}

fn resources(units: &str) -> String {
    let resources = units.trim_start_matches(',');
    document(&format!(r#"{{"Effect":"Allow","Action":"s3:*","Resource":[{resources}]}}"#))
}

/// A statement that trusts the providers and has two claims of each, all that do not count first. Their names
/// must be copied to be read.
fn providers(units: &str) -> String {
    let providers = units.trim_start_matches(',');
    let issuer =
        |provider: &str| provider.rsplit_once("oidc-provider/").unwrap().1.replace('"', "");
    let issuers = || providers.split(',').map(issuer);
    let of_no_use = issuers().map(|issuer| format!(r#""{issuer}:a\u0075d":"a""#));
    let claims = of_no_use.chain(issuers().map(|issuer| format!(r#""{issuer}:s\u0075b":"a""#)));
    let claims = claims.collect::<Vec<_>>().join(",");
    document(&format!(
        r#"{{"Effect":"Allow","Action":"sts:AssumeRoleWithWebIdentity","Principal":{{"Federated":[{providers}]}},"Condition":{{"StringEquals":{{{claims}}}}}}}"#
    ))
}

fn verdict(kind: Kind, document: &str) {
    drop(black_box(judge(kind, document)));
}
