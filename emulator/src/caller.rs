//! [`Caller`]: who sent a request, as the access key of its signature says. Nothing is checked.

use http::Request;
use http::header::AUTHORIZATION;

use crate::state::{Account, Time, Use, account_of_key};

/// The account of those who name no other.
pub(crate) const DEFAULT_ACCOUNT: &str = "123456789012";

/// What the credential of a signature says: `AKIA…/20261126/us-east-1/iam/aws4_request`.
#[derive(Default)]
pub(crate) struct Credential {
    pub(crate) access_key: String,
    pub(crate) region: String,
    pub(crate) service: String,
}

impl Credential {
    /// The credential of a request that is signed, by a header or in its query string.
    pub(crate) fn of<B>(request: &Request<B>) -> Option<Self> {
        let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let in_header = header.and_then(|header| header.split_once("Credential="));
        let query = request.uri().query().unwrap_or_default();
        let in_query = query.split('&').find_map(|pair| pair.strip_prefix("X-Amz-Credential="));
        let credential = match (in_header, in_query) {
            (Some((_, credential)), _) => credential.split([',', ' ']).next()?.to_owned(),
            (None, Some(credential)) => credential.replace("%2F", "/"),
            (None, None) => return None,
        };
        let mut parts = credential.split('/').map(str::to_owned);
        let access_key = parts.next()?;
        let (_date, region, service) = (parts.next(), parts.next(), parts.next());
        Some(Credential {
            access_key,
            region: region.unwrap_or_default(),
            service: service.unwrap_or_default(),
        })
    }

    /// The account that the access key belongs to: a key of twelve digits is the account's number, keys
    /// that IAM made name it, and all others are of [`DEFAULT_ACCOUNT`].
    pub(crate) fn account(&self) -> String {
        let key = &self.access_key;
        let is_number = key.len() == 12 && key.bytes().all(|byte| byte.is_ascii_digit());
        let named = if is_number { Some(key.clone()) } else { account_of_key(key) };
        named.unwrap_or_else(|| DEFAULT_ACCOUNT.to_owned())
    }

    /// Notes that a user's key was used.
    pub(crate) fn note_use(&self, account: &mut Account, now: Time) {
        let keys = account.users.values_mut().flat_map(|user| &mut user.access_keys);
        for key in keys.filter(|key| key.id == self.access_key) {
            let (region, service) = (self.region.clone(), self.service.clone());
            key.last_used = Some(Use { time: now, region, service });
        }
    }
}

/// Who sent a request.
#[derive(Clone, Debug)]
pub(crate) enum Caller {
    /// The root user: everybody whose access key is not known.
    Root,
    /// A user, by name.
    User(String),
}

impl Caller {
    pub(crate) fn of(credential: &Credential, account: &Account) -> Self {
        match account.owner_of_key(&credential.access_key) {
            Some((user, _)) => Caller::User(user.name.clone()),
            None => Caller::Root,
        }
    }
}
