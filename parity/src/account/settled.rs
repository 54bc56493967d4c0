//! Which rows of the guide's page of what is not known a run settles.

use iam_codec::Request;

use crate::cases::suite::Suite;
use crate::report::Report;
use crate::report::outcome::{Outcome, Verdict};

/// Rows of the page by how they begin, and the cases that ask AWS the same.
pub(crate) const ROWS: [(&str, &str, &[&str]); 13] = [
    ("index 0", "parsing", &["2.9", "2.10"]),
    ("the same in a list of structures", "parsing", &["2.17"]),
    ("a minus sign", "parsing", &["2.14"]),
    ("a smaller gap, list of structures", "parsing", &["2.11", "2.12"]),
    ("a leading zero in an index", "parsing", &["2.13", "2.27"]),
    ("a parameter twice, in two spellings", "parsing", &["2.28"]),
    ("two indices in a row", "parsing", &["2.26"]),
    ("an index above 214748369", "parsing", &["2.15"]),
    ("`Tags=` in a Tag operation", "constraints", &["3.7", "3.10"]),
    ("`TagKeys=`", "constraints", &["3.8", "3.9", "3.11"]),
    ("`Tags=` beside members", "parsing", &["2.19"]),
    ("`Tags=x`, `Tags.member.1=x`", "parsing", &["2.18", "2.20"]),
    ("broken escape", "parsing", &["1.12", "1.13", "1.14", "1.15"]),
];

impl Report {
    /// What a run against AWS settles: a line for each unsettled case that was answered, under the row of the page
    /// *unsettled* of `iam-codec`'s guide that it is about, in the order of the page.
    ///
    /// ```
    /// use iam_parity::{Report, Suite};
    ///
    /// assert_eq!(Report::default().settled(&Suite::built_in()), "");
    /// ```
    pub fn settled(&self, suite: &Suite) -> String {
        let answered = self.outcomes.iter().filter(|outcome| outcome.verdict == Verdict::Unsettled);
        let mut lines: Vec<_> =
            answered.map(|outcome| (row_of(&outcome.number), line(outcome, suite))).collect();
        // The cases of a row need not follow each other.
        lines.sort_by_key(|(row, _)| place_of(row));
        let mut text = String::new();
        for rows in lines.chunk_by(|a, b| a.0 == b.0) {
            let row = rows[0].0;
            let heading = if row.is_empty() { "not on the page" } else { row };
            text += &format!("settles: {heading}\n");
            rows.iter().for_each(|(_, line)| text += &format!("  {line}\n"));
        }
        text
    }
}

/// The row that a case is about; nothing, if the page has none.
fn row_of(number: &str) -> &'static str {
    let (theme, number) = number.split_once('/').unwrap_or_default();
    let is_of = |case: &&&str| {
        let rest = number.strip_prefix(**case);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    };
    let row =
        ROWS.iter().find(|(_, of, cases)| *of == theme && cases.iter().any(|case| is_of(&case)));
    row.map_or("", |(row, ..)| row)
}

/// The place of a row on the page; what the page has not comes last.
fn place_of(row: &str) -> usize {
    ROWS.iter().position(|(of, ..)| *of == row).unwrap_or(ROWS.len())
}

/// The case, the answer, and whether the codec says the same.
fn line(outcome: &Outcome, suite: &Suite) -> String {
    let Outcome { number, title, note, .. } = outcome;
    let ours = suite.cases.iter().find(|case| case.number() == *number);
    let ours = ours.and_then(|case| suite.plan(case).ok()).map(|plan| {
        let call = &plan.request.call;
        Request::decode_parts(call.query.as_bytes(), &call.body).map_or_else(
            |error| {
                let response = error.to_response("");
                format!("{} {}", response.status(), response.code.as_str())
            },
            |_| "200".to_owned(),
        )
    });
    let verdict = match ours {
        Some(ours) if note.starts_with(&ours) => "as this crate".to_owned(),
        Some(ours) => format!("this crate: {ours}"),
        None => "this crate does not say".to_owned(),
    };
    format!("{number} {title}: {note} ({verdict})")
}

#[cfg(test)]
mod tests;
