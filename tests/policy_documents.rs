//! Policy documents: every document of `testdata/policies` gets the verdict that its evidence gives.

use iam_codec::policy::{Kind, Quota, judge, size, stored};
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

/// Code and sentence.
fn verdict(kind: Kind, document: &str) -> Result<(), (String, Option<String>)> {
    judge(kind, document).map_err(|malformed| {
        assert!(malformed.offset() <= document.len(), "{document}");
        (malformed.code().to_owned(), malformed.message().map(str::to_owned))
    })
}

#[test]
fn judges_the_cases_as_their_evidence_says() {
    let cases: Vec<Case> = golden("cases.json");
    for case in &cases {
        let kind = Kind::from_name(&case.kind).unwrap();
        let expected = case.code.clone().map_or(Ok(()), |code| Err((code, case.message.clone())));
        assert_eq!(verdict(kind, &case.document), expected, "{}", case.name);
        assert!(!case.evidence.is_empty() && !case.source.is_empty(), "{}", case.name);
    }
    assert_eq!(cases.len(), 63);
}

/// moto's verdict and ours, where they differ: later evidence decides against moto.
#[test]
fn differs_from_moto_in_four_documents() {
    let cases: Vec<Moto> = golden("moto.json");
    let differences: Vec<_> = (cases.iter().enumerate())
        .map(|(number, case)| {
            let verdict = judge(Kind::Managed, &case.document).err();
            (number, case.message.clone(), verdict.and_then(|it| Some(it.message()?.to_owned())))
        })
        .filter(|(_, moto, ours)| moto != ours)
        .collect();
    assert_eq!((cases.len(), differences.len()), (132, 4), "{differences:#?}");
}
