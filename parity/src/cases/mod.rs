//! Cases as data: what is sent and what is expected, as the files have it. Sends nothing and judges nothing.

pub(crate) mod case;
pub(crate) mod check;
pub(crate) mod effects;
pub(crate) mod expect;
pub(crate) mod file;
pub(crate) mod level;
pub(crate) mod lists;
pub(crate) mod neighbours;
pub(crate) mod rows;
pub(crate) mod suite;
