//! TABLE: parts of access reports.

use std::borrow::Cow;

use crate::iam::enums::PolicyOwner;
use crate::schema::block::structure;
use crate::types::timestamp::Timestamp;

structure! {
    /// A service and when part of an organization last tried to use it
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AccessDetail.html)).
    AccessDetail {
        /// The service's name.
        service_name: Cow<'a, str> = "ServiceName",
        /// The service's prefix in actions, such as `s3`.
        service_namespace: Cow<'a, str> = "ServiceNamespace",
        /// The Region in which the service was last used.
        region: Option<Cow<'a, str>> = "Region",
        /// The path of the entity that last used the service.
        entity_path: Option<Cow<'a, str>> = "EntityPath",
        /// When the service was last used.
        last_authenticated_time: Option<Timestamp> = "LastAuthenticatedTime",
        /// How many accounts used the service.
        total_authenticated_entities: Option<i32> = "TotalAuthenticatedEntities",
    }
}

structure! {
    /// A user or role and when it last tried to use a service
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EntityDetails.html)).
    EntityDetails {
        /// The user or role.
        entity_info: EntityInfo<'a> = "EntityInfo",
        /// When the entity last used the service, absent if never.
        last_authenticated: Option<Timestamp> = "LastAuthenticated",
    }
}

structure! {
    /// A user or role that a report names
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_EntityInfo.html)).
    EntityInfo {
        /// The ARN.
        arn: Cow<'a, str> = "Arn",
        /// The user's or role's name.
        name: Cow<'a, str> = "Name",
        /// Whether it is a user or a role.
        r#type: PolicyOwner<'a> = "Type",
        /// The ID.
        id: Cow<'a, str> = "Id",
        /// The path.
        path: Option<Cow<'a, str>> = "Path",
    }
}

structure! {
    /// Why a report failed
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ErrorDetails.html)).
    ErrorDetails {
        /// What went wrong.
        message: Cow<'a, str> = "Message",
        /// The code of the error.
        code: Cow<'a, str> = "Code",
    }
}

structure! {
    /// A service and when it was last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ServiceLastAccessed.html)).
    ServiceLastAccessed {
        /// The service's name.
        service_name: Cow<'a, str> = "ServiceName",
        /// When the service was last used, absent if never.
        last_authenticated: Option<Timestamp> = "LastAuthenticated",
        /// The service's prefix in actions, such as `s3`.
        service_namespace: Cow<'a, str> = "ServiceNamespace",
        /// The ARN of the user or role that last used the service.
        last_authenticated_entity: Option<Cow<'a, str>> = "LastAuthenticatedEntity",
        /// The Region in which the service was last used.
        last_authenticated_region: Option<Cow<'a, str>> = "LastAuthenticatedRegion",
        /// How many principals used the service.
        total_authenticated_entities: Option<i32> = "TotalAuthenticatedEntities",
        /// The service's actions, and when they were last used.
        tracked_actions_last_accessed: Option<Vec<TrackedActionLastAccessed<'a>>> = "TrackedActionsLastAccessed",
    }
}

structure! {
    /// An action of a service and when it was last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TrackedActionLastAccessed.html)).
    TrackedActionLastAccessed {
        /// The action's name.
        action_name: Option<Cow<'a, str>> = "ActionName",
        /// The ARN of the user or role that last used the action.
        last_accessed_entity: Option<Cow<'a, str>> = "LastAccessedEntity",
        /// When the action was last used.
        last_accessed_time: Option<Timestamp> = "LastAccessedTime",
        /// The Region in which the action was last used.
        last_accessed_region: Option<Cow<'a, str>> = "LastAccessedRegion",
    }
}
