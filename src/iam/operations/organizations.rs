//! TABLE: features for a whole organization, and outbound web identity federation.

use std::borrow::Cow;

use crate::iam::enums::FeatureType;
use crate::schema::block::operation;

operation! {
    /// Stops the central management of member accounts' root credentials
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DisableOrganizationsRootCredentialsManagement.html)).
    DisableOrganizationsRootCredentialsManagement {} -> DisableOrganizationsRootCredentialsManagementResult {
        /// The organization's ID.
        organization_id: Option<Cow<'a, str>> = "OrganizationId",
        /// The features that are on.
        enabled_features: Option<Vec<FeatureType<'a>>> = "EnabledFeatures",
    }
    errors: SERVICE_ACCESS_NOT_ENABLED_EXCEPTION,
            ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR_EXCEPTION,
            ORGANIZATION_NOT_FOUND_EXCEPTION, ORGANIZATION_NOT_IN_ALL_FEATURES_MODE_EXCEPTION
}

operation! {
    /// Stops central root sessions in member accounts
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DisableOrganizationsRootSessions.html)).
    DisableOrganizationsRootSessions {} -> DisableOrganizationsRootSessionsResult {
        /// The organization's ID.
        organization_id: Option<Cow<'a, str>> = "OrganizationId",
        /// The features that are on.
        enabled_features: Option<Vec<FeatureType<'a>>> = "EnabledFeatures",
    }
    errors: SERVICE_ACCESS_NOT_ENABLED_EXCEPTION,
            ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR_EXCEPTION,
            ORGANIZATION_NOT_FOUND_EXCEPTION, ORGANIZATION_NOT_IN_ALL_FEATURES_MODE_EXCEPTION
}

operation! {
    /// Stops the account's principals from getting tokens for outside services
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DisableOutboundWebIdentityFederation.html)).
    DisableOutboundWebIdentityFederation {}
    errors: FEATURE_DISABLED
}

operation! {
    /// Lets the organization manage member accounts' root credentials centrally
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootCredentialsManagement.html)).
    EnableOrganizationsRootCredentialsManagement {} -> EnableOrganizationsRootCredentialsManagementResult {
        /// The organization's ID.
        organization_id: Option<Cow<'a, str>> = "OrganizationId",
        /// The features that are on.
        enabled_features: Option<Vec<FeatureType<'a>>> = "EnabledFeatures",
    }
    errors: SERVICE_ACCESS_NOT_ENABLED_EXCEPTION,
            ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR_EXCEPTION,
            ORGANIZATION_NOT_FOUND_EXCEPTION, ORGANIZATION_NOT_IN_ALL_FEATURES_MODE_EXCEPTION,
            CALLER_IS_NOT_MANAGEMENT_ACCOUNT_EXCEPTION
}

operation! {
    /// Lets the organization open root sessions in member accounts centrally
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOrganizationsRootSessions.html)).
    EnableOrganizationsRootSessions {} -> EnableOrganizationsRootSessionsResult {
        /// The organization's ID.
        organization_id: Option<Cow<'a, str>> = "OrganizationId",
        /// The features that are on.
        enabled_features: Option<Vec<FeatureType<'a>>> = "EnabledFeatures",
    }
    errors: SERVICE_ACCESS_NOT_ENABLED_EXCEPTION,
            ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR_EXCEPTION,
            ORGANIZATION_NOT_FOUND_EXCEPTION, ORGANIZATION_NOT_IN_ALL_FEATURES_MODE_EXCEPTION,
            CALLER_IS_NOT_MANAGEMENT_ACCOUNT_EXCEPTION
}

operation! {
    /// Lets the account's principals get tokens for outside services
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EnableOutboundWebIdentityFederation.html)).
    EnableOutboundWebIdentityFederation {} -> EnableOutboundWebIdentityFederationResult {
        /// The URL of the account's token issuer.
        issuer_identifier: Option<Cow<'a, str>> = "IssuerIdentifier",
    }
    errors: FEATURE_ENABLED
}

operation! {
    /// Tells whether the account issues tokens for outside services, and its issuer URL
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html)).
    GetOutboundWebIdentityFederationInfo {} -> GetOutboundWebIdentityFederationInfoResult {
        /// The URL of the account's token issuer.
        issuer_identifier: Option<Cow<'a, str>> = "IssuerIdentifier",
        /// Whether the account issues tokens for outside services.
        jwt_vending_enabled: Option<bool> = "JwtVendingEnabled",
    }
    errors: FEATURE_DISABLED
}

operation! {
    /// Lists the central root access features that the organization has enabled
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html)).
    ListOrganizationsFeatures {} -> ListOrganizationsFeaturesResult {
        /// The organization's ID.
        organization_id: Option<Cow<'a, str>> = "OrganizationId",
        /// The features that are on.
        enabled_features: Option<Vec<FeatureType<'a>>> = "EnabledFeatures",
    }
    errors: SERVICE_ACCESS_NOT_ENABLED_EXCEPTION,
            ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR_EXCEPTION,
            ORGANIZATION_NOT_FOUND_EXCEPTION, ORGANIZATION_NOT_IN_ALL_FEATURES_MODE_EXCEPTION
}
