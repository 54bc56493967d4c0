//! TABLE: managed policies and their versions.

use std::borrow::Cow;

use crate::iam::enums::{PolicyScope, PolicyUsage};
use crate::iam::limits::{
    MARKER, MAX_ITEMS, POLICY_ARN, POLICY_DESCRIPTION, POLICY_DOCUMENT, POLICY_NAME, POLICY_PATH,
    POLICY_PATH_PREFIX, POLICY_VERSION_ID, TAGS,
};
use crate::iam::structures::{Policy, PolicyVersion};
use crate::schema::block::operation;
use crate::types::tag::Tag;
use crate::types::text::PolicyDocument;

operation! {
    /// Creates a managed policy, with `v1` as its default version
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html)).
    CreatePolicy {
        /// The new policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": POLICY_PATH,
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument": POLICY_DOCUMENT,
        /// The description, which cannot change later.
        description: Option<Cow<'a, str>> = "Description": POLICY_DESCRIPTION,
        /// The tags of the new policy.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> CreatePolicyResult {
        /// The new policy, without its document.
        policy: Option<Policy<'a>> = "Policy",
    }
    errors: INVALID_INPUT, LIMIT_EXCEEDED, ENTITY_ALREADY_EXISTS, MALFORMED_POLICY_DOCUMENT,
            CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Adds a version to a managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicyVersion.html)).
    CreatePolicyVersion {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
        /// The policy's new version, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument": POLICY_DOCUMENT,
        /// Whether the new version comes into force, `false` by default.
        set_as_default: Option<bool> = "SetAsDefault",
    } -> CreatePolicyVersionResult {
        /// The new version, without its document.
        policy_version: Option<PolicyVersion<'a>> = "PolicyVersion",
    }
    errors: NO_SUCH_ENTITY, MALFORMED_POLICY_DOCUMENT, INVALID_INPUT, LIMIT_EXCEEDED,
            SERVICE_FAILURE
}

operation! {
    /// Deletes a managed policy, which must be detached and have only its default version
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicy.html)).
    DeletePolicy {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, DELETE_CONFLICT, SERVICE_FAILURE
}

operation! {
    /// Deletes a version of a managed policy, but not the default one
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletePolicyVersion.html)).
    DeletePolicyVersion {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
        /// The version's ID, such as `v1`.
        version_id: Cow<'a, str> = "VersionId": POLICY_VERSION_ID,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, DELETE_CONFLICT, SERVICE_FAILURE
}

operation! {
    /// Gets a managed policy, without its document
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicy.html)).
    GetPolicy {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    } -> GetPolicyResult {
        /// The policy, without its document.
        policy: Option<Policy<'a>> = "Policy",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Gets a version of a managed policy, with its document
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html)).
    GetPolicyVersion {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
        /// The version's ID, such as `v1`.
        version_id: Cow<'a, str> = "VersionId": POLICY_VERSION_ID,
    } -> GetPolicyVersionResult {
        /// The version, with its document.
        policy_version: Option<PolicyVersion<'a>> = "PolicyVersion",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the managed policies, the account's own and those of AWS
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html)).
    ListPolicies {
        /// Whose policies to list, `All` by default.
        scope: Option<PolicyScope<'a>> = "Scope",
        /// Whether to list only attached policies, `false` by default.
        only_attached: Option<bool> = "OnlyAttached",
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": POLICY_PATH_PREFIX,
        /// The use the policy must have, any by default.
        policy_usage_filter: Option<PolicyUsage<'a>> = "PolicyUsageFilter",
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListPoliciesResult {
        /// The managed policies.
        policies: Option<Vec<Policy<'a>>> = "Policies",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Lists the versions of a managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicyVersions.html)).
    ListPolicyVersions {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListPolicyVersionsResult {
        /// The policy's versions.
        versions: Option<Vec<PolicyVersion<'a>>> = "Versions",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Makes a version of a managed policy the one in force
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SetDefaultPolicyVersion.html)).
    SetDefaultPolicyVersion {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
        /// The ID of the version that comes into force.
        version_id: Cow<'a, str> = "VersionId": POLICY_VERSION_ID,
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, SERVICE_FAILURE
}
