//! SAML providers. Of their metadata the certificates alone are looked at.

use data_encoding::BASE64;
use iam_codec::operations::*;
use iam_codec::structures::AssertionEncryptionMode::{Allowed, Required};
use iam_codec::structures::{SamlPrivateKey, SamlProviderListEntry};
use iam_codec::{ErrorCode, Refusal, Resource, ResourceType};
use roxmltree::Document;

use super::tags::sent;
use super::{Iam, Outcome, Serve, failure};
use crate::state::{SamlProvider, Tags, Time};

/// Recorded: a hundred years after the upload, whatever the metadata say.
const VALIDITY: u64 = 100 * 365 * 24 * 60 * 60;

impl Iam<'_> {
    fn new_private_key(&mut self) -> (String, Time) {
        (self.ids.unique("SAMLPK")[..22].to_owned(), self.exactly_now)
    }

    /// How long metadata are valid that are uploaded now.
    fn valid_until(&self) -> Time {
        self.exactly_now.later(VALIDITY)
    }

    fn saml_provider_mut(&mut self, arn: &str) -> Outcome<&mut SamlProvider> {
        let missing = || Resource::SamlProvider(arn.to_owned().into()).not_found();
        self.account.saml_providers.get_mut(arn).ok_or_else(missing)
    }
}

/// Refuses metadata if the text of a certificate is not one (recorded).
fn check_metadata(metadata: &str) -> Outcome<()> {
    // Other texts than XML are not judged here.
    let Ok(document) = Document::parse(metadata) else { return Ok(()) };
    let mut certificates =
        document.descendants().filter(|node| node.tag_name().name() == "X509Certificate");
    match certificates.all(|node| is_der(node.text().unwrap_or_default())) {
        true => Ok(()),
        false => Err(Refusal::SamlMetadata.into()),
    }
}

/// Whether a text is base64 of a sequence of ASN.1, as each certificate is.
fn is_der(text: &str) -> bool {
    let text: String = text.split_ascii_whitespace().collect();
    BASE64.decode(text.as_bytes()).is_ok_and(|bytes| bytes.first() == Some(&0x30))
}

