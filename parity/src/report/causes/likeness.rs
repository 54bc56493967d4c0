//! [`Likeness`]: what a difference has in common with those that most likely have the same cause.

use super::blank::{blank, family, numbers};
use crate::cases::level::Level;
use crate::exchange::service::is_known;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::text::visible;

/// What a difference has in common with others.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Likeness {
    pub(super) fault: String,
    /// The form that the fault has here, if it has several.
    pub(super) form: Option<String>,
}

/// The code of everything that a check of the request itself refuses, whatever is stored.
const CHECKED: &str = "ValidationError";

/// The codes of refusals that depend on what is stored: an endpoint that gives one of them has checked nothing before.
const STORED: [&str; 4] =
    ["DeleteConflict", "EntityAlreadyExists", "LimitExceeded", "NoSuchEntity"];

/// The codes whose messages have one form for all types of resources.
const WORDED: [&str; 2] = ["EntityAlreadyExists", "NoSuchEntity"];

/// The elements by which lists have pages.
const PAGES: [&str; 2] = ["IsTruncated", "Marker"];

impl Likeness {
    /// Of a case about this operation; `code` is that of the error that AWS answers.
    pub(super) fn of(difference: &Difference, operation: &str, code: Option<&str>) -> Likeness {
        let Difference { level, kind, what, expected, actual, .. } = difference;
        let place = place(what, operation);
        let one = |fault| Likeness { fault, form: None };
        let many = |fault: &str, form| Likeness { fault: fault.to_owned(), form: Some(form) };
        let blanked = |text: &str| blank(text, operation);
        match kind {
            // The right answer follows from the case; the cases have the failure in common.
            _ if *level == Level::NoAnswer => one(format!("{place}: {}", blanked(actual))),
            DifferenceKind::Accepted if code_of(expected) == CHECKED => {
                many("answer: no ValidationError", constraint_of(expected))
            }
            DifferenceKind::Code if expected == CHECKED && STORED.contains(&&**actual) => {
                many("answer: no ValidationError", actual.clone())
            }
            DifferenceKind::StoredTags | DifferenceKind::Tags => {
                one(format!("{place}: other tags"))
            }
            DifferenceKind::TagsUnreadable => one(format!("{place}: unreadable")),
            _ if *level == Level::Refuses => one(format!("{place}: {}", code_of(actual))),
            _ if *level == Level::Accepts => {
                one(format!("{place}: accepted, not {}", code_of(expected)))
            }
            DifferenceKind::ListOrder => one(place),
            _ if PAGES.contains(&last(&place)) => many(
                "result: other pages",
                format!("{} {}", last(&place), change(actual, expected)),
            ),
            _ if place.starts_with("result/") || *level == Level::State => {
                one(format!("{place}: {}", change(actual, expected)))
            }
            // Whoever words one violation in another way words all so.
            DifferenceKind::Message if expected.contains(" detected: Value at '") => {
                let words = actual.split('\'').next().unwrap_or_default();
                one(format!("message of a violation: {}…", numbers(&visible::cut(words, 60))))
            }
            DifferenceKind::Message => {
                let words = format!("{}, not {}", blanked(actual), blanked(expected));
                match code.filter(|code| WORDED.contains(code)) {
                    Some(code) => many(&format!("message of {code}"), words),
                    None => one(format!("message: {words}")),
                }
            }
            _ => one(format!("{place}: {}, not {}", blanked(actual), blanked(expected))),
        }
    }
}

/// The last step of a place.
fn last(place: &str) -> &str {
    place.rsplit('/').next().unwrap_or_default()
}

/// The code of an answer: of `400 ValidationError: 1 …`, `ValidationError`.
pub(super) fn code_of(answer: &str) -> &str {
    let code = answer.split(':').next().unwrap_or_default();
    code.split_once(' ').map_or(code, |(_, code)| code)
}

/// The constraint that a refusal is about, or else its code.
fn constraint_of(refusal: &str) -> String {
    let Some((_, constraint)) = refusal.split_once("failed to satisfy constraint: ") else {
        return "another rule".to_owned();
    };
    let constraint = constraint.split([';', '[']).next().unwrap_or_default();
    numbers(constraint.split(": ").next().unwrap_or_default())
}

/// What differs, without the parts that only say where it was met: the operation, the kind of resource, and of an
/// element that it was read after the request.
fn place(what: &str, operation: &str) -> String {
    let (read, path) = match what.split_once(": ") {
        Some((action, path)) if is_known(action) => ("read: ", path),
        _ => ("", what),
    };
    let Some(path) = path.strip_prefix("result/") else {
        return format!("{read}{}", blank(path, operation));
    };
    let mut steps = path.split('/').filter(|step| !step.bytes().all(|b| b.is_ascii_digit()));
    let last = steps.next_back().and_then(|step| step.split('[').next()).unwrap_or_default();
    let last = if last.ends_with("Document") { "Document" } else { last };
    format!("result/{}", family(last))
}

/// How a value differs, where the values themselves are of the case.
fn change(actual: &str, expected: &str) -> String {
    const WORDS: [&str; 4] = ["absent", "present", "empty", "none"];
    let is_word = |text: &str| WORDS.contains(&text) || text.starts_with("count ");
    let side = |text: &str| match is_word(text) {
        true => numbers(text),
        false => "a value".to_owned(),
    };
    match (actual, expected) {
        ("absent", _) => "absent".to_owned(),
        (_, "absent") => "present, not absent".to_owned(),
        _ if is_word(actual) || is_word(expected) => {
            format!("{}, not {}", side(actual), side(expected))
        }
        _ => "another value".to_owned(),
    }
}
