//! Requests, against a decoder that is written to be right and not to be fast.

use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::{Forbidden, Incomplete, Violating};
use iam_codec::{Request, VERSION};
use regex::Regex;
use serde_json::{Map, Value, json};

use super::constraints::{order, rank};
use super::form::is_readable;
use super::judge::Judge;
use super::refusal::Refusal;
use super::rules;
use super::tree::Tree;
use crate::model::{self, Operation, Shape};

/// A decoder over a tree of names reads every body alike: the value, or the violations in their
/// order, or the kind of refusal.
///
/// Differing on purpose: nothing. Skipped are characters without a category in the older Unicode
/// version of the oracle's patterns, and which of several unreadable parameters is named.
pub fn diff_request(body: &[u8]) {
    static UNASSIGNED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Cn}").unwrap());
    let mut texts = form_urlencoded::parse(body);
    if texts.any(|(_, value)| UNASSIGNED.is_match(&value)) {
        return;
    }
    let ours = match &Request::decode(body) {
        Ok(request) => Ok(serde_json::to_value(request).unwrap()),
        Err(e) => Err(Refusal::of(e.kind())),
    };
    assert_eq!(ours, decode_by_the_book(&IAM, body));
}

/// The same of the bodies of requests that are made to be valid, or to be wrong in one way.
pub fn diff_made_request(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let body = match u.int_in_range(0..=3) {
        Ok(0) => Violating::arbitrary(&mut u).map(|wrong| wrong.request.encode()),
        Ok(1) => Forbidden::arbitrary(&mut u).map(|wrong| wrong.request.encode()),
        Ok(2) => Incomplete::arbitrary(&mut u).map(|wrong| wrong.body),
        _ => Request::arbitrary(&mut u).map(|request| request.encode()),
    };
    if let Ok(body) = body {
        diff_request(body.as_bytes());
    }
}

/// What a service says of a request with these pairs.
pub(super) type Words = fn(&Value, Vec<(String, String)>) -> Vec<String>;

/// What tells the services apart.
pub(super) struct Book {
    pub(super) version: &'static str,
    pub(super) operation: fn(&str) -> Option<Operation>,
    /// Changes the violations of a value as the service sees and words them.
    pub(super) words: Words,
    pub(super) broken: fn(&str, Shape, &Value) -> Option<Refusal>,
}

const IAM: Book = Book {
    version: VERSION,
    operation: model::operation,
    words: |_, violations| {
        let word = |(path, constraint)| {
            format!("Value at '{path}' failed to satisfy constraint: {constraint}")
        };
        violations.into_iter().map(word).collect()
    },
    broken: rules::broken,
};

/// All names in a tree, and then one question after the other.
pub(super) fn decode_by_the_book(book: &Book, body: &[u8]) -> Result<Value, Refusal> {
    if !is_readable(body) {
        return Err(Refusal::Unreadable);
    }
    let all: Vec<_> = form_urlencoded::parse(body).into_owned().collect();
    let first = |name| all.iter().find(|(given, _)| given == name).map(|(_, value)| &value[..]);
    let action = first("Action").ok_or(Refusal::MissingAction)?;
    let Some(operation) = (book.operation)(action) else {
        return match action {
            "" => Err(Refusal::InvalidAction),
            _ => Ok(unknown(action, &all)),
        };
    };
    if first("Version") != Some(book.version) {
        return Err(Refusal::InvalidAction);
    }
    let mut tree = Tree::default();
    all.iter().for_each(|(name, value)| tree.insert(name, value));
    if tree.part("Version").is_some_and(|version| version.text().is_err()) {
        return Err(Refusal::Unreadable);
    }
    let mut judge = Judge::default();
    let mut value = Map::new();
    if let Some(input) = operation.input() {
        value = judge.structure(input, &tree, "")?;
    }
    let mut value = Value::Object(value);
    // Entries without keys share a path.
    judge.violations.sort_by(|(one, words), (other, others)| {
        order(one).cmp(&order(other)).then(rank(words).cmp(&rank(others)))
    });
    // AWS names ten.
    judge.violations.truncate(10);
    let words = (book.words)(&value, judge.violations);
    if !words.is_empty() {
        return Err(Refusal::Violations(words));
    }
    value["Action"] = action.into();
    match operation.input().and_then(|input| (book.broken)(action, input, &value)) {
        Some(refusal) => Err(refusal),
        None => Ok(value),
    }
}

/// A request for an unknown action: all other parameters in order.
fn unknown(action: &str, all: &[(String, String)]) -> Value {
    let position = all.iter().position(|(name, _)| name == "Action");
    let others = all.iter().enumerate().filter(|(i, _)| Some(*i) != position);
    let parameters = others.map(|(_, (name, value))| json!({"Name": name, "Value": value}));
    json!({"Action": action, "Parameters": parameters.collect::<Vec<_>>()})
}
