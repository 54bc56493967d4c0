//! SAML providers.

use std::collections::btree_map::Entry;
use std::time::{Duration, SystemTime};

use iam_codec::operations::*;
use iam_codec::structures::AssertionEncryptionMode::{Allowed, Required};
use iam_codec::structures::{AssertionEncryptionMode, SamlPrivateKey, SamlProviderListEntry};
use iam_codec::{ErrorCode, Resource, ResourceType};

use crate::answer::{Outcome, Serve, failure};
use crate::store::{Store, arn};
use crate::tags::{if_any, stored};

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Store {
    /// What is shown of a private key.
    fn new_private_key(&mut self) -> SamlPrivateKey<'static> {
        let id = self.new_uuid().simple().to_string().to_ascii_uppercase();
        SamlPrivateKey {
            key_id: Some(format!("SAMLPK{}", &id[..16]).into()),
            timestamp: Some(self.now),
            ..Default::default()
        }
    }

    fn saml_provider_mut(&mut self, arn: &str) -> Outcome<&mut GetSamlProviderResult<'static>> {
        let missing = || Resource::SamlProvider(arn.into()).not_found();
        self.saml_providers.get_mut(arn).ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for CreateSamlProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateSamlProviderResult<'static>> {
        let CreateSamlProvider {
            name,
            saml_metadata_document,
            assertion_encryption_mode,
            add_private_key,
            tags,
            ..
        } = self.clone().into_owned();
        let private_keys: Vec<_> =
            add_private_key.map(|_| iam.new_private_key()).into_iter().collect();
        if assertion_encryption_mode == Some(Required) && private_keys.is_empty() {
            let message = "Unable to set assertion encryption mode to Required because no private key \
                           is provided.";
            return failure(ErrorCode::VALIDATION_ERROR, message);
        }
        let arn = arn("saml-provider", "/", &name);
        let uuid = iam.new_uuid().to_string();
        let valid_until = SystemTime::from(iam.now) + 100 * YEAR;
        let Entry::Vacant(place) = iam.saml_providers.entry(arn.to_string()) else {
            return Err(Resource::SamlProvider(name).already_exists());
        };
        place.insert(GetSamlProviderResult {
            saml_provider_uuid: Some(uuid.into()),
            saml_metadata_document: Some(saml_metadata_document),
            create_date: Some(iam.now),
            valid_until: valid_until.try_into().ok(),
            tags: stored(&tags, ResourceType::SamlProvider),
            // Recorded: both are there even if the request has neither.
            assertion_encryption_mode: Some(assertion_encryption_mode.unwrap_or(Allowed)),
            private_key_list: Some(private_keys),
            ..Default::default()
        });
        Ok(CreateSamlProviderResult {
            saml_provider_arn: Some(arn),
            tags: if_any(tags),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetSamlProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetSamlProviderResult<'static>> {
        iam.saml_provider_mut(&self.saml_provider_arn).cloned()
    }
}

impl<'a> Serve<'a> for ListSamlProviders<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListSamlProvidersResult<'static>> {
        let providers = iam.saml_providers.iter().map(|(arn, provider)| SamlProviderListEntry {
            arn: Some(arn.clone().into()),
            valid_until: provider.valid_until,
            create_date: provider.create_date,
            ..Default::default()
        });
        Ok(ListSamlProvidersResult {
            saml_provider_list: Some(providers.collect()),
            ..Default::default()
        })
    }
}

/// Refuses an update that changes nothing, or that adds and removes a key (recorded).
fn check_saml_update(update: &UpdateSamlProvider<'_>) -> Outcome<()> {
    let adds = update.add_private_key.is_some();
    let removes = update.remove_private_key.is_some();
    if adds && removes {
        let message = "Unable to add and remove private keys in the same request. Set a value for only \
                       one of the two parameters.";
        return failure(ErrorCode::VALIDATION_ERROR, message);
    }
    let others = update.saml_metadata_document.is_some()
        || update.assertion_encryption_mode.is_some()
        || update.context_provider.is_some()
        || update.identity_center_instance_arn.is_some()
        || update.remove_context_provider.is_some()
        || update.remove_identity_center_instance.is_some();
    if !(adds || removes || others) {
        let message = "Unable to update identity provider. No updates are defined for metadata or \
                       encryption assertion.";
        return failure(ErrorCode::VALIDATION_ERROR, message);
    }
    Ok(())
}

/// Holds the keys that an update leaves against the mode: two at most, and one if it is `Required`
/// (recorded).
fn check_private_keys(
    keys: &[SamlPrivateKey<'_>],
    update: &UpdateSamlProvider<'_>,
    mode: Option<&AssertionEncryptionMode<'_>>,
) -> Outcome<()> {
    if keys.len() > 2 {
        return failure(ErrorCode::LIMIT_EXCEEDED, "Private key limit of 2 is reached.");
    }
    if mode != Some(&Required) || !keys.is_empty() {
        return Ok(());
    }
    let message = match update.remove_private_key {
        Some(_) => "Failed to remove private key.",
        None => {
            "Failed to set assertion encryption mode to Required because no private key is present."
        }
    };
    failure(ErrorCode::INVALID_INPUT, message)
}

impl<'a> Serve<'a> for UpdateSamlProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<UpdateSamlProviderResult<'static>> {
        let UpdateSamlProvider {
            saml_provider_arn,
            saml_metadata_document,
            assertion_encryption_mode,
            ..
        } = self.clone().into_owned();
        check_saml_update(self)?;
        let new_key = iam.new_private_key();
        let provider = iam.saml_provider_mut(&saml_provider_arn)?;
        let mut keys = provider.private_key_list.clone().unwrap_or_default();
        if self.add_private_key.is_some() {
            keys.push(new_key);
        }
        if let Some(removed) = &self.remove_private_key {
            keys.retain(|key| key.key_id.as_ref() != Some(removed));
        }
        let mode = assertion_encryption_mode.or(provider.assertion_encryption_mode.clone());
        check_private_keys(&keys, self, mode.as_ref())?;
        provider.private_key_list = Some(keys);
        provider.assertion_encryption_mode = mode;
        if saml_metadata_document.is_some() {
            provider.saml_metadata_document = saml_metadata_document;
        }
        Ok(UpdateSamlProviderResult {
            saml_provider_arn: Some(saml_provider_arn),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeleteSamlProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        iam.saml_provider_mut(&self.saml_provider_arn)?;
        iam.saml_providers.remove(&*self.saml_provider_arn);
        Ok(())
    }
}
