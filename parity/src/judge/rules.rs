//! What every answer of AWS has in common. Each rule is one case, whatever the number of answers.

use serde::Deserialize;

use crate::cases::case::is_part;
use crate::cases::level::{Basis, Level};
use crate::exchange::call::{Answer, Call};
use crate::exchange::parsed::ParsedAnswer;
use crate::exchange::xml::Element;
use crate::judge::answer::Difference;
use crate::report::outcome::{Exchange, Outcome, Verdict};
use crate::run::answer_text;
use crate::text::normalize::{is_timestamp, is_uuid};

/// A rule for answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Check {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) basis: Basis,
    pub(crate) source: String,
    rule: Rule,
    /// For `order`: the element, by its name or by `parent/name`, and its children.
    #[serde(default)]
    element: String,
    #[serde(default)]
    order: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Rule {
    ContentType,
    RequestIdHeader,
    RequestIdBody,
    RequestIdSame,
    RequestIdUuid,
    NoDeclaration,
    Namespace,
    Indentation,
    EmptyElement,
    ErrorOrder,
    ErrorElements,
    MetadataLast,
    WholeSeconds,
    Order,
}

const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// How often a rule was broken, and the first time.
#[derive(Debug, Default)]
pub(crate) struct RuleCount {
    pub(crate) judged: usize,
    pub(crate) broken: usize,
    pub(crate) first: Option<(Call, Answer, Finding)>,
}

/// What AWS sends, and what the endpoint has sent instead.
pub(crate) type Finding = (String, String);

impl RuleCount {
    pub(crate) fn count(
        &mut self,
        check: &Check,
        call: &Call,
        answer: &Answer,
        parsed: &ParsedAnswer,
    ) {
        let Some(finding) = check.apply(answer, parsed) else {
            return;
        };
        self.judged += 1;
        if let Some(finding) = finding {
            self.broken += 1;
            self.first.get_or_insert_with(|| (call.clone(), answer.clone(), finding));
        }
    }

    /// The outcome of the rule. How often it was broken is in the note, so that it is no part of the difference
    /// that is kept and compared.
    pub(crate) fn into_outcome(self, check: &Check, url: &str) -> Outcome {
        let mut outcome = Outcome {
            number: format!("layout/{}", check.number),
            title: check.title.clone(),
            operation: String::new(),
            basis: check.basis,
            source: check.source.clone(),
            verdict: Verdict::Same,
            differences: Vec::new(),
            note: String::new(),
            repeat: Vec::new(),
            exchange: None,
        };
        if self.judged == 0 {
            outcome.verdict = Verdict::Skipped;
            outcome.note = "no answer has it".to_owned();
        } else if let Some((call, answer, (expected, actual))) = self.first {
            outcome.verdict = Verdict::Differs;
            outcome.note = format!("in {} of {} answers", self.broken, self.judged);
            let differs = Difference::new(Level::Layout, "every answer", &expected, actual);
            outcome.differences.push(differs);
            outcome.repeat.push(call.curl(url));
            let (request, actual) = (call.text(), answer_text(&answer));
            outcome.exchange = Some(Exchange { request, expected, actual });
        }
        if check.basis == Basis::Unsettled && outcome.verdict == Verdict::Differs {
            outcome.verdict = Verdict::Unsettled;
            outcome.differences.clear();
        }
        outcome
    }
}

impl Check {
    pub(crate) fn matches(&self, filter: &str) -> bool {
        is_part(&format!("layout/{}", self.number), filter)
    }

