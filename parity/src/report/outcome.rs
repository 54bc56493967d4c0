//! [`Outcome`]: the verdict of a case, what differs, and how to repeat it.

use serde::Serialize;

use crate::cases::case::{Case, Expect};
use crate::cases::level::{Basis, Level};
use crate::judge::answer::{Difference, wanted};
use crate::judge::result::tags_text;
use crate::text::normalize::Normalizer;
use crate::text::value::Value;

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
            note: note.into(),
            repeat: Vec::new(),
            exchange: None,
        }
    }

    /// The level of the worst difference.
    pub fn level(&self) -> Option<Level> {
        self.differences.iter().map(|difference| difference.level).max()
    }

    /// The differences as [`Known`](iam_codec::Known) keeps them: one line each. A skipped case has one line.
    pub fn lines(&self) -> Vec<String> {
        match self.verdict {
            Verdict::Differs => self.differences.iter().map(Difference::line).collect(),
            Verdict::Skipped => vec![format!("skipped: {}", self.note)],
            Verdict::Same | Verdict::Unsettled => Vec::new(),
        }
    }

    pub(crate) fn blur(&mut self, blur: &Normalizer) {
        for Difference { what, expected, actual, .. } in &mut self.differences {
            *what = blur.apply(what);
            *expected = cut(&blur.apply(expected), LONGEST);
            *actual = cut(&blur.apply(actual), LONGEST);
        }
        self.differences.sort_by_key(|difference| std::cmp::Reverse(difference.level));
        self.note = cut(&blur.apply(&self.note), LONGEST);
        if let Some(exchange) = &mut self.exchange {
            for text in [&mut exchange.request, &mut exchange.expected, &mut exchange.actual] {
                *text = blur.apply(text);
            }
        }
    }
}

impl Difference {
    /// The difference in one line: `answer status: 400, not 404`.
    pub fn line(&self) -> String {
        let what = match self.what.as_str() {
            what if what == self.level.as_str() => String::new(),
            what => format!(" {what}"),
        };
        format!("{}{what}: {}, not {}", self.level, shown(&self.actual), shown(&self.expected))
    }
}

/// A text for one line: control characters are escaped, and a long text is cut.
fn shown(text: &str) -> String {
    let text: String = text.chars().flat_map(escaped).collect();
    cut(&text, 400)
}

/// How many characters of an answer are kept: a server may send megabytes for each case.
pub(crate) const LONGEST: usize = 4000;

/// The first characters of a text, with `…` in the place of further ones.
pub(crate) fn cut(text: &str, len: usize) -> String {
    match text.char_indices().nth(len) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn escaped(c: char) -> impl Iterator<Item = char> {
    let escaped = c.is_control().then(|| c.escape_debug());
    let plain = escaped.is_none().then_some(c);
    escaped.into_iter().flatten().chain(plain)
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
