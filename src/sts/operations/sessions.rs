//! TABLE: sessions of roles and of root users.

use std::borrow::Cow;

use crate::schema::block::operation;
use crate::sts::limits::{
    ARN, CLIENT_TOKEN, EXTERNAL_ID, MINIMUM_SESSION_TOKEN_SIZE, PROVIDED_CONTEXTS,
    ROLE_DURATION_SECONDS, ROLE_SESSION_NAME, ROOT_DURATION_SECONDS, SAML_ASSERTION, SERIAL_NUMBER,
    SESSION_POLICY_DOCUMENT, SOURCE_IDENTITY, TAG_KEYS, TAGS, TARGET_PRINCIPAL, TOKEN_CODE,
    UNRESTRICTED_SESSION_POLICY_DOCUMENT, URL,
};
use crate::sts::structures::{
    AssumedRoleUser, Credentials, PolicyDescriptorType, ProvidedContext,
    TrustedIdentityPropagationContext,
};
use crate::types::tag::Tag;
use crate::types::text::{PolicyDocument, Secret};

operation! {
    /// Gives credentials of a role
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html)).
    AssumeRole {
        /// The role's ARN.
        role_arn: Cow<'a, str> = "RoleArn": ARN,
        /// The session's name.
        role_session_name: Cow<'a, str> = "RoleSessionName": ROLE_SESSION_NAME,
        /// Managed policies that bound the session.
        policy_arns: Option<Vec<PolicyDescriptorType<'a>>> = "PolicyArns",
        /// A policy that bounds the session.
        policy: Option<PolicyDocument<'a>> = "Policy": UNRESTRICTED_SESSION_POLICY_DOCUMENT,
        /// How long the session lasts, an hour by default.
        duration_seconds: Option<i32> = "DurationSeconds": ROLE_DURATION_SECONDS,
        /// The tags of the session.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
        /// The keys of the tags that sessions made by this one inherit.
        transitive_tag_keys: Option<Vec<Cow<'a, str>>> = "TransitiveTagKeys": TAG_KEYS,
        /// What the role's trust policy asks third parties for.
        external_id: Option<Cow<'a, str>> = "ExternalId": EXTERNAL_ID,
        /// The caller's MFA device.
        serial_number: Option<Cow<'a, str>> = "SerialNumber": SERIAL_NUMBER,
        /// The code that the device shows. The model does not mark it as a secret.
        token_code: Option<Secret<'a>> = "TokenCode": TOKEN_CODE,
        /// Who is behind the session.
        source_identity: Option<Cow<'a, str>> = "SourceIdentity": SOURCE_IDENTITY,
        /// What trusted providers assert about the session.
        provided_contexts: Option<Vec<ProvidedContext<'a>>> = "ProvidedContexts": PROVIDED_CONTEXTS,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
    } -> AssumeRoleResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// The session.
        assumed_role_user: Option<AssumedRoleUser<'a>> = "AssumedRoleUser",
        /// How much of the room for policies and tags is taken, in percent. Deprecated by AWS.
        packed_policy_size: Option<i32> = "PackedPolicySize",
        /// Who is behind the session, as it was set or inherited.
        source_identity: Option<Cow<'a, str>> = "SourceIdentity",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
    }
    errors: MALFORMED_POLICY_DOCUMENT, PACKED_POLICY_TOO_LARGE, REGION_DISABLED_EXCEPTION,
            EXPIRED_TOKEN_EXCEPTION, INVALID_CONTEXT_ASSERTION
}

operation! {
    /// Gives credentials of a role for an assertion of a SAML provider. The request is not signed
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithSAML.html)).
    AssumeRoleWithSaml {
        /// The role's ARN.
        role_arn: Cow<'a, str> = "RoleArn": ARN,
        /// The SAML provider's ARN.
        principal_arn: Cow<'a, str> = "PrincipalArn": ARN,
        /// The assertion, in base64.
        saml_assertion: Secret<'a> = "SAMLAssertion": SAML_ASSERTION,
        /// Managed policies that bound the session.
        policy_arns: Option<Vec<PolicyDescriptorType<'a>>> = "PolicyArns",
        /// A policy that bounds the session.
        policy: Option<PolicyDocument<'a>> = "Policy": SESSION_POLICY_DOCUMENT,
        /// How long the session lasts, an hour by default.
        duration_seconds: Option<i32> = "DurationSeconds": ROLE_DURATION_SECONDS,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
    } -> AssumeRoleWithSamlResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// The session.
        assumed_role_user: Option<AssumedRoleUser<'a>> = "AssumedRoleUser",
        /// How much of the room for policies and tags is taken, in percent. Deprecated by AWS.
        packed_policy_size: Option<i32> = "PackedPolicySize",
        /// Who is asserted: the `NameID` of the assertion's `Subject`.
        subject: Option<Cow<'a, str>> = "Subject",
        /// The form of the subject: `transient`, `persistent`, or a whole URI.
        subject_type: Option<Cow<'a, str>> = "SubjectType",
        /// Who asserts it.
        issuer: Option<Cow<'a, str>> = "Issuer",
        /// Whom the assertion is for.
        audience: Option<Cow<'a, str>> = "Audience",
        /// A hash of the issuer, the account and the provider's name.
        name_qualifier: Option<Cow<'a, str>> = "NameQualifier",
        /// Who is behind the session.
        source_identity: Option<Cow<'a, str>> = "SourceIdentity",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
        /// The identity outside of AWS that the session was made for.
        trusted_identity_propagation_context: Option<TrustedIdentityPropagationContext<'a>>
            = "TrustedIdentityPropagationContext",
    }
    errors: MALFORMED_POLICY_DOCUMENT, PACKED_POLICY_TOO_LARGE, IDP_REJECTED_CLAIM,
            INVALID_IDENTITY_TOKEN, EXPIRED_TOKEN_EXCEPTION, REGION_DISABLED_EXCEPTION
}

