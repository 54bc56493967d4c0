//! What the crate answers to bodies made of the model: it takes every member at its limits, and refuses
//! what breaks one constraint, in AWS's words.

use super::bodies::{Body, Leaf, Lengths, encode};
use super::patterns::matches;
use super::structures::listed;
use crate::iam::operations::{Action, Request};

const REQUEST_ID: &str = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";

const TWO_EACH: Lengths<'_> = Lengths("", 0);

#[test]
fn members_have_the_models_names_and_order() {
    for action in Action::ALL.iter().map(|action| action.as_str()) {
        let pairs = Body::of(action, TWO_EACH);
        let body = encode(action, &pairs.pairs());
        let backwards: Vec<_> = body.split('&').rev().collect();
        let backwards = backwards.join("&");
        for body_in_some_order in [&body, &backwards] {
            let request = Request::decode(body_in_some_order.as_bytes()).expect(body_in_some_order);
            assert_eq!(request.encode(), body);
        }
    }
}

#[test]
fn required_members_cannot_be_left_out_at_any_depth() {
    for action in Action::ALL.iter().map(|action| action.as_str()) {
        let body = Body::of(action, TWO_EACH);
        for place in &body.structures {
            // Without its only member a structure would not be there.
            if place.shape.members.0.len() == 1 && !place.name.is_empty() {
                continue;
            }
            for (member, _) in &place.shape.members.0 {
                let name = format!("{}{member}", place.name);
                let path = format!("{}{}{}", place.path, member[..1].to_lowercase(), &member[1..]);
                let missing = refused([violation(&path, "Member must not be null")]);
                let is_required = place.shape.required.contains(member);
                let expected = if is_required { missing } else { Ok(()) };
                assert_eq!(
                    answer(action, &body.without(&name)),
                    expected,
                    "{action} without {name}"
                );
            }
        }
    }
}

#[test]
fn texts_are_held_against_the_models_constraints_at_any_depth() {
    for action in Action::ALL.iter().map(|action| action.as_str()) {
        let body = Body::of(action, TWO_EACH);
        for leaf in body.leaves.iter().filter(|leaf| leaf.shape.kind == "string") {
            for text in texts(leaf) {
                let pairs = body.with(&leaf.name, &text);
                assert_eq!(
                    answer(action, &pairs),
                    judge(action, leaf, &text),
                    "{action}: {}={text:.80}",
                    leaf.name
                );
            }
        }
    }
}

#[test]
fn integers_are_held_against_the_models_range() {
    for action in Action::ALL.iter().map(|action| action.as_str()) {
        let body = Body::of(action, TWO_EACH);
        for leaf in body.leaves.iter().filter(|leaf| leaf.shape.kind == "integer") {
            let (min, max) = (
                leaf.shape.min.unwrap_or(i32::MIN.into()),
                leaf.shape.max.unwrap_or(i32::MAX.into()),
            );
            for number in [i32::MIN.into(), min - 1, min, max, max + 1, i32::MAX.into()] {
                let least = format!("Member must have value greater than or equal to {min}");
                let most = format!("Member must have value less than or equal to {max}");
                let expected = match i32::try_from(number) {
                    Err(_) => continue,
                    Ok(_) if number < min => refused([violation(&leaf.path, &least)]),
                    Ok(_) if number > max => refused([violation(&leaf.path, &most)]),
                    Ok(_) => Ok(()),
                };
                let number = number.to_string();
                assert_eq!(
                    answer(action, &body.with(&leaf.name, &number)),
                    expected,
                    "{action}: {}={number}",
                    leaf.name
                );
            }
        }
    }
}

#[test]
fn lists_and_maps_have_the_models_length() {
    for action in Action::ALL.iter().map(|action| action.as_str()) {
        for (name, path, shape) in Body::of(action, TWO_EACH).collections {
            let length = |limit: Option<i64>| limit.and_then(|limit| usize::try_from(limit).ok());
            let (min, max) = (length(shape.min).unwrap_or(0), length(shape.max));
            // An empty map leaves no trace, and is then missing.
            let fewest = if shape.entry().is_some() { 1 } else { 0 };
            for len in [Some(fewest), Some(1), max, max.map(|max| max + 1)].into_iter().flatten() {
                let body = Body::of(action, Lengths(&name, len));
                let expected = match max {
                    // IAM has sentences of its own for empty lists of tags.
                    _ if len == 0 && ["Tags", "TagKeys"].contains(&&*name) => continue,
                    _ if len < min => refused([violation(&path, &at_least(min))]),
                    Some(max) if len > max => refused([violation(&path, &at_most(max))]),
                    _ => Ok(()),
                };
                assert_eq!(answer(action, &body.pairs()), expected, "{action}: {len} in {name}");
            }
        }
    }
}

