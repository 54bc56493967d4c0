//! [`Outcome`]: the verdict of a case, what differs, and how to repeat it.

use serde::Serialize;

use crate::cases::case::Case;
use crate::cases::check::Check;
use crate::cases::expect::Expect;
use crate::cases::level::{Basis, Level};
use crate::exchange::call::Answer;
use crate::judge::answer::wanted;
use crate::judge::difference::Difference;
use crate::judge::result::tags_text;
use crate::text::normalize::Normalizer;
use crate::text::value::Value;
use crate::text::visible::{LONGEST, cut};

/// The outcome of a case.
///
/// ```
/// use iam_parity::{Answer, Level, Options, Suite, run};
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing/1.1"])?;
/// let mut failing = |_: &_| Ok(Answer { status: 502, ..Answer::default() });
/// let report = run(&suite, &mut failing, &Options::default(), &mut |_, _| {})?;
///
/// let outcome = &report.outcomes[0];
/// assert_eq!(outcome.level(), Some(Level::NoAnswer));
/// assert_eq!(outcome.differences[0].what, "answer");
/// assert_eq!(outcome.lines(), [outcome.differences[0].line()]);
/// assert!(outcome.exchange.as_ref().unwrap().actual.contains("502"));
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Outcome {
    /// The case's number: `tags/4.2.1`.
    pub number: String,
    /// What the case is about.
    pub title: String,
    /// The operation that is judged; empty if the request names none.
    pub operation: String,
    /// How the expected answer is known.
    pub basis: Basis,
    /// The public source of the expected answer.
    pub source: String,
    /// How it went.
    pub verdict: Verdict,
    /// What differs, the worst first. Names and ids are blurred.
    pub differences: Vec<Difference>,
    /// How long the case took, in seconds, with its set-up and reads.
    pub seconds: f64,
    /// Why the case was skipped, what the endpoint does in an unsettled one, or how many answers break a rule.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// `curl` commands that repeat the case: those that prepare it, then the request.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repeat: Vec<String>,
    /// The request with the expected and the actual answer, unless they are the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exchange: Option<Exchange>,
}

/// How a case went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Verdict {
    /// The endpoint does what AWS does.
    Same,
    /// It does something else.
    Differs,
    /// What AWS does is not known.
    Unsettled,
    /// The endpoint does not know the operation, or cannot make what the case needs.
    Skipped,
}

/// The judged request and its answers, as reports show them.
#[derive(Clone, Debug, Default, Serialize)]
#[non_exhaustive]
pub struct Exchange {
    /// The request: its first line, headers and body.
    pub request: String,
    /// The answer of AWS, as far as it is compared.
    pub expected: String,
    /// The answer of the endpoint: status, headers and body.
    pub actual: String,
}

impl Outcome {
    pub(crate) fn new(case: &Case, verdict: Verdict, note: impl Into<String>) -> Outcome {
        Outcome {
            number: case.number(),
            title: case.title().to_owned(),
            operation: case.operation().to_owned(),
            basis: case.basis(),
            source: case.source().to_owned(),
            verdict,
            differences: Vec::new(),
            seconds: 0.0,
            note: note.into(),
            repeat: Vec::new(),
            exchange: None,
        }
    }

    /// A rule for all answers, as long as nothing breaks it.
    pub(crate) fn of_rule(check: &Check) -> Outcome {
        Outcome {
            number: check.number(),
            title: check.title.clone(),
            operation: String::new(),
            basis: check.basis,
            source: check.source.clone(),
            verdict: Verdict::Same,
            differences: Vec::new(),
            seconds: 0.0,
            note: String::new(),
            repeat: Vec::new(),
            exchange: None,
        }
    }

    /// The level of the worst difference.
    pub fn level(&self) -> Option<Level> {
        self.differences.iter().map(|difference| difference.level).max()
    }

    /// The differences as [`Known`](crate::Known) keeps them: one line each. A skipped case has one line.
    pub fn lines(&self) -> Vec<String> {
        match self.verdict {
            Verdict::Differs => self.differences.iter().map(Difference::line).collect(),
            Verdict::Skipped => vec![format!("skipped: {}", self.note)],
            Verdict::Same | Verdict::Unsettled => Vec::new(),
        }
    }

    pub(crate) fn normalize(&mut self, normalizer: &Normalizer) {
        for Difference { what, expected, actual, .. } in &mut self.differences {
            *what = normalizer.apply(what);
            *expected = cut(&normalizer.apply(expected), LONGEST);
            *actual = cut(&normalizer.apply(actual), LONGEST);
        }
        self.differences.sort_by_key(|difference| std::cmp::Reverse(difference.level));
        self.note = cut(&normalizer.apply(&self.note), LONGEST);
        if let Some(exchange) = &mut self.exchange {
            for text in [&mut exchange.request, &mut exchange.expected, &mut exchange.actual] {
                *text = normalizer.apply(text);
            }
        }
    }
}

/// AWS's answer, as far as it is compared, in lines.
pub(crate) fn expected_text(expect: &Expect, stored: Option<&crate::text::value::Map>) -> String {
    let mut text = wanted(expect) + "\n";
    if expect.no_message {
        text += "without Message\n";
    }
    let elements: Vec<_> = expect.result.iter().flatten().chain(&expect.elements).collect();
    if !elements.is_empty() {
        text += "\nresult\n";
    }
    for (name, value) in elements {
        text += &format!("  {name}: {value}\n");
    }
    if let Some(stored) = stored {
        let value = |value: &Value| value.to_string();
        let tags: Vec<_> = stored.iter().map(|(key, v)| (key.clone(), value(v))).collect();
        text += &format!("\nstored tags\n  {}\n", tags_text(&tags));
    }
    text
}

/// An answer as it is shown.
pub(crate) fn answer_text(answer: &Answer) -> String {
    let mut text = format!("HTTP {}\n", answer.status);
    for (name, value) in &answer.headers {
        let differs_each_time = ["date", "server", "connection", "content-length"];
        if !differs_each_time.contains(&&*name.to_ascii_lowercase()) {
            text += &format!("{name}: {value}\n");
        }
    }
    text + "\n" + &cut(&answer.text(), LONGEST)
}
