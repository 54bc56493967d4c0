//! Keys of tags: the same twice, reserved ones, and none at all.

use iam_codec::{Request, Resource, Tag};

use crate::{HEAD, decode, owned, refused, tags};

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
