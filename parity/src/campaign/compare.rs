//! The answers of an endpoint and of a reference → differences.

use std::collections::BTreeSet;

use memchr::memmem;

use super::sequence::NAME;
use crate::cases::expect::Expect;
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::judge::answer::{Operation, judge};
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::text::normalize::{Normalizer, is_timestamp};

/// What of a result can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All: it is about resources of the play.
    All,
    /// Members of lists that name a resource of the play: there may be others in the account.
    OwnMembers,
}

impl Extent {
    /// What can be compared of the answer to this body. `is_set`: the play has set the password policy.
    pub(crate) fn of(body: &[u8], is_set: bool) -> Extent {
        let has = |text: &str| memmem::find(body, text.as_bytes()).is_some();
        // What an earlier answer has named is of the play too.
        let is_about_resource = has(NAME) || has("%24%7B");
        let is_about_policy = is_set && has("Action=GetAccountPasswordPolicy&");
        if is_about_resource || is_about_policy { Extent::All } else { Extent::OwnMembers }
    }
}

/// Compares an answer with the reference's. A value that is another one each time must be there, and may differ.
pub(crate) fn compare(
    expected: &ParsedAnswer,
    actual: &Result<ParsedAnswer, String>,
    action: &str,
    extent: Extent,
) -> Vec<Difference> {
    let expect = expect(expected);
    let operation = Operation { action, has_result: Some(expected.result().is_some()) };
    let mut differences = judge(&expect, operation, actual);
    let results = actual.as_ref().ok().and_then(ParsedAnswer::result).zip(expected.result());
    if let (true, Some((actual, expected))) = (differences.is_empty(), results) {
        match extent {
            Extent::All => compare_elements("result", expected, actual, &mut differences),
            // The rest of a page depends on what else there is.
            Extent::OwnMembers if is_truncated(expected) || is_truncated(actual) => {}
            Extent::OwnMembers => {
                compare_own_members("result", expected, actual, &mut differences);
            }
        }
    }
    differences
}

fn is_truncated(result: &Element) -> bool {
    result.child("IsTruncated").is_some_and(|child| child.text == "true")
}

/// Compares the members that name a resource of the play, in all lists.
fn compare_own_members(
    path: &str,
    expected: &Element,
    actual: &Element,
    differences: &mut Vec<Difference>,
) {
    if is_list(expected) || is_list(actual) {
        let (expected, actual) = (own_members(expected), own_members(actual));
        return compare_lists(path, &expected, &actual, differences);
    }
    let nothing = Element::default();
    for name in expected.names().keys().chain(actual.names().keys()).collect::<BTreeSet<_>>() {
        let [expected, actual] = [expected, actual].map(|of| of.child(name).unwrap_or(&nothing));
        compare_own_members(&format!("{path}/{name}"), expected, actual, differences);
    }
}

/// The list without the members of others.
fn own_members(list: &Element) -> Element {
    let mut own = list.clone();
    own.children.retain(|member| member.has_text(NAME));
    own
}

/// Elements that only a server has that reads certificates and metadata: the reference may lack them.
const ENDS: &[&str] = &["Expiration", "ValidUntil"];

/// Whether an answer is a failure. Without a reference, nothing else can be said of it.
pub(crate) fn failure(actual: &Result<ParsedAnswer, String>) -> Vec<Difference> {
    let wanted = "an answer";
    let one = |kind, what: &str, found: String| vec![Difference::new(kind, what, wanted, found)];
    match actual {
        Err(e) => one(DifferenceKind::Unanswered, "answer", e.clone()),
        Ok(parsed) if parsed.status >= 500 => {
            one(DifferenceKind::Failure, "answer", parsed.summary())
        }
        Ok(parsed) => match parsed.document.defects.first() {
            // A body without markup is fine: IAM answers some requests with a redirect.
            Some(defect) if parsed.document.has_markup => {
                one(DifferenceKind::IllFormed, "body", defect.clone())
            }
            _ => Vec::new(),
        },
    }
}

