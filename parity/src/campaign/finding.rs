//! What a campaign found, for people and for a replay.

use serde::{Deserialize, Serialize};

use super::play::Found;
use super::sequence::Sequence;
use crate::cases::level::Basis;
use crate::cases::level::Level;
use crate::judge::difference::Difference;
use crate::report::outcome::{Outcome, Verdict};
use crate::report::run_info::RunInfo;
use crate::report::{Report, counted};
use crate::text::visible;

/// One cause of differences, with the smallest sequence that shows it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Finding {
    /// How bad the difference is.
    pub level: Level,
    /// What the codec says of the last request, and how the endpoint reacts.
    pub cause: String,
    /// How often the cause was met.
    pub count: usize,
    /// The difference: `accepts answer: 200, not 400 ValidationError: …`.
    pub line: String,
    /// The same in parts.
    pub difference: Difference,
    /// The `curl` commands that repeat it. The last one sends the request in question.
    pub repeat: Vec<String>,
    /// Whether leaving out any one request was tried and loses the finding. `false` if the time was over before, and for
    /// sequences that were only replayed.
    pub minimal: bool,
    /// The sequence, for [`replay`](crate::replay).
    pub sequence: Sequence,
}

/// What a campaign found.
///
/// ```
/// use std::time::Duration;
/// use iam_parity::{Answer, Call, CampaignLimits, Findings, Options, campaign, replay};
///
/// // A gateway that fails at every operation that IAM has.
/// let mut failing = |call: &Call| {
///     let is_known = !call.text().contains("NoSuchOperation");
///     Ok(Answer { status: if is_known { 502 } else { 501 }, ..Answer::default() })
/// };
/// let (extent, options) = (CampaignLimits { time: Duration::from_secs(1), sequences: 1 }, Options::default());
/// let found = campaign(&mut failing, None, extent, &options, &mut |_| {})?;
/// assert!(found.text().starts_with("1 sequence, "));
///
/// // To see whether it is mended, send the same sequences again.
/// let sequences = Findings::sequences_of(&found.json())?;
/// let again = replay(&sequences, &mut failing, None, &options)?;
/// assert_eq!(again.findings[0].cause, found.findings[0].cause);
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Findings {
    /// When and with what the campaign was made.
    pub info: RunInfo,
    /// The worst first.
    pub findings: Vec<Finding>,
    /// How many sequences were played, not counting smaller ones that were tried.
    pub sequences: usize,
    /// How many requests the endpoint got.
    pub calls: usize,
    /// Whether the campaign was stopped before its end.
    pub interrupted: bool,
}

impl Finding {
    pub(crate) fn new(sequence: &Sequence, found: &Found, url: &str) -> Finding {
        Finding {
            level: found.difference.level,
            cause: found.cause.clone(),
            count: 1,
            line: found.difference.line(),
            difference: found.difference.clone(),
            repeat: found.calls.iter().map(|call| call.curl(url)).collect(),
            minimal: false,
            sequence: sequence.clone(),
        }
    }

    fn outcome(&self, number: usize) -> Outcome {
        let operation = self.repeat.last().and_then(|call| call.split("Action=").nth(1));
        let operation = operation.and_then(|rest| rest.split(['&', '\'']).next());
        Outcome {
            number: format!("campaign/{number}"),
            title: self.cause.clone(),
            operation: operation.unwrap_or_default().to_owned(),
            basis: Basis::Inferred,
            source: "what the reference answers, or the codec".to_owned(),
            verdict: Verdict::Differs,
            differences: vec![self.difference.clone()],
            seconds: 0.0,
            note: format!("met {}", counted(self.count, "time")),
            repeat: self.repeat.clone(),
            exchange: None,
        }
    }

    /// The finding in lines.
    ///
    /// ```text
    /// a text or list that is too long: accepts 200, not 400 ValidationError
    ///   accepts answer: 200, not 400 ValidationError: 1 validation error detected: …
    ///   curl -sS -i …
    /// ```
    pub fn text(&self) -> String {
        let mut text = format!("{}\n  {}\n", visible::line(&self.cause), self.line);
        if !self.minimal {
            text += "  fewer requests may show it too\n";
        }
        for command in &self.repeat {
            text += &format!("  {}\n", visible::lines(command));
        }
        text
    }
}

impl Findings {
    pub(crate) fn new(
        info: RunInfo,
        mut findings: Vec<Finding>,
        sequences: usize,
        calls: usize,
        interrupted: bool,
    ) -> Findings {
        findings.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        Findings { info, findings, sequences, calls, interrupted }
    }

    /// The findings of this level or a worse one.
    pub fn failures(&self, level: Level) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(move |finding| finding.level >= level)
    }

    /// The findings as a report: one case for each, so that they can be written as HTML, JUnit XML and Markdown.
    pub fn report(&self) -> Report {
        let numbered = self.findings.iter().zip(1..);
        Report {
            info: self.info.clone(),
            outcomes: numbered.map(|(finding, number)| finding.outcome(number)).collect(),
            calls: self.calls,
            interrupted: self.interrupted,
            ..Report::default()
        }
    }

    /// The counts: `412 sequences, 5310 requests: 3 findings (1 accepts, 2 message)`.
    pub fn text(&self) -> String {
        let count = |level: &Level| self.findings.iter().filter(|f| f.level == *level).count();
        let levels = Level::ALL.iter().rev().filter(|level| count(level) > 0);
        let levels: Vec<_> = levels.map(|level| format!("{} {level}", count(level))).collect();
        let levels = match levels.is_empty() {
            true => String::new(),
            false => format!(" ({})", levels.join(", ")),
        };
        let (sequences, calls) =
            (counted(self.sequences, "sequence"), counted(self.calls, "request"));
        format!("{sequences}, {calls}: {}{levels}\n", counted(self.findings.len(), "finding"))
    }

    /// The findings as JSON, from which [`sequences_of`](Findings::sequences_of) reads the sequences.
    pub fn json(&self) -> String {
        visible::document(self)
    }

    /// Reads the sequences of findings that [`json`](Findings::json) has written.
    ///
    /// # Errors
    ///
    /// The text is not JSON of this shape; the message says where.
    pub fn sequences_of(json: &str) -> Result<Vec<Sequence>, String> {
        #[derive(Deserialize)]
        struct File {
            findings: Vec<Entry>,
        }
        #[derive(Deserialize)]
        struct Entry {
            sequence: Sequence,
        }
        let file: File = serde_json::from_str(json).map_err(|e| e.to_string())?;
        Ok(file.findings.into_iter().map(|entry| entry.sequence).collect())
    }
}

#[cfg(test)]
mod tests;
