//! Why a case is skipped, what an unsettled one says, and what is kept of an exchange.

use super::support::{case, error, report, success};
use crate::exchange::call::Answer;
use crate::report::outcome::{Exchange, Outcome, Verdict};
use crate::run::Options;

/// The outcome of a case, where each request is answered by its action.
fn outcome(text: &str, answer: impl Fn(&str) -> Answer) -> Outcome {
    let report = report(&case(text), &Options::default(), |_, action| Ok(answer(action)));
    report.outcomes.into_iter().next().unwrap()
}

/// The verdict and the note.
fn told(text: &str, answer: impl Fn(&str) -> Answer) -> (Verdict, String) {
    let outcome = outcome(text, answer);
    (outcome.verdict, outcome.note)
}

/// What is answered to this action; all others succeed.
fn but(action: &'static str, answer: Answer) -> impl Fn(&str) -> Answer {
    move |sent| if sent == action { answer.clone() } else { success(sent, "<User/>") }
}

#[test]
fn a_case_whose_set_up_fails_is_skipped_and_says_why() {
    let text = "send = { Action = \"TagUser\", UserName = \"a\" }\n\
                before = [{ send = { Action = \"CreateAccessKey\" }, keep = { key = \"AccessKey/AccessKeyId\" } }]\n\
                given = [{ send = { Action = \"GetUser\", UserName = \"a\" }, expect = { elements = { \"User/Path\" = \"/\" } } }]";
    let key = success("CreateAccessKey", "<AccessKey><AccessKeyId>A</AccessKeyId></AccessKey>");
    let path = success("GetUser", "<User><Path>/</Path></User>");
    let fine = |action: &str| match action {
        "CreateAccessKey" => key.clone(),
        "GetUser" => path.clone(),
        action => success(action, ""),
    };
    assert_eq!(told(text, fine), (Verdict::Same, String::new()));
    for (action, answer, why) in [
        ("CreateAccessKey", error(400, "Other"), "set-up: CreateAccessKey: 400 Other"),
        (
            "CreateAccessKey",
            success("CreateAccessKey", "<AccessKey/>"),
            "set-up: CreateAccessKey: no AccessKey/AccessKeyId in the result",
        ),
        ("CreateAccessKey", error(501, "Other"), "CreateAccessKey is not implemented"),
        ("GetUser", error(501, "Other"), "GetUser is not implemented"),
        (
            "GetUser",
            success("GetUser", "<User/>"),
            "set-up: GetUser: answer result/User/Path: absent, not /",
        ),
        ("GetUser", error(404, "Other"), "set-up: GetUser: refuses answer: 404 Other, not 200"),
        ("TagUser", error(501, "Other"), "TagUser is not implemented"),
    ] {
        let answers = |sent: &str| if sent == action { answer.clone() } else { fine(sent) };
        assert_eq!(told(text, answers), (Verdict::Skipped, why.to_owned()));
    }
}

#[test]
fn an_unsettled_case_says_what_the_endpoint_does_and_stores() {
    let text = "types = [\"user\"]\nsend = { Action = \"TagUser\", UserName = \"${id}\" }";
    let mut suite = case(text);
    suite.cases[0].template.basis = crate::Basis::Unsettled;
    let note = |tag: &Answer, list: &Answer| {
        let report = report(&suite, &Options::default(), |_, action| {
            Ok(match action {
                "TagUser" => tag.clone(),
                "ListUserTags" => list.clone(),
                action => success(action, "<User/>"),
            })
        });
        let outcome = &report.outcomes[0];
        assert_eq!((outcome.verdict, outcome.differences.len()), (Verdict::Unsettled, 0));
        outcome.note.clone()
    };
    let tags = "<Tags><member><Key>a</Key><Value>b</Value></member></Tags>";
    let list = success("ListUserTags", tags);
    assert_eq!(note(&success("TagUser", ""), &list), "200; stored tags {a=b}");
    assert_eq!(note(&error(400, "Other"), &list), "400 Other; stored tags {a=b}");
    assert_eq!(note(&error(400, "Other"), &error(500, "E")), "400 Other");
    assert_eq!(note(&error(400, "Other"), &error(501, "E")), "400 Other");
}

