//! Why a request is answered by the proxy itself, apart from the rule.

use std::fmt::Display;

use hyper::body::Bytes;
use hyper::{Response, StatusCode};
use iam_codec::ErrorResponse;

/// A failure of HTTP, with a status that its code alone does not give.
#[derive(Debug)]
pub(crate) struct Failure {
    status: StatusCode,
    code: &'static str,
    reason: String,
}

pub(crate) fn failure(status: StatusCode, code: &'static str, reason: impl Display) -> Failure {
    Failure { status, code, reason: reason.to_string() }
}

impl Failure {
    pub(crate) fn to_answer(&self, id: &str) -> Response<Bytes> {
        let error = ErrorResponse::new(self.code, id).with_message(&*self.reason);
        let mut answer = error.to_http();
        *answer.status_mut() = self.status;
        answer.map(Bytes::from)
    }
}

/// Why a body was not read.
#[derive(Debug)]
pub(crate) enum Unread {
    Late,
    Long,
    /// There was no room for it.
    Crowded,
    Broken(String),
}

impl Unread {
    pub(crate) fn of_the_client(self) -> Failure {
        match self {
            Self::Late => failure(StatusCode::REQUEST_TIMEOUT, "RequestTimeout", "no body in time"),
            Self::Long => {
                failure(StatusCode::PAYLOAD_TOO_LARGE, "RequestTooLarge", "body too long")
            }
            Self::Crowded => crowded(),
            Self::Broken(reason) => failure(StatusCode::BAD_REQUEST, "MalformedRequest", reason),
        }
    }

    pub(crate) fn of_the_upstream(self) -> Failure {
        let unavailable = |status, reason| failure(status, "ServiceUnavailable", reason);
        match self {
            Self::Late => unavailable(StatusCode::GATEWAY_TIMEOUT, "no answer in time".to_owned()),
            Self::Long => unavailable(StatusCode::BAD_GATEWAY, "answer too long".to_owned()),
            Self::Crowded => crowded(),
            Self::Broken(reason) => unavailable(StatusCode::BAD_GATEWAY, reason),
        }
    }
}

pub(crate) fn crowded() -> Failure {
    let reason = "too many long messages at once";
    failure(StatusCode::SERVICE_UNAVAILABLE, "ServiceUnavailable", reason)
}
