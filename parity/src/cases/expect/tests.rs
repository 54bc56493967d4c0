//! What follows from an expectation: its kind, its code, its message.

use super::*;
use crate::text::value::Value;

fn of(toml: &str) -> Expect {
    toml::from_str(toml).unwrap()
}

#[test]
fn each_kind_of_expectation_has_its_code_and_message() {
    let null = "Value at 'a' failed to satisfy constraint: Member must not be null";
    for (toml, is_error, code, message) in [
        ("", false, None, None),
        ("done = true", false, None, None),
        ("any_answer = true", false, None, None),
        ("refused = true", true, None, None),
        ("error = \"404 NoSuchEntity\"", true, Some((404, "NoSuchEntity")), None),
        ("error = \"404 A\"\nmessage = \"m\"", true, Some((404, "A")), Some("m".to_owned())),
        ("error = \"A\"", true, None, None),
        ("error = \"x A\"", true, None, None),
        (
            "violations = [\"a: Member must not be null\"]",
            true,
            Some((400, "ValidationError")),
            Some(format!("1 validation error detected: {null}")),
        ),
        (
            "error = \"400 B\"\nviolations = [\"a: Member must not be null\", \"Value in full\"]",
            true,
            Some((400, "B")),
            Some(format!("2 validation errors detected: {null}; Value in full")),
        ),
        (
            "violations = [\"no place\"]",
            true,
            Some((400, "ValidationError")),
            Some(
                "1 validation error detected: Value at '' failed to satisfy constraint: no place"
                    .to_owned(),
            ),
        ),
    ] {
        let expect = of(toml);
        assert_eq!((expect.is_error(), expect.status_and_code()), (is_error, code), "{toml}");
        assert_eq!(expect.full_message(), message, "{toml}");
    }
}

#[test]
fn placeholders_are_filled_and_an_empty_message_is_not_known() {
    let mut scope = Scope::default();
    scope.set("a", "x");
    scope.set("none", "");
    let toml = "message = \"no ${a}\"\nviolations = [\"${a}: b\"]\n\
                result = { A = \"${a}\" }\nelements = { \"${a}\" = \"${a}\" }";
    let filled = of(toml).fill(&scope).unwrap();
    assert_eq!(
        (filled.message.as_deref(), &*filled.violations),
        (Some("no x"), &["x: b".to_owned()][..])
    );
    let shown = |map: &Map| Value::Map(map.clone()).to_string();
    assert_eq!(
        (filled.result.as_ref().map(shown), shown(&filled.elements)),
        (Some("{A=x}".to_owned()), "{x=x}".to_owned())
    );
    assert_eq!(of("message = \"${none}\"").fill(&scope).unwrap().message, None);
    for part in [
        "message = \"${b}\"",
        "violations = [\"${b}\"]",
        "result = { A = \"${b}\" }",
        "elements = { A = \"${b}\" }",
    ] {
        assert_eq!(of(part).fill(&scope).unwrap_err(), "`${b}` is not known", "{part}");
    }
}
