//! Rows of the case files: types of resources, and operations with the cases that every one has.

use std::collections::BTreeMap;

use iam_codec::{Action, Member};
use serde::Deserialize;

use crate::cases::case::{Preparation, Template};
use crate::cases::expect::Expect;
use crate::cases::level::Basis;
use crate::text::scope::Scope;
use crate::text::value::{Map, Value, get, read_map, read_some_map};

/// A type of resource: how it is made, named and removed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceRow {
    pub(crate) name: String,
    /// The last part of the numbers of its cases. Only types that have tags have one.
    #[serde(default)]
    pub(crate) number: Option<u32>,
    /// The word in the names of the tag operations.
    #[serde(default)]
    pub(crate) word: String,
    /// The parameter that names the resource.
    pub(crate) parameter: String,
    /// The identifier; `/` and a path of elements, if the create's result gives it.
    pub(crate) identifier: String,
    /// The identifier that follows from `${name}`, for resources that do not exist.
    pub(crate) absent: String,
    /// The message of a tag operation about a resource that does not exist, if it is known.
    #[serde(default)]
    pub(crate) not_found: String,
    /// Where the create's result has the tags: a path that ends in `/`, or nothing.
    #[serde(default)]
    pub(crate) echo: String,
    #[serde(deserialize_with = "read_map")]
    pub(crate) create: Map,
    #[serde(deserialize_with = "read_map")]
    pub(crate) delete: Map,
}

/// An operation, and the cases that every one has.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OperationRow {
    number: u32,
    pub(crate) name: String,
    /// The members of its result; none, if it has no result.
    #[serde(default)]
    pub(crate) gives: Vec<String>,
    #[serde(default)]
    needs: Vec<String>,
    #[serde(default)]
    before: Vec<Preparation>,
    /// A request that works. Operations without it have such a case in another file, if at all.
    #[serde(default, deserialize_with = "read_some_map")]
    send: Option<Map>,
    /// Whether `send` becomes a case. Some requests need what no test has, such as the codes of a device.
    #[serde(default = "yes")]
    works: bool,
    #[serde(default, deserialize_with = "read_some_map")]
    result: Option<Map>,
    #[serde(default)]
    keep: BTreeMap<String, String>,
    #[serde(default)]
    after: Vec<Preparation>,
    /// The parameters that turn the request into one about something that does not exist.
    #[serde(default, deserialize_with = "read_some_map")]
    pub(crate) absent: Option<Map>,
    #[serde(default)]
    message: Option<String>,
    /// The parameters of a request that breaks constraints; `violations` has the constraints.
    #[serde(default, deserialize_with = "read_some_map")]
    refused: Option<Map>,
    #[serde(default)]
    violations: Vec<String>,
    /// Where the answers were recorded.
    #[serde(default)]
    source: Option<String>,
}

fn yes() -> bool {
    true
}

/// The types of resources that samples name, as `${policy}`.
fn needs_of(samples: &Map) -> Vec<String> {
    let is_policy = |(_, value): &(String, Value)| value.as_text() == Some("${policy}");
    samples.iter().any(is_policy).then(|| "policy".to_owned()).into_iter().collect()
}

const RECORDED_WORDS: &str = "localstack/localstack#13720 and siblings, AWS-validated snapshots, 2026; \
     GetUser: botocore, tests/unit/response_parsing/xml/errors/iam-get-user.xml";
const OPERATIONS_SOURCE: &str =
    "IAM API Reference; botocore model: errors and result of the operation";
const CONSTRAINTS_SOURCE: &str = "botocore model: constraints of the input";

impl ResourceRow {
    /// Sets the variables that follow from the type alone.
    pub(crate) fn describe(&self, scope: &mut Scope) {
        scope.set("Type", &self.word);
        scope.set("Id", &self.parameter);
        scope.set("Echo", &self.echo);
        let mut characters = self.parameter.chars();
        let first = characters.next().map(|c| c.to_ascii_lowercase());
        scope.set("path", first.into_iter().chain(characters).collect::<String>());
    }
}

impl OperationRow {
    /// Operation 17 gives the cases 17.1, that it works, 17.2, that something is absent, and 17.3, that a
    /// constraint is broken.
    pub(crate) fn templates(&self) -> Vec<Template> {
        let templates = [self.working(), self.of_something_absent(), self.breaking_constraints()];
        templates.into_iter().flatten().collect()
    }

    fn working(&self) -> Option<Template> {
        let send = self.send.as_ref().filter(|_| self.works)?;
        let expect = Expect { result: self.result.clone(), ..Expect::default() };
        Some(self.template(1, "works", send, expect))
    }

    fn of_something_absent(&self) -> Option<Template> {
        let (send, absent) = (self.send.as_ref()?, self.absent.as_ref()?);
        let kept = |(name, _): &&(String, Value)| get(absent, name).is_none();
        let send = send.iter().filter(kept).chain(absent).cloned().collect();
        let error = Some("404 NoSuchEntity".to_owned());
        let expect = Expect { error, message: self.message.clone(), ..Expect::default() };
        let mut template = self.template(2, "of a resource that does not exist", &send, expect);
        if self.message.is_some() && self.source.is_none() {
            (template.basis, template.source) = (Basis::Recorded, RECORDED_WORDS.to_owned());
        }
        Some(template)
    }

    fn breaking_constraints(&self) -> Option<Template> {
        let expect = Expect { violations: self.violations.clone(), ..Expect::default() };
        let mut template = self.template(3, "breaks a constraint", self.refused.as_ref()?, expect);
        if self.source.is_none() {
            template.source = CONSTRAINTS_SOURCE.to_owned();
        }
        Some(template)
    }

    fn template(&self, case: u32, title: &str, send: &Map, expect: Expect) -> Template {
        let basis = if self.source.is_some() { Basis::Recorded } else { Basis::Documented };
        let source = self.source.clone().unwrap_or_else(|| OPERATIONS_SOURCE.to_owned());
        Template {
            needs: self.needs.clone(),
            before: self.before.clone(),
            send: Some(self.with_action(send)),
            expect,
            keep: self.keep.clone(),
            after: self.after.clone(),
            ..Template::new(format!("{}.{case}", self.number), title.to_owned(), basis, source)
        }
    }

    /// The request that works, with all optional members that have a sample; `None` if there is none to add.
    pub(crate) fn complete(&self, samples: &BTreeMap<String, Value>) -> Option<Template> {
        let is_making =
            ["Create", "Upload", "Put", "Update"].iter().any(|verb| self.name.starts_with(verb));
        let send = self.send.as_ref().filter(|_| self.works && is_making)?;
        let action: Action = self.name.parse().ok()?;
        let sample = |member: &Member| {
            let own = format!("{}.{}", self.name, member.name());
            let value = samples.get(&own).or_else(|| samples.get(member.name()))?;
            let is_new = get(send, member.name()).is_none();
            is_new.then(|| (member.name().to_owned(), value.clone()))
        };
        let further: Map = action.input().iter().filter_map(sample).collect();
        if further.is_empty() {
            return None;
        }
        let mut template = self.template(1, "with all members", send, Expect::default());
        template.send.iter_mut().for_each(|send| send.extend(further.iter().cloned()));
        template.needs.extend(needs_of(&further));
        Some(template)
    }

    fn with_action(&self, send: &Map) -> Map {
        let action = ("Action".to_owned(), Value::Text(self.name.clone()));
        std::iter::once(action).chain(send.iter().cloned()).collect()
    }
}
