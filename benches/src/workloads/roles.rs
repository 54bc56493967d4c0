//! `CreateRole` with five tags and a trust policy, and `ListRoles` with 100 roles.

use iam_codec::operations::{CreateRole, ListRolesResult, PutRolePolicy};
use iam_codec::structures::Role;
use iam_codec::{Operation, OperationResult, Request, Response};

use super::policies::managed;
use super::{REQUEST_ID, created, plain_tags};
use crate::peers::roles::query_writer;

/// As IAM gives it back and as Terraform sends it, without white space.
const POLICY: &str = concat!(
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","#,
    r#""Principal":{"Service":["ec2.amazonaws.com","lambda.amazonaws.com"]},"#,
    r#""Condition":{"StringEquals":{"aws:SourceAccount":"123456789012"}}}]}"#,
);

/// The request and the body that aws-sdk-iam sends for it.
pub fn create_role() -> (Request<'static>, Vec<u8>) {
    let request = Request::CreateRole(CreateRole {
        path: Some("/service/".into()),
        role_name: "deploy-pipeline".into(),
        assume_role_policy_document: POLICY.into(),
        description: Some("Deploys what the pipeline built.".into()),
        max_session_duration: Some(7200),
        permissions_boundary: Some("arn:aws:iam::123456789012:policy/boundary".into()),
        tags: Some(plain_tags(5)),
        ..Default::default()
    });
    let body = query_writer(&request).into_bytes();
    (request, body)
}

/// The body of `PutRolePolicy` with a document of 6 kB.
pub fn put_role_policy() -> Vec<u8> {
    let request = PutRolePolicy {
        role_name: "deploy-pipeline".into(),
        policy_name: "buckets".into(),
        policy_document: managed(29).into(),
        ..Default::default()
    };
    request.encode().into_bytes()
}

/// `ListRolesResponse`
pub fn list_roles() -> Response<'static> {
    let role = |i: usize| Role {
        path: "/service/".into(),
        role_name: format!("deploy-pipeline-{i}").into(),
        role_id: format!("AROAEXAMPLEEXAMPLE{i:03}").into(),
        arn: format!("arn:aws:iam::123456789012:role/service/deploy-pipeline-{i}").into(),
        create_date: created(),
        assume_role_policy_document: Some(POLICY.into()),
        description: Some("Deploys what the pipeline built.".into()),
        max_session_duration: Some(3600),
        ..Default::default()
    };
    let list = ListRolesResult {
        roles: (0..100).map(role).collect(),
        is_truncated: Some(false),
        ..Default::default()
    };
    Response { result: OperationResult::ListRoles(list), request_id: REQUEST_ID.into() }
}
