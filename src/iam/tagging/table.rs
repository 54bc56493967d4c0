//! What follows from the rows of the taggable resource types: [`Resource`] and [`ResourceType`].

use std::borrow::Cow;

use crate::iam::limits::{
    EXISTING_USER_NAME, INSTANCE_PROFILE_NAME, OPEN_ID_CONNECT_PROVIDER_ARN, POLICY_ARN, ROLE_NAME,
    SAML_PROVIDER_ARN, SERIAL_NUMBER, SERVER_CERTIFICATE_NAME, text,
};
use crate::iam::operations::*;
use crate::iam::tagging::rows::resources;
use crate::schema::shape::TextShape;
use crate::types::tag::Tag;
use crate::types::tag_key::KeyCase;

/// The facts of one resource type.
pub(crate) struct Row {
    pub(crate) parameter: &'static str,
    pub(crate) shape: &'static TextShape,
    pub(crate) key_case: KeyCase,
    /// The operation that creates such a resource, which takes tags too.
    pub(crate) create: Action,
    pub(crate) not_found: &'static str,
    pub(crate) already_exists: &'static str,
}

/// Makes the enums of the rows.
macro_rules! types {
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
            ///
            /// ```
            /// use iam_codec::operations::TagUser;
            /// use iam_codec::{Request, Resource, Tag};
            ///
            /// let request = Resource::User("anika".into()).tag(vec![Tag::new("Dept", "Legal")]);
            /// let Request::TagUser(TagUser { user_name, tags, .. }) = request else { unreachable!() };
            /// assert_eq!((&*user_name, tags.len()), ("anika", 1));
            /// ```
            #[inline]
            pub fn tag(self, tags: Vec<Tag<'a>>) -> Request<'a> {
                self.resource_type().tag(self.into_identifier(), tags)
            }

            /// The request that removes tags from the resource: `UntagUser`, `UntagRole`, …
            #[inline]
            pub fn untag(self, tag_keys: Vec<Cow<'a, str>>) -> Request<'a> {
                self.resource_type().untag(self.into_identifier(), tag_keys)
            }

            /// The request for a page of the resource's tags: `ListUserTags`, `ListRoleTags`, …
            #[inline]
            pub fn list_tags(
                self,
                marker: Option<Cow<'a, str>>,
                max_items: Option<i32>,
            ) -> Request<'a> {
                self.resource_type().list_tags(self.into_identifier(), marker, max_items)
            }
        }

        impl ResourceType {
            /// All types, in the order of the table.
            pub const ALL: &'static [ResourceType] = &[$(ResourceType::$Type,)*];

            /// The request that adds tags to the resource of this identifier.
            #[inline]
            pub(crate) fn tag<'a>(self, identifier: Cow<'a, str>, tags: Vec<Tag<'a>>) -> Request<'a> {
                match self {
                    $(ResourceType::$Type => {
                        Request::$Tag($Tag { $member: identifier, tags, ..Default::default() })
                    })*
                }
            }

            #[inline]
            pub(crate) fn untag<'a>(
                self,
                identifier: Cow<'a, str>,
                tag_keys: Vec<Cow<'a, str>>,
            ) -> Request<'a> {
                match self {
                    $(ResourceType::$Type => {
                        Request::$Untag($Untag { $member: identifier, tag_keys, ..Default::default() })
                    })*
                }
            }

            #[inline]
            pub(crate) fn list_tags<'a>(
                self,
                identifier: Cow<'a, str>,
                marker: Option<Cow<'a, str>>,
                max_items: Option<i32>,
            ) -> Request<'a> {
                match self {
                    $(ResourceType::$Type => Request::$List($List {
                        $member: identifier,
                        marker,
                        max_items,
                        ..Default::default()
                    }),)*
                }
            }

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
        }
    };
}

resources! { types }
