//! Replacements: of the same form, the same in all places, and of nothing else.

use super::*;
use crate::exchange::call::Answer;

fn accounts(accounts: &[&str]) -> BTreeSet<String> {
    accounts.iter().map(|account| (*account).to_owned()).collect()
}

/// The texts with replacements, one after the other.
fn replaced<const N: usize>(texts: [&str; N]) -> [String; N] {
    let mut replacer = Replacer::new(&accounts(&["987654321098"]));
    texts.map(|text| String::from_utf8(replacer.bytes(text.as_bytes())).unwrap())
}

#[test]
fn ids_times_and_accounts_become_others_of_the_same_form_and_are_numbered() {
    let id = "358299bb-b7f8-11e2-8d39-e3a125f625ee";
    let (first, second) = ("00000000-0000-4000-8000-000000000001", "AIDA00000000000000002");
    assert_eq!(
        replaced([
            &format!("<a>{id}</a>"),
            "<b>AIDACKCEVSQ6C2EXAMPLE</b>",
            "2011-12-19T23:16:46Z and 2011-12-19T23:16:46.123Z",
            &format!("{id}, again AIDACKCEVSQ6C2EXAMPLE"),
            "arn:aws:iam::987654321098:user/a",
            // A word that only holds an id is another word.
            "xAIDACKCEVSQ6C2EXAMPLE AIDACKCEVSQ6C2EXAMPLEx",
            "nothing of these: 123456789012, 2011-12-19",
        ]),
        [
            format!("<a>{first}</a>"),
            format!("<b>{second}</b>"),
            "2026-01-01T00:00:03Z and 2026-01-01T00:00:04Z".to_owned(),
            format!("{first}, again {second}"),
            format!("arn:aws:iam::{ACCOUNT}:user/a"),
            "xAIDACKCEVSQ6C2EXAMPLE AIDACKCEVSQ6C2EXAMPLEx".to_owned(),
            "nothing of these: 123456789012, 2011-12-19".to_owned(),
        ]
    );
}

#[test]
fn later_replacements_have_later_times_and_larger_numbers() {
    let mut replacer = Replacer::new(&accounts(&[]));
    let mut told = Vec::new();
    for number in 1..=3661 {
        let time =
            format!("2011-12-19T{:02}:{:02}:{:02}Z", number / 3600, number / 60 % 60, number % 60);
        told.push(String::from_utf8(replacer.bytes(time.as_bytes())).unwrap());
    }
    for (number, time) in [
        (1, "00:00:01"),
        (59, "00:00:59"),
        (60, "00:01:00"),
        (3600, "01:00:00"),
        (3661, "01:01:01"),
    ] {
        assert_eq!(told[number - 1], format!("2026-01-01T{time}Z"));
    }
    let id = replacer.bytes(b"358299bb-b7f8-11e2-8d39-e3a125f625ee");
    assert_eq!(id, b"00000000-0000-4000-8000-000000000e4e");
}

#[test]
fn what_was_replaced_stays() {
    for text in
        ["00000000-0000-4000-8000-0000000000ff", "AIDA0000000000000001", "2026-01-01T00:00:01Z"]
    {
        assert!(is_replaced(text), "{text}");
    }
    for text in [
        "00000000-0000-4000-8000-0000000000fg",
        "00000000-0000-4000-8000-0000000000",
        "00000000-0000-4000-9000-0000000000ff",
        "AIDA000000000000000A",
        "AIDA00000000000",
        "2026-01-02T00:00:01Z",
        "2026-01-01T00:00:01Z ",
        "",
    ] {
        assert!(!is_replaced(text), "{text}");
    }
    // Its number is as long as the id was.
    assert_eq!(replaced(["AIDA0000000000000001"]), ["AIDA0000000000000001"]);
}

#[test]
fn secrets_are_replaced_wherever_they_are_sent_again_the_longest_first() {
    let read = |body: &str| {
        let body = format!("<a><b>{body}</b></a>");
        ParsedAnswer::read(&Answer { status: 200, headers: Vec::new(), body: body.into() })
    };
    for name in [
        "Base32StringSeed",
        "Marker",
        "QRCodePNG",
        "SecretAccessKey",
        "ServiceCredentialSecret",
        "ServicePassword",
        "SessionToken",
    ] {
        let mut replacer = Replacer::new(&accounts(&[]));
        replacer.learn(&read(&format!(
            "<{name}>s/cr</{name}><{name}>s/cret</{name}><Other>word</Other><{name}>abc</{name}>"
        )));
        let sent = replacer.bytes(b"A=s%2Fcr&B=s/cret&C=s%2Fcret&D=word&E=abc");
        let told = String::from_utf8(sent).unwrap();
        let (first, second) = (format!("{name}-EXAMPLE-0"), format!("{name}-EXAMPLE-2"));
        assert_eq!(told, format!("A={first}&B={second}&C={second}&D=word&E=abc"));
    }
}

#[test]
fn an_id_without_digits_is_one_where_its_element_says_so() {
    let mut replacer = Replacer::new(&accounts(&[]));
    let body = "<a><UserId>AIDAABCDEFGHIJKLMNOP</UserId><Name>AIDAABCDEFGHIJKLMNOQ</Name></a>";
    let answer = Answer { status: 200, headers: Vec::new(), body: body.into() };
    replacer.learn(&ParsedAnswer::read(&answer));
    let told = replacer.bytes(b"AIDAABCDEFGHIJKLMNOP AIDAABCDEFGHIJKLMNOQ");
    assert_eq!(told, b"AIDA0000000000000001 AIDAABCDEFGHIJKLMNOQ");
}

#[test]
fn all_other_bytes_stay() {
    let mut replacer = Replacer::new(&accounts(&["987654321098"]));
    let bytes: Vec<u8> = (0..=255).collect();
    assert_eq!(replacer.bytes(&bytes), bytes);
}

#[test]
fn accounts_are_numbers_of_twelve_digits_outside_of_uuids() {
    for (text, found) in [
        ("arn:aws:iam::987654321098:root", &["987654321098"][..]),
        ("98765432109 9876543210987", &[]),
        ("987654321098-123456789012", &["987654321098", "123456789012"]),
        ("00000000-0000-4000-8000-987654321098", &[]),
        ("x987654321098", &[]),
        ("<a>987654321098</a>", &["987654321098"]),
    ] {
        assert_eq!(accounts_in(text).collect::<Vec<_>>(), found, "{text}");
    }
}
