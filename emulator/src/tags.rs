//! Tags: the 24 tag operations over the eight types of resources.

use std::borrow::Cow;

use iam_codec::{ErrorCode, Resource, ResourceType, Tag, TagPage, TagVerb, Tagging};

use crate::answer::{Outcome, failure};
use crate::pages::page_of;
use crate::store::Store;

/// Tags as the structures of the codec hold them.
pub(crate) type Tags = Option<Vec<Tag<'static>>>;

impl Store {
    /// Performs a tag operation. Only a list gives a page that is not empty.
    pub(crate) fn perform(&mut self, tagging: &Tagging<'_>) -> Outcome<TagPage<'static>> {
        let resource = &tagging.resource;
        match tagging.verb {
            TagVerb::Tag(tags) => self.tag(resource, tags).map(Into::into),
            TagVerb::Untag(keys) => self.untag(resource, keys).map(Into::into),
            TagVerb::List { marker, max_items } => self.list_tags(resource, marker, max_items),
        }
    }

    /// Adds tags. A key that the resource has is overwritten and takes the new spelling.
    fn tag(&mut self, resource: &Resource<'_>, added: &[Tag<'_>]) -> Outcome<()> {
        let resource_type = resource.resource_type();
        let tags = self.tags_mut(resource)?;
        if added.is_empty() {
            let message = "The provided tag map must not be null/empty.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let is_replaced =
            |old: &Tag<'_>| added.iter().any(|new| resource_type.same_key(&new.key, &old.key));
        let mut merged = tags.clone();
        merged.retain(|tag| !is_replaced(tag));
        merged.extend(added.iter().cloned().map(Tag::into_owned));
        if merged.len() > 50 {
            let message = "The number of tags has reached the maximum limit.";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        sort(&mut merged, resource_type);
        *tags = merged;
        Ok(())
    }

    /// Removes tags. Keys that the resource does not have are fine; of users also no keys at all
    /// (recorded).
    fn untag(&mut self, resource: &Resource<'_>, keys: &[Cow<'_, str>]) -> Outcome<()> {
        let resource_type = resource.resource_type();
        let tags = self.tags_mut(resource)?;
        let needs_keys = !matches!(resource_type, ResourceType::User | ResourceType::Role);
        if needs_keys && keys.is_empty() {
            let message = "The provided tag keys must not be null/empty.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let is_named = |tag: &Tag<'_>| keys.iter().any(|key| resource_type.same_key(key, &tag.key));
        tags.retain(|tag| !is_named(tag));
        Ok(())
    }

    /// Gives one page of tags.
    fn list_tags(
        &mut self,
        resource: &Resource<'_>,
        marker: Option<&str>,
        max_items: Option<i32>,
    ) -> Outcome<TagPage<'static>> {
        let list = format!("{resource:?}");
        let tags = self.tags_mut(resource)?.iter().cloned();
        let page = page_of(&list, tags, |tag| &tag.key, marker, max_items)?;
        let is_truncated = page.marker.is_some();
        Ok(TagPage { tags: page.items, is_truncated, marker: page.marker })
    }

    fn tags_mut(&mut self, resource: &Resource<'_>) -> Outcome<&mut Vec<Tag<'static>>> {
        let id = resource.identifier();
        let tags = match resource.resource_type() {
            ResourceType::User => self.users.get_mut(id).map(|user| &mut user.user.tags),
            ResourceType::Role => self.roles.get_mut(id).map(|role| &mut role.role.tags),
            ResourceType::Policy => return self.policy_tags_mut(id),
            ResourceType::InstanceProfile => {
                self.instance_profiles.get_mut(id).map(|profile| &mut profile.tags)
            }
            ResourceType::OpenIdConnectProvider => {
                self.open_id_connect_providers.get_mut(id).map(|provider| &mut provider.tags)
            }
            ResourceType::SamlProvider => {
                self.saml_providers.get_mut(id).map(|provider| &mut provider.tags)
            }
            ResourceType::ServerCertificate => {
                self.server_certificates.get_mut(id).map(|certificate| &mut certificate.tags)
            }
            ResourceType::MfaDevice => self.mfa_devices.get_mut(id).map(|device| &mut device.tags),
            _ => None,
        };
        tags.map(Option::get_or_insert_default).ok_or_else(|| resource.not_found())
    }
}

/// What a create stores: the tags in the order of the list operations.
pub(crate) fn stored(tags: &Tags, resource_type: ResourceType) -> Tags {
    let mut tags = tags.clone().unwrap_or_default();
    sort(&mut tags, resource_type);
    Some(tags)
}

/// What creates, `GetUser` and `GetRole` say of tags: nothing if there are none.
pub(crate) fn if_any(tags: Tags) -> Tags {
    tags.filter(|tags| !tags.is_empty())
}

/// Policies list their tags by length first; all types list capitals before small letters.
fn sort(tags: &mut [Tag<'_>], resource_type: ResourceType) {
    let length = |tag: &Tag<'_>| match resource_type {
        ResourceType::Policy => tag.key.chars().count(),
        _ => 0,
    };
    tags.sort_by(|a, b| length(a).cmp(&length(b)).then_with(|| a.key.cmp(&b.key)));
}
