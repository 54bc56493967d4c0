//! TABLE: parts of identity providers.

use std::borrow::Cow;

use crate::iam::limits::{
    CONTEXT_PROVIDER_SOURCE_KEY, CONTEXT_PROVIDER_TARGET_KEY, KEY_DEFINITION_LIST,
    SUBJECT_TYPE_VALUE,
};
use crate::schema::block::structure;
use crate::types::timestamp::Timestamp;

structure! {
    /// How a provider's tokens or assertions become trusted context
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextProvider.html)).
    ContextProvider {
        /// Which keys of the token or assertion become which context keys.
        key_definition_list: Option<Vec<ContextProviderKeyDefinition<'a>>> = "KeyDefinitionList": KEY_DEFINITION_LIST,
        /// The key in the token or assertion that names the subject.
        subject_source_key: Cow<'a, str> = "SubjectSourceKey": CONTEXT_PROVIDER_SOURCE_KEY,
        /// The subject's type, such as `user`; excludes `SubjectTypeSourceKey`.
        subject_type_value: Option<Cow<'a, str>> = "SubjectTypeValue": SUBJECT_TYPE_VALUE,
        /// The key that names the subject's type; excludes `SubjectTypeValue`.
        subject_type_source_key: Option<Cow<'a, str>> = "SubjectTypeSourceKey": CONTEXT_PROVIDER_SOURCE_KEY,
    }
}

structure! {
    /// A key of the token or assertion and the context key it becomes
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ContextProviderKeyDefinition.html)).
    ContextProviderKeyDefinition {
        /// The key in the token or assertion.
        source_key: Cow<'a, str> = "SourceKey": CONTEXT_PROVIDER_SOURCE_KEY,
        /// The trusted context key.
        target_key: Option<Cow<'a, str>> = "TargetKey": CONTEXT_PROVIDER_TARGET_KEY,
    }
}

structure! {
    /// An OpenID Connect identity provider in a list
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_OpenIDConnectProviderListEntry.html)).
    OpenIdConnectProviderListEntry {
        /// The provider's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
        /// Whether an Identity Center instance is linked to the provider.
        is_trusted_identity_propagation_enabled: Option<bool> = "IsTrustedIdentityPropagationEnabled",
    }
}

structure! {
    /// A SAML identity provider in a list
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SAMLProviderListEntry.html)).
    SamlProviderListEntry {
        /// The provider's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
        /// When the provider expires.
        valid_until: Option<Timestamp> = "ValidUntil",
        /// When the provider was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// Whether an Identity Center instance is linked to the provider.
        is_trusted_identity_propagation_enabled: Option<bool> = "IsTrustedIdentityPropagationEnabled",
    }
}

structure! {
    /// A SAML issuer and the hashes of its keys
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SAMLKeyHashEntry.html)).
    SamlKeyHashEntry {
        /// The issuer's URL.
        issuer_url: Option<Cow<'a, str>> = "IssuerURL",
        /// The hashes of the issuer's keys.
        key_hashes: Option<Vec<Cow<'a, str>>> = "KeyHashes",
    }
}

structure! {
    /// A private key of a SAML provider, without the key itself
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SAMLPrivateKey.html)).
    SamlPrivateKey {
        /// The private key's ID.
        key_id: Option<Cow<'a, str>> = "KeyId",
        /// When the key was uploaded.
        timestamp: Option<Timestamp> = "Timestamp",
    }
}
