//! What a result is by the tables of the codec: which elements it has, how often, and what their texts are.

use iam_codec::{Oddity, OddityKind, Reply, Severity};

use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::breach::{Application, broken_if};
use crate::text::normalize::is_time;

/// The first thing in a result that the tables do not have: whether clients misread it or pass it over.
pub(crate) fn in_model(answer: &Answer, parsed: &ParsedAnswer, is_misread: bool) -> Application {
    let (Some(root), Some(_)) = (parsed.root(), parsed.result()) else {
        return Application::NotConcerned;
    };
    let action = root.name.strip_suffix("Response").unwrap_or_default();
    let Some(oddities) = oddities(action, &answer.body) else {
        return Application::NotConcerned;
    };
    let is_such = |oddity: &&Oddity| {
        is_of_result(oddity) && (oddity.severity() > Severity::Harmless) == is_misread
    };
    let found = oddities.iter().find(is_such);
    let text = found.map_or_else(String::new, |odd| format!("{}: {}", odd.kind(), odd.element()));
    broken_if(found.is_some(), "what the model has", &text)
}

/// The oddities of the answer to an operation; `None` for an operation that is not IAM's.
fn oddities(action: &str, body: &[u8]) -> Option<Vec<Oddity>> {
    action.parse::<iam_codec::Action>().ok()?;
    Reply::decode_tolerantly(body).ok().map(|(_, oddities)| oddities)
}

/// Whether it is about an element of the result. Other rules are about what is around it.
fn is_of_result(oddity: &Oddity) -> bool {
    let within = oddity.element().split('.').next().is_some_and(|name| name.ends_with("Result"));
    within
        && matches!(
            oddity.kind(),
            OddityKind::UnexpectedElement(_)
                | OddityKind::OtherName(_)
                | OddityKind::Missing
                | OddityKind::Repeated
                | OddityKind::UnexpectedText(_)
                | OddityKind::InvalidValue(_)
                | OddityKind::OtherNotation(_)
                | OddityKind::NotPercentEncoded
        )
        && !is_zone(oddity.kind())
}

/// Whether it is about the zone of a time, which is another rule's.
fn is_zone(kind: &OddityKind) -> bool {
    matches!(kind, OddityKind::OtherNotation(text) | OddityKind::InvalidValue(text) if is_time(text))
}
