//! What decoding costs, counted and not timed: allocations and bytes. `steps/` counts the branches.
//!
//! An input is repeated until it is long, so that a cost that grows with the square of the length shows.

use allocation_counter::{AllocationInfo, measure};
use iam_codec::{Dialect, Editor, Element, ErrorResponse, Params, Reply, Request, Response, form};
use serde_json::Value;

use crate::inputs::{Dice, grown, grown_document, next_members, reversed};
use crate::properties::Property;

/// The claims about form bodies.
pub const OF_BODIES: &[(&str, Property)] = &[
    ("linear_request", linear_request),
    ("linear_edit", linear_edit),
    ("linear_dialect", linear_dialect),
];

/// The claims about XML documents.
pub const OF_DOCUMENTS: &[(&str, Property)] = &[("linear_response", linear_response)];

/// The claims about JSON documents.
pub const OF_JSON: &[(&str, Property)] = &[("linear_json", linear_json)];

/// Decoding a body takes memory linear in its length, and so does what can be said about its errors.
///
/// The limit is that of the shortest pairs: `a&a&a` is a parameter of a hundred bytes for every two, in a
/// list that grows by doubling.
pub fn linear_request(body: &[u8]) {
    let (body, mut dice) = long_body(body);
    match dice.below(4) {
        0 => assert_linear("decode", &body, |body| {
            if let Err(e) = Request::decode(body) {
                e.to_response("id").encode();
            }
        }),
        1 => assert_linear("decode_unchecked", &body, |body| {
            drop(Request::decoder().unchecked().body(body))
        }),
        2 => assert_linear("from_params", &body, |body| {
            drop(Params::parse(body).and_then(|params| Request::decoder().params(params)));
        }),
        _ => assert_linear("parse_parts", &body, |body| {
            let (query, body) = body.split_at(body.len() / 2);
            drop(Params::parse_parts(query, body));
        }),
    }
}

/// A change of a body takes memory linear in its length, also in a dialect, which sorts the pairs.
///
/// The limit is that of empty pairs: `&&&` is a pair of 24 bytes for every byte, and 40 more while they are
/// sorted by their names, once to find the list and once to write it.
pub fn linear_edit(body: &[u8]) {
    let name = form::pairs(body).find_map(|pair| Some(pair.name().ok()?.into_owned()));
    let name = name.unwrap_or_default();
    let (body, mut dice) = long_body(body);
    let dialect = [None, Some(Dialect::Botocore), Some(Dialect::Go)][dice.below(3)];
    let change = dice.below(5);
    assert_within(500, 64, &format!("change {change}"), &body, |body| {
        let mut editor = Editor::new(body);
        if let Some(dialect) = dialect {
            editor = editor.in_dialect(dialect);
        }
        match change {
            0 => drop(editor.add_member("Tags", &[("Key", "a"), ("Value", "b")])),
            1 => drop(editor.remove_member("Tags", 1)),
            2 => editor.set(&name, "a &"),
            3 => _ = editor.remove(&name),
            _ => {}
        }
        drop(editor.finish());
    });
}

/// Writing a body in a dialect, and looking whether one fits, takes memory linear in its length.
pub fn linear_dialect(body: &[u8]) {
    let (body, mut dice) = long_body(body);
    let dialect = Dialect::ALL[dice.below(Dialect::ALL.len())];
    assert_linear("fits", &body, |body| _ = dialect.fits(body));
    assert_linear("encode_as", &body, |body| {
        if let Ok(request) = Request::decoder().unchecked().body(body) {
            drop(request.encode_as(dialect));
        }
    });
}

/// Reading and writing JSON takes memory linear in its length.
pub fn linear_json(document: &[u8]) {
    for document in [document.repeat(1 + LEN / document.len().max(1)), grown_json(document)] {
        assert_linear("Request", &document, |document| {
            if let Ok(request) = serde_json::from_slice::<Request<'_>>(document) {
                drop(serde_json::to_string(&request));
            }
        });
        assert_linear("Reply", &document, |document| {
            if let Ok(reply) = serde_json::from_slice::<Reply<'_>>(document) {
                drop(serde_json::to_string(&reply));
            }
        });
    }
}

/// Reading a document takes memory linear in its length.
pub fn linear_response(document: &[u8]) {
    for document in [document.to_vec(), grown_document(document, LEN)] {
        assert_linear("Reply", &document, |document| drop(Reply::decode(document)));
        let assert_tolerant = |name, read: fn(&[u8])| {
            assert_within(MAX_BYTES_A_BYTE, OF_ODDITIES, name, &document, read);
        };
        assert_tolerant("Reply", |document| drop(Reply::decode_tolerantly(document)));
        assert_tolerant("Element", |document| drop(Element::decode_tolerantly(document)));
        assert_linear("ErrorResponse", &document, |document| drop(ErrorResponse::decode(document)));
        assert_linear("unknown_elements", &document, |document| {
            drop(Response::unknown_elements(document));
        });
    }
}

/// The body over and over, as it is, with new numbers of members, or with these in reverse; and what
/// chooses the work that is measured. One choice a body: all of them cost as much as a hundred other inputs.
fn long_body(body: &[u8]) -> (Vec<u8>, Dice) {
    let mut dice = Dice::of(body);
    let long = match dice.below(3) {
        0 => grown(body, LEN, str::to_owned),
        1 => grown(body, LEN, next_members),
        _ => reversed(&grown(body, LEN, next_members)),
    };
    (long, dice)
}

/// The document with longer texts and lists; the same if it is not JSON.
fn grown_json(document: &[u8]) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(document) else {
        return document.to_vec();
    };
    grow(&mut value, 1 + LEN / document.len().max(1));
    serde_json::to_vec(&value).unwrap_or_default()
}

fn grow(value: &mut Value, times: usize) {
    match value {
        Value::String(text) => *text = text.repeat(times),
        Value::Array(items) => *items = vec![&items[..]; times].concat(),
        Value::Object(members) => {
            // With another action nothing else would be read.
            let members = members.iter_mut().filter(|(name, _)| *name != "Action");
            members.for_each(|(_, value)| grow(value, times));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

const LEN: usize = 16 << 10;
const MAX_BYTES_A_BYTE: u64 = 200;

/// The allocations of at most 1,000 oddities, each with its path and its texts.
const OF_ODDITIES: u64 = 8000;

/// Whether 200 bytes and one allocation for each byte of the input suffice.
#[track_caller]
fn assert_linear(name: &str, input: &[u8], decode: impl FnOnce(&[u8])) {
    assert_within(MAX_BYTES_A_BYTE, 64, name, input, decode);
}

/// The same with these bytes for each of the input and these allocations beside.
#[track_caller]
fn assert_within(most: u64, beside: u64, name: &str, input: &[u8], decode: impl FnOnce(&[u8])) {
    let AllocationInfo { bytes_total, count_total, .. } = measure(|| decode(input));
    let len = input.len() as u64;
    assert!(bytes_total <= most * len + 16 * beside, "{name}: {bytes_total} bytes for {len}");
    assert!(count_total <= len + beside, "{name}: {count_total} allocations for {len} bytes");
}
