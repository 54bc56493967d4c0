//! [`Cause`]: differing cases that most likely have one fault of the endpoint in common.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::Serialize;

use crate::cases::level::Level;
use crate::exchange::service::is_known;
use crate::judge::difference::Difference;
use crate::report::outcome::{Outcome, Verdict};
use crate::text::visible;

/// Differing cases that most likely have one fault of the endpoint in common: the same rule is broken in the
/// same way, apart from names and numbers. A case counts for its worst difference.
///
/// ```
/// use iam_parity::{Answer, Options, Suite, run};
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing/1.1", "routing/1.2"])?;
/// let mut failing = |_: &_| Ok(Answer { status: 502, ..Answer::default() });
/// let report = run(&suite, &mut failing, &Options::default(), &mut |_, _| {})?;
/// let causes = report.causes();
/// assert_eq!(causes[0].text, "no-answer answer: 502 without a document");
/// assert_eq!(causes[0].cases, ["routing/1.2", "routing/1.1"]);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cause {
    /// The level of the difference.
    pub level: Level,
    /// The difference, with names and numbers blanked: `accepts answer: 200, not 400 ValidationError: …`.
    pub text: String,
    /// The numbers of the cases; the first one sends the fewest and shortest requests.
    pub cases: Vec<String>,
}

impl Cause {
    /// The causes of these outcomes: the worst level first, of one level the cause of the most cases.
    pub(crate) fn all(outcomes: &[Outcome]) -> Vec<Cause> {
        let mut groups: BTreeMap<(Reverse<Level>, String), Vec<&Outcome>> = BTreeMap::new();
        for outcome in outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Differs) {
            if let Some(worst) = worst(outcome) {
                let key = (Reverse(worst.level), pattern(worst, &outcome.operation));
                groups.entry(key).or_default().push(outcome);
            }
        }
        let cause = |((level, text), mut outcomes): ((Reverse<Level>, String), Vec<&Outcome>)| {
            outcomes.sort_by_key(|outcome| size(outcome));
            let cases = outcomes.iter().map(|outcome| outcome.number.clone()).collect();
            Cause { level: level.0, text, cases }
        };
        let mut causes: Vec<_> = groups.into_iter().map(cause).collect();
        causes.sort_by_key(|cause| (Reverse(cause.level), Reverse(cause.cases.len())));
        causes
    }
}

/// How many causes, those of the most cases, cover 80 % of the cases.
pub(crate) fn needed_for_80_percent(causes: &[Cause]) -> usize {
    let mut counts: Vec<_> = causes.iter().map(|cause| cause.cases.len()).collect();
    counts.sort_unstable_by_key(|count| Reverse(*count));
    let all: usize = counts.iter().sum();
    let mut covered = 0;
    let is_enough = |count: &usize| {
        covered += count;
        covered * 5 >= all * 4
    };
    counts.iter().position(is_enough).map_or(0, |at| at + 1)
}

fn worst(outcome: &Outcome) -> Option<&Difference> {
    outcome.differences.iter().max_by_key(|difference| difference.level)
}

/// The number of requests that show a case, and their length.
fn size(outcome: &Outcome) -> (usize, usize) {
    (outcome.repeat.len(), outcome.repeat.iter().map(String::len).sum())
}

/// The kind of a difference.
fn pattern(difference: &Difference, operation: &str) -> String {
    let Difference { level, what, expected, actual, .. } = difference;
    let what = place(what, operation);
    let place = match what == level.as_str() {
        true => what,
        false => format!("{level} {what}"),
    };
    match level {
        // The right answer follows from the case; the cases have the failure in common.
        Level::NoAnswer => format!("{place}: {}", blank(actual, operation)),
        Level::Refuses => format!("{place}: {}", code_of(actual)),
        Level::Accepts => format!("{place}: accepted, not {}", rule_of(expected)),
        Level::State => format!("{place}: {}", change(actual, expected)),
        Level::Answer if place.contains("result/") => {
            format!("{place}: {}", change(actual, expected))
        }
        // Whoever words one violation in another way words all so.
        Level::Message if expected.contains(" detected: Value at '") => {
            let words = actual.split('\'').next().unwrap_or_default();
            format!("{place} of a violation: {}…", numbers(&visible::cut(words, 60)))
        }
        _ => format!("{place}: {}, not {}", blank(actual, operation), blank(expected, operation)),
    }
}

/// The code of an answer: of `400 ValidationError: 1 …`, `ValidationError`.
fn code_of(answer: &str) -> &str {
    let code = answer.split(':').next().unwrap_or_default();
    code.split_once(' ').map_or(code, |(_, code)| code)
}

/// The rule that a refusal is about: its code, and of a violation the constraint.
fn rule_of(refusal: &str) -> String {
    let code = code_of(refusal);
    let Some((_, constraint)) = refusal.split_once("failed to satisfy constraint: ") else {
        return code.to_owned();
    };
    let constraint = constraint.split([';', '[']).next().unwrap_or_default();
    format!("{code}: {}", numbers(constraint.split(": ").next().unwrap_or_default()))
}

/// What differs, without the parts that only say where it was met: the operation, the kind of resource.
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
    format!("{read}result/{}", family(last))
}

