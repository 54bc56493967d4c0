//! The report as one HTML page that needs nothing else.

use std::collections::BTreeMap;
use std::fmt::Write;

use quick_xml::escape::escape;

use crate::cases::level::Level;
use crate::report::outcome::{Exchange, Outcome, Verdict};
use crate::report::{Report, counted};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

impl Report {
    /// One HTML page without links to other files: counts, a row for each operation that opens to its cases, and
    /// cases that open to request, expected and actual answer side by side. `endpoint` is shown as the title.
    pub fn html(&self, endpoint: &str) -> String {
        let mut page = format!(
            "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>Parity of {0} with AWS IAM</title>\n<style>\n{STYLE}</style>\n\
             <header><h1>Parity with AWS IAM</h1><p>{0}</p></header>\n<main>\n",
            text(endpoint)
        );
        self.counts(&mut page);
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

    /// A row for each operation, with its counts by level, that opens to its cases. The worst is first.
    fn section(&self, page: &mut String, title: &str, verdict: Verdict) {
        let mut operations: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
        for outcome in self.outcomes.iter().filter(|outcome| outcome.verdict == verdict) {
            operations.entry(outcome.subject()).or_default().push(outcome);
        }
        if operations.is_empty() {
            return;
        }
        let mut operations: Vec<_> = operations.into_iter().collect();
        for (_, outcomes) in &mut operations {
            outcomes.sort_by_key(|outcome| std::cmp::Reverse(outcome.level()));
        }
        operations
            .sort_by_key(|(_, outcomes)| std::cmp::Reverse((outcomes[0].level(), outcomes.len())));
        let _ = writeln!(page, "<section>\n<h2>{title}</h2>");
        for (operation, outcomes) in operations {
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
            if verdict == Verdict::Unsettled {
                let _ = write!(page, " <span class=\"mark\">{}</span>", outcomes.len());
            }
            *page += "</summary>\n";
            for outcome in outcomes {
                row(page, outcome);
            }
            *page += "</details>\n";
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
         <code>{}</code> {} <span class=\"first\">{}</span></summary>",
        text(&outcome.number),
        text(&outcome.title),
        text(first.trim_start_matches([' ', ':'])),
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

/// Control characters are shown as their pictures: U+0001 as ␁.
fn text(text: &str) -> String {
    let shown = |c: char| match c {
        '\n' | '\t' => c,
        '\0'..='\u{1F}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or(c),
        _ => c,
    };
    escape(text.chars().map(shown).collect::<String>().as_str()).into_owned()
}