impl<'a> Serve<'a> for CreateSamlProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreateSamlProviderResult<'static>> {
        check_metadata(&self.saml_metadata_document)?;
        let requires_encryption = self.assertion_encryption_mode == Some(Required);
        if requires_encryption && self.add_private_key.is_none() {
            let message = "Unable to set assertion encryption mode to Required because no private key \
                           is provided.";
            return failure(ErrorCode::VALIDATION_ERROR, message);
        }
        let arn = iam.account.arn("saml-provider", "/", &self.name);
        if iam.account.saml_providers.contains_key(&arn) {
            return Err(Resource::SamlProvider(self.name.clone()).into_owned().already_exists());
        }
        let private_key = self.add_private_key.as_ref().map(|_| iam.new_private_key());
        let provider = SamlProvider {
            uuid: iam.ids.uuid().to_string(),
            metadata: self.saml_metadata_document.to_string(),
            created: iam.exactly_now,
            valid_until: iam.valid_until(),
            tags: Tags::new(self.tags.as_deref()),
            requires_encryption,
            private_keys: private_key.into_iter().collect(),
        };
        iam.account.saml_providers.insert(arn.clone(), provider);
        Ok(CreateSamlProviderResult {
            saml_provider_arn: Some(arn.into()),
            tags: sent(&self.tags),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for GetSamlProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetSamlProviderResult<'static>> {
        let provider = iam.saml_provider_mut(&self.saml_provider_arn)?;
        let keys = provider.private_keys.iter().map(|(id, time)| SamlPrivateKey {
            key_id: Some(id.clone().into()),
            timestamp: Some((*time).into()),
            ..Default::default()
        });
        Ok(GetSamlProviderResult {
            saml_provider_uuid: Some(provider.uuid.clone().into()),
            saml_metadata_document: Some(provider.metadata.clone().into()),
            create_date: Some(provider.created.into()),
            valid_until: Some(provider.valid_until.into()),
            tags: Some(provider.tags.listed(ResourceType::SamlProvider)),
            // Recorded: both are there even if the request has neither.
            assertion_encryption_mode: Some(match provider.requires_encryption {
                true => Required,
                false => Allowed,
            }),
            private_key_list: Some(keys.collect()),
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for ListSamlProviders<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListSamlProvidersResult<'static>> {
        let providers = iam.account.saml_providers.iter();
        let providers = providers.map(|(arn, provider)| SamlProviderListEntry {
            arn: Some(arn.clone().into()),
            valid_until: Some(provider.valid_until.into()),
            create_date: Some(provider.created.into()),
            ..Default::default()
        });
        Ok(ListSamlProvidersResult {
            saml_provider_list: Some(providers.collect()),
            ..Default::default()
        })
    }
}

/// Refuses an update that changes nothing, or that adds and removes a key (recorded).
fn check_update(update: &UpdateSamlProvider<'_>) -> Outcome<()> {
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

/// Checks the keys that an update leaves: two at most, and one if encryption is required (recorded).
fn check_private_keys(count: usize, is_removal: bool, requires_encryption: bool) -> Outcome<()> {
    if count > 2 {
        return failure(ErrorCode::LIMIT_EXCEEDED, "Private key limit of 2 is reached.");
    }
    if !requires_encryption || count > 0 {
        return Ok(());
    }
    let message = match is_removal {
        true => "Failed to remove private key.",
        false => {
            "Failed to set assertion encryption mode to Required because no private key is present."
        }
    };
    failure(ErrorCode::INVALID_INPUT, message)
}

impl<'a> Serve<'a> for UpdateSamlProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<UpdateSamlProviderResult<'static>> {
        check_update(self)?;
        check_metadata(self.saml_metadata_document.as_deref().unwrap_or_default())?;
        let added = self.add_private_key.as_ref().map(|_| iam.new_private_key());
        let valid_until = iam.valid_until();
        let provider = iam.saml_provider_mut(&self.saml_provider_arn)?;
        let mut keys = provider.private_keys.clone();
        keys.retain(|(id, _)| self.remove_private_key.as_deref() != Some(id));
        keys.extend(added);
        let mode = self.assertion_encryption_mode.as_ref();
        let requires_encryption =
            mode.map_or(provider.requires_encryption, |mode| *mode == Required);
        check_private_keys(keys.len(), self.remove_private_key.is_some(), requires_encryption)?;
        provider.private_keys = keys;
        provider.requires_encryption = requires_encryption;
        if let Some(metadata) = self.saml_metadata_document.as_deref() {
            metadata.clone_into(&mut provider.metadata);
            // Recorded: it moves with new metadata.
            provider.valid_until = valid_until;
        }
        let arn = self.saml_provider_arn.to_string();
        Ok(UpdateSamlProviderResult { saml_provider_arn: Some(arn.into()), ..Default::default() })
    }
}

impl<'a> Serve<'a> for DeleteSamlProvider<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.saml_provider_mut(&self.saml_provider_arn)?;
        iam.account.saml_providers.remove(&*self.saml_provider_arn);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn certificates_are_found_however_their_tags_are_written() {
        let with = |certificate: &str| {
            check_metadata(&format!("<a xmlns:ds='b'>{certificate}</a>")).is_ok()
        };
        for tag in ["X509Certificate", "ds:X509Certificate"] {
            for start in [tag.to_owned(), format!("{tag} Id='a'"), format!("{tag}\n")] {
                for end in [tag.to_owned(), format!("{tag} ")] {
                    let whole = |text: &str| with(&format!("<{start}>{text}</{end}>").repeat(2));
                    assert!(whole("MAA=") && whole("\nMA\nA=\n"), "{start} {end}");
                    assert!(!whole("fake") && !whole(""), "{start} {end}");
                }
            }
            assert!(!with(&format!("<{tag}/>")), "{tag}");
        }
        assert!(with("") && with("<!-- <X509Certificate>fake</X509Certificate> -->"));
    }
}
