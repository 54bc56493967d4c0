//! TABLE: groups and their users.

use std::borrow::Cow;

use crate::iam::limits::{EXISTING_USER_NAME, GROUP_NAME, MARKER, MAX_ITEMS, PATH, PATH_PREFIX};
use crate::iam::structures::{Group, User};
use crate::schema::block::operation;

operation! {
    /// Adds a user to a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html)).
    AddUserToGroup {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The added user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Creates a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html)).
    CreateGroup {
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": PATH,
        /// The new group's name, without the path.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
    } -> CreateGroupResult {
        /// The new group.
        group: Group<'a> = "Group",
    }
    errors: LIMIT_EXCEEDED, ENTITY_ALREADY_EXISTS, NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Deletes a group, which must have no users and no attached policies
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html)).
    DeleteGroup {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
    }
    errors: NO_SUCH_ENTITY, DELETE_CONFLICT, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Gets a group and lists its users
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html)).
    GetGroup {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> GetGroupResult {
        /// The group.
        group: Group<'a> = "Group",
        /// The users in the group.
        users: Vec<User<'a>> = "Users",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the groups
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html)).
    ListGroups {
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListGroupsResult {
        /// The groups.
        groups: Vec<Group<'a>> = "Groups",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Lists the groups that a user belongs to
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html)).
    ListGroupsForUser {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListGroupsForUserResult {
        /// The user's groups.
        groups: Vec<Group<'a>> = "Groups",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Removes a user from a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html)).
    RemoveUserFromGroup {
        /// The group's name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The removed user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Changes the name or the path of a group
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateGroup.html)).
    UpdateGroup {
        /// The group's current name.
        group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
        /// The new path, unchanged by default.
        new_path: Option<Cow<'a, str>> = "NewPath": PATH,
        /// The group's new name, unchanged by default.
        new_group_name: Option<Cow<'a, str>> = "NewGroupName": GROUP_NAME,
    }
    errors: NO_SUCH_ENTITY, ENTITY_ALREADY_EXISTS, LIMIT_EXCEEDED, SERVICE_FAILURE
}
