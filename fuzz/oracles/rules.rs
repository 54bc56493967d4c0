//! What IAM refuses though it breaks no constraint: names, paths, ARNs and tags.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde_json::Value;

use super::constraints::{is_named, matches};
use super::refusal::Refusal;
use crate::model::Shape;

/// The first rule that a valid input breaks.
pub(super) fn broken(action: &str, input: Shape, value: &Value) -> Option<Refusal> {
    bad_text(input, value)
        .or_else(|| of_tags(action, value.get("Tags")?.as_array()?))
        .or_else(|| of_nothing(action, value))
}

/// The first name, path or ARN that is not of its form, in the order of the model, in structures and lists too.
fn bad_text(shape: Shape, value: &Value) -> Option<Refusal> {
    match (shape.kind(), value) {
        ("structure", _) => {
            shape.members().find_map(|(name, member, _)| match value.get(name)? {
                Value::String(text) => bad_member(name, member, text),
                value => bad_text(member, value),
            })
        }
        ("string", Value::String(text)) => unwritable(text),
        ("map", Value::Object(map)) => map.iter().find_map(|(key, value)| {
            unwritable(key).or_else(|| bad_text(shape.part("value"), value))
        }),
        ("list", Value::Array(values)) => {
            values.iter().find_map(|value| bad_text(shape.part("member"), value))
        }
        _ => None,
    }
}

fn bad_member(name: &str, member: Shape, text: &str) -> Option<Refusal> {
    let is_bad = match name {
        "PathPrefix" if member.name == "policyPathType" => {
            !member.pattern().is_some_and(|form| matches(form, text))
        }
        "PolicyArn" | "PermissionsBoundary" => !is_arn(text, "policy"),
        "OpenIDConnectProviderArn" => !is_arn(text, "oidc-provider"),
        "SAMLProviderArn" => !is_arn(text, "saml-provider"),
        _ => is_named(member) && !member.pattern().is_some_and(|form| matches(form, text)),
    };
    let refusal = match name {
        "PermissionsBoundary" => Refusal::Boundary,
        _ => Refusal::Identifier,
    };
    if is_bad { Some(refusal) } else { unwritable(text) }
}

/// What XML 1.0 cannot carry.
fn unwritable(text: &str) -> Option<Refusal> {
    let is_char = |c| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    (!text.chars().all(is_char)).then_some(Refusal::Unwritable)
}

/// An empty list, where AWS refuses one.
fn of_nothing(action: &str, value: &Value) -> Option<Refusal> {
    let list = match action {
        "UntagUser" | "UntagRole" => return None,
        _ if action.starts_with("Tag") => "Tags",
        _ if action.starts_with("Untag") => "TagKeys",
        _ => return None,
    };
    value[list].as_array()?.is_empty().then_some(Refusal::EmptyTags)
}

fn of_tags(action: &str, tags: &[Value]) -> Option<Refusal> {
    let text = |tag: &Value, part: &str| tag[part].as_str().unwrap_or_default().to_owned();
    let same = |key: String| match action {
        "TagUser" | "TagRole" | "CreateUser" | "CreateRole" => {
            key.chars().flat_map(char::to_lowercase).collect()
        }
        _ => key,
    };
    let is_reserved = |tag| text(tag, "Key").to_ascii_lowercase().starts_with("aws:");
    if tags.iter().any(is_reserved) {
        return Some(Refusal::ReservedTag);
    }
    let keys: BTreeSet<String> = tags.iter().map(|tag| same(text(tag, "Key"))).collect();
    (keys.len() < tags.len()).then_some(Refusal::DuplicateTagKeys)
}

fn is_arn(text: &str, resource: &str) -> bool {
    static ARN: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?s)\Aarn:aws(?:-[^:]*)?:iam::(?:aws|[0-9]{12}):([a-z-]+)/.+\z").unwrap()
    });
    let found = ARN.captures(text);
    found.is_some_and(|found| &found[1] == resource) && !text.ends_with(char::is_whitespace)
}
