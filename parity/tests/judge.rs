//! The judge, one wrong thing at a time: each answer is wrong in exactly one thing, and the whole of what the kit
//! says of it is compared.

use std::collections::BTreeSet;

use iam_parity::{Answer, Call, Options, Outcome, Suite, run};

const CASE: &str = r#"
theme = "judge"
[[case]]
number = "1.1"
title = "a"
basis = "documented"
source = "b"
"#;

const RESULT: &str = "<GetUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetUserResult><User>\
    <Path>/</Path><UserName>a</UserName><Names><member>x</member><member>y</member></Names>\
    <Tags><member><Value>1</Value><Key>k</Key></member><member><Value>2</Value><Key>l</Key></member></Tags>\
    </User></GetUserResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetUserResponse>";

const ERROR: &str = "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>Sender</Type>\
    <Code>NoSuchEntity</Code><Message>no a</Message></Error><RequestId>r</RequestId></ErrorResponse>";

const READS: &str = r#"send = { Action = "GetUser", UserName = "a" }
expect = { ordered = true, result = { User = { Path = "/", UserName = "a", Names = ["x", "y"], Tags = { k = "1", l = "2" } } } }
"#;

const REFUSES: &str = r#"send = { Action = "GetUser", UserName = "a" }
expect = { error = "404 NoSuchEntity", message = "no a", namespace = "https://iam.amazonaws.com/doc/2010-05-08/" }
"#;

/// The lines of the only outcome, where the endpoint answers the case's request so.
fn judged(case: &str, status: u16, body: &str) -> Vec<String> {
    let mut suite = Suite::default();
    suite.add(include_str!("../cases/operations.toml")).unwrap();
    suite.add(&format!("{CASE}{case}")).unwrap();
    suite.retain(&["judge"]).unwrap();
    let mut endpoint = |call: &Call| match call.text().contains("NoSuchOperation") {
        true => Ok(Answer { status: 501, ..Answer::default() }),
        false if body == "no connection" => Err("connection refused".to_owned()),
        false => Ok(Answer { status, headers: Vec::new(), body: body.into() }),
    };
    let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    report.outcomes.iter().flat_map(Outcome::lines).collect()
}

/// What is changed in the right answer, and all that the kit says of it.
type Row = (&'static str, &'static str, &'static [&'static str]);

const OF_RESULTS: &[Row] = &[
    ("", "", &[]),
    (
        "GetUserResponse",
        "GetUsersResponse",
        &["answer root: GetUsersResponse, not GetUserResponse"],
    ),
    ("GetUserResult", "UserResult", &["answer wrapper: UserResult, not GetUserResult"]),
    ("<Path>/</Path>", "", &["answer result/User/Path: absent, not /"]),
    ("<Path>/</Path>", "<Path/>", &["answer result/User/Path: empty, not /"]),
    ("<Path>/</Path>", "<Path>/a/</Path>", &["answer result/User/Path: /a/, not /"]),
    ("<Path>/</Path>", "<Path>/<a/></Path>", &["answer result/User/Path: <a>, not /"]),
    (
        "<Path>/</Path>",
        "<Path>/</Path><Path>/b/</Path>",
        &["answer result/User/Path: 2 times, not once"],
    ),
    (
        "<Path>/</Path>",
        "<Path>/</Path><Arn>x</Arn>",
        &["layout result/User/Arn: present, not absent"],
    ),
    ("<member>y</member>", "", &["answer result/User/Names: 1, not 2 members"]),
    (
        "<member>y</member>",
        "<member>y</member><member>z</member>",
        &["answer result/User/Names: 3, not 2 members"],
    ),
    ("<member>y</member>", "<member>z</member>", &["answer result/User/Names/2: z, not y"]),
    ("<member>x</member>", "<member>z</member>", &["answer result/User/Names/1: z, not x"]),
    (
        "<member>y</member>",
        "<item>y</item>",
        &["answer result/User/Names: list element: item, not member"],
    ),
    ("<Value>2</Value>", "", &["answer result/User/Tags: {k=1, l=(no Value)}, not {k=1, l=2}"]),
    ("<Key>l</Key>", "", &["answer result/User/Tags: {k=1, (no Key)=2}, not {k=1, l=2}"]),
    (
        "<Value>2</Value>",
        "<Value>3</Value>",
        &["answer result/User/Tags: {k=1, l=3}, not {k=1, l=2}"],
    ),
    ("<Key>l</Key>", "<Key>k</Key>", &["answer result/User/Tags: {k=1, k=2}, not {k=1, l=2}"]),
    (
        "<member><Value>1</Value><Key>k</Key></member>",
        "<member><Value>1</Value><Key>k</Key></member><member><Value>1</Value><Key>k</Key></member>",
        &["answer result/User/Tags: {k=1, k=1, l=2}, not {k=1, l=2}"],
    ),
    (
        "<member><Value>1</Value><Key>k</Key></member><member><Value>2</Value><Key>l</Key></member>",
        "<member><Value>2</Value><Key>l</Key></member><member><Value>1</Value><Key>k</Key></member>",
        &["layout result/User/Tags: order: {l=2, k=1}, not {k=1, l=2}"],
    ),
    (
        "</User>",
        "</User",
        &[
            "no-answer body: not well-formed at byte 369: tag not closed: `>` not found before end of input; <User> does not end, not well-formed XML",
        ],
    ),
];

