//! Bytes: form bodies and XML documents, and the order in which AWS writes names.
//!
//! This layer knows neither operations nor types of members. It imports nothing of the crate.

pub mod form;
pub(crate) mod order;
pub(crate) mod service;
pub(crate) mod xml;
