//! How a read gives a document back.

use std::borrow::Cow;

use crate::policy::arn::is_account;
use crate::policy::json::{self, Json};
use crate::policy::kind::Kind;
use crate::policy::statement::Key;
use crate::policy::value::Value;

/// What IAM answers when a stored document is read: an identity policy as it was sent, a trust policy
/// rewritten.
///
/// A rewritten document is compact. `Version` comes before `Statement`, which is always a list; the keys
/// of a statement come in the order `Sid`, `Effect`, `Principal`, `Action`, `Condition`. A list of one
/// value becomes that value, and the number of an account becomes the ARN of its root. `CreateRole`
/// answers the document as it was sent: this is for `GetRole` and all other reads.
///
/// The document is expected to be one that [`judge`](super::judge) takes. One that is not an object of
/// JSON comes back as it is. Nothing is left out: keys that IAM does not have follow the others.
///
/// Sources: recordings of a role that was created and read, and of 181 roles that were read. That lists
/// of one value become that value is inferred from them; the ARN of the root is AWS's documentation.
///
/// ```
/// use iam_codec::policy::{Kind, stored};
///
/// let sent = r#"{ "Statement": { "Action": ["sts:AssumeRole"], "Effect": "Allow",
///     "Principal": { "AWS": "123456789012" } }, "Version": "2012-10-17" }"#;
/// assert_eq!(
///     stored(Kind::Trust, sent),
///     concat!(
///         r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","#,
///         r#""Principal":{"AWS":"arn:aws:iam::123456789012:root"},"Action":"sts:AssumeRole"}]}"#
///     )
/// );
/// assert_eq!(stored(Kind::Inline, sent), sent);
/// ```
pub fn stored(kind: Kind, document: &str) -> Cow<'_, str> {
    let json = match kind {
        Kind::Trust => Json::read(document).ok(),
        _ => None,
    };
    match json {
        Some(json) if json.root().kind() == json::Kind::Object => {
            let mut text = String::with_capacity(document.len());
            object(json.root(), &mut text, policy_rank, policy_member);
            Cow::Owned(text)
        }
        _ => Cow::Borrowed(document),
    }
}

/// Writes an object with its members in the order of `rank`, and those of one rank as they were sent.
fn object(
    value: Value<'_>,
    text: &mut String,
    rank: fn(&str) -> usize,
    write: fn(&str, Value<'_>, &mut String),
) {
    let mut members: Vec<_> = value.members().collect();
    let name = |key: Value<'_>| key.text().unwrap_or_default().into_owned();
    members.sort_by_cached_key(|(key, _)| rank(&name(*key)));
    text.push('{');
    for (number, (key, value)) in members.into_iter().enumerate() {
        if number > 0 {
            text.push(',');
        }
        text.push_str(key.raw());
        text.push(':');
        write(&name(key), value, text);
    }
    text.push('}');
}

fn policy_rank(name: &str) -> usize {
    ["Version", "Id", "Statement"].iter().position(|key| *key == name).unwrap_or(usize::MAX)
}

fn statement_rank(name: &str) -> usize {
    Key::from_name(name).map_or(usize::MAX, |key| key as usize)
}

/// Members keep their order where IAM has none.
fn as_sent(_: &str) -> usize {
    0
}

fn policy_member(name: &str, value: Value<'_>, text: &mut String) {
    if name == "Statement" {
        list(value, text, statement);
    } else {
        compact(value, text);
    }
}

fn statement(value: Value<'_>, text: &mut String) {
    if value.kind() == json::Kind::Object {
        object(value, text, statement_rank, statement_member);
    } else {
        compact(value, text);
    }
}

fn statement_member(name: &str, value: Value<'_>, text: &mut String) {
    let is_object = value.kind() == json::Kind::Object;
    match Key::from_name(name) {
        Some(Key::Principal | Key::NotPrincipal) if is_object => {
            object(value, text, as_sent, principal)
        }
        Some(Key::Condition) if is_object => object(value, text, as_sent, condition),
        _ => one_or_more(value, text, compact),
    }
}

fn principal(name: &str, value: Value<'_>, text: &mut String) {
    one_or_more(value, text, if name == "AWS" { aws_principal } else { compact });
}

fn condition(_: &str, value: Value<'_>, text: &mut String) {
    match value.kind() {
        json::Kind::Object => {
            object(value, text, as_sent, |_, value, text| one_or_more(value, text, compact))
        }
        _ => compact(value, text),
    }
}

fn aws_principal(value: Value<'_>, text: &mut String) {
    match value.text() {
        Some(account) if is_account(&account) => {
            text.push_str("\"arn:aws:iam::");
            text.push_str(&account);
            text.push_str(":root\"");
        }
        _ => compact(value, text),
    }
}

/// Writes a list of one value as that value, unless it may be in a list alone: null.
fn one_or_more(value: Value<'_>, text: &mut String, write: fn(Value<'_>, &mut String)) {
    let mut values = value.items();
    match (values.next(), values.next()) {
        _ if value.kind() != json::Kind::List => write(value, text),
        (Some(only), None) if is_scalar(only) => write(only, text),
        _ => list(value, text, write),
    }
}

/// A text, number or Boolean.
fn is_scalar(value: Value<'_>) -> bool {
    value.is_text() || matches!(value.kind(), json::Kind::Number | json::Kind::Boolean)
}

/// Writes one value or a list of them as a list.
fn list(value: Value<'_>, text: &mut String, write: fn(Value<'_>, &mut String)) {
    text.push('[');
    for (number, value) in value.each().enumerate() {
        if number > 0 {
            text.push(',');
        }
        write(value, text);
    }
    text.push(']');
}

/// Writes a value without blanks. It nests at most as deep as the reader allows.
fn compact(value: Value<'_>, text: &mut String) {
    match value.kind() {
        json::Kind::Object => object(value, text, as_sent, |_, value, text| compact(value, text)),
        json::Kind::List => list(value, text, compact),
        _ => text.push_str(value.raw()),
    }
}
