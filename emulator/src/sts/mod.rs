//! The operations of STS, one file per family: who callers are, and the sessions that they begin.
//!
//! Knows the codec and the [`state`](crate::state). Must not know HTTP.

mod assertion;
mod assume_role;
mod identities;
mod mfa;
mod others;
pub(crate) mod operations;
mod packed;
mod roles;
mod saml;
mod sessions;
mod user_sessions;
mod web_identity;
mod web_token;

use std::collections::BTreeMap;

use iam_codec::Operation;

use crate::caller::Caller;
use crate::outcome::Outcome;
use crate::state::{Account, Ids, Time};

/// What a request can use while it is served.
pub(crate) struct Sts<'s> {
    /// All accounts, since a role of another one can be assumed.
    pub(crate) accounts: &'s mut BTreeMap<String, Account>,
    pub(crate) ids: Ids<'s>,
    /// The time of the request, in whole seconds.
    pub(crate) now: Time,
    pub(crate) caller: Caller,
}

/// An operation that the emulator serves.
trait Serve<'a>: Operation<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<impl Into<Self::Result<'static>>>;
}
