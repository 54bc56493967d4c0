//! TABLE: the taggable resource types, one row each, and what follows from a row: [`Resource`],
//! [`ResourceType`], and the three tag operations of each type.

use std::borrow::Cow;

use crate::engine::page::{PageParts, PageRef};
use crate::iam::limits::{
    EXISTING_USER_NAME, INSTANCE_PROFILE_NAME, MARKER, MAX_ITEMS, OPEN_ID_CONNECT_PROVIDER_ARN,
    POLICY_ARN, ROLE_NAME, SAML_PROVIDER_ARN, SERIAL_NUMBER, SERVER_CERTIFICATE_NAME, TAG_KEYS,
    TAGS, text,
};
use crate::iam::operations::{Action, OperationResult, Request};
use crate::iam::tagging::resource::Row;
use crate::iam::tagging::view::{TagVerb, Tagging, Verb};
use crate::schema::block::operation;
use crate::types::tag::Tag;
use crate::types::tag_key::KeyCase;

/// Makes a resource type of each row:
///
/// ```text
/// /// A user, by name.
/// User("a user", CreateUser) {
///     user_name = "UserName": EXISTING_USER_NAME,
///     keys: Insensitive,
///     not_found: "The user with name {} cannot be found.",
///     already_exists: "User with name {} already exists.",
///     TagUser = "TagUser": [NO_SUCH_ENTITY, …],
///     UntagUser = "UntagUser": [NO_SUCH_ENTITY, …],
///     ListUserTags = "ListUserTags": [NO_SUCH_ENTITY, …] -> ListUserTagsResult
/// }
/// ```
///
/// This gives `Resource::User("anika".into())` and `ResourceType::User`, with the operation that creates
/// such a resource, the member that identifies it, the rule by which two tag keys are equal, and what IAM
/// says when there is no such user and when there is one already; and the blocks of `TagUser`,
/// `UntagUser` and `ListUserTags` with the errors that the service's model declares for each.
macro_rules! resources {
    ($(
        $(#[$doc:meta])*
        $Type:ident($what:literal, $Create:ident) {
            $member:ident = $parameter:literal: $SHAPE:ident,
            keys: $key_case:ident,
            not_found: $not_found:literal,
            already_exists: $already_exists:literal,
            $Tag:ident = $tag:literal: [$($TAG:ident),*],
            $Untag:ident = $untag:literal: [$($UNTAG:ident),*],
            $List:ident = $list:literal: [$($LIST:ident),*] -> $Page:ident
        }
    )*) => {
        /// A taggable resource: its type with the text that identifies it.
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
        /// assert_eq!(ResourceType::Policy.parameter(), "PolicyArn");
        /// assert_eq!(ResourceType::Policy.key_case(), KeyCase::Sensitive);
        /// assert_eq!(Resource::new(ResourceType::Role, "app"), Resource::Role("app".into()));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum ResourceType {
            $(
                $(#[$doc])*
                ///
                #[doc = concat!("Its parameter is `", $parameter, "`; its operations are [`", stringify!($Tag), "`](crate::operations::", stringify!($Tag), "), ")]
                #[doc = concat!("[`", stringify!($Untag), "`](crate::operations::", stringify!($Untag), ") and ")]
                #[doc = concat!("[`", stringify!($List), "`](crate::operations::", stringify!($List), "). ")]
                $Type,
            )*
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

            /// The same text without its type.
            pub fn into_identifier(self) -> Cow<'a, str> {
                match self {
                    $(Resource::$Type(identifier) => identifier,)*
                }
            }

            /// Detaches the resource from the body it was decoded from.
            pub fn into_owned(self) -> Resource<'static> {
                let resource_type = self.resource_type();
                Resource::new(resource_type, self.into_identifier().into_owned())
            }

            /// The request that adds tags to the resource: `TagUser`, `TagRole`, …
            #[inline]
            pub fn tag(self, tags: Vec<Tag<'a>>) -> Request<'a> {
                match self {
                    $(Resource::$Type($member) => {
                        Request::$Tag($Tag { $member, tags, ..Default::default() })
                    })*
                }
            }

            /// The request that removes tags from the resource: `UntagUser`, `UntagRole`, …
            #[inline]
            pub fn untag(self, tag_keys: Vec<Cow<'a, str>>) -> Request<'a> {
                match self {
                    $(Resource::$Type($member) => {
                        Request::$Untag($Untag { $member, tag_keys, ..Default::default() })
                    })*
                }
            }

            /// The request for a page of the resource's tags: `ListUserTags`, `ListRoleTags`, …
            #[inline]
            pub fn list_tags(
                self,
                marker: Option<Cow<'a, str>>,
                max_items: Option<i32>,
            ) -> Request<'a> {
                match self {
                    $(Resource::$Type($member) => {
                        Request::$List($List { $member, marker, max_items, ..Default::default() })
                    })*
                }
            }
        }

        impl ResourceType {
            /// All types, in the order of the table.
            pub const ALL: &'static [ResourceType] = &[$(ResourceType::$Type,)*];

            pub(crate) const fn row(self) -> &'static Row {
                match self {
                    $(ResourceType::$Type => {
                        const { &Row {
                            parameter: $parameter,
                            shape: text(&$SHAPE),
                            key_case: KeyCase::$key_case,
                            create: Action::$Create,
                            not_found: $not_found,
                            already_exists: $already_exists,
                        } }
                    })*
                }
            }

            /// The tag operation that does this to resources of this type.
            pub(crate) const fn action(self, verb: Verb) -> Action {
                match (self, verb) {
                    $(
                        (ResourceType::$Type, Verb::Tag) => Action::$Tag,
                        (ResourceType::$Type, Verb::Untag) => Action::$Untag,
                        (ResourceType::$Type, Verb::List) => Action::$List,
                    )*
                }
            }
        }

        impl Action {
            /// What a tag operation does, and to resources of what type.
            #[inline]
            pub(crate) const fn tagging(self) -> Option<(Verb, ResourceType)> {
                match self {
                    $(
                        Action::$Tag => Some((Verb::Tag, ResourceType::$Type)),
                        Action::$Untag => Some((Verb::Untag, ResourceType::$Type)),
                        Action::$List => Some((Verb::List, ResourceType::$Type)),
                    )*
                    _ => None,
                }
            }
        }

        impl Request<'_> {
            /// The request as one of the three that every taggable resource has, if it is one: a server
            /// serves all 24 tag operations with one arm for each of the three.
            ///
            /// ```
            /// use iam_codec::{Request, Resource, Tag, TagVerb};
            ///
            /// let body = b"Action=TagRole&Version=2010-05-08&RoleName=app&\
            ///     Tags.member.1.Key=Dept&Tags.member.1.Value=Legal";
            /// let request = Request::decode(body)?;
            /// let tagging = request.tagging().unwrap();
            /// assert_eq!(tagging.resource, Resource::Role("app".into()));
            /// assert_eq!(tagging.verb, TagVerb::Tag(&[Tag::new("Dept", "Legal")]));
            /// # Ok::<(), iam_codec::RequestError>(())
            /// ```
            #[inline]
            pub fn tagging(&self) -> Option<Tagging<'_>> {
                let (resource, verb) = match self {
                    $(
                        Request::$Tag(request) => {
                            (Resource::$Type((&*request.$member).into()), TagVerb::Tag(&request.tags))
                        }
                        Request::$Untag(request) => (
                            Resource::$Type((&*request.$member).into()),
                            TagVerb::Untag(&request.tag_keys),
                        ),
                        Request::$List(request) => (
                            Resource::$Type((&*request.$member).into()),
                            TagVerb::List {
                                marker: request.marker.as_deref(),
                                max_items: request.max_items,
                            },
                        ),
                    )*
                    _ => return None,
                };
                Some(Tagging { resource, verb })
            }
        }

        impl<'a> OperationResult<'a> {
            /// The result of the operation that lists the tags of such a resource.
            pub(crate) fn from_page_parts(resource_type: ResourceType, page: PageParts<'a>) -> Self {
                let PageParts { tags, is_truncated, marker } = page;
                match resource_type {
                    $(ResourceType::$Type => {
                        let page = $Page { tags, is_truncated, marker, ..Default::default() };
                        OperationResult::$List(page)
                    })*
                }
            }

            /// The parts of a page of tags, if the operation lists tags.
            pub(crate) fn into_page_parts(self) -> Option<PageParts<'a>> {
                match self {
                    $(OperationResult::$List($Page { tags, is_truncated, marker, .. }) => {
                        Some(PageParts { tags, is_truncated, marker })
                    })*
                    _ => None,
                }
            }

            /// The same, to be written.
            #[inline]
            pub(crate) fn page_ref(&self) -> Option<PageRef<'_>> {
                match self {
                    $(OperationResult::$List($Page { tags, is_truncated, marker, .. }) => {
                        let (is_truncated, marker) = (*is_truncated, marker.as_deref());
                        Some(PageRef { tags, is_truncated, marker })
                    })*
                    _ => None,
                }
            }
        }

        $(
            operation! {
                #[doc = concat!("Adds tags to ", $what, ", replacing the values of keys that it has. ")]
                #[doc = concat!("If one tag is refused, none is added ([API reference](", api!($tag), ")).")]
                $Tag {
                    $(#[$doc])*
                    $member: Cow<'a, str> = $parameter: $SHAPE,
                    /// The tags to add.
                    tags: Vec<Tag<'a>> = "Tags": TAGS,
                }
                errors: $($TAG),*
            }

            operation! {
                #[doc = concat!("Removes tags from ", $what, ". ")]
                #[doc = concat!("Keys that it does not have are fine ([API reference](", api!($untag), ")).")]
                $Untag {
                    $(#[$doc])*
                    $member: Cow<'a, str> = $parameter: $SHAPE,
                    /// The keys of the tags to remove.
                    tag_keys: Vec<Cow<'a, str>> = "TagKeys": TAG_KEYS,
                }
                errors: $($UNTAG),*
            }

            operation! {
                #[doc = concat!("Lists the tags of ", $what, ", a page at a time ([API reference](", api!($list), ")).")]
                $List {
                    $(#[$doc])*
                    $member: Cow<'a, str> = $parameter: $SHAPE,
                    /// Where the previous page ended, as it said itself.
                    marker: Option<Cow<'a, str>> = "Marker": MARKER,
                    /// How many to return at most, 100 by default.
                    max_items: Option<i32> = "MaxItems": MAX_ITEMS,
                } -> $Page {
                    /// The tags.
                    tags: Vec<Tag<'a>> = "Tags",
                    /// Whether there are more.
                    is_truncated: Option<bool> = "IsTruncated",
                    /// What to send as `Marker` for the next page.
                    marker: Option<Cow<'a, str>> = "Marker",
                }
                errors: $($LIST),*
            }
        )*
    };
}

/// The page of an operation in AWS's documentation.
macro_rules! api {
    ($operation:literal) => {
        concat!("https://docs.aws.amazon.com/IAM/latest/APIReference/API_", $operation, ".html")
    };
}

resources! {
    /// A user, by name.
    User("a user", CreateUser) {
        user_name = "UserName": EXISTING_USER_NAME,
        keys: Insensitive,
        not_found: "The user with name {} cannot be found.",
        already_exists: "User with name {} already exists.",
        TagUser = "TagUser": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagUser = "UntagUser": [NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListUserTags = "ListUserTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListUserTagsResult
    }
    /// A role, by name.
    Role("a role", CreateRole) {
        role_name = "RoleName": ROLE_NAME,
        keys: Insensitive,
        not_found: "The role with name {} cannot be found.",
        already_exists: "Role with name {} already exists.",
        TagRole = "TagRole": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagRole = "UntagRole": [NO_SUCH_ENTITY, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListRoleTags = "ListRoleTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListRoleTagsResult
    }
    /// A customer managed policy, by ARN.
    Policy("a customer managed policy", CreatePolicy) {
        policy_arn = "PolicyArn": POLICY_ARN,
        keys: Sensitive,
        not_found: "Policy {} was not found.",
        already_exists: "A policy called {} already exists. Duplicate names are not allowed.",
        TagPolicy = "TagPolicy": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagPolicy = "UntagPolicy": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListPolicyTags = "ListPolicyTags": [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT] -> ListPolicyTagsResult
    }
    /// An instance profile, by name.
    InstanceProfile("an instance profile", CreateInstanceProfile) {
        instance_profile_name = "InstanceProfileName": INSTANCE_PROFILE_NAME,
        keys: Sensitive,
        not_found: "Instance Profile {} cannot be found.",
        already_exists: "Instance Profile {} already exists.",
        TagInstanceProfile = "TagInstanceProfile": [NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagInstanceProfile = "UntagInstanceProfile": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListInstanceProfileTags = "ListInstanceProfileTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListInstanceProfileTagsResult
    }
    /// An OpenID Connect identity provider, by ARN.
    OpenIdConnectProvider("an OpenID Connect provider", CreateOpenIdConnectProvider) {
        open_id_connect_provider_arn = "OpenIDConnectProviderArn": OPEN_ID_CONNECT_PROVIDER_ARN,
        keys: Sensitive,
        not_found: "OpenId connect Provider {} cannot be found.",
        already_exists: "Provider with url {} already exists.",
        TagOpenIdConnectProvider = "TagOpenIDConnectProvider": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagOpenIdConnectProvider = "UntagOpenIDConnectProvider": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListOpenIdConnectProviderTags = "ListOpenIDConnectProviderTags": [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT] -> ListOpenIdConnectProviderTagsResult
    }
    /// A SAML identity provider, by ARN.
    SamlProvider("a SAML provider", CreateSamlProvider) {
        saml_provider_arn = "SAMLProviderArn": SAML_PROVIDER_ARN,
        keys: Sensitive,
        not_found: "Manifest not found for arn {}",
        already_exists: "Provider with name {} already exists.",
        TagSamlProvider = "TagSAMLProvider": [NO_SUCH_ENTITY, LIMIT_EXCEEDED, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagSamlProvider = "UntagSAMLProvider": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListSamlProviderTags = "ListSAMLProviderTags": [NO_SUCH_ENTITY, SERVICE_FAILURE, INVALID_INPUT] -> ListSamlProviderTagsResult
    }
    /// A server certificate, by name.
    ServerCertificate("a server certificate", UploadServerCertificate) {
        server_certificate_name = "ServerCertificateName": SERVER_CERTIFICATE_NAME,
        keys: Sensitive,
        not_found: "The Server Certificate with name {} cannot be found.",
        already_exists: "The Server Certificate with name {} already exists.",
        TagServerCertificate = "TagServerCertificate": [NO_SUCH_ENTITY, INVALID_INPUT, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagServerCertificate = "UntagServerCertificate": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListServerCertificateTags = "ListServerCertificateTags": [NO_SUCH_ENTITY, SERVICE_FAILURE] -> ListServerCertificateTagsResult
    }
    /// A virtual MFA device, by serial number.
    MfaDevice("a virtual MFA device", CreateVirtualMfaDevice) {
        serial_number = "SerialNumber": SERIAL_NUMBER,
        keys: Sensitive,
        not_found: "MFA Device with serial number {} does not exist.",
        already_exists: "MFA device already exists.",
        TagMfaDevice = "TagMFADevice": [INVALID_INPUT, NO_SUCH_ENTITY, LIMIT_EXCEEDED, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        UntagMfaDevice = "UntagMFADevice": [NO_SUCH_ENTITY, INVALID_INPUT, CONCURRENT_MODIFICATION, SERVICE_FAILURE],
        ListMfaDeviceTags = "ListMFADeviceTags": [NO_SUCH_ENTITY, INVALID_INPUT, SERVICE_FAILURE] -> ListMfaDeviceTagsResult
    }
}
