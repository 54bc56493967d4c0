//! The limits of tags, which are the same in every service of this protocol.

use crate::schema::class::TAG;
use crate::schema::shape::{Form, ListShape, Shape, TextShape};

pub(crate) const KEY_PATTERN: &str = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+";

const KEY_LIMIT: TextShape = TextShape { min: 1, max: 128, form: Form::Some(KEY_PATTERN, &TAG) };
const VALUE_LIMIT: TextShape =
    TextShape { min: 0, max: 256, form: Form::Many(r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*", &TAG) };

pub(crate) static KEY: TextShape = KEY_LIMIT;
pub(crate) static VALUE: TextShape = VALUE_LIMIT;

/// `tagKeyType`
pub(crate) static TAG_KEY: Shape = Shape::Text(KEY_LIMIT);
/// `tagValueType`
pub(crate) static TAG_VALUE: Shape = Shape::Text(VALUE_LIMIT);
/// `tagListType`
pub(crate) static TAGS: Shape =
    Shape::List(ListShape { min: 0, max: 50, member: &Shape::Any, each: &[] });
