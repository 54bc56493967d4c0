//! What IAM keeps of users, groups, roles, policies and access keys, as far as the steps can change it.

use std::collections::{BTreeMap, BTreeSet};

use super::rows::{Row, told};
use super::steps::Kind;

/// A user, a group or a role.
#[derive(Default)]
pub(super) struct Holder {
    /// As it was created.
    pub(super) name: String,
    pub(super) attached: BTreeSet<String>,
    pub(super) inline: BTreeMap<String, (String, &'static str)>,
    pub(super) tags: Tags,
    /// Ids of access keys, and whether they are active.
    pub(super) keys: BTreeMap<String, bool>,
    /// The groups of a user, by their names in lower case.
    pub(super) groups: BTreeSet<String>,
    pub(super) description: Option<String>,
    pub(super) seconds: String,
}

/// Tags, by what makes their keys equal.
pub(super) type Tags = BTreeMap<String, (String, String)>;

/// A policy of the account.
pub(super) struct Policy {
    pub(super) name: String,
    pub(super) tags: Tags,
    pub(super) versions: BTreeMap<u32, &'static str>,
    pub(super) default: u32,
    pub(super) newest: u32,
}

#[derive(Default)]
pub(super) struct Model {
    /// By their names in lower case.
    pub(super) holders: BTreeMap<(Kind, String), Holder>,
    /// By ARN.
    pub(super) policies: BTreeMap<String, Policy>,
    /// The ids of all access keys that were created.
    pub(super) ids: Vec<String>,
}

pub(super) type Refusal = (u16, String);
pub(super) type Taken<T> = Result<T, Refusal>;

pub(super) fn refuse<T>(status: u16, code: &str) -> Taken<T> {
    Err((status, code.to_owned()))
}

pub(super) fn missing() -> Refusal {
    (404, "NoSuchEntity".to_owned())
}

pub(super) fn conflict_if(is_needed: bool) -> Taken<()> {
    if is_needed { refuse(409, "DeleteConflict") } else { Ok(()) }
}

pub(super) fn limit(count: usize, most: usize) -> Taken<()> {
    if count > most { refuse(409, "LimitExceeded") } else { Ok(()) }
}

impl Model {
    /// An access key that was created, or one that nobody has.
    pub(super) fn key(&self, number: usize) -> &str {
        let count = self.ids.len().max(1);
        self.ids.get(number / 3 % count).map_or("AKIAIOSFODNN7EXAMPLE", |id| id)
    }

    pub(super) fn holder(&self, kind: Kind, name: &str) -> Taken<&Holder> {
        self.holders.get(&(kind, name.to_lowercase())).ok_or_else(missing)
    }

    pub(super) fn holder_mut(&mut self, kind: Kind, name: &str) -> Taken<&mut Holder> {
        self.holders.get_mut(&(kind, name.to_lowercase())).ok_or_else(missing)
    }

    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(move |((of, _), _)| *of == kind).map(|(_, holder)| holder)
    }
}

pub(super) fn tag_rows(tags: &Tags) -> Vec<Row> {
    tags.values().map(|(key, value)| told([("Key", key), ("Value", value)])).collect()
}

/// What makes keys equal.
pub(super) fn folded(key: &str, have_case: bool) -> String {
    if have_case { key.to_owned() } else { key.to_lowercase() }
}

/// Tags and others, which win, with their spelling.
pub(super) fn with(mut tags: Tags, added: &[(String, String)], have_case: bool) -> Tags {
    tags.extend(added.iter().map(|tag| (folded(&tag.0, have_case), tag.clone())));
    tags
}