#[test]
fn each_wrong_part_of_a_result_is_one_line_and_nothing_else_is_said() {
    for (from, to, lines) in OF_RESULTS {
        let body = RESULT.replacen(from, to, if from.starts_with("GetUser") { 2 } else { 1 });
        let found = judged(READS, 200, &body);
        match lines.first() {
            Some(line) if line.starts_with("no-answer body") => {
                assert!(
                    found.len() == 1
                        && found[0].starts_with("no-answer body: not well-formed at byte "),
                    "{found:?}"
                );
            }
            _ => assert_eq!(found, *lines, "{from} → {to}"),
        }
    }
}

const OF_ERRORS: &[(u16, Row)] = &[
    (404, ("", "", &[])),
    (400, ("", "", &["answer status: 400, not 404"])),
    (404, ("NoSuchEntity", "NoSuchUser", &["answer code: NoSuchUser, not NoSuchEntity"])),
    (404, ("<Code>NoSuchEntity</Code>", "", &["answer code: none, not NoSuchEntity"])),
    (404, ("Sender", "Receiver", &["answer fault: Receiver, not Sender"])),
    (404, ("<Type>Sender</Type>", "", &["answer fault: none, not Sender"])),
    (404, ("no a", "no b", &["message: no b, not no a"])),
    (404, ("<Message>no a</Message>", "", &["message: none, not no a"])),
    (
        404,
        (
            "2010-05-08",
            "2010",
            &[
                "layout namespace: https://iam.amazonaws.com/doc/2010/, not https://iam.amazonaws.com/doc/2010-05-08/",
            ],
        ),
    ),
];

#[test]
fn each_wrong_part_of_an_error_is_one_line_and_nothing_else_is_said() {
    for (status, (from, to, lines)) in OF_ERRORS {
        assert_eq!(judged(REFUSES, *status, &ERROR.replacen(from, to, 1)), *lines, "{from} → {to}");
    }
    let elsewhere =
        ERROR.replace("ErrorResponse", "Response").replace("<Error>", "<Errors><Error>");
    let elsewhere = elsewhere.replace("</Error>", "</Error></Errors>");
    let place = "answer error's place: Response/Errors/Error, not ErrorResponse/Error";
    assert_eq!(judged(REFUSES, 404, &elsewhere), [place]);
}

#[test]
fn an_answer_of_another_kind_is_one_difference() {
    let no_a = "404 NoSuchEntity: no a";
    let rows: &[(&str, u16, &str, String)] = &[
        (READS, 404, ERROR, format!("refuses answer: {no_a}, not 200")),
        (READS, 200, ERROR, "answer: 200 NoSuchEntity: no a, not 200".to_owned()),
        (READS, 500, RESULT, "no-answer answer: 500, not 200".to_owned()),
        (READS, 200, "", "no-answer body: nothing, not a response".to_owned()),
        (READS, 201, RESULT, "answer status: 201, not 200".to_owned()),
        (READS, 200, "no connection", "no-answer answer: connection refused, not 200".to_owned()),
        (REFUSES, 200, RESULT, format!("accepts answer: 200, not {no_a}")),
        (REFUSES, 404, "", format!("answer: 404 without a document, not {no_a}")),
        (REFUSES, 503, ERROR, format!("no-answer answer: 503 NoSuchEntity: no a, not {no_a}")),
        (
            REFUSES,
            404,
            "no connection",
            format!("no-answer answer: connection refused, not {no_a}"),
        ),
    ];
    for (case, status, body, line) in rows {
        assert_eq!(judged(case, *status, body), [line.as_str()], "{status} {body}");
    }
}

