//! What must hold of every input, each claim once. A property panics where it does not hold.
//!
//! The fuzz targets run the properties on what the fuzzer comes up with. Stable `cargo test` runs them
//! on the golden files, on every input that ever failed, and on some thousands of others.

#[path = "properties/asserts.rs"]
mod asserts;
#[path = "properties/bodies.rs"]
mod bodies;
#[path = "properties/documents.rs"]
pub mod documents;
#[path = "properties/gates.rs"]
mod gates;
#[path = "properties/members.rs"]
mod members;
#[path = "properties/notations.rs"]
mod notations;
#[path = "properties/refusals.rs"]
mod refusals;
#[path = "properties/requests.rs"]
mod requests;
#[path = "properties/responses.rs"]
mod responses;
#[path = "properties/spelling.rs"]
mod spelling;
#[path = "properties/sts.rs"]
mod sts;
#[path = "properties/typed.rs"]
mod typed;
#[path = "properties/unwritable.rs"]
mod unwritable;
#[path = "properties/values.rs"]
mod values;

pub use bodies::{decode_request, pairs, params, respelled_body};
pub use gates::{gate, wrapped};
pub use refusals::{first_refusal, violating};
pub use requests::{request_round_trip, respelled_request};
pub use responses::{
    decode_response, respelled_reply, respelled_response, response_round_trip, tolerant_reply,
};
pub use sts::sts_reply_round_trip;
pub use values::value_types;

use crate::edits::{dialect, edit};

/// A claim about every input.
pub type Property = fn(&[u8]);

/// The claims about form bodies.
pub const OF_BODIES: &[(&str, Property)] = &[
    ("pairs", pairs),
    ("decode_request", decode_request),
    ("params", params),
    ("respelled_body", respelled_body),
    ("edit", edit),
    ("dialect", dialect),
    ("gate", gate),
];

/// The claims about XML documents.
pub const OF_DOCUMENTS: &[(&str, Property)] = &[
    ("decode_response", decode_response),
    ("tolerant_reply", tolerant_reply),
    ("wrapped", wrapped),
];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[
    ("request_round_trip", request_round_trip),
    ("respelled_request", respelled_request),
    ("violating", violating),
    ("first_refusal", first_refusal),
    ("response_round_trip", response_round_trip),
    ("respelled_response", respelled_response),
    ("sts_reply_round_trip", sts_reply_round_trip),
    ("value_types", value_types),
];
