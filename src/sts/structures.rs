//! The structures that operations take and give, and the enumeration.
//!
//! Literals end with `..Default::default()`, since AWS adds members.
//!
//! ```
//! use iam_codec::sts::structures::Credentials;
//!
//! let credentials = Credentials {
//!     access_key_id: "ASIAIOSFODNN7EXAMPLE".into(),
//!     secret_access_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY".into(),
//!     session_token: "AQoDYXdzEPT//////////wEXAMPLE".into(),
//!     expiration: "2026-11-29T06:00:00Z".parse()?,
//!     ..Default::default()
//! };
//! // What opens an account is not printed.
//! assert_eq!(
//!     format!("{credentials:?}"),
//!     "Credentials { access_key_id: \"ASIAIOSFODNN7EXAMPLE\", secret_access_key: Secret(…), \
//!      session_token: Secret(…), expiration: 2026-11-29T06:00:00Z }",
//! );
//! # Ok::<(), iam_codec::InvalidTimestamp>(())
//! ```

// TABLE: one block per structure.

use std::borrow::Cow;

use crate::schema::block::structure;
use crate::sts::limits::{ARN, CONTEXT_ASSERTION};
use crate::types::map::Map;
use crate::types::text::Secret;
use crate::types::timestamp::Timestamp;

pub use crate::sts::enums::*;

structure! {
    /// The credentials of a session
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_Credentials.html)).
    Credentials {
        /// The access key's ID, which begins with `ASIA`.
        access_key_id: Cow<'a, str> = "AccessKeyId",
        /// The secret that signs requests.
        secret_access_key: Secret<'a> = "SecretAccessKey",
        /// The token that requests carry beside the signature. The model does not mark it as a secret.
        session_token: Secret<'a> = "SessionToken",
        /// When the session ends.
        expiration: Timestamp = "Expiration",
    }
}

structure! {
    /// The session of a role, as `GetCallerIdentity` names it
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumedRoleUser.html)).
    AssumedRoleUser {
        /// The role's ID, a colon, and the session's name.
        assumed_role_id: Cow<'a, str> = "AssumedRoleId",
        /// The session's ARN, in which the role has no path.
        arn: Cow<'a, str> = "Arn",
    }
}

structure! {
    /// The session of a federated user
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_FederatedUser.html)).
    FederatedUser {
        /// The account, a colon, and the user's name.
        federated_user_id: Cow<'a, str> = "FederatedUserId",
        /// The user's ARN.
        arn: Cow<'a, str> = "Arn",
    }
}

structure! {
    /// A managed policy by its ARN
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_PolicyDescriptorType.html)).
    PolicyDescriptorType {
        /// The policy's ARN. Its name on the wire has a small letter.
        arn: Option<Cow<'a, str>> = "arn": ARN,
    }
}

structure! {
    /// What a trusted provider asserts about the session
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_ProvidedContext.html)).
    ProvidedContext {
        /// The ARN of the provider.
        provider_arn: Option<Cow<'a, str>> = "ProviderArn": ARN,
        /// The assertion, signed and encrypted. The model does not mark it as a secret.
        context_assertion: Option<Secret<'a>> = "ContextAssertion": CONTEXT_ASSERTION,
    }
}

structure! {
    /// A session whose credentials were scoped down
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_ScopedSession.html)).
    ScopedSession {
        /// The session's ID.
        scoped_session_id: Cow<'a, str> = "ScopedSessionId",
        /// The session's ARN.
        arn: Cow<'a, str> = "Arn",
    }
}

structure! {
    /// The identity outside of AWS that the session was made for, as far as it is known
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_TrustedIdentityPropagationContext.html)).
    TrustedIdentityPropagationContext {
        /// The identity.
        origin_identity: Option<OriginIdentity<'a>> = "OriginIdentity",
        /// What the providers say of the transaction.
        transaction_context: Option<TransactionContext<'a>> = "TransactionContext",
    }
}

structure! {
    /// An identity outside of AWS
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_OriginIdentity.html)).
    OriginIdentity {
        /// Who it is.
        subject: Option<Secret<'a>> = "Subject",
        /// The form of the subject.
        subject_type: Option<Secret<'a>> = "SubjectType",
        /// Who vouches for it.
        issuer: Option<Secret<'a>> = "Issuer",
        /// The ARN of the provider in IAM.
        federated_provider_arn: Option<Secret<'a>> = "FederatedProviderArn",
    }
}

structure! {
    /// What the providers say of a transaction
    /// ([API reference](https://docs.aws.amazon.com/STS/latest/APIReference/API_TransactionContext.html)).
    TransactionContext {
        /// What the identity provider says, by name.
        identity_provider: Option<Map<Cow<'a, str>, Secret<'a>>> = "IdentityProvider",
    }
}
