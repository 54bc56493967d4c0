//! What the codec says of each kind of request.

use super::*;

#[test]
fn what_depends_on_the_caller_is_unsettled() {
    for (rest, is_unsettled) in [
        ("GetUser&Version=2010-05-08", true),
        ("GetUser&Version=2010-05-08&UserName=anika", false),
        ("DeactivateMFADevice&Version=2010-05-08&SerialNumber=GAHT12345678", true),
        ("ListUsers&Version=2010-05-08", false),
    ] {
        let prediction = Prediction::of(format!("Action={rest}").as_bytes());
        assert_eq!(prediction.is_unsettled, is_unsettled, "{rest}");
    }
}

#[test]
fn a_refused_request_has_its_operation_even_if_a_member_is_missing() {
    let of = |body: &str| Prediction::of(body.as_bytes()).action;
    let tag =
        "Action=TagMFADevice&Version=2010-05-08&SerialNumber=GAHT12345678&Tags.member.1.Key=a";
    assert_eq!(of(tag), "TagMFADevice");
    // The version may be all that is wrong, whatever the server knows.
    assert_eq!(of("Action=GetUser&Version=2011-01-01"), "");
    assert_eq!(of("Action=GetCat&Version=2010-05-08"), "GetCat");
}

#[test]
fn a_text_that_xml_cannot_carry_is_unsettled_on_one_side_of_each_border_of_its_characters() {
    let texts = [
        ("\0", "\u{8}"),
        ("\t", "\n"),
        ("\u{B}", "\u{C}"),
        ("\r", "\r"),
        ("\u{E}", "\u{1F}"),
        (" ", "\u{7F}"),
        ("\u{80}", "\u{D7FF}"),
        ("\u{E000}", "\u{FFFD}"),
        ("\u{FFFE}", "\u{FFFF}"),
        ("\u{10000}", "\u{10FFFF}"),
    ];
    let unwritable = ["\0", "\u{B}", "\u{E}", "\u{FFFE}"];
    for (first, last) in texts {
        for text in [first, last] {
            let mut params = Params::default();
            params.push("A", "a");
            params.push("B", format!("x{text}x"));
            let is_unwritable = has_unwritable_text(params.encode().as_bytes());
            assert_eq!(is_unwritable, unwritable.contains(&first), "{text:?}");
        }
    }
}

/// A tag operation with these parameters.
fn tag(rest: &str) -> String {
    format!("Action=TagUser&Version=2010-05-08&UserName=a&{rest}")
}

#[test]
fn each_kind_of_request_has_its_words_and_what_is_known_of_its_answer() {
    let long = tag(&format!("Tags.member.1.Key={}&Tags.member.1.Value=", "a".repeat(129)));
    let reserved = tag("Tags.member.1.Key=aws:a&Tags.member.1.Value=");
    let twice =
        tag("Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=A&Tags.member.2.Value=");
    let of = |action: &str, rest: &str| format!("Action={action}&Version=2010-05-08&{rest}");
    let rows = [
        ("Version=2010-05-08".to_owned(), "no action", "", "400 MissingAction", true),
        (of("GetCat", ""), "an unknown action or version", "GetCat", "400 InvalidAction", false),
        (
            of("GetUser", "UserName.member.0=a"),
            "a parameter that cannot be read",
            "GetUser",
            "400 MalformedInput",
            true,
        ),
        (of("GetUser", "UserName=a"), "a valid GetUser", "GetUser", "", false),
        (
            of("ListUserTags", "UserName=a&Marker=%01"),
            "a character that is not allowed",
            "ListUserTags",
            "400 ValidationError",
            false,
        ),
        (of("TagUser", ""), "a member that is missing", "TagUser", "400 ValidationError", false),
        (
            of("GetUser", "UserName="),
            "a text or list that is too short",
            "GetUser",
            "400 ValidationError",
            false,
        ),
        (long, "a text or list that is too long", "TagUser", "400 ValidationError", false),
        (
            of("ListUsers", "MaxItems=0"),
            "a number out of range",
            "ListUsers",
            "400 ValidationError",
            false,
        ),
        (
            of("ListUsers", "MaxItems=1001"),
            "a number out of range",
            "ListUsers",
            "400 ValidationError",
            false,
        ),
        (
            of("ListPolicies", "Scope=Mine"),
            "a value that is not listed",
            "ListPolicies",
            "400 ValidationError",
            false,
        ),
        (
            of("UntagUser", "UserName=a&TagKeys.member.1="),
            "a member of a list or map that is not allowed",
            "UntagUser",
            "400 ValidationError",
            false,
        ),
        (twice, "two tags with the same key", "TagUser", "400 InvalidInput", false),
        (reserved, "a reserved tag", "TagUser", "400 InvalidInput", false),
        (
            of("GetPolicy", "PolicyArn=arn:aws:iam::a:role/abcdefgh"),
            "an invalid name, path or ARN",
            "GetPolicy",
            "400 ValidationError",
            false,
        ),
        (
            of(
                "PutUserPermissionsBoundary",
                "UserName=a&PermissionsBoundary=arn:aws:iam::123456789012:role/a",
            ),
            "a boundary that is not a policy",
            "PutUserPermissionsBoundary",
            "400 InvalidInput",
            false,
        ),
    ];
    for (body, says, action, answer, is_unsettled) in rows {
        let prediction = Prediction::of(body.as_bytes());
        let refusal = prediction.refusal.as_ref().map(ParsedAnswer::summary).unwrap_or_default();
        let refusal = refusal.split(':').next().unwrap_or_default();
        assert_eq!(
            (&*prediction.says, &*prediction.action, refusal, prediction.is_unsettled),
            (says, action, answer, is_unsettled),
            "{body}"
        );
    }
}
