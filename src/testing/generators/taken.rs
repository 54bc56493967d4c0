//! [`Tags`]: the tags of a request that is being made, and the keys that are taken.

use std::collections::BTreeSet;

use crate::iam::operations::Action;
use crate::types::tag_key::KeyCase;

/// The tags of a request so far.
pub(super) struct Tags {
    pub(super) key_case: KeyCase,
    pub(super) keys: Vec<String>,
    /// The keys as they are compared: in lower case, if case does not matter.
    taken: BTreeSet<String>,
    /// The fault of the next tag.
    pub(super) bad: Option<Bad>,
}

/// A fault of tags.
#[derive(Clone, Copy)]
pub(super) enum Bad {
    Repeated,
    Reserved,
}

/// Whether the case of tag keys matters: in all operations but those about users and roles.
pub(super) fn key_case(action: Action) -> KeyCase {
    match action {
        Action::CreateRole | Action::CreateUser | Action::TagRole | Action::TagUser => {
            KeyCase::Insensitive
        }
        _ => KeyCase::Sensitive,
    }
}

impl Tags {
    pub(super) fn new(key_case: KeyCase) -> Self {
        Tags { key_case, keys: Vec::new(), taken: BTreeSet::new(), bad: None }
    }

    /// Notes this key or, if it is taken, another one.
    pub(super) fn distinct(&mut self, key: String) -> String {
        let mut others = (self.keys.len()..).map(|n| format!("k{n}"));
        let mut distinct = key;
        while !self.taken.insert(self.folded(&distinct)) {
            distinct = others.next().unwrap_or_default();
        }
        self.keys.push(distinct.clone());
        distinct
    }

    fn folded(&self, key: &str) -> String {
        match self.key_case {
            KeyCase::Sensitive => key.to_owned(),
            KeyCase::Insensitive => key.chars().flat_map(char::to_lowercase).collect(),
        }
    }
}
