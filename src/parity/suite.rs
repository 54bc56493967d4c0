//! The case files → cases. A row that is about all types of resources becomes one case for each.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use serde::Deserialize;

use crate::parity::case::{Case, Expect, Preparation, Template};
use crate::parity::layout::Check;
use crate::parity::level::Basis;
use crate::parity::scope::Scope;
use crate::parity::value::{Map, Value, get, read_map, read_some_map};

/// All cases, with what they need: resources, operations, checks of the layout.
#[derive(Clone, Debug, Default)]
pub struct Suite {
    pub(crate) cases: Vec<Case>,
    pub(crate) resources: Vec<ResourceRow>,
    pub(crate) operations: Vec<OperationRow>,
    pub(crate) checks: Vec<Check>,
    pub(crate) sections: BTreeMap<String, String>,
    pub(crate) constants: BTreeMap<String, String>,
}

/// A case file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseFile {
    theme: String,
    #[serde(default)]
    sections: BTreeMap<String, String>,
    /// Variables that all cases have.
    #[serde(default)]
    constants: BTreeMap<String, String>,
    #[serde(default)]
    resource: Vec<ResourceRow>,
    #[serde(default)]
    operation: Vec<OperationRow>,
    #[serde(default)]
    check: Vec<Check>,
    #[serde(default)]
    case: Vec<Template>,
}

/// A type of resource: how it is made, named and removed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ResourceRow {
    pub(crate) name: String,
    /// The last part of the numbers of its cases; only types that have tags have one.
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
    /// What a tag operation says of an absent one, if that is known.
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

/// An operation, and the two cases that every operation has.
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
    /// A request that works. Without it the operation has no cases here.
    #[serde(default, deserialize_with = "read_some_map")]
    send: Option<Map>,
    /// Whether there is a case for it; some requests need what no program has.
    #[serde(default = "yes")]
    works: bool,
    #[serde(default, deserialize_with = "read_some_map")]
    result: Option<Map>,
    #[serde(default)]
    keep: BTreeMap<String, String>,
    #[serde(default)]
    after: Vec<Preparation>,
    /// The parameters that make the same request one for something absent.
    #[serde(default, deserialize_with = "read_some_map")]
    pub(crate) absent: Option<Map>,
    #[serde(default)]
    message: Option<String>,
}

fn yes() -> bool {
    true
}

const RECORDED_WORDS: &str = "localstack/localstack#13720 and siblings, AWS-validated snapshots, 2026; \
     GetUser: botocore, tests/unit/response_parsing/xml/errors/iam-get-user.xml";
const OPERATIONS_SOURCE: &str =
    "IAM API Reference; botocore model: errors and result of the operation";

impl Suite {
    /// The cases of this crate.
    ///
    /// # Panics
    ///
    /// Never: the files are part of the crate, and its tests read them.
    pub fn built_in() -> Suite {
        let mut suite = Suite::default();
        for (name, text) in FILES {
            suite.add(text).unwrap_or_else(|e| panic!("{name}: {e}"));
        }
        suite
    }

