//! TABLE: role templates, and the use of service-linked roles.

use std::borrow::Cow;

use crate::iam::enums::{ManagedByType, ParameterType};
use crate::iam::limits::REPLACEMENT_VALUE_LIST;
use crate::iam::structures::InlinePolicy;
use crate::schema::block::structure;
use crate::types::text::PolicyDocument;
use crate::types::timestamp::Timestamp;

structure! {
    /// A version of a role template
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleTemplateVersion.html)).
    RoleTemplateVersion {
        /// The role template's ARN.
        template_arn: Option<Cow<'a, str>> = "TemplateArn",
        /// The template's name.
        template_name: Option<Cow<'a, str>> = "TemplateName",
        /// The ID of the template's version.
        template_version_id: Option<Cow<'a, str>> = "TemplateVersionId",
        /// The template's description.
        description: Option<Cow<'a, str>> = "Description",
        /// The template's major version.
        major_version: Option<i32> = "MajorVersion",
        /// The minor version for roles that name none.
        default_minor_version: Option<i32> = "DefaultMinorVersion",
        /// The kind of manager the template has.
        managed_by_type: Option<ManagedByType<'a>> = "ManagedByType",
        /// The service that manages the template.
        managed_by_value: Option<Cow<'a, str>> = "ManagedByValue",
        /// Whether roles can be created from the template.
        enabled: Option<bool> = "Enabled",
        /// This version's minor number.
        minor_version: Option<i32> = "MinorVersion",
        /// The pattern for the names of new roles, with `@{parameter}` placeholders.
        role_name_pattern: Option<Cow<'a, str>> = "RoleNamePattern",
        /// The pattern for the paths of new roles.
        role_path_pattern: Option<Cow<'a, str>> = "RolePathPattern",
        /// The pattern for the descriptions of new roles.
        role_description_pattern: Option<Cow<'a, str>> = "RoleDescriptionPattern",
        /// The template of the trust policy, as JSON.
        assume_role_policy_document_template: Option<PolicyDocument<'a>> = "AssumeRolePolicyDocumentTemplate",
        /// The inline policies that new roles get.
        inline_policy_templates: Option<Vec<InlinePolicy<'a>>> = "InlinePolicyTemplates",
        /// The ARNs of the managed policies that new roles get.
        managed_policy_arns: Option<Vec<Cow<'a, str>>> = "ManagedPolicyArns",
        /// The ARN of the permissions boundary of new roles.
        permission_boundary_arn: Option<Cow<'a, str>> = "PermissionBoundaryArn",
        /// The template's parameters.
        parameters_definition: Option<Vec<ParameterDefinition<'a>>> = "ParametersDefinition",
        /// The tags that new roles get.
        role_tags_template: Option<Vec<TagTemplate<'a>>> = "RoleTagsTemplate",
        /// The longest session of new roles, in seconds.
        max_session_duration: Option<i32> = "MaxSessionDuration",
        /// Whether roles can be created from this version.
        version_enabled: Option<bool> = "VersionEnabled",
        /// When the version was created.
        create_timestamp: Option<Timestamp> = "CreateTimestamp",
        /// When the version was last changed.
        update_timestamp: Option<Timestamp> = "UpdateTimestamp",
    }
}

structure! {
    /// A parameter of a role template
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ParameterDefinition.html)).
    ParameterDefinition {
        /// The parameter's name.
        name: Cow<'a, str> = "Name",
        /// The type of the parameter's values.
        r#type: ParameterType<'a> = "Type",
        /// A closer limit on the values, if any.
        sub_type: Option<Cow<'a, str>> = "SubType",
        /// The description.
        description: Option<Cow<'a, str>> = "Description",
        /// Whether a new role must give a value.
        is_required: Option<bool> = "IsRequired",
        /// The value for roles that give none.
        default_value: Option<Cow<'a, str>> = "DefaultValue",
        /// Whether the value is fixed once the role exists.
        immutable: Option<bool> = "Immutable",
    }
}

structure! {
    /// A tag that new roles get, with placeholders for parameters
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagTemplate.html)).
    TagTemplate {
        /// The tag's key, with `@{parameter}` placeholders.
        key: Cow<'a, str> = "Key",
        /// The tag's value, with `@{parameter}` placeholders.
        value: Cow<'a, str> = "Value",
    }
}

structure! {
    /// The values for one parameter of a role template
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ReplacementValueEntry.html)).
    ReplacementValueEntry {
        /// The parameter's values.
        values: Vec<Cow<'a, str>> = "Values": REPLACEMENT_VALUE_LIST,
    }
}

structure! {
    /// The resources of one Region that use a service-linked role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleUsageType.html)).
    #[doc(alias = "RoleUsageType")]
    RoleUsage {
        /// The Region in which the role is used.
        region: Option<Cow<'a, str>> = "Region",
        /// The ARNs of the resources.
        resources: Option<Vec<Cow<'a, str>>> = "Resources",
    }
}

structure! {
    /// Why the deletion of a service-linked role failed
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeletionTaskFailureReasonType.html)).
    #[doc(alias = "DeletionTaskFailureReasonType")]
    DeletionTaskFailureReason {
        /// Why the deletion failed.
        reason: Option<Cow<'a, str>> = "Reason",
        /// The resources that still use the role.
        role_usage_list: Option<Vec<RoleUsage<'a>>> = "RoleUsageList",
    }
}
