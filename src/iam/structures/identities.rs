//! TABLE: users, groups, roles and their credentials.

use std::borrow::Cow;

use crate::iam::enums::{PermissionsBoundaryType, Status};
use crate::schema::block::structure;
use crate::types::tag::Tag;
use crate::types::text::{PolicyDocument, Secret};
use crate::types::timestamp::Timestamp;

structure! {
    /// A user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_User.html)).
    User {
        /// The path; the root user has none.
        path: Option<Cow<'a, str>> = "Path",
        /// The user's name; the root user has none.
        user_name: Option<Cow<'a, str>> = "UserName",
        /// The user's ID.
        user_id: Cow<'a, str> = "UserId",
        /// The user's ARN.
        arn: Cow<'a, str> = "Arn",
        /// When the user was created.
        create_date: Timestamp = "CreateDate",
        /// When the user last signed in with the password, absent if never.
        password_last_used: Option<Timestamp> = "PasswordLastUsed",
        /// The boundary that limits the user's permissions.
        permissions_boundary: Option<AttachedPermissionsBoundary<'a>> = "PermissionsBoundary",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
}

structure! {
    /// A role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html)).
    Role {
        /// The path.
        path: Cow<'a, str> = "Path",
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName",
        /// The role's ID.
        role_id: Cow<'a, str> = "RoleId",
        /// The role's ARN.
        arn: Cow<'a, str> = "Arn",
        /// When the role was created.
        create_date: Timestamp = "CreateDate",
        /// The trust policy, as JSON: who may assume the role.
        assume_role_policy_document: Option<PolicyDocument<'a>> = "AssumeRolePolicyDocument",
        /// The description.
        description: Option<Cow<'a, str>> = "Description",
        /// The longest session of the role, in seconds.
        max_session_duration: Option<i32> = "MaxSessionDuration",
        /// The longest sign-in session, in seconds, if set.
        max_signin_session_duration: Option<i32> = "MaxSigninSessionDuration",
        /// The boundary that limits the role's permissions.
        permissions_boundary: Option<AttachedPermissionsBoundary<'a>> = "PermissionsBoundary",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
        /// The role's last use, within the last 400 days.
        role_last_used: Option<RoleLastUsed<'a>> = "RoleLastUsed",
        /// The template that the role was created from, if any.
        source_role_template: Option<SourceRoleTemplate<'a>> = "SourceRoleTemplate",
    }
}

structure! {
    /// When and where a role was last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleLastUsed.html)).
    RoleLastUsed {
        /// When the role was last used, absent if not lately.
        last_used_date: Option<Timestamp> = "LastUsedDate",
        /// The Region of the last use.
        region: Option<Cow<'a, str>> = "Region",
    }
}

structure! {
    /// The template that a role came from
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_SourceRoleTemplate.html)).
    SourceRoleTemplate {
        /// The role template's ARN.
        template_arn: Cow<'a, str> = "TemplateArn",
        /// The template's minor version that was used.
        template_minor_version: i32 = "TemplateMinorVersion",
    }
}

structure! {
    /// A group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_Group.html)).
    Group {
        /// The path.
        path: Cow<'a, str> = "Path",
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName",
        /// The group's ID.
        group_id: Cow<'a, str> = "GroupId",
        /// The group's ARN.
        arn: Cow<'a, str> = "Arn",
        /// When the group was created.
        create_date: Timestamp = "CreateDate",
    }
}

structure! {
    /// An instance profile
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_InstanceProfile.html)).
    InstanceProfile {
        /// The path.
        path: Cow<'a, str> = "Path",
        /// The instance profile's name.
        instance_profile_name: Cow<'a, str> = "InstanceProfileName",
        /// The instance profile's ID.
        instance_profile_id: Cow<'a, str> = "InstanceProfileId",
        /// The instance profile's ARN.
        arn: Cow<'a, str> = "Arn",
        /// When the profile was created.
        create_date: Timestamp = "CreateDate",
        /// The role that the profile holds, if any.
        roles: Vec<Role<'a>> = "Roles",
        /// The tags.
        tags: Option<Vec<Tag<'a>>> = "Tags",
    }
}

