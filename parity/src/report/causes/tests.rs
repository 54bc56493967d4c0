//! Which differences have one cause.

use super::likeness::Likeness;
use super::*;
use crate::judge::kind::DifferenceKind::{self, *};

fn of(kind: DifferenceKind, what: &str, expected: &str, actual: &str, operation: &str) -> String {
    let differs = Difference::new(kind, what, expected, actual);
    let Likeness { fault, form } = Likeness::of(&differs, operation, Some("NoSuchEntity"));
    form.map_or(fault.clone(), |form| format!("{fault} | {form}"))
}

/// What an answer lacks or has beside AWS's, by kind and place, and its cause: the form behind the bar.
const ROWS: &[(DifferenceKind, &str, &str, &str, &str)] = &[
    (Failure, "answer", "404 NoSuchEntity: no a", "500", "answer: 500"),
    (IllFormed, "body", "well-formed XML", "U+0001 is not", "body: U+N is not"),
    (Refused, "answer", "200", "404 NoSuchEntity: no a", "answer: NoSuchEntity"),
    (Accepted, "answer", "409 LimitExceeded: Cannot", "200", "answer: accepted, not LimitExceeded"),
    (Accepted, "answer", "a refusal", "200", "answer: accepted, not refusal"),
    (
        Accepted,
        "answer",
        "400 ValidationError: 1 validation error detected: Value at 'a' failed to satisfy constraint: \
         Member must have length less than or equal to 128",
        "200",
        "answer: no ValidationError | Member must have length less than or equal to N",
    ),
    (
        Accepted,
        "answer",
        "400 ValidationError: 1 validation error detected: Value at 'b' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [a-z]+",
        "200",
        "answer: no ValidationError | Member must satisfy regular expression pattern",
    ),
    (
        Accepted,
        "answer",
        "400 ValidationError: The specified value for userName is invalid.",
        "200",
        "answer: no ValidationError | another rule",
    ),
    (Code, "code", "ValidationError", "NoSuchEntity", "answer: no ValidationError | NoSuchEntity"),
    // This one is only called otherwise.
    (
        Code,
        "code",
        "ValidationError",
        "ValidationException",
        "code: ValidationException, not ValidationError",
    ),
    (Code, "code", "InvalidInput", "NoSuchEntity", "code: NoSuchEntity, not InvalidInput"),
    (Status, "status", "404", "400", "status: 400, not 404"),
    (ElementMissing, "result/User/Arn", "x", "absent", "result/Arn: absent"),
    (ElementRule, "result/Users/2/Tags", "present", "absent", "result/Tags: absent"),
    (ElementRule, "result/User/Tags", "absent", "empty", "result/Tags: present, not absent"),
    (ElementAdded, "result/User/Tags", "absent", "present", "result/Tags: present, not absent"),
    (Element, "result/User/Path", "/a/", "/", "result/Path: another value"),
    (Tags, "result/Tags", "{a=1}", "{}", "result/Tags: other tags"),
    (ListOrder, "result/Tags: order", "{a=1, b=2}", "{b=2, a=1}", "result/Tags: order"),
    (ListLength, "result/Names", "2 members", "1", "result/Names: another value"),
    (ElementRule, "result/Users", "count 2", "count 1", "result/*s: count N, not count N"),
    (
        ElementMissing,
        "result/IsTruncated",
        "true",
        "absent",
        "result: other pages | IsTruncated absent",
    ),
    (
        ElementRule,
        "result/Marker",
        "absent",
        "x",
        "result: other pages | Marker present, not absent",
    ),
    (StoredTags, "stored tags", "{a=1}", "{}", "stored tags: other tags"),
    (TagsUnreadable, "stored tags", "a list of tags", "500", "stored tags: unreadable"),
    (
        Message,
        "message",
        "The user with name <id> cannot be found.",
        "The user with name <id> is gone.",
        "message of NoSuchEntity | The * with name <id> is gone., not The * with name <id> cannot be found.",
    ),
    (
        Message,
        "message",
        "1 validation error detected: Value at 'a' failed",
        "Invalid length for parameter a",
        "message of a violation: Invalid length for parameter a…",
    ),
];

#[test]
fn each_difference_has_its_cause_and_its_form() {
    for (kind, what, expected, actual, cause) in ROWS {
        assert_eq!(of(*kind, what, expected, actual, "GetUser"), *cause, "{kind} {what}");
    }
}