    /// Adds the cases of a file.
    ///
    /// ```
    /// use iam_codec::parity::Suite;
    ///
    /// let mut suite = Suite::built_in();
    /// let known = suite.cases().len();
    /// suite.add(r#"
    ///     theme = "mine"
    ///     [[case]]
    ///     number = "1.1"
    ///     title = "there is a list of users"
    ///     basis = "documented"
    ///     source = "IAM API Reference, ListUsers"
    ///     send = { Action = "ListUsers" }
    ///     expect = { result = { Users = "@present", IsTruncated = "@any" } }
    /// "#)?;
    /// assert_eq!(suite.cases().len(), known + 1);
    /// # Ok::<(), String>(())
    /// ```
    ///
    /// # Errors
    ///
    /// What is no TOML, an unknown name, a number that is there twice.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let file: CaseFile = toml::from_str(text).map_err(|e| e.to_string())?;
        self.resources.extend(file.resource);
        self.constants.extend(file.constants);
        for (number, title) in file.sections {
            self.sections.insert(format!("{}/{number}", file.theme), title);
        }
        self.checks.extend(file.check);
        for row in file.operation {
            for template in row.templates() {
                self.add_template(&file.theme, template)?;
            }
            self.operations.push(row);
        }
        for template in file.case {
            self.add_template(&file.theme, template)?;
        }
        Ok(())
    }

    /// The cases, in the order of the files.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// Leaves only what one of the filters names; all, if there is no filter. `layout` stands for the
    /// rules for all answers, which are otherwise judged only if no case is left out.
    ///
    /// # Errors
    ///
    /// A filter that names no case.
    pub fn retain(&mut self, filters: &[String]) -> Result<(), String> {
        if filters.is_empty() {
            return Ok(());
        }
        let (layout, filters): (Vec<_>, Vec<_>) =
            filters.iter().partition(|filter| filter.split('/').next() == Some("layout"));
        for filter in &filters {
            if !self.cases.iter().any(|case| case.matches(filter)) {
                return Err(format!("no case has the number or operation {filter}"));
            }
        }
        self.checks.retain(|check| layout.iter().any(|filter| check.matches(filter)));
        if !filters.is_empty() {
            self.cases.retain(|case| filters.iter().any(|filter| case.matches(filter)));
        }
        Ok(())
    }

    fn add_template(&mut self, theme: &str, template: Template) -> Result<(), String> {
        if template.types.is_empty() {
            return self.add_case(theme, template, None);
        }
        let all = template.types == ["all"];
        for resource in 0..self.resources.len() {
            let row = &self.resources[resource];
            if row.number.is_some() && (all || template.types.contains(&row.name)) {
                self.add_case(theme, template.clone(), Some(resource))?;
            }
        }
        Ok(())
    }

    fn add_case(
        &mut self,
        theme: &str,
        mut template: Template,
        resource: Option<usize>,
    ) -> Result<(), String> {
        let row = resource.map(|resource| &self.resources[resource]);
        let mut number = template.number.clone();
        let mut scope = Scope::default();
        if let Some(row) = row {
            number += &format!(".{}", row.number.unwrap_or_default());
            template.title += &format!(" ({})", row.name);
            row.describe(&mut scope);
        }
        let create = template.create.as_ref().and(row).map(|row| &row.create);
        let action =
            template.send.as_ref().or(create).and_then(|send| get(send, "Action")?.as_text());
        let raw = [&template.raw.query, &template.raw.body];
        let action = action.or_else(|| raw.into_iter().flatten().find_map(|text| action_of(text)));
        let operation = scope.fill(action.unwrap_or_default()).unwrap_or_default();
        let operation = percent_decode_str(&operation).decode_utf8_lossy().into_owned();
        let case = Case { theme: theme.to_owned(), number, operation, resource, template };
        if self.cases.iter().any(|other| other.number == case.number && other.theme == case.theme) {
            return Err(format!("{} is there twice", case.number()));
        }
        self.cases.push(case);
        Ok(())
    }

    /// The row of a resource type.
    pub(crate) fn resource(&self, name: &str) -> Option<&ResourceRow> {
        self.resources.iter().find(|row| row.name == name)
    }

    /// The row of an operation.
    pub(crate) fn operation(&self, name: &str) -> Option<&OperationRow> {
        self.operations.iter().find(|row| row.name == name)
    }
}

/// The action that a raw request names.
fn action_of(text: &str) -> Option<&str> {
    text.split('&').find_map(|pair| pair.strip_prefix("Action="))
}

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
    /// Operation 17 gives the cases 17.1, that it works, and 17.2, that something is absent.
    fn templates(&self) -> Vec<Template> {
        let Some(send) = &self.send else {
            return Vec::new();
        };
        let template = |case: u32, title: &str, send: Map, expect| Template {
            number: format!("{}.{case}", self.number),
            title: title.to_owned(),
            basis: Basis::Documented,
            source: OPERATIONS_SOURCE.to_owned(),
            types: Vec::new(),
            needs: self.needs.clone(),
            tags: Map::new(),
            before: self.before.clone(),
            send: Some(self.with_action(&send)),
            create: None,
            raw: Default::default(),
            expect,
            stored: None,
            then: Vec::new(),
            keep: self.keep.clone(),
            after: self.after.clone(),
        };
        let works = Expect { result: self.result.clone(), ..Expect::default() };
        let mut templates = Vec::new();
        if self.works {
            templates.push(template(1, "works", send.clone(), works));
        }
        if let Some(absent) = &self.absent {
            let kept = |(name, _): &&(String, Value)| get(absent, name).is_none();
            let send = send.iter().filter(kept).chain(absent).cloned().collect();
            let expect = Expect {
                error: Some("404 NoSuchEntity".to_owned()),
                message: self.message.clone(),
                ..Expect::default()
            };
            let mut absent = template(2, "of what does not exist", send, expect);
            if self.message.is_some() {
                absent.basis = Basis::Recorded;
                absent.source = RECORDED_WORDS.to_owned();
            }
            templates.push(absent);
        }
        templates
    }

    fn with_action(&self, send: &Map) -> Map {
        let action = ("Action".to_owned(), Value::Text(self.name.clone()));
        std::iter::once(action).chain(send.iter().cloned()).collect()
    }
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../testdata/parity/", $name))),)*];
    };
}

files![
    "resources.toml",
    "layout.toml",
    "routing.toml",
    "parsing.toml",
    "tags.toml",
    "constraints.toml",
    "pages.toml",
    "texts.toml",
    "creates.toml",
    "reads.toml",
    "operations.toml",
];
