//! The report as one HTML page that needs nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use crate::parity::level::Level;
use crate::parity::outcome::{Exchange, Outcome, Verdict};
use crate::parity::report::{Report, counted};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

impl Report {
    /// A page with counts, a table of operations and levels, and a row for each difference that opens to
    /// request, expected and actual answer side by side.
    pub fn html(&self, endpoint: &str) -> String {
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Parity of {0} with AWS IAM</title>\n<style>\n{STYLE}</style>\n\
             <header><h1>Parity with AWS IAM</h1><p>{0}</p></header>\n<main>\n",
            text(endpoint)
        );
        self.counts(&mut page);
        self.operations(&mut page);
        self.section(&mut page, "Differences", Verdict::Differs);
        self.section(&mut page, "Unsettled: what the endpoint does", Verdict::Unsettled);
        self.not_compared(&mut page);
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
        let levels = Level::ALL.iter().rev();
        *page +=
            "<div class=\"levels\" role=\"group\" aria-label=\"Show differences of one level\">\n";
        for level in levels {
            let count = self.count_worst(*level);
            let _ = writeln!(
                page,
                "<button type=\"button\" data-level=\"{level}\" aria-pressed=\"false\"><b>{count}</b> {level}</button>"
            );
        }
        *page += "</div>\n";
    }

    /// The table by operation and level; operations without any difference are in one line below it.
    fn operations(&self, page: &mut String) {
        let mut operations: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
        for outcome in self.outcomes.iter().filter(|o| o.verdict != Verdict::Skipped) {
            operations.entry(outcome.subject()).or_default().push(outcome);
        }
        let differs = |all: &&Vec<&Outcome>| all.iter().any(|o| o.level().is_some());
        let same = operations.values().filter(|all| !differs(all)).count();
        *page += "<details><summary>By operation</summary>\n<div class=\"wide\"><table>\n<tr><th>operation<th>cases<th>same";
        for level in Level::ALL.iter().rev() {
            let _ = write!(page, "<th>{level}");
        }
        *page += "</tr>\n";
        for (operation, outcomes) in operations.iter().filter(|(_, all)| differs(all)) {
            let same = outcomes.iter().filter(|o| o.verdict == Verdict::Same).count();
            let _ = write!(page, "<tr><th>{}<td>{}<td>{same}", text(operation), outcomes.len());
            for level in Level::ALL.iter().rev() {
                match outcomes.iter().filter(|o| o.level() == Some(*level)).count() {
                    0 => *page += "<td class=\"none\">0",
                    count => {
                        let _ = write!(page, "<td class=\"{level}\">{count}");
                    }
                }
            }
            *page += "</tr>\n";
        }
        let _ = writeln!(
            page,
            "</table></div>\n<p>{} without a difference</p></details>",
            counted(same, "operation")
        );
    }

    fn section(&self, page: &mut String, title: &str, verdict: Verdict) {
        let mut outcomes: Vec<_> = self.outcomes.iter().filter(|o| o.verdict == verdict).collect();
        outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.level()));
        if outcomes.is_empty() {
            return;
        }
        let _ = writeln!(page, "<section>\n<h2>{title}</h2>");
        for outcome in outcomes {
            row(page, outcome);
        }
        *page += "</section>\n";
    }

    fn not_compared(&self, page: &mut String) {
        let reasons = self.skipped();
        if reasons.is_empty() {
            return;
        }
        *page += "<section>\n<h2>Not compared</h2>\n<ul>\n";
        for (reason, count) in reasons {
            let _ = writeln!(
                page,
                "<li>{} <span class=\"basis\">{}</span>",
                text(reason),
                counted(count, "case")
            );
        }
        *page += "</ul>\n</section>\n";
    }
}

impl Outcome {
    /// The operation, or what else the case is about.
    fn subject(&self) -> &str {
        if self.operation.is_empty() { self.theme() } else { &self.operation }
    }
}

fn row(page: &mut String, outcome: &Outcome) {
    let level = outcome.level().map_or("unsettled", Level::as_str);
    let lines = match outcome.verdict {
        Verdict::Differs => outcome.lines(),
        _ => vec![outcome.note.clone()],
    };
    let first = lines.first().map_or("", String::as_str);
    let first = first.strip_prefix(level).unwrap_or(first);
    let _ = writeln!(
        page,
        "<details class=\"case\" data-level=\"{level}\"><summary><span class=\"mark {level}\">{level}</span> \
         <code>{}</code> <b>{}</b> {} <span class=\"first\">{}</span></summary>",
        text(&outcome.number),
        text(outcome.subject()),
        text(&outcome.title),
        text(first.trim_start()),
    );
    *page += "<ul>\n";
    for line in &lines {
        let _ = writeln!(page, "<li>{}", text(line));
    }
    let _ = writeln!(
        page,
        "</ul>\n<p class=\"basis\">{}: {}</p>",
        outcome.basis,
        text(&outcome.source)
    );
    if let Some(Exchange { request, expected, actual }) = &outcome.exchange {
        *page += "<div class=\"sides\">\n";
        for (title, content) in [("request", request), ("expected", expected), ("actual", actual)] {
            let _ = writeln!(page, "<div><h3>{title}</h3><pre>{}</pre></div>", text(content));
        }
        *page += "</div>\n";
    }
    if !outcome.repeat.is_empty() {
        let _ = writeln!(page, "<h3>repeat</h3><pre>{}</pre>", text(&outcome.repeat.join("\n")));
    }
    *page += "</details>\n";
}

fn text(text: &str) -> String {
    escape(text).into_owned()
}
