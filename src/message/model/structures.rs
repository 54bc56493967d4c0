//! Structures at any depth: names, order, types and constraints of their members.

use super::differences::Differences;
use super::shapes::{Model, Shape};
use super::subject::Subject;
use crate::error::constraint::Constraint;
use crate::schema::shape::{Form, Named, Shape as Row};
use crate::schema::structure::{Kind, Member, Table};
use crate::wire::order::bucket;

/// Requests are checked against constraints, responses are not.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Direction {
    In,
    Out,
}

/// Members of one bucket that were recorded in another order than that of the alphabet.
const AGAINST_THE_ALPHABET: [(&str, &str); 3] = [
    ("AssumedRoleId", "Arn"),
    ("Provider", "Credentials"),
    ("SubjectFromWebIdentityToken", "PackedPolicySize"),
];

/// Holds a table against the members of a shape, or against none.
pub(super) fn compare(
    subject: &Subject,
    place: &str,
    table: &Table,
    shape: Option<&str>,
    direction: Direction,
    differences: &mut Differences,
) {
    let shape = shape.map(|name| subject.model.shape(name));
    let theirs = shape.map_or(&[][..], |shape| &shape.members.0);
    let names = table.members.iter().map(|member| member.name()).collect();
    let their_names: Vec<_> = theirs.iter().map(|(name, _)| &**name).collect();
    differences.hold(place, "order of members", names, their_names);
    let fields = table.fields.split_terminator(' ').map(|field| field.trim_start_matches("r#"));
    let named: Vec<_> = table.members.iter().map(Member::field).collect();
    differences.hold(
        place,
        "fields",
        fields.collect::<Vec<_>>(),
        named.iter().map(|f| &**f).collect(),
    );
    compare_wire_order(place, table, differences);
    for (name, reference) in theirs {
        let place = format!("{place}.{name}");
        let Some(member) = table.position(name).map(|index| &table.members[index]) else {
            continue;
        };
        let is_required = shape.is_some_and(|shape| shape.required.contains(name));
        differences.hold(&place, "required", member.is_required, is_required);
        compare_arn(subject, &place, member, &reference.shape, direction, differences);
        let value = Value { kind: member.kind, row: member.shape(), shape: &reference.shape };
        value.compare(subject, &place, direction, differences);
    }
}

/// The model does not know the order in which AWS writes; this compares a table with the rule.
fn compare_wire_order(place: &str, table: &Table, differences: &mut Differences) {
    let name = |index: &u8| table.members.get(usize::from(*index)).map(|member| member.name());
    let written: Vec<_> = table.wire_order.iter().filter_map(name).collect();
    let mut ruled: Vec<_> = table.members.iter().map(|member| member.name()).collect();
    ruled.sort_by_key(|name| (bucket(name), *name));
    for (first, second) in AGAINST_THE_ALPHABET {
        if let Some(at) = ruled.windows(2).position(|pair| *pair == [second, first]) {
            ruled.swap(at, at + 1);
        }
    }
    differences.hold(place, "wire order", written, ruled);
}

fn compare_arn(
    subject: &Subject,
    place: &str,
    member: &Member,
    shape: &str,
    direction: Direction,
    differences: &mut Differences,
) {
    let expected = subject.words.arns.iter().find(|(name, _)| *name == member.name());
    if direction == Direction::In && shape == "arnType" {
        differences.hold(place, "type of ARN", arn_type(member.shape()), expected.map(|arn| arn.1));
    }
}

fn arn_type(row: &Row) -> Option<&str> {
    let Row::Text(text) = row else { return None };
    match text.form {
        Form::Named(Named::Arn(resource_type)) => Some(resource_type),
        Form::Named(Named::BoundaryArn) => Some("policy, as a boundary"),
        Form::Named(Named::OpenIdConnectProviderArn) => Some("oidc-provider"),
        _ => None,
    }
}

/// What the crate says of a value, and the name of the shape that the model gives it.
struct Value<'v> {
    kind: Kind,
    row: &'v Row,
    shape: &'v str,
}

