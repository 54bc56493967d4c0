//! The limits of tags, which are the same in every service whose model declares tags.

use crate::error::constraint::Constraint::{MaxLength, MinLength, NotNull, Pattern};
use crate::schema::class::TAG;
use crate::schema::rows::{ANY, lists, texts};
use crate::schema::shape::Form::{Many, Some};

macro_rules! tag_key_pattern {
    () => {
        r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+"
    };
}

texts! {
    /// `tagKeyType`
    TAG_KEY = 1..=128, Some(tag_key_pattern!(), &TAG);
    /// `tagValueType`
    TAG_VALUE = 0..=256, Many(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", &TAG);
}

lists! {
    /// `tagListType`
    TAGS = 0..=50 of ANY;
    /// `tagKeyListType`
    TAG_KEYS = 0..=50 of TAG_KEY, each [MaxLength(128), MinLength(1), Pattern(tag_key_pattern!()), NotNull];
}
