//! TABLE: managed policies attached to users, groups and roles, and permissions boundaries.

use std::borrow::Cow;

use crate::iam::enums::{EntityType, PolicyUsage};
use crate::iam::limits::{
    ARN, BOUNDARY_ARN, GROUP_NAME, MARKER, MAX_ITEMS, PATH, POLICY_ARN, POLICY_PATH_PREFIX,
    ROLE_NAME, SERVICE_NAMESPACE_LIST, USER_NAME,
};
use crate::iam::structures::{
    AttachedPolicy, ListPoliciesGrantingServiceAccessEntry, PolicyGroup, PolicyRole, PolicyUser,
};
use crate::schema::block::operation;

operation! {
    /// Attaches a managed policy to a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html)).
    AttachGroupPolicy {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, POLICY_NOT_ATTACHABLE,
            SERVICE_FAILURE
}

operation! {
    /// Attaches a managed policy to a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html)).
    AttachRolePolicy {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, UNMODIFIABLE_ENTITY,
            POLICY_NOT_ATTACHABLE, SERVICE_FAILURE
}

operation! {
    /// Attaches a managed policy to a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html)).
    AttachUserPolicy {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, POLICY_NOT_ATTACHABLE,
            SERVICE_FAILURE
}

operation! {
    /// Removes the permissions boundary of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html)).
    DeleteRolePermissionsBoundary {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
    }
    errors: NO_SUCH_ENTITY, UNMODIFIABLE_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Removes the permissions boundary of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html)).
    DeleteUserPermissionsBoundary {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Detaches a managed policy from a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html)).
    DetachGroupPolicy {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Detaches a managed policy from a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html)).
    DetachRolePolicy {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, UNMODIFIABLE_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Detaches a managed policy from a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html)).
    DetachUserPolicy {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the managed policies attached to a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html)).
    ListAttachedGroupPolicies {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": POLICY_PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListAttachedGroupPoliciesResult {
        /// The attached managed policies.
        attached_policies: Option<Vec<AttachedPolicy<'a>>> = "AttachedPolicies",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the managed policies attached to a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html)).
    ListAttachedRolePolicies {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": POLICY_PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListAttachedRolePoliciesResult {
        /// The attached managed policies.
        attached_policies: Option<Vec<AttachedPolicy<'a>>> = "AttachedPolicies",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the managed policies attached to a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html)).
    ListAttachedUserPolicies {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": POLICY_PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListAttachedUserPoliciesResult {
        /// The attached managed policies.
        attached_policies: Option<Vec<AttachedPolicy<'a>>> = "AttachedPolicies",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the users, groups and roles that a managed policy is attached to
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListEntitiesForPolicy.html)).
    ListEntitiesForPolicy {
        /// The managed policy's ARN.
        policy_arn: Cow<'a, str> = "PolicyArn": POLICY_ARN,
        /// The kind of entities to list, all by default.
        entity_filter: Option<EntityType<'a>> = "EntityFilter",
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": PATH,
        /// The use the policy must have, any by default.
        policy_usage_filter: Option<PolicyUsage<'a>> = "PolicyUsageFilter",
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListEntitiesForPolicyResult {
        /// The groups that have the policy.
        policy_groups: Option<Vec<PolicyGroup<'a>>> = "PolicyGroups",
        /// The users that have the policy.
        policy_users: Option<Vec<PolicyUser<'a>>> = "PolicyUsers",
        /// The roles that have the policy.
        policy_roles: Option<Vec<PolicyRole<'a>>> = "PolicyRoles",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Lists the policies that let a user, group or role use the given services
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccess.html)).
    ListPoliciesGrantingServiceAccess {
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// The ARN of the identity: a user, group or role.
        arn: Cow<'a, str> = "Arn": ARN,
        /// The services' prefixes in actions, such as `s3`.
        service_namespaces: Vec<Cow<'a, str>> = "ServiceNamespaces": SERVICE_NAMESPACE_LIST,
    } -> ListPoliciesGrantingServiceAccessResult {
        /// The policies, by service.
        policies_granting_service_access: Vec<ListPoliciesGrantingServiceAccessEntry<'a>> = "PoliciesGrantingServiceAccess",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT
}

operation! {
    /// Sets or replaces the permissions boundary of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html)).
    PutRolePermissionsBoundary {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The ARN of the managed policy that limits the role's permissions.
        permissions_boundary: Cow<'a, str> = "PermissionsBoundary": BOUNDARY_ARN,
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, UNMODIFIABLE_ENTITY, POLICY_NOT_ATTACHABLE,
            SERVICE_FAILURE
}

operation! {
    /// Sets or replaces the permissions boundary of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html)).
    PutUserPermissionsBoundary {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The ARN of the managed policy that limits the user's permissions.
        permissions_boundary: Cow<'a, str> = "PermissionsBoundary": BOUNDARY_ARN,
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, POLICY_NOT_ATTACHABLE, SERVICE_FAILURE
}
