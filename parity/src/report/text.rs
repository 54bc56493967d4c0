//! The report as lines for a terminal or a log: a screenful, or every case.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::cases::level::Level;
use crate::report::causes::{Cause, needed_for_80_percent};
use crate::report::outcome::{Outcome, Verdict};
use crate::report::{Report, counted};
use crate::text::visible;

/// How many causes, and how many reasons for cases that were not compared, fit on a screen.
const CAUSES: usize = 12;
const REASONS: usize = 4;

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
            text += &format!("  {}\n", visible::lines(command));
        }
        text
    }

    /// `tags/3.1.1 TagUser: a key of 129 characters (user) [recorded]`
    pub fn heading(&self) -> String {
        let operation = match self.operation.as_str() {
            "" => String::new(),
            operation => format!(" {}:", visible::line(operation)),
        };
        let note = match self.verdict {
            Verdict::Differs if !self.note.is_empty() => format!(", {}", visible::line(&self.note)),
            _ => String::new(),
        };
        let title = visible::line(&self.title);
        format!("{}{operation} {title}{note} [{}]", self.number, self.basis)
    }
}

impl Report {
    /// The report on one screen: the counts, the causes of the differences, and why cases were not compared.
    ///
    /// ```text
    /// 731 cases, 4210 requests: 402 the same, 118 differ, 31 unsettled, 180 skipped
    /// 3 no-answer, 9 state, 60 accepts, 4 refuses, 22 answer, 14 message, 6 layout
    /// iam-parity 0.1.0, 2026-11-29T05:00:00Z, seed 7, cases 0123456789abcdef
    ///
    /// 6 of 11 causes cover 80 % of the differing cases
    ///   44 accepts answer: no ValidationError: Member must not be null (22), … (tags/3.1.1)
    ///
    /// not compared: CreateSAMLProvider is not implemented (44 cases)
    /// ```
    pub fn text(&self) -> String {
        match self.refused {
            // Whatever else was found follows from that.
            Some(_) => self.totals(),
            None => self.totals() + &self.causes_text(CAUSES) + &self.not_compared(REASONS),
        }
    }

    /// The report with every cause, every differing case, the worst first, and how to repeat it.
    pub fn verbose_text(&self) -> String {
        let mut text = self.totals() + &self.causes_text(usize::MAX);
        let mut failures: Vec<_> = self.failures(Level::Layout).collect();
        failures.sort_by_key(|outcome| Reverse(outcome.level()));
        for outcome in failures {
            text += "\n";
            text += &outcome.text();
        }
        text + &self.not_compared(usize::MAX)
    }

    fn totals(&self) -> String {
        let counts = [
            (Verdict::Same, "the same"),
            (Verdict::Differs, "differ"),
            (Verdict::Unsettled, "unsettled"),
            (Verdict::Skipped, "skipped"),
        ];
        let counts = counts.map(|(verdict, word)| format!("{} {word}", self.count(verdict)));
        let (cases, calls) = (counted(self.outcomes.len(), "case"), counted(self.calls, "request"));
        let mut text = format!("{cases}, {calls}: {}\n", counts.join(", "));
        if self.count(Verdict::Differs) > 0 {
            let levels = Level::ALL.iter().rev();
            let levels: Vec<_> =
                levels.map(|level| format!("{} {level}", self.count_worst(*level))).collect();
            text += &format!("{}\n", levels.join(", "));
        }
        text += &format!("{}\n", self.info.line());
        if self.interrupted {
            text += "interrupted: the other cases were not run\n";
        }
        if let Some(refusal) = &self.refused {
            text += &format!("every request was refused: {}\n", visible::line(refusal));
        }
        for leftover in &self.leftovers {
            text += &format!("not removed: {}\n", visible::line(leftover));
        }
        text
    }

    fn causes_text(&self, most: usize) -> String {
        let causes = self.causes();
        if causes.is_empty() {
            return String::new();
        }
        let mut text = format!("\n{}\n", heading(&causes));
        for cause in causes.iter().take(most) {
            let example = cause.cases.first().map_or("", String::as_str);
            text += &format!(
                "{:>5} {} ({example})\n",
                cause.cases.len(),
                visible::cut(&cause.text, 150)
            );
        }
        if causes.len() > most {
            let rest = counted(causes.len() - most, "cause");
            text += &format!("      {rest} more: --verbose shows all, and every case\n");
        }
        text
    }

    /// Why cases were skipped, the reason of the most cases first.
    fn not_compared(&self, most: usize) -> String {
        let reasons = self.skipped();
        if reasons.is_empty() {
            return String::new();
        }
        let mut reasons: Vec<_> = reasons.into_iter().collect();
        reasons.sort_by_key(|(_, count)| Reverse(*count));
        let mut text = "\n".to_owned();
        for (reason, count) in reasons.iter().take(most) {
            text +=
                &format!("not compared: {} ({})\n", visible::line(reason), counted(*count, "case"));
        }
        if let Some(rest) = reasons.get(most..).filter(|rest| !rest.is_empty()) {
            let cases: usize = rest.iter().map(|(_, count)| count).sum();
            let reasons = counted(rest.len(), "reason");
            text += &format!("not compared: {reasons} more ({})\n", counted(cases, "case"));
        }
        text
    }

    /// Why cases were skipped, and how many for each reason.
    pub(crate) fn skipped(&self) -> BTreeMap<&str, usize> {
        let mut reasons = BTreeMap::new();
        for outcome in self.outcomes.iter().filter(|o| o.verdict == Verdict::Skipped) {
            *reasons.entry(outcome.note.as_str()).or_default() += 1;
        }
        reasons
    }
}

/// `6 of 11 causes cover 80 % of the differing cases`
pub(crate) fn heading(causes: &[Cause]) -> String {
    let (needed, all) = (needed_for_80_percent(causes), counted(causes.len(), "cause"));
    match needed == causes.len() {
        true => format!("{all} of the differences"),
        false => format!("{needed} of {all} cover 80 % of the differing cases"),
    }
}
