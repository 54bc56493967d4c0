//! TABLE: roles.

use std::borrow::Cow;

use crate::iam::limits::{
    BOUNDARY_ARN, MARKER, MAX_ITEMS, MAX_SIGNIN_SESSION_DURATION, PATH, PATH_PREFIX,
    POLICY_DOCUMENT, ROLE_DESCRIPTION, ROLE_MAX_SESSION_DURATION, ROLE_NAME, TAGS,
};
use crate::iam::structures::Role;
use crate::schema::block::operation;
use crate::types::tag::Tag;
use crate::types::text::PolicyDocument;

operation! {
    /// Creates a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html)).
    CreateRole {
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": PATH,
        /// The new role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The trust policy, as JSON: who may assume the role.
        assume_role_policy_document: PolicyDocument<'a> = "AssumeRolePolicyDocument": POLICY_DOCUMENT,
        /// The description.
        description: Option<Cow<'a, str>> = "Description": ROLE_DESCRIPTION,
        /// The longest session of the role, in seconds, 3600 by default.
        max_session_duration: Option<i32> = "MaxSessionDuration": ROLE_MAX_SESSION_DURATION,
        /// The longest sign-in session, in seconds, unset by default.
        max_signin_session_duration: Option<i32> = "MaxSigninSessionDuration": MAX_SIGNIN_SESSION_DURATION,
        /// The ARN of the managed policy that limits the role's permissions.
        permissions_boundary: Option<Cow<'a, str>> = "PermissionsBoundary": BOUNDARY_ARN,
        /// The tags of the new role.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> CreateRoleResult {
        /// The new role.
        role: Role<'a> = "Role",
    }
    errors: LIMIT_EXCEEDED, INVALID_INPUT, ENTITY_ALREADY_EXISTS, MALFORMED_POLICY_DOCUMENT,
            CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Deletes a role, which must have nothing attached to it
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRole.html)).
    DeleteRole {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
    }
    errors: NO_SUCH_ENTITY, DELETE_CONFLICT, LIMIT_EXCEEDED, UNMODIFIABLE_ENTITY,
            CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Gets a role, with its trust policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html)).
    GetRole {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
    } -> GetRoleResult {
        /// The role.
        role: Role<'a> = "Role",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the roles
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html)).
    ListRoles {
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListRolesResult {
        /// The roles.
        roles: Vec<Role<'a>> = "Roles",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Replaces the trust policy of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAssumeRolePolicy.html)).
    UpdateAssumeRolePolicy {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The new trust policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument": POLICY_DOCUMENT,
    }
    errors: NO_SUCH_ENTITY, MALFORMED_POLICY_DOCUMENT, LIMIT_EXCEEDED, UNMODIFIABLE_ENTITY,
            SERVICE_FAILURE
}

operation! {
    /// Changes the description or the session lengths of a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRole.html)).
    UpdateRole {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The new description.
        description: Option<Cow<'a, str>> = "Description": ROLE_DESCRIPTION,
        /// The longest session of the role, in seconds, 3600 by default.
        max_session_duration: Option<i32> = "MaxSessionDuration": ROLE_MAX_SESSION_DURATION,
        /// The longest sign-in session, in seconds, unchanged by default.
        max_signin_session_duration: Option<i32> = "MaxSigninSessionDuration": MAX_SIGNIN_SESSION_DURATION,
        /// Whether to unset the longest sign-in session; excludes `MaxSigninSessionDuration`.
        reset_max_signin_session_duration: Option<bool> = "ResetMaxSigninSessionDuration",
    } -> UpdateRoleResult {}
    errors: UNMODIFIABLE_ENTITY, NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}

operation! {
    /// Changes the description of a role; `UpdateRole` does this too
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateRoleDescription.html)).
    UpdateRoleDescription {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// The new description.
        description: Cow<'a, str> = "Description": ROLE_DESCRIPTION,
    } -> UpdateRoleDescriptionResult {
        /// The changed role.
        role: Option<Role<'a>> = "Role",
    }
    errors: NO_SUCH_ENTITY, UNMODIFIABLE_ENTITY, SERVICE_FAILURE
}
