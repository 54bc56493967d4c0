//! Escapes, characters and separators.

use iam_codec::{Params, Request, Tag};

use crate::{CREATE, HEAD, decode, owned, refused, tags};

#[test]
fn refuses_broken_escapes_and_encodings_with_the_offset() {
    let cases = [
        (
            "Tags.member.1.Key=100%",
            "invalid percent escape: parameter Tags.member.1.Key at byte 70",
        ),
        ("Tags.member.1.Key=%4", "invalid percent escape: parameter Tags.member.1.Key at byte 67"),
        (
            "Tags.member.1.Key=a%zz",
            "invalid percent escape: parameter Tags.member.1.Key at byte 68",
        ),
        (
            "Tags.member.1.Key=%41%zz%41",
            "invalid percent escape: parameter Tags.member.1.Key at byte 70",
        ),
        ("Unknown=%zz", "invalid percent escape: parameter Unknown at byte 57"),
        ("Unknow%zz=", "invalid percent escape: parameter Unknow%zz at byte 55"),
        ("Tags.member.1.Key=a%FFb", "invalid UTF-8: parameter Tags.member.1.Key at byte 68"),
        ("Tags.member.1.Key=%C3%A9%C3", "invalid UTF-8: parameter Tags.member.1.Key at byte 73"),
        ("Tags.member.1.Key=é%C3", "invalid UTF-8: parameter Tags.member.1.Key at byte 69"),
    ];
    for (parameters, text) in cases {
        refused(&format!("{HEAD}{parameters}"), text, "MalformedInput", Some(text));
        // Also behind members that were read in the expected order.
        let before = "Tags.member.1.Key=a&Tags.member.1.Value=&";
        assert!(decode(&format!("{HEAD}{before}{parameters}")).is_err(), "{parameters}");
    }
}

#[test]
fn refuses_raw_bytes_that_are_not_utf8() {
    let mut body = HEAD.as_bytes().to_vec();
    body.extend_from_slice(b"Tags.member.1.Key=a\xFF");
    let error = Request::decode(&body).unwrap_err();
    assert_eq!(error.to_string(), "invalid UTF-8: parameter Tags.member.1.Key at byte 68");
    assert_eq!(Params::parse(&body).unwrap_err(), error);
}

#[test]
fn takes_raw_characters_as_they_are() {
    assert_eq!(
        tags("Tags.member.1.Key=Cost Center&Tags.member.1.Value=東京 /:@=é"),
        owned(&[("Cost Center", "東京 /:@=é")])
    );
    assert_eq!(
        tags("Tags.member.1.Key=%43ost+Center&Tags.member.1.Value=%e6%9D%b1%20%2F"),
        owned(&[("Cost Center", "東 /")])
    );
}

#[test]
fn takes_an_escape_that_completes_a_raw_byte() {
    let mut body = HEAD.as_bytes().to_vec();
    body.extend_from_slice(b"Tags.member.1.Key=\xC3%A9&Tags.member.1.Value=");
    let Ok(Request::TagUser(request)) = Request::decode(&body) else { panic!() };
    assert_eq!(request.tags, [Tag::new("é", "")]);
}

#[test]
fn decodes_names() {
    assert_eq!(tags("T%61gs%2Emember.1.Key=a&Tags.member.%31.Value=1"), owned(&[("a", "1")]));
    let body = "%41ction=CreateUser&V%65rsion=2010-05-08&UserName=app&Tags=";
    assert!(decode(body).is_ok());
}

#[test]
fn skips_empty_pairs_and_takes_semicolons_as_data() {
    assert_eq!(tags("&&Tags.member.1.Key=a&&&Tags.member.1.Value&&"), owned(&[("a", "")]));
    assert!(decode(&format!("&&{CREATE}Tags=&")).is_ok());
    refused(
        &format!("{HEAD}Tags.member.1.Key=a;b&Tags.member.1.Value="),
        "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy constraint: \
         Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+: parameter \
         Tags.member.1.Key at byte 49",
        "ValidationError",
        Some(
            "1 validation error detected: Value at 'tags.1.member.key' failed to satisfy \
             constraint: Member must satisfy regular expression pattern: \
             [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+",
        ),
    );
}

#[test]
fn refuses_texts_that_no_answer_could_give_back() {
    let head = "Action=CreateOpenIDConnectProvider&Version=2010-05-08&Url=https%3A%2F%2Fa&";
    for (text, code) in [("%00", "0000"), ("a%01b", "0001"), ("%EF%BF%BE", "FFFE")] {
        let body = format!("{head}ClientIDList.member.1=a&ClientIDList.member.2={text}");
        let sentence = format!("XML cannot carry U+{code}");
        let place = format!("parameter ClientIDList.member.2 at byte {}", head.len() + 24);
        refused(&body, &format!("{sentence}: {place}"), "InvalidInput", Some(&sentence));
        assert!(Request::decoder().unchecked().body(body.as_bytes()).is_ok());
    }
    for text in ["%09%0A%0D", "%7F", "%EF%BF%BD", "%F0%9F%98%80"] {
        assert!(decode(&format!("{head}ClientIDList.member.1={text}")).is_ok(), "{text}");
    }
}
