//! Bytes → requests, about few names, so that they are about the same things.

/// The account of the emulator.
pub(super) const ACCOUNT: &str = "123456789012";

/// Documents of policies.
pub(super) const DOCUMENTS: [&str; 2] = [
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}"#,
    r#"{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"s3:*","Resource":"*"}]}"#,
];

/// Names, two of them the same but for case, and one that IAM refuses.
pub(super) const NAMES: [&str; 4] = ["a", "A", "b", "a!"];

/// A policy of AWS, which nobody else can change.
pub(super) const OF_AWS: &str = "arn:aws:iam::aws:policy/ReadOnlyAccess";

/// Who can have policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    User,
    Group,
    Role,
}

pub(super) const KINDS: [Kind; 3] = [Kind::User, Kind::Group, Kind::Role];

impl Kind {
    /// As operations spell it.
    pub(super) fn word(self) -> &'static str {
        match self {
            Kind::User => "User",
            Kind::Group => "Group",
            Kind::Role => "Role",
        }
    }

    /// The parameter, and the element, that names one.
    pub(super) fn parameter(self) -> String {
        format!("{}Name", self.word())
    }

    pub(super) fn arn(self, name: &str) -> String {
        format!("arn:aws:iam::{ACCOUNT}:{}/{name}", self.word().to_lowercase())
    }
}

/// What is asked for. Some are about each kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    Create,
    Get,
    List,
    Update,
    Delete,
    AddUser,
    RemoveUser,
    ListGroupsForUser,
    Attach,
    Detach,
    ListAttached,
    PutInline,
    GetInline,
    ListInline,
    DeleteInline,
    CreatePolicy,
    GetPolicy,
    ListPolicies,
    DeletePolicy,
    CreateVersion,
    GetVersion,
    ListVersions,
    SetDefaultVersion,
    DeleteVersion,
    Tag,
    Untag,
    ListTags,
    CreateKey,
    UpdateKey,
    ListKeys,
    DeleteKey,
    GetCallerIdentity,
    AssumeRole,
}

pub(super) use Verb::*;

/// Those that others need come more often.
const VERBS: [Verb; 40] = [
    Create,
    Create,
    DeleteKey,
    ListKeys,
    Get,
    List,
    Update,
    Delete,
    Delete,
    AddUser,
    AddUser,
    RemoveUser,
    ListGroupsForUser,
    Attach,
    Attach,
    Detach,
    ListAttached,
    PutInline,
    GetInline,
    ListInline,
    DeleteInline,
    CreatePolicy,
    CreatePolicy,
    GetPolicy,
    ListPolicies,
    DeletePolicy,
    CreateVersion,
    CreateVersion,
    GetVersion,
    ListVersions,
    SetDefaultVersion,
    DeleteVersion,
    Tag,
    Tag,
    Untag,
    ListTags,
    CreateKey,
    UpdateKey,
    GetCallerIdentity,
    AssumeRole,
];

/// One request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) verb: Verb,
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// The new name, the group, the policy.
    pub(super) other: &'static str,
    /// Which tags, which version, which key, which document.
    pub(super) number: usize,
}

impl Step {
    /// How many bytes make one.
    pub(super) const BYTES: usize = 4;

    pub(super) fn of(bytes: &[u8]) -> Step {
        let at = |index: usize| usize::from(bytes[index]);
        // The name that is refused is rare.
        let name = |choice: usize| NAMES[if choice == 15 { 3 } else { choice % 3 }];
        Step {
            verb: VERBS[at(0) % VERBS.len()],
            kind: KINDS[at(1) % KINDS.len()],
            name: name(at(2) & 15),
            other: name(at(2) >> 4),
            number: at(3),
        }
    }

    /// The policy that the step is about.
    pub(super) fn policy(&self) -> String {
        let own = || format!("arn:aws:iam::{ACCOUNT}:policy/{}", self.other);
        let may_be_of_aws = matches!(self.verb, Attach | Detach | CreateVersion | Tag | Untag);
        if may_be_of_aws && self.number >= 240 { OF_AWS.to_owned() } else { own() }
    }

    /// The version that the step is about.
    pub(super) fn version(&self) -> u32 {
        self.number as u32 % 7 + 1
    }

    pub(super) fn document(&self) -> &'static str {
        DOCUMENTS[self.number % 2]
    }

    /// The tags that are added or created: few, or almost as many as there may be.
    pub(super) fn tags(&self) -> Vec<(String, String)> {
        let value = format!("v{}", self.number % 5);
        let tag = |key: &str| (key.to_owned(), value.clone());
        match self.number % 16 {
            0..=4 => Vec::from([tag("Key")]),
            5..=8 => Vec::from([tag("key"), tag("Other")]),
            9 => Vec::from([tag("Key"), tag("kEY")]),
            10..=12 => (0..49).map(|n| tag(&format!("k{n}"))).collect(),
            _ => (0..3).map(|n| tag(&format!("K{}", n + self.number % 60))).collect(),
        }
    }

    /// The keys that are removed.
    pub(super) fn keys(&self) -> Vec<String> {
        let key = |n: usize| format!("k{n}");
        match self.number % 4 {
            0 => vec!["key".to_owned()],
            1 => vec!["KEY".to_owned(), "other".to_owned()],
            _ => (0..20).map(|n| key(n + self.number % 40)).collect(),
        }
    }

    /// What has tags: a group has none, but a policy.
    pub(super) fn tagged(&self) -> Option<Kind> {
        Some(self.kind).filter(|kind| *kind != Kind::Group)
    }

    pub(super) fn is_active(&self) -> bool {
        self.number.is_multiple_of(3)
    }

    pub(super) fn only_reads(&self) -> bool {
        let reads = [
            Get,
            List,
            ListGroupsForUser,
            ListAttached,
            GetInline,
            ListInline,
            GetPolicy,
            ListPolicies,
            GetVersion,
            ListVersions,
            ListTags,
            ListKeys,
        ];
        reads.contains(&self.verb)
    }

    /// Whether a creation has tags.
    pub(super) fn has_tags(&self) -> bool {
        self.number >= 128
    }

    /// How long the sessions of a role may be.
    pub(super) fn seconds(&self) -> String {
        (3600 + self.number).to_string()
    }
}
