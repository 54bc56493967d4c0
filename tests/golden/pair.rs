//! [`Pair`]: what travels on the wire, and what it means.

use std::fs;
use std::io;
use std::path::Path;

use iam_codec::{Params, Request, RequestError};
use libtest_mimic::Failed;

use crate::files::{ending, stem};

/// What travels on the wire, and what it means.
pub(crate) struct Pair {
    /// The files' name without ending.
    pub(crate) name: String,
    pub(crate) input: Vec<u8>,
    /// The input is a whole HTTP request.
    http: bool,
    pub(crate) expected: String,
}

pub(crate) type Decoded<'a> = Result<Request<'a>, RequestError>;

impl Pair {
    pub(crate) fn read(input: &Path, expected: &Path) -> io::Result<Self> {
        Ok(Self {
            name: stem(input),
            input: fs::read(input)?,
            http: ending(input) == "http",
            expected: fs::read_to_string(expected)?,
        })
    }

    /// Decodes in every way that takes this input: all must agree.
    pub(crate) fn decode(&self) -> Vec<Decoded<'_>> {
        match self.query_and_body() {
            Some((query, body)) => {
                vec![
                    Params::parse_parts(query, body)
                        .and_then(|params| Request::decoder().params(params)),
                ]
            }
            None => vec![
                Request::decode(&self.input),
                Params::parse(&self.input).and_then(|params| Request::decoder().params(params)),
                Params::parse_parts(b"", &self.input)
                    .and_then(|params| Request::decoder().params(params)),
            ],
        }
    }

    pub(crate) fn decode_unchecked(&self) -> Vec<Decoded<'_>> {
        match self.query_and_body() {
            Some((query, body)) => {
                vec![
                    Params::parse_parts(query, body)
                        .and_then(|params| Request::decoder().unchecked().params(params)),
                ]
            }
            None => vec![
                Request::decoder().unchecked().body(&self.input),
                Params::parse(&self.input)
                    .and_then(|params| Request::decoder().unchecked().params(params)),
            ],
        }
    }

    pub(crate) fn query_and_body(&self) -> Option<(&[u8], &[u8])> {
        if !self.http {
            return None;
        }
        let (head, body) = split(&self.input, b"\r\n\r\n").expect("an empty line after the head");
        let lower = head.to_ascii_lowercase();
        let type_of_forms = b"\r\ncontent-type: application/x-www-form-urlencoded";
        // AWS looks into no other body.
        let body = if split(&lower, type_of_forms).is_some() { body } else { b"" };
        let target = head.split(|&byte| byte == b' ').nth(1).expect("a request target");
        let query = split(target, b"?").map_or(&b""[..], |(_, query)| query);
        Some((query, body))
    }

    pub(crate) fn text(&self) -> Result<&str, Failed> {
        Ok(std::str::from_utf8(&self.input)?)
    }

    /// The JSON line without its end.
    pub(crate) fn expected(&self) -> &str {
        self.expected.strip_suffix('\n').unwrap_or(&self.expected)
    }

    pub(crate) fn expects(&self, json: &str) -> Result<(), Failed> {
        same(json, self.expected())
    }

    pub(crate) fn expects_value(&self, request: &Request<'_>) -> Result<(), Failed> {
        self.expects(&serde_json::to_string(request)?)
    }
}

fn split<'a>(input: &'a [u8], separator: &[u8]) -> Option<(&'a [u8], &'a [u8])> {
    let at = input.windows(separator.len()).position(|window| window == separator)?;
    Some((&input[..at], &input[at + separator.len()..]))
}

pub(crate) fn same(actual: &str, expected: &str) -> Result<(), Failed> {
    if actual == expected {
        return Ok(());
    }
    let at = actual.bytes().zip(expected.bytes()).take_while(|(a, b)| a == b).count();
    Err(format!("different at byte {at}; expected:\n{expected}\nactual:\n{actual}\n").into())
}
