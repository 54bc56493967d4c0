//! TABLE: the account: alias, summary, authorization details, properties, tokens of the security token service.

use std::borrow::Cow;

use crate::iam::enums::{EntityType, SummaryKey, TokenVersion};
use crate::iam::limits::{ACCOUNT_ALIAS, ACCOUNT_PROPERTIES, ENTITY_LIST, MARKER, MAX_ITEMS};
use crate::iam::structures::{GroupDetail, ManagedPolicyDetail, RoleDetail, UserDetail};
use crate::schema::block::operation;
use crate::types::map::Map;

operation! {
    /// Gives the account an alias
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html)).
    CreateAccountAlias {
        /// The new alias.
        account_alias: Cow<'a, str> = "AccountAlias": ACCOUNT_ALIAS,
    }
    errors: CONCURRENT_MODIFICATION, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Deletes the account's alias
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html)).
    DeleteAccountAlias {
        /// The alias to delete.
        account_alias: Cow<'a, str> = "AccountAlias": ACCOUNT_ALIAS,
    }
    errors: CONCURRENT_MODIFICATION, NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Lists the account's users, groups, roles and policies, and how they belong together
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html)).
    GetAccountAuthorizationDetails {
        /// The kinds of entities to list, all by default.
        filter: Option<Vec<EntityType<'a>>> = "Filter": ENTITY_LIST,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
    } -> GetAccountAuthorizationDetailsResult {
        /// The users.
        user_detail_list: Option<Vec<UserDetail<'a>>> = "UserDetailList",
        /// The groups.
        group_detail_list: Option<Vec<GroupDetail<'a>>> = "GroupDetailList",
        /// The roles.
        role_detail_list: Option<Vec<RoleDetail<'a>>> = "RoleDetailList",
        /// The managed policies.
        policies: Option<Vec<ManagedPolicyDetail<'a>>> = "Policies",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Gets the properties that configure IAM for the account
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountProperties.html)).
    GetAccountProperties {} -> GetAccountPropertiesResult {
        /// The properties, named `Namespace/PropertyName`.
        properties: Option<Map<Cow<'a, str>, Cow<'a, str>>> = "Properties",
    }
    errors: INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Counts the account's IAM entities and gives their quotas
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html)).
    GetAccountSummary {} -> GetAccountSummaryResult {
        /// The counts and quotas, by name.
        summary_map: Option<Map<SummaryKey<'a>, i32>> = "SummaryMap",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Lists the account's alias; there is at most one
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html)).
    ListAccountAliases {
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListAccountAliasesResult {
        /// The account's alias, if it has one.
        account_aliases: Vec<Cow<'a, str>> = "AccountAliases",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Sets properties that configure IAM for the account
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutAccountProperties.html)).
    PutAccountProperties {
        /// The properties to set, named `Namespace/PropertyName`, all in one namespace.
        properties: Map<Cow<'a, str>, Cow<'a, str>> = "Properties": ACCOUNT_PROPERTIES,
    } -> PutAccountPropertiesResult {}
    errors: INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Sets the version of the tokens that the global STS endpoint issues
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetSecurityTokenServicePreferences.html)).
    SetSecurityTokenServicePreferences {
        /// The version of the tokens.
        global_endpoint_token_version: TokenVersion<'a> = "GlobalEndpointTokenVersion",
    }
    errors: SERVICE_FAILURE
}