impl Value<'_> {
    fn compare(
        &self,
        subject: &Subject,
        place: &str,
        direction: Direction,
        differences: &mut Differences,
    ) {
        let shape = subject.model.shape(self.shape);
        let their_type = subject.their_type(self.shape, shape);
        differences.hold(place, "type", type_name(self.kind), their_type);
        if direction == Direction::In || !matches!(self.row, Row::Any) {
            self.compare_limits(subject, place, differences);
        }
        let part = |kind: &Kind, row, shape, name: &str, differences: &mut Differences| {
            let place = format!("{place}.{name}");
            Value { kind: *kind, row, shape }.compare(subject, &place, direction, differences);
        };
        match (self.kind, shape.element(), shape.entry()) {
            (Kind::Enum(values), ..) => {
                let theirs = shape.values.iter().flatten().map(|value| &**value).collect();
                differences.hold(place, "values", values.to_vec(), theirs);
            }
            (Kind::Structure(table), ..) if shape.kind == "structure" => {
                super::structures::compare(
                    subject,
                    place,
                    table,
                    Some(self.shape),
                    direction,
                    differences,
                );
            }
            (Kind::List(kind), Some(element), _) => {
                part(kind, self.row.list().member, element, "member", differences);
            }
            (Kind::Map(key_kind, value_kind), _, Some((key, value))) => {
                part(key_kind, self.row.map().key, key, "key", differences);
                part(value_kind, self.row.map().value, value, "value", differences);
            }
            _ => {}
        }
    }

    fn compare_limits(&self, subject: &Subject, place: &str, differences: &mut Differences) {
        let shape = subject.model.shape(self.shape);
        let (min, max) = bounds(self.row);
        // A text or list cannot be shorter than 0.
        let their_min = shape.min.filter(|min| *min > 0 || shape.kind == "integer");
        differences.hold(place, "least", min, their_min);
        differences.hold(place, "greatest", max, shape.max);
        differences.hold(place, "pattern", pattern(self.row), shape.pattern.as_deref());
        if let Some(element) = shape.element() {
            let theirs = whole(&subject.model, element, self.shape == "tagKeyListType");
            differences.hold(
                place,
                "constraints of each member",
                words(self.row.list().each),
                theirs,
            );
        }
        if let Some((key, value)) = shape.entry() {
            let row = self.row.map();
            let keys = whole(&subject.model, key, false);
            differences.hold(place, "constraints of each key", words(row.each_key), keys);
            let values = whole(&subject.model, value, false);
            differences.hold(place, "constraints of each value", words(row.each_value), values);
        }
    }
}

fn type_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Secret => "secret",
        Kind::Policy => "policy",
        Kind::Enum(_) => "enum",
        Kind::Integer => "integer",
        Kind::Boolean => "boolean",
        Kind::Timestamp => "timestamp",
        Kind::Blob => "blob",
        Kind::Structure(_) => "structure",
        Kind::List(_) => "list",
        Kind::Map(..) => "map",
    }
}

impl Subject {
    /// Blobs are never printed, sensitive or not. Policy documents have a type of their own in both
    /// directions.
    fn their_type<'m>(&self, name: &str, shape: &'m Shape) -> &'m str {
        match &*shape.kind {
            "string" if shape.values.is_some() => "enum",
            "string" if shape.sensitive || self.words.secrets.contains(&name) => "secret",
            "string" if self.words.policies.contains(&name) => "policy",
            "string" => "text",
            kind => kind,
        }
    }
}

/// The least and greatest length, number or value.
fn bounds(row: &Row) -> (Option<i64>, Option<i64>) {
    let least = |min: usize| if min == 0 { None } else { i64::try_from(min).ok() };
    let most = |max| if max == usize::MAX { None } else { i64::try_from(max).ok() };
    match row {
        Row::Any | Row::Unnamed => (None, None),
        Row::Text(text) => (least(text.min), most(text.max)),
        Row::Integer(integer) => (Some(integer.min.into()), Some(integer.max.into())),
        Row::List(list) => (least(list.min), most(list.max)),
        Row::Map(map) => (None, most(map.max)),
    }
}

pub(super) fn pattern(row: &Row) -> Option<&'static str> {
    let Row::Text(text) = row else { return None };
    match text.form {
        Form::Some(pattern, _) | Form::Many(pattern, _) | Form::Pattern(pattern, _) => {
            Some(pattern)
        }
        Form::Named(Named::Name) => Some(r"[\w+=,.@-]+"),
        Form::Named(Named::Path) => Some(r"(\u002F)|(\u002F[\u0021-\u007E]+\u002F)"),
        Form::Named(Named::PathPrefix) => Some(r"\u002F[\u0021-\u007F]*"),
        Form::Named(Named::PolicyPathPrefix) => Some(r"((/[A-Za-z0-9\.,\+@=_-]+)*)/"),
        Form::Named(Named::Arn(_) | Named::BoundaryArn | Named::OpenIdConnectProviderArn)
        | Form::Any => None,
    }
}

/// How AWS words the constraints of a list's texts: the greatest length, the least, the pattern, and
/// of tag keys that they are there (recorded).
pub(super) fn whole(model: &Model, part: &str, is_never_null: bool) -> Vec<String> {
    let shape = model.shape(part);
    if shape.kind != "string" {
        return Vec::new();
    }
    let limit = |limit: Option<i64>, words: &str| {
        limit
            .filter(|limit| *limit > 0)
            .map(|limit| format!("Member must have length {words} than or equal to {limit}"))
    };
    let pattern = |pattern| format!("Member must satisfy regular expression pattern: {pattern}");
    [
        shape.values.as_deref().map(listed),
        limit(shape.max, "less"),
        limit(shape.min, "greater"),
        shape.pattern.as_ref().map(pattern),
        is_never_null.then(|| "Member must not be null".to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// How AWS words an enumeration: its texts by bucket of a Java `HashSet`, in a bucket in reverse order of the
/// model (recorded).
pub(super) fn listed(values: &[String]) -> String {
    let mut buckets = vec![Vec::new(); 32];
    for value in values.iter().rev() {
        let hash = value
            .bytes()
            .fold(0_u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
        buckets[hash as usize % 32].push(&**value);
    }
    format!("Member must satisfy enum value set: [{}]", buckets.concat().join(", "))
}

fn words(constraints: &[Constraint]) -> Vec<String> {
    constraints.iter().map(ToString::to_string).collect()
}
