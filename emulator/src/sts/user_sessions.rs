//! Sessions of users and of the root user, and of federated users.

use iam_codec::policy::Kind;
use iam_codec::sts::operations::*;
use iam_codec::sts::structures::FederatedUser;

use super::packed::Packed;
use super::sessions::Carried;
use super::{Serve, Sts};
use crate::outcome::{Outcome, check_policy};
use crate::state::{Principal, Tags};

/// How long a session lasts if nobody says: twelve hours.
const DEFAULT_SECONDS: i32 = 43_200;

/// How long a session of the root user lasts if nobody says, or if somebody asks for more.
const LONGEST_OF_ROOT: i32 = 3600;

impl Sts<'_> {
    /// How long a session of the caller lasts. To the root user AWS gives an hour instead of more.
    fn seconds(&self, asked: Option<i32>) -> i32 {
        let seconds = asked.unwrap_or(DEFAULT_SECONDS);
        match self.caller.principal {
            Principal::Root => seconds.min(LONGEST_OF_ROOT),
            _ => seconds,
        }
    }
}

impl<'a> Serve<'a> for GetSessionToken<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<GetSessionTokenResult<'static>> {
        sts.needs_long_term_credentials("GetSessionToken")?;
        sts.check_device(&self.serial_number, &self.token_code)?;
        let (account, principal) = (sts.caller.account.clone(), sts.caller.principal.clone());
        let seconds = sts.seconds(self.duration_seconds);
        let size = self.minimum_session_token_size;
        let carried = Carried { has_mfa: self.serial_number.is_some(), ..Default::default() };
        let credentials = sts.begin(&account, principal, carried, seconds, size);
        Ok(GetSessionTokenResult { credentials: Some(credentials), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetFederationToken<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<GetFederationTokenResult<'static>> {
        sts.needs_long_term_credentials("GetFederationToken")?;
        if let Some(policy) = &self.policy {
            check_policy(Kind::Session, policy)?;
        }
        let account = sts.caller.account.clone();
        let principal = Principal::FederatedUser(self.name.to_string());
        let identity = sts.accounts.get(&account).and_then(|of| of.identity(&principal));
        let carried = Carried { tags: Tags::new(self.tags.as_deref()), ..Default::default() };
        let seconds = sts.seconds(self.duration_seconds);
        let size = self.minimum_session_token_size;
        let credentials = sts.begin(&account, principal, carried, seconds, size);
        let packed = Packed {
            policy: self.policy.as_deref(),
            policy_arns: self.policy_arns.as_deref(),
            tags: self.tags.as_deref(),
        };
        Ok(GetFederationTokenResult {
            credentials: Some(credentials),
            federated_user: identity.map(|identity| FederatedUser {
                federated_user_id: identity.id.into(),
                arn: identity.arn.into(),
                ..Default::default()
            }),
            // Recorded: it is here even if it is 0.
            packed_policy_size: Some(packed.percent()),
            ..Default::default()
        })
    }
}
