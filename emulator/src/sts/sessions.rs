//! The beginning of sessions.

use iam_codec::ErrorCode;
use iam_codec::sts::structures::{AssumedRoleUser, Credentials};

use super::Sts;
use super::roles::AssumedRole;
use crate::outcome::{Outcome, failure};
use crate::state::{Principal, Session, TOKEN_MARK, Tags};

/// How long a session token is, unless a longer one is asked for. AWS's are of this size.
const TOKEN_SIZE: usize = 356;

/// What a session carries from its beginning.
#[derive(Default)]
pub(super) struct Carried {
    pub(super) tags: Tags,
    pub(super) transitive_tag_keys: Vec<String>,
    pub(super) source_identity: Option<String>,
    pub(super) has_mfa: bool,
}

impl Sts<'_> {
    /// Begins a session in an account, and gives its credentials.
    pub(super) fn begin(
        &mut self,
        account: &str,
        principal: Principal,
        carried: Carried,
        seconds: i32,
        least_token_size: Option<i32>,
    ) -> Credentials<'static> {
        let expires = self.now.after(u64::try_from(seconds).unwrap_or_default());
        let size = usize::try_from(least_token_size.unwrap_or_default()).unwrap_or_default();
        let access_key = self.ids.access_key("ASIA", account);
        let secret = self.ids.secret(40);
        let rest = self.ids.secret(size.max(TOKEN_SIZE) - TOKEN_MARK.len());
        let token = format!("{TOKEN_MARK}{rest}");
        let Carried { tags, transitive_tag_keys, source_identity, has_mfa } = carried;
        let session = Session {
            principal,
            token: token.clone(),
            expires,
            tags,
            transitive_tag_keys,
            source_identity,
            has_mfa,
        };
        let account = self.accounts.entry(account.to_owned()).or_default();
        // Looking at all of them each time would cost more the more there are.
        if account.sessions.len().is_power_of_two() {
            account.sessions.retain(|_, session| session.is_remembered(self.now));
        }
        account.sessions.insert(access_key.clone(), session);
        Credentials {
            access_key_id: access_key.into(),
            secret_access_key: secret.into(),
            session_token: token.into(),
            expiration: expires.into(),
            ..Default::default()
        }
    }

    /// Begins a session of a role.
    pub(super) fn begin_role(
        &mut self,
        role: &AssumedRole,
        name: &str,
        carried: Carried,
        seconds: i32,
        least_token_size: Option<i32>,
    ) -> (Credentials<'static>, Option<AssumedRoleUser<'static>>) {
        let principal = Principal::Role(role.id.clone(), name.to_owned());
        let account = self.accounts.get(&role.account);
        let user = account.and_then(|account| account.identity(&principal)).map(|identity| {
            let (assumed_role_id, arn) = (identity.id.into(), identity.arn.into());
            AssumedRoleUser { assumed_role_id, arn, ..Default::default() }
        });
        let credentials = self.begin(&role.account, principal, carried, seconds, least_token_size);
        (credentials, user)
    }

    /// The session of a role that called.
    pub(super) fn calling_role(&self) -> Option<&Session> {
        let session = self.caller.session.as_ref();
        session.filter(|session| matches!(session.principal, Principal::Role(..)))
    }

    /// Refuses an operation to callers that have a session themselves (recorded).
    pub(super) fn needs_long_term_credentials(&self, action: &str) -> Outcome<()> {
        match self.caller.session {
            None => Ok(()),
            Some(_) => {
                let message = format!("Cannot call {action} with session credentials");
                failure(ErrorCode::ACCESS_DENIED, message)
            }
        }
    }
}
