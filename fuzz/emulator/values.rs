//! The values that steps send: each follows from the number of the step, and most often it is the simplest one.

use super::names::{ACCOUNT, Credential, SSH_KEY, TRUSTS, document};
use super::steps::{Step, Verb::*};

impl Step {
    pub(super) fn is_of_sts(&self) -> bool {
        matches!(self.verb, GetCallerIdentity | AssumeRole | GetSessionToken | GetFederationToken)
    }

    /// The document of a policy: most often short, else half of what fits or one character more, or all of it or one
    /// more.
    pub(super) fn document(&self) -> String {
        let most = if matches!(self.verb, PutInline) { self.kind.quotas().1 } else { 6144 };
        let effect = if self.number.is_multiple_of(2) { "Allow" } else { "Deny" };
        match self.number % 16 {
            0..12 => document(effect, 0),
            12 | 13 => document(effect, most / 2 + self.number % 2),
            _ => document(effect, most + self.number % 2),
        }
    }

    pub(super) fn trust(&self) -> &'static str {
        TRUSTS[self.number % 2]
    }

    /// The body of a key or a certificate: one of six.
    pub(super) fn key_body(&self) -> String {
        let letter = ["A", "B", "C", "D", "E", "F"][self.number % 6];
        match self.credential() {
            Credential::SshKey => format!("{}{letter}{}", &SSH_KEY[..100], &SSH_KEY[101..]),
            _ => {
                let body = letter.repeat(4);
                format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----")
            }
        }
    }

    /// The serial number of a device: a virtual one has an ARN.
    pub(super) fn serial(&self) -> String {
        let is_hardware =
            matches!(self.verb, EnableDevice | DeactivateDevice | GetDevice) && self.number % 4 > 1;
        let before = if is_hardware {
            "hardware-".to_owned()
        } else {
            format!("arn:aws:iam::{ACCOUNT}:mfa/")
        };
        before + self.other
    }

    pub(super) fn scope(&self) -> &'static str {
        ["", "PermissionsPolicy", "PermissionsBoundary"][self.number / 3 % 3]
    }

    /// Which of those signs who have got keys, the newest first; there is not always one.
    pub(super) fn signer(&self) -> usize {
        [0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 9][self.number % 16]
    }

    /// Whether a role is named without its path.
    pub(super) fn leaves_path_out(&self) -> bool {
        self.number / 4096 % 8 == 7
    }

    /// What a session is given: who it is of, a tag, and whether the sessions that it begins inherit that.
    pub(super) fn source_identity(&self) -> Option<&'static str> {
        [None, None, Some("s1"), Some("s2")][self.number / 1024 % 4]
    }

    pub(super) fn session_tag(&self) -> Option<&'static str> {
        [None, None, Some("key"), Some("KEY")][self.number / 128 % 4]
    }

    pub(super) fn is_inherited(&self) -> bool {
        self.session_tag().is_some() && self.number / 512 % 2 == 1
    }

    /// How long a session of a user shall last, if anything is said.
    pub(super) fn session_seconds(&self) -> Option<usize> {
        [None, Some(900), Some(3600), Some(3601), Some(129_600)][self.number / 16 % 5]
    }

    /// The name that is given instead of the old one, if any.
    pub(super) fn new_name(&self) -> Option<&'static str> {
        (!self.number.is_multiple_of(4)).then_some(self.other)
    }

    pub(super) fn alias(&self) -> &'static str {
        ["alias-1", "alias-2"][self.number % 2]
    }

    /// Whether the policy is one of AWS.
    pub(super) fn is_about_aws(&self) -> bool {
        let may_be = matches!(self.verb, Attach | Detach | CreateVersion | Tag | Untag);
        may_be && self.number % 16 == 15
    }

    /// What a creation or an update of a role says of it, if anything.
    pub(super) fn description(&self) -> Option<String> {
        (self.number % 4 < 2).then(|| format!("d{}", self.number % 7))
    }

    /// How long sessions may last, or shall last, if anything is said.
    pub(super) fn seconds(&self) -> Option<usize> {
        let seconds = [None, None, None, None, Some(3600), Some(3601), Some(7200), Some(7201)];
        seconds[self.number / 16 % 8]
    }

    /// How long to wait: sessions end exactly at a second, and are remembered for a while.
    pub(super) fn pause(&self) -> u64 {
        [1, 59, 900, 3599, 3600, 3601, 43_200, 129_600][self.number % 8]
    }
}