operation! {
    /// Gives credentials of a role for a token of a web identity provider. The request is not signed
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html)).
    AssumeRoleWithWebIdentity {
        /// The role's ARN.
        role_arn: Cow<'a, str> = "RoleArn": ARN,
        /// The session's name.
        role_session_name: Cow<'a, str> = "RoleSessionName": ROLE_SESSION_NAME,
        /// The token of the provider.
        web_identity_token: Secret<'a> = "WebIdentityToken": CLIENT_TOKEN,
        /// The provider's domain, if it speaks OAuth 2.0 and not OpenID Connect.
        provider_id: Option<Cow<'a, str>> = "ProviderId": URL,
        /// Managed policies that bound the session.
        policy_arns: Option<Vec<PolicyDescriptorType<'a>>> = "PolicyArns",
        /// A policy that bounds the session.
        policy: Option<PolicyDocument<'a>> = "Policy": SESSION_POLICY_DOCUMENT,
        /// How long the session lasts, an hour by default.
        duration_seconds: Option<i32> = "DurationSeconds": ROLE_DURATION_SECONDS,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
    } -> AssumeRoleWithWebIdentityResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// Who the token is about.
        subject_from_web_identity_token: Option<Cow<'a, str>> = "SubjectFromWebIdentityToken",
        /// The session.
        assumed_role_user: Option<AssumedRoleUser<'a>> = "AssumedRoleUser",
        /// How much of the room for policies and tags is taken, in percent. Deprecated by AWS.
        packed_policy_size: Option<i32> = "PackedPolicySize",
        /// Who issued the token.
        provider: Option<Cow<'a, str>> = "Provider",
        /// Whom the token is for.
        audience: Option<Cow<'a, str>> = "Audience",
        /// Who is behind the session.
        source_identity: Option<Cow<'a, str>> = "SourceIdentity",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
        /// The identity outside of AWS that the session was made for.
        trusted_identity_propagation_context: Option<TrustedIdentityPropagationContext<'a>>
            = "TrustedIdentityPropagationContext",
    }
    errors: MALFORMED_POLICY_DOCUMENT, PACKED_POLICY_TOO_LARGE, IDP_REJECTED_CLAIM,
            IDP_COMMUNICATION_ERROR, INVALID_IDENTITY_TOKEN, EXPIRED_TOKEN_EXCEPTION,
            REGION_DISABLED_EXCEPTION
}

operation! {
    /// Gives credentials for one task of a member account's root user
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoot.html)).
    AssumeRoot {
        /// The member account, by number or by the ARN of its root user.
        target_principal: Cow<'a, str> = "TargetPrincipal": TARGET_PRINCIPAL,
        /// The policy for the task, which AWS manages.
        task_policy_arn: PolicyDescriptorType<'a> = "TaskPolicyArn",
        /// How long the session lasts, 15 minutes by default.
        duration_seconds: Option<i32> = "DurationSeconds": ROOT_DURATION_SECONDS,
        /// The least size of the session token in bytes.
        minimum_session_token_size: Option<i32> = "MinimumSessionTokenSize": MINIMUM_SESSION_TOKEN_SIZE,
    } -> AssumeRootResult {
        /// The session's credentials.
        credentials: Option<Credentials<'a>> = "Credentials",
        /// Who is behind the session.
        source_identity: Option<Cow<'a, str>> = "SourceIdentity",
        /// How much of the room in the session token is taken, in percent.
        session_token_utilization: Option<i32> = "SessionTokenUtilization",
        /// The size of the session token in bytes.
        session_token_size: Option<i32> = "SessionTokenSize",
    }
    errors: REGION_DISABLED_EXCEPTION, EXPIRED_TOKEN_EXCEPTION
}
