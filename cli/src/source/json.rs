//! Inputs in JSON: recordings, and logs with a document for each line.

use std::rc::Rc;

use serde_json::{Deserializer, Value};

use super::found::Found;
use super::{log, recording};
use crate::input::Input;

/// Reads an input that is JSON, if it is a recording or a log that is known.
pub(super) fn read(input: &Rc<Input>) -> Option<Vec<Found>> {
    let text = &input.bytes[input.blank()..];
    if !text.starts_with(b"{") && !text.starts_with(b"[") {
        return None;
    }
    let documents = Deserializer::from_slice(text).into_iter().collect::<Result<Vec<Value>, _>>();
    let documents = documents.ok()?;
    recording::read_all(input, &documents).or_else(|| log::terraform::documents(input, &documents))
}
