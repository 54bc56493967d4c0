//! What decoding costs, counted and not timed: allocations and bytes. `steps/` counts the branches.
//!
//! An input is repeated until it is long, so that a cost that grows with the square of the length shows.

use allocation_counter::{AllocationInfo, measure};
use iam_codec::{ErrorResponse, Params, Reply, Request, Response};

use crate::inputs::{grown, grown_document, next_members, reversed};
use crate::properties::Property;

/// The claims about form bodies.
pub const OF_BODIES: &[(&str, Property)] = &[("linear_request", linear_request)];

/// The claims about XML documents.
pub const OF_DOCUMENTS: &[(&str, Property)] = &[("linear_response", linear_response)];

/// Decoding a body takes memory linear in its length, and so does what can be said about its errors.
///
/// The limit is that of the shortest pairs: `a&a&a` is a parameter of a hundred bytes for every two, in a
/// list that grows by doubling.
pub fn linear_request(body: &[u8]) {
    let members = grown(body, LEN, next_members);
    for body in [grown(body, LEN, str::to_owned), reversed(&members), members] {
        assert_linear("decode", &body, |body| {
            if let Err(e) = Request::decode(body) {
                e.to_response("id").encode();
            }
        });
        assert_linear("decode_unchecked", &body, |body| {
            drop(Request::decoder().unchecked().body(body))
        });
        assert_linear("from_params", &body, |body| {
            drop(Params::parse(body).and_then(|params| Request::decoder().params(params)));
        });
        assert_linear("parse_parts", &body, |body| {
            let (query, body) = body.split_at(body.len() / 2);
            drop(Params::parse_parts(query, body));
        });
    }
}

/// Reading a document takes memory linear in its length.
pub fn linear_response(document: &[u8]) {
    for document in [document.to_vec(), grown_document(document, LEN)] {
        assert_linear("Reply", &document, |document| drop(Reply::decode(document)));
        assert_linear_but("decode_tolerantly", OF_ODDITIES, &document, |document| {
            drop(Reply::decode_tolerantly(document));
        });
        assert_linear("ErrorResponse", &document, |document| drop(ErrorResponse::decode(document)));
        assert_linear("unknown_elements", &document, |document| {
            drop(Response::unknown_elements(document));
        });
    }
}

const LEN: usize = 16 << 10;
const MAX_BYTES_A_BYTE: u64 = 200;

/// The allocations of at most 1,000 oddities, each with its path and its texts.
const OF_ODDITIES: u64 = 8000;

#[track_caller]
fn assert_linear(name: &str, input: &[u8], decode: impl FnOnce(&[u8])) {
    assert_linear_but(name, 64, input, decode);
}

/// The same with some allocations beside those for the bytes.
#[track_caller]
fn assert_linear_but(name: &str, beside: u64, input: &[u8], decode: impl FnOnce(&[u8])) {
    let AllocationInfo { bytes_total, count_total, .. } = measure(|| decode(input));
    let len = input.len() as u64;
    let bytes = MAX_BYTES_A_BYTE * len + 16 * beside;
    assert!(bytes_total <= bytes, "{name}: {bytes_total} bytes for {len}");
    assert!(count_total <= len + beside, "{name}: {count_total} allocations for {len} bytes");
}
