//! TABLE: users.

use std::borrow::Cow;

use crate::iam::limits::{
    BOUNDARY_ARN, EXISTING_USER_NAME, MARKER, MAX_ITEMS, PATH, PATH_PREFIX, TAGS, USER_NAME,
};
use crate::iam::structures::User;
use crate::schema::block::operation;
use crate::types::tag::Tag;

operation! {
    /// Creates a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html)).
    CreateUser {
        /// The path, `/` by default.
        path: Option<Cow<'a, str>> = "Path": PATH,
        /// The new user's name.
        user_name: Cow<'a, str> = "UserName": USER_NAME,
        /// The ARN of the managed policy that limits the user's permissions.
        permissions_boundary: Option<Cow<'a, str>> = "PermissionsBoundary": BOUNDARY_ARN,
        /// The tags of the new user.
        tags: Option<Vec<Tag<'a>>> = "Tags": TAGS,
    } -> CreateUserResult {
        /// The new user.
        user: Option<User<'a>> = "User",
    }
    errors: LIMIT_EXCEEDED, ENTITY_ALREADY_EXISTS, NO_SUCH_ENTITY, INVALID_INPUT,
            CONCURRENT_MODIFICATION, SERVICE_FAILURE
}

operation! {
    /// Deletes a user, who must have nothing attached
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html)).
    DeleteUser {
        /// The user's name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
    }
    errors: LIMIT_EXCEEDED, NO_SUCH_ENTITY, DELETE_CONFLICT, CONCURRENT_MODIFICATION,
            SERVICE_FAILURE
}

operation! {
    /// Gets a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html)).
    GetUser {
        /// The user's name, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
    } -> GetUserResult {
        /// The user.
        user: User<'a> = "User",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Lists the users
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html)).
    ListUsers {
        /// How the path must begin, `/` (all) by default.
        path_prefix: Option<Cow<'a, str>> = "PathPrefix": PATH_PREFIX,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListUsersResult {
        /// The users.
        users: Vec<User<'a>> = "Users",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: SERVICE_FAILURE
}

operation! {
    /// Changes the name or the path of a user
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html)).
    UpdateUser {
        /// The user's current name.
        user_name: Cow<'a, str> = "UserName": EXISTING_USER_NAME,
        /// The new path, unchanged by default.
        new_path: Option<Cow<'a, str>> = "NewPath": PATH,
        /// The user's new name, unchanged by default.
        new_user_name: Option<Cow<'a, str>> = "NewUserName": USER_NAME,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, ENTITY_ALREADY_EXISTS,
            ENTITY_TEMPORARILY_UNMODIFIABLE, CONCURRENT_MODIFICATION, SERVICE_FAILURE
}
