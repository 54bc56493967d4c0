//! Policy documents: the verdicts of `testdata/policies`, the bounds of each rule, the stored form and the
//! quotas.

use iam_codec::policy::{Kind, MalformedPolicy, Quota, judge, size, stored};
use iam_codec::{Failure, SERVICE, sts};
use serde::Deserialize;

/// A document of `cases.json`: IAM takes it if there is no code.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    kind: String,
    document: String,
    code: Option<String>,
    message: Option<String>,
    evidence: String,
    source: String,
}

/// A document of `moto.json`, all of them managed policies.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moto {
    document: String,
    message: Option<String>,
}

fn golden<T: for<'de> Deserialize<'de>>(name: &str) -> Vec<T> {
    let path = format!("{}/testdata/policies/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

#[test]
fn judges_the_cases_as_their_evidence_says() {
    let cases: Vec<Case> = golden("cases.json");
    for case in &cases {
        let kind = Kind::from_name(&case.kind).unwrap();
        let verdict = judge(kind, &case.document).map_err(|malformed| {
            assert!(malformed.offset() <= case.document.len(), "{}", case.name);
            (malformed.code().to_owned(), malformed.message().map(str::to_owned))
        });
        let expected = case.code.clone().map_or(Ok(()), |code| Err((code, case.message.clone())));
        assert_eq!(verdict, expected, "{}", case.name);
        let classes = ["recorded", "live", "quoted", "measured", "emulator", "sibling"];
        assert!(classes.contains(&case.evidence.as_str()), "{}", case.name);
        assert!(!case.source.is_empty(), "{}", case.name);
    }
    assert_eq!(cases.len(), 63);
}

/// Where newer evidence decides against moto: the number of the document, moto's verdict, ours.
const NOT_AS_MOTO: [(usize, Option<&str>, &str); 4] = [
    // moto takes the first of two bad resources; the legacy parser reads all before any is judged.
    (
        25,
        Some("Partition \"error\" is not valid for resource \"arn:error:s3:::example_bucket\"."),
        "The policy failed legacy parsing",
    ),
    // The sentence of 2019, before IAM took `root`.
    (
        35,
        Some(
            "IAM resource path must either be \"*\" or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.",
        ),
        "IAM resource path must either be \"*\", root, or start with user/, federated-user/, role/, group/, instance-profile/, mfa/, server-certificate/, policy/, sms-mfa/, saml-provider/, oidc-provider/, report/, access-report/.",
    ),
    // Each has a `Sid` with an underscore, which the quoted pattern does not have.
    (117, None, SID_PATTERN),
    (118, None, SID_PATTERN),
];

const SID_PATTERN: &str = "Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular expression [0-9A-Za-z]*";

#[test]
fn differs_from_moto_in_four_documents() {
    let cases: Vec<Moto> = golden("moto.json");
    assert_eq!(cases.len(), 132);
    for (number, case) in cases.iter().enumerate() {
        let verdict = judge(Kind::Managed, &case.document).err();
        let verdict = verdict.as_ref().and_then(MalformedPolicy::message);
        let moto = case.message.as_deref();
        match NOT_AS_MOTO.iter().find(|difference| difference.0 == number) {
            Some((_, as_moto, ours)) => assert_eq!((moto, verdict), (*as_moto, Some(*ours))),
            None => assert_eq!(verdict, moto, "{number}: {}", case.document),
        }
    }
}

/// The sentence for a document, or nothing for one that is taken.
#[track_caller]
fn sentence(kind: Kind, document: &str) -> Option<String> {
    let malformed = judge(kind, document).err()?;
    assert_eq!(malformed.code(), "MalformedPolicyDocument");
    Some(malformed.message().unwrap().to_owned())
}

#[test]
fn reads_json_and_nothing_else() {
    for broken in [
        "",
        " ",
        "{",
        "}",
        "[}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "[1 2]",
        "01",
        "1.",
        "-",
        "1e",
        "+1",
        ".5",
        "nul",
        "truE",
        "'a'",
        "\"\\x\"",
        "\"\\u12\"",
        "\"a",
        "\"\u{1}\"",
        "\u{feff}{}",
        "{} {}",
        "// a\n{}",
    ] {
        assert_eq!(
            sentence(Kind::Inline, broken).as_deref(),
            Some("Syntax errors in policy."),
            "{broken}"
        );
        let json = Some("This policy contains invalid Json");
        assert_eq!(sentence(Kind::Trust, broken).as_deref(), json, "{broken}");
        assert!(serde_json::from_str::<serde_json::Value>(broken).is_err(), "{broken}");
    }
    // Texts with escapes and blanks of all kinds mean the same as without.
    let spelt = "\r\n\t {\"Stat\\u0065ment\" : {\"Effect\":\"All\\u006fw\",\"Action\":\"s\\u0071s:\\/*\",\"Resource\":\"\\u002A\"} }\n";
    assert_eq!(judge(Kind::Inline, spelt), Ok(()));
}

#[test]
fn names_the_byte_that_json_does_not_allow() {
    for (document, offset) in [
        ("{\"a\":tru}", 5),
        ("{\"a\":1,}", 7),
        ("{\"a\" 1}", 5),
        ("{\"a\":\"\\x\"}", 7),
        ("{\"a\":\"\n\"}", 6),
        ("{\"a\":1} x", 8),
        ("{\"a\":-x}", 6),
        ("", 0),
        ("[", 1),
    ] {
        assert_eq!(judge(Kind::Trust, document).unwrap_err().offset(), offset, "{document}");
    }
}

#[test]
fn nests_127_levels_and_no_more() {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let document = |levels| format!(r#"{{"Version":{}}}"#, nested(levels));
    let position = Some("Syntax error at position (1,13)");
    assert_eq!(sentence(Kind::Trust, &document(126)).as_deref(), position);
    let json = Some("This policy contains invalid Json");
    assert_eq!(sentence(Kind::Trust, &document(127)).as_deref(), json);
    assert_eq!(sentence(Kind::Trust, &"[".repeat(100_000)).as_deref(), json);
}

#[test]
fn names_the_place_of_each_fault() {
    for (kind, document, place) in [
        (Kind::Inline, r#"{"Statement":[{"Action":"a:b","Resource":"*"}]}"#, r#"{"Action"#),
        (
            Kind::Inline,
            r#"{"Statement":[{"Effect":"Allow","Action":["a:b","c"],"Resource":"*"}]}"#,
            r#""c""#,
        ),
        (
            Kind::Inline,
            r#"{"Statement":[{"Effect":"Allow","Action":"a:b","Resource":["*","d"]}]}"#,
            r#""d""#,
        ),
        (
            Kind::Inline,
            r#"{"Statement":[{"Effect":"Allow","Action":"a:b","NotAction":"a:b"}]}"#,
            r#""a:b"}"#,
        ),
        (
            Kind::Managed,
            r#"{"Version":"2008-10-17","Statement":[{"Effect":"Allow"}]}"#,
            r#""2008-10-17""#,
        ),
        (Kind::Session, "  [", "["),
        (Kind::ContextKeys, r#"{"Statements":[]}"#, r#""Statements""#),
        (Kind::Trust, r#"{"Statement":[{"Effect":"Allow","Resource":"*"}]}"#, r#""Resource""#),
        (
            Kind::Trust,
            r#"{"Statement":[{"Effect":"Allow","Principal":{"AWS":["*","x"]},"Action":"sts:AssumeRole"}]}"#,
            r#""x""#,
        ),
        (Kind::Trust, "{}", "}"),
    ] {
        let offset = judge(kind, document).unwrap_err().offset();
        assert!(document[offset..].starts_with(place), "{document}: {}", &document[offset..]);
    }
}

#[test]
fn gives_identity_policies_back_as_they_were_sent() {
    let sent = " {\"Statement\": []}\n";
    for kind in [Kind::Inline, Kind::Managed, Kind::ContextKeys, Kind::Session] {
        assert_eq!(stored(kind, sent), sent);
    }
}

#[test]
fn rewrites_trust_policies() {
    for (sent, rewritten) in [
        // The members of all objects, a list for one statement, a value for a list of one.
        (
            r#"{ "Statement" : { "Condition": {"StringLike": {"b": ["x"], "a": ["y", "z"]}}, "Action": [ "sts:AssumeRole" ],
                "Principal": {"Service": ["ec2.amazonaws.com"], "AWS": ["111122223333", "*"]}, "Effect": "Allow", "Sid": "" },
                "Id": "i", "Version": "2012-10-17" }"#,
            r#"{"Version":"2012-10-17","Id":"i","Statement":[{"Sid":"","Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com","AWS":["arn:aws:iam::111122223333:root","*"]},"Action":"sts:AssumeRole","Condition":{"StringLike":{"b":"x","a":["y","z"]}}}]}"#,
        ),
        // Blanks inside texts and escapes stay, and so do lists that are empty or of several values.
        (
            "{\"Statement\":[{\"Action\":[],\"Sid\":\"a \\u0041\"},\n{\"NotAction\":[\"a\",null]}]}",
            r#"{"Statement":[{"Sid":"a \u0041","Action":[]},{"NotAction":["a",null]}]}"#,
        ),
        // A null may be in a list alone.
        (
            r#"{"Statement":[{"Principal":{"AWS":[null]},"Action":[ null ],"Condition":{"StringEquals":{"a":[null],"b":[7],"c":[true]}}}]}"#,
            r#"{"Statement":[{"Principal":{"AWS":[null]},"Action":[null],"Condition":{"StringEquals":{"a":[null],"b":7,"c":true}}}]}"#,
        ),
        (
            r#"{"Statement":[{"Action":null,"Resource":{},"NotAction":[{}]}]}"#,
            r#"{"Statement":[{"Action":null,"NotAction":[{}],"Resource":{}}]}"#,
        ),
        // Nothing is left out, not even what IAM does not have.
        (
            r#"{"Statement":[7],"b":{ "c": [ 1 ] },"Version":8}"#,
            r#"{"Version":8,"Statement":[7],"b":{"c":[1]}}"#,
        ),
        (
            r#"{"Version":"1","Statement":[],"Version":"2"}"#,
            r#"{"Version":"1","Version":"2","Statement":[]}"#,
        ),
        ("{ }", "{}"),
        // No object of JSON.
        (" [ ]", " [ ]"),
        ("{", "{"),
    ] {
        assert_eq!(stored(Kind::Trust, sent), rewritten);
        assert_eq!(stored(Kind::Trust, rewritten), rewritten);
    }
}

#[test]
fn a_malformed_session_policy_is_answered_by_sts_and_all_others_by_iam() {
    for kind in Kind::ALL {
        let service = if kind == Kind::Session { &sts::SERVICE } else { &SERVICE };
        for document in ["x", "{", "{}"] {
            let Err(malformed) = judge(kind, document) else { continue };
            let answer = malformed.to_response("id");
            assert_eq!(answer.service(), service, "{kind:?} {document}");
            assert_eq!(Failure::from(malformed).to_response("id"), answer);
            assert!(answer.encode().contains(service.namespace()), "{kind:?} {document}");
        }
    }
}

#[test]
fn counts_characters_without_blanks() {
    assert_eq!(size(Kind::Inline, "{ \"é\":\t\"a b\",\r\n\"c\":1}"), 16);
    // Of a trust policy the stored form is counted.
    assert_eq!(
        size(Kind::Trust, r#"{"Statement":{"Action":["a"]}}"#),
        r#"{"Statement":[{"Action":"a"}]}"#.len()
    );
}

#[test]
fn four_characters_are_blanks_and_no_other_is() {
    for c in ('\0'..='\u{FF}').chain(['\u{2003}', '\u{3000}', '\u{FEFF}']) {
        let counted = if "\t\n\r ".contains(c) { 2 } else { 3 };
        for kind in [Kind::Inline, Kind::Managed, Kind::Session] {
            assert_eq!(size(kind, &format!("a{c}b")), counted, "{c:?}");
        }
    }
}

#[test]
fn quotas_end_where_iam_says() {
    for (quota, limit, sentence) in [
        (Quota::MANAGED, 6144, "Cannot exceed quota for PolicySize: 6144"),
        (Quota::TRUST, 2048, "Cannot exceed quota for ACLSizePerRole: 2048"),
        (Quota::TRUST.with_limit(8192), 8192, "Cannot exceed quota for ACLSizePerRole: 8192"),
        (Quota::user("ann"), 2048, "Maximum policy size of 2048 bytes exceeded for user ann"),
        (Quota::group("ops"), 5120, "Maximum policy size of 5120 bytes exceeded for group ops"),
        (Quota::role("ci"), 10240, "Maximum policy size of 10240 bytes exceeded for role ci"),
    ] {
        assert_eq!((quota.limit(), quota.check(limit)), (limit, Ok(())));
        let answer = quota.check(limit + 1).unwrap_err().to_response("id");
        assert_eq!((answer.status(), answer.code.as_str()), (409, "LimitExceeded"));
        assert_eq!(answer.message.as_deref(), Some(sentence));
    }
}
