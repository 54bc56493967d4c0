//! Requests to STS, against the decoder that is written to be right.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::RequestError;
use iam_codec::sts::{self, Request};
use regex::Regex;
use serde_json::Value;

use super::refusal::Refusal;
use super::requests::{Book, decode_by_the_book};
use crate::model;

/// A decoder over a tree of names reads every body alike: the value, or the violations with the values
/// that they quote, or the kind of refusal.
pub fn diff_sts_request(body: &[u8]) {
    static UNASSIGNED: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\p{Cn}").unwrap());
    let mut texts = form_urlencoded::parse(body);
    if texts.any(|(_, value)| UNASSIGNED.is_match(&value)) {
        return;
    }
    let ours = match &Request::decode(body) {
        Ok(request) => Ok(serde_json::to_value(request).unwrap()),
        Err(e) => {
            assert_prints_no_value(e);
            Err(Refusal::of(e.kind()))
        }
    };
    let book = Book {
        version: sts::SERVICE.version(),
        operation: model::operation_of_sts,
        words: quoted,
        broken: |_, _, value| broken(value),
    };
    assert_eq!(ours, decode_by_the_book(&book, body));
}

/// An error begins with the words of its kind. What a violation quotes is printed in the answer alone: it may be a
/// secret.
fn assert_prints_no_value(error: &RequestError) {
    let words = error.kind().to_string();
    assert!(error.to_string().starts_with(words.strip_suffix('.').unwrap_or(&words)), "{error}");
    for violation in error.violations() {
        let printed = format!("{violation:?}");
        let is_hidden = ["quote: … }", "quote: None }"].iter().any(|end| printed.ends_with(end));
        assert!(is_hidden, "{printed}");
    }
}

/// The same of the bodies of valid requests, and of some in which a value is another.
pub fn diff_made_sts_request(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let Ok(request) = Request::arbitrary(&mut u) else { return };
    let body = request.encode();
    diff_sts_request(body.as_bytes());
    let cut = u.choose_index(body.len()).unwrap_or_default();
    let changed = ["&", "=", "%C3%A9", "%22", "", "=&", ".member.2"];
    for text in changed {
        let Some((before, behind)) = body.split_at_checked(cut) else { continue };
        diff_sts_request(format!("{before}{text}{behind}").as_bytes());
    }
    let transitive = "TransitiveTagKeys.member.1=";
    diff_sts_request(body.replacen(transitive, &format!("{transitive}no-tag-"), 1).as_bytes());
    let many = u.int_in_range(2..=60).unwrap_or_default();
    diff_sts_request(with_members(&body, many).as_bytes());
}

/// The body with as many members in each list, all like the first. Too many are quoted all of them.
fn with_members(body: &str, count: usize) -> String {
    let is_first = |pair: &&str| {
        pair.split_once(".member.1").is_some_and(|(_, rest)| rest.starts_with(['.', '=']))
    };
    let is_kept = |pair: &&str| !pair.contains(".member.") || is_first(pair);
    let mut pairs: Vec<_> = body.split('&').filter(is_kept).map(str::to_owned).collect();
    for number in 2..=count {
        let member = format!(".member.{number}");
        let firsts = body.split('&').filter(is_first);
        pairs.extend(firsts.map(|pair| pair.replacen(".member.1", &member, 1)));
    }
    pairs.join("&")
}

/// An empty list is null; secrets of the model are not quoted.
fn quoted(value: &Value, violations: Vec<(String, String)>) -> Vec<String> {
    let mut words = Vec::new();
    for (path, constraint) in violations {
        let found = find(value, &path);
        let is_empty = found.is_some_and(|list| list.as_array().is_some_and(Vec::is_empty));
        let constraint = match is_empty && constraint.contains("greater than or equal to 1") {
            true if path == "audience" => "Member must not be null".to_owned(),
            true => continue,
            false => constraint,
        };
        let quoted = match found {
            _ if constraint == "Member must not be null" => " null".to_owned(),
            _ if is_secret(&path) => String::new(),
            Some(value) => format!(" '{}'", printed(value, &path)),
            None => String::new(),
        };
        words.push(format!("Value{quoted} at '{path}' failed to satisfy constraint: {constraint}"));
    }
    words
}

