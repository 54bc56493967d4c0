//! Cases as data: what is sent and what is expected, as the files have it. Sends nothing and judges nothing.

pub(crate) mod case;
pub(crate) mod level;
pub(crate) mod rows;
pub(crate) mod suite;
