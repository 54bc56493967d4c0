//! Ids, ARNs and secrets of each type of entity.

use crate::cases::check::Rule;
use crate::exchange::call::Answer;
use crate::exchange::parsed::ParsedAnswer;
use crate::judge::breach::{Application, Breach};
use crate::judge::identity::{arns, given, prefixes};

fn answer(root: &str, result: &str) -> (Answer, ParsedAnswer) {
    let body = format!("<{root}Response><{root}Result>{result}</{root}Result></{root}Response>");
    let answer = Answer { status: 200, headers: Vec::new(), body: body.into() };
    let parsed = ParsedAnswer::read(&answer);
    (answer, parsed)
}

fn parsed(result: &str) -> ParsedAnswer {
    answer("GetUser", result).1
}

fn broken(expected: &str, actual: &str) -> Application {
    Application::Broken(Breach { expected: expected.to_owned(), actual: actual.to_owned() })
}

/// Elements, and how the ids in them begin.
const IDS: [(&str, &str); 9] = [
    ("UserId", "AIDA"),
    ("RoleId", "AROA"),
    ("GroupId", "AGPA"),
    ("PolicyId", "ANPA"),
    ("InstanceProfileId", "AIPA"),
    ("ServerCertificateId", "ASCA"),
    ("SSHPublicKeyId", "APKA"),
    ("ServiceSpecificCredentialId", "ACCA"),
    ("AccessKeyId", "AKIA"),
];

#[test]
fn an_id_begins_as_its_element_says() {
    for (element, start) in IDS {
        // A user id counts where there is a user.
        let of = |id: &str| {
            prefixes(&parsed(&format!("<a><UserName>x</UserName><{element}>{id}</{element}></a>")))
        };
        let words = match element {
            "AccessKeyId" => "AccessKeyId with AKIA or ASIA".to_owned(),
            _ => format!("{element} with {start}"),
        };
        let id = format!("{start}CKCEVSQ6C2EXAMPLE");
        assert_eq!(of(&id), Application::Kept, "{id}");
        for wrong in ["ABIACKCEVSQ6C2EXAMPLE", &id.to_lowercase(), start, ""] {
            assert_eq!(of(wrong), broken(&words, "another id"), "{element} {wrong}");
        }
    }
    let session = "<AccessKeyId>ASIACKCEVSQ6C2EXAMPLE</AccessKeyId>";
    assert_eq!(prefixes(&parsed(session)), Application::Kept);
}

#[test]
fn the_id_of_a_caller_is_not_that_of_a_user() {
    assert_eq!(prefixes(&parsed("<UserId>123456789012</UserId>")), Application::NotConcerned);
    assert_eq!(prefixes(&parsed("<VpcId>x</VpcId>")), Application::NotConcerned);
    let of_user = "<UserName>a</UserName><UserId>123456789012</UserId>";
    assert_eq!(prefixes(&parsed(of_user)), broken("UserId with AIDA", "another id"));
    let no_result =
        ParsedAnswer::read(&Answer { body: "<a><RoleId/></a>".into(), ..Answer::default() });
    assert_eq!(prefixes(&no_result), Application::NotConcerned);
}

#[test]
fn an_arn_has_its_entity_s_word_path_and_name() {
    for (element, word) in [
        ("UserName", "user"),
        ("RoleName", "role"),
        ("GroupName", "group"),
        ("PolicyName", "policy"),
        ("InstanceProfileName", "instance-profile"),
        ("ServerCertificateName", "server-certificate"),
    ] {
        let of = |arn: &str| {
            arns(&parsed(&format!(
                "<A><Path>/p/</Path><{element}>n</{element}><Arn>{arn}</Arn></A>"
            )))
        };
        let wanted = format!("arn:aws:iam::ACCOUNT:{word}/p/n");
        for account in ["123456789012", "aws"] {
            assert_eq!(of(&format!("arn:aws:iam::{account}:{word}/p/n")), Application::Kept);
        }
        assert_eq!(of("arn:aws:iam::123456789012:root"), Application::Kept);
        for arn in [
            format!("arn:aws:iam::123456789012:{word}/n"),
            format!("arn:aws:iam::123456789012:{word}/p/n/"),
            format!("arn:aws:iam::12345678901:{word}/p/n"),
            format!("arn:aws:iam::12345678901x:{word}/p/n"),
            format!("arn:aws:iam:us-east-1:123456789012:{word}/p/n"),
            format!("arn:aws:iam::123456789012:x{word}/p/n"),
            "arn:aws:iam::123456789012".to_owned(),
            String::new(),
        ] {
            assert_eq!(of(&arn), broken(&wanted, &arn));
        }
    }
    for other in [
        "<A><UserName>n</UserName><Arn>x</Arn></A>",
        "<A><Path>/</Path><Arn>x</Arn></A>",
        "<A><Path>/</Path><UserName>n</UserName></A>",
    ] {
        assert_eq!(arns(&parsed(other)), Application::NotConcerned, "{other}");
    }
}

#[test]
fn the_first_wrong_one_of_several_is_told() {
    let user = |name: &str, arn: &str| {
        format!("<member><Path>/</Path><UserName>{name}</UserName><Arn>{arn}</Arn></member>")
    };
    let right = user("a", "arn:aws:iam::123456789012:user/a");
    let list = parsed(&format!("<Users>{right}{}{}</Users>", user("b", "x"), user("c", "y")));
    assert_eq!(arns(&list), broken("arn:aws:iam::ACCOUNT:user/b", "x"));
}

#[test]
fn new_ids_and_secrets_are_those_of_answers_that_make_something() {
    let result = "<A><UserId>u</UserId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken><Name>n</Name></A>";
    for (root, new) in [
        ("CreateUser", &["u", "s", "t"][..]),
        ("UploadServerCertificate", &["u", "s", "t"]),
        ("AssumeRole", &["u", "s", "t"]),
        ("AssumeRoleWithSAML", &["u", "s", "t"]),
        ("GetSessionToken", &["u", "s", "t"]),
        ("GetFederationToken", &["u", "s", "t"]),
        ("GetUser", &[]),
        ("ListUsers", &[]),
        ("UpdateUser", &[]),
    ] {
        let (answer, parsed) = answer(root, result);
        assert_eq!(given(Rule::NewIds, &answer, &parsed).as_deref(), Some(new), "{root}");
    }
    let (answer, parsed) = answer("CreateUser", result);
    assert_eq!(given(Rule::Arns, &answer, &parsed), None);
}

#[test]
fn a_request_id_is_that_of_the_header_or_else_that_of_the_body() {
    let body = "<a><RequestId>b</RequestId></a>";
    for (header, body, id) in [
        (Some("h"), body, &["h"][..]),
        (None, body, &["b"]),
        (None, "<a/>", &[]),
        (Some("h"), "", &["h"]),
    ] {
        let headers = header.map(|id| ("X-Amzn-RequestId".to_owned(), id.to_owned()));
        let answer =
            Answer { status: 200, headers: headers.into_iter().collect(), body: body.into() };
        let parsed = ParsedAnswer::read(&answer);
        assert_eq!(given(Rule::NewRequestIds, &answer, &parsed).as_deref(), Some(id));
    }
}
