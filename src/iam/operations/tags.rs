//! The 24 operations on tags, three for each row of the taggable resource types.

use std::borrow::Cow;

use crate::iam::limits::{
    EXISTING_USER_NAME, INSTANCE_PROFILE_NAME, MARKER, MAX_ITEMS, OPEN_ID_CONNECT_PROVIDER_ARN,
    POLICY_ARN, ROLE_NAME, SAML_PROVIDER_ARN, SERIAL_NUMBER, SERVER_CERTIFICATE_NAME, TAG_KEYS,
    TAGS,
};
use crate::iam::tagging::rows::resources;
use crate::schema::block::operation;
use crate::types::tag::Tag;

/// Makes the blocks of the three operations of each row.
macro_rules! blocks {
    ($(
        $(#[$doc:meta])*
        $Type:ident($what:literal, $Create:ident) {
            $member:ident = $parameter:literal: $SHAPE:ident,
            keys: $key_case:ident,
            not_found: $not_found:literal,
            already_exists: $already_exists:literal,
            $Tag:ident = $tag:literal: [$($TAG:ident),*],
            $Untag:ident = $untag:literal: [$($UNTAG:ident),*],
            $List:ident = $list:literal: [$($LIST:ident),*] -> $Page:ident
        }
    )*) => {
        $(
            operation! {
                #[doc = concat!("Adds tags to ", $what, ", replacing the values of keys that it has. ")]
                #[doc = concat!("If one tag is refused, none is added ([API reference](", api!($tag), ")).")]
                $Tag {
                    $(#[$doc])*
                    $member: Cow<'a, str> = $parameter: $SHAPE,
                    /// The tags to add.
                    tags: Vec<Tag<'a>> = "Tags": TAGS,
                }
                errors: $($TAG),*
            }

            operation! {
                #[doc = concat!("Removes tags from ", $what, ". ")]
                #[doc = concat!("Keys that it does not have are fine ([API reference](", api!($untag), ")).")]
                $Untag {
                    $(#[$doc])*
                    $member: Cow<'a, str> = $parameter: $SHAPE,
                    /// The keys of the tags to remove.
                    tag_keys: Vec<Cow<'a, str>> = "TagKeys": TAG_KEYS,
                }
                errors: $($UNTAG),*
            }

            operation! {
                #[doc = concat!("Lists the tags of ", $what, ", a page at a time ([API reference](", api!($list), ")).")]
                $List {
                    $(#[$doc])*
                    $member: Cow<'a, str> = $parameter: $SHAPE,
                    /// Where the previous page ended, as it said itself.
                    marker: Option<Cow<'a, str>> = "Marker": MARKER,
                    /// How many to return at most, 100 by default.
                    max_items: Option<i32> = "MaxItems": MAX_ITEMS,
                } -> $Page {
                    /// The tags.
                    tags: Vec<Tag<'a>> = "Tags",
                    /// Whether there are more.
                    is_truncated: Option<bool> = "IsTruncated",
                    /// What to send as `Marker` for the next page.
                    marker: Option<Cow<'a, str>> = "Marker",
                }
                errors: $($LIST),*
            }
        )*
    };
}

/// The page of an operation in AWS's documentation.
macro_rules! api {
    ($operation:literal) => {
        concat!("https://docs.aws.amazon.com/IAM/latest/APIReference/API_", $operation, ".html")
    };
}

resources! { blocks }
