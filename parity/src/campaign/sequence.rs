//! [`Sequence`]: bodies that are sent one after the other.

use std::collections::BTreeMap;

use memchr::memmem;
use serde::{Deserialize, Serialize};

/// The name and the account in the bodies of a sequence. Each play puts a name of its own, which is as long,
/// and the account of the endpoint in their place.
pub(crate) const NAME: &str = "parity-0000000000";
pub(crate) const ACCOUNT: &str = "123456789012";

/// The longest body of a campaign, in bytes.
pub(crate) const LONGEST: usize = 100_000;

/// Request bodies that are sent one after the other, about one resource.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sequence {
    /// The type of the resource, as in `resources.toml`.
    pub(crate) resource: String,
    pub(crate) steps: Vec<Step>,
}

/// A body; most are texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Step {
    Text(String),
    Bytes(Vec<u8>),
    /// A text, and parts of the result that later steps name as `${variable}`: variable and path.
    Kept {
        text: String,
        keep: BTreeMap<String, String>,
    },
}

impl Step {
    /// The parts of the result that become variables.
    pub(crate) fn keep(&self) -> Option<&BTreeMap<String, String>> {
        match self {
            Step::Kept { keep, .. } => Some(keep),
            _ => None,
        }
    }

    pub(crate) fn new(bytes: Vec<u8>) -> Step {
        String::from_utf8(bytes).map_or_else(|e| Step::Bytes(e.into_bytes()), Step::Text)
    }

    pub(crate) fn bytes(&self) -> &[u8] {
        match self {
            Step::Text(text) | Step::Kept { text, .. } => text.as_bytes(),
            Step::Bytes(bytes) => bytes,
        }
    }

    /// The body with the name of a play and the account of an endpoint.
    pub(crate) fn sent(&self, name: &str, account: &str) -> Vec<u8> {
        let named = replace(self.bytes(), NAME.as_bytes(), name.as_bytes());
        replace(&named, ACCOUNT.as_bytes(), account.as_bytes())
    }
}

/// An answer without the name of its play and the account of its endpoint.
pub(crate) fn received(body: &[u8], name: &str, account: &str) -> Vec<u8> {
    let named = replace(body, name.as_bytes(), NAME.as_bytes());
    replace(&named, account.as_bytes(), ACCOUNT.as_bytes())
}

fn replace(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut replaced = Vec::with_capacity(bytes.len());
    let mut rest = 0;
    for at in memmem::find_iter(bytes, from) {
        replaced.extend_from_slice(&bytes[rest..at]);
        replaced.extend_from_slice(to);
        rest = at + from.len();
    }
    replaced.extend_from_slice(&bytes[rest..]);
    replaced
}

/// One of AWS's policies in the place of any other: a reference cannot know which there are.
pub(crate) fn existing(value: &str) -> &str {
    match value.starts_with("arn:aws:iam::aws:policy/") {
        true => "arn:aws:iam::aws:policy/ReadOnlyAccess",
        false => value,
    }
}

#[cfg(test)]
mod tests;
