//! [`Outcome`]: what an operation of any service comes to.

use std::borrow::Cow;

use iam_codec::ErrorCode;
use iam_codec::policy::{self, Kind};

/// Why an operation failed.
pub(crate) type Failure = iam_codec::Failure<'static>;

/// What an operation comes to.
pub(crate) type Outcome<T> = Result<T, Failure>;

/// An error of this code and message.
pub(crate) fn failure<T>(
    code: ErrorCode<'static>,
    message: impl Into<Cow<'static, str>>,
) -> Outcome<T> {
    Err(code.with_message(message))
}

/// Refuses a policy that AWS refuses.
pub(crate) fn check_policy(kind: Kind, document: &str) -> Outcome<()> {
    policy::judge(kind, document).map_err(|malformed| {
        let failure = Failure::new(malformed.code());
        match malformed.message() {
            Some(message) => failure.with_message(message.to_owned()),
            None => failure,
        }
    })
}
