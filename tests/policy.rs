//! Odd inputs: each gets exactly the answer of the table in docs/odd-input.md, in every order of arrival,
//! and in both ways (a body, and the parameters of a body).

use iam_codec::{Params, Request, RequestError, Resource, Tag};

const HEAD: &str = "Action=TagUser&Version=2010-05-08&UserName=anika&";
/// This takes an empty list.
const CREATE: &str = "Action=CreateUser&Version=2010-05-08&UserName=anika&";

/// Decodes in both ways, which must agree.
#[track_caller]
fn decode(body: &str) -> Result<Request<'_>, RequestError> {
    let decoded = Request::decode(body.as_bytes());
    let from_params =
        Params::parse(body.as_bytes()).and_then(|params| Request::decoder().params(params));
    assert_eq!(decoded, from_params, "the ways differ for {body}");
    decoded
}

#[track_caller]
fn tags(parameters: &str) -> Vec<(String, String)> {
    match decode(&format!("{HEAD}{parameters}")) {
        Ok(Request::TagUser(request)) => request
            .into_owned()
            .tags
            .into_iter()
            .map(|tag| (tag.key.into_owned(), tag.value.into_owned()))
            .collect(),
        other => panic!("{parameters}: {other:?}"),
    }
}

/// The error's text, which names parameter and byte, and AWS's answer.
#[track_caller]
fn refused(body: &str, text: &str, code: &str, message: Option<&str>) {
    let error = decode(body).expect_err(body);
    assert_eq!(error.to_string(), text, "{body}");
    let answer = error.to_response("id");
    assert_eq!((answer.code.as_str(), answer.message.as_deref()), (code, message), "{body}");
    assert!(error.offset().is_some_and(|offset| offset <= body.len()), "{body}");
}

/// The same for parameters of `TagUser`, whose first byte is 49.
#[track_caller]
fn malformed(parameters: &str, sentence: &str, place: &str) {
    let text = format!("{sentence}: parameter {place}");
    refused(&format!("{HEAD}{parameters}"), &text, "MalformedInput", Some(sentence));
}

fn owned(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect()
}

#[test]
fn sorts_members_by_number() {
    let parameters: Vec<_> = ["1", "10", "11", "2", "3", "4", "5", "6", "7", "8", "9"]
        .map(|n| format!("Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=v{n}"))
        .into();
    let keys: Vec<_> = tags(&parameters.join("&")).into_iter().map(|(key, _)| key).collect();
    assert_eq!(keys, ["k1", "k2", "k3", "k4", "k5", "k6", "k7", "k8", "k9", "k10", "k11"]);
}

#[test]
fn takes_value_before_key_and_keys_before_values() {
    let two = owned(&[("a", "1"), ("b", "2")]);
    assert_eq!(
        tags("Tags.member.1.Value=1&Tags.member.1.Key=a&Tags.member.2.Value=2&Tags.member.2.Key=b"),
        two
    );
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.2.Key=b&Tags.member.1.Value=1&Tags.member.2.Value=2"),
        two
    );
    assert_eq!(
        tags("Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Value=1&Tags.member.1.Key=a"),
        two
    );
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.2.Value=2&Tags.member.2.Key=b&Tags.member.1.Value=1"),
        two
    );
}

#[test]
fn takes_action_and_version_anywhere() {
    let body = "Tags.member.1.Key=a&Tags.member.1.Value=1&UserName=anika&Version=2010-05-08&Action=TagUser";
    let Ok(Request::TagUser(request)) = decode(body) else { panic!("{body}") };
    assert_eq!(request.user_name, "anika");
    assert_eq!(request.tags, [Tag::new("a", "1")]);
}

#[test]
fn takes_the_first_of_two() {
    let member = "Tags.member.1.Key=a&Tags.member.1.Value=";
    let body = format!("{HEAD}UserName=other&Action=UntagUser&Version=1&{member}");
    let Ok(Request::TagUser(request)) = decode(&body) else { panic!("{body}") };
    assert_eq!(request.user_name, "anika");
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.1.Key=b&Tags.member.1.Value=1&Tags.member.1.Value=2"),
        owned(&[("a", "1")])
    );
    assert_eq!(
        tags("Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.1.Key=b&Tags.member.1.Value=2"),
        owned(&[("a", "1")])
    );
    assert_eq!(
        tags(
            "Tags.member.2.Key=c&Tags.member.1.Key=a&Tags.member.2.Key=d&Tags.member.1.Value=1\
             &Tags.member.2.Value=3&Tags.member.1.Key=b"
        ),
        owned(&[("a", "1"), ("c", "3")])
    );
    assert_eq!(decode(&format!("{CREATE}Tags=&Tags=x")), decode(&format!("{CREATE}Tags=")));
}

