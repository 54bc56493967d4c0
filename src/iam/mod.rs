//! IAM as data: its operations, structures, enumerations and limits, and the rules that no limit expresses.
//!
//! This layer knows all layers before it. No other service may be named here.

pub(crate) mod answers;
pub(crate) mod entity;
pub(crate) mod enums;
#[macro_use]
pub(crate) mod limits;
#[cfg(test)]
mod lists;
#[cfg(test)]
mod model;
pub mod operations;
mod policies;
pub(crate) mod refusal;
pub(crate) mod rules;
pub mod structures;
pub(crate) mod tagging;

/// The version of the API, which every request names.
///
/// ```
/// use iam_codec::{Params, VERSION};
///
/// let params = Params::parse(b"Action=CreateUser&Version=2015-02-02")?;
/// assert_ne!(params.get("Version"), Some(VERSION)); // ElastiCache's `CreateUser`
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
pub const VERSION: &str = operations::SERVICE.version();
