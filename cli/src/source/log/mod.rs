//! What clients print when they are asked to: debug logs and traces, in the notation of each.
//!
//! Most of them show what went over the wire, in pieces: [`wire`] puts these together, and the layer above
//! reads HTTP from them. The others show the parts of a message one by one.

use std::rc::Rc;

use super::Found;
use crate::input::Input;

mod amazonka;
mod botocore;
mod curl;
mod go;
mod literal;
mod sdk;
pub(super) mod terraform;
mod wire;

/// Finds the messages in a text; none, if the text is not of its kind.
type Reader = fn(&Rc<Input>, &str) -> Vec<Found>;

/// Reads a log that is known.
pub(super) fn read(input: &Rc<Input>) -> Option<Vec<Found>> {
    // Logs may hold bytes that are not UTF-8; the marks of messages are ASCII.
    let text = String::from_utf8_lossy(&input.bytes);
    let readers: [Reader; 10] = [
        botocore::read,
        botocore::literal,
        curl::trace,
        curl::verbose,
        go::read,
        wire::read,
        sdk::java,
        sdk::rust,
        amazonka::read,
        terraform::read,
    ];
    readers.iter().map(|read| read(input, &text)).find(|found| !found.is_empty())
}
