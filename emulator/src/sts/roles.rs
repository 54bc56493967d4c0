//! The roles that sessions are of, and how long they may last.

use iam_codec::ErrorCode;

use super::Sts;
use crate::caller::Caller;
use crate::outcome::{Failure, Outcome, failure};

/// How long a session of a role lasts if nobody says.
const DEFAULT_SECONDS: i32 = 3600;

/// How long a session of a role lasts at most that another session of a role begins.
const LONGEST_CHAINED: i32 = 3600;

/// A role that somebody assumes.
pub(super) struct AssumedRole {
    pub(super) account: String,
    pub(super) id: String,
    max_seconds: i32,
}

impl Sts<'_> {
    /// The role that an ARN names, with its path and in its spelling; `None` if there is none.
    pub(super) fn role(&self, arn: &str) -> Option<AssumedRole> {
        let resource = arn.strip_prefix("arn:aws:iam::")?;
        let (number, path_and_name) = resource.split_once(":role/")?;
        let account = self.accounts.get(number)?;
        let name = path_and_name.rsplit('/').next()?;
        let role = account.roles.get(name)?;
        let is_named = account.arn("role", &role.path, &role.name) == arn;
        is_named.then(|| AssumedRole {
            account: number.to_owned(),
            id: role.id.clone(),
            max_seconds: role.max_session_seconds,
        })
    }
}

impl AssumedRole {
    /// How long a session lasts for which so much is asked.
    ///
    /// # Errors
    ///
    /// The role allows less, or it is assumed by a session of a role; the former is said first (recorded).
    pub(super) fn seconds(&self, asked: Option<i32>, is_chained: bool) -> Outcome<i32> {
        let seconds = asked.unwrap_or(DEFAULT_SECONDS);
        let message = if seconds > self.max_seconds {
            "The requested DurationSeconds exceeds the MaxSessionDuration set for this role."
        } else if is_chained && seconds > LONGEST_CHAINED {
            "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role \
             chaining."
        } else {
            return Ok(seconds);
        };
        failure(ErrorCode::VALIDATION_ERROR, message)
    }
}

/// The refusal of something that a caller may not do, or that does not exist: AWS does not tell which
/// (recorded).
pub(super) fn access_denied(caller: &Caller, action: &str, resource: &str) -> Failure {
    let arn = &caller.identity.arn;
    let message =
        format!("User: {arn} is not authorized to perform: {action} on resource: {resource}");
    ErrorCode::ACCESS_DENIED.with_message(message)
}
