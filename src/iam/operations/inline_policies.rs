//! TABLE: policies embedded in users, groups and roles.

use std::borrow::Cow;

use crate::iam::limits::{
    EXISTING_USER_NAME, GROUP_NAME, MARKER, MAX_ITEMS, POLICY_DOCUMENT, POLICY_NAME, ROLE_NAME,
};
use crate::schema::block::operation;
use crate::types::text::PolicyDocument;

operation! {
    /// Deletes an inline policy of a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html)).
    DeleteGroupPolicy {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Deletes an inline policy of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html)).
    DeleteRolePolicy {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, UNMODIFIABLE_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Deletes an inline policy of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html)).
    DeleteUserPolicy {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Gets an inline policy of a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html)).
    GetGroupPolicy {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
    } -> GetGroupPolicyResult {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName",
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName",
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Gets an inline policy of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html)).
    GetRolePolicy {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
    } -> GetRolePolicyResult {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName",
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName",
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Gets an inline policy of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html)).
    GetUserPolicy {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
    } -> GetUserPolicyResult {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName",
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName",
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the names of a group's inline policies
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html)).
    ListGroupPolicies {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListGroupPoliciesResult {
        /// The inline policies' names.
        policy_names: Vec<Cow<'a, str>> = "PolicyNames",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the names of a role's inline policies
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html)).
    ListRolePolicies {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListRolePoliciesResult {
        /// The inline policies' names.
        policy_names: Vec<Cow<'a, str>> = "PolicyNames",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the names of a user's inline policies
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html)).
    ListUserPolicies {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListUserPoliciesResult {
        /// The inline policies' names.
        policy_names: Vec<Cow<'a, str>> = "PolicyNames",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Creates or replaces an inline policy of a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html)).
    PutGroupPolicy {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument": POLICY_DOCUMENT,
    }
    errors: LIMIT_EXCEEDED, MALFORMED_POLICY_DOCUMENT, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Creates or replaces an inline policy of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html)).
    PutRolePolicy {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument": POLICY_DOCUMENT,
    }
    errors: LIMIT_EXCEEDED, MALFORMED_POLICY_DOCUMENT, NO_SUCH_ENTITY, UNMODIFIABLE_ENTITY,
            SERVICE_FAILURE
}

operation! {
    /// Creates or replaces an inline policy of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html)).
    PutUserPolicy {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName": POLICY_NAME,
        /// The policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument": POLICY_DOCUMENT,
    }
    errors: LIMIT_EXCEEDED, MALFORMED_POLICY_DOCUMENT, NO_SUCH_ENTITY, SERVICE_FAILURE
}
