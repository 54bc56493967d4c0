//! TABLE: role templates.

use std::borrow::Cow;

use crate::iam::limits::{ARN, REPLACEMENT_VALUES};
use crate::iam::structures::{ReplacementValueEntry, Role, RoleTemplateVersion};
use crate::schema::block::operation;
use crate::types::map::Map;

operation! {
    /// Creates a role from a role template
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AcquireRole.html)).
    AcquireRole {
        /// The role template's ARN.
        template_arn: Cow<'a, str> = "TemplateArn": ARN,
        /// The template's minor version, its default if absent.
        template_minor_version: Option<i32> = "TemplateMinorVersion",
        /// The values of the template's parameters, by name.
        replacement_values: Option<Map<Cow<'a, str>, ReplacementValueEntry<'a>>> = "ReplacementValues": REPLACEMENT_VALUES,
    } -> AcquireRoleResult {
        /// The new role.
        role: Role<'a> = "Role",
    }
    errors: LIMIT_EXCEEDED, INVALID_INPUT, ENTITY_ALREADY_EXISTS, ROLE_MODIFIED, NAME_CONFLICT,
            MALFORMED_POLICY_DOCUMENT, CONCURRENT_MODIFICATION, SERVICE_FAILURE, NO_SUCH_ENTITY,
            ROLE_TEMPLATE_DISABLED
}

operation! {
    /// Gets a version of a role template
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRoleTemplateVersion.html)).
    GetRoleTemplateVersion {
        /// The role template's ARN.
        template_arn: Cow<'a, str> = "TemplateArn": ARN,
        /// The minor version, the template's default if absent.
        minor_version: Option<i32> = "MinorVersion",
    } -> GetRoleTemplateVersionResult {
        /// The version of the template.
        role_template_version: RoleTemplateVersion<'a> = "RoleTemplateVersion",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}
