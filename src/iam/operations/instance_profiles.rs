//! TABLE: instance profiles and their roles.

use std::borrow::Cow;

use crate::iam::limits::{
    INSTANCE_PROFILE_NAME, MARKER, MAX_ITEMS, PATH, PATH_PREFIX, ROLE_NAME, TAGS,
};
use crate::iam::structures::InstanceProfile;
use crate::schema::block::operation;
use crate::types::tag::Tag;

operation! {
    /// Adds a role to an instance profile, which holds at most one
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddRoleToInstanceProfile.html)).
    AddRoleToInstanceProfile {
        /// The instance profile's name.
        instance_profile_name: Cow<'a, str> = "InstanceProfileName": INSTANCE_PROFILE_NAME,
        /// The added role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
    }
    errors: NO_SUCH_ENTITY, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, UNMODIFIABLE_ENTITY,
            SERVICE_FAILURE
}

operation! {
    /// Creates an instance profile
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html)).
    CreateInstanceProfile {
        /// The new instance profile's name.
        instance_profile_name: Cow<'a, str> = "InstanceProfileName": INSTANCE_PROFILE_NAME,
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": PATH,
        /// The tags of the new instance profile.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> CreateInstanceProfileResult {
        /// The new instance profile.
        instance_profile: InstanceProfile<'a> = "InstanceProfile",
    }
    errors: ENTITY_ALREADY_EXISTS, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION,
            SERVICE_FAILURE
}

operation! {
    /// Deletes an instance profile, which must hold no role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteInstanceProfile.html)).
    DeleteInstanceProfile {
        /// The instance profile's name.
        instance_profile_name: Cow<'a, str> = "InstanceProfileName": INSTANCE_PROFILE_NAME,
    }
    errors: NO_SUCH_ENTITY, DELETE_CONFLICT, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Gets an instance profile and its role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetInstanceProfile.html)).
    GetInstanceProfile {
        /// The instance profile's name.
        instance_profile_name: Cow<'a, str> = "InstanceProfileName": INSTANCE_PROFILE_NAME,
    } -> GetInstanceProfileResult {
        /// The instance profile.
        instance_profile: InstanceProfile<'a> = "InstanceProfile",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the instance profiles
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html)).
    ListInstanceProfiles {
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListInstanceProfilesResult {
        /// The instance profiles.
        instance_profiles: Vec<InstanceProfile<'a>> = "InstanceProfiles",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Lists the instance profiles that hold a role
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html)).
    ListInstanceProfilesForRole {
        /// The role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListInstanceProfilesForRoleResult {
        /// The instance profiles.
        instance_profiles: Vec<InstanceProfile<'a>> = "InstanceProfiles",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Removes a role from an instance profile
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveRoleFromInstanceProfile.html)).
    RemoveRoleFromInstanceProfile {
        /// The instance profile's name.
        instance_profile_name: Cow<'a, str> = "InstanceProfileName": INSTANCE_PROFILE_NAME,
        /// The removed role's name.
        role_name: Cow<'a, str> = "RoleName": ROLE_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, UNMODIFIABLE_ENTITY, SERVICE_FAILURE
}