structure! {
    /// The permissions boundary of a user or role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachedPermissionsBoundary.html)).
    AttachedPermissionsBoundary {
        /// What serves as the boundary.
        permissions_boundary_type: Option<PermissionsBoundaryType<'a>> = "PermissionsBoundaryType",
        /// The ARN of the managed policy that is the boundary.
        permissions_boundary_arn: Option<Cow<'a, str>> = "PermissionsBoundaryArn",
    }
}

structure! {
    /// A user's console password, without the password itself
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_LoginProfile.html)).
    LoginProfile {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName",
        /// When the password was created.
        create_date: Timestamp = "CreateDate",
        /// Whether the user must choose a new password at next sign-in.
        password_reset_required: Option<bool> = "PasswordResetRequired",
        /// The longest sign-in session, in seconds, if set.
        max_signin_session_duration: Option<i32> = "MaxSigninSessionDuration",
    }
}

structure! {
    /// An access key with its secret
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKey.html)).
    AccessKey {
        /// The name of the key's owner.
        user_name: Cow<'a, str> = "UserName",
        /// The access key's ID.
        access_key_id: Cow<'a, str> = "AccessKeyId",
        /// Whether it may be used.
        status: Status<'a> = "Status",
        /// The secret that signs requests.
        secret_access_key: Secret<'a> = "SecretAccessKey",
        /// When the key was created.
        create_date: Option<Timestamp> = "CreateDate",
    }
}

structure! {
    /// When, where and for which service an access key was last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyLastUsed.html)).
    AccessKeyLastUsed {
        /// When the key was last used, absent if never.
        last_used_date: Option<Timestamp> = "LastUsedDate",
        /// The service of the last use, `N/A` if never used.
        service_name: Cow<'a, str> = "ServiceName",
        /// The Region of the last use, `N/A` if never used.
        region: Cow<'a, str> = "Region",
    }
}

structure! {
    /// An access key without its secret
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessKeyMetadata.html)).
    AccessKeyMetadata {
        /// The name of the key's owner.
        user_name: Option<Cow<'a, str>> = "UserName",
        /// The access key's ID.
        access_key_id: Option<Cow<'a, str>> = "AccessKeyId",
        /// Whether it may be used.
        status: Option<Status<'a>> = "Status",
        /// When the key was created.
        create_date: Option<Timestamp> = "CreateDate",
    }
}

structure! {
    /// The account's rules for passwords
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_PasswordPolicy.html)).
    PasswordPolicy {
        /// How many characters a password must have.
        minimum_password_length: Option<i32> = "MinimumPasswordLength",
        /// Whether a password must have a symbol.
        require_symbols: Option<bool> = "RequireSymbols",
        /// Whether a password must have a digit.
        require_numbers: Option<bool> = "RequireNumbers",
        /// Whether a password must have an uppercase letter.
        require_uppercase_characters: Option<bool> = "RequireUppercaseCharacters",
        /// Whether a password must have a lowercase letter.
        require_lowercase_characters: Option<bool> = "RequireLowercaseCharacters",
        /// Whether users may change their own passwords.
        allow_users_to_change_password: Option<bool> = "AllowUsersToChangePassword",
        /// Whether passwords expire.
        expire_passwords: Option<bool> = "ExpirePasswords",
        /// After how many days a password expires, never if absent or 0.
        max_password_age: Option<i32> = "MaxPasswordAge",
        /// How many earlier passwords a user may not use again.
        password_reuse_prevention: Option<i32> = "PasswordReusePrevention",
        /// Whether only an administrator can renew an expired password.
        hard_expiry: Option<bool> = "HardExpiry",
    }
}