#[test]
fn an_unsettled_case_that_came_too_early_still_says_what_was_answered() {
    let mut suite = case("send = { Action = \"TagUser\", UserName = \"a\" }");
    suite.cases[0].template.basis = crate::Basis::Unsettled;
    let options = Options { patience: std::time::Duration::from_secs(60), ..Options::default() };
    let mut calls = 0;
    let report = report(&suite, &options, |_, action| {
        calls += 1;
        Ok(if calls == 1 { error(404, "NoSuchEntity") } else { success(action, "") })
    });
    assert_eq!((&*report.outcomes[0].note, report.calls), ("200", 2));
}

#[test]
fn a_part_that_later_calls_need_and_that_is_not_there_is_one_difference() {
    let keep = "send = { Action = \"GetUser\", UserName = \"a\" }\nkeep = { arn = \"User/Arn\" }";
    let lines = |text: &str, result: &str| {
        outcome(text, but("GetUser", success("GetUser", result))).lines()
    };
    assert_eq!(lines(keep, "<User><Arn>a</Arn></User>"), [""; 0]);
    assert_eq!(lines(keep, "<User/>"), ["answer result/User/Arn: absent, not any"]);
    // The case has compared it.
    let compared = format!("{keep}\nexpect = {{ elements = {{ \"User/Arn\" = \"b\" }} }}");
    assert_eq!(lines(&compared, "<User/>"), ["answer result/User/Arn: absent, not b"]);
    let above = format!("{keep}\nexpect = {{ elements = {{ User = \"@present\" }} }}");
    assert_eq!(
        lines(&above, ""),
        ["answer wrapper: none, not GetUserResult", "answer result/User: absent, not present"]
    );
    let refused = outcome(keep, but("GetUser", error(404, "Other")));
    assert_eq!(refused.lines(), ["refuses answer: 404 Other, not 200"]);
}

#[test]
fn what_differs_is_kept_with_the_request_both_answers_and_all_calls() {
    let text = "needs = [\"user\"]\nsend = { Action = \"GetUser\", UserName = \"${user}\" }\n\
                then = [{ send = { Action = \"ListUserTags\", UserName = \"${user}\" }, expect = { elements = { Tags = { a = \"b\" } } } }]\n\
                expect = { elements = { \"User/Path\" = \"/\", User = \"@present\" } }";
    let headers = ["Date", "server", "Connection", "Content-Length", "x-a"];
    let headers = headers.map(|name| (name.to_owned(), "1".to_owned())).to_vec();
    let user = Answer { headers, ..success("GetUser", "<User><Path>/parity-0-3</Path></User>") };
    let answers = |action: &str| match action {
        "GetUser" => user.clone(),
        "ListUserTags" => success(action, "<Tags/>"),
        action => success(action, "<User/>"),
    };
    let outcome = outcome(text, answers);
    let lines =
        ["state ListUserTags: result/Tags: {}, not {a=b}", "answer result/User/Path: /<id>, not /"];
    assert_eq!(outcome.lines(), lines);
    let Exchange { request, expected, actual } = outcome.exchange.unwrap();
    let form = "Content-Type: application/x-www-form-urlencoded";
    let body = "Action=GetUser&Version=2010-05-08&UserName=<id>";
    assert_eq!(request, format!("POST /\n{form}\n\n{body}"));
    assert_eq!(expected, "200\n\nresult\n  User/Path: /\n  User: @present\n");
    let told = user.text().replace("parity-0-3", "<id>");
    assert_eq!(actual, format!("HTTP 200\nx-a: 1\n\n{told}\n\nafterwards\n{}\n", lines[0]));
    let sent: Vec<_> = outcome
        .repeat
        .iter()
        .map(|call| call.split("Action=").nth(1).unwrap().split('&').next().unwrap())
        .collect();
    assert_eq!(sent, ["CreateUser", "GetUser", "ListUserTags"]);
}

#[test]
fn what_is_expected_is_written_out_as_far_as_it_is_compared() {
    let expected = |text: &str| {
        let answers = |action: &str| match action {
            "TagRole" => error(400, "Other"),
            "ListUserTags" => success(action, "<Tags/>"),
            action => success(action, "<User/>"),
        };
        outcome(text, answers).exchange.unwrap().expected
    };
    let tag = "send = { Action = \"TagRole\", RoleName = \"a\" }";
    for (text, told) in [
        (tag.to_owned(), "200\n"),
        (format!("{tag}\nexpect = {{ error = \"404 A\", message = \"m\" }}"), "404 A: m\n"),
        (
            format!("{tag}\nexpect = {{ error = \"404 A\", no_message = true }}"),
            "404 A\nwithout Message\n",
        ),
        (
            "types = [\"user\"]\ntags = { k = \"v\" }\nsend = { Action = \"UntagUser\", UserName = \"${id}\" }\n\
             expect = { error = \"404 A\" }"
                .to_owned(),
            "404 A\n",
        ),
        (
            "types = [\"user\"]\nsend = { Action = \"UntagUser\", UserName = \"${id}\" }\nstored = { k = \"v\", l = \"\" }"
                .to_owned(),
            "200\n\nstored tags\n  {k=v, l=}\n",
        ),
    ] {
        assert_eq!(expected(&text), told, "{text}");
    }
}