#[test]
fn each_rule_holds_on_one_side_of_its_border_and_not_on_the_other() {
    let rows: &[(&str, &str, &str)] = &[
        ("@any", "<A>x</A>", "<A> </A>"),
        ("@any", "<A><b/></A>", "<A/>"),
        ("@present", "<A/>", ""),
        ("@absent", "", "<A/>"),
        ("@empty", "<A/>", "<A>x</A>"),
        ("@empty", "<A> </A>", "<A><b/></A>"),
        ("@date", "<A>2011-12-19T23:16:46Z</A>", "<A>2011-12-19 23:16:46Z</A>"),
        ("@date", "<A>2011-12-19T23:16:46.123Z</A>", "<A>19 December 2011</A>"),
        ("@count 2", "<A><b/><b/></A>", "<A><b/></A>"),
        ("@count 0", "<A/>", "<A><b/></A>"),
        ("@not x", "<A>y</A>", "<A>x</A>"),
        ("@encoded a b+é", "<A>a%20b%2B%C3%A9</A>", "<A>a+b%2B%C3%A9</A>"),
        ("@encoded %3A", "<A>%253A</A>", "<A>%3A</A>"),
    ];
    for (rule, right, wrong) in rows {
        let case = format!(
            "send = {{ Action = \"GetUser\" }}\nexpect = {{ elements = {{ A = \"{rule}\" }} }}\n"
        );
        let body = |inner| RESULT.replace("<User>", &format!("{inner}<User>"));
        assert_eq!(judged(&case, 200, &body(right)), [""; 0], "{rule} {right}");
        assert_eq!(judged(&case, 200, &body(wrong)).len(), 1, "{rule} {wrong}");
    }
    let optional =
        "send = { Action = \"GetUser\" }\nexpect = { elements = { A = \"@optional\" } }\n";
    assert_eq!(judged(optional, 200, RESULT), [""; 0]);
}

#[test]
fn violations_come_in_any_order_and_none_is_missing() {
    let violation = |place: &str| {
        format!("Value at '{place}' failed to satisfy constraint: Member must not be null")
    };
    let case = "send = { Action = \"GetUser\" }\nexpect = { violations = [\"a: Member must not be null\", \"b: Member must not be null\"] }\n";
    let body = |message: String| {
        ERROR.replace("NoSuchEntity", "ValidationError").replace("no a", &message)
    };
    let (a, b) = (violation("a"), violation("b"));
    let two =
        |first: &str, second: &str| format!("2 validation errors detected: {first}; {second}");
    for message in [two(&a, &b), two(&b, &a)] {
        assert_eq!(judged(case, 400, &body(message)), [""; 0]);
    }
    let expected = two(&a, &b);
    for message in [
        two(&a, &a),
        format!("1 validation error detected: {a}"),
        two(&a, &b) + &format!("; {a}"),
        two(&a, &b).replace("2", "3"),
    ] {
        let line = format!("message: {message}, not {expected}");
        assert_eq!(judged(case, 400, &body(message)), [line]);
    }
}

/// What the judge compares, as its code says it, is in a row above.
#[test]
fn no_comparison_of_the_judge_is_without_a_row() {
    let code = include_str!("../src/judge/answer.rs");
    let compared: BTreeSet<&str> = code
        .split("differs(Level::")
        .skip(1)
        .filter_map(|rest| rest.split_once('"')?.1.split('"').next())
        .collect();
    let rows = include_str!("judge.rs");
    let missing: Vec<_> =
        compared.iter().filter(|what| !rows.contains(&format!("{what}: "))).collect();
    assert_eq!(missing, [&""; 0]);
    assert!(compared.len() >= 9, "{compared:?}");
}
