//! What can be wrong with a request, and where: violations, places, and the error that carries them.
//!
//! This layer knows parameters by name. It does not know which operations have them.

pub(crate) mod constraint;
pub(crate) mod path;
pub(crate) mod place;
pub(crate) mod problems;
pub(crate) mod request_error;
