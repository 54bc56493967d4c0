//! A case of the page.

use std::fmt::Write;

use super::mark::{marked, text};
use crate::cases::level::Level;
use crate::judge::difference::Difference;
use crate::report::outcome::{Exchange, Outcome, Verdict};

/// A row that opens to what differs, the request, both answers and the commands.
pub(super) fn row(page: &mut String, outcome: &Outcome) {
    let level = outcome.level().map_or("unsettled", Level::as_str);
    let lines = match outcome.verdict {
        Verdict::Differs => outcome.lines(),
        _ => vec![outcome.note.clone()],
    };
    let first = lines.first().map_or("", String::as_str);
    let first = first.strip_prefix(level).unwrap_or(first);
    let number = text(&outcome.number);
    let _ = writeln!(
        page,
        "<details class=\"case\" id=\"{number}\" data-level=\"{level}\"><summary>\
         <span class=\"mark {level}\">{level}</span> <code>{number}</code> {} <span class=\"first\">{}</span></summary>",
        text(&outcome.title),
        text(first.trim_start_matches([' ', ':'])),
    );
    match outcome.differences.is_empty() {
        true => {
            let _ = writeln!(page, "<p>{}</p>", text(&outcome.note));
        }
        false => table(page, &outcome.differences),
    }
    let basis = outcome.basis;
    let _ = writeln!(
        page,
        "<p class=\"basis\">{basis}: {} <a href=\"#{number}\">link</a></p>",
        text(&outcome.source)
    );
    sides(page, outcome);
    *page += "</details>\n";
}

/// Expected and actual values side by side, with the part that differs marked.
fn table(page: &mut String, differences: &[Difference]) {
    *page += "<table><thead><tr><th>what<th>expected<th>actual<tbody>\n";
    for Difference { level, what, expected, actual, .. } in differences {
        let (expected, actual) = marked(expected, actual);
        let _ = writeln!(
            page,
            "<tr><td><span class=\"mark {level}\">{level}</span> {}<td>{expected}<td>{actual}",
            text(what)
        );
    }
    *page += "</table>\n";
}

fn sides(page: &mut String, outcome: &Outcome) {
    if let Some(Exchange { request, expected, actual }) = &outcome.exchange {
        *page += "<div class=\"sides\">\n";
        for (title, content) in [("request", request), ("expected", expected), ("actual", actual)] {
            let _ = writeln!(page, "<div><h3>{title}</h3><pre>{}</pre></div>", text(content));
        }
        *page += "</div>\n";
    }
    if !outcome.repeat.is_empty() {
        let _ = writeln!(
            page,
            "<h3>repeat <button type=\"button\" class=\"copy\">copy</button></h3><pre>{}</pre>",
            text(&outcome.repeat.join("\n"))
        );
    }
}
