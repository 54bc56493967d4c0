//! [`Tags`]: the tags of one resource, and the order in which IAM lists them.

use iam_codec::{ResourceType, Tag};
use serde::{Deserialize, Serialize};

/// Keys and values, in the order in which users and roles list them
/// ([`ResourceType::store_tags`]).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Tags(Vec<(String, String)>);

impl Tags {
    /// The tags of a create.
    pub(crate) fn new(tags: Option<&[Tag<'_>]>) -> Self {
        let pair = |tag: &Tag<'_>| (tag.key.to_string(), tag.value.to_string());
        Tags(tags.unwrap_or_default().iter().map(pair).collect())
    }

    /// These tags and others. A key that is there is overwritten and takes the new spelling.
    pub(crate) fn with(&self, added: &[Tag<'_>], resource_type: ResourceType) -> Self {
        let mut tags: Vec<_> = self.tags().collect();
        resource_type.store_tags(&mut tags, added.iter().cloned());
        Tags::new(Some(&tags))
    }

    /// Those of the tags that have one of these keys.
    pub(crate) fn only(&self, keys: &[String], resource_type: ResourceType) -> Self {
        let is_named = |key: &str| keys.iter().any(|named| resource_type.same_key(named, key));
        Tags(self.0.iter().filter(|(key, _)| is_named(key)).cloned().collect())
    }

    /// Removes the tags that have one of these keys.
    pub(crate) fn remove<K: AsRef<str>>(&mut self, keys: &[K], resource_type: ResourceType) {
        let is_named =
            |key: &str| keys.iter().any(|named| resource_type.same_key(named.as_ref(), key));
        self.0.retain(|(key, _)| !is_named(key));
    }

    /// Whether a key is there.
    pub(crate) fn has(&self, key: &str, resource_type: ResourceType) -> bool {
        self.0.iter().any(|(stored, _)| resource_type.same_key(stored, key))
    }

    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn tags(&self) -> impl Iterator<Item = Tag<'_>> {
        self.0.iter().map(|(key, value)| Tag::new(key, value))
    }

    /// The tags as IAM lists them.
    pub(crate) fn listed(&self, resource_type: ResourceType) -> Vec<Tag<'static>> {
        let mut tags: Vec<_> = self.tags().map(Tag::into_owned).collect();
        resource_type.sort_tags(&mut tags);
        tags
    }

    /// The same for answers that leave an empty list out.
    pub(crate) fn listed_if_any(&self, resource_type: ResourceType) -> Option<Vec<Tag<'static>>> {
        let tags = self.listed(resource_type);
        (!tags.is_empty()).then_some(tags)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn lists(resource_type: ResourceType, stored: &str, listed: &str) {
        let tags: Vec<_> = stored.split(' ').map(|key| Tag::new(key, "")).collect();
        let found = Tags::new(Some(&tags)).listed(resource_type);
        let found: Vec<_> = found.iter().map(|tag| &*tag.key).collect();
        assert_eq!(found.join(" "), listed);
    }

    /// Recorded from IAM, 2021 to 2026.
    #[test]
    fn lists_tags_in_the_recorded_orders() {
        lists(ResourceType::Policy, "abc b z a", "a b z abc");
        lists(ResourceType::Policy, "a A", "A a");
        lists(ResourceType::Policy, "Scenario Stack", "Scenario Stack");
        lists(ResourceType::ServerCertificate, "Team team third", "third Team team");
        lists(
            ResourceType::OpenIdConnectProvider,
            "alpha.eksctl.io/cluster-name alpha.eksctl.io/eksctl-version",
            "alpha.eksctl.io/eksctl-version alpha.eksctl.io/cluster-name",
        );
        lists(ResourceType::SamlProvider, "z A", "A z");
        lists(ResourceType::User, "Scenario Stack Name", "Scenario Stack Name");
    }

    #[test]
    fn the_newest_request_comes_first_and_a_known_key_keeps_its_place() {
        let tags = Tags::new(Some(&[Tag::new("b", "1"), Tag::new("a", "2")]));
        let tags = tags.with(&[Tag::new("c", "3"), Tag::new("A", "4")], ResourceType::User);
        let listed = tags.listed(ResourceType::User);
        assert_eq!(listed, [Tag::new("c", "3"), Tag::new("b", "1"), Tag::new("A", "4")]);
    }
}
