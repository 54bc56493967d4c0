//! The action, the version, and the two parts of an input.

use iam_codec::{Params, Request, Tag};

use crate::{decode, refused};

#[test]
fn refuses_requests_without_action() {
    let sentence = "The request is missing an action or a required parameter.";
    for (body, end) in [("", 0), ("&&", 2), ("Version=2010-05-08", 18), ("action=TagUser", 14)] {
        let text = format!("{}: parameter Action at byte {end}", sentence.trim_end_matches('.'));
        refused(body, &text, "MissingAction", Some(sentence));
    }
}

#[test]
fn refuses_other_versions() {
    let cases = [
        ("Action=TagUser&Tags=", "NO_VERSION_SPECIFIED", 20),
        ("Action=TagUser&Version=2000-01-01&Tags=", "2000-01-01", 15),
        ("Action=TagUser&Version=&Tags=", "", 15),
        ("Action=TagUser&Version=2010-05-08%20&Tags=", "2010-05-08 ", 15),
    ];
    for (body, version, offset) in cases {
        let sentence = format!("Could not find operation TagUser for version {version}");
        let text = format!("{sentence}: parameter Version at byte {offset}");
        refused(body, &text, "InvalidAction", Some(&sentence));
    }
}

#[test]
fn judges_the_version_before_the_members() {
    let error = decode("Action=TagUser&Version=1&Tags.member.0.Key=a").unwrap_err();
    assert_eq!(error.to_response("id").code.as_str(), "InvalidAction");
    let error = decode("Action=TagUser&Version=1&Tags.member.0.Key=%").unwrap_err();
    assert_eq!(error.to_response("id").code.as_str(), "MalformedInput");
}

#[test]
fn refuses_the_empty_action_and_hands_out_unknown_ones() {
    let sentence = "Could not find operation  for version 2010-05-08";
    refused(
        "Action=&Version=2010-05-08",
        &format!("{sentence}: parameter Action at byte 0"),
        "InvalidAction",
        Some(sentence),
    );
    for name in ["TagCat", "taguser", "TagUser ", "TagMfaDevice"] {
        let body = format!("Action={name}&Version=2010-05-08&UserName=anika");
        let Ok(Request::Other(request)) = decode(&body) else { panic!("{name}") };
        assert_eq!(request.action(), name);
        assert_eq!(request.params().get("UserName"), Some("anika"));
        assert_eq!(
            request.invalid_action().kind().to_string(),
            format!("Could not find operation {name} for version 2010-05-08")
        );
    }
}

#[test]
fn refuses_a_name_in_both_query_and_body() {
    let query = b"Action=TagUser&Version=2010-05-08&UserName=anika";
    let error = Params::parse_parts(query, b"Tags=&UserName=other").unwrap_err();
    let text = "given in both the query string and the body: parameter UserName at byte 6";
    assert_eq!(error.to_string(), text);
    assert_eq!(error.to_response("id").message.as_deref(), Some(text));

    let params = Params::parse_parts(query, b"Tags.member.1.Key=a&Tags.member.1.Value=1").unwrap();
    let Ok(Request::TagUser(request)) = Request::decoder().params(params) else { panic!() };
    assert_eq!(request.tags, [Tag::new("a", "1")]);
}

#[test]
fn names_the_query_string_as_the_place() {
    let params = Params::parse_parts(b"Action=TagUser&Version=2010-05-08&UserName=a%2Fb", b"Tags=");
    let error = Request::decoder().params(params.unwrap()).unwrap_err();
    assert!(error.to_string().ends_with("parameter UserName at byte 34 of the query string"));
}
