//! The report as Markdown, for the summary of a CI job.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::cases::level::Level;
use crate::exchange::url::without_user;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::text::heading;
use crate::report::{Report, counted};
use crate::text::visible;

/// How many cases are listed. The other reports list all.
const LISTED: usize = 100;

impl Report {
    /// A table of counts, a table by theme, and the worst cases.
    pub fn markdown(&self, endpoint: &str) -> String {
        let mut text = format!("## Parity of {} with AWS IAM\n\n", cell(&without_user(endpoint)));
        let _ = writeln!(
            text,
            "{}: {} the same, {} differ, {} unsettled, {} skipped.\n",
            counted(self.outcomes.len(), "case"),
            self.count(Verdict::Same),
            self.count(Verdict::Differs),
            self.count(Verdict::Unsettled),
            self.count(Verdict::Skipped),
        );
        let _ = writeln!(text, "{}\n", cell(&self.info.line()));
        self.causes_table(&mut text);
        self.table(&mut text);
        self.worst(&mut text);
        text
    }

    fn causes_table(&self, text: &mut String) {
        let causes = self.causes();
        if causes.is_empty() {
            return;
        }
        let _ = writeln!(text, "### {}\n", heading(&causes));
        *text += "| cases | cause | smallest case |\n|--:|---|---|\n";
        for cause in causes.iter().take(LISTED) {
            let example = cause.cases.first().map_or("", String::as_str);
            let _ = writeln!(text, "| {} | {} | {example} |", cause.cases.len(), cell(&cause.text));
        }
        if causes.len() > LISTED {
            let _ = writeln!(text, "\n{} more are not listed.", causes.len() - LISTED);
        }
        *text += "\n";
    }

    fn table(&self, text: &mut String) {
        let levels: Vec<_> = Level::ALL.iter().rev().collect();
        let _ = write!(text, "| theme | cases | same |");
        for level in &levels {
            let _ = write!(text, " {level} |");
        }
        let _ = writeln!(text, " skipped |\n|---|--:|--:|{}--:|", "--:|".repeat(levels.len()));
        let mut themes: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
        for outcome in &self.outcomes {
            themes.entry(outcome.theme()).or_default().push(outcome);
        }
        for (theme, outcomes) in themes {
            let count = |f: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|o| f(o)).count();
            let same = count(&|o| o.verdict == Verdict::Same);
            let _ = write!(text, "| {theme} | {} | {same} |", outcomes.len());
            for level in &levels {
                let _ = write!(text, " {} |", count(&|o| o.level() == Some(**level)));
            }
            let _ = writeln!(text, " {} |", count(&|o| o.verdict == Verdict::Skipped));
        }
    }

    fn worst(&self, text: &mut String) {
        let mut failures: Vec<_> = self.failures(Level::Layout).collect();
        failures.sort_by_key(|outcome| std::cmp::Reverse(outcome.level()));
        if failures.is_empty() {
            return;
        }
        *text += "\n| case | operation | what | difference |\n|---|---|---|---|\n";
        for outcome in failures.iter().take(LISTED) {
            let line = cell(outcome.lines().first().map_or("", String::as_str));
            let (operation, title) = (cell(&outcome.operation), cell(&outcome.title));
            let _ = writeln!(text, "| {} | {operation} | {title} | {line} |", outcome.number);
        }
        if failures.len() > LISTED {
            let _ = writeln!(text, "\n{} more are not listed.", failures.len() - LISTED);
        }
    }
}

/// A text in which no character ends the cell or begins markup.
fn cell(text: &str) -> String {
    let mut cell = String::new();
    for c in visible::line(text).chars() {
        if "|<>`*_[]\\&".contains(c) {
            cell.push('\\');
        }
        cell.push(c);
    }
    cell
}
