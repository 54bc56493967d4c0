//! The answer that a case expects, made from the case, and what can be wrong with one of its elements.

use iam_codec::Timestamp;
use iam_codec::form::encode_text;
use iam_codec::policy::{Kind, stored};

use crate::exchange::xml::Element;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::text::value::{Map, Value};

pub(super) fn named(name: &str, text: &str, children: Vec<Element>) -> Element {
    Element { name: name.to_owned(), text: text.to_owned(), children, namespace: None }
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    encode_text(text, &mut encoded);
    encoded
}

/// The element that a value is about; `None` where there is none.
pub(super) fn element(name: &str, value: &Value) -> Option<Element> {
    let children =
        |map: &Map| map.iter().filter_map(|(name, value)| element(name, value)).collect();
    let member = |value| element("member", value);
    Some(match value {
        Value::List(members) => named(name, "", members.iter().filter_map(member).collect()),
        Value::Map(tags) if name == "Tags" => named(name, "", tags.iter().map(tag).collect()),
        Value::Map(map) => named(name, "", children(map)),
        Value::Text(text) => match text.strip_prefix('@') {
            None => named(name, text, Vec::new()),
            Some(rule) => match rule.split_once(' ').unwrap_or((rule, "")) {
                ("absent" | "optional", _) => return None,
                ("empty", _) => named(name, "", Vec::new()),
                ("id", start) => named(name, &format!("{start}CKCEVSQ6C2EXAMPLE"), Vec::new()),
                ("in", seconds) => named(name, &time_in(seconds), Vec::new()),
                ("date", _) => named(name, "2011-12-19T23:16:46Z", Vec::new()),
                ("encoded", text) => named(name, &encoded(text), Vec::new()),
                ("trust", text) => named(name, &encoded(&stored(Kind::Trust, text)), Vec::new()),
                ("not", text) => named(name, &format!("{text}x"), Vec::new()),
                ("count", count) => {
                    let member = named("member", "", Vec::new());
                    named(name, "", vec![member; count.parse().unwrap()])
                }
                _ => named(name, "x", Vec::new()),
            },
        },
    })
}

/// The time in this many seconds.
fn time_in(seconds: &str) -> String {
    let time = Timestamp::now().as_unix() + seconds.parse::<u64>().unwrap();
    Timestamp::from_unix(time).unwrap().to_string()
}

fn tag((key, value): &(String, Value)) -> Element {
    let value = named("Value", &value.to_string(), Vec::new());
    named("member", "", vec![value, named("Key", key, Vec::new())])
}

/// An element of a case, by the indices that lead to it, with what is expected there.
pub(super) struct Place<'c> {
    pub(super) indices: Vec<usize>,
    pub(super) at: String,
    pub(super) value: &'c Value,
    pub(super) is_member: bool,
}

pub(super) fn places<'c>(at: &str, indices: &[usize], map: &'c Map, found: &mut Vec<Place<'c>>) {
    let there = map.iter().filter(|(name, value)| element(name, value).is_some());
    for ((name, value), index) in there.zip(0..) {
        let (at, indices) = (format!("{at}/{name}"), [indices, &[index]].concat());
        place(name, at, indices, value, found);
    }
}

fn place<'c>(
    name: &str,
    at: String,
    indices: Vec<usize>,
    value: &'c Value,
    found: &mut Vec<Place<'c>>,
) {
    match value {
        Value::Map(map) if name != "Tags" => places(&at, &indices, map, found),
        Value::List(members) => {
            for (value, index) in members.iter().zip(0..) {
                let indices = [&*indices, &[index]].concat();
                place("", format!("{at}/{}", index + 1), indices, value, found);
            }
        }
        _ => {}
    }
    found.push(Place { indices, at, value, is_member: name.is_empty() });
}

