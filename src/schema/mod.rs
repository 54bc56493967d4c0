//! What a table says: structures, their members, and the constraints of these.
//!
//! This layer knows types and errors. It holds no table of a service and walks over none.

pub(crate) mod block;
pub(crate) mod class;
pub(crate) mod words;
pub(crate) mod rows;
pub(crate) mod shape;
pub(crate) mod structure;
#[macro_use]
pub(crate) mod tag;
pub(crate) mod value;
