//! How large documents may be. The quotas are those of an account, so decoding a request does not know
//! them.

use std::borrow::Cow;
use std::fmt;

use crate::message::error_response::ErrorResponse;
use crate::policy::kind::Kind;
use crate::policy::stored::stored;

/// The size of a document as IAM counts it: its characters without blanks.
///
/// Of a trust policy the [stored](stored()) form is counted. Sources: AWS's page on quotas says that
/// blanks do not count; that a trust policy counts as it is stored is inferred, since one of 2,114
/// characters without blanks was accepted where 2,048 are allowed. Whether blanks *inside* a text count is
/// not known; they do not here.
///
/// ```
/// use iam_codec::policy::{Kind, size};
///
/// assert_eq!(size(Kind::Managed, "{ \"Id\": \"é\" }\n"), 10);
/// ```
pub fn size(kind: Kind, document: &str) -> usize {
    let is_blank = |c: &char| matches!(c, ' ' | '\t' | '\r' | '\n');
    stored(kind, document).chars().filter(|c| !is_blank(c)).count()
}

/// A quota for the size of documents, and who has it.
///
/// | quota | characters | counts |
/// |---|---:|---|
/// | [`MANAGED`](Self::MANAGED) | 6144 | a version of a managed policy |
/// | [`TRUST`](Self::TRUST) | 2048 | the trust policy of a role; AWS raises it on request |
/// | [`user`](Self::user) | 2048 | all inline policies of a user together |
/// | [`group`](Self::group) | 5120 | all inline policies of a group together |
/// | [`role`](Self::role) | 10240 | all inline policies of a role together |
///
/// Source: AWS's page on the quotas of IAM; the sentences are quoted in many reports.
///
/// ```
/// use iam_codec::policy::Quota;
///
/// assert!(Quota::MANAGED.check(6144).is_ok());
/// let exceeded = Quota::MANAGED.check(6145).unwrap_err();
/// assert_eq!(exceeded.code(), "LimitExceeded");
/// assert_eq!(exceeded.message(), "Cannot exceed quota for PolicySize: 6144");
///
/// let exceeded = Quota::user("anika").check(2049).unwrap_err();
/// assert_eq!(exceeded.message(), "Maximum policy size of 2048 bytes exceeded for user anika");
///
/// assert!(Quota::TRUST.with_limit(4096).check(4096).is_ok());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quota<'n> {
    limit: usize,
    owner: Owner<'n>,
}

/// What a quota belongs to: the quota's name, or an entity's type and name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Owner<'n> {
    Named(&'static str),
    Entity(&'static str, &'n str),
}

impl Quota<'static> {
    /// Of a managed policy.
    pub const MANAGED: Self = Quota { limit: 6144, owner: Owner::Named("PolicySize") };
    /// Of a trust policy.
    pub const TRUST: Self = Quota { limit: 2048, owner: Owner::Named("ACLSizePerRole") };
}

impl<'n> Quota<'n> {
    /// Of the inline policies of the user of that name.
    pub const fn user(name: &'n str) -> Self {
        Quota { limit: 2048, owner: Owner::Entity("user", name) }
    }

    /// Of the inline policies of the group of that name.
    pub const fn group(name: &'n str) -> Self {
        Quota { limit: 5120, owner: Owner::Entity("group", name) }
    }

    /// Of the inline policies of the role of that name.
    pub const fn role(name: &'n str) -> Self {
        Quota { limit: 10240, owner: Owner::Entity("role", name) }
    }

    /// The quota with another limit, as AWS grants it.
    pub const fn with_limit(self, limit: usize) -> Self {
        Quota { limit, owner: self.owner }
    }

    /// The most characters that the quota allows.
    pub const fn limit(self) -> usize {
        self.limit
    }

    /// Whether documents of `size` characters together are within the quota; [`size`] counts one.
    pub const fn check(self, size: usize) -> Result<(), QuotaExceeded<'n>> {
        if size > self.limit { Err(QuotaExceeded { quota: self }) } else { Ok(()) }
    }
}

/// A quota that is exceeded, with the code and the sentence that IAM answers. The status is 409.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QuotaExceeded<'n> {
    quota: Quota<'n>,
}

impl QuotaExceeded<'_> {
    /// `LimitExceeded`.
    pub const fn code(&self) -> &'static str {
        "LimitExceeded"
    }

    /// The answer to a request that brings too much.
    pub fn to_response<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        ErrorResponse::new(self.code(), request_id).with_message(self.message())
    }

    /// IAM's sentence.
    pub fn message(&self) -> String {
        let limit = self.quota.limit;
        match self.quota.owner {
            Owner::Named(quota) => format!("Cannot exceed quota for {quota}: {limit}"),
            Owner::Entity(kind, name) => {
                format!("Maximum policy size of {limit} bytes exceeded for {kind} {name}")
            }
        }
    }
}

impl fmt::Display for QuotaExceeded<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message())
    }
}

impl std::error::Error for QuotaExceeded<'_> {}
