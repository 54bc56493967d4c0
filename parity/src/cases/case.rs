//! Cases: what is sent, what AWS answers, what is stored afterwards, and how that is known.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use crate::text::value::{Map, read_map, read_some_map};

/// One case, as it is in a file or as it follows from a row for a type of resource.
///
/// ```
/// use iam_parity::Suite;
///
/// let suite = Suite::built_in();
/// let case = suite.cases().iter().find(|case| case.number() == "routing/1.1").unwrap();
/// assert_eq!(case.operation(), "NoSuchOperation");
/// assert!(case.matches("routing/1") && !case.matches("routing/1.1.1"));
/// println!("{} [{}]: {}", case.title(), case.basis(), case.source());
/// ```
#[derive(Clone, Debug)]
pub struct Case {
    pub(crate) theme: String,
    pub(crate) number: String,
    pub(crate) operation: String,
    /// The resource type that the case is about.
    pub(crate) resource: Option<usize>,
    /// The line of its file at which the case begins.
    pub(crate) line: usize,
    pub(crate) template: Template,
}

impl Case {
    /// The number, by which filters and reports name the case: `tags/4.2.1`.
    pub fn number(&self) -> String {
        format!("{}/{}", self.theme, self.number)
    }

    /// What the case is about, in a few words: `a key of 129 characters (user)`.
    pub fn title(&self) -> &str {
        &self.template.title
    }

    /// The operation that is judged; empty if the request names none.
    pub fn operation(&self) -> &str {
        &self.operation
    }

    /// How the expected answer is known.
    pub fn basis(&self) -> Basis {
        self.template.basis
    }

    /// The public source of the expected answer.
    pub fn source(&self) -> &str {
        &self.template.source
    }

    /// The tags that the resource should have afterwards, if the case says so or is refused.
    pub(crate) fn stored(&self) -> Option<&Map> {
        let is_unchanged = self.resource.is_some() && self.template.expect.is_error();
        self.template.stored.as_ref().or(is_unchanged.then_some(&self.template.tags))
    }

    /// Whether a filter names this case: by its number, by a beginning of the number that ends before a `.` or
    /// `/`, or by its operation.
    pub fn matches(&self, filter: &str) -> bool {
        is_part(&self.number(), filter) || self.operation == filter
    }
}

/// Whether a filter is a number or its beginning.
pub(crate) fn is_part(number: &str, filter: &str) -> bool {
    let rest = number.strip_prefix(filter.trim_end_matches(['/', '.']));
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '.']))
}

/// A case as it is written down.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) basis: Basis,
    pub(crate) source: String,
    /// The resource types for which the case is repeated; `["all"]` stands for all that have tags.
    #[serde(default)]
    pub(crate) types: Vec<String>,
    /// Further resources that must exist.
    #[serde(default)]
    pub(crate) needs: Vec<String>,
    /// The tags that the resource has when the request is sent.
    #[serde(default, deserialize_with = "read_map")]
    pub(crate) tags: Map,
    /// Calls that prepare the case.
    #[serde(default)]
    pub(crate) before: Vec<Preparation>,
    /// The parameters of the request.
    #[serde(default, deserialize_with = "read_some_map")]
    pub(crate) send: Option<Map>,
    /// The request makes a resource of the type itself, with these parameters beside its usual ones.
    #[serde(default, deserialize_with = "read_some_map")]
    pub(crate) create: Option<Map>,
    /// Sent as it is, instead of `send` or beside it.
    #[serde(default)]
    pub(crate) raw: Raw,
    /// Whose keys sign the request: `by = "session"` are `${session key}`, `${session secret}` and, if an answer
    /// has given it, `${session token}`.
    #[serde(default)]
    pub(crate) by: Option<String>,
    #[serde(default)]
    pub(crate) expect: Expect,
    /// The tags that the resource has afterwards. After a refusal they are what they were.
    #[serde(default, deserialize_with = "read_some_map")]
    pub(crate) stored: Option<Map>,
    /// Reads whose answers show the effect.
    #[serde(default)]
    pub(crate) then: Vec<Read>,
    /// Parts of the result that become variables.
    #[serde(default)]
    pub(crate) keep: BTreeMap<String, String>,
    /// Calls that remove what the request made.
    #[serde(default)]
    pub(crate) after: Vec<Preparation>,
    /// Reads that must be as expected before the request, or the case makes no sense.
    #[serde(default)]
    pub(crate) given: Vec<Read>,
}

impl Template {
    /// A case with these words, which sends nothing yet.
    pub(crate) fn new(number: String, title: String, basis: Basis, source: String) -> Template {
        Template {
            number,
            title,
            basis,
            source,
            types: Vec::new(),
            needs: Vec::new(),
            tags: Map::new(),
            before: Vec::new(),
            send: None,
            create: None,
            raw: Raw::default(),
            by: None,
            expect: Expect::default(),
            stored: None,
            then: Vec::new(),
            keep: BTreeMap::new(),
            after: Vec::new(),
            given: Vec::new(),
        }
    }
}

/// A call around the request, and the parts of its result that become variables.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Preparation {
    #[serde(deserialize_with = "read_map")]
    pub(crate) send: Map,
    /// Variable = path of elements inside the result: `key = "AccessKey/AccessKeyId"`.
    #[serde(default)]
    pub(crate) keep: BTreeMap<String, String>,
    /// Whose keys sign it, as of a case.
    #[serde(default)]
    pub(crate) by: Option<String>,
}

/// A request that is not written from parameters. Placeholders are escaped when they are filled in.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Raw {
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
    pub(crate) query: Option<String>,
    pub(crate) body: Option<String>,
    /// Headers that are added or, if empty, left out.
    pub(crate) headers: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Read {
    #[serde(deserialize_with = "read_map")]
    pub(crate) send: Map,
    #[serde(default)]
    pub(crate) expect: Expect,
}

#[cfg(test)]
mod tests;
