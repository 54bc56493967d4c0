//! The faulty requests of the feature `arbitrary` are wrong in every way that the service's model allows
//! for, and in no other: its limits are the model's.
#![cfg(feature = "arbitrary")]

use std::collections::BTreeSet;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::{Incomplete, Violating};
use iam_codec::{Action, Request};
use serde_json::Value;

/// What is wrong: the operation, the member as messages name it, without numbers, and the sentence.
type Wrong = (String, String, String);

/// All faults of all operations: the first byte chooses the operation, the second the fault.
fn faulty<T: for<'u> Arbitrary<'u>>() -> impl Iterator<Item = T> {
    let operations = 0..u8::try_from(Action::ALL.len()).unwrap();
    let inputs = operations.flat_map(|operation| (0..=99).map(move |fault| (operation, fault)));
    inputs.flat_map(|(operation, fault)| {
        let bytes = [&[operation, fault][..], &[1, 7, 3, 1, 0, 5].repeat(4)].concat();
        T::arbitrary(&mut Unstructured::new(&bytes))
    })
}

#[test]
fn every_constraint_is_broken_as_the_model_has_it() {
    let violation = |wrong: Violating<'_>| {
        let action = wrong.request.action_name().to_owned();
        (action, unnumbered(&wrong.path), wrong.constraint.to_string())
    };
    assert_same(faulty().map(violation).collect(), Model::read().wrongs(false));
}

#[test]
fn every_required_member_is_missing_once() {
    let missing = |wrong: Incomplete| {
        let action = Request::decode(wrong.body.as_bytes()).unwrap_err();
        assert_eq!(action.violations().len(), 1, "{}", wrong.body);
        let action = wrong.body.split(['=', '&']).nth(1).unwrap_or_default().to_owned();
        (action, unnumbered(&wrong.path), "Member must not be null".to_owned())
    };
    assert_same(faulty().map(missing).collect(), Model::read().wrongs(true));
}

#[track_caller]
fn assert_same(made: BTreeSet<Wrong>, expected: BTreeSet<Wrong>) {
    let beyond: Vec<_> = made.difference(&expected).collect();
    assert!(beyond.is_empty(), "not in the model: {beyond:#?}");
    let left: Vec<_> = expected.difference(&made).collect();
    assert!(left.is_empty(), "never made: {left:#?}");
    assert!(made.len() > 100, "{}", made.len());
}

/// A map's value is named by its key, which may be any text.
fn unnumbered(path: &str) -> String {
    match path.split_once('.') {
        Some(("replacementValues", _)) => "replacementValues.*.member.values".to_owned(),
        _ => path.replace(|c: char| c.is_ascii_digit(), ""),
    }
}

struct Model {
    model: Value,
    missing: bool,
    found: BTreeSet<Wrong>,
}

impl Model {
    fn read() -> Self {
        let read = |text| serde_json::from_str::<Value>(text).expect("the model is readable");
        let mut model = read(include_str!("../testdata/model/iam.json"));
        // The wire wins over the model.
        let recorded = read(include_str!("../testdata/model/recorded.json"));
        for (name, shape) in recorded.as_object().into_iter().flatten() {
            model["shapes"][name] = shape.clone();
        }
        Model { model, missing: false, found: BTreeSet::new() }
    }

    /// What can be missing, or else what can break a constraint.
    fn wrongs(mut self, missing: bool) -> BTreeSet<Wrong> {
        self.missing = missing;
        let operations = self.model["operations"].as_object().unwrap().clone();
        for (action, operation) in &operations {
            if let Some(input) = operation["input"]["shape"].as_str() {
                self.structure(action, input, "");
            }
        }
        self.found
    }

    fn note(&mut self, action: &str, path: &str, sentence: String) {
        self.found.insert((action.to_owned(), unnumbered(path), sentence));
    }

    fn structure(&mut self, action: &str, shape: &str, path: &str) {
        let shape = self.model["shapes"][shape].clone();
        let required: Vec<_> = shape["required"].as_array().into_iter().flatten().collect();
        for (name, member) in shape["members"].as_object().unwrap() {
            let (first, rest) = name.split_at(1);
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{path}{dot}{}{rest}", first.to_lowercase());
            if self.missing && required.iter().any(|required| *required == name) {
                self.note(action, &path, "Member must not be null".to_owned());
            }
            self.value(action, member["shape"].as_str().unwrap(), &path);
        }
    }

