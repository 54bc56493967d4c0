//! Little servers: each reads a request in its own way and says what it would store.

use std::collections::BTreeMap;

use http::header::{AUTHORIZATION, CONTENT_TYPE};
use http::{Method, Request};

use crate::found::{CARRIERS, REMOVERS};

/// A way to read a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reader {
    /// Which of two parameters with one name counts.
    takes: Which,
    /// Where it looks for parameters.
    looks: Where,
    /// Whether `;` separates pairs too, names have no case, and blanks around texts are cut.
    is_lax: bool,
    /// Whether the signature says what is for IAM; otherwise the version does.
    routes_by_scope: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Which {
    First,
    Last,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Where {
    Query,
    Body,
    /// Both, whatever the type of the body.
    Both,
    /// The query string, and the body of a POST whose type begins with that of a form.
    ByType,
}

const fn all_readers() -> [Reader; 32] {
    let places = [Where::Query, Where::Body, Where::Both, Where::ByType];
    let mut readers = [Reader {
        takes: Which::First,
        looks: Where::Query,
        is_lax: false,
        routes_by_scope: false,
    }; 32];
    let mut i = 0;
    while i < 32 {
        readers[i].takes = if i & 1 == 0 { Which::First } else { Which::Last };
        readers[i].is_lax = i & 2 != 0;
        readers[i].routes_by_scope = i & 4 != 0;
        readers[i].looks = places[i >> 3];
        i += 1;
    }
    readers
}

pub(crate) const READERS: [Reader; 32] = all_readers();

/// What a server does with tags.
#[derive(Debug)]
pub(crate) enum Effect {
    /// It stores something with these keys.
    Adds(Vec<String>),
    /// It removes these keys.
    Removes(Vec<String>),
}

impl Effect {
    pub(crate) fn keeps(&self, required: &[String]) -> bool {
        match self {
            Effect::Adds(keys) => required.iter().all(|key| keys.contains(key)),
            Effect::Removes(keys) => !required.iter().any(|key| keys.contains(key)),
        }
    }
}

impl Reader {
    /// What this server would do; `None` if it does nothing with tags.
    pub(crate) fn read(self, request: &Request<Vec<u8>>) -> Option<Effect> {
        let parameters = self.parameters(request);
        let get = |name: &str| parameters.get(&self.name(name)).map(String::as_str);
        if !self.is_for_iam(request, get("Version").unwrap_or_default()) {
            return None;
        }
        let action = get("Action")?;
        let action = if self.is_lax { action.trim() } else { action };
        let is = |known: &&&str| match self.is_lax {
            true => known.eq_ignore_ascii_case(action),
            false => **known == action,
        };
        let values = |prefix: &str, suffix: &str| {
            let (prefix, suffix) = (self.name(prefix), self.name(suffix));
            let is_of = |name: &str| name.starts_with(&prefix) && name.ends_with(&suffix);
            parameters
                .iter()
                .filter(|(name, _)| is_of(name))
                .map(|(_, value)| value.clone())
                .collect()
        };
        if CARRIERS.iter().find(is).is_some() {
            return Some(Effect::Adds(values("Tags.member.", ".Key")));
        }
        REMOVERS.iter().find(is).map(|_| Effect::Removes(values("TagKeys.member.", "")))
    }

    fn is_for_iam(self, request: &Request<Vec<u8>>, version: &str) -> bool {
        match self.routes_by_scope {
            true => match request.headers().get(AUTHORIZATION) {
                Some(header) => header
                    .to_str()
                    .is_ok_and(|text| text.contains("/iam/") || text.contains("/sts/")),
                None => true,
            },
            false => ["2010-05-08", "2011-06-15", ""].contains(&version.trim()),
        }
    }

    fn parameters(self, request: &Request<Vec<u8>>) -> BTreeMap<String, String> {
        let query = request.uri().query().unwrap_or_default().as_bytes();
        let body: &[u8] = request.body();
        let is_form = request.method() == Method::POST
            && request
                .headers()
                .get(CONTENT_TYPE)
                .is_some_and(|of| of.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
        let parts = match self.looks {
            Where::Query => [query, b""],
            Where::Body => [b"", body],
            Where::ByType if !is_form => [query, b""],
            _ => [query, body],
        };
        let mut parameters = BTreeMap::new();
        for (name, value) in parts.iter().flat_map(|part| self.pairs(part)) {
            match self.takes {
                Which::First => drop(parameters.entry(self.name(&name)).or_insert(value)),
                Which::Last => drop(parameters.insert(self.name(&name), value)),
            }
        }
        parameters
    }

    fn pairs(self, part: &[u8]) -> Vec<(String, String)> {
        let pieces = part.split(|byte| *byte == b'&' || self.is_lax && *byte == b';');
        let pairs = pieces.filter(|piece| !piece.is_empty()).map(|piece| {
            let end = piece.iter().position(|byte| *byte == b'=').unwrap_or(piece.len());
            (decoded(&piece[..end]), decoded(piece.get(end + 1..).unwrap_or_default()))
        });
        pairs.collect()
    }

    fn name(self, name: &str) -> String {
        if self.is_lax { name.trim().to_ascii_lowercase() } else { name.to_owned() }
    }
}

/// A text without escapes; broken ones stay.
fn decoded(raw: &[u8]) -> String {
    let mut bytes = Vec::new();
    let mut rest = raw;
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let escaped = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        (rest, _) = match (byte, escaped) {
            (b'%', Some(escaped)) => (&after[2..], bytes.push(escaped)),
            (b'+', _) => (after, bytes.push(b' ')),
            _ => (after, bytes.push(byte)),
        };
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
