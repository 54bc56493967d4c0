//! A report with a case of each verdict and of each kind of text that formats show.

use crate::cases::check::{Check, Rule};
use crate::cases::level::{Basis, Level};
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::report::Report;
use crate::report::outcome::{Exchange, Outcome, Verdict};
use crate::report::run_info::RunInfo;

/// A case without a difference.
pub(super) fn same(number: &str, operation: &str) -> Outcome {
    Outcome {
        number: number.to_owned(),
        title: "works".to_owned(),
        operation: operation.to_owned(),
        basis: Basis::Recorded,
        source: "a recording".to_owned(),
        verdict: Verdict::Same,
        differences: Vec::new(),
        seconds: 0.25,
        note: String::new(),
        repeat: Vec::new(),
        exchange: None,
    }
}

/// A case with these differences.
pub(super) fn differs(number: &str, operation: &str, differences: &[Difference]) -> Outcome {
    Outcome {
        verdict: Verdict::Differs,
        differences: differences.to_vec(),
        repeat: vec![format!("curl '{number}'")],
        ..same(number, operation)
    }
}

/// A case of another verdict, with its reason.
pub(super) fn noted(number: &str, operation: &str, verdict: Verdict, note: &str) -> Outcome {
    Outcome { verdict, note: note.to_owned(), basis: Basis::Unsettled, ..same(number, operation) }
}

pub(super) fn message() -> Difference {
    Difference::new(DifferenceKind::Message, "message", "no a", "no b")
}

/// Two differences, the worst first, with the exchange.
fn stored() -> Outcome {
    let tags = Difference::new(DifferenceKind::StoredTags, "stored tags", "{k=1}", "{k=2}");
    let exchange = Exchange {
        request: "POST /\n\nAction=TagUser".to_owned(),
        expected: "200\n".to_owned(),
        actual: "HTTP 200\n\n<a/>\u{1b}".to_owned(),
    };
    Outcome {
        repeat: vec!["curl 'a\nb'".to_owned(), "curl c\u{202e}".to_owned()],
        exchange: Some(exchange),
        ..differs("tags/1.2.1", "TagUser", &[tags, message()])
    }
}

/// Texts that every format escapes in its way.
fn marked_up() -> Outcome {
    let text = "<a> | `b` * _ [c] \\ & \"d\" \u{1b}";
    let element = Difference::new(DifferenceKind::Element, "result/User/Path", text, "/");
    Outcome {
        title: format!("title {text}"),
        note: "waited for 0.3 s".to_owned(),
        basis: Basis::Documented,
        seconds: 1.125,
        ..differs("tags/1.3.1", "GetUser", &[element])
    }
}

fn rule() -> Outcome {
    let check = Check {
        number: "1.2".to_owned(),
        title: "there is a header".to_owned(),
        basis: Basis::Inferred,
        source: "recordings".to_owned(),
        level: Level::Layout,
        rule: Rule::RequestIdHeader,
        element: String::new(),
        order: Vec::new(),
    };
    let found = Difference::new(DifferenceKind::EveryAnswer, "every answer", "x-id", "none");
    Outcome {
        verdict: Verdict::Differs,
        note: "in 3 of 7 answers".to_owned(),
        differences: vec![found],
        ..Outcome::of_rule(&check)
    }
}

pub(super) fn info() -> RunInfo {
    RunInfo {
        version: "0.1.0".to_owned(),
        date: "2026-11-29T05:00:00Z".to_owned(),
        seed: 7,
        suite: "0123456789abcdef".to_owned(),
    }
}

pub(super) fn of(outcomes: Vec<Outcome>) -> Report {
    Report { info: info(), outcomes, calls: 34, ..Report::default() }
}

/// Cases of three themes, and a rule for all answers.
pub(super) fn report() -> Report {
    let accepted =
        Difference::new(DifferenceKind::Accepted, "answer", "400 ValidationError: no", "200");
    let lacks =
        |number| noted(number, "CreateRole", Verdict::Skipped, "CreateRole is not implemented");
    let status = || Difference::new(DifferenceKind::Status, "status", "200", "201");
    let twice = |number| differs(number, "ListUsers", &[status()]);
    let longer = Outcome { repeat: vec!["curl a".to_owned(); 2], ..twice("tags/1.6.1") };
    // The mildest comes first, so that each format must sort.
    let report = of(vec![
        noted("parsing/1.1", "TagUser", Verdict::Unsettled, "400 MalformedInput <a>"),
        differs("routing/1.1", "NoSuchOperation", &[accepted]),
        same("tags/1.1.1", "TagUser"),
        differs("tags/1.1.2", "TagUser", &[message()]),
        stored(),
        marked_up(),
        longer,
        twice("tags/1.7.1"),
        noted("tags/2.1.1", "CreateGroup", Verdict::Skipped, "set-up: 500 <a>\n"),
        lacks("tags/2.2.1"),
        lacks("tags/2.3.1"),
        rule(),
    ]);
    Report { leftovers: vec!["Action=DeleteUser\u{9b}".to_owned()], ..report }
}
