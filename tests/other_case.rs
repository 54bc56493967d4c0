//! To the tolerant reader a name in another case counts if the right one is missing, wherever it is.

use std::collections::BTreeSet;
use std::fs;
use std::ops::Range;
use std::sync::LazyLock;

use iam_codec::{Oddity, Reply};
use regex::Regex;

static LEAF: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("<([A-Za-z]+)>([^<]*)</[A-Za-z]+>").unwrap());

/// The documents that AWS writes, with their paths.
fn documents() -> Vec<(String, String)> {
    let mut documents = Vec::new();
    for folder in ["testdata/responses", "testdata/errors"] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|ending| ending == "xml") {
                let body = fs::read_to_string(&path).unwrap();
                documents.push((path.display().to_string(), body));
            }
        }
    }
    documents
}

/// The name in small letters, or in capital ones if it is small.
fn other_case(name: &str) -> String {
    let small = name.to_ascii_lowercase();
    if small == name { name.to_ascii_uppercase() } else { small }
}

/// The elements of a document that hold a text, the first of each name: name, text and place. A `Member` is a
/// member of its list.
fn leaves(body: &str) -> Vec<(&str, &str, Range<usize>)> {
    let mut names = BTreeSet::from(["member"]);
    let mut leaves = Vec::new();
    for found in LEAF.captures_iter(body) {
        let [name, text] = found.extract().1;
        if names.insert(name) {
            leaves.push((name, text, found.get(0).unwrap().range()));
        }
    }
    leaves
}

/// The only oddity: place and words.
#[track_caller]
fn only(oddities: &[Oddity]) -> (usize, String) {
    let [oddity] = oddities else { panic!("{oddities:?}") };
    (oddity.offset(), oddity.kind().to_string())
}

#[test]
fn beside_the_right_name_another_case_counts_nowhere() {
    let mut count = 0;
    for (path, body) in documents() {
        let expected = Reply::decode(body.as_bytes()).unwrap();
        for (name, _, place) in leaves(&body) {
            let name = other_case(name);
            for at in [place.start, place.end] {
                let (before, behind) = body.split_at(at);
                let body = format!("{before}<{name}>x</{name}>{behind}");
                let (reply, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
                assert_eq!(reply, expected, "{path}: {name} at byte {at}");
                let words = match &*name {
                    "requestid" => "repeated element".to_owned(),
                    _ => format!("unexpected element {name}"),
                };
                assert_eq!(only(&oddities), (at, words), "{path}");
                count += 1;
            }
        }
    }
    assert!(count > 2_500, "{count}");
}

#[test]
fn without_the_right_name_another_case_is_read() {
    let mut count = 0;
    for (path, body) in documents() {
        let expected = Reply::decode(body.as_bytes()).unwrap();
        for (name, text, place) in leaves(&body) {
            let (before, behind) = (&body[..place.start], &body[place.end..]);
            let name = other_case(name);
            let body = format!("{before}<{name}>{text}</{name}>{behind}");
            let (reply, oddities) = Reply::decode_tolerantly(body.as_bytes()).unwrap();
            assert_eq!(reply, expected, "{path}: {name}");
            let words = format!("element with another name: {name}");
            assert_eq!(only(&oddities), (place.start, words), "{path}");
            count += 1;
        }
    }
    assert!(count > 1_200, "{count}");
}
