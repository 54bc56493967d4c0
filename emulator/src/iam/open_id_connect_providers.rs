//! OpenID Connect providers.

use std::borrow::Cow;

use iam_codec::operations::*;
use iam_codec::structures::OpenIdConnectProviderListEntry;
use iam_codec::{Entity, ErrorCode, Resource, ResourceType};

use super::tags::sent;
use super::{Failure, Iam, Outcome, Serve, check_quota, failure};
use crate::state::{OpenIdConnectProvider, Tags};

impl Iam<'_> {
    fn open_id_connect_provider_mut(&mut self, arn: &str) -> Outcome<&mut OpenIdConnectProvider> {
        let missing = || Resource::OpenIdConnectProvider(arn.to_owned().into()).not_found();
        self.account.open_id_connect_providers.get_mut(arn).ok_or_else(missing)
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
        return Err(Failure::new(ErrorCode::INVALID_INPUT));
    }
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    Ok(format!("{}{path}", host.strip_suffix(":443").unwrap_or(host)))
}

/// Thumbprints are stored in small letters, whatever they are (recorded).
fn in_small_letters(thumbprints: &[Cow<'_, str>]) -> Vec<String> {
    thumbprints.iter().map(|thumbprint| thumbprint.to_ascii_lowercase()).collect()
}

/// The first of each client ID (recorded).
fn without_repeats(client_ids: &[Cow<'_, str>]) -> Vec<String> {
    let mut kept = Vec::new();
    for client_id in client_ids.iter().map(|id| id.to_string()) {
        if !kept.contains(&client_id) {
            kept.push(client_id);
        }
    }
    kept
}

/// Refuses more than a hundred client IDs.
fn check_client_ids(count: usize) -> Outcome<()> {
    check_quota(count.saturating_sub(1), 100, "ClientIdsPerOpenIdConnectProvider")
}

fn check_thumbprints(thumbprints: &[Cow<'_, str>]) -> Outcome<()> {
    if thumbprints.len() <= 5 {
        return Ok(());
    }
    failure(ErrorCode::INVALID_INPUT, "Thumbprint list must contain fewer than 5 entries.")
}

impl<'a> Serve<'a> for CreateOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateOpenIdConnectProviderResult<'static>> {
        let client_ids = self.client_id_list.as_deref().unwrap_or_default();
        let thumbprints = self.thumbprint_list.as_deref().unwrap_or_default();
        check_client_ids(client_ids.len())?;
        check_thumbprints(thumbprints)?;
        let url = host_and_path(&self.url)?;
        let arn = iam.account.arn("oidc-provider", "/", &url);
        if iam.account.open_id_connect_providers.contains_key(&arn) {
            let url = self.url.clone();
            return Err(Resource::OpenIdConnectProvider(url).into_owned().already_exists());
        }
        let provider = OpenIdConnectProvider {
            url,
            client_ids: without_repeats(client_ids),
            thumbprints: in_small_letters(thumbprints),
            created: iam.exactly_now,
            tags: Tags::new(self.tags.as_deref()),
        };
        iam.account.open_id_connect_providers.insert(arn.clone(), provider);
        Ok(CreateOpenIdConnectProviderResult {
            open_id_connect_provider_arn: Some(arn.into()),
            tags: sent(&self.tags),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetOpenIdConnectProviderResult<'static>> {
        let arn = &*self.open_id_connect_provider_arn;
        let missing = || Entity::OpenIdConnectProvider(arn).not_found();
        let provider = iam.account.open_id_connect_providers.get(arn).ok_or_else(missing)?;
        let texts = |texts: &[String]| texts.iter().cloned().map(Cow::from).collect();
        Ok(GetOpenIdConnectProviderResult {
            url: Some(provider.url.clone().into()),
            client_id_list: Some(texts(&provider.client_ids)),
            thumbprint_list: Some(texts(&provider.thumbprints)),
            create_date: Some(provider.created.into()),
            tags: Some(provider.tags.listed(ResourceType::OpenIdConnectProvider)),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListOpenIdConnectProviders<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListOpenIdConnectProvidersResult<'static>> {
        let providers = iam.account.open_id_connect_providers.keys().map(|arn| {
            let arn = Some(arn.clone().into());
            OpenIdConnectProviderListEntry { arn, ..Default::default() }
        });
        Ok(ListOpenIdConnectProvidersResult {
            open_id_connect_provider_list: Some(providers.collect()),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for AddClientIdToOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let provider = iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        if !provider.client_ids.contains(&self.client_id.to_string()) {
            check_client_ids(provider.client_ids.len() + 1)?;
            provider.client_ids.push(self.client_id.to_string());
        }
        Ok(())
    }
}

impl<'a> Serve<'a> for RemoveClientIdFromOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let provider = iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        provider.client_ids.retain(|client_id| *client_id != self.client_id);
        Ok(())
    }
}

impl<'a> Serve<'a> for UpdateOpenIdConnectProviderThumbprint<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let provider = iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        if self.thumbprint_list.is_empty() {
            let message = "Thumbprint list must contain at least one entry.";
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        check_thumbprints(&self.thumbprint_list)?;
        provider.thumbprints = in_small_letters(&self.thumbprint_list);
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteOpenIdConnectProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.open_id_connect_provider_mut(&self.open_id_connect_provider_arn)?;
        iam.account.open_id_connect_providers.remove(&*self.open_id_connect_provider_arn);
        Ok(())
    }
}
