//! AssumeRoleWithWebIdentity. Tokens are read and not verified.

use iam_codec::ErrorCode;
use iam_codec::policy::Kind;
use iam_codec::sts::operations::*;

use super::packed::Packed;
use super::web_token::WebToken;
use super::{Serve, Sts};
use crate::outcome::{Outcome, check_policy, failure};

/// The issuers that every account trusts without a provider of its own.
const BUILT_IN: [&str; 2] = ["accounts.google.com", "cognito-identity.amazonaws.com"];

impl Sts<'_> {
    /// The provider that a token is of, and whom of its clients the token is for.
    fn provider(&self, role_arn: &str, token: &WebToken) -> Outcome<(String, String)> {
        let issuer = token.issuer.strip_prefix("https://").unwrap_or(&token.issuer);
        if BUILT_IN.contains(&issuer) {
            let audience = token.audiences.first().cloned().unwrap_or_default();
            return Ok((issuer.to_owned(), audience));
        }
        let account = role_arn.split(':').nth(4).and_then(|number| self.accounts.get(number));
        let arn = account.map(|account| account.arn("oidc-provider", "/", issuer));
        let provider = account.zip(arn.as_ref());
        let provider = provider.and_then(|(of, arn)| of.open_id_connect_providers.get(arn));
        let (Some(arn), Some(provider)) = (arn, provider) else {
            let message =
                format!("No OpenIDConnect provider found in your account for {}", token.issuer);
            return failure(ErrorCode::INVALID_IDENTITY_TOKEN, message);
        };
        let is_client = |audience: &&String| provider.client_ids.contains(audience);
        match token.audiences.iter().find(is_client) {
            Some(audience) => Ok((arn, audience.clone())),
            None => failure(ErrorCode::INVALID_IDENTITY_TOKEN, "Incorrect token audience"),
        }
    }
}

impl<'a> Serve<'a> for AssumeRoleWithWebIdentity<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<AssumeRoleWithWebIdentityResult<'static>> {
        if self.provider_id.is_some() {
            let message = "This server does not serve AssumeRoleWithWebIdentity with a ProviderId.";
            return failure(ErrorCode::NOT_IMPLEMENTED, message);
        }
        let token = WebToken::read(&self.web_identity_token)?;
        let (provider, audience) = sts.provider(&self.role_arn, &token)?;
        token.check_time(sts.now)?;
        let denied = "Not authorized to perform sts:AssumeRoleWithWebIdentity";
        let role = sts.role(&self.role_arn);
        let role = role.ok_or_else(|| ErrorCode::ACCESS_DENIED.with_message(denied))?;
        let seconds = role.seconds(self.duration_seconds, false)?;
        if let Some(policy) = &self.policy {
            check_policy(Kind::Session, policy)?;
        }
        let size = self.minimum_session_token_size;
        let (credentials, assumed_role_user) =
            sts.begin_role(&role, &self.role_session_name, token.carried(), seconds, size);
        let packed = Packed {
            policy: self.policy.as_deref(),
            policy_arns: self.policy_arns.as_deref(),
            tags: None,
        };
        Ok(AssumeRoleWithWebIdentityResult {
            credentials: Some(credentials),
            subject_from_web_identity_token: Some(token.subject.into()),
            assumed_role_user,
            packed_policy_size: packed.size(),
            provider: Some(provider.into()),
            audience: Some(audience.into()),
            source_identity: token.source_identity.map(Into::into),
            ..Default::default()
        })
    }
}
