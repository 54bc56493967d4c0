//! Expected and actual elements of a result → differences.
//!
//! A text that begins with `@` is a rule instead of a value:
//!
//! | rule | the element |
//! |---|---|
//! | `@any` | is there and not empty |
//! | `@present` | is there |
//! | `@absent` | is not there |
//! | `@optional` | may be there |
//! | `@empty` | is there, without text and children |
//! | `@id AIDA` | holds an id of AWS that begins so |
//! | `@date` | holds a time such as `2011-12-19T23:16:46Z`, in any zone or none: rules for all answers look at that |
//! | `@in 3600` | holds a time this many seconds from now, give or take ten minutes |
//! | `@encoded TEXT` | holds this text with percent escapes, as AWS writes policies |
//! | `@trust TEXT` | holds this trust policy, encoded, as reads give it: rewritten |
//! | `@not TEXT` | holds another text |
//! | `@count 2` | has two children |

use std::collections::BTreeMap;

use iam_codec::Timestamp;
use iam_codec::policy::{Kind, stored};

use crate::exchange::xml::Element;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::text::normalize::{has_form_of_id, is_timestamp};
use crate::text::value::{Map, Value, get};

/// Compares the elements of a result with those of a case.
pub(crate) fn compare_result(
    expected: &Map,
    ordered: bool,
    actual: &Element,
    differences: &mut Vec<Difference>,
) {
    Comparison { ordered, differences }.map("result", expected, actual);
}

/// Compares the elements that these paths lead to.
pub(crate) fn compare_elements(
    expected: &Map,
    ordered: bool,
    actual: &Element,
    differences: &mut Vec<Difference>,
) {
    let mut comparison = Comparison { ordered, differences };
    for (path, value) in expected {
        let name = path.rsplit('/').next().unwrap_or_default();
        let at = format!("result/{path}");
        comparison.value(&at, name, value, actual.at(path));
        // A list has many members of one name.
        if name != "member" {
            comparison.once(&at, actual.count_at(path));
        }
    }
}

/// Finds children that are repeated and, if the names are known, others than these.
pub(crate) fn compare_children(
    at: &str,
    actual: &Element,
    known: Option<&[&str]>,
    differences: &mut Vec<Difference>,
) {
    let is_known = |name: &str| known.is_none_or(|known| known.contains(&name));
    Comparison { ordered: false, differences }.children(at, actual, is_known);
}

/// Compares stored tags: the tags of a list operation with those that should be there.
pub(crate) fn compare_tags(expected: &Map, actual: &[(String, String)]) -> Option<Difference> {
    let expected: Vec<_> =
        expected.iter().map(|(key, value)| (key.clone(), value.to_string())).collect();
    (counted(&expected) != counted(actual)).then(|| {
        Difference::new(
            DifferenceKind::StoredTags,
            "stored tags",
            tags_text(&expected),
            tags_text(actual),
        )
    })
}

/// `{Dept=Accounting, …}`, at most ten of them.
pub(crate) fn tags_text(tags: &[(String, String)]) -> String {
    let shown: Vec<_> = tags.iter().take(10).map(|(key, value)| format!("{key}={value}")).collect();
    let rest = if tags.len() > 10 { format!(", … {} in all", tags.len()) } else { String::new() };
    format!("{{{}{rest}}}", shown.join(", "))
}

fn counted(tags: &[(String, String)]) -> BTreeMap<&(String, String), usize> {
    let mut counted = BTreeMap::new();
    for tag in tags {
        *counted.entry(tag).or_default() += 1;
    }
    counted
}

/// The tags of a `Tags` element. A missing part reads `(no Key)` or `(no Value)`.
pub(crate) fn read_tags(tags: &Element) -> Vec<(String, String)> {
    let part = |member: &Element, name| {
        member
            .child(name)
            .map_or_else(|| format!("(no {name})"), |child: &Element| child.text.clone())
    };
    tags.children.iter().map(|tag| (part(tag, "Key"), part(tag, "Value"))).collect()
}

fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    iam_codec::form::encode_text(text, &mut encoded);
    encoded
}

struct Comparison<'d> {
    ordered: bool,
    differences: &'d mut Vec<Difference>,
}

