//! The answers of an endpoint and of a reference → differences.

use crate::cases::expect::Expect;
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::judge::answer::{Operation, judge};
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::text::normalize::Normalizer;

/// Compares an answer with the reference's. Results are compared only if the request is about the resource
/// of the play; a value that is another one each time must be there, and may differ.
pub(crate) fn compare(
    expected: &ParsedAnswer,
    actual: &Result<ParsedAnswer, String>,
    action: &str,
    is_about_resource: bool,
) -> Vec<Difference> {
    let expect = expect(expected);
    let operation = Operation { action, has_result: Some(expected.result().is_some()) };
    let mut differences = judge(&expect, operation, actual);
    if let (true, Some((wanted, found))) =
        (differences.is_empty(), orders(expected, actual).filter(|(wanted, found)| wanted != found))
    {
        differences.push(Difference::new(DifferenceKind::RootOrder, "order", wanted, found));
    }
    let results = actual.as_ref().ok().and_then(ParsedAnswer::result).zip(expected.result());
    if let (true, true, Some((actual, expected))) =
        (differences.is_empty(), is_about_resource, results)
    {
        compare_elements("result", expected, actual, &mut differences);
    }
    differences
}

/// The children of both roots, in their order: some clients find nothing behind the metadata.
fn orders(
    expected: &ParsedAnswer,
    actual: &Result<ParsedAnswer, String>,
) -> Option<(String, String)> {
    let names = |answer: &ParsedAnswer| {
        let children = answer.root()?.children.iter().map(|child| child.name.as_str());
        Some(children.collect::<Vec<_>>().join(", "))
    };
    names(expected).zip(names(actual.as_ref().ok()?))
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
            // A body without any element is fine: IAM answers some requests with a redirect.
            Some(defect) if parsed.document.root.is_some() => {
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
    if is_volatile(&expected.name) {
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
        differences.push(Difference::new(kind, what, wanted.join(" "), found.join(" ")));
    }
}

fn is_list(element: &Element) -> bool {
    !element.children.is_empty() && element.children.iter().all(|child| child.name == "member")
}

/// An element in one line, without what differs each time.
fn line(element: &Element) -> String {
    if is_volatile(&element.name) {
        return String::new();
    }
    let mut children: Vec<_> = element.children.iter().map(line).collect();
    children.sort_unstable();
    let text = Normalizer::default().apply(element.text.trim());
    format!("{}{{{text}{}}}", element.name, children.join(""))
}

/// Whether an element is another one each time.
fn is_volatile(name: &str) -> bool {
    const SECRETS: &[&str] =
        &["SecretAccessKey", "Base32StringSeed", "QRCodePNG", "SAMLProviderUUID", "Marker"];
    SECRETS.contains(&name) || name.ends_with("Id") || name.ends_with("Date")
}

#[cfg(test)]
mod tests;
