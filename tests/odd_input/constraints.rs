//! Values and their constraints.

use iam_codec::Request;

use crate::{HEAD, decode, refused};

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
