//! Each kind of expectation and call of an exported case.

use super::*;

#[test]
fn each_kind_of_expectation_is_written_out() {
    let of = |toml: &str| expected(&toml::from_str::<Expect>(toml).unwrap()).to_string();
    for (expect, json) in [
        ("", r#"{"checks":[],"status":200}"#),
        ("done = true", r#"{"done":true}"#),
        ("any_answer = true", r#"{"any_answer":true}"#),
        ("refused = true", r#"{"refused":true}"#),
        ("error = \"404 A\"", r#"{"checks":[],"code":"A","status":404,"type":"Sender"}"#),
        ("error = \"499 A\"", r#"{"checks":[],"code":"A","status":499,"type":"Sender"}"#),
        ("error = \"500 A\"", r#"{"checks":[],"code":"A","status":500,"type":"Receiver"}"#),
        (
            "error = \"404 A\"\nmessage = \"no\"\nnamespace = \"n\"",
            r#"{"checks":[],"code":"A","message":"no","namespace":"n","status":404,"type":"Sender"}"#,
        ),
        (
            "error = \"404 A\"\nno_message = true",
            r#"{"checks":[],"code":"A","message":null,"status":404,"type":"Sender"}"#,
        ),
        ("elements = { A = \"b\" }", r#"{"checks":[["A","text","b"]],"status":200}"#),
    ] {
        assert_eq!(of(expect), json, "{expect}");
    }
}

#[test]
fn each_kind_of_call_is_written_out_with_a_signature_of_its_service() {
    let call = |target: &str, body: &[u8]| {
        let (path, query) = target.split_once('?').unwrap_or((target, ""));
        let headers = vec![("A".to_owned(), "b".to_owned())];
        Call::received("PUT".into(), path.into(), query.into(), headers, body.into())
    };
    let sts = authorization("AKIDEXAMPLE", &iam_codec::sts::SERVICE);
    for (call, json) in [
        (
            call("/p?q=1", b"c=d"),
            json!({ "method": "PUT", "target": "/p?q=1", "headers": { "A": "b" }, "body": "c=d" }),
        ),
        (
            call("/", b"\xFF"),
            json!({ "method": "PUT", "target": "/", "headers": { "A": "b" }, "body_bytes": [255] }),
        ),
        (
            call("/", b"Action=GetCallerIdentity"),
            json!({ "method": "PUT", "target": "/", "headers": { "A": "b", "Authorization": sts },
                    "body": "Action=GetCallerIdentity" }),
        ),
        (
            call("/?X-Amz-Signature=0", b""),
            json!({ "method": "PUT", "target": "/?X-Amz-Signature=0",
                    "headers": { "A": "b", "Authorization": "" }, "body": "" }),
        ),
    ] {
        assert_eq!(call_json(&call), json);
    }
    let scope = "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/sts/aws4_request, \
                 SignedHeaders=host, Signature=";
    assert_eq!(sts, scope.to_owned() + &"0".repeat(64));
}

#[test]
fn an_exported_case_says_how_an_endpoint_shows_that_it_lacks_the_operation() {
    let mut suite = Suite::built_in();
    suite
        .retain(&["operations/92.2", "operations/120.1", "routing/1.1", "sts-identities/1.1"])
        .unwrap();
    let of = |number: &str| {
        let case = suite.cases.iter().find(|case| case.number() == number).unwrap();
        suite.not_implemented(case)
    };
    let user = of("operations/92.2");
    assert_eq!(
        (&user["statuses"], &user["codes"]),
        (&json!([501]), &json!(["InvalidAction", "NotImplemented"]))
    );
    assert_eq!(user["unknown"]["body"], "Action=NoSuchOperation&Version=2010-05-08");
    assert_eq!(user["absent"]["body"], "Action=GetUser&Version=2010-05-08&UserName=parity-absent");
    assert_eq!(of("operations/120.1")["absent"], Json::Null);
    assert_eq!(of("sts-identities/1.1")["absent"], Json::Null);
    assert_ne!(of("sts-identities/1.1"), Json::Null);
    assert_eq!(of("routing/1.1"), Json::Null);
}

/// A case of each kind: rows of operations, lists, changes and types, and what a case may have beside its request.
const CASES: [&str; 26] = [
    "operations/92.1",
    "operations/92.2",
    "operations/24.1",
    "lists/1.1",
    "lists/1.2",
    "lists/1.3",
    "lists/1.4",
    "neighbours/1.1",
    "neighbours/2.2",
    "neighbours/3.9",
    "neighbours/8.8",
    "neighbours/8.9",
    "effects/20.1",
    "effects/24.1",
    "creates/1.1.1",
    "creates/1.1.3",
    "creates/2.1.1",
    "tags/1.7.1",
    "tags/4.1.3",
    "pages/1.2.3",
    "constraints/1.1.1",
    "parsing/1.12.1",
    "policies/4.1",
    "conflicts/1.1",
    "sts-sessions/1.1",
    "sts-identities/1.1",
];

/// Where a row of the files or its plan changes, a line of `cases.jsonl` changes with it.
#[test]
fn a_case_of_each_kind_is_exported_word_for_word() {
    let mut suite = Suite::built_in();
    suite.retain(&CASES).unwrap();
    let documents = suite.export().unwrap();
    let lines: Vec<_> = include_str!("cases.jsonl").lines().collect();
    assert_eq!(lines.len(), CASES.len());
    for (number, line) in CASES.iter().zip(lines) {
        let document = documents.iter().find(|(name, _)| *name == format!("{number}.json"));
        let mut exported: Json = serde_json::from_str(&document.unwrap().1).unwrap();
        // These are the same in all cases of an operation.
        for name in ["format", "headers", "not_implemented"] {
            exported[name].take();
        }
        assert_eq!(exported, serde_json::from_str::<Json>(line).unwrap(), "{number}");
    }
}
