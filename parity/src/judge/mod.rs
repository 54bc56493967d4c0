//! Expected and actual answers → differences. Sends nothing, and knows no report.

pub(crate) mod answer;
pub(crate) mod breach;
pub(crate) mod difference;
pub(crate) mod identity;
pub(crate) mod kind;
mod layout;
mod model;
pub(crate) mod result;
pub(crate) mod rules;
#[cfg(test)]
mod tests;

pub(crate) use breach::{Application, Breach};
