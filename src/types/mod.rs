//! The types that a member may have: texts, times, bytes, maps, tags.
//!
//! This layer knows the wire's bytes. It knows neither tables nor operations.

pub(crate) mod blob;
pub(crate) mod calendar;
pub(crate) mod map;
pub(crate) mod tag;
pub(crate) mod tag_key;
pub(crate) mod text;
pub(crate) mod timestamp;
