//! The account: its alias, its summary, its properties, the version of its global tokens.

use std::collections::BTreeMap;

use iam_codec::operations::*;
use iam_codec::structures::{SummaryKey, TokenVersion};
use iam_codec::{ErrorCode, Map, Pages};

use super::{Iam, Outcome, Serve, failure};
use crate::state::{Account, uses};

impl<'a> Serve<'a> for CreateAccountAlias<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        // An account has one alias at most, and another one replaces it.
        iam.account.alias = Some(self.account_alias.to_string());
        Ok(())
    }
}

impl<'a> Serve<'a> for DeleteAccountAlias<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        if iam.account.alias.take_if(|alias| *alias == self.account_alias).is_none() {
            let message = format!("The account alias {} does not exist.", self.account_alias);
            return failure(ErrorCode::NO_SUCH_ENTITY, message);
        }
        Ok(())
    }
}

impl<'a> Serve<'a> for ListAccountAliases<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListAccountAliasesResult<'static>> {
        let page = self.page(iam.account.alias.clone(), |alias| alias)?;
        Ok(ListAccountAliasesResult {
            account_aliases: page.items.into_iter().map(Into::into).collect(),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for SetSecurityTokenServicePreferences<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        iam.account.has_v2_tokens = self.global_endpoint_token_version == TokenVersion::V2Token;
        Ok(())
    }
}

impl Account {
    /// The counts and quotas of the summary, in the order in which IAM sends them (recorded).
    fn summary(&self) -> [(&'static str, usize); 34] {
        let devices = || self.mfa_devices.iter().filter(|(serial, _)| serial.starts_with("arn:"));
        let devices_in_use = devices().filter(|(_, device)| device.owner.is_some());
        [
            ("GroupPolicySizeQuota", 5120),
            ("InstanceProfilesQuota", 1000),
            ("Policies", self.policies.len()),
            ("GroupsPerUserQuota", 10),
            ("InstanceProfiles", self.instance_profiles.len()),
            ("AttachedPoliciesPerUserQuota", 10),
            ("Users", self.users.len()),
            ("PoliciesQuota", 2000),
            ("Providers", self.open_id_connect_providers.len() + self.saml_providers.len()),
            ("AccountMFAEnabled", 0),
            ("AccessKeysPerUserQuota", 2),
            ("AssumeRolePolicySizeQuota", 2048),
            ("PolicyVersionsInUseQuota", 10_000),
            ("GlobalEndpointTokenVersion", if self.has_v2_tokens { 2 } else { 1 }),
            ("VersionsPerPolicyQuota", 5),
            ("AttachedPoliciesPerGroupQuota", 10),
            ("PolicySizeQuota", 6144),
            ("Groups", self.groups.len()),
            ("AccountSigningCertificatesPresent", 0),
            ("UsersQuota", 5000),
            ("ServerCertificatesQuota", 20),
            ("MFADevices", devices().count()),
            ("UserPolicySizeQuota", 2048),
            // Recorded: a policy that nobody has adds nothing, whatever versions it has.
            ("PolicyVersionsInUse", uses(self.holders()).len()),
            ("ServerCertificates", self.server_certificates.len()),
            ("Roles", self.roles.len()),
            ("RolesQuota", 1000),
            ("SigningCertificatesPerUserQuota", 2),
            ("MFADevicesInUse", devices_in_use.count()),
            ("RolePolicySizeQuota", 10_240),
            ("AttachedPoliciesPerRoleQuota", 20),
            ("AccountAccessKeysPresent", 0),
            ("AccountPasswordPresent", 0),
            ("GroupsQuota", 300),
        ]
    }
}

impl<'a> Serve<'a> for GetAccountSummary<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetAccountSummaryResult<'static>> {
        let mut summary = Map::default();
        for (name, number) in iam.account.summary() {
            summary.push(SummaryKey::from(name), i32::try_from(number).unwrap_or(i32::MAX));
        }
        Ok(GetAccountSummaryResult { summary_map: Some(summary), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetAccountProperties<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetAccountPropertiesResult<'static>> {
        let enabled = iam.account.properties.get(ENABLED).map_or("false", String::as_str);
        let mut properties = Map::default();
        properties.push(ENABLED.into(), enabled.to_owned().into());
        Ok(GetAccountPropertiesResult { properties: Some(properties), ..Default::default() })
    }
}

/// The one property that IAM has.
const ENABLED: &str = "RoleManager/Enabled";

impl<'a> Serve<'a> for PutAccountProperties<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<PutAccountPropertiesResult<'static>> {
        let enabled = enabled(&self.properties)?;
        iam.account.properties = BTreeMap::from([(ENABLED.to_owned(), enabled)]);
        Ok(PutAccountPropertiesResult::default())
    }
}

/// What the properties say of the one that IAM has. All refusals were recorded.
fn enabled(
    properties: &Map<std::borrow::Cow<'_, str>, std::borrow::Cow<'_, str>>,
) -> Outcome<String> {
    let refuse = |message: String| failure(ErrorCode::INVALID_INPUT, message);
    let mut namespaces = Vec::new();
    for (key, _) in properties.iter() {
        let Some((namespace, _)) = key.split_once('/') else {
            return refuse(format!("Property key must be in format Namespace/PropertyName: {key}"));
        };
        namespaces.push(namespace);
    }
    namespaces.dedup();
    match namespaces[..] {
        ["RoleManager"] => {}
        [other] => return refuse(format!("Unsupported namespace: {other}")),
        _ => return refuse("All properties must belong to the same namespace".to_owned()),
    }
    match properties.get(&ENABLED.into()).map(|value| &**value) {
        Some(value @ ("true" | "false")) => Ok(value.to_owned()),
        Some(_) => refuse("Enabled must be 'true' or 'false'".to_owned()),
        None => refuse("RoleManager namespace requires Enabled property".to_owned()),
    }
}
