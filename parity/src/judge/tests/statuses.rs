//! Each kind of expectation × each class of status, at its borders × each kind of body.

use crate::cases::expect::Expect;
use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::answer::{Operation, judge, wanted};
use crate::judge::kind::DifferenceKind;

const RESULT: &str = "<AResponse><AResult/><ResponseMetadata/></AResponse>";
const ERROR: &str =
    "<ErrorResponse><Error><Type>Sender</Type><Code>C</Code></Error></ErrorResponse>";

const STATUSES: [u16; 10] = [100, 199, 200, 299, 300, 399, 400, 404, 499, 500];

/// What is found for each status, in letters: `.` nothing, `a` accepted, `r` refused, `u` unclear, `f` a failure, `s` the
/// status alone, `n` no body, `x` anything else.
fn found(expect: &Expect, body: &str) -> String {
    let operation = Operation { action: "A", has_result: Some(true) };
    let letter = |status: u16| {
        let answer = Answer { status, headers: Vec::new(), body: body.into() };
        let found = judge(expect, operation, &Ok(ParsedAnswer::read(&answer)));
        match found.iter().map(|found| found.kind).collect::<Vec<_>>()[..] {
            [] => '.',
            [DifferenceKind::Accepted] => 'a',
            [DifferenceKind::Refused] => 'r',
            [DifferenceKind::Unclear] => 'u',
            [DifferenceKind::Failure] => 'f',
            [DifferenceKind::Status] => 's',
            [.., DifferenceKind::NoBody] => 'n',
            _ => 'x',
        }
    };
    STATUSES.map(letter).iter().collect()
}

#[test]
fn a_status_and_a_body_are_judged_together() {
    for (expect, with_result, with_error, without_body) in [
        // 100, 199, 200, 299, 300, 399, 400, 404, 499, 500.
        ("", "uu.srrrrrf", "uuuurrrrrf", "uunnrrrrrf"),
        ("done = true", "uu..rrrrrf", "uuuurrrrrf", "uunnrrrrrf"),
        ("error = \"404 C\"", "uuaauuuuuf", "sssssss.sf", "uuaauuuuuf"),
        ("refused = true", "..aa.....f", ".........f", "..aa.....f"),
        ("any_answer = true", ".........f", ".........f", ".........f"),
    ] {
        let expect: Expect = toml::from_str(expect).unwrap();
        let told = [RESULT, ERROR, ""].map(|body| found(&expect, body));
        assert_eq!(told, [with_result, with_error, without_body], "{expect:?}");
    }
}

#[test]
fn an_expectation_is_told_in_a_line() {
    for (expect, line) in [
        ("", "200"),
        ("done = true", "200"),
        ("refused = true", "a refusal"),
        ("any_answer = true", "an answer"),
        ("error = \"404 C\"", "404 C"),
        ("error = \"404 C\"\nmessage = \"no\"", "404 C: no"),
        (
            "violations = [\"a: b\"]",
            "400 ValidationError: 1 validation error detected: Value at 'a' failed to satisfy constraint: b",
        ),
    ] {
        assert_eq!(wanted(&toml::from_str(expect).unwrap()), line);
    }
}

#[test]
fn a_result_is_asked_for_where_the_operation_has_one() {
    let kinds = |has_result, body: &str| {
        let answer = Answer { status: 200, headers: Vec::new(), body: body.into() };
        let operation = Operation { action: "A", has_result };
        let found = judge(&Expect::default(), operation, &Ok(ParsedAnswer::read(&answer)));
        found.iter().map(|found| found.kind).collect::<Vec<_>>()
    };
    use DifferenceKind::*;
    let bare = "<AResponse><ResponseMetadata/></AResponse>";
    let extra = "<AResponse><B/><ResponseMetadata/></AResponse>";
    let (beside, other) =
        (RESULT.replace("<AResult/>", "<AResult/><B/>"), RESULT.replace("AResult", "BResult"));
    for (has_result, body, found) in [
        (Some(true), RESULT, vec![]),
        (Some(true), bare, vec![Wrapper]),
        (Some(true), &other, vec![Wrapper]),
        (Some(true), &beside, vec![ElementAdded]),
        // Elements beside a result that is missing may be its own.
        (Some(true), extra, vec![Wrapper]),
        (Some(false), bare, vec![]),
        (Some(false), RESULT, vec![WrapperAdded]),
        (Some(false), extra, vec![ElementAdded]),
        (None, RESULT, vec![]),
        (None, bare, vec![]),
        (None, &other, vec![]),
        (None, &beside, vec![ElementAdded]),
        (None, extra, vec![]),
        (Some(true), "<B/>", vec![Root, Wrapper]),
    ] {
        assert_eq!(kinds(has_result, body), found, "{has_result:?} {body}");
    }
}

#[test]
fn violations_may_come_in_any_order_whatever_the_order_of_the_file() {
    let texts = ["c: one", "a: two", "b: three"];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    for file in orders {
        let violations = file.map(|at| texts[at].to_owned()).to_vec();
        let expect = Expect { violations, ..Expect::default() };
        for sent in orders {
            let sent = Expect {
                violations: sent.map(|at| texts[at].to_owned()).to_vec(),
                ..Expect::default()
            };
            let error = format!(
                "<Error><Type>Sender</Type><Code>ValidationError</Code><Message>{}</Message></Error>",
                sent.full_message().unwrap()
            );
            let body = format!("<ErrorResponse>{error}</ErrorResponse>").into();
            let answer = Answer { status: 400, headers: Vec::new(), body };
            let operation = Operation { action: "A", has_result: None };
            assert_eq!(judge(&expect, operation, &Ok(ParsedAnswer::read(&answer))), []);
        }
    }
}
