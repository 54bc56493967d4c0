//! Tags: the 24 tag operations over the eight types of resources.

use std::borrow::Cow;

use iam_codec::{ErrorCode, Resource, ResourceType, Tag, TagPage, TagVerb, Tagging};

use super::{Iam, Outcome, failure};
use crate::state::Tags;

impl Iam<'_> {
    /// Performs a tag operation. Only a list gives a page that is not empty.
    pub(crate) fn perform(&mut self, tagging: &Tagging<'_>) -> Outcome<TagPage<'static>> {
        let resource = &tagging.resource;
        match tagging.verb {
            TagVerb::Tag(tags) => self.tag(resource, tags).map(Into::into),
            TagVerb::Untag(keys) => self.untag(resource, keys).map(Into::into),
            _ => tagging.page(&self.tags_mut(resource)?.listed(resource.resource_type())),
        }
    }

    /// Adds tags.
    fn tag(&mut self, resource: &Resource<'_>, added: &[Tag<'_>]) -> Outcome<()> {
        let resource_type = resource.resource_type();
        let tags = self.tags_mut(resource)?;
        if added.is_empty() {
            let message = match resource_type {
                ResourceType::User | ResourceType::Role => {
                    "Error occurred while validating input. "
                }
                _ => "The provided tag map must not be null/empty.",
            };
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let merged = tags.with(added, resource_type);
        if merged.len() > 50 {
            let message = "The number of tags has reached the maximum limit.";
            return failure(ErrorCode::LIMIT_EXCEEDED, message);
        }
        *tags = merged;
        Ok(())
    }

    /// Removes tags. Of users and roles also no keys at all are fine (recorded), and keys that are not
    /// there, but not of server certificates (recorded).
    fn untag(&mut self, resource: &Resource<'_>, keys: &[Cow<'_, str>]) -> Outcome<()> {
        let resource_type = resource.resource_type();
        let tags = self.tags_mut(resource)?;
        let needs_keys = !matches!(resource_type, ResourceType::User | ResourceType::Role);
        if needs_keys && keys.is_empty() {
            let message = "The provided tag keys must not be null/empty.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let is_certificate = resource_type == ResourceType::ServerCertificate;
        if is_certificate && keys.iter().any(|key| !tags.has(key, resource_type)) {
            let message = "Input tag parameters does not meet the acceptance criteria. For example, the \
                           provided tag keys/values must be unicode letters, digits, white space, and \
                           any of the following symbols: _ . : / = + - @.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        tags.remove(keys, resource_type);
        Ok(())
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
        tags.ok_or_else(|| resource.not_found())
    }
}

/// What creates say of tags: those of the request, in its order, or nothing if there are none.
pub(crate) fn sent(tags: &Option<Vec<Tag<'_>>>) -> Option<Vec<Tag<'static>>> {
    let tags = tags.as_ref().filter(|tags| !tags.is_empty())?;
    Some(tags.iter().cloned().map(Tag::into_owned).collect())
}
