//! OpenID Connect providers.

use std::collections::btree_map::Entry;

use iam_codec::operations::*;
use iam_codec::structures::OpenIdConnectProviderListEntry;
use iam_codec::{Entity, ErrorCode, Resource, ResourceType};

use crate::answer::{Outcome, Serve, failure};
use crate::store::{Store, Text, arn};
use crate::tags::{if_any, stored};

/// A provider is stored as it is read.
pub(crate) type OpenIdConnectProvider = GetOpenIdConnectProviderResult<'static>;

impl Store {
    fn open_id_connect_provider_mut(&mut self, arn: &str) -> Outcome<&mut OpenIdConnectProvider> {
        let missing = || Resource::OpenIdConnectProvider(arn.into()).not_found();
        self.open_id_connect_providers.get_mut(arn).ok_or_else(missing)
    }
}

/// What an ARN and `GetOpenIDConnectProvider` have of a URL: no scheme and no port of HTTPS. A query or
/// a fragment is refused without a message (all recorded).
fn host_and_path(url: &str) -> Outcome<String> {
    let Some(rest) = url.strip_prefix("https://").filter(|rest| !rest.is_empty()) else {
        let message = "Invalid Open ID Connect Provider URL";
        return failure(ErrorCode::VALIDATION_ERROR, message);
    };
    if rest.contains(['?', '#']) {
        return Err(iam_codec::Failure::new(ErrorCode::INVALID_INPUT));
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Ok(format!("{}{path}", host.strip_suffix(":443").unwrap_or(host)))
}

/// Thumbprints are stored in small letters, whatever they are (recorded).
fn in_small_letters(thumbprints: Vec<Text>) -> Vec<Text> {
    thumbprints.iter().map(|thumbprint| thumbprint.to_ascii_lowercase().into()).collect()
}

/// The first of each client ID (recorded).
fn without_repeats(client_ids: Vec<Text>) -> Vec<Text> {
    let mut kept = Vec::new();
    for client_id in client_ids {
        if !kept.contains(&client_id) {
            kept.push(client_id);
        }
    }
    kept
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
        let host = host_and_path(&url)?;
        let arn = arn("oidc-provider", "/", &host);
        let Entry::Vacant(place) = iam.open_id_connect_providers.entry(arn.to_string()) else {
            return Err(Resource::OpenIdConnectProvider(url).already_exists());
        };
        place.insert(OpenIdConnectProvider {
            url: Some(host.into()),
            client_id_list: Some(without_repeats(client_ids)),
            thumbprint_list: Some(in_small_letters(thumbprints)),
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
        let missing = || Entity::OpenIdConnectProvider(arn).not_found();
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
        client_ids.push(client_id);
        let client_ids = without_repeats(client_ids);
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
        if thumbprints.is_empty() {
            let message = "Thumbprint list must contain at least one entry.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        check_lists(&[], &thumbprints)?;
        provider.thumbprint_list = Some(in_small_letters(thumbprints));
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
