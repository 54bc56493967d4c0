//! Expected and actual answer → differences.

use crate::cases::expect::{Expect, violation_text};
use crate::cases::level::Level;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::difference::Difference;
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
        Err(e) => return vec![Difference::new(Level::NoAnswer, "answer", wanted, e)],
    };
    let one =
        |level, what: &str| vec![Difference::new(level, what, wanted.as_str(), parsed.summary())];
    if parsed.status >= 500 {
        return one(Level::NoAnswer, "answer");
    }
    let defects = parsed.document.defects.join("; ");
    if !defects.is_empty() {
        return vec![Difference::new(Level::NoAnswer, "body", "well-formed XML", defects)];
    }
    if expect.any_answer {
        return Vec::new();
    }
    if expect.refused {
        return if parsed.is_success() { one(Level::Accepts, "answer") } else { Vec::new() };
    }
    match (expect.status_and_code(), parsed.is_success()) {
        (Some(_), true) => one(Level::Accepts, "answer"),
        (None, false) if parsed.status < 300 => one(Level::Answer, "answer"),
        (None, false) => one(Level::Refuses, "answer"),
        (None, true) => judge_response(expect, operation, parsed),
        (Some((status, code)), false) => judge_error(expect, status, code, parsed),
    }
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
    let mut differs = |level, what: &str, expected: &str, actual: &str| {
        if expected != actual {
            differences.push(Difference::new(level, what, expected, actual));
        }
    };
    differs(Level::Answer, "status", "200", &parsed.status.to_string());
    let Some(root) = parsed.root() else {
        differs(Level::NoAnswer, "body", "a response", "nothing");
        return differences;
    };
    let name = format!("{}Response", operation.action);
    differs(Level::Answer, "root", &name, &root.name);
    let wrapper = format!("{}Result", operation.action);
    let found = root.children.iter().find(|child| child.name.ends_with("Result"));
    let found_name = found.map_or("none", |child| &child.name);
    match operation.has_result {
        Some(true) => differs(Level::Answer, "wrapper", &wrapper, found_name),
        Some(false) => differs(Level::Layout, "wrapper", "none", found_name),
        None => {}
    }
    let within = found.unwrap_or(root);
    if let Some(result) = &expect.result {
        result::compare_result(result, expect.ordered, within, &mut differences);
    }
    result::compare_elements(&expect.elements, expect.ordered, within, &mut differences);
    differences
}

fn judge_error(expect: &Expect, status: u16, code: &str, parsed: &ParsedAnswer) -> Vec<Difference> {
    let Some(error) = &parsed.error else {
        return vec![Difference::new(Level::Answer, "answer", wanted(expect), parsed.summary())];
    };
    let mut differences = Vec::new();
    let mut differs = |level, what: &str, expected: &str, actual: &str| {
        if expected != actual {
            differences.push(Difference::new(level, what, expected, actual));
        }
    };
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "none".to_owned());
    differs(Level::Answer, "status", &status.to_string(), &parsed.status.to_string());
    differs(Level::Answer, "code", code, &or_none(&error.code));
    let fault = if status >= 500 { "Receiver" } else { "Sender" };
    differs(Level::Answer, "fault", fault, &or_none(&error.fault));
    let path = error.misplaced.as_deref().unwrap_or("ErrorResponse/Error");
    differs(Level::Answer, "error's place", "ErrorResponse/Error", path);
    if let Some(namespace) = &expect.namespace {
        let actual = parsed.root().and_then(|root| root.namespace.clone());
        differs(Level::Layout, "namespace", namespace, &or_none(&actual));
    }
    let message = or_none(&error.message);
    if expect.no_message {
        differs(Level::Message, "message", "none", &message);
    } else if !same_violations(expect, &message) {
        let expected = expect.full_message().unwrap_or_else(|| message.clone());
        differs(Level::Message, "message", &expected, &message);
    }
    differences
}

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
