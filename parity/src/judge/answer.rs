//! Expected and actual answer → differences.

use std::borrow::Cow;

use crate::cases::expect::{Expect, violation_text};
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::judge::result;

/// What is known of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Operation<'a> {
    pub(crate) action: &'a str,
    /// Whether it has a result; `None`, if the operation is not known.
    pub(crate) has_result: Option<bool>,
}

/// Compares an answer. An answer of the wrong kind is one difference: the rest follows from it.
pub(crate) fn judge(
    expect: &Expect,
    operation: Operation<'_>,
    answer: &Result<ParsedAnswer, String>,
) -> Vec<Difference> {
    let wanted = wanted(expect);
    let parsed = match answer {
        Ok(parsed) => parsed,
        Err(e) => return vec![Difference::new(DifferenceKind::Unanswered, "answer", wanted, e)],
    };
    let one = |kind| vec![Difference::new(kind, "answer", wanted.as_str(), parsed.summary())];
    if parsed.status >= 500 {
        return one(DifferenceKind::Failure);
    }
    let defects = parsed.document.defects.join("; ");
    if !defects.is_empty() {
        return vec![Difference::new(
            DifferenceKind::IllFormed,
            "body",
            "well-formed XML",
            defects,
        )];
    }
    if expect.any_answer {
        return Vec::new();
    }
    if expect.refused {
        return if parsed.is_success() { one(DifferenceKind::Accepted) } else { Vec::new() };
    }
    if expect.done && parsed.is_success() {
        // No client reads a success in nothing.
        return no_body(parsed).into_iter().collect();
    }
    match (expect.status_and_code(), parsed.is_success()) {
        (Some(_), true) => one(DifferenceKind::Accepted),
        (None, false) if parsed.status < 300 => one(DifferenceKind::Unclear),
        (None, false) => one(DifferenceKind::Refused),
        (None, true) => judge_response(expect, operation, parsed),
        (Some((status, code)), false) => judge_error(expect, status, code, parsed),
    }
}

/// The difference of a success without a document.
fn no_body(parsed: &ParsedAnswer) -> Option<Difference> {
    let is_empty = parsed.root().is_none();
    is_empty.then(|| Difference::new(DifferenceKind::NoBody, "body", "a response", "nothing"))
}

/// The expected answer in one line.
pub(crate) fn wanted(expect: &Expect) -> String {
    match expect.status_and_code() {
        None if expect.refused => "a refusal".to_owned(),
        None if expect.any_answer => "an answer".to_owned(),
        None => "200".to_owned(),
        Some((status, code)) => match expect.full_message() {
            Some(message) => format!("{status} {code}: {message}"),
            None => format!("{status} {code}"),
        },
    }
}

fn judge_response(
    expect: &Expect,
    operation: Operation<'_>,
    parsed: &ParsedAnswer,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut differs = |kind, what: &str, expected: &str, actual: &str| {
        if expected != actual {
            differences.push(Difference::new(kind, what, expected, actual));
        }
    };
    differs(DifferenceKind::Status, "status", "200", &parsed.status.to_string());
    let Some(root) = parsed.root() else {
        differences.extend(no_body(parsed));
        return differences;
    };
    let name = format!("{}Response", operation.action);
    differs(DifferenceKind::Root, "root", &name, &root.name);
    let wrapper = format!("{}Result", operation.action);
    let found = parsed.result_of(operation.action);
    let found_name = found.map_or("none", |child| &child.name);
    match operation.has_result {
        Some(true) => differs(DifferenceKind::Wrapper, "wrapper", &wrapper, found_name),
        Some(false) => differs(DifferenceKind::WrapperAdded, "wrapper", "none", found_name),
        None => {}
    }
    if found.is_some() || operation.has_result == Some(false) {
        let known = [found_name, "ResponseMetadata"];
        result::compare_children("response", root, Some(&known), &mut differences);
    }
    let within = match found {
        Some(result) => Cow::Borrowed(result),
        None => Cow::Owned(without_metadata(root)),
    };
    if let Some(result) = &expect.result {
        result::compare_result(result, expect.ordered, &within, &mut differences);
    }
    result::compare_elements(&expect.elements, expect.ordered, &within, &mut differences);
    differences
}

/// The root as if it were the result itself.
fn without_metadata(root: &Element) -> Element {
    let mut bare = root.clone();
    bare.children.retain(|child| child.name != "ResponseMetadata");
    bare
}

fn judge_error(expect: &Expect, status: u16, code: &str, parsed: &ParsedAnswer) -> Vec<Difference> {
    let Some(error) = &parsed.error else {
        return vec![Difference::new(
            DifferenceKind::Unclear,
            "answer",
            wanted(expect),
            parsed.summary(),
        )];
    };
    let mut differences = Vec::new();
    let mut differs = |kind, what: &str, expected: &str, actual: &str| {
        if expected != actual {
            differences.push(Difference::new(kind, what, expected, actual));
        }
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    differs(DifferenceKind::Status, "status", &status.to_string(), &parsed.status.to_string());
    differs(DifferenceKind::Code, "code", code, &or_none(&error.code));
    // The other fault is `Receiver`: no case expects a status of 500 or above.
    differs(DifferenceKind::Fault, "fault", "Sender", &or_none(&error.fault));
    let path = error.misplaced.as_deref().unwrap_or("ErrorResponse/Error");
    differs(DifferenceKind::ErrorPlace, "error's place", "ErrorResponse/Error", path);
    if let Some(namespace) = &expect.namespace {
        let actual = parsed.root().and_then(|root| root.namespace.clone());
        differs(DifferenceKind::Namespace, "namespace", namespace, &or_none(&actual));
    }
    let message = or_none(&error.message);
    if expect.no_message {
        if error.message.is_some() {
            differs(DifferenceKind::Message, "message", "no message", &message);
        }
    } else if !same_violations(expect, &message) {
        let expected = expect.full_message().unwrap_or_else(|| message.clone());
        differs(DifferenceKind::Message, "message", &expected, &message);
    }
    if let Some((root, error)) = parsed.root().and_then(|root| Some((root, root.child("Error")?))) {
        let known = ["Error", "RequestId"];
        result::compare_children("response", root, Some(&known), &mut differences);
        // A rule for all answers is about other elements of an error.
        result::compare_children("response/Error", error, None, &mut differences);
        for part in error.children.iter().filter(|part| PARTS.contains(&&*part.name)) {
            let at = format!("response/Error/{}", part.name);
            result::compare_children(&at, part, Some(&[]), &mut differences);
        }
    }
    differences
}

/// The parts of an error, which are texts.
const PARTS: [&str; 3] = ["Type", "Code", "Message"];

/// Whether a message lists the expected violations and no others. Their order is not known of AWS.
fn same_violations(expect: &Expect, message: &str) -> bool {
    let count = expect.violations.len();
    let plural = if count == 1 { "" } else { "s" };
    let heading = format!("{count} validation error{plural} detected: ");
    let Some(listed) = message.strip_prefix(&heading).filter(|_| count > 0) else {
        return false;
    };
    let mut listed: Vec<_> = listed.split("; ").map(str::to_owned).collect();
    let mut expected: Vec<_> = expect.violations.iter().map(|v| violation_text(v)).collect();
    listed.sort();
    expected.sort();
    listed == expected
}
