//! Keys, passwords, certificates and MFA devices.

use serde::{Deserialize, Serialize};

use super::{Tags, Time};

/// An access key. Its secret is told once and not kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct AccessKey {
    pub(crate) id: String,
    pub(crate) is_active: bool,
    pub(crate) created: Time,
    pub(crate) last_used: Option<Use>,
}

/// When, where and for what a key was used.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct Use {
    pub(crate) time: Time,
    pub(crate) region: String,
    pub(crate) service: String,
}

/// A user's password, which itself is not kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct LoginProfile {
    pub(crate) created: Time,
    pub(crate) changed: Time,
    pub(crate) reset_required: bool,
}

/// An SSH public key.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SshPublicKey {
    pub(crate) id: String,
    /// As it was uploaded.
    pub(crate) body: String,
    pub(crate) fingerprint: String,
    pub(crate) is_active: bool,
    pub(crate) uploaded: Time,
}

/// A signing certificate.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct SigningCertificate {
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) is_active: bool,
    pub(crate) uploaded: Time,
}

/// A credential for one service. Its password or secret is told once and not kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServiceCredential {
    pub(crate) id: String,
    pub(crate) service: String,
    /// The name that the service knows the user by.
    pub(crate) alias: String,
    pub(crate) is_active: bool,
    pub(crate) created: Time,
    pub(crate) expires: Option<Time>,
}

/// A server certificate. Its private key is not kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct ServerCertificate {
    pub(crate) name: String,
    pub(crate) path: String,
    pub(crate) id: String,
    pub(crate) body: String,
    pub(crate) chain: Option<String>,
    pub(crate) uploaded: Time,
    pub(crate) tags: Tags,
}

/// An MFA device.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MfaDevice {
    pub(crate) tags: Tags,
    /// The name of the user who has it.
    pub(crate) owner: Option<String>,
    pub(crate) enabled: Option<Time>,
}
