//! To which answers each rule for all answers applies, and what it says of them.

use iam_codec::{SERVICE, Service, sts};

use crate::cases::check::Check;
use crate::cases::suite::Suite;
use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::breach::Application;
use crate::judge::rules::apply;

fn checks() -> Vec<Check> {
    Suite::built_in().checks
}

/// What the rule of this number says of an answer: its expectation and what it found.
fn said(checks: &[Check], number: &str, service: &Service, answer: &Answer) -> String {
    let check = checks.iter().find(|check| check.number == number).unwrap();
    match apply(check, service, answer, &ParsedAnswer::read(answer)) {
        Application::NotConcerned => "none".to_owned(),
        Application::Kept => "kept".to_owned(),
        Application::Broken(breach) => format!("{}, not {}", breach.actual, breach.expected),
    }
}

fn body(body: &str) -> Answer {
    Answer { status: 200, headers: Vec::new(), body: body.into() }
}

fn with(name: &str, value: &str, text: &str) -> Answer {
    Answer { headers: vec![(name.to_owned(), value.to_owned())], ..body(text) }
}

const UUID: &str = "9f4c1a5e-3a53-4f7e-9d0c-5b0f8f1f2a11";

#[test]
fn rules_about_heads_and_texts() {
    let checks = checks();
    let id = |id: &str| format!("<a><RequestId>{id}</RequestId></a>");
    let iam = "https://iam.amazonaws.com/doc/2010-05-08/";
    let namespace = |uri: &str| body(&format!("<a xmlns=\"{uri}\"/>"));
    let routing = |code: &str| {
        body(&format!(
            "<ErrorResponse xmlns='x'><Error><Code>{code}</Code></Error></ErrorResponse>"
        ))
    };
    for (number, answer, told) in [
        ("1.1", with("content-type", "text/xml", "<a/>"), "kept"),
        (
            "1.1",
            with("Content-Type", "text/xml; charset=utf-8", "<a/>"),
            "text/xml; charset=utf-8, not text/xml",
        ),
        ("1.1", body("<a/>"), "none, not text/xml"),
        // One that cannot be read is judged by its case alone.
        ("1.1", body("<a>"), "none"),
        ("1.1", body(""), "none"),
        ("1.2", with("X-AMZN-REQUESTID", "x", "<a/>"), "kept"),
        ("1.3", body(&id("x")), "kept"),
        ("1.3", with("x-amzn-RequestId", "x", "<a/>"), "none, not RequestId"),
        ("1.4", with("x-amzn-RequestId", "x", &id("x")), "kept"),
        ("1.4", with("x-amzn-RequestId", "x", "<a/>"), "none"),
        ("1.4", body(&id("x")), "none"),
        ("1.5", with("x-amzn-RequestId", UUID, &id("x")), "kept"),
        ("1.5", body(&id(UUID)), "kept"),
        ("1.5", body(&id(&UUID.to_uppercase())), "another form, not a UUID in lower case"),
        ("1.5", body("<a/>"), "none"),
        ("2.1", body("<a/>"), "kept"),
        ("2.2", namespace(iam), "kept"),
        ("2.2", namespace(&format!(" {iam} ")), "kept"),
        ("2.2", body("<a/>"), &format!("none, not {iam}")),
        // The front end has a namespace of its own.
        ("2.2", routing("InvalidAction"), "none"),
        ("2.2", routing("NotImplemented"), "none"),
        ("2.2", routing("NoSuchEntity"), &format!("x, not {iam}")),
        ("2.7", namespace(iam), "kept"),
        ("2.7", body("<a/>"), "kept"),
        ("2.7", namespace("a b"), "white space in the namespace, not a namespace"),
        ("2.8", body("<p:a xmlns:p='x'/>"), "p, not none"),
        ("2.8", body("<a><p:b xmlns:p='x'/></a>"), "p, not none"),
        ("2.8", body("<a xmlns:p='x'/>"), "kept"),
    ] {
        assert_eq!(said(&checks, number, &SERVICE, &answer), told, "{number} {answer:?}");
    }
}

