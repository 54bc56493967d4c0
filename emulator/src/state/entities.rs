//! Users, groups, roles, policies, instance profiles, identity providers and what the account has once.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{
    AccessKey, LoginProfile, Names, ServiceCredential, SigningCertificate, SshPublicKey, Tags, Time,
};

/// A user with everything that goes when the user goes.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created: Time,
    pub(crate) tags: Tags,
    pub(crate) policies: Policies,
    /// The ARN of a policy.
    pub(crate) boundary: Option<String>,
    pub(crate) access_keys: Vec<AccessKey>,
    pub(crate) login_profile: Option<LoginProfile>,
    pub(crate) ssh_public_keys: Vec<SshPublicKey>,
    pub(crate) signing_certificates: Vec<SigningCertificate>,
    pub(crate) service_credentials: Vec<ServiceCredential>,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created: Time,
    pub(crate) policies: Policies,
    /// The names of its users.
    pub(crate) members: Vec<String>,
}

/// A role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Role {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created: Time,
    pub(crate) tags: Tags,
    pub(crate) policies: Policies,
    /// The ARN of a policy.
    pub(crate) boundary: Option<String>,
    /// The trust policy.
    pub(crate) trust: String,
    pub(crate) description: Option<String>,
    pub(crate) max_session_seconds: i32,
    /// The service that the role is linked to.
    pub(crate) service: Option<String>,
}

/// The policies of a user, group or role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Policies {
    /// The ARNs of managed ones.
    pub(crate) attached: BTreeSet<String>,
    pub(crate) inline: Names<InlinePolicy>,
}

/// A policy inside a user, group or role.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct InlinePolicy {
    /// In the spelling that was put first.
    pub(crate) name: String,
    pub(crate) document: String,
}

/// A customer managed policy.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Policy {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created: Time,
    pub(crate) updated: Time,
    pub(crate) description: Option<String>,
    pub(crate) tags: Tags,
    /// The newest first.
    pub(crate) versions: Vec<PolicyVersion>,
    /// The number of the version in force.
    pub(crate) default: u32,
    /// How many versions there have been.
    pub(crate) newest: u32,
}

/// A version of a policy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PolicyVersion {
    pub(crate) number: u32,
    pub(crate) document: String,
    pub(crate) created: Time,
}

/// An instance profile and the one role that it may hold.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct InstanceProfile {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) created: Time,
    pub(crate) tags: Tags,
    pub(crate) role: Option<String>,
}

/// An OpenID Connect provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct OpenIdConnectProvider {
    /// Without the scheme.
    pub(crate) url: String,
    pub(crate) client_ids: Vec<String>,
    pub(crate) thumbprints: Vec<String>,
    pub(crate) created: Time,
    pub(crate) tags: Tags,
}

/// A SAML provider.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SamlProvider {
    pub(crate) uuid: String,
    pub(crate) metadata: String,
    pub(crate) created: Time,
    pub(crate) valid_until: Time,
    pub(crate) tags: Tags,
    pub(crate) requires_encryption: bool,
    /// The ids of the private keys, and when they were added. The keys themselves are never read.
    pub(crate) private_keys: Vec<(String, Time)>,
}

/// The rules for passwords.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PasswordPolicy {
    pub(crate) minimum_length: i32,
    pub(crate) symbols: bool,
    pub(crate) numbers: bool,
    pub(crate) uppercase: bool,
    pub(crate) lowercase: bool,
    pub(crate) users_may_change: bool,
    pub(crate) max_age_days: Option<i32>,
    pub(crate) reuse_prevention: Option<i32>,
    pub(crate) hard_expiry: Option<bool>,
}

/// The newest credential report.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct CredentialReport {
    pub(crate) started: Time,
    /// The report and when it was made, once it is.
    pub(crate) made: Option<(String, Time)>,
}

/// Somebody who can have policies.
#[derive(Clone, Copy)]
pub(crate) enum Holder<'s> {
    User(&'s User),
    Group(&'s Group),
    Role(&'s Role),
}

impl<'s> Holder<'s> {
    pub(crate) fn name(self) -> &'s str {
        match self {
            Holder::User(user) => &user.name,
            Holder::Group(group) => &group.name,
            Holder::Role(role) => &role.name,
        }
    }

    pub(crate) fn path(self) -> &'s str {
        match self {
            Holder::User(user) => &user.path,
            Holder::Group(group) => &group.path,
            Holder::Role(role) => &role.path,
        }
    }

    pub(crate) fn id(self) -> &'s str {
        match self {
            Holder::User(user) => &user.id,
            Holder::Group(group) => &group.id,
            Holder::Role(role) => &role.id,
        }
    }

    pub(crate) fn policies(self) -> &'s Policies {
        match self {
            Holder::User(user) => &user.policies,
            Holder::Group(group) => &group.policies,
            Holder::Role(role) => &role.policies,
        }
    }

    pub(crate) fn boundary(self) -> Option<&'s str> {
        match self {
            Holder::User(user) => user.boundary.as_deref(),
            Holder::Group(_) => None,
            Holder::Role(role) => role.boundary.as_deref(),
        }
    }
}

/// How often each policy is attached, and how often it is a boundary.
pub(crate) fn uses<'s>(holders: impl Iterator<Item = Holder<'s>>) -> BTreeMap<&'s str, [i32; 2]> {
    let mut uses = BTreeMap::<_, [i32; 2]>::new();
    for holder in holders {
        for arn in &holder.policies().attached {
            uses.entry(&**arn).or_default()[0] += 1;
        }
        if let Some(arn) = holder.boundary() {
            uses.entry(arn).or_default()[1] += 1;
        }
    }
    uses
}
