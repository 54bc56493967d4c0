//! TABLE: the taggable resource types, one row each, and what follows from a row: [`Resource`],
//! [`ResourceType`] and the three [`Action`]s of each type.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use crate::constraint::{Path, Problems};
use crate::error_response::{ErrorCode, ErrorResponse};
use crate::member::Member;
use crate::strings::{self, StringShape};

/// Makes one row per resource type:
///
/// ```text
/// /// A user, by name.
/// User("UserName": EXISTING_USER_NAME, Insensitive, "The user with name {} cannot be found.") {
///     /// Adds tags to a user.
///     TagUser = "TagUser", UntagUser = "UntagUser", ListUserTags = "ListUserTags"
/// }
/// ```
///
/// This gives `Resource::User("anika".into())`, `ResourceType::User` and `Action::TagUser` with their
/// names on the wire, the constraint of the identifier, the rule by which two keys are the same, and
/// what IAM says when there is no such user.
macro_rules! resources {
    ($(
        $(#[$doc:meta])*
        $Type:ident($parameter:literal: $shape:ident, $key_case:ident, $not_found:literal) {
            $(#[$tag_doc:meta])* $Tag:ident = $tag:literal,
            $(#[$untag_doc:meta])* $Untag:ident = $untag:literal,
            $(#[$list_doc:meta])* $List:ident = $list:literal $(,)?
        }
    )*) => {
        /// What a tag operation is about: a resource type with the text that identifies the resource.
        ///
        /// ```
        /// use iam_codec::{Resource, ResourceType};
        ///
        /// let resource = Resource::User("anika".into());
        /// assert_eq!(resource.resource_type(), ResourceType::User);
        /// assert_eq!(resource.resource_type().parameter(), "UserName");
        /// assert_eq!(resource.identifier(), "anika");
        /// ```
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Resource<'a> {
            $($(#[$doc])* $Type(Cow<'a, str>),)*
        }

        /// The type of a [`Resource`].
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ResourceType {
            $($(#[$doc])* $Type,)*
        }

        impl<'a> Resource<'a> {
            /// The resource of this type that `identifier` names.
            pub fn new(resource_type: ResourceType, identifier: impl Into<Cow<'a, str>>) -> Self {
                match resource_type {
                    $(ResourceType::$Type => Resource::$Type(identifier.into()),)*
                }
            }

            /// The resource's type.
            pub fn resource_type(&self) -> ResourceType {
                match self {
                    $(Resource::$Type(_) => ResourceType::$Type,)*
                }
            }

            /// The name, ARN or serial number.
            pub fn identifier(&self) -> &str {
                match self {
                    $(Resource::$Type(identifier) => identifier,)*
                }
            }

            /// Detaches the resource from the body it was decoded from.
            pub fn into_owned(self) -> Resource<'static> {
                match self {
                    $(Resource::$Type(identifier) => {
                        Resource::$Type(Cow::Owned(identifier.into_owned()))
                    })*
                }
            }
        }

        impl ResourceType {
            /// All types, in the order of the table.
            pub const ALL: &'static [ResourceType] = &[$(ResourceType::$Type,)*];

            const fn row(self) -> Row {
                match self {
                    $(ResourceType::$Type => Row {
                        parameter: $parameter,
                        shape: &strings::$shape,
                        key_case: KeyCase::$key_case,
                        not_found: $not_found,
                        actions: [Action::$Tag, Action::$Untag, Action::$List],
                    },)*
                }
            }
        }

        /// An operation's name as it is sent in `Action`.
        ///
        /// Prints and parses the wire's spelling; another case is another name.
        ///
        /// ```
        /// use iam_codec::Action;
        ///
        /// assert_eq!(Action::TagMfaDevice.as_str(), "TagMFADevice");
        /// assert_eq!("ListUserTags".parse(), Ok(Action::ListUserTags));
        /// assert!("listusertags".parse::<Action>().is_err());
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Action {
            $(
                $(#[$tag_doc])* $Tag,
                $(#[$untag_doc])* $Untag,
                $(#[$list_doc])* $List,
            )*
        }

        impl Action {
            /// All actions, in the order of the table.
            pub const ALL: &'static [Action] =
                &[$(Action::$Tag, Action::$Untag, Action::$List,)*];

            /// The name as it is sent.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Action::$Tag => $tag, Action::$Untag => $untag, Action::$List => $list,)*
                }
            }

            /// The type of the resource that the action is about.
            pub const fn resource_type(self) -> ResourceType {
                match self {
                    $(Action::$Tag | Action::$Untag | Action::$List => ResourceType::$Type,)*
                }
            }

            pub(crate) const fn verb(self) -> Verb {
                match self {
                    $(
                        Action::$Tag => Verb::Tag,
                        Action::$Untag => Verb::Untag,
                        Action::$List => Verb::List,
                    )*
                }
            }
        }

        impl FromStr for Action {
            type Err = UnknownAction;

            fn from_str(name: &str) -> Result<Self, UnknownAction> {
                match name {
                    $($tag => Ok(Action::$Tag), $untag => Ok(Action::$Untag), $list => Ok(Action::$List),)*
                    _ => Err(UnknownAction),
                }
            }
        }
    };
}

resources! {
    /// A user, by name.
    User("UserName": EXISTING_USER_NAME, Insensitive, "The user with name {} cannot be found.") {
        /// Adds tags to a user, replacing the values of keys that it has.
        TagUser = "TagUser",
        /// Removes the tags with the given keys from a user.
        UntagUser = "UntagUser",
        /// Lists the tags of a user, a page at a time.
        ListUserTags = "ListUserTags",
    }
    /// A role, by name.
    Role("RoleName": ROLE_NAME, Insensitive, "The role with name {} cannot be found.") {
        /// Adds tags to a role, replacing the values of keys that it has.
        TagRole = "TagRole",
        /// Removes the tags with the given keys from a role.
        UntagRole = "UntagRole",
        /// Lists the tags of a role, a page at a time.
        ListRoleTags = "ListRoleTags",
    }
    /// A customer managed policy, by ARN.
    Policy("PolicyArn": POLICY_ARN, Sensitive, "Policy {} was not found.") {
        /// Adds tags to a policy, replacing the values of keys that it has.
        TagPolicy = "TagPolicy",
        /// Removes the tags with the given keys from a policy.
        UntagPolicy = "UntagPolicy",
        /// Lists the tags of a policy, a page at a time.
        ListPolicyTags = "ListPolicyTags",
    }
    /// An instance profile, by name.
    InstanceProfile("InstanceProfileName": INSTANCE_PROFILE_NAME, Sensitive, "Instance Profile {} cannot be found.") {
        /// Adds tags to an instance profile, replacing the values of keys that it has.
        TagInstanceProfile = "TagInstanceProfile",
        /// Removes the tags with the given keys from an instance profile.
        UntagInstanceProfile = "UntagInstanceProfile",
        /// Lists the tags of an instance profile, a page at a time.
        ListInstanceProfileTags = "ListInstanceProfileTags",
    }
    /// An OpenID Connect identity provider, by ARN.
    OpenIdConnectProvider("OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN, Sensitive, "OpenId connect Provider {} cannot be found.") {
        /// Adds tags to an OpenID Connect provider, replacing the values of keys that it has.
        TagOpenIdConnectProvider = "TagOpenIDConnectProvider",
        /// Removes the tags with the given keys from an OpenID Connect provider.
        UntagOpenIdConnectProvider = "UntagOpenIDConnectProvider",
        /// Lists the tags of an OpenID Connect provider, a page at a time.
        ListOpenIdConnectProviderTags = "ListOpenIDConnectProviderTags",
    }
    /// A SAML identity provider, by ARN.
    SamlProvider("SAMLProviderArn": SAML_PROVIDER_ARN, Sensitive, "Manifest not found for arn {}") {
        /// Adds tags to a SAML provider, replacing the values of keys that it has.
        TagSamlProvider = "TagSAMLProvider",
        /// Removes the tags with the given keys from a SAML provider.
        UntagSamlProvider = "UntagSAMLProvider",
        /// Lists the tags of a SAML provider, a page at a time.
        ListSamlProviderTags = "ListSAMLProviderTags",
    }
    /// A server certificate, by name.
    ServerCertificate("ServerCertificateName": SERVER_CERTIFICATE_NAME, Sensitive, "The Server Certificate with name {} cannot be found.") {
        /// Adds tags to a server certificate, replacing the values of keys that it has.
        TagServerCertificate = "TagServerCertificate",
        /// Removes the tags with the given keys from a server certificate.
        UntagServerCertificate = "UntagServerCertificate",
        /// Lists the tags of a server certificate, a page at a time.
        ListServerCertificateTags = "ListServerCertificateTags",
    }
    /// A virtual MFA device, by serial number.
    MfaDevice("SerialNumber": SERIAL_NUMBER, Sensitive, "MFA Device with serial number {} does not exist.") {
        /// Adds tags to a virtual MFA device, replacing the values of keys that it has.
        TagMfaDevice = "TagMFADevice",
        /// Removes the tags with the given keys from a virtual MFA device.
        UntagMfaDevice = "UntagMFADevice",
        /// Lists the tags of a virtual MFA device, a page at a time.
        ListMfaDeviceTags = "ListMFADeviceTags",
    }
}

/// Whether two tag keys that differ only in case are the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "keys have a case or they have not")]
pub enum KeyCase {
    /// `Dept` and `dept` are two tags.
    Sensitive,
    /// `Dept` and `dept` are one tag, which keeps the spelling that was sent last.
    Insensitive,
}

/// What is done to a resource's tags.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Tag,
    Untag,
    List,
}

/// The facts of one resource type.
struct Row {
    parameter: &'static str,
    shape: &'static StringShape,
    key_case: KeyCase,
    not_found: &'static str,
    actions: [Action; 3],
}

impl ResourceType {
    /// The parameter that identifies a resource of this type: `UserName`, `PolicyArn`, …
    pub const fn parameter(self) -> &'static str {
        self.row().parameter
    }

    /// The type that a parameter identifies.
    pub fn from_parameter(parameter: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|t| t.parameter() == parameter)
    }

    /// How tag keys of this type compare
    /// ([IAM User Guide](https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html)).
    pub const fn key_case(self) -> KeyCase {
        self.row().key_case
    }

    /// Whether two tag keys are the same key on a resource of this type. Without case means that
    /// their lower-case forms are equal.
    ///
    /// ```
    /// use iam_codec::ResourceType;
    ///
    /// assert!(ResourceType::User.same_key("Dept", "dept"));
    /// assert!(!ResourceType::Policy.same_key("Dept", "dept"));
    /// ```
    pub fn same_key(self, a: &str, b: &str) -> bool {
        match self.key_case() {
            KeyCase::Sensitive => a == b,
            KeyCase::Insensitive if a.is_ascii() && b.is_ascii() => a.eq_ignore_ascii_case(b),
            KeyCase::Insensitive => folded(a) == folded(b),
        }
    }

    /// Makes the resource of what has arrived of its parameter.
    pub(crate) fn finish<'a>(
        self,
        draft: Option<Cow<'a, str>>,
        problems: &mut Problems,
    ) -> Option<Resource<'a>> {
        let row = self.row();
        let identifier = Cow::finish(draft, row.shape, &Path::new(row.parameter), problems)?;
        Some(Resource::new(self, identifier))
    }

    pub(crate) const fn action(self, verb: Verb) -> Action {
        self.row().actions[verb as usize]
    }
}

impl Resource<'_> {
    /// `NoSuchEntity`, as IAM words it for this type.
    ///
    /// ```
    /// use iam_codec::Resource;
    ///
    /// let error = Resource::User("nobody".into()).not_found("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
    /// assert_eq!(error.message.unwrap(), "The user with name nobody cannot be found.");
    /// ```
    pub fn not_found<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        let message = self.resource_type().row().not_found.replace("{}", self.identifier());
        ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, request_id).with_message(message)
    }

    pub(crate) fn check(&self, problems: &mut Problems) {
        let row = self.resource_type().row();
        row.shape.check(self.identifier(), &Path::new(row.parameter), problems);
    }

    /// What IAM says of an identifier that breaks no constraint and yet is none.
    pub(crate) fn refusal(&self) -> Option<String> {
        let row = self.resource_type().row();
        row.shape.refusal(row.parameter, self.identifier())
    }
}

/// What two keys have in common that differ in case alone.
pub(crate) fn folded(key: &str) -> String {
    key.chars().flat_map(char::to_lowercase).collect()
}

/// The error of parsing an [`Action`] that this crate does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownAction;

impl fmt::Display for UnknownAction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown action")
    }
}

impl std::error::Error for UnknownAction {}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
