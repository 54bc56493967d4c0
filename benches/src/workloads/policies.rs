//! Policy documents of common forms.

use serde_json::Value;

pub fn trust() -> String {
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#.into()
}

pub fn github() -> String {
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::123456789012:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{"StringLike":{"token.actions.githubusercontent.com:sub":"repo:acme/*"}}}]}"#.into()
}

/// So many statements, each with two actions, two resources and a condition.
pub fn managed(statements: usize) -> String {
    let statement = |n| {
        format!(
            r#"{{"Sid":"Bucket{n}","Effect":"Allow","Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::bucket-{n}","arn:aws:s3:::bucket-{n}/*"],"Condition":{{"StringEquals":{{"aws:PrincipalOrgID":"o-1234567890"}}}}}}"#
        )
    };
    let statements: Vec<_> = (0..statements).map(statement).collect();
    format!(r#"{{"Version":"2012-10-17","Statement":[{}]}}"#, statements.join(","))
}

pub fn indented(statements: usize) -> String {
    let document: Value = serde_json::from_str(&managed(statements)).unwrap_or_default();
    // The tree has its keys in order: `Statement` is a list, so it may come first.
    format!("{document:#}")
}
