//! The judge of identity policies: each rule on both sides of its bound, and their order.

use iam_codec::policy::{Kind, judge};

const SYNTAX: &str = "Syntax errors in policy.";
const LEGACY: &str = "The policy failed legacy parsing";
const VERSION: &str = "Policy document must be version 2012-10-17 or greater.";
const SID_PATTERN: &str = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";
const IAM_PATH: &str = "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.";

/// The sentence for a document, or nothing for one that is taken.
#[track_caller]
fn sentence(kind: Kind, document: &str) -> Option<String> {
    let malformed = judge(kind, document).err()?;
    assert_eq!(malformed.code(), "MalformedPolicyDocument");
    Some(malformed.message().unwrap().to_owned())
}

/// Judges inline policies of one statement, in which `member` takes the place of the member of its name.
#[track_caller]
fn statement(member: &str, expected: Option<&str>) {
    let name = |member: &str| member.split(':').next().unwrap().replace("Not", "");
    let mut members = vec![r#""Effect":"Allow""#, r#""Action":"sqs:*""#, r#""Resource":"*""#];
    members.retain(|other| name(other) != name(member));
    let document =
        format!(r#"{{"Version":"2012-10-17","Statement":[{{{},{member}}}]}}"#, members.join(","));
    assert_eq!(sentence(Kind::Inline, &document).as_deref(), expected, "{document}");
}

#[track_caller]
fn resource(resource: &str, expected: Option<&str>) {
    statement(&format!(r#""Resource":"{resource}""#), expected);
    statement(&format!(r#""NotResource":["*","{resource}"]"#), expected);
}

#[track_caller]
fn action(action: &str, expected: Option<&str>) {
    statement(&format!(r#""Action":"{action}""#), expected);
    statement(&format!(r#""NotAction":["*","{action}"]"#), expected);
}

#[track_caller]
fn condition(operator: &str, value: &str, expected: Option<&str>) {
    statement(&format!(r#""Condition":{{"{operator}":{{"k":{value}}}}}"#), expected);
    statement(&format!(r#""Condition":{{"{operator}":{{"k":[null,{value}]}}}}"#), expected);
}

#[test]
fn knows_the_words_of_the_grammar() {
    for (member, expected) in [
        (r#""Sid":"""#, None),
        (r#""Sid":"Az09""#, None),
        (r#""Sid":"a b""#, Some(SID_PATTERN)),
        (r#""Sid":"é""#, Some(SID_PATTERN)),
        (r#""Sid":7"#, Some(SYNTAX)),
        (r#""sid":"a""#, Some(SYNTAX)),
        (r#""Effect":"Deny""#, None),
        (r#""Effect":"DENY""#, Some(LEGACY)),
        (r#""Effect":"""#, Some(SYNTAX)),
        (r#""Effect":["Allow"]"#, Some(SYNTAX)),
        (r#""Action":[]"#, Some("Policy statement must contain actions.")),
        (r#""Action":[null]"#, None),
        (r#""Action":[7]"#, Some(SYNTAX)),
        (r#""Action":true"#, Some(SYNTAX)),
        (r#""NotResource":[]"#, Some("Policy statement must contain resources.")),
        (r#""Resource":[["*"]]"#, Some(SYNTAX)),
        (r#""Principal":"*""#, Some("Policy document should not specify a principal.")),
        (r#""NotPrincipal":{"AWS":"*"}"#, Some("Policy document should not specify a principal.")),
        (r#""Condition":{}"#, None),
        (r#""Condition":{"StringEquals":{}}"#, None),
        (r#""Condition":{"StringEquals":{"k":[]}}"#, None),
        (r#""Condition":{"StringEquals":"k"}"#, Some(SYNTAX)),
        (r#""Condition":null"#, Some(SYNTAX)),
    ] {
        statement(member, expected);
    }
}

#[test]
fn knows_the_top_level() {
    let statement = r#"{"Effect":"Allow","Action":"sqs:*","Resource":"*"}"#;
    for (document, inline, managed) in [
        (format!(r#"{{"Id":"a","Version":"2012-10-17","Statement":{statement}}}"#), None, None),
        (
            format!(r#"{{"Version":"2012-10-17","Statement":[{statement},7]}}"#),
            Some(SYNTAX),
            Some(SYNTAX),
        ),
        (
            format!(r#"{{"Version":"2012-10-17","Statement":{statement},"Id":"a"}}"#),
            Some(LEGACY),
            Some(LEGACY),
        ),
        (format!(r#"{{"Version":"2012-10-17","Statement":[{statement}],"Id":"a"}}"#), None, None),
        (format!(r#"{{"Version":"2008-10-17","Statement":[{statement}]}}"#), None, Some(VERSION)),
        (
            format!(r#"{{"Version":20121017,"Statement":[{statement}]}}"#),
            Some(SYNTAX),
            Some(SYNTAX),
        ),
        (
            format!(r#"{{"Version":"2012-10-17","Id":{{}},"Statement":[{statement}]}}"#),
            Some(SYNTAX),
            Some(SYNTAX),
        ),
        (r#"{"Version":"2012-10-17","Statement":null}"#.to_owned(), Some(SYNTAX), Some(SYNTAX)),
        (r#"{"Version":"2012-10-17","Statement":{}}"#.to_owned(), Some(SYNTAX), Some(SYNTAX)),
        ("[]".to_owned(), Some(SYNTAX), Some(SYNTAX)),
    ] {
        assert_eq!(sentence(Kind::Inline, &document).as_deref(), inline, "{document}");
        assert_eq!(sentence(Kind::Managed, &document).as_deref(), managed, "{document}");
    }
}

#[test]
fn knows_the_operators_of_conditions() {
    for operator in [
        "StringEquals",
        "ForAnyValue:StringLike",
        "ForAllValues:StringNotEqualsIgnoreCaseIfExists",
        "BoolIfExists",
        "ArnNotLike",
        "Null",
        "ForAnyValue:Null",
    ] {
        condition(operator, r#""arn:a""#, None);
        condition(operator, "7", None);
        condition(operator, "true", None);
        condition(operator, r#"{"a":"b"}"#, Some(SYNTAX));
        condition(operator, "[[]]", Some(SYNTAX));
    }
    for operator in [
        "NullIfExists",
        "stringEquals",
        "StringEqualsIfExistsIfExists",
        "ForAnyValue:",
        "ForAnyValue:ForAnyValue:StringEquals",
        "ForSomeValue:StringEquals",
        "IfExists",
        "",
    ] {
        condition(operator, r#""a""#, Some(SYNTAX));
    }
    statement(r#""Condition":{"StringEquals":{"k":null}}"#, Some(SYNTAX));
}

#[test]
fn knows_the_literals_of_conditions() {
    for (operator, taken, refused) in [
        (
            "BinaryEquals",
            &["QQ==", "QUI=", "QUJD", "+/+/"][..],
            &["", "Q", "QQ", "QQ=", "QQ===", "QU-D", "===="][..],
        ),
        (
            "NumericEquals",
            &["0", "-1", "+2.5", "1e3", " 7 "],
            &["", "soon", "1,5", "NaN", "inf", "0x1"],
        ),
        (
            "NotIpAddress",
            &["10.0.0.0", "10.0.0.0/0", "10.0.0.0/32", "::1", "2001:db8::/128"],
            &[
                "",
                "10.0.0",
                "10.0.0.256",
                "10.0.0.0/33",
                "10.0.0.0/+8",
                "10.0.0.0/-1",
                "10.0.0.00",
                "10.0.0.0/",
                "::1/129",
                "example.com",
                "::g",
            ],
        ),
        (
            "ArnLike",
            &["*", "arn:aws:s3:::b", "arn:", "${aws:SourceArn}", "a*"],
            &["", "bucket", "aws:s3"],
        ),
        (
            "DateLessThan",
            &[
                "0",
                "9223372036854775807",
                "2030",
                "-292275054",
                "292278993-01",
                "2030-12-31",
                "01T",
                "2030-1-1t1",
                "2030-01-01T00:00Z",
                "2030-01-01T23:59:59.123456789+23:59",
                "2030-01-01T00:00:00-0500",
                "2030T+05",
            ],
            &[
                "9223372036854775808",
                "-292275055",
                "292278994T",
                "2030-00",
                "2030-13",
                "2030-01-00",
                "2030-01-32",
                "2030-01-01-01",
                "2030-01-01T24",
                "2030-01-01T00:60",
                "2030-01-01T00:00:60",
                "2030-01-01T00:00:00.",
                "2030-01-01T00:00:00.1234567890",
                "2030-01-01T00:00:00+1",
                "2030-01-01T00:00:00+1x",
                "2030-01-01T00:00:00+01:0",
                "2030-01-01T00:00:00+24",
                "2030-01-01 00:00:00",
                "2030-01-01T00:00:00ZZ",
                "tomorrow",
                "T",
                "--1",
            ],
        ),
    ] {
        let sentence = if operator == "BinaryEquals" { SYNTAX } else { LEGACY };
        for set in ["", "ForAnyValue:"] {
            let operator = format!("{set}{operator}IfExists");
            taken.iter().for_each(|value| condition(&operator, &format!("\"{value}\""), None));
            refused
                .iter()
                .for_each(|value| condition(&operator, &format!("\"{value}\""), Some(sentence)));
        }
    }
    // The empty text is not a digit at all.
    condition("DateEquals", r#""""#, Some(LEGACY));
}

#[test]
fn judges_actions_by_their_vendor() {
    let no_vendor =
        Some("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    let wildcard = Some("Action vendors (e.g., aws, ec2, etc.) must not contain wildcards.");
    for (text, expected) in [
        ("*", None),
        ("sqs:", None),
        ("s.q-S9:any thing?*", None),
        ("*:Get", None),
        ("", no_vendor),
        ("**", no_vendor),
        ("Get*", no_vendor),
        (":Get", Some("Vendor  is not valid")),
        ("s s:Get", Some("Vendor s s is not valid")),
        ("é:Get", Some("Vendor é is not valid")),
        ("s*:Get", wildcard),
        ("?:Get", wildcard),
        ("**:Get", wildcard),
        ("a:b:c", Some("Actions/Condition can contain only one colon.")),
        ("s*:b:", Some("Actions/Condition can contain only one colon.")),
    ] {
        action(text, expected);
    }
}

#[test]
fn judges_resources_field_by_field() {
    let vendor = Some("Resource vendor must be fully qualified and cannot contain regexes.");
    for (text, expected) in [
        ("*", None),
        ("**", Some(r#"Resource ** must be in ARN format or "*"."#)),
        ("arn", Some(r#"Resource arn must be in ARN format or "*"."#)),
        ("arn:aws:sqs", None),
        ("arn:*:sqs:::q", None),
        ("arn:aws-*:sqs:::q", None),
        ("arn:aws-us-gov:sqs:us-gov-west-1:123456789012:q", None),
        ("arn:aws:sqs:::a:b:c", None),
        ("x:aws:sqs:::q", None),
        ("arn:aws:sqs::q", Some(LEGACY)),
        ("arn:aws:sqs:", Some(LEGACY)),
        ("arn:", Some(LEGACY)),
        ("arn::", Some(LEGACY)),
        ("arn:aws::::q", Some(LEGACY)),
        ("arn:nope::::q", Some(LEGACY)),
        ("arn:aws:sqs:::${aws:username}", None),
        ("arn:aws:sqs::${aws:PrincipalAccount}:q", Some(LEGACY)),
        ("arn:aws:sqs::account-id:q", None),
        ("arn::sqs:::q", Some(r#"Partition "" is not valid for resource "arn::sqs:::q"."#)),
        ("a:b", Some(r#"Partition "b" is not valid for resource "arn:b:*:*:*:*"."#)),
        ("a:b:", Some(r#"Partition "b" is not valid for resource "arn:b:*:*:*:*"."#)),
        ("a:b::", Some(r#"Partition "b" is not valid for resource "arn:b:::*:*"."#)),
        ("a:b:c:d:e:f:g", Some(r#"Partition "b" is not valid for resource "arn:b:c:d:e:f:g"."#)),
        ("arn:aws", vendor),
        ("x:aws:::", vendor),
        ("arn:aws:s?s:::q", vendor),
        ("arn:aws:iam::123456789012:*", None),
        ("arn:aws:iam::123456789012:root", None),
        ("arn:aws:iam::123456789012:user/", None),
        ("arn:aws:iam::123456789012:access-report/a", None),
        (
            "arn:aws:iam:*:123456789012:user/a",
            Some(
                "IAM resource arn:aws:iam:*:123456789012:user/a cannot contain region information.",
            ),
        ),
        ("arn:aws:s3:::b", None),
        ("arn:aws:s3:*:*:accesspoint/a", None),
        (
            "arn:aws:s3:*:*:accesspoin",
            Some("Resource arn:aws:s3:*:*:accesspoin can not contain region information."),
        ),
    ] {
        resource(text, expected);
    }
    for path in ["", "root2", "user", "User/a", "**", "reports/"] {
        resource(&format!("arn:aws:iam::1:{path}"), Some(IAM_PATH));
    }
}

/// Each document has all faults from its line on; the first in IAM's order is told.
#[test]
fn tells_the_first_fault_of_an_identity_policy() {
    let faults = [
        (r#""Effect":"maybe""#, r#""Effect":"allow""#, SYNTAX),
        (r#""Effect":"allow""#, r#""Effect":"Allow""#, LEGACY),
        (
            r#""Sid":"a b""#,
            r#""Sid":"ab""#,
            "Statement IDs (SID) in a single policy must be unique.",
        ),
        (r#""Sid":"x y""#, r#""Sid":"xy""#, SID_PATTERN),
        (r#""Principal":"*","#, "", "Policy document should not specify a principal."),
        (r#""NotAction":[],"#, "", "Policy statement must contain actions."),
        (r#""Resource":"a""#, r#""Resource":"*""#, r#"Resource a must be in ARN format or "*"."#),
        (
            r#""Action":"b""#,
            r#""Action":"b:c""#,
            "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        ),
        (r#""Resource":[]"#, r#""Resource":["*"]"#, "Policy statement must contain resources."),
    ];
    let mut document = concat!(
        r#"{"Version":"2008-10-17","Statement":["#,
        r#"{"Effect":"Allow","Resource":[],"Action":"b:c"},"#,
        r#"{"Effect":"Allow","Resource":"*","Action":"b"},"#,
        r#"{"Effect":"Allow","Resource":"a","Action":"b:c"},"#,
        r#"{"NotAction":[],"Effect":"Allow","Resource":"*"},"#,
        r#"{"Principal":"*","Effect":"Allow","Resource":"*","Action":"b:c"},"#,
        r#"{"Sid":"x y","Effect":"Allow","Resource":"*","Action":"b:c"},"#,
        r#"{"Sid":"a b","Effect":"Allow","Resource":"*","Action":"b:c"},"#,
        r#"{"Sid":"a b","Effect":"allow","Resource":"*","Action":"b:c"},"#,
        r#"{"Effect":"maybe","Resource":"*","Action":"b:c"}]}"#,
    )
    .to_owned();
    for (fault, mended, sentence) in faults {
        assert_eq!(self::sentence(Kind::Inline, &document).as_deref(), Some(sentence));
        let managed = if sentence == SYNTAX { SYNTAX } else { VERSION };
        assert_eq!(self::sentence(Kind::Managed, &document).as_deref(), Some(managed));
        assert!(document.contains(fault), "{fault}");
        document = match sentence {
            "Policy statement must contain actions." => {
                document.replace("\"NotAction\":[]", "\"NotAction\":\"b:c\"")
            }
            // One of the two is enough to be unique.
            "Statement IDs (SID) in a single policy must be unique." => {
                document.replacen(fault, mended, 1).replace(fault, r#""Sid":"a2""#)
            }
            _ => document.replace(fault, mended),
        };
    }
    assert_eq!(judge(Kind::Inline, &document), Ok(()));
}

#[test]
fn judges_syntax_alone_where_nothing_is_stored() {
    let taken = [
        r#"{}"#,
        r#"{"Statement":[]}"#,
        r#"{"Statement":{"Effect":"allow","Action":"abc","Resource":"bad","Principal":7},"Version":"2008-10-17"}"#,
        r#"{"Statement":{"Effect":"Deny","Condition":{"NumericEquals":{"k":"x"},"StringLike":{}}}}"#,
    ];
    taken
        .iter()
        .for_each(|document| assert_eq!(judge(Kind::ContextKeys, document), Ok(()), "{document}"));
    for document in [
        "[]",
        "",
        r#"{"Id":1}"#,
        r#"{"Statement":{}}"#,
        r#"{"Version":"1"}"#,
        r#"{"Statement":{"Effect":"Deny","Action":"a:b","NotAction":"a:b"}}"#,
        r#"{"Statement":{"Effect":"Deny","Condition":{"NullIfExists":{"k":"true"}}}}"#,
    ] {
        let malformed = judge(Kind::ContextKeys, document).unwrap_err();
        assert_eq!((malformed.code(), malformed.message()), ("InvalidInput", None), "{document}");
        let answer = malformed.to_response("id");
        assert_eq!((answer.status(), answer.message), (400, None));
    }
}

#[test]
fn judges_session_policies_by_their_first_byte_and_their_syntax() {
    let json = Some("The policy is not in the valid JSON format.");
    for (document, expected) in [
        ("}", json),
        ("", json),
        ("[]", json),
        ("\"{}\"", json),
        (" \n{'a':'b}", Some(SYNTAX)),
        ("{}", Some(SYNTAX)),
        (r#"{"Statement":{"Effect":"Allow","Action":"b","Resource":"c"}}"#, None),
    ] {
        assert_eq!(sentence(Kind::Session, document).as_deref(), expected, "{document}");
    }
}
