//! The order of elements: what was recorded, and what the crate writes.

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use iam_codec::Response;
use libtest_mimic::Failed;

use crate::files::{children, testdata};

/// Where a recording has another order than the crate, which writes that of 2020 and later: all are of
/// January 2017. The element around them, what came first then, and what comes first now.
const EXCEPTIONS: [(&str, &str, &str); 4] = [
    ("Group", "Arn", "GroupId"),
    ("User", "UserName", "Arn"),
    // The members of `Groups` and of `Users`.
    ("member", "Arn", "GroupId"),
    ("member", "UserName", "Arn"),
];

/// Holds the order of every recording in `responses/read` against what the crate writes; those in
/// `responses` are written byte for byte.
pub(crate) fn differs_only_where_named() -> Result<(), Failed> {
    let mut found = BTreeSet::new();
    for path in recordings() {
        let recorded = fs::read_to_string(&path)?;
        let written = Response::decode(recorded.as_bytes())?.encode()?;
        let now = neighbours(&written);
        for (around, first, second) in neighbours(&recorded) {
            if now.contains(&(around.clone(), second.clone(), first.clone())) {
                found.insert((around, first, second));
            }
        }
    }
    let named = EXCEPTIONS
        .map(|(around, first, second)| (around.to_owned(), first.to_owned(), second.to_owned()));
    if found == BTreeSet::from(named) {
        return Ok(());
    }
    Err(format!("the recordings differ in {found:?}").into())
}

/// The recorded documents that the crate writes otherwise.
fn recordings() -> impl Iterator<Item = PathBuf> {
    let files = children(&testdata().join("responses/read")).into_iter();
    files.filter(|file| file.to_string_lossy().ends_with("-bytes.xml"))
}

/// An element, and two of its children; the first is somewhere before the second.
type Neighbours = (String, String, String);

fn neighbours(document: &str) -> BTreeSet<Neighbours> {
    let mut neighbours = BTreeSet::new();
    // The elements that are open, each with the children that it has so far.
    let mut open: Vec<(String, Vec<String>)> = Vec::new();
    for line in document.lines() {
        let tag = line.trim_start().trim_start_matches('<');
        let name: String = tag.chars().take_while(char::is_ascii_alphanumeric).collect();
        if tag.starts_with('/') {
            open.pop();
            continue;
        }
        if let Some((around, before)) = open.last_mut() {
            for earlier in before.iter().filter(|earlier| **earlier != name) {
                neighbours.insert((around.clone(), earlier.clone(), name.clone()));
            }
            before.push(name.clone());
        }
        // A leaf ends on its line.
        if !tag.contains("</") && !tag.ends_with("/>") {
            open.push((name, Vec::new()));
        }
    }
    neighbours
}
