//! Documents that IAM takes.

use arbitrary::{Result, Unstructured};
use iam_codec::policy::Kind;
use serde_json::{Map, Value, json};

pub type Object = Map<String, Value>;

/// The members in any order, but for an object for `Statement`, which ends the document.
pub fn shuffled(members: Object, u: &mut Unstructured<'_>) -> Result<Object> {
    let mut members: Vec<_> = members.into_iter().collect();
    for last in (1..members.len()).rev() {
        members.swap(last, u.int_in_range(0..=last)?);
    }
    members.sort_by_key(|(key, value)| key == "Statement" && value.is_object());
    Ok(members.into_iter().collect())
}

/// A document of this kind, of up to three statements.
pub fn document(kind: Kind, u: &mut Unstructured<'_>) -> Result<Object> {
    let mut document = Object::new();
    if kind == Kind::Managed || u.arbitrary()? {
        let old = kind != Kind::Managed && u.ratio(1, 4)?;
        document.insert("Version".into(), json!(if old { "2008-10-17" } else { "2012-10-17" }));
    }
    if u.ratio(1, 4)? {
        document.insert("Id".into(), json!(u.choose(&["", "an id", "é"])?));
    }
    let mut statements = Vec::new();
    for number in 0..u.int_in_range(1..=3)? {
        let statement = if kind == Kind::Trust { trust(number, u)? } else { identity(number, u)? };
        statements.push(Value::from(shuffled(statement, u)?));
    }
    let is_one = statements.len() == 1 && u.arbitrary()?;
    let statement = if is_one { statements.remove(0) } else { statements.into() };
    document.insert("Statement".into(), statement);
    Ok(document)
}

const ACTIONS: &[&str] =
    &["*", "sqs:*", "s3:Get?bject", "made-up.x:An action", "iam:", "*:Get*", "EC2:é"];
const RESOURCES: &[&str] = &[
    "*",
    "arn:aws:s3:::bucket/*",
    "arn:aws:iam::123456789012:user/${aws:username}",
    "arn:aws:iam::*:root",
    "arn:aws-cn:sqs",
    "arn:*:s3:us-east-1:123456789012:accesspoint/a:b",
    "x:aws:sns:::a:b",
];
const CONDITIONS: &[&str] = &[
    r#"{}"#,
    r#"{"StringEquals":{"aws:username":"ann"}}"#,
    r#"{"ForAnyValue:StringLikeIfExists":{"k":["a*",null,7,true]},"Null":{"k":true}}"#,
    r#"{"DateLessThan":{"aws:CurrentTime":["2030-01-01T00:00:00Z","1"]},"IpAddress":{"k":"10.0.0.0/8"}}"#,
    r#"{"NumericLessThan":{"k":"5"},"BinaryEquals":{"k":"QUI="},"ArnLike":{"k":"arn:aws:s3:::*"}}"#,
    r#"{"Unknown":{}}"#,
];

fn identity(number: usize, u: &mut Unstructured<'_>) -> Result<Object> {
    let mut statement = start(number, u)?;
    let not = |u: &mut Unstructured<'_>| Ok(if u.ratio(1, 4)? { "Not" } else { "" });
    statement.insert(format!("{}Action", not(u)?), some(ACTIONS, u)?);
    statement.insert(format!("{}Resource", not(u)?), some(RESOURCES, u)?);
    if u.ratio(1, 3)? {
        let condition = u.choose(CONDITIONS)?;
        statement.insert("Condition".into(), serde_json::from_str(condition).unwrap());
    }
    Ok(statement)
}

fn start(number: usize, u: &mut Unstructured<'_>) -> Result<Object> {
    let mut statement = Object::new();
    statement.insert("Effect".into(), json!(u.choose(&["Allow", "Deny"])?));
    match u.int_in_range(0..=2)? {
        0 => drop(statement.insert("Sid".into(), json!(""))),
        1 => drop(statement.insert("Sid".into(), json!(format!("Sid{number}")))),
        _ => {}
    }
    Ok(statement)
}

/// One of `texts`, or a list of some and of nulls, which is not empty.
fn some(texts: &[&str], u: &mut Unstructured<'_>) -> Result<Value> {
    if u.arbitrary()? {
        return Ok(json!(u.choose(texts)?));
    }
    let mut list = Vec::new();
    for _ in 0..u.int_in_range(1..=3)? {
        list.push(if u.ratio(1, 8)? { Value::Null } else { json!(u.choose(texts)?) });
    }
    Ok(list.into())
}

