//! The 24 tag operations: three verbs over eight types of resources.

pub(crate) mod operations;
pub(crate) mod quick;
pub(crate) mod resource;
pub(crate) mod tag_page;
