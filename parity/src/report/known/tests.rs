//! Known lines × lines of a run: which are new, which are gone.

use super::*;
use crate::cases::level::Basis;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;

fn outcome(number: &str, verdict: Verdict, found: &[&str]) -> Outcome {
    let differs = |actual: &&str| Difference::new(DifferenceKind::Message, "message", "x", *actual);
    Outcome {
        number: number.to_owned(),
        title: String::new(),
        operation: String::new(),
        basis: Basis::Recorded,
        source: String::new(),
        verdict,
        differences: found.iter().map(differs).collect(),
        seconds: 0.0,
        note: "why\u{1b}".to_owned(),
        repeat: Vec::new(),
        exchange: None,
    }
}

const SKIPPED: &str = "skipped: why\u{1b}";

#[test]
fn only_cases_that_differ_or_are_skipped_are_known() {
    let outcomes = [
        outcome("a/1", Verdict::Same, &[]),
        outcome("a/2", Verdict::Unsettled, &[]),
        outcome("a/3", Verdict::Skipped, &[]),
        outcome("a/4", Verdict::Differs, &["c", "b", "b"]),
    ];
    let known = Known::of(&outcomes);
    let json = "{\n  \"a/3\": [\n    \"skipped: why\\u001b\"\n  ],\n  \"a/4\": [\n    \"message: b, not x\",\n    \
                \"message: c, not x\"\n  ]\n}\n";
    assert_eq!(known.json(), json);
    assert_eq!(Known::parse(json), Ok(known));
    let wrong = Known::parse("{\"a\": 1}").unwrap_err();
    assert_eq!(wrong, "invalid type: integer `1`, expected a sequence at line 1 column 7");
}

#[test]
fn lines_are_compared_case_by_case() {
    let (b, c) = ("message: b, not x", "message: c, not x");
    let known = |lines: &[&str]| {
        let lines: BTreeSet<_> = lines.iter().map(|line| (*line).to_owned()).collect();
        Known([("a/1".to_owned(), lines), ("a/9".to_owned(), [c.to_owned()].into())].into())
    };
    for (lines, now, new, gone, same) in [
        (&[][..], outcome("a/1", Verdict::Same, &[]), &[][..], &[][..], 0),
        (&[], outcome("a/1", Verdict::Differs, &["b"]), &[b], &[], 0),
        (&[b], outcome("a/1", Verdict::Differs, &["b"]), &[], &[], 1),
        (&[b], outcome("a/1", Verdict::Differs, &["b", "c"]), &[c], &[], 1),
        (&[b, c], outcome("a/1", Verdict::Differs, &["b"]), &[], &[c], 1),
        (&[b], outcome("a/1", Verdict::Differs, &["c"]), &[c], &[b], 0),
        (&[b], outcome("a/1", Verdict::Same, &[]), &[], &[b], 0),
        (&[b], outcome("a/1", Verdict::Unsettled, &[]), &[], &[b], 0),
        (&[b], outcome("a/1", Verdict::Skipped, &[]), &[SKIPPED], &[b], 0),
        (&[SKIPPED], outcome("a/1", Verdict::Skipped, &[]), &[], &[], 1),
        // The same line of another case.
        (&[b], outcome("a/2", Verdict::Differs, &["b"]), &[b], &[], 0),
    ] {
        let number = now.number.clone();
        let changes = known(lines).compare(&[now]);
        let of = |lines: &[&str]| {
            lines.iter().map(|line| (number.clone(), (*line).to_owned())).collect::<Vec<_>>()
        };
        // The case that was not run does not count.
        assert_eq!((&changes.new, &changes.gone, changes.known), (&of(new), &of(gone), same));
        assert_eq!(changes.is_empty(), new.is_empty() && gone.is_empty());
    }
}

#[test]
fn changes_are_told_line_by_line() {
    let line = |text: &str| ("a/1\u{1b}".to_owned(), format!("{text}\u{202e}"));
    let changes = Changes { new: vec![line("b"), line("c")], gone: vec![line("d")], known: 3 };
    let text = "new: a/1\\u{1b} b\\u{202e}\nnew: a/1\\u{1b} c\\u{202e}\ngone: a/1\\u{1b} d\\u{202e}\n\
                not as expected: 3 known, 2 new, 1 gone\n";
    assert_eq!(changes.text(), text);
    assert_eq!(Changes::default().text(), "as expected: 0 known, 0 new, 0 gone\n");
}
