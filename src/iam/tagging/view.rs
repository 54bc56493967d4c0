//! The 24 tag operations as three: adding, removing and listing the tags of any taggable resource.

use std::borrow::Cow;

use crate::engine::page::{PageParts, PageRef};
use crate::iam::operations::*;
use crate::iam::tagging::rows::resources;
use crate::iam::tagging::table::{Resource, ResourceType};
use crate::message::failure::Failure;
use crate::message::page::page_of;
use crate::message::response::Response;
use crate::message::service::Results;
use crate::types::tag::Tag;

/// What a tag operation does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verb {
    Tag,
    Untag,
    List,
}

/// A request of a tag operation, whatever the type of its resource: what
/// [`Request::tagging`](crate::Request::tagging) gives.
///
/// ```
/// use iam_codec::{Request, Response, TagPage, TagVerb};
///
/// # let stored = Vec::new();
/// let request = Request::decode(b"Action=ListUserTags&Version=2010-05-08&UserName=anika")?;
/// let tagging = request.tagging().unwrap();
/// let response = match tagging.verb {
///     TagVerb::Tag(_tags) => tagging.respond((), "id"),
///     TagVerb::Untag(_keys) => tagging.respond((), "id"),
///     TagVerb::List { .. } => tagging.respond(TagPage { tags: stored, ..Default::default() }, "id"),
/// };
/// assert_eq!(response.action_name(), "ListUserTags");
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Tagging<'r> {
    /// The resource.
    pub resource: Resource<'r>,
    /// What is to be done with its tags.
    pub verb: TagVerb<'r>,
}

/// What is to be done with the tags of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "the operations are an exact product with these three")]
pub enum TagVerb<'r> {
    /// `TagUser`, `TagRole`, …: adds these tags, replacing the values of keys that are there.
    Tag(&'r [Tag<'r>]),
    /// `UntagUser`, `UntagRole`, …: removes the tags with these keys.
    Untag(&'r [Cow<'r, str>]),
    /// `ListUserTags`, `ListRoleTags`, …: gives a page of the tags.
    List {
        /// Where the previous page ended, as it said itself.
        marker: Option<&'r str>,
        /// The most tags to return, 1 to 1000; 100 by default.
        max_items: Option<i32>,
    },
}

impl Tagging<'_> {
    /// The operation.
    pub fn action(&self) -> Action {
        let verb = match self.verb {
            TagVerb::Tag(_) => Verb::Tag,
            TagVerb::Untag(_) => Verb::Untag,
            TagVerb::List { .. } => Verb::List,
        };
        self.resource.resource_type().action(verb)
    }

    /// Cuts the page that a request for a list asks for out of all tags of the resource, in their order.
    /// A request that adds or removes tags gets an empty page.
    ///
    /// ```
    /// use iam_codec::{Request, Tag};
    ///
    /// let stored = [Tag::new("Dept", "Legal"), Tag::new("Team", "Blue")];
    /// let request = Request::decode(b"Action=ListUserTags&Version=2010-05-08&UserName=a&MaxItems=1")?;
    /// let tagging = request.tagging().unwrap();
    /// let page = tagging.page(&stored)?;
    /// assert_eq!((&page.tags[..], page.is_truncated), (&stored[..1], true));
    /// let response = tagging.respond(page, "id");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Pages::page`](crate::Pages::page).
    pub fn page<'a>(&self, tags: &[Tag<'a>]) -> Result<TagPage<'a>, Failure<'static>> {
        let TagVerb::List { marker, max_items } = self.verb else { return Ok(TagPage::default()) };
        let list = format!("{}={}", self.action(), self.resource.identifier());
        let page = page_of(&list, tags.iter().cloned(), |tag| &tag.key, marker, max_items)
            .map_err(|failure| failure.of(&SERVICE))?;
        let is_truncated = page.marker.is_some();
        Ok(TagPage { tags: page.items, is_truncated, marker: page.marker })
    }

    /// The answer. A list takes a [`TagPage`]; adding and removing give nothing, `()`.
    pub fn respond<'a>(
        &self,
        page: impl Into<TagPage<'a>>,
        request_id: impl Into<Cow<'a, str>>,
    ) -> Response<'a> {
        let result = match self.verb {
            TagVerb::List { .. } => {
                OperationResult::from_page_parts(self.resource.resource_type(), page.into().into())
            }
            _ => <OperationResult<'_> as Results<'_>>::empty(self.action()),
        };
        Response { result, request_id: request_id.into() }
    }
}

