//! Sessions: credentials for a while, and whom they are of.

use serde::{Deserialize, Serialize};

use super::{Tags, Time};

/// How the tokens of sessions begin, so that one that is not known here can be told from one of AWS.
pub(crate) const TOKEN_MARK: &str = "EMULATOR";

/// How many seconds a session is remembered that is over: as long as the longest one lasts.
const REMEMBERED: u64 = 129_600;

/// A session. Its secret is told once and not kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Session {
    pub(crate) principal: Principal,
    /// What requests carry beside the signature.
    pub(crate) token: String,
    pub(crate) expires: Time,
    #[serde(default)]
    pub(crate) tags: Tags,
    /// The keys of those tags that sessions made by this one inherit.
    #[serde(default)]
    pub(crate) transitive_tag_keys: Vec<String>,
    #[serde(default)]
    pub(crate) source_identity: Option<String>,
    /// Whether a user showed an MFA device.
    #[serde(default)]
    pub(crate) has_mfa: bool,
}

impl Session {
    /// Whether it is told that the session is over, if it is. Later its token is one that is not known.
    pub(crate) fn is_remembered(&self, now: Time) -> bool {
        self.expires.after(REMEMBERED) > now
    }
}

/// Whom credentials are of. Users and roles are here by id: another one of the same name is somebody else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Principal {
    /// The root user.
    Root,
    /// A user, by id.
    User(String),
    /// A role, by id, and the name of the session.
    Role(String, String),
    /// A federated user, by name.
    FederatedUser(String),
}
