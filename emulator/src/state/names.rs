//! [`Names`]: things by name, where names that differ only by case are the same.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Things by name. Two names that differ only by case are the same name (recorded of users, groups,
/// roles and instance profiles); the thing itself keeps the spelling it was created with.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Names<T>(BTreeMap<String, T>);

impl<T> Names<T> {
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.0.get(&name.to_ascii_lowercase())
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut T> {
        self.0.get_mut(&name.to_ascii_lowercase())
    }

    pub(crate) fn contains(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    pub(crate) fn insert(&mut self, name: &str, thing: T) {
        self.0.insert(name.to_ascii_lowercase(), thing);
    }

    pub(crate) fn remove(&mut self, name: &str) -> Option<T> {
        self.0.remove(&name.to_ascii_lowercase())
    }

    /// All things, in alphabetical order.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.0.values()
    }

    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.values_mut()
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T> Default for Names<T> {
    fn default() -> Self {
        Names(BTreeMap::new())
    }
}