#[test]
fn rules_about_elements() {
    let checks = checks();
    let error = |parts: &str| format!("<ErrorResponse><Error>{parts}</Error></ErrorResponse>");
    let (kind, code, message) = ("<Type>Sender</Type>", "<Code>C</Code>", "<Message>m</Message>");
    let result = |inner: &str| {
        format!("<GetUserResponse><GetUserResult>{inner}</GetUserResult></GetUserResponse>")
    };
    let time = |root: &str, time: &str| format!("<{root}><d>{time}</d></{root}>");
    let whole = "2011-12-19T23:16:46Z";
    let fraction = "a fraction of a second, not 2011-12-19T23:16:46Z";
    let zone = "another zone or none, not 2011-12-19T23:16:46Z";
    for (number, text, told) in [
        ("3.2", error(&[kind, code, message].concat()), "kept"),
        ("3.2", error(&[kind, code].concat()), "kept"),
        ("3.2", error(&[code, kind].concat()), "Code, Type, not Type, Code"),
        ("3.2", error(&[kind, "<x/>", code].concat()), "kept"),
        ("3.2", "<a/>".to_owned(), "none"),
        ("3.3", error(&[kind, code, message].concat()), "kept"),
        ("3.3", error(&[kind, "<x/>"].concat()), "<x>, not Type, Code, Message"),
        ("3.1", "<a><aResult/><ResponseMetadata/></a>".to_owned(), "kept"),
        ("3.1", "<a><aResult/></a>".to_owned(), "kept"),
        (
            "3.1",
            "<a><ResponseMetadata/><aResult/></a>".to_owned(),
            "ResponseMetadata, aResult, not aResult, ResponseMetadata",
        ),
        ("3.1", "<a><ResponseMetadata/></a>".to_owned(), "none"),
        ("2.5", time("a", whole), "kept"),
        ("2.5", time("a", "2011-12-19T23:16:46.5Z"), fraction),
        ("2.5", time("a", "yesterday"), "none"),
        (
            "2.5",
            format!("<a>{}{}</a>", time("b", whole), time("c", "2011-12-19T23:16:46.5Z")),
            fraction,
        ),
        ("2.6", time("a", whole), "kept"),
        ("2.6", time("a", "2011-12-19T23:16:46+02:00"), zone),
        ("2.6", time("a", "2011-12-19T23:16:46"), zone),
        ("2.6", "<a/>".to_owned(), "none"),
        // An order shows where there are two.
        ("4.1", result("<Tags><member><Key>k</Key></member></Tags>"), "none"),
        ("4.1", result("<Tags><member><Value/><Key>k</Key></member></Tags>"), "kept"),
        ("4.1", result("<Names><member><Key/><Value/></member></Names>"), "none"),
        ("4.1", result("<MoreTags><member><Key/><Value/></member></MoreTags>"), "none"),
        ("4.2", result("<SuperUser><Arn/><Path/></SuperUser>"), "none"),
        ("4.2", result("<User><Arn/><Path/></User>"), "Arn, Path, not Path, Arn"),
        (
            "4.1",
            result(
                "<Tags><member><Value/><Key/></member><member><Key/><Value/></member><member><Value/><Key/></member></Tags>",
            ),
            "Key, Value, not Value, Key",
        ),
    ] {
        assert_eq!(said(&checks, number, &SERVICE, &body(&text)), told, "{number} {text}");
    }
}

#[test]
fn times_of_these_answers_have_milliseconds() {
    let checks = checks();
    for (root, told) in [
        ("GetOpenIDConnectProviderResponse", "none"),
        ("GetOrganizationsAccessReportResponse", "none"),
        ("GetSAMLProviderResponse", "none"),
        ("GetServiceLastAccessedDetailsResponse", "none"),
        ("GetServiceLastAccessedDetailsWithEntitiesResponse", "none"),
        ("ListSAMLProvidersResponse", "none"),
        ("ListOpenIDConnectProvidersResponse", "kept"),
    ] {
        let text = format!("<{root}><d>2011-12-19T23:16:46Z</d></{root}>");
        assert_eq!(said(&checks, "2.5", &SERVICE, &body(&text)), told, "{root}");
    }
}

#[test]
fn sts_gives_a_second_id_where_it_is_sts() {
    let checks = checks();
    let name = "x-amz-sts-extended-request-id";
    let right = "MTp1cy1lYXN0LTE6UzoxNzY0Mzk2MDAwMTIzOlI6azNKWWdUYm4=";
    let of_sts = "<a xmlns='https://sts.amazonaws.com/doc/2011-06-15/'/>";
    for (service, answer, told) in [
        (&sts::SERVICE, with(name, right, of_sts), "kept"),
        (&sts::SERVICE, body(of_sts), &*format!("none, not {name}")),
        (&sts::SERVICE, with(name, "x", of_sts), &format!("another form, not {name}")),
        (&sts::SERVICE, body("<a/>"), "none"),
        (&SERVICE, body(of_sts), "none"),
    ] {
        assert_eq!(said(&checks, "1.6", service, &answer), told, "{answer:?}");
    }
}

#[test]
fn what_the_model_does_not_have_is_misread_or_passed_over() {
    let checks = checks();
    let user = |inner: &str| {
        let user = "<Path>/</Path><UserName>a</UserName><UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>\
                    <Arn>arn:aws:iam::123456789012:user/a</Arn><CreateDate>2011-12-19T23:16:46Z</CreateDate>";
        format!(
            "<GetUserResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><GetUserResult><User>{user}{inner}</User>\
             </GetUserResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></GetUserResponse>"
        )
    };
    let mood = "unexpected element Mood: GetUserResult.User, not what the model has";
    let twice = "repeated element: GetUserResult.User.Path, not what the model has";
    for (text, misread, passed_over) in [
        (user(""), "kept", "kept"),
        (user("<Mood/>"), "kept", mood),
        (user("<Path>/</Path>"), twice, "kept"),
        // Other rules are about what is around a result, and about zones.
        (user("").replace("<ResponseMetadata>", "<Mood/><ResponseMetadata>"), "kept", "kept"),
        (user("").replace(":46Z", ":46+00:00"), "kept", "kept"),
        (user("").replace("GetUser", "GetCat"), "none", "none"),
        ("<GetUserResponse/>".to_owned(), "none", "none"),
    ] {
        let told = ["5.1", "5.2"].map(|number| said(&checks, number, &SERVICE, &body(&text)));
        assert_eq!(told, [misread, passed_over], "{text}");
    }
}
