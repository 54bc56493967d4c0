//! Requests, responses and errors as JSON, which the feature `serde` gives.

use std::fmt::Debug;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::Violating;
use iam_codec::{Reply, Request};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::properties::Property;

/// The claims about JSON documents.
pub const OF_JSON: &[(&str, Property)] = &[("decode_json", decode_json)];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("json_round_trip", json_round_trip)];

/// Reading never panics. What it accepts is written, and then read as the same value, from the text or
/// from a tree. No document is both a request and a reply.
pub fn decode_json(document: &[u8]) {
    let request = serde_json::from_slice::<Request<'_>>(document);
    let reply = serde_json::from_slice::<Reply<'_>>(document);
    assert!(request.is_err() || reply.is_err());
    if let Ok(request) = request {
        assert_request_survives(&request);
    }
    if let Ok(reply) = reply {
        assert_survives(&reply, &written(&reply));
    }
}

/// Any request, valid or not, and any response or error survives its document.
pub fn json_round_trip(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let request = match u.int_in_range(0..=2) {
        Ok(0) => Request::arbitrary(&mut u),
        Ok(1) => Violating::arbitrary(&mut u).map(|violating| violating.request),
        _ => {
            if let Ok(reply) = Reply::arbitrary(&mut u) {
                assert_survives(&reply, &written(&reply));
            }
            return;
        }
    };
    if let Ok(request) = request {
        assert_request_survives(&request);
    }
}

fn assert_request_survives(request: &Request<'_>) {
    let document = written(request);
    let again: Request<'_> = serde_json::from_str(&document).unwrap();
    assert_eq!(written(&again), document);
    assert_eq!(again.action_name(), request.action_name());
    // Where the parameters of an unknown request stood is not in the document.
    if !matches!(request, Request::Other(_)) {
        assert_survives(request, &document);
    }
}

fn assert_survives<'d, T: Debug + Deserialize<'d> + PartialEq>(value: &T, document: &'d str) {
    assert_eq!(&serde_json::from_str::<T>(document).unwrap(), value);
    let tree: Value = serde_json::from_str(document).unwrap();
    assert_eq!(tree.to_string().len(), document.len());
    assert_eq!(&T::deserialize(tree).unwrap(), value);
}

fn written(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap()
}