#[test]
fn keeps_all_of_two_in_params() {
    let params = Params::parse(b"UserName=a&UserName=b").unwrap();
    assert_eq!(params.get("UserName"), Some("a"));
    assert_eq!(params.get_all("UserName").collect::<Vec<_>>(), ["a", "b"]);
}

#[test]
fn ignores_unknown_parameters() {
    let one = owned(&[("a", "1")]);
    for unknown in [
        "Tags.member.1.Colour=red",
        "TagsX.member.1.Key=b",
        "Tag=1",
        "username=x",
        "X-Amz-Signature=00",
        "AWSAccessKeyId=AKIDEXAMPLE",
        "a.b.c.d.e.f.g.h.i.j=1",
        "=nameless",
        ".=1",
    ] {
        assert_eq!(tags(&format!("{unknown}&Tags.member.1.Key=a&Tags.member.1.Value=1")), one);
        assert_eq!(tags(&format!("Tags.member.1.Key=a&{unknown}&Tags.member.1.Value=1")), one);
        assert_eq!(tags(&format!("Tags.member.1.Key=a&Tags.member.1.Value=1&{unknown}")), one);
    }
}

#[test]
fn equal_parameters_may_be_sent_differently() {
    let sent = Params::parse(b"&Action=Nope&UserName=a%2fb").unwrap();
    let again = sent.encode();
    assert_eq!(again, "Action=Nope&UserName=a%2Fb");
    assert_eq!(Params::parse(again.as_bytes()).unwrap(), sent);
    assert_ne!(Params::parse(b"UserName=a%2Fb&Action=Nope").unwrap(), sent);
}

#[test]
fn tells_absent_from_empty() {
    for empty in ["Tags=", "Tags"] {
        let body = format!("{CREATE}{empty}");
        assert_eq!(decode(&body).unwrap().tags(), Some(&[][..]));
    }
    refused(
        &HEAD[..HEAD.len() - 1],
        "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must not \
         be null: parameter Tags at byte 48",
        "ValidationError",
        Some(
            "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must \
             not be null",
        ),
    );
}

#[test]
fn refuses_names_of_another_shape() {
    let top_level = "Top level element may not be treated as a list";
    malformed("Tags.1.Key=a", top_level, "Tags.1.Key at byte 49");
    malformed("UserName.1=a", top_level, "UserName.1 at byte 49");
    let list = "Start of list found where not expected";
    malformed("UserName.member.1=a", list, "UserName.member.1 at byte 49");
    malformed("UserName.First=a", list, "UserName.First at byte 49");
    malformed("Tags.member.1.Key.x=a", list, "Tags.member.1.Key.x at byte 49");
    malformed("Tags.member.1.Key.1=a", list, "Tags.member.1.Key.1 at byte 49");
    let text = "Unexpected list element termination";
    malformed("Tags=x", text, "Tags at byte 49");
    malformed("Tags.member=x", text, "Tags.member at byte 49");
    malformed("Tags.item.1.Key=x", text, "Tags.item.1.Key at byte 49");
    malformed("Tags.=", text, "Tags. at byte 49");
    let structure = "Unexpected complex element termination";
    malformed("Tags.member.1=x", structure, "Tags.member.1 at byte 49");
}

#[test]
fn refuses_a_list_that_is_empty_and_has_members() {
    let list = "Start of list found where not expected";
    malformed("Tags=&Tags.member.1.Key=a", list, "Tags.member.1.Key at byte 55");
    malformed("Tags.member.1.Key=a&Tags.member.1.Value=&Tags=", list, "Tags at byte 90");
    malformed("Tags.member.1.Key=a&Tags=", list, "Tags at byte 69");
}

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