impl Comparison<'_> {
    fn differs(
        &mut self,
        kind: DifferenceKind,
        at: &str,
        expected: impl Into<String>,
        actual: impl Into<String>,
    ) {
        self.differences.push(Difference::new(kind, at, expected, actual));
    }

    fn map(&mut self, at: &str, expected: &Map, actual: &Element) {
        for (name, value) in expected {
            self.value(&format!("{at}/{name}"), name, value, actual.child(name));
        }
        self.children(at, actual, |name| get(expected, name).is_some());
    }

    /// Elements that should not be there, and those that are repeated.
    fn children(&mut self, at: &str, actual: &Element, is_known: impl Fn(&str) -> bool) {
        for (name, count) in actual.names() {
            let at = format!("{at}/{name}");
            match is_known(name) {
                true => self.once(&at, count),
                false => self.differs(DifferenceKind::ElementAdded, &at, "absent", "present"),
            }
        }
    }

    /// Clients take the first or the last element of a name.
    fn once(&mut self, at: &str, count: usize) {
        if count > 1 {
            self.differs(DifferenceKind::ElementTwice, at, "once", format!("{count} times"));
        }
    }

    fn value(&mut self, at: &str, name: &str, expected: &Value, actual: Option<&Element>) {
        if let Some(rule) = expected.as_text().and_then(|text| text.strip_prefix('@')) {
            return self.rule(at, rule, actual);
        }
        let Some(actual) = actual else {
            return self.differs(
                DifferenceKind::ElementMissing,
                at,
                expected.to_string(),
                "absent",
            );
        };
        match expected {
            Value::Text(text) if *text == actual.text && actual.children.is_empty() => {}
            Value::Text(text) => self.differs(DifferenceKind::Element, at, text, shown(actual)),
            Value::Map(tags) if name == "Tags" => self.tags(at, tags, actual),
            Value::Map(map) => self.map(at, map, actual),
            Value::List(members) => self.list(at, members, actual),
        }
    }

    fn rule(&mut self, at: &str, rule: &str, actual: Option<&Element>) {
        let is_empty = |e: &Element| e.text.trim().is_empty() && e.children.is_empty();
        let holds = match (rule, actual) {
            ("optional", _) | ("absent", None) | ("present", Some(_)) => true,
            ("any", Some(actual)) => !is_empty(actual),
            ("empty", Some(actual)) => is_empty(actual),
            (rule, Some(actual)) => match rule.strip_prefix("count ") {
                Some(count) => actual.children.len().to_string() == count,
                None => actual.children.is_empty() && text_holds(rule, &actual.text),
            },
            _ => false,
        };
        if !holds {
            let actual = match (rule.strip_prefix("count "), actual) {
                (_, None) => "absent".to_owned(),
                (Some(_), Some(actual)) => format!("count {}", actual.children.len()),
                // Ids are made up anew in each run, and a difference is known by its text.
                (None, Some(actual)) if rule.starts_with("id ") && actual.children.is_empty() => {
                    let is_id = has_form_of_id(&actual.text);
                    if is_id { "another id" } else { "another text" }.to_owned()
                }
                (None, Some(actual)) => shown(actual),
            };
            let expected = rule.strip_prefix("encoded ").map_or_else(|| rule.to_owned(), encoded);
            self.differs(DifferenceKind::ElementRule, at, expected, actual);
        }
    }

    fn tags(&mut self, at: &str, expected: &Map, actual: &Element) {
        self.members(at, actual);
        for (tag, number) in actual.children.iter().zip(1..) {
            self.children(&format!("{at}/{number}"), tag, |name| ["Key", "Value"].contains(&name));
            for part in &tag.children {
                self.children(&format!("{at}/{number}/{}", part.name), part, |_| false);
            }
        }
        let expected: Vec<_> =
            expected.iter().map(|(key, value)| (key.clone(), value.to_string())).collect();
        let actual = read_tags(actual);
        if counted(&expected) != counted(&actual) {
            self.differs(DifferenceKind::Tags, at, tags_text(&expected), tags_text(&actual));
        } else if self.ordered && expected != actual {
            let at = format!("{at}: order");
            self.differs(DifferenceKind::ListOrder, &at, tags_text(&expected), tags_text(&actual));
        }
    }

    fn list(&mut self, at: &str, expected: &[Value], actual: &Element) {
        self.members(at, actual);
        if expected.len() != actual.children.len() {
            let (wanted, found) = (expected.len(), actual.children.len());
            return self.differs(
                DifferenceKind::ListLength,
                at,
                format!("{wanted} members"),
                format!("{found}"),
            );
        }
        for ((value, child), index) in expected.iter().zip(&actual.children).zip(1..) {
            self.value(&format!("{at}/{index}"), "", value, Some(child));
        }
    }

    /// Strict clients find nothing in a list whose elements have another name.
    fn members(&mut self, at: &str, list: &Element) {
        if let Some(child) = list.children.iter().find(|child| child.name != "member") {
            self.differs(
                DifferenceKind::ListElement,
                &format!("{at}: list element"),
                "member",
                &child.name,
            );
        }
    }
}

/// Whether a rule about a text holds.
fn text_holds(rule: &str, text: &str) -> bool {
    match rule.split_once(' ').unwrap_or((rule, "")) {
        ("date", _) => is_timestamp(text),
        ("encoded", plain) => text == encoded(plain),
        ("trust", policy) => text == encoded(&stored(Kind::Trust, policy)),
        ("id", start) => has_form_of_id(text) && text.starts_with(start),
        ("in", seconds) => is_in(text, seconds),
        ("not", other) => text != other,
        _ => false,
    }
}

/// Ten minutes: further off, a clock is refused by AWS itself.
const TOLERANCE: u64 = 600;

/// Whether a time is this many seconds from now.
fn is_in(text: &str, seconds: &str) -> bool {
    let time = text.parse::<Timestamp>().ok().filter(|_| is_timestamp(text));
    let wanted = seconds.parse::<u64>().map(|seconds| Timestamp::now().as_unix() + seconds);
    time.zip(wanted.ok()).is_some_and(|(time, wanted)| time.as_unix().abs_diff(wanted) < TOLERANCE)
}

/// An element in one line.
fn shown(element: &Element) -> String {
    match element.children.is_empty() {
        true if element.text.is_empty() => "empty".to_owned(),
        true => element.text.clone(),
        false => {
            let names: Vec<_> = element.children.iter().map(|child| child.name.as_str()).collect();
            format!("<{}>", names.join("> <"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_less_than_ten_minutes_off() {
        // Time goes on while this is tested, so that later times come nearer.
        let now = Timestamp::now().as_unix();
        for (off, is_near) in [(0, true), (599, true), (-500, true), (-600, false), (700, false)] {
            let time = Timestamp::from_unix((now + 3600).saturating_add_signed(off)).unwrap();
            assert_eq!(is_in(&time.to_string(), "3600"), is_near, "{off}");
        }
    }
}
