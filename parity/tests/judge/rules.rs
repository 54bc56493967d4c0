//! Rules for single elements, and messages with several violations.

use iam_parity::DifferenceKind;

use super::support::{answer, case, found, report};

/// A rule, an element that keeps it, one that breaks it, and what is found: actual and expected.
const ELEMENTS: [(&str, &str, &str, &str); 20] = [
    ("@any", "<A>x</A>", "<A> </A>", " , not any"),
    ("@any", "<A><b/></A>", "<A/>", "empty, not any"),
    ("@any", "<A>x</A>", "", "absent, not any"),
    ("@present", "<A/>", "", "absent, not present"),
    ("@absent", "", "<A/>", "empty, not absent"),
    ("@empty", "<A/>", "<A>x</A>", "x, not empty"),
    ("@empty", "<A> </A>", "<A><b/></A>", "<b>, not empty"),
    (
        "@date",
        "<A>2011-12-19T23:16:46Z</A>",
        "<A>2011-12-19 23:16:46Z</A>",
        "2011-12-19 23:16:46Z, not date",
    ),
    (
        "@date",
        "<A>2011-12-19T23:16:46.123Z</A>",
        "<A>19 December 2011</A>",
        "19 December 2011, not date",
    ),
    ("@count 2", "<A><b/><b/></A>", "<A><b/></A>", "count 1, not count 2"),
    ("@count 0", "<A/>", "<A><b/></A>", "count 1, not count 0"),
    ("@not x", "<A>y</A>", "<A>x</A>", "x, not not x"),
    ("@not x", "<A>y</A>", "", "absent, not not x"),
    (
        "@encoded a b+é",
        "<A>a%20b%2B%C3%A9</A>",
        "<A>a+b%2B%C3%A9</A>",
        "a+b%2B%C3%A9, not a%20b%2B%C3%A9",
    ),
    ("@encoded %3A", "<A>%253A</A>", "<A>%3A</A>", "%3A, not %253A"),
    ("@trust {}", "<A>%7B%7D</A>", "<A>{}</A>", "{}, not trust {}"),
    ("@trust {}", "<A>%7B%7D</A>", "<A>%7B%7D<b/></A>", "<b>, not trust {}"),
    ("@not x", "<A>y</A>", "<A>y<b/></A>", "<b>, not not x"),
    ("@date", "<A>2011-12-19T23:16:46</A>", "<A>2011-12-19T23:16:46Z<b/></A>", "<b>, not date"),
    (
        "@id AIDA",
        "<A>AIDADBQP57FF2AEXAMPLE</A>",
        "<A>AIDADBQP57FF2AEXAMPLE<b/></A>",
        "<b>, not id AIDA",
    ),
];

#[test]
fn each_rule_holds_on_one_side_of_its_border_and_not_on_the_other() {
    for (rule, right, wrong, line) in ELEMENTS {
        let text = format!(
            "send = {{ Action = \"GetUser\" }}\nexpect = {{ elements = {{ A = \"{rule}\" }} }}\n"
        );
        let lines = |element: &str| {
            let body = format!(
                "<GetUserResponse><GetUserResult>{element}</GetUserResult><ResponseMetadata/></GetUserResponse>"
            );
            let found = found(&report(&case(&text), |_| answer(200, Some(&body))));
            found.iter().map(|found| (found.kind, found.line())).collect::<Vec<_>>()
        };
        assert_eq!(lines(right), [], "{rule} {right}");
        let line = format!("answer result/A: {line}");
        assert_eq!(lines(wrong), [(DifferenceKind::ElementRule, line)], "{rule} {wrong}");
    }
}

#[test]
fn violations_come_in_any_order_and_none_is_missing() {
    let violation = |place: &str| {
        format!("Value at '{place}' failed to satisfy constraint: Member must not be null")
    };
    let text = "send = { Action = \"GetUser\" }\n\
                expect = { violations = [\"a: Member must not be null\", \"b: Member must not be null\"] }\n";
    let judged = |message: &str| {
        let body = format!(
            "<ErrorResponse><Error><Type>Sender</Type><Code>ValidationError</Code>\
             <Message>{message}</Message></Error></ErrorResponse>"
        );
        found(&report(&case(text), |_| answer(400, Some(&body))))
    };
    let (a, b) = (violation("a"), violation("b"));
    let two =
        |first: &str, second: &str| format!("2 validation errors detected: {first}; {second}");
    for message in [two(&a, &b), two(&b, &a)] {
        assert_eq!(judged(&message), [], "{message}");
    }
    for message in [
        two(&a, &a),
        format!("1 validation error detected: {a}"),
        two(&a, &b) + &format!("; {a}"),
        two(&a, &b).replace('2', "3"),
        two(&a, &b).replace("; ", ", "),
    ] {
        let lines: Vec<_> =
            judged(&message).iter().map(|found| (found.kind, found.line())).collect();
        let line = format!("message: {message}, not {}", two(&a, &b));
        assert_eq!(lines, [(DifferenceKind::Message, line)]);
    }
}
