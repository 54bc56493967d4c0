//! TABLE: sessions of users, and tokens.

use std::borrow::Cow;

use crate::schema::block::operation;
use crate::sts::enums::WebIdentityTokenSubjectMode;
use crate::sts::limits::{
    AUDIENCES, DURATION_SECONDS, JWT_ALGORITHM, MINIMUM_SESSION_TOKEN_SIZE,
    SCOPED_CREDENTIAL_DURATION_SECONDS, SCOPED_SESSION_DESCRIPTION, SERIAL_NUMBER,
    SESSION_POLICY_DOCUMENT, TAGS, TOKEN_CODE, USER_NAME, WEB_IDENTITY_TOKEN_DURATION_SECONDS,
    WEB_IDENTITY_TOKEN_SCOPE,
};
use crate::sts::structures::{Credentials, FederatedUser, PolicyDescriptorType, ScopedSession};
use crate::types::tag::Tag;
use crate::types::text::{PolicyDocument, Secret};
use crate::types::timestamp::Timestamp;

operation! {
    /// Gives credentials for a token that another account gave
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetDelegatedAccessToken.html)).
    GetDelegatedAccessToken {
        /// The token to trade in.
        trade_in_token: Secret<'a> = "TradeInToken",
    } -> GetDelegatedAccessTokenResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// Always absent, says AWS.
        packed_policy_size: Option<i32> = "PackedPolicySize",
        /// The ARN of the session's principal.
        assumed_principal: Option<Cow<'a, str>> = "AssumedPrincipal",
    }
    errors: EXPIRED_TRADE_IN_TOKEN_EXCEPTION, REGION_DISABLED_EXCEPTION, PACKED_POLICY_TOO_LARGE
}

operation! {
    /// Gives credentials of a federated user
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html)).
    GetFederationToken {
        /// The federated user's name.
        name: Cow<'a, str> = "Name": USER_NAME,
        /// A policy that bounds the session.
        policy: Option<PolicyDocument<'a>> = "Policy": SESSION_POLICY_DOCUMENT,
        /// Managed policies that bound the session.
        policy_arns: Option<Vec<PolicyDescriptorType<'a>>> = "PolicyArns",
        /// How long the session lasts, 12 hours by default.
        duration_seconds: Option<i32> = "DurationSeconds": DURATION_SECONDS,
        /// The tags of the session.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
    } -> GetFederationTokenResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// The session.
        federated_user: Option<FederatedUser<'a>> = "FederatedUser",
        /// How much of the room for policies and tags is taken, in percent. Deprecated by AWS.
        packed_policy_size: Option<i32> = "PackedPolicySize",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
    }
    errors: MALFORMED_POLICY_DOCUMENT, PACKED_POLICY_TOO_LARGE, REGION_DISABLED_EXCEPTION
}

operation! {
    /// Gives credentials of the caller that can do less
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetScopedCredentials.html)).
    GetScopedCredentials {
        /// A policy that bounds the session. Without it a duration is needed.
        policy: Option<PolicyDocument<'a>> = "Policy": SESSION_POLICY_DOCUMENT,
        /// How long the session lasts. Without it a policy is needed.
        duration_seconds: Option<i32> = "DurationSeconds": SCOPED_CREDENTIAL_DURATION_SECONDS,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
        /// What the session is for.
        scoped_session_description: Option<Cow<'a, str>> = "ScopedSessionDescription": SCOPED_SESSION_DESCRIPTION,
    } -> GetScopedCredentialsResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// The session.
        session_info: Option<ScopedSession<'a>> = "SessionInfo",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
        /// How many policies bound the session.
        scoped_policies_count: Option<i32> = "ScopedPoliciesCount",
        /// Who is behind the session.
        source_identity: Option<Cow<'a, str>> = "SourceIdentity",
    }
    errors: MALFORMED_POLICY_DOCUMENT, PACKED_POLICY_TOO_LARGE, INSUFFICIENT_SESSION_LIFETIME,
            INVALID_SUBJECT_CREDENTIALS
}

operation! {
    /// Gives credentials of the calling user, with MFA if a code is given
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html)).
    GetSessionToken {
        /// How long the session lasts, 12 hours by default.
        duration_seconds: Option<i32> = "DurationSeconds": DURATION_SECONDS,
        /// The caller's MFA device.
        serial_number: Option<Cow<'a, str>> = "SerialNumber": SERIAL_NUMBER,
        /// The code that the device shows. The model does not mark it as a secret.
        token_code: Option<Secret<'a>> = "TokenCode": TOKEN_CODE,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
    } -> GetSessionTokenResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
    }
    errors: REGION_DISABLED_EXCEPTION
}

operation! {
    /// Gives a JSON web token that tells services outside of AWS who the caller is
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_GetWebIdentityToken.html)).
    GetWebIdentityToken {
        /// Whom the token is for.
        audience: Vec<Cow<'a, str>> = "Audience": AUDIENCES,
        /// How long the token is valid, five minutes by default.
        duration_seconds: Option<i32> = "DurationSeconds": WEB_IDENTITY_TOKEN_DURATION_SECONDS,
        /// How it is signed: `RS256` or `ES384`.
        signing_algorithm: Cow<'a, str> = "SigningAlgorithm": JWT_ALGORITHM,
        /// What the token allows: words with a space between them.
        scope: Option<Cow<'a, str>> = "Scope": WEB_IDENTITY_TOKEN_SCOPE,
        /// Whose identity the token is about.
        subject_mode: Option<WebIdentityTokenSubjectMode<'a>> = "SubjectMode",
        /// Tags that become claims of the token.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> GetWebIdentityTokenResult {
        /// The token.
        web_identity_token: Option<Secret<'a>> = "WebIdentityToken",
        /// When the token expires.
        expiration: Option<Timestamp> = "Expiration",
    }
    errors: SESSION_DURATION_ESCALATION_EXCEPTION,
            OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION,
            JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION
}
