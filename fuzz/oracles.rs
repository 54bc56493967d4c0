//! The codec against other readers and writers: what they make of the same input must be the same.
//!
//! Where they may differ is said here, each time with the reason. What operations there are and what they
//! hold is read from AWS's model; values are compared as JSON, whose names are the model's.

mod constraints;
mod documents;
mod errors;
mod form;
mod judge;
mod refusal;
mod requests;
mod results;
mod rules;
mod sts;
mod tree;
mod writer;

pub use constraints::java;
pub use documents::{diff_written_xml, diff_xml};
pub use form::diff_pairs;
pub use requests::{diff_made_request, diff_request};
pub use sts::{diff_made_sts_request, diff_sts_request};
pub use writer::diff_query_writer;

use crate::properties::Property;

/// The claims about form bodies.
pub const OF_BODIES: &[(&str, Property)] = &[
    ("diff_pairs", diff_pairs),
    ("diff_request", diff_request),
    ("diff_sts_request", diff_sts_request),
];

/// The claims about XML documents.
pub const OF_DOCUMENTS: &[(&str, Property)] = &[("diff_xml", diff_xml)];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[
    ("diff_made_request", diff_made_request),
    ("diff_made_sts_request", diff_made_sts_request),
    ("diff_query_writer", diff_query_writer),
    ("diff_written_xml", diff_written_xml),
];
