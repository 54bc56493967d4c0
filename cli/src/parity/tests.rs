//! The exit status: each verdict × what was known × the options.

use clap::Parser;
use iam_parity::{Answer, Call, run};

use super::status::NOT_REACHABLE;
use super::*;

#[derive(Parser)]
pub(super) struct Line {
    #[command(flatten)]
    arguments: Arguments,
}

pub(super) fn arguments(options: &[&str]) -> Arguments {
    let start = ["parity", "--endpoint", "http://h"];
    Line::try_parse_from(start.iter().chain(options)).map(|line| line.arguments).unwrap()
}

/// A report on an endpoint that answers all requests but the first in this way.
fn report(status: u16, body: &str, cases: &[&str]) -> Report {
    let mut suite = Suite::built_in();
    suite.retain(cases).unwrap();
    let mut first = true;
    let mut endpoint = |_: &Call| {
        let status = if std::mem::take(&mut first) { 501 } else { status };
        Ok(Answer { status, headers: Vec::new(), body: body.into() })
    };
    run(&suite, &mut endpoint, &Options::default(), &mut |_, _| {}).unwrap()
}

/// The answer that the case `routing/1.1` expects, with these words.
fn routed(words: &str) -> Report {
    let body = format!(
        "<ErrorResponse xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\"><Error><Type>Sender</Type>\
         <Code>InvalidAction</Code><Message>{words}</Message></Error><RequestId>a</RequestId></ErrorResponse>"
    );
    report(400, &body, &["routing/1.1"])
}

const WORDS: &str = "Could not find operation NoSuchOperation for version 2010-05-08";

fn ended(options: &[&str], report: &Report, known: Option<&Report>) -> Result<u8, Failure> {
    verdict(&arguments(options), report, known.map(Report::known))
}

#[test]
fn the_status_follows_from_differences_levels_known_ones_and_an_early_end() {
    let (same, differs) = (&routed(WORDS), &routed("other words"));
    assert_eq!((same.failures(iam_parity::Level::Layout).count(), differs.causes().len()), (0, 1));
    let early = |report: &Report| {
        let mut report = report.clone();
        report.interrupted = true;
        report
    };
    let (same_early, differs_early) = (&early(same), &early(differs));
    for (options, report, known, status) in [
        (&[][..], same, None, 0),
        (&[], differs, None, 1),
        (&[], same_early, None, 1),
        (&["--fail-on", "message"], differs, None, 1),
        (&["--fail-on", "answer"], differs, None, 0),
        (&["--fail-on", "answer"], differs_early, None, 1),
        (&["--write-expect", "a"], differs, None, 0),
        (&["--write-expect", "a"], differs_early, None, 1),
        // What was known decides alone, whatever the level.
        (&["--expect", "a"], same, Some(same), 0),
        (&["--expect", "a"], differs, Some(differs), 0),
        (&["--expect", "a"], differs, Some(same), 1),
        (&["--expect", "a"], same, Some(differs), 1),
        (&["--expect", "a", "--fail-on", "answer"], differs, Some(same), 1),
        (&["--expect", "a"], differs_early, Some(differs), 1),
    ] {
        assert_eq!(ended(options, report, known), Ok(status), "{options:?} {known:?}");
    }
}

#[test]
fn a_run_that_compared_nothing_is_impossible_also_where_that_was_known() {
    let refused = report(403, "", &["routing", "operations"]);
    let skipped = report(501, "", &["tags/1.1.1"]);
    for (report, message) in [
        (&refused, "every request was refused: 403 without a document"),
        (&skipped, "no case could be carried out"),
    ] {
        let failure = Err((IMPOSSIBLE, message.to_owned()));
        for (options, known) in
            [(&[][..], None), (&["--expect", "a"], Some(report)), (&["--write-expect", "a"], None)]
        {
            assert_eq!(ended(options, report, known), failure, "{options:?}");
        }
    }
    assert_eq!((DIFFERS, USAGE, NOT_REACHABLE, IMPOSSIBLE), (1, 2, 3, 4));
}

#[test]
fn a_seed_is_that_of_the_options_or_the_time() {
    assert_eq!(seed(&arguments(&["--seed", "7"])), 7);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
    assert!(seed(&arguments(&[])).abs_diff(now) < 60);
}

#[test]
fn a_list_has_each_section_with_its_cases() {
    let mut suite = Suite::built_in();
    suite.retain(&["routing/1.1", "tags/1.1.1", "effects/20.1"]).unwrap();
    let listed = list(&suite);
    let lines: Vec<_> = listed.lines().collect();
    assert_eq!(lines.len(), 5, "{listed}");
    assert_eq!(lines[0], "routing/1 Action and Version");
    let line =
        "  tags/1.1.1           TagUser                        [documented] a tag is stored (user)";
    assert_eq!((lines[2], lines[3]), ("tags/1 Tag, untag, list", line));
    assert!(lines[4].starts_with("  effects/20.1         "), "{listed}");
}
