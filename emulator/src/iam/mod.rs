//! The operations of IAM, one file per family: what each does to the [`Account`] and what it answers.
//!
//! Knows the codec and the [`state`](crate::state). Must not know HTTP.

mod access_keys;
mod account;
mod attachments;
mod authorization_details;
mod aws_policies;
mod boundaries;
mod context_keys;
mod credential_report;
mod entities_for_policy;
mod groups;
mod inline_policies;
mod instance_profiles;
mod login_profiles;
mod managed_policies;
mod mfa_devices;
mod open_id_connect_providers;
pub(crate) mod operations;
mod organizations;
mod password_policy;
mod policy_versions;
mod roles;
mod rsa_keys;
mod saml_providers;
mod server_certificates;
mod service_credentials;
mod service_linked_roles;
mod signing_certificates;
mod simulations;
mod ssh_public_keys;
mod tags;
mod users;

use std::borrow::Cow;

use iam_codec::policy::Quota;
use iam_codec::{ErrorCode, Operation, Timestamp};

use crate::caller::Caller;
use crate::outcome::{Failure, Outcome, check_policy, failure};
use crate::state::{Account, Ids, Time};

/// What a request can use while it is served.
pub(crate) struct Iam<'s> {
    pub(crate) account: &'s mut Account,
    pub(crate) ids: Ids<'s>,
    /// The time of the request, in whole seconds.
    pub(crate) now: Time,
    /// The same with milliseconds.
    pub(crate) exactly_now: Time,
    pub(crate) caller: Caller,
}

/// An operation that the emulator serves.
pub(crate) trait Serve<'a>: Operation<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<impl Into<Self::Result<'static>>>;
}

impl Iam<'_> {
    /// The name of the user that a request names, or else of the one who sent it.
    fn user_or_caller(&self, named: &Option<Cow<'_, str>>) -> Outcome<String> {
        match (named, &self.caller.user_name) {
            (Some(name), _) => Ok(self.user(name)?.name.clone()),
            (None, Some(caller)) => Ok(caller.clone()),
            (None, None) => failure(
                ErrorCode::VALIDATION_ERROR,
                "Must specify userName when calling with non-User credentials",
            ),
        }
    }

    /// The time of the request, as answers have it.
    fn timestamp(&self) -> Timestamp {
        self.now.into()
    }
}

/// Where what has no path of its own is.
fn path_or_root(path: &Option<Cow<'_, str>>) -> String {
    path.as_deref().unwrap_or("/").to_owned()
}

/// Whether a path is below a prefix, if one was sent.
fn is_below(path: &str, prefix: &Option<Cow<'_, str>>) -> bool {
    prefix.as_ref().is_none_or(|prefix| path.starts_with(&**prefix))
}

/// Refuses documents that are too large together.
fn check_size(quota: Quota<'_>, size: usize) -> Outcome<()> {
    quota
        .check(size)
        .map_err(|exceeded| Failure::new(exceeded.code()).with_message(exceeded.message()))
}

/// Refuses a deletion because something still depends on what is to be deleted.
fn conflict_if(is_needed: bool, message: impl Into<Cow<'static, str>>) -> Outcome<()> {
    if is_needed { failure(ErrorCode::DELETE_CONFLICT, message) } else { Ok(()) }
}

/// Refuses one more of something when there are `quota` of it, `PoliciesPerUser` for example.
fn check_quota(count: usize, quota: usize, name: &str) -> Outcome<()> {
    if count < quota {
        return Ok(());
    }
    failure(ErrorCode::LIMIT_EXCEEDED, format!("Cannot exceed quota for {name}: {quota}"))
}

/// Refuses the status that only IAM gives (recorded).
fn is_active(status: &iam_codec::structures::Status<'_>) -> Outcome<bool> {
    use iam_codec::structures::Status;
    if *status == Status::Expired {
        return failure(ErrorCode::INVALID_INPUT, "Operation does not support status Expired");
    }
    Ok(*status == Status::Active)
}

/// The status of what may be used or not.
fn status(is_active: bool) -> iam_codec::structures::Status<'static> {
    use iam_codec::structures::Status;
    if is_active { Status::Active } else { Status::Inactive }
}
