//! TABLE: SAML identity providers.

use std::borrow::Cow;

use crate::iam::enums::AssertionEncryptionMode;
use crate::iam::limits::{
    IDENTITY_CENTER_INSTANCE_ARN, PRIVATE_KEY, PRIVATE_KEY_ID, SAML_METADATA_DOCUMENT,
    SAML_PROVIDER_ARN, SAML_PROVIDER_NAME, TAGS,
};
use crate::iam::structures::{
    ContextProvider, SamlKeyHashEntry, SamlPrivateKey, SamlProviderListEntry,
};
use crate::schema::block::operation;
use crate::types::tag::Tag;
use crate::types::text::Secret;
use crate::types::timestamp::Timestamp;

operation! {
    /// Creates a SAML identity provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateSAMLProvider.html)).
    CreateSamlProvider {
        /// The provider's SAML metadata, as XML.
        saml_metadata_document: Cow<'a, str> = "SAMLMetadataDocument": SAML_METADATA_DOCUMENT,
        /// The new provider's name.
        name: Cow<'a, str> = "Name": SAML_PROVIDER_NAME,
        /// The tags of the new provider.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
        /// Whether assertions must be encrypted.
        assertion_encryption_mode: Option<AssertionEncryptionMode<'a>> = "AssertionEncryptionMode",
        /// A private key that decrypts assertions, in PEM form.
        add_private_key: Option<Secret<'a>> = "AddPrivateKey": PRIVATE_KEY,
        /// How the provider's assertions become trusted context.
        context_provider: Option<ContextProvider<'a>> = "ContextProvider",
        /// The ARN of the Identity Center instance to link; needs `ContextProvider`.
        identity_center_instance_arn: Option<Cow<'a, str>> = "IdentityCenterInstanceArn": IDENTITY_CENTER_INSTANCE_ARN,
    } -> CreateSamlProviderResult {
        /// The new provider's ARN.
        saml_provider_arn: Option<Cow<'a, str>> = "SAMLProviderArn",
        /// The new provider's tags, sorted by key.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
    errors: INVALID_INPUT, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION,
            SERVICE_FAILURE
}

operation! {
    /// Deletes a SAML identity provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteSAMLProvider.html)).
    DeleteSamlProvider {
        /// The ARN of the SAML provider.
        saml_provider_arn: Cow<'a, str> = "SAMLProviderArn": SAML_PROVIDER_ARN,
    }
    errors: INVALID_INPUT, LIMIT_EXCEEDED, NO_SUCH_ENTITY, CONCURRENT_MODIFICATION,
            SERVICE_FAILURE
}

operation! {
    /// Gets a SAML identity provider and its metadata document
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetSAMLProvider.html)).
    GetSamlProvider {
        /// The ARN of the SAML provider.
        saml_provider_arn: Cow<'a, str> = "SAMLProviderArn": SAML_PROVIDER_ARN,
    } -> GetSamlProviderResult {
        /// The provider's unique ID.
        saml_provider_uuid: Option<Cow<'a, str>> = "SAMLProviderUUID",
        /// The provider's SAML metadata, as XML.
        saml_metadata_document: Option<Cow<'a, str>> = "SAMLMetadataDocument",
        /// How the provider's assertions become trusted context, if set.
        context_provider: Option<ContextProvider<'a>> = "ContextProvider",
        /// The hashes of the provider's keys, by issuer.
        saml_key_hashes: Option<Vec<SamlKeyHashEntry<'a>>> = "SAMLKeyHashes",
        /// When the provider was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// When the provider expires.
        valid_until: Option<Timestamp> = "ValidUntil",
        /// The provider's tags, sorted by key.
        tags: Option<Vec<Tag<'a>>> = "Tags",
        /// Whether assertions must be encrypted.
        assertion_encryption_mode: Option<AssertionEncryptionMode<'a>> = "AssertionEncryptionMode",
        /// The private keys, without the keys themselves.
        private_key_list: Option<Vec<SamlPrivateKey<'a>>> = "PrivateKeyList",
        /// The ARN of the linked Identity Center instance, if any.
        identity_center_instance_arn: Option<Cow<'a, str>> = "IdentityCenterInstanceArn",
        /// The ARN of the linked instance's identity store, if any.
        identity_store_arn: Option<Cow<'a, str>> = "IdentityStoreArn",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the SAML identity providers
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListSAMLProviders.html)).
    ListSamlProviders {} -> ListSamlProvidersResult {
        /// The SAML providers.
        saml_provider_list: Option<Vec<SamlProviderListEntry<'a>>> = "SAMLProviderList",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Changes the metadata, encryption, keys or context provider of a SAML provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateSAMLProvider.html)).
    UpdateSamlProvider {
        /// The provider's SAML metadata, as XML.
        saml_metadata_document: Option<Cow<'a, str>> = "SAMLMetadataDocument": SAML_METADATA_DOCUMENT,
        /// The ARN of the SAML provider.
        saml_provider_arn: Cow<'a, str> = "SAMLProviderArn": SAML_PROVIDER_ARN,
        /// Whether assertions must be encrypted.
        assertion_encryption_mode: Option<AssertionEncryptionMode<'a>> = "AssertionEncryptionMode",
        /// A private key to add, in PEM form.
        add_private_key: Option<Secret<'a>> = "AddPrivateKey": PRIVATE_KEY,
        /// The ID of the private key to remove.
        remove_private_key: Option<Cow<'a, str>> = "RemovePrivateKey": PRIVATE_KEY_ID,
        /// How the provider's assertions become trusted context.
        context_provider: Option<ContextProvider<'a>> = "ContextProvider",
        /// The ARN of the Identity Center instance to link.
        identity_center_instance_arn: Option<Cow<'a, str>> = "IdentityCenterInstanceArn": IDENTITY_CENTER_INSTANCE_ARN,
        /// Whether to remove the context provider; excludes `ContextProvider`.
        remove_context_provider: Option<bool> = "RemoveContextProvider",
        /// Whether to unlink the instance; excludes `IdentityCenterInstanceArn`.
        remove_identity_center_instance: Option<bool> = "RemoveIdentityCenterInstance",
    } -> UpdateSamlProviderResult {
        /// The ARN of the changed provider.
        saml_provider_arn: Option<Cow<'a, str>> = "SAMLProviderArn",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, SERVICE_FAILURE,
            CONCURRENT_MODIFICATION
}
