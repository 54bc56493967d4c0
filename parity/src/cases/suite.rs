//! The case files → cases. A row that is about all types of resources becomes one case for each.

use std::collections::{BTreeMap, HashSet};

use percent_encoding::percent_decode_str;

use crate::cases::case::{Case, Template};
use crate::cases::check::Check;
use crate::cases::effects::EffectRow;
use crate::cases::file::{CaseFile, Hash, Lines, read};
use crate::cases::rows::{OperationRow, ResourceRow};
use crate::text::scope::Scope;
use crate::text::value::{Map, Value, get};
use crate::text::visible;

/// All cases, with what they need: resources, operations, and the rules for all answers.
///
/// ```
/// use iam_parity::Suite;
///
/// let mut suite = Suite::built_in();
/// suite.retain(&["routing", "TagUser"])?;
/// assert!(suite.cases().iter().all(|case| case.matches("routing") || case.matches("TagUser")));
/// assert_eq!(suite.section(&suite.cases()[0]).unwrap().0, "routing/1");
/// # Ok::<(), String>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Suite {
    pub(crate) cases: Vec<Case>,
    pub(crate) resources: Vec<ResourceRow>,
    pub(crate) operations: Vec<OperationRow>,
    pub(crate) checks: Vec<Check>,
    pub(crate) effects: Vec<EffectRow>,
    pub(crate) sections: BTreeMap<String, String>,
    pub(crate) constants: BTreeMap<String, String>,
    numbers: HashSet<String>,
    /// Of all texts that were added.
    hash: Hash,
}

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

    /// Adds the cases of a TOML text. They may use the resources that are there already.
    ///
    /// ```
    /// use iam_parity::Suite;
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
    /// The text is not TOML of the shape that `README.md` of `parity/cases` describes, a case is about a
    /// type of resource that does not exist, or a number is there twice. The message says which, and the line.
    pub fn add(&mut self, text: &str) -> Result<(), String> {
        let (file, lines) = (read(text)?, Lines::of(text));
        let CaseFile { theme, sections, constants, resource, operation, check, case, .. } = file;
        self.effects.extend(file.effect);
        self.hash.add(text);
        self.resources.extend(resource);
        self.constants.extend(constants);
        for (number, title) in sections {
            self.sections.insert(format!("{theme}/{number}"), title);
        }
        self.checks.extend(check);
        for row in operation {
            let line = lines.line(row.span().start);
            let row = row.into_inner();
            for template in row.templates() {
                self.add_template(&theme, template, line)?;
            }
            self.operations.push(row);
        }
        for row in file.list {
            let line = lines.line(row.span().start);
            for template in row.into_inner().templates() {
                self.add_template(&theme, template, line)?;
            }
        }
        for row in file.change {
            let line = lines.line(row.span().start);
            let row = row.into_inner();
            self.sections.insert(format!("{theme}/{}", row.number), row.title.clone());
            for template in row.templates(&file.thing) {
                self.add_template(&theme, template, line)?;
            }
        }
        for template in self.complete_requests(&file.samples) {
            self.add_template(&theme, template, 1)?;
        }
        for template in case {
            let line = lines.line(template.span().start);
            self.add_template(&theme, template.into_inner(), line)?;
        }
        Ok(())
    }

    /// A number in hexadecimal digits that changes whenever a case does.
    pub(crate) fn hash(&self) -> String {
        let mut hash = self.hash;
        self.cases.iter().for_each(|case| hash.add(&case.number()));
        hash.text()
    }

    /// The cases, in the order of the files.
    pub fn cases(&self) -> &[Case] {
        &self.cases
    }

    /// The section of a case: its number, `tags/4`, and its title.
    pub fn section(&self, case: &Case) -> Option<(&str, &str)> {
        let number = case.number();
        let (section, _) = number.split_once('.')?;
        let (section, title) = self.sections.get_key_value(section)?;
        Some((section, title))
    }

    /// Leaves only the cases that one of the filters names ([`Case::matches`]); all, if there is no filter.
    /// The filter `layout` names the rules for all answers, and `layout/1.1` one of them: alone it leaves
    /// all cases, since their answers are what the rules judge. Without it, other filters leave no rule.
    ///
    /// # Errors
    ///
    /// A filter names no case.
    pub fn retain<S: AsRef<str>>(&mut self, filters: &[S]) -> Result<(), String> {
        if filters.is_empty() {
            return Ok(());
        }
        let (layout, filters): (Vec<&str>, Vec<&str>) = filters
            .iter()
            .map(AsRef::as_ref)
            .partition(|filter| filter.split('/').next() == Some("layout"));
        let is_case = |filter: &&&str| self.cases.iter().any(|case| case.matches(filter));
        let is_rule = |filter: &&&str| self.checks.iter().any(|check| check.matches(filter));
        let unknown = filters.iter().find(|f| !is_case(f));
        if let Some(filter) = unknown.or_else(|| layout.iter().find(|f| !is_rule(f))) {
            return Err(format!("no case has the number or operation {filter}"));
        }
        self.checks.retain(|check| layout.iter().any(|filter| check.matches(filter)));
        if !filters.is_empty() {
            self.cases.retain(|case| filters.iter().any(|filter| case.matches(filter)));
        }
        Ok(())
    }

    /// Adds the cases of a template: one, or one for each type of resource.
    fn add_template(&mut self, theme: &str, template: Template, line: usize) -> Result<(), String> {
        let failed = |what: String| format!("line {line}: {theme}/{}: {what}", template.number);
        if !is_plain(&template.number) || !is_plain(theme) {
            let what =
                "a theme and a number consist of A-Z a-z 0-9 . _ -, without two dots in a row";
            return Err(format!("line {line}: {what}"));
        }
        if template.types.is_empty() {
            return self.add_case(theme, template.clone(), None, line).map_err(failed);
        }
        let all = template.types == ["all"];
        let is_tagged =
            |name: &&String| self.resource(name).is_some_and(|row| row.number.is_some());
        if let Some(name) = template.types.iter().find(|name| !all && !is_tagged(name)) {
            return Err(failed(format!("no type of resource {}", visible::line(name))));
        }
        for resource in 0..self.resources.len() {
            let row = &self.resources[resource];
            if row.number.is_some() && (all || template.types.contains(&row.name)) {
                self.add_case(theme, template.clone(), Some(resource), line).map_err(&failed)?;
            }
        }
        Ok(())
    }

    fn add_case(
        &mut self,
        theme: &str,
        mut template: Template,
        resource: Option<usize>,
        line: usize,
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
        let operation = operation_of(&template, create, &scope);
        let case = Case { theme: theme.to_owned(), number, operation, resource, line, template };
        if !self.numbers.insert(case.number()) {
            return Err("the number is there twice".to_owned());
        }
        self.cases.push(case);
        Ok(())
    }

    /// The requests of operations that make or change something, with all optional members that have a sample.
    fn complete_requests(&self, samples: &BTreeMap<String, Value>) -> Vec<Template> {
        self.operations.iter().filter_map(|row| row.complete(samples)).collect()
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

/// The operation that a request names.
fn operation_of(template: &Template, create: Option<&Map>, scope: &Scope) -> String {
    let send = template.send.as_ref().or(create);
    let sent = send.and_then(|send| get(send, "Action")?.as_text());
    let raw = [&template.raw.query, &template.raw.body];
    let action = sent.or_else(|| raw.into_iter().flatten().find_map(|text| action_of(text)));
    let operation = scope.fill(action.unwrap_or_default()).unwrap_or_default();
    percent_decode_str(&operation).decode_utf8_lossy().into_owned()
}

/// Whether a theme or number can be a part of a file's name.
fn is_plain(name: &str) -> bool {
    let is_fine = |b: u8| b.is_ascii_alphanumeric() || b"._-".contains(&b);
    !name.is_empty() && name.bytes().all(is_fine) && !name.contains("..") && name != "."
}

/// The action that a raw request names.
fn action_of(text: &str) -> Option<&str> {
    text.split('&').find_map(|pair| pair.strip_prefix("Action="))
}

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../../cases/", $name))),)*];
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
    "effects.toml",
    "lists.toml",
    "neighbours.toml",
    "conflicts.toml",
    "policies.toml",
    "sts-routing.toml",
    "sts-identities.toml",
    "sts-sessions.toml",
    "sts-tokens.toml",
];

#[cfg(test)]
mod tests;
