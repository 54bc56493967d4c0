//! TABLE: access keys of users.

use std::borrow::Cow;

use crate::iam::enums::Status;
use crate::iam::limits::{ACCESS_KEY_ID, EXISTING_USER_NAME, MARKER, MAX_ITEMS};
use crate::iam::structures::{AccessKey, AccessKeyLastUsed, AccessKeyMetadata};
use crate::schema::block::operation;

operation! {
    /// Creates an access key for a user, and returns its secret this one time
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html)).
    CreateAccessKey {
        /// The name of the key's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
    } -> CreateAccessKeyResult {
        /// The new key, with its secret.
        access_key: AccessKey<'a> = "AccessKey",
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Deletes a user's access key
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html)).
    DeleteAccessKey {
        /// The name of the key's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// The access key's ID.
        access_key_id: Cow<'a, str> = "AccessKeyId": ACCESS_KEY_ID,
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE
}

operation! {
    /// Tells when, where and for which service an access key was last used
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccessKeyLastUsed.html)).
    GetAccessKeyLastUsed {
        /// The access key's ID.
        access_key_id: Cow<'a, str> = "AccessKeyId": ACCESS_KEY_ID,
    } -> GetAccessKeyLastUsedResult {
        /// The name of the key's owner.
        user_name: Option<Cow<'a, str>> = "UserName",
        /// The key's last use.
        access_key_last_used: Option<AccessKeyLastUsed<'a>> = "AccessKeyLastUsed",
    }
    errors:
}

operation! {
    /// Lists a user's access keys, without their secrets
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html)).
    ListAccessKeys {
        /// The name of the keys' owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// Where the previous page ended.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// How many to return at most, 100 by default.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    } -> ListAccessKeysResult {
        /// The access keys.
        access_key_metadata: Vec<AccessKeyMetadata<'a>> = "AccessKeyMetadata",
        /// Whether there are more.
        is_truncated: Option<bool> = "IsTruncated",
        /// What to send as `Marker` for the next page.
        marker: Option<Cow<'a, str>> = "Marker",
    }
    errors: NO_SUCH_ENTITY, SERVICE_FAILURE
}

operation! {
    /// Makes a user's access key active or inactive
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html)).
    UpdateAccessKey {
        /// The name of the key's owner, the caller by default.
        user_name: Option<Cow<'a, str>> = "UserName": EXISTING_USER_NAME,
        /// The access key's ID.
        access_key_id: Cow<'a, str> = "AccessKeyId": ACCESS_KEY_ID,
        /// Whether the key may be used from now on.
        status: Status<'a> = "Status",
    }
    errors: NO_SUCH_ENTITY, LIMIT_EXCEEDED, SERVICE_FAILURE, INVALID_INPUT
}
