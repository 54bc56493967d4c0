//! Which answers say that an endpoint lacks an operation, or that it does not know yet what the run has made.

use super::support::{action, case, error, success};
use crate::exchange::call::{Answer, Call, Keys};
use crate::exchange::parsed::ParsedAnswer;
use crate::report::outcome::Verdict;
use crate::run::case::is_too_early;
use crate::run::{Options, run};

/// The verdict and the note, where the operation that nobody has is answered in the first way and all others in the
/// second one.
fn judged(text: &str, unknown: &Answer, answer: impl Fn(&str) -> Answer) -> (Verdict, String) {
    let mut endpoint = |call: &Call| match action(call).as_str() {
        "NoSuchOperation" => Ok(unknown.clone()),
        _ => Ok(answer(&call.text())),
    };
    let report = run(&case(text), &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    (report.outcomes[0].verdict, report.outcomes[0].note.clone())
}

fn page(status: u16, text: &str) -> Answer {
    Answer { status, headers: Vec::new(), body: text.into() }
}

#[test]
fn an_operation_is_unknown_by_its_status_its_code_or_its_likeness_to_one_that_nobody_has() {
    let other = page(501, "other");
    let id = "358299bb-b7f8-11e2-8d39-e3a125f625ee";
    for (unknown, answer, is_known) in [
        (&other, page(501, "<a/>"), false),
        (&other, page(500, "other"), true),
        (&other, page(502, "<a/>"), true),
        (&other, error(400, "InvalidAction"), false),
        (&other, error(200, "NotImplemented"), false),
        (&other, error(400, "InvalidActions"), true),
        // Whoever is refused learns nothing.
        (&error(403, "A"), error(403, "A"), true),
        (&error(401, "InvalidAction"), error(401, "InvalidAction"), true),
        (&error(404, "A"), error(404, "A"), false),
        (&error(404, "A"), error(404, "B"), true),
        (&error(404, "A"), error(400, "A"), true),
        // Names and ids may differ.
        (&page(404, "no NoSuchOperation"), page(404, "no GetUser"), false),
        (&page(404, "no NoSuchOperation"), page(404, "no GetRole"), true),
        (&page(404, &format!("{id} a")), page(404, &id.replace("35", "36")), true),
        (&page(404, id), page(404, &id.replace("35", "36")), false),
    ] {
        let (verdict, note) =
            judged("send = { Action = \"GetUser\" }", unknown, |_| answer.clone());
        assert_eq!(verdict != Verdict::Skipped, is_known, "{unknown:?} {answer:?}");
        let why = if is_known { "" } else { "GetUser is not implemented" };
        assert_eq!(note, why);
    }
}

#[test]
fn a_failure_of_the_server_is_told_from_an_unknown_operation_by_a_request_for_what_is_absent() {
    let failing = page(500, "<html/>");
    let of = |text: &str, absent: Answer| {
        let answer = |sent: &str| match sent.contains("UserName=parity-0-") {
            true => absent.clone(),
            false => failing.clone(),
        };
        judged(text, &failing, answer).0
    };
    let user = "send = { Action = \"GetUser\", UserName = \"a\" }";
    assert_eq!(of(user, error(404, "NoSuchEntity")), Verdict::Differs);
    assert_eq!(of(user, failing.clone()), Verdict::Skipped);
    // Nothing can be absent there.
    let list = "send = { Action = \"ListUsers\" }";
    assert_eq!(of(list, error(404, "NoSuchEntity")), Verdict::Skipped);
}

#[test]
fn operations_of_nobody_are_not_skipped_and_those_of_sts_are_known_as_those_of_iam() {
    let of = |text: &str| judged(text, &page(501, ""), |_| error(400, "InvalidAction")).0;
    assert_eq!(of("send = { Action = \"GetCat\" }"), Verdict::Differs);
    assert_eq!(of("send = { Action = \"GetCallerIdentity\" }"), Verdict::Skipped);
    assert_eq!(of("send = { Action = \"GetUser\" }"), Verdict::Skipped);
    let routing = "send = { Action = \"GetUser\" }\nexpect = { error = \"400 InvalidAction\" }";
    assert_eq!(of(routing), Verdict::Same);
}

#[test]
fn an_operation_that_was_once_answered_is_known() {
    let mut suite = case("send = { Action = \"ListUsers\" }");
    suite.cases.extend(suite.cases.clone());
    let mut calls = 0;
    let mut endpoint = |_: &Call| {
        calls += 1;
        Ok(match calls {
            2 => success("ListUsers", "<Users/>"),
            _ => page(500, "down"),
        })
    };
    let report = run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap();
    let verdicts: Vec<_> = report.outcomes.iter().map(|outcome| outcome.verdict).collect();
    assert_eq!(verdicts, [Verdict::Same, Verdict::Differs]);
}

#[test]
fn only_these_refusals_may_come_too_early() {
    let keys = Keys { id: "A".to_owned(), secret: "s".to_owned(), token: None };
    let call = |action: &str, keys: Option<&Keys>| {
        let body = format!("Action={action}").into_bytes();
        let call = Call::received("POST".into(), "/".into(), "".into(), Vec::new(), body);
        Call { keys: keys.cloned(), ..call }
    };
    let (iam, sts) = (call("GetUser", None), call("AssumeRole", None));
    let (own, own_of_sts) = (call("GetUser", Some(&keys)), call("AssumeRole", Some(&keys)));
    for (code, message, early) in [
        ("NoSuchEntity", "", [true, true, true, true]),
        ("InvalidClientTokenId", "", [false, false, true, true]),
        ("AccessDenied", "", [false, true, false, true]),
        ("MalformedPolicyDocument", "Invalid principal in policy: a", [true; 4]),
        ("MalformedPolicyDocument", "an Invalid principal", [false; 4]),
        ("MalformedPolicyDocument", "", [false; 4]),
        ("ValidationError", "Invalid principal", [false; 4]),
        ("EntityAlreadyExists", "", [false; 4]),
    ] {
        let error = format!("<Code>{code}</Code><Message>{message}</Message>");
        let body = format!("<ErrorResponse><Error>{error}</Error></ErrorResponse>");
        let parsed = ParsedAnswer::read(&page(400, &body));
        let told = [&iam, &sts, &own, &own_of_sts].map(|call| is_too_early(call, &parsed));
        assert_eq!(told, early, "{code} {message}");
    }
    assert!(!is_too_early(&iam, &ParsedAnswer::read(&page(404, "<a/>"))));
}
