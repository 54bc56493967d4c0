//! AssumeRoleWithSAML. Assertions are read and not verified.

use data_encoding::BASE64;
use iam_codec::ErrorCode;
use iam_codec::policy::Kind;
use iam_codec::sts::operations::*;
use sha1::{Digest, Sha1};

use super::assertion::{Assertion, Unreadable};
use super::packed::Packed;
use super::{Serve, Sts};
use crate::outcome::{Failure, Outcome, check_policy, failure};

impl Sts<'_> {
    /// Reads an assertion. AWS passes the words of another service on (recorded).
    fn assertion(&mut self, response: &str) -> Outcome<Assertion> {
        Assertion::read(response).map_err(|unreadable| {
            let words = match unreadable {
                Unreadable::Base64 => "Invalid base64 SAMLResponse",
                Unreadable::Xml => {
                    "Response (with optional signature) must contain an assertion with a mandatory signature"
                }
            };
            self.of_another_service(words, "AuthSamlInvalidSamlResponseException")
        })
    }

    fn of_another_service(&mut self, words: &str, code: &str) -> Failure {
        let id = self.ids.uuid();
        let message = format!(
            "{words} (Service: AWSOpenIdDiscoveryService; Status Code: 400; Error Code: {code}; \
             Request ID: {id}; Proxy: null)"
        );
        ErrorCode::INVALID_IDENTITY_TOKEN.with_message(message)
    }

    /// The provider's name, and the number of its account.
    fn saml_provider(&mut self, arn: &str) -> Outcome<(String, String)> {
        let (account, name) = arn
            .strip_prefix("arn:aws:iam::")
            .and_then(|rest| rest.split_once(":saml-provider/"))
            .unwrap_or_default();
        let of_account = self.accounts.get(account);
        if of_account.is_some_and(|account| account.saml_providers.contains_key(arn)) {
            return Ok((name.to_owned(), account.to_owned()));
        }
        // The words are in AWS's documentation.
        let words = "Specified provider doesn't exist";
        Err(self.of_another_service(words, "AuthSamlManifestNotFoundException"))
    }
}

/// The name of the session, which the assertion gives (recorded).
fn session_name(assertion: &Assertion) -> Outcome<String> {
    let Some(name) = assertion.session_name() else {
        let message = "RoleSessionName is required in AuthnResponse";
        return failure(ErrorCode::INVALID_IDENTITY_TOKEN, message);
    };
    let is_allowed = |c: char| c.is_ascii_alphanumeric() || "_+=,.@-".contains(c);
    if (2..=64).contains(&name.chars().count()) && name.chars().all(is_allowed) {
        return Ok(name.to_owned());
    }
    let message = "RoleSessionName in AuthnResponse must match [a-zA-Z_0-9+=,.@-]{2,64}";
    failure(ErrorCode::INVALID_IDENTITY_TOKEN, message)
}

/// Documented: `BASE64 ( SHA1 ( "https://example.com/saml" + "123456789012" + "/MySAMLIdP" ) )`
fn name_qualifier(issuer: &str, account: &str, provider: &str) -> String {
    BASE64.encode(&Sha1::digest(format!("{issuer}{account}/{provider}")))
}

impl<'a> Serve<'a> for AssumeRoleWithSaml<'a> {
    fn serve(&self, sts: &mut Sts<'_>) -> Outcome<AssumeRoleWithSamlResult<'static>> {
        let assertion = sts.assertion(&self.saml_assertion)?;
        let (provider, account) = sts.saml_provider(&self.principal_arn)?;
        if assertion.is_over(sts.now) {
            return failure(ErrorCode::EXPIRED_TOKEN_EXCEPTION, "Response has expired");
        }
        if !assertion.offers(&self.role_arn, &self.principal_arn) {
            let message =
                "SAML Assertion doesn't contain the requested Role and Metadata in the attributes";
            return failure(ErrorCode::INVALID_IDENTITY_TOKEN, message);
        }
        let name = session_name(&assertion)?;
        let denied = "Not authorized to perform sts:AssumeRoleWithSAML";
        let role = sts.role(&self.role_arn);
        let role = role.ok_or_else(|| ErrorCode::ACCESS_DENIED.with_message(denied))?;
        // Documented: the shorter one counts.
        let asked = [self.duration_seconds, assertion.seconds()].into_iter().flatten().min();
        let seconds = role.seconds(asked, false)?;
        if let Some(policy) = &self.policy {
            check_policy(Kind::Session, policy)?;
        }
        let carried = assertion.carried();
        let source_identity = carried.source_identity.clone();
        let size = self.minimum_session_token_size;
        let (credentials, assumed_role_user) = sts.begin_role(&role, &name, carried, seconds, size);
        let packed = Packed {
            policy: self.policy.as_deref(),
            policy_arns: self.policy_arns.as_deref(),
            tags: None,
        };
        let qualifier = name_qualifier(&assertion.issuer, &account, &provider);
        Ok(AssumeRoleWithSamlResult {
            credentials: Some(credentials),
            assumed_role_user,
            packed_policy_size: packed.size(),
            subject: Some(assertion.subject.into()),
            subject_type: Some(assertion.subject_type.into()),
            issuer: Some(assertion.issuer.into()),
            audience: Some(assertion.recipient.into()),
            name_qualifier: Some(qualifier.into()),
            source_identity: source_identity.map(Into::into),
            ..Default::default()
        })
    }
}