const PRINCIPALS: &[(&str, &[&str])] = &[
    ("AWS", &["*", "123456789012", "arn:aws:iam::123456789012:role/a/b"]),
    ("Service", &["ec2.amazonaws.com", "made-up.amazonaws.com.cn"]),
    ("Federated", &["bogus.example.com", "arn:aws:iam::123456789012:saml-provider/a"]),
];

fn trust(number: usize, u: &mut Unstructured<'_>) -> Result<Object> {
    let mut statement = start(number, u)?;
    let (key, principals) = u.choose(PRINCIPALS)?;
    statement.insert("Principal".into(), json!({ *key: some(principals, u)? }));
    let actions = ["sts:AssumeRole", "STS:tagsession", "sts:AssumeRoleWithSAML"];
    let key = if u.ratio(1, 4)? { "NotAction" } else { "Action" };
    statement.insert(key.into(), some(&actions, u)?);
    if u.ratio(1, 3)? {
        let ids = some(&["a", "b", "é\u{1F600}"], u)?;
        statement.insert("Condition".into(), json!({"Any": {"sts:ExternalId": ids}}));
    }
    Ok(statement)
}

/// A trust policy for identity providers, whose condition may or may not do. The oracle says what is right.
pub fn shared(u: &mut Unstructured<'_>) -> Result<Value> {
    let mut issuers = vec![*u.choose(ISSUERS)?];
    while issuers.len() < 4 && u.ratio(1, 3)? {
        issuers.push(*u.choose(ISSUERS)?);
    }
    let mut condition = Object::new();
    for _ in 0..u.int_in_range(0..=2)? {
        condition.insert(operator(u)?, claims(&issuers, u)?.into());
    }
    let principals = issuers.iter().map(|(issuer, is_arn)| match is_arn {
        true => format!("arn:aws:iam::123456789012:oidc-provider/{issuer}"),
        false => issuer.to_string(),
    });
    let principals: Vec<_> =
        std::iter::once("a.example.com".to_owned()).chain(principals).collect();
    let action = u.choose(&["sts:AssumeRoleWithWebIdentity", "sts:TagSession"])?;
    let effect = u.choose(&["Allow", "Allow", "Allow", "Deny"])?;
    let mut statement =
        json!({"Effect": effect, "Action": action, "Principal": {"Federated": principals}});
    if u.ratio(7, 8)? {
        statement["Condition"] = condition.into();
    }
    Ok(json!({"Version": "2012-10-17", "Statement": statement}))
}

/// Providers, and whether the principal is the ARN of one.
const ISSUERS: &[(&str, bool)] = &[
    ("cognito-identity.amazonaws.com", false),
    ("accounts.google.com", false),
    ("www.amazon.com", false),
    ("gitlab.com", true),
    ("sandboxes.cloud", true),
    ("token.actions.githubusercontent.com", true),
    ("token.actions.githubusercontent.com/acme", true),
    ("token.actions.githubusercontent.com/Acme", true),
    ("oidc.example.com", true),
];

fn operator(u: &mut Unstructured<'_>) -> Result<String> {
    let sets = ["", "", "ForAnyValue:", "ForAllValues:", "ForNoValue:"];
    let operators = [
        "StringEquals",
        "StringLike",
        "StringEqualsIgnoreCase",
        "StringNotEquals",
        "StringEqualsIfExists",
    ];
    Ok(format!("{}{}", u.choose(&sets)?, u.choose(&operators)?))
}

/// Up to two claims, and one more for each issuer but the first.
fn claims(issuers: &[(&str, bool)], u: &mut Unstructured<'_>) -> Result<Object> {
    let mut block = Object::new();
    for _ in 0..u.int_in_range(0..=2)? + issuers.len() - 1 {
        let (issuer, _) = u.choose(issuers)?;
        let claims = ["sub", "aud", "oaud", "app_id", "job_workflow_ref"];
        let key = format!("{issuer}{}{}", u.choose(&[":", ":", ":", ""])?, u.choose(&claims)?);
        let key = if u.ratio(1, 4)? { key.to_uppercase() } else { key };
        let values = ["a", "*", "**", "?", "", " ", "*/app"];
        let value = if u.ratio(1, 8)? { json!([]) } else { some(&values, u)? };
        block.insert(key, value);
    }
    Ok(block)
}
