//! Whole messages of any service: requests, responses, errors, and their parameters as they are.
//!
//! This layer knows how a service is described. It does not know any service.

pub(crate) mod decoder;
pub(crate) mod dialect;
pub(crate) mod edit;
pub(crate) mod error_code;
pub(crate) mod error_response;
pub(crate) mod failure;
#[cfg(feature = "http")]
pub(crate) mod http;
#[cfg(feature = "serde")]
pub(crate) mod json;
pub(crate) mod list;
#[cfg(test)]
pub(crate) mod model;
pub(crate) mod names;
pub(crate) mod operation;
pub(crate) mod other;
pub(crate) mod page;
pub(crate) mod list_params;
pub(crate) mod params;
pub(crate) mod parts;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod response;
pub(crate) mod scope;
pub(crate) mod service;
pub(crate) mod success;
#[cfg(feature = "tower")]
pub(crate) mod tower;
pub(crate) mod wrap;
pub(crate) mod tolerant;
