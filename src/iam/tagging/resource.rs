//! TABLE: the taggable resource types, one row each, and what follows from a row: [`Resource`],
//! [`ResourceType`] and the inputs of the three tag operations of each type.

use std::borrow::Cow;

use crate::iam::limits;
use crate::message::error_code::ErrorCode;
use crate::schema::shape::{Shape, TextShape};
use crate::schema::structure::{Kind, Member, Table};
use crate::types::tag::Tag;
use crate::types::tag_key::KeyCase;
use crate::wire::order::wire_order;

/// Makes one row per resource type:
///
/// ```text
/// /// A user, by name.
/// User("UserName": EXISTING_USER_NAME, Insensitive) {
///     "The user with name {} cannot be found.", "User with name {} already exists.",
///     Tag: [NO_SUCH_ENTITY, …],
///     Untag: [NO_SUCH_ENTITY, …],
///     List: [NO_SUCH_ENTITY, …]
/// }
/// ```
///
/// This gives `Resource::User("anika".into())` and `ResourceType::User` with its parameter, the
/// constraint of the identifier, the rule by which two tag keys are the same, what IAM says when there
/// is no such user, and when there is one already, and the errors that the service's model declares for
/// each tag operation.
macro_rules! resources {
    ($(
        $(#[$doc:meta])*
        $Type:ident($parameter:literal: $shape:ident, $key_case:ident) {
            $not_found:literal, $already_exists:literal,
            Tag: [$($TAG:ident),*],
            Untag: [$($UNTAG:ident),*],
            List: [$($LIST:ident),*]
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
        ///
        /// ```
        /// use iam_codec::{KeyCase, Resource, ResourceType};
        ///
        /// assert_eq!(ResourceType::ALL.len(), 8);
        /// assert_eq!(ResourceType::Policy.parameter(), "PolicyArn");
        /// assert_eq!(ResourceType::Policy.key_case(), KeyCase::Sensitive);
        /// assert_eq!(Resource::new(ResourceType::Role, "app"), Resource::Role("app".into()));
        /// ```
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

            pub(crate) fn identifier_mut(&mut self) -> &mut Cow<'a, str> {
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
                        shape: limits::text(&limits::$shape),
                        key_case: KeyCase::$key_case,
                        not_found: $not_found,
                        already_exists: $already_exists,
                        errors: [
                            &[$(ErrorCode::$TAG),*],
                            &[$(ErrorCode::$UNTAG),*],
                            &[$(ErrorCode::$LIST),*],
                        ],
                        tables: [
                            const { &Table {
                                name: "TagResource",
                                fields: "resource tags ",
                                members: &[identifier($parameter, &limits::$shape), TAGS],
                                wire_order: &wire_order([$parameter, "Tags"]),
                            } },
                            const { &Table {
                                name: "UntagResource",
                                fields: "resource tag_keys ",
                                members: &[identifier($parameter, &limits::$shape), TAG_KEYS],
                                wire_order: &wire_order([$parameter, "TagKeys"]),
                            } },
                            const { &Table {
                                name: "ListResourceTags",
                                fields: "resource marker max_items ",
                                members: &[identifier($parameter, &limits::$shape), MARKER, MAX_ITEMS],
                                wire_order: &wire_order([$parameter, "Marker", "MaxItems"]),
                            } },
                        ],
                    },)*
                }
            }
        }
    };
}

