//! The strict reader refuses what a conforming parser refuses, and nothing else for its grammar.
//!
//! `testdata/well-formed/expat.json` holds edits of a document with the verdicts of expat;
//! `testdata/well-formed/judge.py` writes it.

use iam_codec::{Element, OddityKind, Reply, ResponseErrorKind};

#[derive(serde::Deserialize)]
struct Verdicts {
    base: String,
    /// The byte, how many bytes are deleted, what is inserted, and whether the outcome is well-formed.
    edits: Vec<(usize, usize, String, bool)>,
}

/// The edited documents, with expat's verdicts.
fn documents() -> Vec<(Vec<u8>, bool)> {
    let file = std::fs::read("testdata/well-formed/expat.json").unwrap();
    let Verdicts { base, edits } = serde_json::from_slice(&file).unwrap();
    let edited = |(at, cut, put, verdict): (usize, usize, String, bool)| {
        let base = base.as_bytes();
        ([&base[..at], put.as_bytes(), &base[at + cut..]].concat(), verdict)
    };
    edits.into_iter().map(edited).collect()
}

/// Whether a document is refused for what the elements mean, and not for its grammar.
fn is_about_meaning(kind: &ResponseErrorKind) -> bool {
    use ResponseErrorKind::{
        InvalidValue, Missing, Repeated, UnexpectedElement, UnexpectedRoot, UnexpectedText,
    };
    matches!(
        kind,
        InvalidValue(_)
            | Missing
            | Repeated
            | UnexpectedElement(_)
            | UnexpectedRoot(_)
            | UnexpectedText
    )
}

/// Where editions of XML 1.0 differ, and what the codec refuses on purpose.
fn is_left_open(document: &str, kind: &ResponseErrorKind) -> bool {
    let declaration = document.split("?>").next().unwrap_or_default();
    match kind {
        ResponseErrorKind::DocType => true,
        // No edition has an empty version, which expat takes.
        ResponseErrorKind::NotXml(reason) if reason.contains("XML declaration") => {
            declaration.contains("version=\"\"") || reason.contains("another encoding")
        }
        _ => false,
    }
}

#[test]
fn refuses_what_expat_refuses_and_nothing_else_for_its_grammar() {
    let (mut refused, mut wrong) = (0, Vec::new());
    for (document, is_well_formed) in documents() {
        let text = String::from_utf8_lossy(&document);
        match (Reply::decode(&document), is_well_formed) {
            (Ok(_), true) => {}
            (Ok(_), false) => wrong.push(format!("taken: {text:?}")),
            (Err(_), false) => refused += 1,
            (Err(e), true) if is_about_meaning(e.kind()) || is_left_open(&text, e.kind()) => {}
            (Err(e), true) => wrong.push(format!("{e}: {text:?}")),
        }
    }
    assert!(wrong.is_empty(), "{} wrong: {:#?}", wrong.len(), &wrong[..wrong.len().min(20)]);
    assert!(refused > 3000, "{refused}");
}

/// What only the grammar forbids is an oddity, or is refused by the tolerant reader as well.
#[test]
fn lists_what_expat_refuses() {
    for (document, is_well_formed) in documents() {
        let text = String::from_utf8_lossy(&document);
        let Ok((_, oddities)) = Element::decode_tolerantly(&document) else { continue };
        let mut kinds = oddities.iter().map(|oddity| oddity.kind());
        let is_listed = kinds.any(|kind| matches!(kind, OddityKind::NotWellFormed(_)));
        assert!(is_listed || is_well_formed, "{text:?}");
    }
}
