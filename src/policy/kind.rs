//! What documents are for.

/// What a document is for, which decides who judges it.
///
/// | kind | operations |
/// |---|---|
/// | `Inline` | `PutUserPolicy`, `PutGroupPolicy`, `PutRolePolicy` |
/// | `Managed` | `CreatePolicy`, `CreatePolicyVersion` |
/// | `Trust` | `CreateRole`, `UpdateAssumeRolePolicy` |
/// | `ContextKeys` | `GetContextKeysFor…`, `Simulate…` |
/// | `Session` | STS's `AssumeRole…` and `GetFederationToken` |
///
/// ```
/// use iam_codec::policy::Kind;
///
/// assert_eq!(Kind::from_name("context-keys"), Some(Kind::ContextKeys));
/// assert_eq!(Kind::ContextKeys.as_str(), "context-keys");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// An identity policy inside a user, a group or a role.
    Inline,
    /// An identity policy with an ARN of its own, a permissions boundary too.
    Managed,
    /// Who may assume a role.
    Trust,
    /// An identity policy that is evaluated and not stored: for its context keys, or in a simulation.
    ContextKeys,
    /// What a session may do at most.
    Session,
}

impl Kind {
    /// All kinds.
    pub const ALL: [Kind; 5] =
        [Kind::Inline, Kind::Managed, Kind::Trust, Kind::ContextKeys, Kind::Session];

    /// The name, as the command spells it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Kind::Inline => "inline",
            Kind::Managed => "managed",
            Kind::Trust => "trust",
            Kind::ContextKeys => "context-keys",
            Kind::Session => "session",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}
