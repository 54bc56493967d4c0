//! Policy documents with something twice: the last value of a repeated key counts, and the first of two equal faults is named.

use iam_codec::policy::{Kind, judge};

fn sentence(kind: Kind, document: &str) -> Option<String> {
    let malformed = judge(kind, document).err()?;
    malformed.message().map(str::to_owned)
}

/// A key of the document or of its statement, a value that IAM takes and two that break a rule of two stages.
const TWICE: [(Kind, &str, [&str; 3]); 11] = [
    (Kind::Inline, "Version", [r#""2012-10-17""#, r#""2012""#, r#""""#]),
    (Kind::Inline, "Statement", [ALLOW, r#"[{"Effect":"Allow","Action":"a:b"}]"#, "[]"]),
    (Kind::Inline, "Sid", [r#""a""#, r#""a-b""#, r#"" ""#]),
    (Kind::Inline, "Effect", [r#""Deny""#, r#""DENY""#, r#""No""#]),
    (Kind::Inline, "Action", [r#""a:b""#, r#""a""#, "[]"]),
    (Kind::Inline, "Resource", [r#""*""#, r#""a""#, "[]"]),
    (Kind::Managed, "Version", [r#""2012-10-17""#, r#""2008-10-17""#, r#""2012""#]),
    (Kind::Trust, "Version", [r#""2012-10-17""#, r#""2012""#, r#""""#]),
    (Kind::Trust, "Effect", [r#""Deny""#, r#""deny""#, r#""""#]),
    (Kind::Trust, "Action", [r#""sts:AssumeRole""#, r#""a:b""#, r#""sts:*""#]),
    (Kind::Trust, "Principal", [r#"{"AWS":"123456789012"}"#, r#"{"AWS":"a"}"#, r#""*""#]),
];

const ALLOW: &str = r#"[{"Effect":"Allow","Action":"a:b","Resource":"*"}]"#;

/// A document with these values of a key, and all else that it needs.
fn with_values(kind: Kind, key: &str, values: &[&str]) -> String {
    let given: Vec<_> = values.iter().map(|value| format!("\"{key}\":{value}")).collect();
    let others: &[(&str, &str)] = match kind {
        Kind::Trust => &[
            ("Effect", r#""Allow""#),
            ("Principal", r#"{"AWS":"*"}"#),
            ("Action", r#""sts:AssumeRole""#),
        ],
        _ => &[("Effect", r#""Allow""#), ("Action", r#""a:b""#), ("Resource", r#""*""#)],
    };
    let others = others.iter().filter(|(other, _)| *other != key);
    let others: Vec<_> = others.map(|(other, value)| format!("\"{other}\":{value}")).collect();
    let (given, others) = (given.join(","), others.join(","));
    match key {
        "Statement" => format!("{{{given}}}"),
        "Version" => format!(r#"{{{given},"Statement":[{{{others}}}]}}"#),
        _ => format!(r#"{{"Version":"2012-10-17","Statement":[{{{given},{others}}}]}}"#),
    }
}

/// What the grammar does not have is refused in the first value too; such values are not in the table.
#[test]
fn of_a_repeated_key_the_last_value_counts() {
    for (kind, key, values) in TWICE {
        let alone = values.map(|value| sentence(kind, &with_values(kind, key, &[value])));
        assert!(alone[0].is_none() && alone[1].is_some() && alone[2].is_some(), "{key}: {alone:?}");
        for first in values {
            for (last, alone) in values.iter().zip(&alone) {
                let document = with_values(kind, key, &[first, last]);
                assert_eq!(sentence(kind, &document), *alone, "{document}");
            }
        }
    }
}

/// A fault, and the statements of a document with `@` in two places that can have it.
const FAULTS: [(Kind, &str, &str); 13] = [
    (Kind::Inline, "a", r#"[{"Effect":"Allow","Action":["a:b","@","@"],"Resource":"*"}]"#),
    (
        Kind::Inline,
        "a",
        r#"[{"Effect":"Allow","Action":"@","Resource":"*"},{"Effect":"Deny","Action":"@","Resource":"*"}]"#,
    ),
    (Kind::Inline, "a", r#"[{"Effect":"Allow","Action":"a:b","Resource":["*","@","@"]}]"#),
    (
        Kind::Inline,
        "arn:x:s3:::b",
        r#"[{"Effect":"Allow","Action":"a:b","NotResource":"@"},{"Effect":"Allow","Action":"a:b","Resource":"@"}]"#,
    ),
    (Kind::Inline, "arn:aws::::b", r#"[{"Effect":"Allow","Action":"a:b","Resource":["@","@"]}]"#),
    (
        Kind::Inline,
        "allow",
        r#"[{"Effect":"@","Action":"a:b","Resource":"*"},{"Effect":"@","Action":"a:b","Resource":"*"}]"#,
    ),
    (
        Kind::Inline,
        "a-b",
        r#"[{"Sid":"","Effect":"Allow","Action":"a:b","Resource":"*"},{"Sid":"@","Effect":"Allow","Action":"a:b","Resource":"*"},{"Sid":"c","Effect":"Allow","Action":"a:b","Resource":"*"},{"Sid":"@@","Effect":"Allow","Action":"a:b","Resource":"*"}]"#,
    ),
    (
        Kind::Inline,
        "x",
        r#"[{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{"DateEquals":{"a:b":["2026","@"],"a:c":"@"}}}]"#,
    ),
    (
        Kind::Trust,
        "Maybe",
        r#"[{"Effect":"@","Principal":{"AWS":"*"},"Action":"sts:a"},{"Effect":"@","Principal":{"AWS":"*"},"Action":"sts:a"}]"#,
    ),
    (
        Kind::Trust,
        "a:b",
        r#"[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":["sts:a","@","@"]}]"#,
    ),
    (
        Kind::Trust,
        "a",
        r#"[{"Effect":"Allow","Principal":{"AWS":["*","@","@"]},"Action":"sts:a"}]"#,
    ),
    (
        Kind::Trust,
        "a",
        r#"[{"Effect":"Allow","Principal":{"AWS":"*","Service":"@"},"Action":"sts:a"},{"Effect":"Allow","Principal":{"AWS":"@"},"Action":"sts:a"}]"#,
    ),
    (
        Kind::Trust,
        "!",
        r#"[{"Effect":"Allow","Principal":{"Federated":["a.b","@"],"Service":"@"},"Action":"sts:a"}]"#,
    ),
];

#[test]
fn of_two_equal_faults_the_first_is_named() {
    for (kind, fault, statements) in FAULTS {
        let document = format!(r#"{{"Version":"2012-10-17","Statement":{statements}}}"#);
        let place = document.find("\"@").unwrap();
        let document = document.replace('@', fault);
        let malformed = judge(kind, &document).expect_err(&document);
        assert_eq!(malformed.offset(), place, "{document}: {malformed}");
    }
}
