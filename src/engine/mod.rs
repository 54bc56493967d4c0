//! The walks over tables: reading, writing and checking the members of any structure.
//!
//! This layer knows tables by their types. It knows neither messages nor services.

pub(crate) mod check;
pub(crate) mod cursor;
pub(crate) mod input;
#[cfg(feature = "serde")]
pub(crate) mod json;
mod notation;
pub(crate) mod output;
pub(crate) mod page;
pub(crate) mod quote;
pub(crate) mod tags;
pub(crate) mod tolerant;
