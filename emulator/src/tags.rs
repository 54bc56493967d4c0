//! Tags: the 24 tag operations over the eight types of resources.

use iam_codec::{
    ErrorCode, ListResourceTags, Resource, ResourceType, Tag, TagPage, TagResource, UntagResource,
};

use crate::answer::{Outcome, failure};
use crate::pages::page_of;
use crate::store::Store;

/// Tags as the structures of the codec hold them.
pub(crate) type Tags = Option<Vec<Tag<'static>>>;

impl Store {
    /// Adds tags. A key that the resource has is overwritten and takes the new spelling.
    pub(crate) fn tag(&mut self, request: &TagResource<'_>) -> Outcome<()> {
        let resource_type = request.resource.resource_type();
        let tags = self.tags_mut(&request.resource)?;
        if request.tags.is_empty() {
            let message = "The provided tag map must not be null/empty.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let is_replaced = |old: &Tag<'_>| {
            request.tags.iter().any(|new| resource_type.same_key(&new.key, &old.key))
        };
        let mut merged = tags.clone();
        merged.retain(|tag| !is_replaced(tag));
        merged.extend(request.clone().into_owned().tags);
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
    pub(crate) fn untag(&mut self, request: &UntagResource<'_>) -> Outcome<()> {
        let resource_type = request.resource.resource_type();
        let tags = self.tags_mut(&request.resource)?;
        let needs_keys = !matches!(resource_type, ResourceType::User | ResourceType::Role);
        if needs_keys && request.tag_keys.is_empty() {
            let message = "The provided tag keys must not be null/empty.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let is_named = |tag: &Tag<'_>| {
            request.tag_keys.iter().any(|key| resource_type.same_key(key, &tag.key))
        };
        tags.retain(|tag| !is_named(tag));
        Ok(())
    }

    /// Gives one page of tags.
    pub(crate) fn list_tags(
        &mut self,
        request: &ListResourceTags<'_>,
    ) -> Outcome<TagPage<'static>> {
        let list = format!("{:?}", request.resource);
        let tags = self.tags_mut(&request.resource)?.iter().cloned();
        let marker = request.marker.as_deref();
        let page = page_of(&list, tags, |tag| &tag.key, marker, request.max_items)?;
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
        tags.map(Option::get_or_insert_default).ok_or_else(|| resource.not_found(""))
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
