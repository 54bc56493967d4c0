//! Identity providers: OpenID Connect and SAML.

use std::collections::btree_map::Entry;
use std::time::Duration;
use std::time::SystemTime;

use iam_codec::operations::*;
use iam_codec::structures::{OpenIdConnectProviderListEntry, SamlProviderListEntry};
use iam_codec::{Entity, ErrorCode, Resource, ResourceType};

use super::answer::{Outcome, Serve, failure};
use super::store::{Store, Text, arn};
use super::tags::{if_any, stored};

/// A provider is stored as it is read.
pub(crate) type OpenIdConnectProvider = GetOpenIdConnectProviderResult<'static>;

const YEAR: Duration = Duration::from_secs(365 * 24 * 60 * 60);

impl Store {
    fn open_id_connect_provider_mut(&mut self, arn: &str) -> Outcome<&mut OpenIdConnectProvider> {
        let missing = || Resource::OpenIdConnectProvider(arn.into()).not_found("");
        self.open_id_connect_providers.get_mut(arn).ok_or_else(missing)
    }

    fn saml_provider_mut(&mut self, arn: &str) -> Outcome<&mut GetSamlProviderResult<'static>> {
        let missing = || Resource::SamlProvider(arn.into()).not_found("");
        self.saml_providers.get_mut(arn).ok_or_else(missing)
    }
}

/// Refuses lists that are too long.
fn check_lists(client_ids: &[Text], thumbprints: &[Text]) -> Outcome<()> {
    if client_ids.len() > 100 {
        let message = "Cannot exceed quota for ClientIdsPerOpenIdConnectProvider: 100";
        return failure(ErrorCode::LIMIT_EXCEEDED, message);
    }
    if thumbprints.len() > 5 {
        let message = "Thumbprint list must contain fewer than 5 entries.";
        return failure(ErrorCode::INVALID_INPUT, message);
    }
    Ok(())
}

impl<'a> Serve<'a> for CreateOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateOpenIdConnectProviderResult<'static>> {
        let CreateOpenIdConnectProvider { url, client_id_list, thumbprint_list, tags, .. } =
            self.clone().into_owned();
        let client_ids = client_id_list.unwrap_or_default();
        let thumbprints = thumbprint_list.unwrap_or_default();
        check_lists(&client_ids, &thumbprints)?;
        let Some(host) = url.strip_prefix("https://").filter(|host| !host.is_empty()) else {
            let message = "Invalid Open ID Connect Provider URL";
            return failure(ErrorCode::VALIDATION_ERROR, message);
        };
        let arn = arn("oidc-provider", "/", host);
        let Entry::Vacant(place) = iam.open_id_connect_providers.entry(arn.to_string()) else {
            return Err(Resource::OpenIdConnectProvider(url).already_exists(""));
        };
        place.insert(OpenIdConnectProvider {
            url: Some(host.to_owned().into()),
            client_id_list: Some(client_ids),
            thumbprint_list: Some(thumbprints),
            create_date: Some(iam.now),
            tags: stored(&tags, ResourceType::OpenIdConnectProvider),
            ..Default::default()
        });
        Ok(CreateOpenIdConnectProviderResult {
            open_id_connect_provider_arn: Some(arn),
            tags: if_any(tags),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<GetOpenIdConnectProviderResult<'static>> {
        let arn = &*self.open_id_connect_provider_arn;
        let missing = || Entity::OpenIdConnectProvider(arn).not_found("");
        iam.open_id_connect_providers.get(arn).cloned().ok_or_else(missing)
    }
}

impl<'a> Serve<'a> for ListOpenIdConnectProviders<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<ListOpenIdConnectProvidersResult<'static>> {
        let providers = iam.open_id_connect_providers.keys().map(|arn| {
            let arn = Some(arn.clone().into());
            OpenIdConnectProviderListEntry { arn, ..Default::default() }
        });
        Ok(ListOpenIdConnectProvidersResult {
            open_id_connect_provider_list: Some(providers.collect()),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for AddClientIDToOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let client_id = self.client_id.clone().into_owned().into();
        let provider = iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        let mut client_ids = provider.client_id_list.clone().unwrap_or_default();
        if !client_ids.contains(&client_id) {
            client_ids.push(client_id);
        }
        check_lists(&client_ids, &[])?;
        provider.client_id_list = Some(client_ids);
        Ok(())
    }
}

impl<'a> Serve<'a> for RemoveClientIDFromOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let provider = iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        let client_ids = provider.client_id_list.get_or_insert_default();
        client_ids.retain(|client_id| *client_id != self.client_id);
        Ok(())
    }
}

impl<'a> Serve<'a> for UpdateOpenIdConnectProviderThumbprint<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        let thumbprints = self.clone().into_owned().thumbprint_list;
        let provider = iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        check_lists(&[], &thumbprints)?;
        provider.thumbprint_list = Some(thumbprints);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<()> {
        iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        iam.open_id_connect_providers.remove(&*self.open_id_connect_provider_arn);
        Ok(())
    }
}

impl<'a> Serve<'a> for CreateSamlProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<CreateSamlProviderResult<'static>> {
        let CreateSamlProvider {
            name,
            saml_metadata_document,
            assertion_encryption_mode,
            tags,
            ..
        } = self.clone().into_owned();
        let arn = arn("saml-provider", "/", &name);
        let uuid = iam.new_uuid().to_string();
        let valid_until = SystemTime::from(iam.now) + 100 * YEAR;
        let Entry::Vacant(place) = iam.saml_providers.entry(arn.to_string()) else {
            return Err(Resource::SamlProvider(name).already_exists(""));
        };
        place.insert(GetSamlProviderResult {
            saml_provider_uuid: Some(uuid.into()),
            saml_metadata_document: Some(saml_metadata_document),
            create_date: Some(iam.now),
            valid_until: Some(valid_until.into()),
            tags: stored(&tags, ResourceType::SamlProvider),
            assertion_encryption_mode,
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

impl<'a> Serve<'a> for UpdateSamlProvider<'a> {
    fn serve(&self, iam: &mut Store) -> Outcome<UpdateSamlProviderResult<'static>> {
        let UpdateSamlProvider {
            saml_provider_arn,
            saml_metadata_document,
            assertion_encryption_mode,
            ..
        } = self.clone().into_owned();
        let provider = iam.saml_provider_mut(&saml_provider_arn)?;
        if saml_metadata_document.is_some() {
            provider.saml_metadata_document = saml_metadata_document;
        }
        if assertion_encryption_mode.is_some() {
            provider.assertion_encryption_mode = assertion_encryption_mode;
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