    /// Applies the rule to an answer: `None` if it has nothing that the rule is about, `Some(None)` if it keeps
    /// the rule.
    fn apply(&self, answer: &Answer, parsed: &ParsedAnswer) -> Option<Option<Finding>> {
        let root = parsed.root().filter(|_| parsed.document.defects.is_empty())?;
        let same = |expected: &str, actual: Option<&str>| {
            let actual = actual.unwrap_or("none");
            Some((expected != actual).then(|| (expected.to_owned(), actual.to_owned())))
        };
        let fails = |fails: bool, expected: &str, actual: &str| {
            Some(fails.then(|| (expected.to_owned(), actual.to_owned())))
        };
        let header = answer.header("x-amzn-RequestId");
        let error = parsed.error.is_some().then(|| root.child("Error")).flatten();
        match self.rule {
            Rule::ContentType => same("text/xml", answer.header("Content-Type")),
            Rule::RequestIdHeader => fails(header.is_none(), "x-amzn-RequestId", "none"),
            Rule::RequestIdBody => fails(parsed.request_id().is_none(), "RequestId", "none"),
            Rule::RequestIdSame => same(parsed.request_id()?, Some(header?)).map(blur_ids),
            Rule::RequestIdUuid => {
                let id = header.or(parsed.request_id())?;
                fails(!is_uuid(id), "a UUID in lower case", "another form")
            }
            Rule::NoDeclaration => fails(parsed.document.has_declaration, "none", "<?xml …?>"),
            Rule::Namespace => {
                let is_routing = parsed.error.as_ref()?.code.as_deref() == Some("InvalidAction");
                same(NAMESPACE, root.namespace.as_deref()).filter(|_| !is_routing)
            }
            Rule::Indentation => indentation(&answer.body),
            Rule::EmptyElement => empty_element(&answer.body),
            Rule::ErrorOrder => in_order(error?, &["Type", "Code", "Message"]),
            Rule::ErrorElements => {
                let known = ["Type", "Code", "Message"];
                let extra = error?.children.iter().find(|c| !known.contains(&&*c.name));
                fails(
                    extra.is_some(),
                    "Type, Code, Message",
                    &format!("<{}>", extra.map_or("", |e| &e.name)),
                )
            }
            Rule::MetadataLast => {
                let result = parsed.result()?;
                in_order(root, &[&result.name, "ResponseMetadata"])
            }
            Rule::WholeSeconds => first_time(root).map(|time| {
                (!time.ends_with('Z') || time.contains('.')).then(|| {
                    ("2011-12-19T23:16:46Z".to_owned(), "a fraction or another zone".to_owned())
                })
            }),
            Rule::Order => {
                let names: Vec<_> = self.order.iter().map(String::as_str).collect();
                let found = find_all(root, "", &self.element);
                let found = found.iter().filter(|element| element.children.len() > 1);
                found.map(|element| in_order(element, &names)).fold(None, |all, one| match all {
                    Some(Some(_)) => all,
                    _ => one,
                })
            }
        }
    }
}

fn blur_ids(finding: Option<Finding>) -> Option<Finding> {
    finding.map(|_| ("the id of the body".to_owned(), "another id".to_owned()))
}

/// Whether the children with these names stand in this order.
fn in_order(element: &Element, names: &[&str]) -> Option<Option<Finding>> {
    let place = |child: &Element| names.iter().position(|name| *name == child.name);
    let actual: Vec<_> = element.children.iter().filter_map(place).collect();
    let mut expected = actual.clone();
    expected.sort_unstable();
    let text = |places: &[usize]| places.iter().map(|i| names[*i]).collect::<Vec<_>>().join(", ");
    Some((actual != expected).then(|| (text(&expected), text(&actual))))
}

/// All elements of this name, or of this name below that parent.
fn find_all<'e>(element: &'e Element, parent: &str, path: &str) -> Vec<&'e Element> {
    let full = format!("{parent}/{}", element.name);
    let is_found = element.name == path || full == path;
    let below = element.children.iter().flat_map(|child| find_all(child, &element.name, path));
    is_found.then_some(element).into_iter().chain(below).collect()
}

fn first_time(element: &Element) -> Option<&str> {
    let own = Some(element.text.as_str()).filter(|text| is_timestamp(text));
    own.or_else(|| element.children.iter().find_map(first_time))
}

/// An element without content is written `<X/>`.
fn empty_element(body: &[u8]) -> Option<Option<Finding>> {
    let text = std::str::from_utf8(body).ok()?;
    let long = text.split('<').collect::<Vec<_>>();
    let long = long.windows(2).find(|pair| {
        let name = pair[1].strip_prefix('/').and_then(|end| end.split('>').next());
        name.is_some_and(|name| pair[0] == format!("{name}>"))
    });
    if long.is_none() && !text.contains("/>") {
        return None;
    }
    Some(long.map(|_| ("<X/>".to_owned(), "<X></X>".to_owned())))
}

/// The numbers of start tags and end tags in a line. A text may hold `/>`, so that only tags count.
fn starts_and_ends(line: &str) -> (usize, usize) {
    let tags = line.split('<').skip(1).map(|tag| tag.split('>').next().unwrap_or_default());
    let (ends, others): (Vec<_>, Vec<_>) = tags.partition(|tag| tag.starts_with('/'));
    (others.iter().filter(|tag| !tag.ends_with('/')).count(), ends.len())
}

/// Two spaces a level, lines that end in LF, and an LF at the end.
fn indentation(body: &[u8]) -> Option<Option<Finding>> {
    let text = std::str::from_utf8(body).ok()?;
    let text =
        text.split_once("?>").filter(|_| text.starts_with("<?")).map_or(text, |(_, rest)| rest);
    let text = text.trim_start();
    let mut depth = 0_usize;
    let is_fine = text.ends_with(">\n")
        && text.lines().all(|line| {
            let content = line.trim_start_matches(' ');
            let indent = line.len() - content.len();
            let (starts, ends) = starts_and_ends(content);
            let level = if content.starts_with("</") { depth.saturating_sub(1) } else { depth };
            depth = (depth + starts).saturating_sub(ends);
            // A text may have lines of its own.
            !content.starts_with('<') || (indent == level * 2 && starts <= 1)
        })
        && !text.split("><").skip(1).any(|rest| !rest.starts_with('/'));
    Some(
        (!is_fine)
            .then(|| ("two spaces a level, LF at the end".to_owned(), "another layout".to_owned())),
    )
}
