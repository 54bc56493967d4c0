//! [`Expect`]: what AWS answers.

use serde::Deserialize;

use crate::text::scope::Scope;
use crate::text::value::{Map, read_map, read_some_map};

/// What AWS answers. Members that are left out are not compared.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Expect {
    /// Status and code: `404 NoSuchEntity`.
    pub(crate) error: Option<String>,
    pub(crate) message: Option<String>,
    /// Violated constraints, in any order: `tags.1.member.key: Member must not be null`; or in all of the
    /// service's words, which begin with `Value`.
    pub(crate) violations: Vec<String>,
    /// Refused, in whatever words: other cases are about them.
    pub(crate) refused: bool,
    /// The request succeeds: what its answer says is the matter of other cases, and so is its effect.
    pub(crate) done: bool,
    /// Any answer but a failure of the server.
    pub(crate) any_answer: bool,
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
    /// Whether tags are in the order of the file.
    pub(crate) ordered: bool,
}

impl Expect {
    pub(crate) fn is_error(&self) -> bool {
        self.error.is_some() || !self.violations.is_empty() || self.refused
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

/// `path: constraint` in AWS's words, if it is not written in them already.
pub(crate) fn violation_text(violation: &str) -> String {
    if violation.starts_with("Value ") {
        return violation.to_owned();
    }
    let (path, constraint) = violation.split_once(": ").unwrap_or(("", violation));
    format!("Value at '{path}' failed to satisfy constraint: {constraint}")
}

#[cfg(test)]
mod tests;
