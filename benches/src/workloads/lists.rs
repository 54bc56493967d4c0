//! `ListUsers` with 100 users.

use iam_codec::operations::ListUsersResult;
use iam_codec::structures::User;
use iam_codec::{OperationResult, Response};

use super::{REQUEST_ID, created};

/// `ListUsersResponse`
pub fn users() -> Response<'static> {
    let user = |i: usize| User {
        path: Some("/division/".into()),
        user_name: Some(format!("anika-{i}").into()),
        user_id: format!("AIDAEXAMPLEEXAMPLE{i:03}").into(),
        arn: format!("arn:aws:iam::123456789012:user/division/anika-{i}").into(),
        create_date: created(),
        ..Default::default()
    };
    let list = ListUsersResult {
        users: (0..100).map(user).collect(),
        is_truncated: Some(false),
        ..Default::default()
    };
    Response { result: OperationResult::ListUsers(list), request_id: REQUEST_ID.into() }
}
