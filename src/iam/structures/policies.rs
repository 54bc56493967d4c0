//! TABLE: policies, their versions and attachments.

use std::borrow::Cow;

use crate::iam::enums::{PolicyOwner, PolicyType};
use crate::schema::block::structure;
use crate::types::tag::Tag;
use crate::types::text::PolicyDocument;
use crate::types::timestamp::Timestamp;

structure! {
    /// A managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html)).
    Policy {
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
        /// The description, absent from `ListPolicies`.
        description: Option<Cow<'a, str>> = "Description",
        /// When the policy was created.
        create_date: Option<Timestamp> = "CreateDate",
        /// When the newest version was created.
        update_date: Option<Timestamp> = "UpdateDate",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
}

structure! {
    /// One version of a managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyVersion.html)).
    PolicyVersion {
        /// The policy, as JSON, if the operation returns it.
        document: Option<PolicyDocument<'a>> = "Document",
        /// The version's ID, such as `v1`.
        version_id: Option<Cow<'a, str>> = "VersionId",
        /// Whether this version is the one in force.
        is_default_version: Option<bool> = "IsDefaultVersion",
        /// When the version was created.
        create_date: Option<Timestamp> = "CreateDate",
    }
}

structure! {
    /// A managed policy that is attached to a user, group or role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPolicy.html)).
    AttachedPolicy {
        /// The managed policy's name.
        policy_name: Option<Cow<'a, str>> = "PolicyName",
        /// The managed policy's ARN.
        policy_arn: Option<Cow<'a, str>> = "PolicyArn",
    }
}

structure! {
    /// A group that has a managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyGroup.html)).
    PolicyGroup {
        /// The group's name.
        group_name: Option<Cow<'a, str>> = "GroupName",
        /// The group's ID.
        group_id: Option<Cow<'a, str>> = "GroupId",
    }
}

structure! {
    /// A role that has a managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyRole.html)).
    PolicyRole {
        /// The role's name.
        role_name: Option<Cow<'a, str>> = "RoleName",
        /// The role's ID.
        role_id: Option<Cow<'a, str>> = "RoleId",
    }
}

structure! {
    /// A user that has a managed policy
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyUser.html)).
    PolicyUser {
        /// The user's name.
        user_name: Option<Cow<'a, str>> = "UserName",
        /// The user's ID.
        user_id: Option<Cow<'a, str>> = "UserId",
    }
}

structure! {
    /// A template of an inline policy that new roles get
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_InlinePolicy.html)).
    InlinePolicy {
        /// The inline policy's name.
        policy_name: Cow<'a, str> = "PolicyName",
        /// The template of the inline policy, as JSON.
        policy_document: PolicyDocument<'a> = "PolicyDocument",
    }
}

structure! {
    /// A service and the policies that let the identity use it
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPoliciesGrantingServiceAccessEntry.html)).
    ListPoliciesGrantingServiceAccessEntry {
        /// The service's prefix in actions, such as `s3`.
        service_namespace: Option<Cow<'a, str>> = "ServiceNamespace",
        /// The policies that let the identity use the service.
        policies: Option<Vec<PolicyGrantingServiceAccess<'a>>> = "Policies",
    }
}

structure! {
    /// A policy that lets an identity use a service
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PolicyGrantingServiceAccess.html)).
    PolicyGrantingServiceAccess {
        /// The policy's name.
        policy_name: Cow<'a, str> = "PolicyName",
        /// Whether the policy is inline or managed.
        policy_type: PolicyType<'a> = "PolicyType",
        /// The managed policy's ARN, absent for inline ones.
        policy_arn: Option<Cow<'a, str>> = "PolicyArn",
        /// The kind of the inline policy's entity, absent for managed ones.
        entity_type: Option<PolicyOwner<'a>> = "EntityType",
        /// The name of the inline policy's entity, absent for managed ones.
        entity_name: Option<Cow<'a, str>> = "EntityName",
    }
}
