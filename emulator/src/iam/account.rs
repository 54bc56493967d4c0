//! The account: its alias, its summary, its properties, the version of its global tokens.

use std::collections::BTreeMap;

use iam_codec::operations::*;
use iam_codec::structures::{SummaryKey, TokenVersion};
use iam_codec::{ErrorCode, Map};

use super::pages::page;
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
        let page = page(self, iam.account.alias.clone(), |alias| alias)?;
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

/// What IAM allows, as recorded in September 2026.
const QUOTAS: &[(&str, i32)] = &[
    ("AccessKeysPerUserQuota", 2),
    ("AccountAccessKeysPresent", 0),
    ("AccountMFAEnabled", 0),
    ("AccountPasswordPresent", 0),
    ("AccountSigningCertificatesPresent", 0),
    ("AssumeRolePolicySizeQuota", 2048),
    ("AttachedPoliciesPerGroupQuota", 10),
    ("AttachedPoliciesPerRoleQuota", 20),
    ("AttachedPoliciesPerUserQuota", 10),
    ("GroupPolicySizeQuota", 5120),
    ("GroupsPerUserQuota", 10),
    ("GroupsQuota", 300),
    ("InstanceProfilesQuota", 1000),
    ("PoliciesQuota", 2000),
    ("PolicySizeQuota", 6144),
    ("PolicyVersionsInUseQuota", 10_000),
    ("RolePolicySizeQuota", 10_240),
    ("RolesQuota", 1000),
    ("ServerCertificatesQuota", 20),
    ("SigningCertificatesPerUserQuota", 2),
    ("UserPolicySizeQuota", 2048),
    ("UsersQuota", 5000),
    ("VersionsPerPolicyQuota", 5),
];

impl Account {
    /// What there is, by the names of the summary.
    fn counts(&self) -> [(&'static str, usize); 11] {
        let devices = || self.mfa_devices.iter().filter(|(serial, _)| serial.starts_with("arn:"));
        [
            ("GlobalEndpointTokenVersion", if self.has_v2_tokens { 2 } else { 1 }),
            ("Groups", self.groups.len()),
            ("InstanceProfiles", self.instance_profiles.len()),
            ("MFADevices", devices().count()),
            ("MFADevicesInUse", devices().filter(|(_, device)| device.owner.is_some()).count()),
            ("Policies", self.policies.len()),
            // Recorded: a policy that nobody has adds nothing, whatever versions it has.
            ("PolicyVersionsInUse", uses(self.holders()).len()),
            ("Providers", self.open_id_connect_providers.len() + self.saml_providers.len()),
            ("Roles", self.roles.len()),
            ("ServerCertificates", self.server_certificates.len()),
            ("Users", self.users.len()),
        ]
    }
}

impl<'a> Serve<'a> for GetAccountSummary<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetAccountSummaryResult<'static>> {
        let counts = iam
            .account
            .counts()
            .map(|(name, count)| (name, i32::try_from(count).unwrap_or(i32::MAX)));
        let mut entries: Vec<_> = QUOTAS.iter().copied().chain(counts).collect();
        entries.sort_by_key(|(name, _)| (bucket(name), *name));
        let mut summary = Map::default();
        for (name, number) in entries {
            summary.push(SummaryKey::from(name), number);
        }
        Ok(GetAccountSummaryResult { summary_map: Some(summary), ..Default::default() })
    }
}

/// The place of a key in a `HashMap` of Java with 64 buckets, whose order IAM sends (33 of 33).
fn bucket(key: &str) -> u32 {
    let hash =
        key.bytes().fold(0u32, |hash, byte| hash.wrapping_mul(31).wrapping_add(u32::from(byte)));
    (hash ^ hash >> 16) & 63
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
