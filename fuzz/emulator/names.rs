//! The few names, paths and documents that sequences are about.

/// The account of the emulator.
pub(super) const ACCOUNT: &str = "123456789012";

/// Names, two of them the same but for case, and one that IAM refuses.
pub(super) const NAMES: [&str; 4] = ["a", "A", "b", "a!"];

/// As many names as a role may have policies.
pub(super) const MANY: [&str; 20] = [
    "m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "n0", "n1", "n2", "n3", "n4", "n5",
    "n6", "n7", "n8", "n9",
];

/// Paths of things, or beginnings of them. Most often there is none.
pub(super) const PATHS: [Option<&str>; 8] =
    [None, None, None, None, Some("/"), Some("/x/"), Some("/x/y/"), Some("/X/")];

/// A policy of AWS, which nobody else can change.
pub(super) const OF_AWS: &str = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/// Documents of trust policies, as they are stored.
pub(super) const TRUSTS: [&str; 2] = [
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#,
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]}"#,
];

/// The body of an SSH key and, in another letter, of others.
pub(super) const SSH_KEY: &str = include_str!("../../emulator/tests/keys/k1.pub");

/// What has a name. All but profiles can have policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    User,
    Group,
    Role,
    Profile,
}

pub(super) const KINDS: [Kind; 4] = [Kind::User, Kind::Group, Kind::Role, Kind::Profile];

impl Kind {
    /// As operations spell it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::User => "User",
            Kind::Group => "Group",
            Kind::Role => "Role",
            Kind::Profile => "InstanceProfile",
        }
    }

    /// The parameter, and the element, that names one.
    pub(super) fn parameter(self) -> String {
        format!("{}Name", self.word())
    }

    pub(super) fn arn(self, path: &str, name: &str) -> String {
        let word = if self == Kind::Profile { "instance-profile" } else { self.word() };
        format!("arn:aws:iam::{ACCOUNT}:{}{path}{name}", word.to_lowercase())
    }

    /// How many policies one may have, and how many characters in its inline policies.
    pub(super) fn quotas(self) -> (usize, usize) {
        match self {
            Kind::User => (10, 2048),
            Kind::Group => (10, 5120),
            Kind::Role | Kind::Profile => (20, 10_240),
        }
    }
}

/// What users sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Credential {
    AccessKey,
    SshKey,
    Certificate,
    Service,
}

pub(super) const CREDENTIALS: [Credential; 4] =
    [Credential::AccessKey, Credential::SshKey, Credential::Certificate, Credential::Service];

impl Credential {
    /// The action that makes one, that changes one, and that lists them; then the parameter that names one.
    pub(super) fn words(self) -> [&'static str; 4] {
        match self {
            Credential::AccessKey => ["Create", "AccessKey", "AccessKeys", "AccessKeyId"],
            Credential::SshKey => ["Upload", "SSHPublicKey", "SSHPublicKeys", "SSHPublicKeyId"],
            Credential::Certificate => {
                ["Upload", "SigningCertificate", "SigningCertificates", "CertificateId"]
            }
            Credential::Service => [
                "Create",
                "ServiceSpecificCredential",
                "ServiceSpecificCredentials",
                "ServiceSpecificCredentialId",
            ],
        }
    }

    /// How many a user may have; of service credentials, for one service.
    pub(super) fn quota(self) -> usize {
        if self == Credential::SshKey { 5 } else { 2 }
    }
}

/// A document of a policy: short, or of as many characters.
pub(super) fn document(effect: &str, size: usize) -> String {
    let with = |id: &str| {
        let statement = format!(r#""Sid":"{id}","Effect":"{effect}","Action":"*","Resource":"*""#);
        format!(r#"{{"Version":"2012-10-17","Statement":[{{{statement}}}]}}"#)
    };
    with(&"x".repeat(size.saturating_sub(with("").len())))
}
