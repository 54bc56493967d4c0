//! What exists: accounts with all that is in them, as one value that can be saved and loaded.
//!
//! Knows names, ids and tags. Must not know requests, answers or errors: those are the business of
//! [`iam`](crate::iam) and [`sts`](crate::sts).

mod credentials;
mod entities;
mod ids;
mod names;
mod sessions;
mod tags;
mod time;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub(crate) use credentials::*;
pub(crate) use entities::*;
pub(crate) use ids::{Ids, account_of_key};
pub(crate) use names::Names;
pub(crate) use sessions::*;
pub(crate) use tags::Tags;
pub(crate) use time::Time;

/// All that an emulator has: a value that serde can write and read.
///
/// ```
/// use iam_emulator::{Emulator, State};
///
/// let emulator = Emulator::new();
/// let saved = serde_json::to_string(&emulator.state())?;
/// let state: State = serde_json::from_str(&saved)?;
/// emulator.restore(state.clone());
/// assert_eq!(emulator.state(), state);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct State {
    /// The accounts, by number.
    pub(crate) accounts: BTreeMap<String, Account>,
    /// How many ids were given out.
    pub(crate) ids: u64,
}

/// An account with all that is in it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Account {
    /// Its number, of twelve digits.
    pub(crate) id: String,
    /// When it was first used.
    pub(crate) created: Time,
    pub(crate) alias: Option<String>,
    pub(crate) users: Names<User>,
    pub(crate) groups: Names<Group>,
    pub(crate) roles: Names<Role>,
    /// Customer managed policies, by ARN.
    pub(crate) policies: BTreeMap<String, Policy>,
    pub(crate) instance_profiles: Names<InstanceProfile>,
    /// By ARN.
    pub(crate) open_id_connect_providers: BTreeMap<String, OpenIdConnectProvider>,
    /// By ARN.
    pub(crate) saml_providers: BTreeMap<String, SamlProvider>,
    pub(crate) server_certificates: Names<ServerCertificate>,
    /// By serial number, which of virtual devices is an ARN.
    pub(crate) mfa_devices: BTreeMap<String, MfaDevice>,
    /// By access key.
    pub(crate) sessions: BTreeMap<String, Session>,
    pub(crate) password_policy: Option<PasswordPolicy>,
    pub(crate) credential_report: Option<CredentialReport>,
    /// The roles that tasks have deleted, by task id. Only service-linked roles are deleted by tasks.
    pub(crate) deletions: BTreeMap<String, String>,
    /// Properties that were set, `Namespace/PropertyName`.
    pub(crate) properties: BTreeMap<String, String>,
    /// Whether the global endpoint issues tokens of version 2.
    pub(crate) has_v2_tokens: bool,
    /// The issuer of tokens for other services, while that federation is enabled.
    pub(crate) outbound_issuer: Option<String>,
}

impl Account {
    /// `arn:aws:iam::123456789012:user/division_abc/anika`
    pub(crate) fn arn(&self, kind: &str, path: &str, name: &str) -> String {
        format!("arn:aws:iam::{}:{kind}{path}{name}", self.id)
    }

    /// Whoever can have policies attached, or a boundary.
    pub(crate) fn holders(&self) -> impl Iterator<Item = Holder<'_>> {
        let groups = self.groups.values().map(Holder::Group);
        groups
            .chain(self.users.values().map(Holder::User))
            .chain(self.roles.values().map(Holder::Role))
    }

    /// The groups that a user is in.
    pub(crate) fn groups_of<'s>(&'s self, user: &'s str) -> impl Iterator<Item = &'s Group> {
        self.groups.values().filter(move |group| group.members.iter().any(|name| name == user))
    }

    /// The MFA devices that a user has enabled, with their serial numbers.
    pub(crate) fn mfa_devices_of<'s>(
        &'s self,
        user: &'s str,
    ) -> impl Iterator<Item = (&'s String, &'s MfaDevice)> {
        let is_owned = move |device: &MfaDevice| device.owner.as_deref() == Some(user);
        self.mfa_devices.iter().filter(move |(_, device)| is_owned(device))
    }

    /// The instance profiles that hold a role.
    pub(crate) fn instance_profiles_of<'s>(
        &'s self,
        role: &'s str,
    ) -> impl Iterator<Item = &'s InstanceProfile> {
        let profiles = self.instance_profiles.values();
        profiles.filter(move |profile| profile.role.as_deref() == Some(role))
    }

    /// The user to whom an access key belongs, and the key.
    pub(crate) fn owner_of_key(&self, id: &str) -> Option<(&User, &AccessKey)> {
        let keys = self
            .users
            .values()
            .flat_map(|user| user.access_keys.iter().map(move |key| (user, key)));
        keys.into_iter().find(|(_, key)| key.id == id)
    }

    /// Gives a user another name wherever the user is named.
    pub(crate) fn rename_user(&mut self, old: &str, new: &str) {
        let members = self.groups.values_mut().flat_map(|group| &mut group.members);
        let owners = self.mfa_devices.values_mut().filter_map(|device| device.owner.as_mut());
        for name in members.chain(owners).filter(|name| *name == old) {
            new.clone_into(name);
        }
    }
}
