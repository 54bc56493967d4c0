//! The sample in every format. Where a format changes, the file beside this one changes with it.

use super::sample::{differs, message, of, report, same};
use crate::cases::level::Level;
use crate::judge::difference::Difference;
use crate::judge::kind::DifferenceKind;
use crate::report::Report;

#[test]
fn a_report_is_one_screen_of_text() {
    assert_eq!(report().text(), include_str!("report.txt"));
}

#[test]
fn a_verbose_report_has_every_differing_case_the_worst_first() {
    assert_eq!(report().verbose_text(), include_str!("verbose.txt"));
}

#[test]
fn a_report_is_markdown() {
    assert_eq!(report().markdown("http://a|b"), include_str!("report.md"));
}

#[test]
fn a_report_is_junit_xml_in_which_differences_of_a_level_and_worse_ones_fail() {
    assert_eq!(report().junit(Level::Message), include_str!("report.xml"));
}

#[test]
fn a_report_is_json() {
    assert_eq!(report().json("http://a\u{9b}"), include_str!("report.json"));
}

#[test]
fn a_report_is_a_page_with_its_own_style_and_script() {
    let page = report().html("http://<a>");
    let (head, rest) = page.split_once("<style>\n").unwrap();
    let (style, rest) = rest.split_once("</style>").unwrap();
    let (body, rest) = rest.split_once("<script>\n").unwrap();
    let (script, end) = rest.split_once("</script>").unwrap();
    assert_eq!(style, include_str!("../html/page.css"));
    assert_eq!(script, include_str!("../html/page.js"));
    let page = format!("{head}<style></style>{body}<script></script>{end}");
    assert_eq!(page, include_str!("report.html"));
}

/// A report of one line, and what is in its first lines.
fn lines(report: &Report) -> Vec<String> {
    report.text().lines().map(str::to_owned).collect()
}

const INFO: &str = "iam-parity 0.1.0, 2026-11-29T05:00:00Z, seed 7, cases 0123456789abcdef";

#[test]
fn one_of_anything_is_singular() {
    let one = Report { calls: 1, ..of(vec![differs("a/1", "GetUser", &[message()])]) };
    let told = lines(&one);
    assert_eq!(told[0], "1 case, 1 request: 0 the same, 1 differ, 0 unsettled, 0 skipped");
    assert_eq!(told[4], "1 cause of the differences");
    let none = Report { calls: 0, ..of(Vec::new()) };
    let zero = "0 cases, 0 requests: 0 the same, 0 differ, 0 unsettled, 0 skipped";
    assert_eq!(lines(&none), [zero, INFO]);
}

#[test]
fn a_run_that_ended_early_says_why() {
    let report = of(vec![same("a/1", "GetUser"), differs("a/2", "GetUser", &[message()])]);
    let interrupted = Report { interrupted: true, ..report.clone() };
    let told = lines(&interrupted);
    assert_eq!(told[2..4], [INFO, "interrupted: the other cases were not run"]);
    assert_eq!(told[5], "1 cause of the differences");
    // Whatever else was found follows from the refusal.
    let refused = Report { refused: Some("403 AccessDenied: \u{1b}".to_owned()), ..report };
    let told = lines(&refused);
    assert_eq!(told[2..], [INFO, "every request was refused: 403 AccessDenied: \\u{1b}"]);
}

#[test]
fn a_report_without_differences_has_neither_causes_nor_tables_of_them() {
    let report = of(vec![same("a/1", "GetUser")]);
    let total = "1 case, 34 requests: 1 the same, 0 differ, 0 unsettled, 0 skipped";
    assert_eq!(lines(&report), [total, INFO]);
    assert_eq!(report.verbose_text(), report.text());
    let markdown = report.markdown("b");
    let table = "| theme | cases | same | no-answer | state | accepts | refuses | answer | message | layout | skipped |\n\
                 |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n\
                 | a | 1 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |\n";
    assert!(markdown.ends_with(&format!("{INFO}\n\n{table}")), "{markdown}");
    assert!(!report.html("b").contains("class=\"causes\""));
}

#[test]
fn a_cause_that_begins_with_its_level_does_not_say_it_twice() {
    let kinds = [DifferenceKind::Message, DifferenceKind::Code, DifferenceKind::Refused];
    let differences = kinds.map(|kind| Difference::new(kind, "message", "200", "no b"));
    let texts = differences.map(|found| of(vec![differs("a/1", "", &[found])]).causes());
    let texts = texts.map(|causes| causes[0].text.clone());
    let wanted = ["message: no b, not 200", "answer message: no b, not 200", "refuses message: b"];
    assert_eq!(texts, wanted);
}
