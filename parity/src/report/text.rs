//! The report as lines for a terminal or a log.

use crate::cases::level::Level;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::{Report, counted};

impl Outcome {
    /// What differs in one case, and how to repeat it; empty if nothing differs.
    ///
    /// ```text
    /// tags/3.1.1 TagUser: a key of 129 characters (user) [recorded]
    ///   accepts answer: 200, not 400 ValidationError: 1 validation error detected: …
    ///   curl -sS -i …
    /// ```
    pub fn text(&self) -> String {
        if self.verdict != Verdict::Differs {
            return String::new();
        }
        let mut text = self.heading() + "\n";
        for line in self.lines() {
            text += &format!("  {line}\n");
        }
        for command in &self.repeat {
            text += &format!("  {command}\n");
        }
        text
    }

    /// `tags/3.1.1 TagUser: a key of 129 characters (user) [recorded]`
    pub fn heading(&self) -> String {
        let operation = match self.operation.as_str() {
            "" => String::new(),
            operation => format!(" {operation}:"),
        };
        let note = match self.verdict {
            Verdict::Differs if !self.note.is_empty() => format!(", {}", self.note),
            _ => String::new(),
        };
        format!("{}{operation} {}{note} [{}]", self.number, self.title, self.basis)
    }
}

impl Report {
    /// The last lines of a run: what was skipped, and the counts.
    ///
    /// ```text
    /// not compared: CreateSAMLProvider is not implemented (44 cases)
    /// 731 cases, 4210 requests: 402 the same, 118 differ, 31 unsettled, 180 skipped
    /// 3 no-answer, 9 state, 60 accepts, 4 refuses, 22 answer, 14 message, 6 layout
    /// ```
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (reason, count) in self.skipped() {
            text += &format!("not compared: {reason} ({})\n", counted(count, "case"));
        }
        for leftover in &self.leftovers {
            text += &format!("not removed: {leftover}\n");
        }
        let counts = [
            (Verdict::Same, "the same"),
            (Verdict::Differs, "differ"),
            (Verdict::Unsettled, "unsettled"),
            (Verdict::Skipped, "skipped"),
        ];
        let counts = counts.map(|(verdict, word)| format!("{} {word}", self.count(verdict)));
        let (cases, calls) = (counted(self.outcomes.len(), "case"), counted(self.calls, "request"));
        text += &format!("{cases}, {calls}: {}\n", counts.join(", "));
        if self.count(Verdict::Differs) > 0 {
            let levels = Level::ALL.iter().rev();
            let levels: Vec<_> =
                levels.map(|level| format!("{} {level}", self.count_worst(*level))).collect();
            text += &format!("{}\n", levels.join(", "));
        }
        if self.interrupted {
            text += "interrupted: the other cases were not run\n";
        }
        text
    }
}