fn is_secret(path: &str) -> bool {
    ["sAMLAssertion", "webIdentityToken", "tradeInToken"].contains(&path)
}

fn find<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    let mut found = value;
    for segment in path.split('.').filter(|segment| *segment != "member") {
        found = match segment.parse::<usize>() {
            Ok(number) => found.get(number - 1)?,
            Err(_) => {
                let is_named = |name: &&String| name[..1].to_lowercase() + &name[1..] == segment;
                found.get(found.as_object()?.keys().find(is_named)?)?
            }
        };
    }
    Some(found)
}

/// As Java prints it: structures with all members of the model.
fn printed(value: &Value, path: &str) -> String {
    let members = |shape: &str, names: &[&str], value: &Value| {
        let member = |name: &&str| {
            let text = value.get(name).map_or("null".to_owned(), |value| printed(value, ""));
            format!("{}{}={text}", name[..1].to_lowercase(), &name[1..])
        };
        format!("{shape}({})", names.iter().map(member).collect::<Vec<_>>().join(", "))
    };
    match value {
        Value::Array(list) => {
            let item = |item: &Value| match path {
                "tags" => members("Tag", &["Key", "Value"], item),
                "providedContexts" => {
                    members("ProvidedContext", &["ProviderArn", "ContextAssertion"], item)
                }
                _ => printed(item, ""),
            };
            format!("[{}]", list.iter().map(item).collect::<Vec<_>>().join(", "))
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// The first rule that a valid input breaks.
fn broken(value: &Value) -> Option<Refusal> {
    static ARN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\Aarn:[^:]+:[^:]+:[^:]*:[^:]*:.+\z").unwrap());
    static ROOT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\A(?:arn:[^:]+:iam::[0-9]{12}:root|[0-9]{12})\z").unwrap());
    static TASK: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?s)\Aarn:[^:]+:iam::aws:policy/root-task/[^:]+\z").unwrap());
    let text = |name: &str| value.get(name).and_then(Value::as_str);
    let is_bad = |text: Option<&str>, form: &Regex| text.is_some_and(|text| !form.is_match(text));
    if is_bad(text("RoleArn"), &ARN) {
        return Some(Refusal::Identifier);
    }
    let folded = |text: &str| text.chars().flat_map(char::to_lowercase).collect::<String>();
    let tags = value.get("Tags").and_then(Value::as_array).map_or(&[][..], |tags| tags);
    let keys: BTreeSet<_> =
        tags.iter().map(|tag| folded(tag["Key"].as_str().unwrap_or_default())).collect();
    if keys.len() < tags.len() {
        return Some(Refusal::DuplicateTagKeys);
    }
    let transitive = value.get("TransitiveTagKeys").and_then(Value::as_array);
    let mut transitive = transitive.into_iter().flatten().filter_map(Value::as_str);
    if transitive.any(|key| !keys.contains(&folded(key))) {
        return Some(Refusal::InvalidTags);
    }
    let is_known = |name: &str| ["RS256", "ES384"].contains(&name);
    let is_of_root = value.get("TargetPrincipal").is_some();
    let task = value.get("TaskPolicyArn").and_then(|policy| policy.get("arn"));
    let is_task = task.and_then(Value::as_str).is_some_and(|arn| TASK.is_match(arn));
    let is_refused = text("SigningAlgorithm").is_some_and(|name| !is_known(name))
        || is_bad(text("TargetPrincipal"), &ROOT)
        || is_of_root && !is_task;
    is_refused.then_some(Refusal::Identifier)
}