#[test]
fn a_note_is_blurred_and_cut_as_all_other_texts() {
    let text = "needs = [\"user\"]\nsend = { Action = \"TagUser\", UserName = \"${user}\" }";
    let refusal = |message: &str| {
        let body = format!(
            "<ErrorResponse><Error><Code>A</Code><Message>{message}</Message></Error></ErrorResponse>"
        );
        Answer { body: body.into(), ..error(400, "A") }
    };
    let note = |message: &str| told(text, but("CreateUser", refusal(message))).1;
    assert_eq!(note("no parity-0-3"), "set-up: CreateUser: 400 A: no <id>");
    assert_eq!(note(&"é".repeat(5000)).chars().count(), 4001);
}

/// The outcome of a rule about ids, where it is known so: the first answer has none, the second one keeps the rule, and
/// the others break it.
fn rule(basis: crate::Basis) -> Outcome {
    let mut suite = super::support::cases(4, "send = { Action = \"ListUsers\" }");
    suite.add(include_str!("../../../cases/layout.toml")).unwrap();
    suite.checks.retain(|check| check.number == "1.5");
    suite.checks[0].basis = basis;
    let mut ids =
        [None, Some("9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11"), Some("X1"), Some("X2")].into_iter();
    let report = report(&suite, &Options::default(), |_, action| {
        let id = ids.next().flatten().map(|id| ("x-amzn-RequestId".to_owned(), id.to_owned()));
        Ok(Answer { headers: id.into_iter().collect(), ..success(action, "<Users/>") })
    });
    report.outcomes.into_iter().last().unwrap()
}

#[test]
fn a_rule_tells_its_first_breach_and_how_many_answers_it_is_about_unless_it_is_not_settled() {
    for (basis, verdict, differences) in [
        (crate::Basis::Recorded, Verdict::Differs, 1),
        (crate::Basis::Inferred, Verdict::Differs, 1),
        (crate::Basis::Unsettled, Verdict::Unsettled, 0),
    ] {
        let outcome = rule(basis);
        let told = (outcome.verdict, outcome.differences.len(), &*outcome.note);
        assert_eq!(told, (verdict, differences, "in 2 of 3 answers"));
        assert_eq!((&*outcome.number, outcome.repeat.len()), ("layout/1.5", 1));
        let exchange = outcome.exchange.unwrap();
        assert!(exchange.actual.starts_with("HTTP 200\nx-amzn-RequestId: X1\n"), "{exchange:?}");
        assert_eq!(exchange.expected, "a UUID in lower case");
    }
}

#[test]
fn a_case_that_is_the_same_keeps_no_exchange() {
    let text = "send = { Action = \"GetUser\", UserName = \"a\" }\nexpect = { elements = { User = \"@present\" } }";
    let outcome = outcome(text, but("", Answer::default()));
    assert_eq!((outcome.verdict, outcome.repeat.len()), (Verdict::Same, 0));
    assert!(outcome.exchange.is_none());
}

#[test]
fn texts_of_an_answer_are_kept_up_to_4000_characters() {
    let text = "send = { Action = \"GetUser\", UserName = \"a\" }\nexpect = { elements = { User = \"b\" } }";
    for (length, kept) in [(3999, 3999), (4000, 4000), (4001, 4001), (9000, 4001)] {
        let user = format!("<User>{}</User>", "é".repeat(length));
        let found = outcome(text, but("GetUser", success("GetUser", &user)));
        let actual = &found.differences[0].actual;
        assert_eq!((actual.chars().count(), actual.ends_with('…')), (kept, length > 4000));
        // The whole answer is longer.
        let shown = found.exchange.unwrap().actual;
        assert!(shown.ends_with('…'), "{length}");
        assert_eq!(shown.chars().count(), "HTTP 200\n\n".len() + 4001);
    }
}