    fn value(&mut self, action: &str, name: &str, path: &str) {
        let shape = self.model["shapes"][name].clone();
        if !self.missing {
            for sentence in alone(name, &shape, path) {
                self.note(action, path, sentence);
            }
        }
        let part = |part: &str| shape[part]["shape"].as_str().unwrap().to_owned();
        match shape["type"].as_str().unwrap() {
            "structure" => self.structure(action, name, path),
            "list" => {
                let sentences = all(&self.model["shapes"][part("member")]);
                match sentences.is_empty() {
                    true => self.value(action, &part("member"), &format!("{path}..member")),
                    false => self.whole(action, path, "Member", name, sentences),
                }
            }
            "map" => {
                for (of, whole) in [("key", "Map keys"), ("value", "Map value")] {
                    let sentences = all(&self.model["shapes"][part(of)]);
                    match sentences.is_empty() {
                        true => self.value(action, &part(of), &format!("{path}.*.member")),
                        false => self.whole(action, path, whole, name, sentences),
                    }
                }
            }
            _ => {}
        }
    }

    /// AWS names the list or map, and all that its parts must satisfy.
    fn whole(&mut self, action: &str, path: &str, of: &str, shape: &str, mut all: Vec<String>) {
        if self.missing {
            return;
        }
        if shape == "tagKeyListType" {
            // As recorded.
            all.push("Member must not be null".to_owned());
        }
        self.note(action, path, format!("{of} must satisfy constraint: [{}]", all.join(", ")));
    }
}

/// What a shape says of a value, in AWS's order.
fn all(shape: &Value) -> Vec<String> {
    let number = |name: &str| shape[name].as_i64();
    let of = match shape["type"].as_str() {
        Some("integer") => "value",
        _ => "length",
    };
    let mut sentences = Vec::new();
    if let Some(max) = number("max") {
        sentences.push(format!("Member must have {of} less than or equal to {max}"));
    }
    if let Some(min) = number("min").filter(|min| *min > 0) {
        sentences.push(format!("Member must have {of} greater than or equal to {min}"));
    }
    if let Some(pattern) = shape["pattern"].as_str() {
        sentences.push(format!("Member must satisfy regular expression pattern: {pattern}"));
    }
    if let Some(values) = shape["enum"].as_array() {
        sentences.push(format!("Member must satisfy enum value set: [{}]", listed(values)));
    }
    sentences
}

/// The values of an enumeration in AWS's order: by the hash of Java's strings, in 32 buckets.
fn listed(values: &[Value]) -> String {
    let mut values: Vec<_> = values.iter().rev().filter_map(Value::as_str).collect();
    let hash = |hash: u32, byte: u8| hash.wrapping_mul(31).wrapping_add(byte.into());
    values.sort_by_key(|value| value.bytes().fold(0, hash) % 32);
    values.join(", ")
}

/// What a value can break of it alone, and in these words.
fn alone(name: &str, shape: &Value, path: &str) -> Vec<String> {
    let pattern = shape["pattern"].as_str().unwrap_or_default();
    // IAM has sentences of its own for these, and no violation.
    let is_named = pattern == r"[\w+=,.@-]+"
        || ["pathType", "pathPrefixType"].contains(&name)
        || path == "pathPrefix";
    // Too short a text breaks these patterns as well, and the last one too long a text.
    let breaks_both = ["organizationsEntityPathType", "accountAliasType"].contains(&name)
        || shape["min"] == 1 && !(is_named || pattern.is_empty() || pattern.ends_with('*'));
    let is_alone = |sentence: &String| {
        !(is_named && sentence.contains("pattern")
            || breaks_both && sentence.contains("greater")
            || name == "accountAliasType" && sentence.contains("less")
            // Too long for a test.
            || shape["max"].as_i64() > Some(131_072) && sentence.contains("length less"))
    };
    if name == "unnamedStatusType" {
        // As recorded.
        return vec!["Member must satisfy enum value set".to_owned()];
    }
    all(shape).into_iter().filter(is_alone).collect()
}
