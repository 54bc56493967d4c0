//! Rules for all answers, as `layout.toml` has them.

use serde::Deserialize;

use crate::cases::case::is_part;
use crate::cases::level::{Basis, Level};

/// A rule for answers.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Check {
    pub(crate) number: String,
    pub(crate) title: String,
    pub(crate) basis: Basis,
    pub(crate) source: String,
    /// How bad a breach is: `layout`, unless it ends a widely used SDK.
    #[serde(default = "layout")]
    pub(crate) level: Level,
    pub(crate) rule: Rule,
    /// For `order`: the element, by its name or by `parent/name`, and its children.
    #[serde(default)]
    pub(crate) element: String,
    #[serde(default)]
    pub(crate) order: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Rule {
    ContentType,
    RequestIdHeader,
    RequestIdBody,
    RequestIdSame,
    RequestIdUuid,
    ExtendedRequestId,
    NoDeclaration,
    Namespace,
    Indentation,
    EmptyElement,
    ErrorOrder,
    ErrorElements,
    MetadataLast,
    WholeSeconds,
    TimeZone,
    NamespaceText,
    NoPrefix,
    Order,
    /// No two answers have the same request id.
    NewRequestIds,
    /// What widely used clients misread in a result.
    Misread,
    /// What they pass over.
    PassedOver,
    IdPrefixes,
    Arns,
    /// No two creations give the same id or secret.
    NewIds,
}

fn layout() -> Level {
    Level::Layout
}

impl Check {
    pub(crate) fn number(&self) -> String {
        format!("layout/{}", self.number)
    }

    pub(crate) fn matches(&self, filter: &str) -> bool {
        is_part(&self.number(), filter)
    }
}
