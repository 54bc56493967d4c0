//! What findings say, word for word, and as a report.

use super::*;
use crate::judge::kind::DifferenceKind::{self, *};

fn info() -> RunInfo {
    RunInfo { version: "0.1.0".to_owned(), date: "2026".to_owned(), seed: 7, suite: "0".to_owned() }
}

fn finding(kind: DifferenceKind, count: usize) -> Finding {
    let difference = Difference::new(kind, "what", "b", "a\u{1b}");
    let steps = vec![super::super::sequence::Step::Text("Action=GetUser".to_owned())];
    Finding {
        level: difference.level,
        cause: "a valid GetUser: what\u{9b}".to_owned(),
        count,
        line: difference.line(),
        difference,
        repeat: vec!["curl a\nb".to_owned(), "curl 'Action=GetUser&UserName=a'".to_owned()],
        minimal: true,
        sequence: Sequence { resource: "user".to_owned(), steps },
    }
}

fn findings(kinds: &[DifferenceKind], sequences: usize, calls: usize) -> Findings {
    let all = kinds.iter().zip(1..).map(|(kind, count)| finding(*kind, count)).collect();
    Findings::new(info(), all, sequences, calls, false)
}

#[test]
fn the_counts_are_those_of_each_level_the_worst_first() {
    for (kinds, sequences, calls, text) in [
        (&[][..], 0, 0, "0 sequences, 0 requests: 0 findings\n"),
        (&[Message], 1, 1, "1 sequence, 1 request: 1 finding (1 message)\n"),
        (
            &[Message, Accepted, Message, StoredTags, Failure],
            2,
            30,
            "2 sequences, 30 requests: 5 findings (1 no-answer, 1 state, 1 accepts, 2 message)\n",
        ),
        (
            &[Namespace, Code, Refused],
            2,
            2,
            "2 sequences, 2 requests: 3 findings (1 refuses, 1 answer, 1 layout)\n",
        ),
    ] {
        assert_eq!(findings(kinds, sequences, calls).text(), text);
    }
}

#[test]
fn the_worst_comes_first_and_of_one_level_the_first_met() {
    let all = findings(&[Message, Accepted, Failure, Accepted], 1, 1);
    let told: Vec<_> = all.findings.iter().map(|f| (f.level, f.count)).collect();
    let wanted =
        [(Level::NoAnswer, 3), (Level::Accepts, 2), (Level::Accepts, 4), (Level::Message, 1)];
    assert_eq!(told, wanted);
    for (level, count) in
        [(Level::NoAnswer, 1), (Level::State, 1), (Level::Accepts, 3), (Level::Layout, 4)]
    {
        assert_eq!(all.failures(level).count(), count, "{level}");
    }
}

#[test]
fn a_finding_has_its_cause_its_difference_and_all_its_calls() {
    let text = "a valid GetUser: what\\u{9b}\n  message what: a\\u{1b}, not b\n  \
                curl a\nb\n  curl 'Action=GetUser&UserName=a'\n";
    assert_eq!(finding(Message, 1).text(), text);
    let unfinished = Finding { minimal: false, ..finding(Message, 1) };
    let note = "  fewer requests may show it too\n";
    assert_eq!(unfinished.text(), text.replacen("  curl", &format!("{note}  curl"), 1));
}

#[test]
fn a_new_finding_has_the_calls_at_their_url_and_is_not_minimal_yet() {
    let call = |body: &str| {
        let body = body.as_bytes().to_vec();
        crate::Call::received("POST".into(), "/".into(), String::new(), Vec::new(), body)
    };
    let found = Found {
        step: 1,
        cause: "a cause".to_owned(),
        difference: Difference::new(Refused, "answer", "200", "400"),
        calls: vec![call("A=1"), call("A=2")],
    };
    let sequence = finding(Message, 1).sequence;
    let made = Finding::new(&sequence, &found, "http://h");
    let Finding { level, cause, count, line, difference, repeat, minimal, sequence: of } = made;
    assert_eq!((level, &*cause, count, minimal), (Level::Refuses, "a cause", 1, false));
    assert_eq!(
        (&*line, difference, of),
        ("refuses answer: 400, not 200", found.difference, sequence)
    );
    assert_eq!(repeat.len(), 2);
    assert!(repeat[0].ends_with(" 'http://h/' --data-binary 'A=1'"), "{}", repeat[0]);
    assert!(repeat[1].ends_with(" 'http://h/' --data-binary 'A=2'"), "{}", repeat[1]);
}

#[test]
fn a_report_of_findings_has_a_case_for_each() {
    let all = Findings { interrupted: true, ..findings(&[Message, Accepted], 3, 12) };
    let report = all.report();
    let Report { info, outcomes, calls, leftovers, interrupted, refused } = report;
    assert_eq!((info.line(), calls, interrupted), (all.info.line(), 12, true));
    assert_eq!((leftovers, refused), (Vec::new(), None));
    let headings: Vec<_> = outcomes.iter().map(Outcome::heading).collect();
    assert_eq!(
        headings,
        [
            "campaign/1 GetUser: a valid GetUser: what\\u{9b}, met 2 times [inferred]",
            "campaign/2 GetUser: a valid GetUser: what\\u{9b}, met 1 time [inferred]",
        ]
    );
    assert_eq!(outcomes[1].lines(), ["message what: a\\u{1b}, not b"]);
    assert_eq!((&outcomes[1].repeat, outcomes[1].seconds), (&finding(Message, 1).repeat, 0.0));
    assert_eq!(outcomes[1].source, "what the reference answers, or the codec");
}

#[test]
fn the_operation_of_a_finding_is_that_of_its_last_request() {
    for (repeat, operation) in [
        (&["curl 'Action=GetRole&A=b'", "curl 'Action=GetUser&A=b'"][..], "GetUser"),
        (&["curl 'A=b&Action=GetUser'"], "GetUser"),
        (&["curl 'Action=GetRole'", "curl 'A=b'"], ""),
        (&[], ""),
    ] {
        let repeat = repeat.iter().map(|call| (*call).to_owned()).collect();
        let found = Finding { repeat, ..finding(Message, 1) };
        assert_eq!(found.outcome(1).operation, operation, "{:?}", found.repeat);
    }
}

#[test]
fn sequences_are_read_as_they_were_written() {
    let mut all = findings(&[Message, Accepted], 1, 1);
    let keep = [("id".to_owned(), "Policy/Arn".to_owned())].into();
    all.findings[0].sequence.steps = vec![
        super::super::sequence::Step::Text("A=\u{1b}é".to_owned()),
        super::super::sequence::Step::Bytes(vec![0xFF, b'a']),
        super::super::sequence::Step::Kept { text: "B=1".to_owned(), keep },
    ];
    let read = Findings::sequences_of(&all.json()).unwrap();
    let written: Vec<_> = all.findings.iter().map(|found| found.sequence.clone()).collect();
    assert_eq!(read, written);
    let error = Findings::sequences_of("{\"findings\": [{}]}").unwrap_err();
    assert_eq!(error, "missing field `sequence` at line 1 column 16");
}
