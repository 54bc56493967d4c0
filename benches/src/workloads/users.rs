//! Small requests that servers see most: `GetUser`, `ListUsers`, and `CreateUser` with tags.

use iam_codec::Request;
use iam_codec::operations::{CreateUser, GetUser, ListUsers};

use super::{Requests, plain_tags};

pub fn get_user() -> Requests {
    of(GetUser { user_name: Some("anika".into()), ..Default::default() }.into())
}

/// Without parameters.
pub fn list_users() -> Requests {
    of(ListUsers::default().into())
}

pub fn create_user(tags: usize) -> Requests {
    let request = CreateUser {
        path: Some("/division/".into()),
        user_name: "anika".into(),
        tags: (tags > 0).then(|| plain_tags(tags)),
        ..Default::default()
    };
    of(request.into())
}

fn of(request: Request<'static>) -> Requests {
    let body = request.encode().into_bytes();
    Requests { requests: vec![request], bodies: vec![body] }
}
