//! `AssumeRole` with five session tags, and its answer.

use iam_codec::Operation;
use iam_codec::sts::Response;
use iam_codec::sts::operations::{AssumeRole, AssumeRoleResult};
use iam_codec::sts::structures::{AssumedRoleUser, Credentials};

use super::{REQUEST_ID, created, plain_tags};

/// The body.
pub fn assume_role() -> Vec<u8> {
    let request = AssumeRole {
        role_arn: "arn:aws:iam::123456789012:role/service/deploy-pipeline".into(),
        role_session_name: "build-4711".into(),
        duration_seconds: Some(3600),
        tags: Some(plain_tags(5)),
        ..Default::default()
    };
    request.encode().into_bytes()
}

/// `AssumeRoleResponse`
pub fn assumed() -> Response<'static> {
    let credentials = Credentials {
        access_key_id: "ASIAIOSFODNN7EXAMPLE".into(),
        secret_access_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYzEXAMPLEKEY".into(),
        session_token: "FwoGZXIvYXdzEXAMPLE".repeat(20).into(),
        expiration: created(),
        ..Default::default()
    };
    let user = AssumedRoleUser {
        assumed_role_id: "AROAEXAMPLEEXAMPLE001:build-4711".into(),
        arn: "arn:aws:sts::123456789012:assumed-role/deploy-pipeline/build-4711".into(),
        ..Default::default()
    };
    let result = AssumeRoleResult {
        credentials: Some(credentials),
        assumed_role_user: Some(user),
        ..Default::default()
    };
    AssumeRole::response(result, REQUEST_ID)
}