/// The children that hold an element of the tree, and its index there.
pub(super) fn within<'e>(
    root: &'e mut Element,
    indices: &[usize],
) -> (&'e mut Vec<Element>, usize) {
    let (last, above) = indices.split_last().unwrap();
    let parent = above.iter().fold(root, |element, index| &mut element.children[*index]);
    (&mut parent.children, *last)
}

pub(super) type Finding = (DifferenceKind, String, String, String);

pub(super) fn finding(kind: DifferenceKind, at: &str, expected: &str, actual: &str) -> Finding {
    (kind, at.to_owned(), expected.to_owned(), actual.to_owned())
}

pub(super) fn findings(differences: Vec<Difference>) -> Vec<Finding> {
    differences.into_iter().map(|d| (d.kind, d.what, d.expected, d.actual)).collect()
}

/// The rule of a value, in the words of a finding.
fn rule(value: &Value) -> Option<String> {
    let rule = value.as_text()?.strip_prefix('@')?;
    Some(rule.strip_prefix("encoded ").map_or_else(|| rule.to_owned(), encoded))
}

/// What one fault makes of the children that hold an element, and all that must be found.
pub(super) type Fault = fn(&Place<'_>, &mut Vec<Element>, usize) -> Option<Finding>;

pub(super) const FAULTS: [(&str, Fault); 5] = [
    ("missing", |place, children, index| {
        let length = children.len();
        children.remove(index);
        Some(match rule(place.value) {
            _ if place.is_member => members(place, length, length - 1),
            Some(rule) => finding(DifferenceKind::ElementRule, &place.at, &rule, "absent"),
            None => {
                let value = place.value.to_string();
                finding(DifferenceKind::ElementMissing, &place.at, &value, "absent")
            }
        })
    }),
    ("twice", |place, children, index| {
        let length = children.len();
        children.insert(index, children[index].clone());
        Some(match place.is_member {
            true => members(place, length, length + 1),
            false => finding(DifferenceKind::ElementTwice, &place.at, "once", "2 times"),
        })
    }),
    ("changed", |place, children, index| {
        let (kind, expected) = match rule(place.value) {
            Some(rule) => (DifferenceKind::ElementRule, rule),
            None => (DifferenceKind::Element, place.value.as_text()?.to_owned()),
        };
        let element = &mut children[index];
        let text = match expected.split_once(' ') {
            Some(("not", text)) => text.to_owned(),
            _ if ["any", "present"].contains(&&*expected) => return None,
            _ if expected.starts_with("count ") => return None,
            _ => element.text.clone() + "!",
        };
        element.text.clone_from(&text);
        let shown = match &*text {
            // Ids are not shown.
            _ if expected.starts_with("id ") => "another text",
            "" => "empty",
            text => text,
        };
        Some(finding(kind, &place.at, &expected, shown))
    }),
    ("an element too many", |place, children, index| {
        let Value::Map(map) = place.value else { return None };
        let is_tag = place.at.ends_with("/Tags");
        let (holder, at) = match is_tag {
            true if map.is_empty() => return None,
            true => (&mut children[index].children[0], format!("{}/1", place.at)),
            false => (&mut children[index], place.at.clone()),
        };
        holder.children.push(named("Added", "", Vec::new()));
        Some(finding(DifferenceKind::ElementAdded, &format!("{at}/Added"), "absent", "present"))
    }),
    ("a member of another name", |place, children, index| {
        let is_list = matches!(place.value, Value::List(_)) || place.at.ends_with("/Tags");
        let first = children[index]
            .children
            .first_mut()
            .filter(|_| is_list && rule(place.value).is_none())?;
        first.name = "item".to_owned();
        let at = format!("{}: list element", place.at);
        Some(finding(DifferenceKind::ListElement, &at, "member", "item"))
    }),
];

fn members(place: &Place<'_>, expected: usize, actual: usize) -> Finding {
    let (list, _) = place.at.rsplit_once('/').unwrap();
    let expected = format!("{expected} members");
    finding(DifferenceKind::ListLength, list, &expected, &actual.to_string())
}
