//! Cases: what is sent, what AWS answers, what is stored afterwards, and how that is known.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::cases::level::Basis;
use crate::text::scope::Scope;
use crate::text::value::{Map, read_map, read_some_map};

/// One case, as it stands in a file or as it follows from a row for a type of resource.
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
    /// What is sent as it stands, instead of `send` or beside it.
    #[serde(default)]
    pub(crate) raw: Raw,
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

/// What AWS answers. What is left out is not compared.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expect {
    /// Status and code: `404 NoSuchEntity`.
    pub(crate) error: Option<String>,
    pub(crate) message: Option<String>,
    /// Violated constraints, in any order: `tags.1.member.key: Member must not be null`.
    pub(crate) violations: Vec<String>,
    /// The error has no message.
    pub(crate) no_message: bool,
    /// The namespace, if it is not the service's.
    pub(crate) namespace: Option<String>,
    /// The elements of the result.
    #[serde(deserialize_with = "read_some_map")]
    pub(crate) result: Option<Map>,
    /// Some elements, by their paths inside the result.
    #[serde(deserialize_with = "read_map")]
    pub(crate) elements: Map,
    /// Whether tags stand in the order of the file.
    pub(crate) ordered: bool,
}

impl Expect {
    pub(crate) fn is_error(&self) -> bool {
        self.error.is_some() || !self.violations.is_empty()
    }

    /// Status and code of the expected error.
    pub(crate) fn status_and_code(&self) -> Option<(u16, &str)> {
        let default = (!self.violations.is_empty()).then_some("400 ValidationError");
        let (status, code) = self.error.as_deref().or(default)?.split_once(' ')?;
        Some((status.parse().ok()?, code))
    }

    /// What is expected, with every placeholder replaced.
    pub(crate) fn fill(&self, scope: &Scope) -> Result<Expect, String> {
        let mut filled = self.clone();
        filled.message = self.message.as_deref().map(|text| scope.fill(text)).transpose()?;
        // An empty message is one that is not known.
        filled.message = filled.message.filter(|text| !text.is_empty());
        filled.result = self.result.as_ref().map(|map| scope.fill_map(map)).transpose()?;
        filled.elements = scope.fill_map(&self.elements)?;
        for violation in &mut filled.violations {
            *violation = scope.fill(violation)?;
        }
        Ok(filled)
    }

    /// The message that lists the violations in the order of the file.
    pub(crate) fn full_message(&self) -> Option<String> {
        if self.violations.is_empty() {
            return self.message.clone();
        }
        let count = self.violations.len();
        let plural = if count == 1 { "" } else { "s" };
        let listed: Vec<_> = self.violations.iter().map(|v| violation_text(v)).collect();
        Some(format!("{count} validation error{plural} detected: {}", listed.join("; ")))
    }
}

/// `path: constraint` in AWS's words.
pub(crate) fn violation_text(violation: &str) -> String {
    let (path, constraint) = violation.split_once(": ").unwrap_or(("", violation));
    format!("Value at '{path}' failed to satisfy constraint: {constraint}")
}