/// A text of each kind: at both limits, beyond them, and with a character that no pattern takes.
fn texts(leaf: &Leaf) -> Vec<String> {
    let length = |limit: Option<i64>| limit.and_then(|limit| usize::try_from(limit).ok());
    let mut texts = vec![leaf.value.clone(), format!("{}\0", leaf.value)];
    if let Some(min) = length(leaf.shape.min) {
        texts.push(leaf.value.chars().take(min.saturating_sub(1)).collect());
    }
    if let Some(max) = length(leaf.shape.max).filter(|max| *max < 200_000) {
        let longest = leaf.value.clone() + &"1".repeat(max.saturating_sub(leaf.value.len()));
        texts.push(longest.clone() + "1");
        texts.push(longest);
    }
    texts
}

/// AWS's answer to a request in which only this text is not the sample.
fn judge(action: &str, leaf: &Leaf, text: &str) -> Result<(), String> {
    let length = text.chars().count() as i64;
    let shape = leaf.shape;
    let min = shape.min.filter(|min| length < *min);
    let max = shape.max.filter(|max| length > *max);
    let pattern = shape.pattern.as_deref().filter(|pattern| !matches(pattern, text));
    let is_listed = shape.values.as_ref().is_none_or(|values| values.iter().any(|v| v == text));
    let named = shape.pattern.as_deref().and_then(|pattern| sentence(pattern, &leaf.path));
    // IAM does not name the values here (recorded).
    let is_unnamed = action == "UpdateServiceSpecificCredential";
    let broken: Vec<_> = [
        min.map(at_least),
        max.map(at_most),
        pattern
            .filter(|_| named.is_none())
            .map(|pattern| format!("Member must satisfy regular expression pattern: {pattern}")),
        (!is_listed).then(|| match is_unnamed {
            true => "Member must satisfy enum value set".to_owned(),
            false => listed(shape.values.as_deref().unwrap_or_default()),
        }),
    ]
    .into_iter()
    .flatten()
    .collect();
    match (&leaf.whole, named) {
        (_, Some(rule)) if broken.is_empty() && pattern.is_some() => {
            Err(format!("The specified value for {} is invalid. It must {rule}", leaf.path))
        }
        _ if broken.is_empty() && text.contains('\0') => Err("XML cannot carry U+0000".to_owned()),
        _ if broken.is_empty() => Ok(()),
        (Some((path, words)), _) => refused([violation(path, words)]),
        _ => refused(broken.iter().map(|constraint| violation(&leaf.path, constraint))),
    }
}

/// The patterns that IAM words in a sentence of its own.
fn sentence(pattern: &str, path: &str) -> Option<&'static str> {
    match pattern {
        // The same pattern is worded otherwise for whole paths.
        r"((/[A-Za-z0-9\.,\+@=_-]+)*)/" if path != "pathPrefix" => None,
        r"[\w+=,.@-]+" => {
            Some("contain only alphanumeric characters and/or the following: +=,.@_-")
        }
        r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)" => Some(
            "begin and end with / and contain only alphanumeric characters and/or / characters.",
        ),
        r"\u002F[\u0021-\u007F]*" | r"((/[A-Za-z0-9\.,\+@=_-]+)*)/" => Some(
            "begin with the / character and contain only alphanumeric characters and/or / characters.",
        ),
        _ => None,
    }
}

/// The error's message, where there is one.
fn answer(action: &str, pairs: &[(&str, &str)]) -> Result<(), String> {
    let error = match Request::decode(encode(action, pairs).as_bytes()) {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    Err(error.to_response(REQUEST_ID).message.unwrap_or_default().into_owned())
}

fn refused(violations: impl IntoIterator<Item = String>) -> Result<(), String> {
    let violations: Vec<_> = violations.into_iter().collect();
    let plural = if violations.len() == 1 { "" } else { "s" };
    Err(format!(
        "{} validation error{plural} detected: {}",
        violations.len(),
        violations.join("; ")
    ))
}

fn violation(path: &str, constraint: &str) -> String {
    format!("Value at '{path}' failed to satisfy constraint: {constraint}")
}

fn at_least(length: impl std::fmt::Display) -> String {
    format!("Member must have length greater than or equal to {length}")
}

fn at_most(length: impl std::fmt::Display) -> String {
    format!("Member must have length less than or equal to {length}")
}
