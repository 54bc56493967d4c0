//! TABLE: OpenID Connect identity providers.

use std::borrow::Cow;

use crate::iam::limits::{
    CLIENT_ID, CLIENT_ID_LIST, IDENTITY_CENTER_INSTANCE_ARN, OPEN_ID_CONNECT_PROVIDER_ARN,
    OPEN_ID_CONNECT_PROVIDER_URL, TAGS, THUMBPRINT_LIST,
};
use crate::iam::structures::{ContextProvider, OpenIdConnectProviderListEntry};
use crate::schema::block::operation;
use crate::types::tag::Tag;
use crate::types::timestamp::Timestamp;

operation! {
    /// Adds a client ID to an OpenID Connect provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddClientIDToOpenIDConnectProvider.html)).
    AddClientIdToOpenIdConnectProvider {
        /// The ARN of the OpenID Connect provider.
        open_id_connect_provider_arn: Cow<'a, str> = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
        /// The client ID to add, also called audience.
        client_id: Cow<'a, str> = "ClientID": CLIENT_ID,
    }
    errors: CONCURRENT_MODIFICATION, INVALID_INPUT, NO_SUCH_ENTITY, LIMIT_EXCEEDED,
            SERVICE_FAILURE
}

operation! {
    /// Creates an OpenID Connect identity provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateOpenIDConnectProvider.html)).
    CreateOpenIdConnectProvider {
        /// The provider's `https://` URL, as tokens name it in `iss`.
        url: Cow<'a, str> = "Url": OPEN_ID_CONNECT_PROVIDER_URL,
        /// The client IDs, also called audiences.
        client_id_list: Option<Vec<Cow<'a, str>>> = "ClientIDList": CLIENT_ID_LIST,
        /// The thumbprints of the provider's server certificates.
        thumbprint_list: Option<Vec<Cow<'a, str>>> = "ThumbprintList": THUMBPRINT_LIST,
        /// The tags of the new provider.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
        /// How the provider's tokens become trusted context.
        context_provider: Option<ContextProvider<'a>> = "ContextProvider",
        /// The ARN of the Identity Center instance to link; needs `ContextProvider`.
        identity_center_instance_arn: Option<Cow<'a, str>> = "IdentityCenterInstanceArn": IDENTITY_CENTER_INSTANCE_ARN,
    } -> CreateOpenIdConnectProviderResult {
        /// The new provider's ARN.
        open_id_connect_provider_arn: Option<Cow<'a, str>> = "OpenIDConnectProviderArn",
        /// The new provider's tags, sorted by key.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
    errors: INVALID_INPUT, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION,
            SERVICE_FAILURE, OPEN_ID_IDP_COMMUNICATION_ERROR
}

operation! {
    /// Deletes an OpenID Connect provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteOpenIDConnectProvider.html)).
    DeleteOpenIdConnectProvider {
        /// The ARN of the OpenID Connect provider.
        open_id_connect_provider_arn: Cow<'a, str> = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
    }
    errors: INVALID_INPUT, NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Gets an OpenID Connect identity provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOpenIDConnectProvider.html)).
    GetOpenIdConnectProvider {
        /// The ARN of the OpenID Connect provider.
        open_id_connect_provider_arn: Cow<'a, str> = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
    } -> GetOpenIdConnectProviderResult {
        /// The provider's URL.
        url: Option<Cow<'a, str>> = "Url",
        /// The client IDs, also called audiences.
        client_id_list: Option<Vec<Cow<'a, str>>> = "ClientIDList",
        /// The thumbprints of the provider's server certificates.
        thumbprint_list: Option<Vec<Cow<'a, str>>> = "ThumbprintList",
        /// When the provider was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// The provider's tags, sorted by key.
        tags: Option<Vec<Tag<'a>>> = "Tags",
        /// How the provider's tokens become trusted context, if set.
        context_provider: Option<ContextProvider<'a>> = "ContextProvider",
        /// The ARN of the linked Identity Center instance, if any.
        identity_center_instance_arn: Option<Cow<'a, str>> = "IdentityCenterInstanceArn",
        /// The ARN of the linked instance's identity store, if any.
        identity_store_arn: Option<Cow<'a, str>> = "IdentityStoreArn",
    }
    errors: INVALID_INPUT, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the OpenID Connect identity providers
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOpenIDConnectProviders.html)).
    ListOpenIdConnectProviders {} -> ListOpenIdConnectProvidersResult {
        /// The OpenID Connect providers.
        open_id_connect_provider_list: Option<Vec<OpenIdConnectProviderListEntry<'a>>> = "OpenIDConnectProviderList",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Removes a client ID from an OpenID Connect provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveClientIDFromOpenIDConnectProvider.html)).
    RemoveClientIdFromOpenIdConnectProvider {
        /// The ARN of the OpenID Connect provider.
        open_id_connect_provider_arn: Cow<'a, str> = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
        /// The client ID to remove, also called audience.
        client_id: Cow<'a, str> = "ClientID": CLIENT_ID,
    }
    errors: CONCURRENT_MODIFICATION, INVALID_INPUT, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Changes the context provider or the Identity Center instance of an OIDC provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProvider.html)).
    UpdateOpenIdConnectProvider {
        /// The ARN of the OpenID Connect provider.
        open_id_connect_provider_arn: Cow<'a, str> = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
        /// How the provider's tokens become trusted context.
        context_provider: Option<ContextProvider<'a>> = "ContextProvider",
        /// The ARN of the Identity Center instance to link.
        identity_center_instance_arn: Option<Cow<'a, str>> = "IdentityCenterInstanceArn": IDENTITY_CENTER_INSTANCE_ARN,
        /// Whether to remove the context provider; excludes `ContextProvider`.
        remove_context_provider: Option<bool> = "RemoveContextProvider",
        /// Whether to unlink the instance; excludes `IdentityCenterInstanceArn`.
        remove_identity_center_instance: Option<bool> = "RemoveIdentityCenterInstance",
    }
    errors: CONCURRENT_MODIFICATION, INVALID_INPUT, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Replaces the certificate thumbprints of an OpenID Connect identity provider
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateOpenIDConnectProviderThumbprint.html)).
    UpdateOpenIdConnectProviderThumbprint {
        /// The ARN of the OpenID Connect provider.
        open_id_connect_provider_arn: Cow<'a, str> = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
        /// The new thumbprints, which replace all the old ones.
        thumbprint_list: Vec<Cow<'a, str>> = "ThumbprintList": THUMBPRINT_LIST,
    }
    errors: CONCURRENT_MODIFICATION, INVALID_INPUT, NO_SUCH_ENTITY, SERVICE_FAILURE
}
