//! What IAM and STS keep, as far as the steps can change it.

use std::collections::{BTreeMap, BTreeSet};

use iam_codec::Timestamp;

use super::answers::{Answer, Signer};
use super::names::{ACCOUNT, Credential, Kind, OF_AWS};
use super::steps::Step;
use super::tree::{Tree, told};

/// Tags, by what makes their keys equal.
pub(super) type Tags = BTreeMap<String, (String, String)>;

/// A user, a group, a role or an instance profile.
#[derive(Clone, Default)]
pub(super) struct Holder {
    /// As it was created, or named later.
    pub(super) name: String,
    pub(super) path: String,
    pub(super) id: String,
    pub(super) created: String,
    pub(super) tags: Tags,
    pub(super) attached: BTreeSet<String>,
    /// Names and documents, by the names in lower case.
    pub(super) inline: BTreeMap<String, (String, String)>,
    pub(super) boundary: Option<String>,
    /// The ids of the groups of a user, or of the role of a profile.
    pub(super) inside: BTreeSet<String>,
    /// When the password of a user was set, and whether it must be changed.
    pub(super) password: Option<(String, bool)>,
    pub(super) credentials: Vec<Held>,
    pub(super) trust: String,
    pub(super) description: Option<String>,
    pub(super) seconds: usize,
}

/// A credential of a user.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) kind: Credential,
    pub(super) id: String,
    pub(super) is_active: bool,
    pub(super) created: String,
    /// The body of a key, or the service.
    pub(super) about: String,
    /// What a service calls the user.
    pub(super) alias: String,
    /// When, and for which service.
    pub(super) last_used: Option<(String, &'static str)>,
}

/// A policy of the account.
#[derive(Clone)]
pub(super) struct Policy {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) id: String,
    pub(super) created: String,
    pub(super) updated: String,
    pub(super) description: Option<String>,
    pub(super) tags: Tags,
    /// Documents and times.
    pub(super) versions: BTreeMap<usize, (String, String)>,
    pub(super) default: usize,
    pub(super) newest: usize,
}

/// An MFA device, by its serial number.
#[derive(Clone, Default)]
pub(super) struct Device {
    /// The id of the user who has it, and since when.
    pub(super) owner: Option<(String, String)>,
    pub(super) tags: Tags,
}

/// A session, by its access key.
#[derive(Clone, Default)]
pub(super) struct Session {
    pub(super) of: Caller,
    pub(super) token: String,
    pub(super) expires: u64,
    pub(super) source_identity: Option<String>,
    /// The keys of tags in lower case that sessions inherit.
    pub(super) inherited: BTreeSet<String>,
}

/// Who calls.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) enum Caller {
    #[default]
    Root,
    /// By id.
    User(String),
    /// The id of a role.
    Role(String),
    Federated,
}

#[derive(Clone, Default)]
pub(super) struct Model {
    /// Seconds since 1970.
    pub(super) now: u64,
    /// By their names in lower case.
    pub(super) holders: BTreeMap<(Kind, String), Holder>,
    /// By ARN.
    pub(super) policies: BTreeMap<String, Policy>,
    pub(super) devices: BTreeMap<String, Device>,
    pub(super) sessions: BTreeMap<String, Session>,
    pub(super) alias: Option<String>,
    /// All ids that were given out.
    pub(super) ids: Vec<String>,
    /// All access keys that were given out.
    pub(super) signers: Vec<Signer>,
}

pub(super) type Refusal = (u16, String);
pub(super) type Taken<T> = Result<T, Refusal>;

pub(super) fn refuse<T>(status: u16, code: &str) -> Taken<T> {
    Err((status, code.to_owned()))
}

pub(super) fn missing() -> Refusal {
    (404, "NoSuchEntity".to_owned())
}

pub(super) fn conflict_if(is_needed: bool) -> Taken<()> {
    if is_needed { refuse(409, "DeleteConflict") } else { Ok(()) }
}

pub(super) fn exists_if(is_there: bool) -> Taken<()> {
    if is_there { refuse(409, "EntityAlreadyExists") } else { Ok(()) }
}

pub(super) fn limit(count: usize, most: usize) -> Taken<()> {
    if count > most { refuse(409, "LimitExceeded") } else { Ok(()) }
}

/// A time as answers have it.
pub(super) fn time(seconds: u64) -> String {
    Timestamp::from_unix(seconds).unwrap_or_default().to_string()
}

impl Model {
    pub(super) fn time(&self) -> String {
        time(self.now)
    }

    /// The id of this name in the answer, which nothing had before; a refusal has none.
    pub(super) fn learn(&mut self, answer: &Answer, name: &str) -> String {
        let id = answer.text(name);
        assert!(id.is_empty() || !self.ids.contains(&id), "{name} {id} is not new");
        self.ids.push(id.clone());
        id
    }

    pub(super) fn holder(&self, kind: Kind, name: &str) -> Taken<&Holder> {
        self.holders.get(&(kind, name.to_lowercase())).ok_or_else(missing)
    }

    pub(super) fn holder_mut(&mut self, kind: Kind, name: &str) -> Taken<&mut Holder> {
        self.holders.get_mut(&(kind, name.to_lowercase())).ok_or_else(missing)
    }

    pub(super) fn user_mut(&mut self, step: &Step) -> Taken<&mut Holder> {
        self.holder_mut(Kind::User, step.name)
    }

    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &Holder> {
        self.holders.iter().filter(move |((of, _), _)| *of == kind).map(|(_, holder)| holder)
    }

    /// Those of a kind that are in something, by its id.
    pub(super) fn inside(&self, kind: Kind, id: &str) -> impl Iterator<Item = &Holder> {
        self.of(kind).filter(move |holder| holder.inside.contains(id))
    }

    /// The one of this id.
    pub(super) fn of_id(&self, kind: Kind, id: &str) -> Option<&Holder> {
        self.of(kind).find(|holder| holder.id == id)
    }

    /// The policy that a step is about: one that is there, or one that could be.
    pub(super) fn arn_of_policy(&self, step: &Step) -> String {
        if step.is_about_aws() {
            return OF_AWS.to_owned();
        }
        let is_named = |arn: &&String| arn.ends_with(&format!("/{}", step.other));
        let other = || format!("arn:aws:iam::{ACCOUNT}:policy/{}", step.other);
        self.policies.keys().find(is_named).cloned().unwrap_or_else(other)
    }

    /// The role that a step is about, at times without its path.
    pub(super) fn arn_of_role(&self, step: &Step) -> String {
        let role = self.holder(Kind::Role, step.name).ok().filter(|_| !step.leaves_path_out());
        Kind::Role.arn(role.map_or("/", |role| &role.path), step.name)
    }
}

/// Who it is that has an id.
pub(super) fn identity(id: &str, arn: &str) -> Tree {
    told([("UserId", id.into()), ("Account", ACCOUNT.into()), ("Arn", arn.into())])
}