resources! {
    /// A user, by name.
    User("UserName": EXISTING_USER_NAME, Insensitive) {
        "The user with name {} cannot be found.", "User with name {} already exists.",
        Tag: [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE]
    }
    /// A role, by name.
    Role("RoleName": ROLE_NAME, Insensitive) {
        "The role with name {} cannot be found.", "Role with name {} already exists.",
        Tag: [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE]
    }
    /// A customer managed policy, by ARN.
    Policy("PolicyArn": POLICY_ARN, Sensitive) {
        "Policy {} was not found.",
        "A policy called {} already exists. Duplicate names are not allowed.",
        Tag: [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT]
    }
    /// An instance profile, by name.
    InstanceProfile("InstanceProfileName": INSTANCE_PROFILE_NAME, Sensitive) {
        "Instance Profile {} cannot be found.", "Instance Profile {} already exists.",
        Tag: [NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE]
    }
    /// An OpenID Connect identity provider, by ARN.
    OpenIdConnectProvider("OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN, Sensitive) {
        "OpenId connect Provider {} cannot be found.", "Provider with url {} already exists.",
        Tag: [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT]
    }
    /// A SAML identity provider, by ARN.
    SamlProvider("SAMLProviderArn": SAML_PROVIDER_ARN, Sensitive) {
        "Manifest not found for arn {}", "Provider with name {} already exists.",
        Tag: [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT]
    }
    /// A server certificate, by name.
    ServerCertificate("ServerCertificateName": SERVER_CERTIFICATE_NAME, Sensitive) {
        "The Server Certificate with name {} cannot be found.",
        "The Server Certificate with name {} already exists.",
        Tag: [NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, SERVICE_FAILURE]
    }
    /// A virtual MFA device, by serial number.
    MfaDevice("SerialNumber": SERIAL_NUMBER, Sensitive) {
        "MFA Device with serial number {} does not exist.", "MFA device already exists.",
        Tag: [INVALID_INPUT, NO_SUCH_ENTITY, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        Untag: [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        List: [NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE]
    }
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
    shape: &'static TextShape,
    key_case: KeyCase,
    not_found: &'static str,
    already_exists: &'static str,
    /// What the model declares for its three tag operations.
    errors: [&'static [ErrorCode<'static>]; 3],
    /// The inputs of its three tag operations.
    tables: [&'static Table; 3],
}

/// The member that identifies a resource.
const fn identifier(name: &'static str, shape: &'static Shape) -> Member {
    Member { name, kind: Kind::Text, is_required: true, shape }
}

const TAGS: Member = Member {
    name: "Tags",
    kind: Kind::List(&Kind::Structure(Tag::TABLE)),
    is_required: true,
    shape: &limits::TAGS,
};

const TAG_KEYS: Member = Member {
    name: "TagKeys",
    kind: Kind::List(&Kind::Text),
    is_required: true,
    shape: &limits::TAG_KEYS,
};

const MARKER: Member =
    Member { name: "Marker", kind: Kind::Text, is_required: false, shape: &limits::MARKER };

const MAX_ITEMS: Member =
    Member { name: "MaxItems", kind: Kind::Integer, is_required: false, shape: &limits::MAX_ITEMS };

impl ResourceType {
    /// The parameter that identifies a resource of this type: `UserName`, `PolicyArn`, …
    pub const fn parameter(self) -> &'static str {
        self.row().parameter
    }

    /// The type that a parameter identifies.
    ///
    /// ```
    /// use iam_codec::ResourceType;
    ///
    /// assert_eq!(ResourceType::from_parameter("SerialNumber"), Some(ResourceType::MfaDevice));
    /// assert_eq!(ResourceType::from_parameter("GroupName"), None);
    /// ```
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
        self.key_case().same(a, b)
    }

    /// The input of a tag operation.
    pub(crate) const fn table(self, verb: Verb) -> &'static Table {
        self.row().tables[verb as usize]
    }

    /// The errors that the model declares for a tag operation.
    pub(crate) const fn errors(self, verb: Verb) -> &'static [ErrorCode<'static>] {
        self.row().errors[verb as usize]
    }

    /// What IAM says when there is no such resource.
    pub(crate) fn not_found_message(self, identifier: &str) -> String {
        self.row().not_found.replace("{}", identifier)
    }

    /// What IAM says when there is one already; of a policy `identifier` is the name, of an OpenID
    /// Connect provider the URL.
    pub(crate) fn already_exists_message(self, identifier: &str) -> String {
        self.row().already_exists.replace("{}", identifier)
    }
}

impl Resource<'_> {
    /// Whether the identifier breaks no constraint.
    #[inline]
    pub(crate) fn fits(&self) -> bool {
        self.resource_type().row().shape.fits(self.identifier())
    }
}
