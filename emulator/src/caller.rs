//! [`Caller`]: who sent a request, as the access key of its signature says. The signature itself is not
//! checked.

use http::Request;
use http::header::AUTHORIZATION;
use iam_codec::{ErrorCode, Params};

use crate::identity::Identity;
use crate::outcome::{Outcome, failure};
use crate::state::{Account, Principal, Session, TOKEN_MARK, Time, Use, account_of_key};

/// The account of those who name no other.
pub(crate) const DEFAULT_ACCOUNT: &str = "123456789012";

/// What a signature says of who signed: `AKIA…/20261126/us-east-1/iam/aws4_request` and a session's token.
#[derive(Default)]
pub(crate) struct Credential {
    pub(crate) access_key: String,
    pub(crate) region: String,
    pub(crate) service: String,
    pub(crate) token: Option<String>,
}

impl Credential {
    /// The credential of a request that is signed, by a header or in its query string.
    pub(crate) fn of<B>(request: &Request<B>, params: &Params<'_>) -> Option<Self> {
        let header = |name| request.headers().get(name).and_then(|value| value.to_str().ok());
        let in_header = header(AUTHORIZATION.as_str()).and_then(|of| of.split_once("Credential="));
        let credential = match in_header {
            Some((_, credential)) => credential.split([',', ' ']).next()?,
            None => params.get("X-Amz-Credential")?,
        };
        let mut parts = credential.split('/').map(str::to_owned);
        let access_key = parts.next()?;
        let (_date, region, service) = (parts.next(), parts.next(), parts.next());
        let token = header("x-amz-security-token").or(params.get("X-Amz-Security-Token"));
        Some(Credential {
            access_key,
            region: region.unwrap_or_default(),
            service: service.unwrap_or_default(),
            token: token.map(str::to_owned),
        })
    }

    /// The account that the access key belongs to: a key of twelve digits is the account's number, keys
    /// that AWS made name it, and all others are of [`DEFAULT_ACCOUNT`].
    pub(crate) fn account(&self) -> String {
        owner_of_key(&self.access_key)
    }

    /// Notes that a user's key was used.
    pub(crate) fn note_use(&self, account: &mut Account, now: Time) {
        let keys = account.users.values_mut().flat_map(|user| &mut user.access_keys);
        for key in keys.filter(|key| key.id == self.access_key) {
            let (region, service) = (self.region.clone(), self.service.clone());
            key.last_used = Some(Use { time: now, region, service });
        }
    }

    /// The session that the access key is of, if it is one. It needs its token and must not be over
    /// (recorded, in this order). A token of an emulator that is not known, such as one that a client has kept
    /// since before a reset, opens nothing.
    fn session<'s>(&self, account: &'s Account, now: Time) -> Outcome<Option<&'s Session>> {
        let session = account.sessions.get(&self.access_key);
        let Some(session) = session.filter(|session| session.is_remembered(now)) else {
            let token = self.token.as_deref().unwrap_or_default();
            return if token.starts_with(TOKEN_MARK) { invalid_token() } else { Ok(None) };
        };
        if self.token.as_ref() != Some(&session.token) {
            return invalid_token();
        }
        if session.expires <= now {
            let message = "The security token included in the request is expired";
            return failure(ErrorCode::EXPIRED_TOKEN, message);
        }
        Ok(Some(session))
    }
}

/// The account that an access key belongs to.
pub(crate) fn owner_of_key(key: &str) -> String {
    let is_number = key.len() == 12 && key.bytes().all(|byte| byte.is_ascii_digit());
    let named = if is_number { Some(key.to_owned()) } else { account_of_key(key) };
    named.unwrap_or_else(|| DEFAULT_ACCOUNT.to_owned())
}

fn invalid_token<T>() -> Outcome<T> {
    let message = "The security token included in the request is invalid.";
    failure(ErrorCode::INVALID_CLIENT_TOKEN_ID, message)
}

/// Who sent a request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    /// The number of the account.
    pub(crate) account: String,
    /// The root user, if the access key is not known.
    pub(crate) principal: Principal,
    pub(crate) identity: Identity,
    /// The name of a user.
    pub(crate) user_name: Option<String>,
    /// The session that the credentials are of.
    pub(crate) session: Option<Session>,
}

impl Caller {
    /// Finds out who sent a request.
    ///
    /// # Errors
    ///
    /// The key is inactive, or the session is not known, or its token is missing or another one's, or the session is over, or
    /// its user or role was deleted (all recorded).
    pub(crate) fn of(credential: &Credential, account: &Account, now: Time) -> Outcome<Self> {
        let session = credential.session(account, now)?.cloned();
        let principal = match (&session, account.owner_of_key(&credential.access_key)) {
            (Some(session), _) => session.principal.clone(),
            (None, Some((_, key))) if !key.is_active => return invalid_token(),
            (None, Some((user, _))) => Principal::User(user.id.clone()),
            (None, None) => Principal::Root,
        };
        let Some(identity) = account.identity(&principal) else { return invalid_token() };
        let user = match &principal {
            Principal::User(id) => account.user_of_id(id),
            _ => None,
        };
        let user_name = user.map(|user| user.name.clone());
        Ok(Caller { account: account.id.clone(), principal, identity, user_name, session })
    }
}
