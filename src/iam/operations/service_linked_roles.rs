//! TABLE: roles that belong to an AWS service.

use std::borrow::Cow;

use crate::iam::enums::DeletionTaskStatus;
use crate::iam::limits::{
    CUSTOM_SUFFIX, DELETION_TASK_ID, GROUP_NAME, ROLE_DESCRIPTION, ROLE_NAME,
};
use crate::iam::structures::{DeletionTaskFailureReason, Role};
use crate::schema::block::operation;

operation! {
    /// Creates a role that an AWS service controls
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateServiceLinkedRole.html)).
    CreateServiceLinkedRole {
        /// The service's principal, such as `elasticbeanstalk.amazonaws.com`.
        aws_service_name: Cow<'a, str> = "AWSServiceName": GROUP_NAME,
        /// The description.
        description: Option<Cow<'a, str>> = "Description": ROLE_DESCRIPTION,
        /// The end of the role's name, after what the service sets.
        custom_suffix: Option<Cow<'a, str>> = "CustomSuffix": CUSTOM_SUFFIX,
    } -> CreateServiceLinkedRoleResult {
        /// The new role.
        role: Option<Role<'a>> = "Role",
    }
    errors: INVALID_INPUT, LIMIT_EXCEEDED, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Starts the deletion of a service-linked role, and returns the task's ID
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteServiceLinkedRole.html)).
    DeleteServiceLinkedRole {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
    } -> DeleteServiceLinkedRoleResult {
        /// The ID of the deletion task.
        deletion_task_id: Cow<'a, str> = "DeletionTaskId",
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Tells how the deletion of a service-linked role goes
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetServiceLinkedRoleDeletionStatus.html)).
    GetServiceLinkedRoleDeletionStatus {
        /// The ID of the deletion task.
        deletion_task_id: Cow<'a, str> = "DeletionTaskId": DELETION_TASK_ID,
    } -> GetServiceLinkedRoleDeletionStatusResult {
        /// How far the deletion has come.
        status: DeletionTaskStatus<'a> = "Status",
        /// Why the deletion failed, if it did.
        reason: Option<DeletionTaskFailureReason<'a>> = "Reason",
    }
    errors: NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE
}
