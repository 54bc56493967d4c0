//! Tags: the 24 tag operations over the eight types of resources.

use iam_codec::{
    ErrorCode, ListResourceTags, Resource, ResourceType, Tag, TagPage, TagResource, UntagResource,
};

use super::pages::page_of;
use super::{Iam, Outcome, failure};
use crate::state::Tags;

impl Iam<'_> {
    /// Adds tags.
    pub(crate) fn tag(&mut self, request: &TagResource<'_>) -> Outcome<()> {
        let resource_type = request.resource.resource_type();
        let tags = self.tags_mut(&request.resource)?;
        if request.tags.is_empty() {
            let message = match resource_type {
                ResourceType::User => "Error occurred while validating input. ",
                _ => "The provided tag map must not be null/empty.",
            };
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let merged = tags.with(&request.tags, resource_type);
        if merged.len() > 50 {
            let message = "The number of tags has reached the maximum limit.";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        *tags = merged;
        Ok(())
    }

    /// Removes tags. Of users and roles also no keys at all are fine (recorded), and keys that are not
    /// there, but not of server certificates (recorded).
    pub(crate) fn untag(&mut self, request: &UntagResource<'_>) -> Outcome<()> {
        let resource_type = request.resource.resource_type();
        let tags = self.tags_mut(&request.resource)?;
        let needs_keys = !matches!(resource_type, ResourceType::User | ResourceType::Role);
        if needs_keys && request.tag_keys.is_empty() {
            let message = "The provided tag keys must not be null/empty.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let is_certificate = resource_type == ResourceType::ServerCertificate;
        if is_certificate && request.tag_keys.iter().any(|key| !tags.has(key, resource_type)) {
            let message = "Input tag parameters does not meet the acceptance criteria. For example, the \
                           provided tag keys/values must be unicode letters, digits, white space, and \
                           any of the following symbols: _ . : / = + - @.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        tags.remove(&request.tag_keys, resource_type);
        Ok(())
    }

    /// Gives one page of tags.
    pub(crate) fn list_tags(
        &mut self,
        request: &ListResourceTags<'_>,
    ) -> Outcome<TagPage<'static>> {
        let list = format!("{:?}", request.resource);
        let tags = self.tags_mut(&request.resource)?.listed(request.resource.resource_type());
        let marker = request.marker.as_deref();
        let page = page_of(&list, tags, |tag| &tag.key, marker, request.max_items)?;
        let is_truncated = page.marker.is_some();
        Ok(TagPage { tags: page.items, is_truncated, marker: page.marker })
    }

    fn tags_mut(&mut self, resource: &Resource<'_>) -> Outcome<&mut Tags> {
        let id = resource.identifier();
        if resource.resource_type() == ResourceType::Policy {
            return Ok(&mut self.own_policy_mut(id)?.tags);
        }
        let account = &mut *self.account;
        let tags = match resource.resource_type() {
            ResourceType::User => account.users.get_mut(id).map(|user| &mut user.tags),
            ResourceType::Role => account.roles.get_mut(id).map(|role| &mut role.tags),
            ResourceType::InstanceProfile => {
                account.instance_profiles.get_mut(id).map(|profile| &mut profile.tags)
            }
            ResourceType::OpenIdConnectProvider => {
                account.open_id_connect_providers.get_mut(id).map(|provider| &mut provider.tags)
            }
            ResourceType::SamlProvider => {
                account.saml_providers.get_mut(id).map(|provider| &mut provider.tags)
            }
            ResourceType::ServerCertificate => {
                account.server_certificates.get_mut(id).map(|certificate| &mut certificate.tags)
            }
            ResourceType::MfaDevice => {
                account.mfa_devices.get_mut(id).map(|device| &mut device.tags)
            }
            _ => None,
        };
        tags.ok_or_else(|| resource.not_found(""))
    }
}

/// What creates say of tags: those of the request, in its order, or nothing if there are none.
pub(crate) fn sent(tags: &Option<Vec<Tag<'_>>>) -> Option<Vec<Tag<'static>>> {
    let tags = tags.as_ref().filter(|tags| !tags.is_empty())?;
    Some(tags.iter().cloned().map(Tag::into_owned).collect())
}
