//! TABLE: users, groups, roles and policies as the account's authorization details have them.

use std::borrow::Cow;

use crate::iam::structures::{
    AttachedPermissionsBoundary, AttachedPolicy, InstanceProfile, PolicyVersion, RoleLastUsed,
};
use crate::schema::block::structure;
use crate::types::tag::Tag;
use crate::types::text::PolicyDocument;
use crate::types::timestamp::Timestamp;

structure! {
    /// A user with the user's policies and groups
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html)).
    UserDetail {
        /// The path.
        path: Option<Cow<'a, str>> = "Path",
        /// The user's name.
        user_name: Option<Cow<'a, str>> = "UserName",
        /// The user's ID.
        user_id: Option<Cow<'a, str>> = "UserId",
        /// The user's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
        /// When the user was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// The user's inline policies.
        user_policy_list: Option<Vec<PolicyDetail<'a>>> = "UserPolicyList",
        /// The names of the user's groups.
        group_list: Option<Vec<Cow<'a, str>>> = "GroupList",
        /// The attached managed policies.
        attached_managed_policies: Option<Vec<AttachedPolicy<'a>>> = "AttachedManagedPolicies",
        /// The boundary that limits the user's permissions.
        permissions_boundary: Option<AttachedPermissionsBoundary<'a>> = "PermissionsBoundary",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
}

structure! {
    /// A group with its policies
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html)).
    GroupDetail {
        /// The path.
        path: Option<Cow<'a, str>> = "Path",
        /// The group's name.
        group_name: Option<Cow<'a, str>> = "GroupName",
        /// The group's ID.
        group_id: Option<Cow<'a, str>> = "GroupId",
        /// The group's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
        /// When the group was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// The group's inline policies.
        group_policy_list: Option<Vec<PolicyDetail<'a>>> = "GroupPolicyList",
        /// The attached managed policies.
        attached_managed_policies: Option<Vec<AttachedPolicy<'a>>> = "AttachedManagedPolicies",
    }
}

structure! {
    /// A role with its policies and instance profiles
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html)).
    RoleDetail {
        /// The path.
        path: Option<Cow<'a, str>> = "Path",
        /// The role's name.
        role_name: Option<Cow<'a, str>> = "RoleName",
        /// The role's ID.
        role_id: Option<Cow<'a, str>> = "RoleId",
        /// The role's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
        /// When the role was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// The trust policy, as JSON: who may assume the role.
        assume_role_policy_document: Option<PolicyDocument<'a>> = "AssumeRolePolicyDocument",
        /// The instance profiles that hold the role.
        instance_profile_list: Option<Vec<InstanceProfile<'a>>> = "InstanceProfileList",
        /// The role's inline policies.
        role_policy_list: Option<Vec<PolicyDetail<'a>>> = "RolePolicyList",
        /// The attached managed policies.
        attached_managed_policies: Option<Vec<AttachedPolicy<'a>>> = "AttachedManagedPolicies",
        /// The boundary that limits the role's permissions.
        permissions_boundary: Option<AttachedPermissionsBoundary<'a>> = "PermissionsBoundary",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
        /// The role's last use, within the last 400 days.
        role_last_used: Option<RoleLastUsed<'a>> = "RoleLastUsed",
    }
}

structure! {
    /// A managed policy with its versions
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ManagedPolicyDetail.html)).
    ManagedPolicyDetail {
        /// The policy's name.
        policy_name: Option<Cow<'a, str>> = "PolicyName",
        /// The policy's ID.
        policy_id: Option<Cow<'a, str>> = "PolicyId",
        /// The policy's ARN.
        arn: Option<Cow<'a, str>> = "Arn",
        /// The path.
        path: Option<Cow<'a, str>> = "Path",
        /// The ID of the version in force.
        default_version_id: Option<Cow<'a, str>> = "DefaultVersionId",
        /// How many users, groups and roles have the policy.
        attachment_count: Option<i32> = "AttachmentCount",
        /// How many users and roles have the policy as boundary.
        permissions_boundary_usage_count: Option<i32> = "PermissionsBoundaryUsageCount",
        /// Whether users, groups and roles can have the policy.
        is_attachable: Option<bool> = "IsAttachable",
        /// The description.
        description: Option<Cow<'a, str>> = "Description",
        /// When the policy was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// When the newest version was created.
        update_date: Option<Timestamp> = "UpdateDate",
        /// The policy's versions.
        policy_version_list: Option<Vec<PolicyVersion<'a>>> = "PolicyVersionList",
    }
}

structure! {
    /// An inline policy with its document
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyDetail.html)).
    PolicyDetail {
        /// The inline policy's name.
        policy_name: Option<Cow<'a, str>> = "PolicyName",
        /// The policy, as JSON.
        policy_document: Option<PolicyDocument<'a>> = "PolicyDocument",
    }
}
