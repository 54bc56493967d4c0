//! Expected and actual answers → differences. Sends nothing, and knows no report.

pub(crate) mod answer;
mod breach;
pub(crate) mod difference;
mod layout;
pub(crate) mod result;
pub(crate) mod rules;

pub(crate) use breach::{Application, Breach};
