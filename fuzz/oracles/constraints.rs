//! What the model says of values, and how IAM words what breaks it.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

use regex::Regex;

use crate::model::Shape;

/// What a text breaks, in AWS's order.
pub(super) fn broken_by_text(shape: Shape, text: &str) -> Vec<String> {
    let mut broken = broken_by_len(shape, text.chars().count());
    if let Some(pattern) = shape.pattern().filter(|_| !is_named(shape)) {
        if !matches(pattern, text) {
            broken.push(format!("Member must satisfy regular expression pattern: {pattern}"));
        }
    }
    if shape.texts().is_some_and(|texts| !texts.iter().any(|listed| listed == text)) {
        broken.push(of_enum(shape));
    }
    broken
}

/// AWS names the values of most enumerations as a Java `HashSet` holds them whose table has 32 buckets.
fn of_enum(shape: Shape) -> String {
    let sentence = "Member must satisfy enum value set";
    if shape.name == "unnamedStatusType" {
        return sentence.to_owned();
    }
    let texts = shape.texts().unwrap_or_default().iter().filter_map(|text| text.as_str());
    let mut buckets: [Vec<&str>; 32] = Default::default();
    for text in texts {
        let hash = |hash: u32, unit: u16| hash.wrapping_mul(31).wrapping_add(unit.into());
        // The last of a bucket comes first.
        buckets[text.encode_utf16().fold(0, hash) as usize % 32].insert(0, text);
    }
    format!("{sentence}: [{}]", buckets.concat().join(", "))
}

pub(super) fn broken_by_integer(shape: Shape, number: i32) -> Vec<String> {
    broken_by(shape, number.into(), "value")
}

pub(super) fn broken_by_len(shape: Shape, len: usize) -> Vec<String> {
    broken_by(shape, i64::try_from(len).unwrap_or(i64::MAX), "length")
}

fn broken_by(shape: Shape, number: i64, of: &str) -> Vec<String> {
    let mut broken = Vec::new();
    if let Some(min) = shape.min().filter(|min| number < *min) {
        broken.push(format!("Member must have {of} greater than or equal to {min}"));
    }
    if let Some(max) = shape.max().filter(|max| number > *max) {
        broken.push(format!("Member must have {of} less than or equal to {max}"));
    }
    broken
}

/// All that the parts of a list or map must satisfy, which AWS names all if one part breaks any. Only key
/// lists of tags mention the null (recorded).
pub(super) fn of_all_parts(whole: Shape, part: Shape) -> Option<String> {
    if part.kind() != "string" {
        return None;
    }
    let mut all = Vec::new();
    if let Some(max) = part.max() {
        all.push(format!("Member must have length less than or equal to {max}"));
    }
    if let Some(min) = part.min() {
        all.push(format!("Member must have length greater than or equal to {min}"));
    }
    if let Some(pattern) = part.pattern() {
        all.push(format!("Member must satisfy regular expression pattern: {pattern}"));
    }
    if part.texts().is_some() {
        all.push(of_enum(part));
    }
    if whole.name == "tagKeyListType" {
        all.push("Member must not be null".to_owned());
    }
    (!all.is_empty()).then(|| format!("must satisfy constraint: [{}]", all.join(", ")))
}

/// Whether IAM judges the form of such a text after all violations, in words of its own.
pub(super) fn is_named(shape: Shape) -> bool {
    shape.pattern() == Some(r"[\w+=,.@-]+") || ["pathType", "pathPrefixType"].contains(&shape.name)
}

/// Whether the whole text matches a pattern of the model, which is one of Java's.
pub(super) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: LazyLock<Mutex<HashMap<&'static str, Regex>>> = LazyLock::new(Mutex::default);
    let mut compiled = COMPILED.lock().unwrap();
    let regex = compiled.entry(pattern).or_insert_with(|| {
        Regex::new(&format!(r"\A(?:{})\z", java(pattern))).unwrap_or_else(|e| panic!("{e}"))
    });
    regex.is_match(text) && !(looks_ahead(pattern) && text.contains("--"))
}

/// The one pattern that forbids two hyphens in a row.
fn looks_ahead(pattern: &str) -> bool {
    pattern.contains("-(?!-)")
}

/// A pattern of the model as the crate `regex` means it, which does not look ahead.
pub fn java(pattern: &str) -> String {
    if looks_ahead(pattern) {
        return r"^[a-z0-9]([a-z0-9]|-){1,61}[a-z0-9]$".to_owned();
    }
    // In Java, `\w` and `\d` are of ASCII, and a hyphen behind a range is a hyphen.
    pattern
        .replace(r"[\d]", "[0-9]")
        .replace(r"\d", "[0-9]")
        .replace(r"[0-9a-z-\/]", r"[0-9a-z\-/]")
        .replace(r"\/", "/")
        .replace(r"[\w-]", r"[a-zA-Z0-9_\-]")
        .replace(r"\w", "a-zA-Z0-9_")
}

/// Which member AWS names first: it goes through a Java `HashMap` of sixteen buckets, and through lists
/// by number.
pub(super) fn order(path: &str) -> Vec<(u32, u32, &str)> {
    let key = |segment| match str::parse::<u32>(segment) {
        Ok(number) => (0, number, ""),
        Err(_) => {
            let hash = |hash: u32, byte: u8| hash.wrapping_mul(31).wrapping_add(byte.into());
            let lower = segment.bytes().enumerate().map(|(i, byte)| match i {
                0 => byte.to_ascii_lowercase(),
                _ => byte,
            });
            let hash = lower.fold(0, hash);
            (1, (hash ^ hash >> 16) % 16, segment)
        }
    };
    path.split('.').map(key).collect()
}

/// Of the words about one member, those about all its parts come last, and of these those about values.
pub(super) fn rank(constraint: &str) -> u8 {
    match constraint {
        _ if constraint.starts_with("Map value ") => 2,
        _ if constraint.contains(" must satisfy constraint: [") => 1,
        _ => 0,
    }
}