/// How a value differs, where the values themselves are of the case.
fn change(actual: &str, expected: &str) -> String {
    const WORDS: [&str; 4] = ["absent", "present", "empty", "none"];
    let is_word = |text: &str| WORDS.contains(&text) || text.starts_with("count ");
    let side = |text: &str| match is_word(text) {
        true => numbers(text),
        false => "a value".to_owned(),
    };
    match (is_word(actual), is_word(expected)) {
        (false, false) if actual.starts_with('{') && expected.starts_with('{') => {
            "other tags".to_owned()
        }
        (false, false) => "another value".to_owned(),
        _ => format!("{}, not {}", side(actual), side(expected)),
    }
}

/// Words that name a type of resource, in the ways of operations, elements and messages.
const TYPES: [&str; 20] = [
    "ServerCertificate",
    "InstanceProfile",
    "OpenIDConnectProvider",
    "SAMLProvider",
    "VirtualMFADevice",
    "MFADevice",
    "server certificate",
    "instance profile",
    "Instance Profile",
    "OIDC provider",
    "SAML provider",
    "User",
    "Role",
    "Group",
    "Policy",
    "user",
    "role",
    "group",
    "policy",
    "MFA device",
];

fn family(text: &str) -> String {
    TYPES.iter().fold(text.to_owned(), |text, word| text.replace(word, "*"))
}

/// A text with names, numbers and quoted parts blanked.
fn blank(text: &str, operation: &str) -> String {
    let text = match operation.is_empty() {
        true => text.to_owned(),
        false => text.replace(operation, "<operation>"),
    };
    let mut blanked = String::new();
    let mut rest = family(&text);
    // Quoted texts are values or places of the case.
    while let Some((before, quoted, after)) = quoted(&rest) {
        blanked += &numbers(before);
        blanked.push(quoted);
        blanked.push('…');
        blanked.push(quoted);
        rest = after.to_owned();
    }
    visible::line(&visible::cut(&(blanked + &numbers(&rest)), 160))
}

/// The text before the first quoted part, the quote, and the text behind the part.
fn quoted(text: &str) -> Option<(&str, char, &str)> {
    let start = text.find(['\'', '"'])?;
    let quote = text[start..].chars().next()?;
    let end = text[start + 1..].find(quote)? + start + 1;
    Some((&text[..start], quote, &text[end + 1..]))
}

/// Each number becomes `N`, but for the status that an answer begins with.
fn numbers(text: &str) -> String {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (status, rest) = text.split_at(if digits == 3 { 3 } else { 0 });
    let mut blanked = status.to_owned();
    let mut in_number = false;
    for c in rest.chars() {
        if !c.is_ascii_digit() {
            blanked.push(c);
        } else if !in_number {
            blanked.push('N');
        }
        in_number = c.is_ascii_digit();
    }
    blanked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::kind::DifferenceKind;

    fn of(level: Level, what: &str, expected: &str, actual: &str, operation: &str) -> String {
        let differs = Difference::new(DifferenceKind::Element, what, expected, actual);
        pattern(&Difference { level, ..differs }, operation)
    }

    #[test]
    fn names_numbers_places_and_types_are_blanked() {
        let long = |n: u32, place: &str| {
            let words = "Member must have length less than or equal to";
            format!(
                "400 ValidationError: Value at '{place}' failed to satisfy constraint: {words} {n}"
            )
        };
        let first = of(Level::Accepts, "answer", &long(128, "tags.1.member.key"), "200", "TagUser");
        assert_eq!(first, of(Level::Accepts, "answer", &long(64, "userName"), "200", "TagUser"));
        assert_eq!(
            first,
            "accepts answer: accepted, not ValidationError: Member must have length less than or equal to N"
        );
        let malformed = |message| format!("400 MalformedPolicyDocument: {message}");
        let second = of(Level::Accepts, "answer", &malformed("a"), "200", "PutUserPolicy");
        assert_eq!(second, "accepts answer: accepted, not MalformedPolicyDocument");

        let words = |kind: &str| format!("The {kind} with name <id> is gone.");
        let right = |kind: &str| format!("The {kind} with name <id> cannot be found.");
        let message = |kind| of(Level::Message, "message", &right(kind), &words(kind), "GetUser");
        assert_eq!(message("user"), message("role"));
        assert_eq!(
            message("user"),
            "message: The * with name <id> is gone., not The * with name <id> cannot be found."
        );
    }

    #[test]
    fn the_place_of_an_element_is_its_end() {
        let of = |what| of(Level::State, what, "/a/", "/", "UpdateUser");
        assert_eq!(of("GetUser: result/User/Path"), "state read: result/Path: another value");
        assert_eq!(of("GetRole: result/Role/Path"), "state read: result/Path: another value");
        assert_eq!(of("result/Users/1/Tags"), "state result/Tags: another value");
        assert_eq!(
            of("GetRole: result/Role/AssumeRolePolicyDocument"),
            "state read: result/Document: another value"
        );
        assert_eq!(of("GetUser: answer"), "state read: answer: another value");
    }

    #[test]
    fn the_causes_of_most_cases_cover_four_fifths() {
        let cause = |cases: usize| Cause {
            level: Level::Answer,
            text: String::new(),
            cases: vec![String::new(); cases],
        };
        let needed = |counts: &[usize]| {
            needed_for_80_percent(&counts.iter().map(|n| cause(*n)).collect::<Vec<_>>())
        };
        assert_eq!(needed(&[]), 0);
        assert_eq!(needed(&[5]), 1);
        assert_eq!(needed(&[1, 8, 1]), 1);
        assert_eq!(needed(&[1, 7, 1, 1]), 2);
        assert_eq!(needed(&[2, 2, 2, 2, 2]), 4);
    }
}