/// One page of a resource's tags, whatever its type.
///
/// ```
/// use iam_codec::{Request, Tag, TagPage};
///
/// let request = Request::decode(b"Action=ListRoleTags&Version=2010-05-08&RoleName=app&MaxItems=1")?;
/// let page = TagPage {
///     tags: vec![Tag::new("Dept", "Accounting")],
///     is_truncated: true,
///     marker: Some("AAEY".into()),
/// };
/// let xml = request.tagging().unwrap().respond(page, "id").encode()?;
/// assert!(xml.contains("<Marker>AAEY</Marker>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(clippy::exhaustive_structs, reason = "a page is a list, a flag and a marker")]
pub struct TagPage<'a> {
    /// The tags, in the order of the list.
    pub tags: Vec<Tag<'a>>,
    /// Whether there are more.
    pub is_truncated: bool,
    /// What to send to get the next page.
    pub marker: Option<Cow<'a, str>>,
}

impl<'a> From<TagPage<'a>> for PageParts<'a> {
    fn from(page: TagPage<'a>) -> Self {
        let TagPage { tags, is_truncated, marker } = page;
        PageParts { tags, is_truncated: Some(is_truncated), marker }
    }
}

impl From<()> for TagPage<'_> {
    /// A page without tags.
    fn from((): ()) -> Self {
        TagPage::default()
    }
}

impl<'a> From<Vec<Tag<'a>>> for TagPage<'a> {
    /// The only page.
    fn from(tags: Vec<Tag<'a>>) -> Self {
        TagPage { tags, ..TagPage::default() }
    }
}

impl<'a> OperationResult<'a> {
    /// The page of tags of `ListUserTags`, `ListRoleTags`, … with the type of their resource.
    ///
    /// ```
    /// use iam_codec::{Reply, ResourceType};
    ///
    /// let answer = std::fs::read("testdata/responses/ListMFADeviceTags.xml")?;
    /// let Reply::Response(response) = Reply::decode(&answer)? else { unreachable!() };
    /// let (resource_type, page) = response.result.into_tag_page().unwrap();
    /// assert_eq!(resource_type, ResourceType::MfaDevice);
    /// assert_eq!(page.tags[1].key, "Cost Center");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn into_tag_page(self) -> Option<(ResourceType, TagPage<'a>)> {
        let (_, resource_type) = self.action()?.tagging()?;
        let parts = self.into_page_parts()?;
        let (tags, marker) = (parts.tags, parts.marker);
        let is_truncated = parts.is_truncated.unwrap_or(false);
        Some((resource_type, TagPage { tags, is_truncated, marker }))
    }
}

impl Action {
    /// The type of the resources whose tags a tag operation is about.
    ///
    /// ```
    /// use iam_codec::{Action, ResourceType};
    ///
    /// assert_eq!(Action::UntagRole.resource_type(), Some(ResourceType::Role));
    /// assert_eq!(Action::CreateRole.resource_type(), None);
    /// ```
    pub const fn resource_type(self) -> Option<ResourceType> {
        match self.tagging() {
            Some((_, resource_type)) => Some(resource_type),
            None => None,
        }
    }
}

/// Makes of the rows the way from an operation to its verb and type, and back.
macro_rules! verbs {
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
        impl ResourceType {
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
    };
}

resources! { verbs }