fn expect(expected: &ParsedAnswer) -> Expect {
    let Some(error) = expected.error.as_ref().filter(|_| !expected.is_success()) else {
        return Expect::default();
    };
    let code = error.code.as_deref().unwrap_or_default();
    Expect {
        error: Some(format!("{} {code}", expected.status)),
        message: error.message.clone(),
        ..Expect::default()
    }
}

fn compare_elements(
    path: &str,
    expected: &Element,
    actual: &Element,
    differences: &mut Vec<Difference>,
) {
    let mut differs = |kind, what: &str, expected: &str, actual: &str| {
        differences.push(Difference::new(kind, what, expected, actual));
    };
    if let (Some(wanted), Some(found)) = (volatile(expected), volatile(actual)) {
        if wanted == DATE && found != DATE {
            differs(DifferenceKind::ElementRule, path, &wanted, &found);
        }
        return;
    }
    let blur = Normalizer::default();
    let (wanted, found) = (blur.apply(&expected.text), blur.apply(&actual.text));
    if expected.children.is_empty() && actual.children.is_empty() && wanted != found {
        return differs(DifferenceKind::Element, path, &wanted, &found);
    }
    if is_list(expected) || is_list(actual) {
        return compare_lists(path, expected, actual, differences);
    }
    let known = expected.names();
    for (name, count) in actual.names() {
        let path = format!("{path}/{name}");
        match known.get(name) {
            None if ENDS.contains(&name) => {}
            None => differs(DifferenceKind::ElementAdded, &path, "absent", "present"),
            Some(1) if count > 1 => {
                let times = format!("{count} times");
                differs(DifferenceKind::ElementTwice, &path, "once", &times);
            }
            Some(_) => {}
        }
    }
    for child in &expected.children {
        let path = format!("{path}/{}", child.name);
        match actual.child(&child.name) {
            Some(found) => compare_elements(&path, child, found, differences),
            None => {
                differences.push(Difference::new(
                    DifferenceKind::ElementMissing,
                    path,
                    "present",
                    "absent",
                ));
            }
        }
    }
}

fn compare_lists(
    path: &str,
    expected: &Element,
    actual: &Element,
    differences: &mut Vec<Difference>,
) {
    let lines = |list: &Element| list.children.iter().map(line).collect::<Vec<_>>();
    let (wanted, found) = (lines(expected), lines(actual));
    let sorted = |lines: &[String]| {
        let mut sorted = lines.to_vec();
        sorted.sort_unstable();
        sorted
    };
    let is_order = sorted(&wanted) == sorted(&found);
    // The order of tags is known for policies alone, where cases compare it.
    if wanted != found && !(is_order && expected.name == "Tags") {
        let (kind, what) = match is_order {
            true => (DifferenceKind::ListOrder, format!("{path}: order")),
            false => (DifferenceKind::ListMembers, path.to_owned()),
        };
        let shown = |lines: &[String]| match lines.is_empty() {
            true => "nothing".to_owned(),
            false => lines.join(" "),
        };
        differences.push(Difference::new(kind, what, shown(&wanted), shown(&found)));
    }
}

fn is_list(element: &Element) -> bool {
    !element.children.is_empty() && element.children.iter().all(|child| child.name == "member")
}

/// An element in one line, without what differs each time.
fn line(element: &Element) -> String {
    if let Some(text) = volatile(element) {
        return if text == DATE { String::new() } else { text };
    }
    let mut children: Vec<_> = element.children.iter().map(line).collect();
    children.sort_unstable();
    let text = Normalizer::default().apply(element.text.trim());
    format!("{}{{{text}{}}}", element.name, children.join(""))
}

/// A time as all servers write it.
const DATE: &str = "date";

/// Of an element that is another one each time, what stays: whether a date is one.
fn volatile(element: &Element) -> Option<String> {
    const SECRETS: &[&str] =
        &["SecretAccessKey", "Base32StringSeed", "QRCodePNG", "SAMLProviderUUID", "Marker"];
    let name = element.name.as_str();
    match name.ends_with("Date") {
        true if is_timestamp(&element.text) => Some(DATE.to_owned()),
        true => Some(element.text.clone()),
        false => (SECRETS.contains(&name) || name.ends_with("Id")).then(String::new),
    }
}

#[cfg(test)]
mod tests;
#[cfg(test)]
mod whole;
