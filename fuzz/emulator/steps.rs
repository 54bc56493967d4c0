//! Bytes → steps, about few names, so that they are about the same things.

use std::sync::LazyLock;

use super::names::{CREDENTIALS, Credential, KINDS, Kind, NAMES, PATHS};

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
    AddRole,
    RemoveRole,
    ListProfilesForRole,
    Attach,
    Detach,
    ListAttached,
    PutInline,
    GetInline,
    ListInline,
    DeleteInline,
    PutBoundary,
    DeleteBoundary,
    UpdateTrust,
    UpdateDescription,
    CreatePolicy,
    GetPolicy,
    ListPolicies,
    DeletePolicy,
    ListEntities,
    CreateVersion,
    GetVersion,
    ListVersions,
    SetDefaultVersion,
    DeleteVersion,
    Tag,
    Untag,
    ListTags,
    CreateCredential,
    UpdateCredential,
    ListCredentials,
    DeleteCredential,
    GetLastUse,
    CreateLogin,
    GetLogin,
    UpdateLogin,
    DeleteLogin,
    CreateDevice,
    EnableDevice,
    DeactivateDevice,
    DeleteDevice,
    GetDevice,
    ListDevices,
    ListVirtualDevices,
    CreateAlias,
    DeleteAlias,
    ListAliases,
    GetSummary,
    GetDetails,
    GetCallerIdentity,
    AssumeRole,
    GetSessionToken,
    GetFederationToken,
    Wait,
}

pub(super) use Verb::*;

/// How often each comes. What changes something comes oftener than what reads, since all is read in the end.
const VERBS: &[(Verb, usize)] = &[
    (Create, 5),
    (Get, 2),
    (List, 2),
    (Update, 8),
    (Delete, 7),
    (AddUser, 4),
    (RemoveUser, 2),
    (ListGroupsForUser, 1),
    (AddRole, 3),
    (RemoveRole, 2),
    (ListProfilesForRole, 1),
    (Attach, 5),
    (Detach, 3),
    (ListAttached, 1),
    (PutInline, 5),
    (GetInline, 2),
    (ListInline, 1),
    (DeleteInline, 2),
    (PutBoundary, 2),
    (DeleteBoundary, 2),
    (UpdateTrust, 1),
    (UpdateDescription, 1),
    (CreatePolicy, 3),
    (GetPolicy, 1),
    (ListPolicies, 2),
    (DeletePolicy, 4),
    (ListEntities, 2),
    (CreateVersion, 4),
    (GetVersion, 1),
    (ListVersions, 1),
    (SetDefaultVersion, 2),
    (DeleteVersion, 4),
    (Tag, 5),
    (Untag, 3),
    (ListTags, 1),
    (CreateCredential, 4),
    (UpdateCredential, 3),
    (ListCredentials, 1),
    (DeleteCredential, 2),
    (GetLastUse, 1),
    (CreateLogin, 1),
    (GetLogin, 1),
    (UpdateLogin, 1),
    (DeleteLogin, 1),
    (CreateDevice, 2),
    (EnableDevice, 2),
    (DeactivateDevice, 2),
    (DeleteDevice, 1),
    (GetDevice, 1),
    (ListDevices, 1),
    (ListVirtualDevices, 1),
    (CreateAlias, 1),
    (DeleteAlias, 1),
    (GetSummary, 1),
    (GetCallerIdentity, 2),
    (AssumeRole, 10),
    (GetSessionToken, 2),
    (GetFederationToken, 2),
    (Wait, 2),
];

/// One request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) verb: Verb,
    pub(super) kind: Kind,
    pub(super) name: &'static str,
    /// The new name, the group, the policy, the profile, the device.
    pub(super) other: &'static str,
    /// The path of what is created, the new one, the prefix of what is listed.
    pub(super) path: Option<&'static str>,
    /// Which tags, which version, which credential, which document, which signer, how long.
    pub(super) number: usize,
}

impl Step {
    /// How many bytes make one.
    pub(super) const BYTES: usize = 5;

    pub(super) fn of(bytes: &[u8]) -> Step {
        let at = |index: usize| usize::from(bytes[index]);
        // The name that is refused is rare.
        let name = |choice: usize| NAMES[if choice == 15 { 3 } else { choice % 3 }];
        let verb = verb(at(0));
        Step {
            verb,
            kind: fitting(verb, KINDS[at(1) % KINDS.len()]),
            name: name(at(2) & 15),
            other: name(at(2) >> 4),
            path: PATHS[at(1) / KINDS.len() % PATHS.len()],
            number: at(3) + 256 * at(4),
        }
    }

    /// One that is about a kind, and about names.
    pub(super) fn new(verb: Verb, kind: Kind, name: &'static str, other: &'static str) -> Step {
        Step { verb, kind, name, other, path: None, number: 0 }
    }

    /// A version that may exist.
    pub(super) fn version(&self) -> usize {
        self.number % 7 + 1
    }

    /// Who has tags: a group has none, but a policy, and virtual devices are behind the profiles.
    pub(super) fn tagged(&self) -> Tagged {
        match self.kind {
            Kind::Group => Tagged::Policy,
            Kind::Profile if self.number % 4 == 3 => Tagged::Device,
            kind => Tagged::Holder(kind),
        }
    }

    pub(super) fn credential(&self) -> Credential {
        CREDENTIALS[self.number / 64 % CREDENTIALS.len()]
    }

    /// A service that has credentials of its own.
    pub(super) fn service(&self) -> &'static str {
        ["codecommit.amazonaws.com", "cassandra.amazonaws.com"][self.number % 2]
    }

    /// `true`, `false` or nothing.
    pub(super) fn flag(&self) -> Option<bool> {
        [Some(true), Some(false), None][self.number % 3]
    }

    pub(super) fn only_reads(&self) -> bool {
        self.is_list() || (self.action().starts_with("Get") && !self.is_of_sts())
    }

    pub(super) fn is_list(&self) -> bool {
        self.action().starts_with("List") || self.verb == GetDetails
    }

    /// The verb's name.
    pub(super) fn action(&self) -> String {
        format!("{:?}", self.verb)
    }
}

/// What has tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tagged {
    Holder(Kind),
    Policy,
    Device,
}

fn verb(choice: usize) -> Verb {
    static ALL: LazyLock<Vec<Verb>> =
        LazyLock::new(|| VERBS.iter().flat_map(|(verb, times)| [*verb].repeat(*times)).collect());
    ALL[choice % ALL.len()]
}

/// The kind, or another one if none of that kind can do so: profiles have no policies, and groups no boundary.
fn fitting(verb: Verb, kind: Kind) -> Kind {
    match (verb, kind) {
        (Attach | Detach | ListAttached, Kind::Profile) => Kind::Role,
        (PutInline | GetInline | ListInline | DeleteInline, Kind::Profile) => Kind::Role,
        (PutBoundary | DeleteBoundary, Kind::Profile) => Kind::Role,
        (PutBoundary | DeleteBoundary, Kind::Group) => Kind::User,
        (Update, Kind::Profile) => Kind::Group,
        (_, kind) => kind,
    }
}
