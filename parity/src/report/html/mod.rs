//! The report as one HTML page that needs nothing else.

mod case;
mod mark;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cases::level::{Basis, Level};
use crate::exchange::service::is_known;
use crate::exchange::url::without_user;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::text::heading;
use crate::report::{Report, counted};
use case::row;
use mark::text;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

impl Report {
    /// One HTML page without links to other files: counts, the causes of the differences, a row for each operation
    /// that opens to its cases, and cases that open to what differs, the request and both answers. `endpoint` is
    /// shown as the title. Each case has an anchor of its number, `#tags/3.1.1`.
    pub fn html(&self, endpoint: &str) -> String {
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Parity of {0} with AWS IAM</title>\n<style>\n{STYLE}</style>\n\
             <header><h1>Parity with AWS IAM</h1><p>{0}</p><p>{1}</p></header>\n<main>\n",
            text(&without_user(endpoint)),
            text(&self.info.line()),
        );
        self.counts(&mut page);
        self.causes_list(&mut page);
        let differs = |outcome: &&Outcome| outcome.verdict == Verdict::Differs;
        let is_of_operation = |outcome: &&Outcome| outcome.action().is_some();
        let all = || self.outcomes.iter();
        section(&mut page, "Differences", all().filter(differs).filter(is_of_operation));
        let others = all().filter(differs).filter(|outcome| !is_of_operation(outcome));
        section(
            &mut page,
            "Differences of all answers, and of requests that name no operation",
            others,
        );
        let unsettled = all().filter(|outcome| outcome.verdict == Verdict::Unsettled);
        section(&mut page, "Unsettled: what the endpoint does", unsettled);
        self.skipped_list(&mut page);
        legend(&mut page);
        let _ = write!(page, "</main>\n<script>\n{SCRIPT}</script>\n</html>\n");
        page
    }

    fn counts(&self, page: &mut String) {
        let _ = writeln!(
            page,
            "<p class=\"counts\">{}, {}: <b>{}</b> the same, <b>{}</b> differ, <b>{}</b> unsettled, \
             <b>{}</b> skipped</p>",
            counted(self.outcomes.len(), "case"),
            counted(self.calls, "request"),
            self.count(Verdict::Same),
            self.count(Verdict::Differs),
            self.count(Verdict::Unsettled),
            self.count(Verdict::Skipped),
        );
        *page +=
            "<div class=\"levels\" role=\"group\" aria-label=\"Show differences of one level\">\n";
        for level in Level::ALL.iter().rev() {
            let count = self.count_worst(*level);
            let _ = writeln!(
                page,
                "<button type=\"button\" data-level=\"{level}\" aria-pressed=\"false\"><b>{count}</b> {level}</button>"
            );
        }
        *page += "<input type=\"search\" placeholder=\"Search cases\" aria-label=\"Search cases\">\n</div>\n";
    }

    fn causes_list(&self, page: &mut String) {
        let causes = self.causes();
        if causes.is_empty() {
            return;
        }
        let _ = writeln!(page, "<section>\n<h2>{}</h2>\n<ol class=\"causes\">", heading(&causes));
        for cause in causes {
            let level = cause.level;
            let what = cause.text.strip_prefix(level.as_str()).unwrap_or(&cause.text);
            let example = cause.cases.first().map_or("", String::as_str);
            let _ = writeln!(
                page,
                "<li><span class=\"mark {level}\">{level}</span> {} <span class=\"basis\">{}, as \
                 <a href=\"#{example}\">{example}</a></span>",
                text(what.trim_start_matches([' ', ':'])),
                counted(cause.cases.len(), "case"),
            );
        }
        *page += "</ol>\n</section>\n";
    }

    fn skipped_list(&self, page: &mut String) {
        let reasons = self.skipped();
        if reasons.is_empty() {
            return;
        }
        *page += "<section>\n<h2>Not compared</h2>\n<ul>\n";
        for (reason, count) in reasons {
            let count = counted(count, "case");
            let _ = writeln!(page, "<li>{} <span class=\"basis\">{count}</span>", text(reason));
        }
        *page += "</ul>\n</section>\n";
    }
}

/// A row for each operation, with its counts by level, that opens to its cases. The worst is first.
fn section<'o>(page: &mut String, title: &str, outcomes: impl Iterator<Item = &'o Outcome>) {
    let mut operations: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in outcomes {
        let subject = outcome.action().unwrap_or_else(|| outcome.theme());
        operations.entry(subject).or_default().push(outcome);
    }
    if operations.is_empty() {
        return;
    }
    let mut operations: Vec<_> = operations.into_iter().collect();
    for (_, outcomes) in &mut operations {
        outcomes.sort_by_key(|outcome| Reverse(outcome.level()));
    }
    operations.sort_by_key(|(_, outcomes)| Reverse((outcomes[0].level(), outcomes.len())));
    let _ = writeln!(page, "<section>\n<h2>{title}</h2>");
    for (operation, outcomes) in operations {
        operation_row(page, operation, &outcomes);
    }
    *page += "</section>\n";
}

fn operation_row(page: &mut String, operation: &str, outcomes: &[&Outcome]) {
    let _ = write!(
        page,
        "<details class=\"operation\"><summary><span class=\"name\">{}</span>",
        text(operation)
    );
    for level in Level::ALL.iter().rev() {
        let count = outcomes.iter().filter(|o| o.level() == Some(*level)).count();
        if count > 0 {
            let _ = write!(page, " <span class=\"mark {level}\">{count} {level}</span>");
        }
    }
    let unsettled = outcomes.iter().filter(|o| o.verdict == Verdict::Unsettled).count();
    if unsettled > 0 {
        let _ = write!(page, " <span class=\"mark\">{unsettled}</span>");
    }
    *page += "</summary>\n";
    outcomes.iter().for_each(|outcome| row(page, outcome));
    *page += "</details>\n";
}

/// What the levels and bases mean.
fn legend(page: &mut String) {
    *page += "<section>\n<h2>Levels, from the worst to the least</h2>\n<dl>\n";
    for level in Level::ALL.iter().rev() {
        let meaning = level.meaning();
        let _ = writeln!(page, "<dt><span class=\"mark {level}\">{level}</span><dd>{meaning}");
    }
    *page += "</dl>\n<h2>How AWS's answer is known</h2>\n<dl>\n";
    for basis in Basis::ALL {
        let _ = writeln!(page, "<dt>{basis}<dd>{}", basis.meaning());
    }
    *page += "</dl>\n</section>\n";
}

impl Outcome {
    /// The operation, if the case is about one of those that are known.
    fn action(&self) -> Option<&str> {
        is_known(&self.operation).then_some(self.operation.as_str())
    }
}
