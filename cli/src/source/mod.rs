//! What an input holds: the requests and replies in it, whatever they are written in.
//!
//! The content tells which form an input has, and each form has a file here: bodies and documents as they
//! are ([`plain`]), HTTP messages ([`http`]), recordings in JSON and YAML ([`json`], [`yaml`],
//! [`recording`]), the flows of mitmproxy ([`mitmproxy`]), and what clients print when they are asked to
//! ([`log`]). The request and the reply of one exchange follow each other. This layer knows how messages
//! are recorded; it does not know what they say.

use std::rc::Rc;

use crate::input::Input;

mod found;
mod http;
mod json;
mod log;
mod looks;
mod mitmproxy;
mod plain;
mod recording;
mod yaml;

pub(crate) use found::{Found, Head, Headers, Reply, Request, Status};

/// Everything in the input, in order.
pub(crate) fn read(input: &Rc<Input>) -> Vec<Found> {
    let readers = [
        mitmproxy::flows,
        json::read,
        http::read,
        plain::read,
        yaml::read,
        mitmproxy::printed,
        log::read,
    ];
    // The first that knows the input reads it.
    let found = readers.iter().find_map(|read| read(input));
    found.unwrap_or_else(|| vec![Found::Problem(looks::unknown(input))])
}
