//! Expected and actual answers → differences. Sends nothing.

pub(crate) mod answer;
pub(crate) mod result;
pub(crate) mod rules;