#[test]
fn what_a_read_shows_of_an_element_has_the_cause_of_what_an_answer_shows() {
    let in_read = |kind, what, expected, actual| {
        let differs = Difference::new(kind, what, expected, actual).in_read("GetRole");
        Likeness::of(&differs, "UpdateRole", None).fault
    };
    assert_eq!(in_read(Element, "result/Role/Path", "/a/", "/"), "result/Path: another value");
    let document = "result/Role/AssumeRolePolicyDocument";
    assert_eq!(in_read(ElementRule, document, "{}", "{}x"), "result/Document: another value");
    assert_eq!(in_read(Accepted, "answer", "a refusal", "200"), "read: answer: another value");
}

#[test]
fn messages_have_one_cause_where_aws_has_one_form_for_all_types() {
    let of = |code| {
        let differs = Difference::new(Message, "message", "No user a.", "No a.");
        Likeness::of(&differs, "GetUser", code).fault
    };
    assert_eq!(of(Some("EntityAlreadyExists")), "message of EntityAlreadyExists");
    assert_eq!(of(Some("MalformedPolicyDocument")), "message: No a., not No * a.");
    assert_eq!(of(None), "message: No a., not No * a.");
}

/// An outcome with one difference.
fn outcome(number: &str, kind: DifferenceKind, expected: &str, actual: &str) -> Outcome {
    Outcome {
        number: number.to_owned(),
        title: String::new(),
        operation: "GetUser".to_owned(),
        basis: crate::Basis::Recorded,
        source: String::new(),
        verdict: Verdict::Differs,
        differences: vec![Difference::new(kind, "answer", expected, actual)],
        seconds: 0.0,
        note: String::new(),
        repeat: vec![number.to_owned()],
        exchange: None,
    }
}

#[test]
fn a_cause_has_the_worst_level_of_its_cases_and_its_most_frequent_forms() {
    let null =
        "400 ValidationError: Value at 'a' failed to satisfy constraint: Member must not be null";
    let long = null.replace("not be null", "have length less than or equal to 64");
    let outcomes = [
        outcome("a/2", Code, "ValidationError", "NoSuchEntity"),
        outcome("a/1", Accepted, null, "200"),
        outcome("a/30", Accepted, &null.replace("'a'", "'b'"), "200"),
    ];
    let [cause] = &*Cause::all(&outcomes) else { panic!() };
    let text = "accepts answer: no ValidationError: Member must not be null (2), NoSuchEntity (1)";
    assert_eq!((cause.level, &*cause.text), (Level::Accepts, text));
    assert_eq!(cause.cases, ["a/2", "a/1", "a/30"]);

    let more = [
        outcome("a/4", Accepted, &long, "200"),
        outcome("a/5", Accepted, "400 ValidationError", "200"),
    ];
    let [cause] = &*Cause::all(&[&outcomes[..], &more].concat()) else { panic!() };
    assert!(cause.text.ends_with(" to N (1), NoSuchEntity (1), 1 more"), "{}", cause.text);
    let only = Cause::all(&outcomes[..1]);
    assert_eq!(only[0].text, "answer: no ValidationError: NoSuchEntity");
}

#[test]
fn causes_do_not_depend_on_the_order_of_cases() {
    let no =
        "400 ValidationError: Value at 'a' failed to satisfy constraint: Member must not be null";
    let stored = Difference::new(Element, "result/User/Path", "/a/", "/");
    let mut outcomes = [
        outcome("a/1", Code, "ValidationError", "NoSuchEntity"),
        outcome("a/22", Accepted, no, "200"),
        Outcome { differences: vec![stored.clone()], ..outcome("a/333", Element, "", "") },
        Outcome {
            differences: vec![stored.in_read("GetUser")],
            ..outcome("a/4444", Element, "", "")
        },
        outcome("a/55555", Failure, "200", "500"),
    ];
    let causes = Cause::all(&outcomes);
    let told: Vec<_> = causes.iter().map(|cause| (cause.level, cause.cases.len())).collect();
    assert_eq!(told, [(Level::NoAnswer, 1), (Level::State, 2), (Level::Accepts, 2)]);
    for turn in 0..outcomes.len() {
        outcomes.rotate_left(1);
        assert_eq!(Cause::all(&outcomes), causes, "{turn}");
        outcomes.reverse();
        assert_eq!(Cause::all(&outcomes), causes, "{turn}");
        outcomes.reverse();
    }
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