#[test]
fn reads_integers_as_recorded() {
    let head = "Action=ListUserTags&Version=2010-05-08&UserName=anika&MaxItems=";
    for (text, number) in [("5", 5), ("%2B900", 900), ("+900", 0), ("0900", 900), ("1000", 1000)] {
        match (decode(&format!("{head}{text}")), number) {
            (Ok(Request::ListUserTags(request)), _) => {
                assert_eq!(request.max_items, Some(number));
            }
            // A raw plus is a space, and a space is not a digit.
            (Err(error), 0) => assert_eq!(error.to_response("id").message, None),
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in ["abc", "900.0", "99999999999", "%20", "1e3"] {
        let error = "not an integer of 32 bits: parameter MaxItems at byte 54";
        refused(&format!("{head}{text}"), error, "MalformedInput", None);
    }
    let error = "missing value for decimal type: parameter MaxItems at byte 54";
    refused(head, error, "MalformedInput", Some("missing value for decimal type"));
}

#[test]
fn reports_all_violations_in_order_with_their_places() {
    let body = "Action=TagUser&Version=2010-05-08&Tags.member.1.Key=&Tags.member.2.Key=ok\
                &Tags.member.1.Value=%3C";
    let error = decode(body).unwrap_err();
    let violations: Vec<_> = error
        .violations()
        .iter()
        .map(|v| (v.path(), v.parameter(), v.place().unwrap().offset, v.constraint().to_string()))
        .collect();
    let pattern = "Member must satisfy regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]";
    assert_eq!(
        violations,
        [
            ("userName", "UserName", 97, "Member must not be null".to_owned()),
            ("tags.1.member.value", "Tags.member.1.Value", 74, format!("{pattern}*")),
            (
                "tags.1.member.key",
                "Tags.member.1.Key",
                34,
                "Member must have length greater than or equal to 1".to_owned()
            ),
            ("tags.1.member.key", "Tags.member.1.Key", 34, format!("{pattern}+")),
            (
                "tags.2.member.value",
                "Tags.member.2.Value",
                53,
                "Member must not be null".to_owned()
            ),
        ]
    );
}

#[test]
fn blames_the_first_member_that_is_too_many() {
    let member = |n| format!("Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=&");
    let body: String = [HEAD.to_owned()].into_iter().chain((1..=51).map(member)).collect();
    let error = decode(&body).unwrap_err();
    let [violation] = error.violations() else { panic!("{error}") };
    assert_eq!((violation.path(), violation.parameter()), ("tags", "Tags.member.51"));
    assert_eq!(error.offset(), body.find("Tags.member.51.Key"));
}

#[test]
fn blames_the_first_bad_tag_key() {
    let body = "Action=UntagUser&Version=2010-05-08&UserName=anika&TagKeys.member.1=ok\
                &TagKeys.member.2=&TagKeys.member.3=%26";
    let error = decode(body).unwrap_err();
    let [violation] = error.violations() else { panic!("{error}") };
    assert_eq!((violation.path(), violation.parameter()), ("tagKeys", "TagKeys.member.2"));
    assert_eq!(
        violation.constraint().to_string(),
        "Member must satisfy constraint: [Member must have length less than or equal to 128, Member \
         must have length greater than or equal to 1, Member must satisfy regular expression \
         pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+, Member must not be null]"
    );
}

#[test]
fn compares_keys_by_the_rule_of_the_type() {
    let long = "Duplicate tag keys found. Please note that Tag keys are case insensitive.";
    let twice = |a: &str, b: &str| {
        format!(
            "Tags.member.1.Key={a}&Tags.member.1.Value=&Tags.member.2.Key={b}&Tags.member.2.Value="
        )
    };
    for (a, b) in
        [("Dept", "Dept"), ("Dept", "dEPT"), ("É", "é"), ("K", "\u{212A}"), ("\u{212A}", "k")]
    {
        let error = decode(&format!("{HEAD}{}", twice(a, b))).expect_err(a).to_response("id");
        assert_eq!((error.code.as_str(), error.message.as_deref()), ("InvalidInput", Some(long)));
    }
    let policy =
        "Action=TagPolicy&Version=2010-05-08&PolicyArn=arn:aws:iam::123456789012:policy/p&";
    assert!(decode(&format!("{policy}{}", twice("Dept", "dept"))).is_ok());
    let error = decode(&format!("{policy}{}", twice("Dept", "Dept"))).unwrap_err();
    assert_eq!(error.kind().to_string(), "Duplicate tag keys found.");
    assert_eq!(error.parameter(), Some("Tags.member.2.Key"));
}

#[test]
fn finds_a_duplicate_among_fifty_keys_wherever_it_is() {
    for (first, second) in [(0, 49), (0, 1), (24, 25), (48, 49)] {
        let mut keys: Vec<_> = (0..50).map(|n| format!("CostCenter-{n:02}-suffix")).collect();
        keys[second] = keys[first].to_uppercase();
        let tags = keys.iter().map(|key| Tag::new(key.as_str(), "")).collect();
        let error = Resource::User("anika".into()).tag(tags).validate().unwrap_err();
        assert_eq!(error.parameter(), Some(&format!("Tags.member.{}.Key", second + 1)[..]));
        assert_eq!(error.offset(), None);
    }
}

#[test]
fn finds_a_duplicate_among_more_keys_than_are_allowed() {
    let parameter = |resource: &Resource<'_>, keys: &[String]| {
        let tags = keys.iter().map(|key| Tag::new(key.as_str(), "")).collect();
        let body = resource.clone().tag(tags).encode();
        let request = Request::decoder().unchecked().body(body.as_bytes()).unwrap();
        request.check_tags().err().map(|error| error.parameter().unwrap().to_owned())
    };
    let user = Resource::User("anika".into());
    let policy = Resource::Policy("arn:aws:iam::123456789012:policy/p".into());
    for (first, second) in [(0, 50), (0, 1), (48, 49), (49, 50)] {
        let mut keys: Vec<_> = (0..51).map(|n| format!("größe-{n}")).collect();
        keys[second] = keys[first].to_uppercase().replace("SS", "ß");
        let place = Some(format!("Tags.member.{}.Key", second + 1));
        assert_eq!(parameter(&user, &keys), place);
        assert_eq!(parameter(&policy, &keys), None);
        keys[second] = keys[first].clone();
        assert_eq!(parameter(&policy, &keys), place);
    }
}

#[test]
fn refuses_reserved_keys_and_takes_such_values() {
    let sentence = "Tag keys beginning with aws: are reserved for system use.";
    for (parameters, place) in [
        ("Tags.member.1.Key=aws:x&Tags.member.1.Value=", "Tags.member.1.Key at byte 49"),
        ("Tags.member.1.Key=AwS:&Tags.member.1.Value=", "Tags.member.1.Key at byte 49"),
        (
            "Tags.member.1.Key=a&Tags.member.1.Value=aws:x&Tags.member.2.Key=AWS:x&Tags.member.2.Value=",
            "Tags.member.2.Key at byte 95",
        ),
    ] {
        let text = format!("{}: parameter {place}", sentence.trim_end_matches('.'));
        refused(&format!("{HEAD}{parameters}"), &text, "InvalidInput", Some(sentence));
    }
    for (key, value) in [("aws", "x-aws:"), ("a", "aws:reserved"), ("a", "AWS:reserved")] {
        let parameters = format!("Tags.member.1.Key={key}&Tags.member.1.Value={value}");
        assert_eq!(tags(&parameters), owned(&[(key, value)]));
    }
    assert!(
        decode("Action=UntagUser&Version=2010-05-08&UserName=a&TagKeys.member.1=aws:x").is_ok()
    );
}

#[test]
fn judges_reserved_keys_then_duplicates_then_the_empty_list_after_all_constraints() {
    let twice =
        "Tags.member.1.Key=aws:a&Tags.member.1.Value=&Tags.member.2.Key=aws:a&Tags.member.2.Value=";
    let sentences = [
        (twice.to_owned(), "Tag keys beginning with aws: are reserved for system use."),
        (
            twice.replace("aws:", ""),
            "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
        ),
        ("Tags=".to_owned(), "Error occurred while validating input. "),
    ];
    for (parameters, sentence) in sentences {
        let body = format!("{HEAD}{parameters}");
        let error = decode(&body).unwrap_err();
        assert_eq!(error.kind().to_string(), sentence);
        assert_eq!(error.to_response("id").code.as_str(), "InvalidInput");
        assert!(error.follows_authorization(), "{body}");
        let request = Request::decode_before_authorization(b"", body.as_bytes()).unwrap();
        assert_eq!(request.check_tags().unwrap_err().kind(), error.kind());
        let body = format!("{body}&Tags.member.3.Key=b").replace("Tags=&", "");
        let error = Request::decode_before_authorization(b"", body.as_bytes()).unwrap_err();
        assert_eq!(error.to_response("id").code.as_str(), "ValidationError");
    }
}

#[test]
fn refuses_empty_lists_of_tags_where_aws_does() {
    let arn = |kind: &str| format!("arn:aws:iam::123456789012:{kind}/p");
    let map = Some("The provided tag map must not be null/empty.");
    let keys = Some("The provided tag keys must not be null/empty.");
    let of_users = Some("Error occurred while validating input. ");
    for (resource, parameter, tag, untag) in [
        ("User", "UserName=a".to_owned(), of_users, None),
        ("Role", "RoleName=a".to_owned(), of_users, None),
        ("Policy", format!("PolicyArn={}", arn("policy")), map, keys),
        ("InstanceProfile", "InstanceProfileName=a".to_owned(), map, keys),
        ("MFADevice", "SerialNumber=arn:aws:iam::123456789012:mfa/a".to_owned(), map, keys),
        ("ServerCertificate", "ServerCertificateName=a".to_owned(), map, keys),
        ("SAMLProvider", format!("SAMLProviderArn={}", arn("saml-provider")), map, keys),
        (
            "OpenIDConnectProvider",
            format!("OpenIDConnectProviderArn={}", arn("oidc-provider")),
            map,
            keys,
        ),
    ] {
        for (verb, list, sentence) in [("Tag", "Tags", tag), ("Untag", "TagKeys", untag)] {
            let body = format!("Action={verb}{resource}&Version=2010-05-08&{parameter}&{list}=");
            let refused = decode(&body).err();
            let found = refused.as_ref().map(|error| error.kind().to_string());
            assert_eq!(found.as_deref(), sentence, "{body}");
            let place =
                refused.and_then(|error| Some((error.parameter()?.to_owned(), error.offset())));
            let expected = sentence.map(|_| (list.to_owned(), Some(body.len() - list.len() - 1)));
            assert_eq!(place, expected);
        }
    }
    assert!(decode("Action=CreateUser&Version=2010-05-08&UserName=a&Tags=").is_ok());
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

#[test]
fn takes_what_the_service_judges_and_the_model_does_not_allow() {
    let head = "Action=SimulatePrincipalPolicy&Version=2010-05-08&ActionNames.member.1=s3:GetObject\
                &PolicySourceArn=arn:aws:iam::123456789012:user/anika";
    let inline = "&PolicyExclusionList.member.1.InlinePolicyIdentifier";
    for (owner, name) in [("sim*", "p"), ("us?r", "p"), ("sim*extra*", "p"), ("a", "Extra*")] {
        let body = format!(
            "{head}{inline}.AttachmentName={owner}{inline}.PolicyName={name}{inline}.AttachmentType=user"
        );
        assert!(decode(&body).is_ok(), "{body}");
    }
}

#[test]
fn lists_the_values_of_an_enumeration_in_the_order_of_aws() {
    let refusal = |parameters: &str| {
        let body = format!("Action={}", parameters.replacen('&', "&Version=2010-05-08&", 1));
        let error = decode(&body).expect_err(parameters);
        let [violation] = error.violations() else { panic!("{error}") };
        format!("{}: {}", violation.path(), violation.constraint())
    };
    for (parameters, expected) in [
        (
            "SetSecurityTokenServicePreferences&GlobalEndpointTokenVersion=",
            "globalEndpointTokenVersion: Member must satisfy enum value set: [v2Token, v1Token]",
        ),
        (
            "GetAccountAuthorizationDetails&Filter.member.1=User&Filter.member.2=user",
            "filter: Member must satisfy constraint: [Member must satisfy enum value set: \
             [LocalManagedPolicy, User, AWSManagedPolicy, Role, Group]]",
        ),
        (
            "UpdateAccessKey&AccessKeyId=AKIDEXAMPLEEXAMPLE01&Status=active",
            "status: Member must satisfy enum value set: [Expired, Active, Inactive]",
        ),
        (
            "UpdateServiceSpecificCredential&ServiceSpecificCredentialId=ACCAEXAMPLEEXAMPLE01&Status=x",
            "status: Member must satisfy enum value set",
        ),
    ] {
        assert_eq!(refusal(parameters), expected);
    }
}

#[test]
fn counts_code_points() {
    let tag = |key: &str| format!("{HEAD}Tags.member.1.Key={key}&Tags.member.1.Value=");
    for c in ["a", "é", "東", "𝒜"] {
        assert!(decode(&tag(&c.repeat(128))).is_ok(), "{c}");
        let error = decode(&tag(&c.repeat(129))).unwrap_err();
        assert_eq!(
            error.violations()[0].constraint().to_string(),
            "Member must have length less than or equal to 128"
        );
    }
}

#[test]
fn refuses_names_and_arns_in_sentences_of_their_own() {
    let user = "The specified value for userName is invalid. It must contain only alphanumeric \
                characters and/or the following: +=,.@_-";
    let cases = [
        ("TagUser", "UserName=a b", user.to_owned()),
        (
            "TagPolicy",
            "PolicyArn=not-an-arn-at-all-but-long",
            "ARN not-an-arn-at-all-but-long is not valid.".to_owned(),
        ),
        (
            "TagPolicy",
            "PolicyArn=arn:aws:iam::123456789012:role/p",
            "ARN arn:aws:iam::123456789012:role/p is not valid.".to_owned(),
        ),
        (
            "TagPolicy",
            "PolicyArn=arn:aws:iam:us-east-1:123456789012:policy/p",
            "ARN arn:aws:iam:us-east-1:123456789012:policy/p is not valid.".to_owned(),
        ),
        (
            "TagPolicy",
            "PolicyArn=arn:awsome:iam::123456789012:policy/p",
            "ARN arn:awsome:iam::123456789012:policy/p is not valid.".to_owned(),
        ),
        (
            "TagSAMLProvider",
            "SAMLProviderArn=arn:aws:iam::1234:saml-provider/p",
            "ARN arn:aws:iam::1234:saml-provider/p is not valid.".to_owned(),
        ),
        (
            "TagPolicy",
            "PolicyArn=arn:aws:iam::123456789012:policy/p%20",
            "ARN arn:aws:iam::123456789012:policy/p  is not valid.".to_owned(),
        ),
        (
            "TagOpenIDConnectProvider",
            "OpenIDConnectProviderArn=arn:aws:sts::123456789012:oidc-provider/p",
            "Invalid service in ARN".to_owned(),
        ),
        (
            "TagOpenIDConnectProvider",
            "OpenIDConnectProviderArn=arn:aws:iam::123456789012:saml-provider/p",
            "Invalid resource type in ARN".to_owned(),
        ),
        (
            "TagOpenIDConnectProvider",
            "OpenIDConnectProviderArn=not-an-arn-at-all-but-long",
            "Invalid ARN: not-an-arn-at-all-but-long".to_owned(),
        ),
    ];
    for (action, identifier, sentence) in cases {
        let body = format!("Action={action}&Version=2010-05-08&{identifier}&Tags=");
        let error = decode(&body).unwrap_err();
        let answer = error.to_response("id");
        assert_eq!(answer.message.as_deref(), Some(&sentence[..]), "{body}");
        assert_eq!((answer.code.as_str(), answer.status()), ("ValidationError", 400));
        assert_eq!(Some(error.parameter().unwrap()), identifier.split('=').next());
    }
    for action in ["ListPolicies", "ListAttachedUserPolicies&UserName=a"] {
        let body = format!("Action={action}&Version=2010-05-08&PathPrefix=/foo");
        let sentence = "The specified value for pathPrefix is invalid. It must begin with the / \
                        character and contain only alphanumeric characters and/or / characters.";
        assert_eq!(decode(&body).unwrap_err().kind().to_string(), sentence);
        assert!(decode(&format!("{body}/")).is_ok());
    }
    let managed =
        "Action=ListPolicyTags&Version=2010-05-08&PolicyArn=arn:aws-us-gov:iam::aws:policy/Admin";
    assert!(decode(managed).is_ok());
}

#[test]
fn leaves_constraints_to_the_caller_unless_checked() {
    let body = format!("{HEAD}Tags.member.1.Key=%01&Tags.member.1.Value={}", "x".repeat(300));
    let request = Request::decoder().unchecked().body(body.as_bytes()).unwrap();
    let error = Request::decode(body.as_bytes()).unwrap_err();
    assert_eq!(error.violations().len(), 2);
    let again = request.validate().unwrap_err();
    assert_eq!(again.to_response("id"), error.to_response("id"));
}

#[test]
fn requires_members_even_unchecked() {
    let error =
        Request::decoder().unchecked().body(b"Action=UntagUser&Version=2010-05-08").unwrap_err();
    assert_eq!(
        error.kind().to_string(),
        "2 validation errors detected: Value at 'tagKeys' failed to satisfy constraint: Member must \
         not be null; Value at 'userName' failed to satisfy constraint: Member must not be null"
    );
}

#[test]
fn counts_members_of_which_parts_are_missing() {
    let keys = |numbers: std::ops::RangeInclusive<u32>| {
        numbers.map(|n| format!("&Tags.member.{n}.Key=k{n}")).collect::<String>()
    };
    let violations = |parameters: &str| {
        let error = decode(&format!("{HEAD}{parameters}")).unwrap_err();
        let paths = error.violations().iter().map(|violation| violation.path().to_owned());
        paths.collect::<Vec<_>>()
    };
    // AWS names ten.
    let too_many = violations(&keys(1..=51));
    assert_eq!((too_many.len(), &*too_many[0], &*too_many[1]), (10, "tags", "tags.1.member.value"));

    let complete =
        "Tags.member.1.Key=a&Tags.member.1.Value=&Tags.member.2.Key=b&Tags.member.2.Value=";
    let not_too_many = violations(&format!("{complete}{}", keys(3..=11)));
    assert_eq!((not_too_many.len(), &*not_too_many[0]), (9, "tags.3.member.value"));
}

#[test]
fn finds_duplicates_that_differ_in_the_case_of_other_scripts() {
    for (before, after) in
        [("", ""), ("aaaaaa", ""), ("aaaa", "aa"), ("aaaaaaaaaaaa", "aaaaaaaaaaaa")]
    {
        let tag = |n, letter| {
            format!("Tags.member.{n}.Key={before}{letter}{after}&Tags.member.{n}.Value=")
        };
        for (one, other) in [("é", "É"), ("\u{212A}", "k"), ("éé", "ÉÉ"), ("éééé", "ÉÉÉÉ")]
        {
            let error =
                decode(&format!("{HEAD}{}&{}", tag(1, one), tag(2, other))).map(drop).unwrap_err();
            assert!(error.violations().is_empty(), "{error}");
            assert_eq!(
                error.to_response("id").code.as_str(),
                "InvalidInput",
                "{before}{one}{after}"
            );
        }
    }
}

#[test]
fn judges_the_keys_of_a_map_before_its_values() {
    let head = "Action=PutAccountProperties&Version=2010-05-08";
    let bad_value =
        format!("&Properties.entry.1.key=A/b&Properties.entry.1.value={}", "x".repeat(1025));
    let bad_key = "&Properties.entry.2.key=1&Properties.entry.2.value=x";
    let error = decode(&format!("{head}{bad_value}{bad_key}")).unwrap_err();
    let found: Vec<_> = error.violations().iter().map(|v| (v.path(), v.parameter())).collect();
    assert_eq!(
        found,
        [("properties", "Properties.entry.2.key"), ("properties", "Properties.entry.1.value")]
    );
}

#[test]
fn takes_booleans_as_words_and_as_digits() {
    let head = "Action=ListPolicies&Version=2010-05-08&OnlyAttached=";
    for (text, boolean) in [("true", true), ("1", true), ("false", false), ("0", false)] {
        let body = format!("{head}{text}");
        let Ok(Request::ListPolicies(request)) = decode(&body) else { panic!("{body}") };
        assert_eq!(request.only_attached, Some(boolean));
    }
    for text in ["True", "FALSE", "01", "2", "yes", "", "%20true"] {
        let error = "neither true nor false: parameter OnlyAttached at byte 39";
        refused(&format!("{head}{text}"), error, "MalformedInput", Some(error));
    }
}
