//! TABLE: the operations' inputs, one block each, and what follows from a block: the struct, and how
//! it is taken from parameters, checked, put into a body and made owned.

use std::borrow::Cow;

use crate::constraint::{Path, Problems};
use crate::error::MalformedInput;
use crate::list::ListShape;
use crate::member::{IntegerShape, Member, Name};
use crate::resource::{Action, Resource, Verb};
use crate::response::{OperationResult, Response};
use crate::source::Source;
use crate::strings;
use crate::structures::{Tag, TagPage};

/// `tagListType`
static TAGS: ListShape<()> = ListShape { max: 50, member: &(), each: None };

/// `tagKeyListType`
static TAG_KEYS: ListShape<strings::StringShape> =
    ListShape { max: 50, member: &strings::TAG_KEY, each: Some(&strings::EACH_TAG_KEY) };

/// `maxItemsType`
static MAX_ITEMS: IntegerShape = IntegerShape { min: 1, max: 1000 };

/// An operation's input.
pub(crate) trait Operation<'a>: Sized {
    /// What has arrived of each member.
    type Draft: Default;

    /// Takes a value for the member `name`, if there is such a member.
    fn take(
        draft: &mut Self::Draft,
        name: &str,
        rest: &str,
        value: Cow<'a, str>,
    ) -> Result<(), MalformedInput>;

    /// Takes as much as comes in the expected order; `false` if nothing did.
    fn follow(draft: &mut Self::Draft, source: &mut impl Source<'a>) -> bool;

    /// Makes the input, or notes why there is none.
    fn finish(
        resource: Option<Resource<'a>>,
        draft: Self::Draft,
        problems: &mut Problems,
    ) -> Option<Self>;

    /// Holds all members against their constraints.
    fn check(&self, problems: &mut Problems);

    /// Appends the pairs of all members.
    fn put(&self, body: &mut String);

    /// An estimate of what `put` appends, in bytes.
    fn put_len(&self) -> usize;
}

/// Makes an operation of each block:
///
/// ```text
/// /// Adds tags to a resource.
/// TagResource(Tag) {
///     /// The tags.
///     tags: Vec<Tag<'a>> = "Tags": TAGS,
/// }
/// ```
///
/// This gives `struct TagResource<'a> { pub resource: Resource<'a>, pub tags: Vec<Tag<'a>> }` for the
/// verb `Tag` of every resource type. The type says whether a member is required; behind it stand its
/// name on the wire and its constraints.
macro_rules! operations {
    ($(
        $(#[$doc:meta])*
        $Operation:ident($verb:ident) {
            $($(#[$member_doc:meta])* $member:ident: $Type:ty = $name:literal: $shape:ident,)*
        }
    )*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $Operation<'a> {
            /// The resource.
            pub resource: Resource<'a>,
            $($(#[$member_doc])* pub $member: $Type,)*
        }

        impl<'a> $Operation<'a> {
            /// The action, which follows from the resource's type.
            pub fn action(&self) -> Action {
                self.resource.resource_type().action(Verb::$verb)
            }

            /// Detaches the request from the body it was decoded from.
            pub fn into_owned(self) -> $Operation<'static> {
                $Operation {
                    resource: self.resource.into_owned(),
                    $($member: self.$member.detach(),)*
                }
            }
        }

        impl<'a> Operation<'a> for $Operation<'a> {
            type Draft = ($(<$Type as Member<'a>>::Draft,)*);

            #[inline]
            fn take(
                ($($member,)*): &mut Self::Draft,
                name: &str,
                rest: &str,
                value: Cow<'a, str>,
            ) -> Result<(), MalformedInput> {
                match name {
                    $($name => <$Type as Member<'a>>::take($member, rest, value),)*
                    _ => Ok(()),
                }
            }

            #[inline(always)]
            fn follow(($($member,)*): &mut Self::Draft, source: &mut impl Source<'a>) -> bool {
                $(<$Type as Member<'a>>::follow($member, $name, source) ||)* false
            }

            #[inline]
            fn finish(
                resource: Option<Resource<'a>>,
                ($($member,)*): Self::Draft,
                problems: &mut Problems,
            ) -> Option<Self> {
                $(let $member =
                    <$Type as Member<'a>>::finish($member, &$shape, &Path::new($name), problems);)*
                Some($Operation { resource: resource?, $($member: $member?,)* })
            }

            fn check(&self, problems: &mut Problems) {
                self.resource.check(problems);
                $(self.$member.check(&$shape, &Path::new($name), problems);)*
            }

            #[inline]
            fn put(&self, body: &mut String) {
                let identifier = self.resource.resource_type().parameter();
                Cow::Borrowed(self.resource.identifier()).put(Name::new(identifier), body);
                $(self.$member.put(Name::new($name), body);)*
            }

            #[inline]
            fn put_len(&self) -> usize {
                let identifier = self.resource.resource_type().parameter();
                identifier.len() + self.resource.identifier().len() + 2
                    $(+ self.$member.put_len(Name::new($name)))*
            }
        }
    )*};
}

use strings::MARKER;

operations! {
    /// `TagUser`, `TagRole`, …: adds tags to a resource, replacing the values of keys that it has.
    ///
    /// If one tag is refused, none is added
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html)).
    TagResource(Tag) {
        /// The tags to add, at most 50.
        tags: Vec<Tag<'a>> = "Tags": TAGS,
    }

    /// `UntagUser`, `UntagRole`, …: removes tags from a resource. Keys that it does not have are fine
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html)).
    UntagResource(Untag) {
        /// The keys of the tags to remove, at most 50.
        tag_keys: Vec<Cow<'a, str>> = "TagKeys": TAG_KEYS,
    }

    /// `ListUserTags`, `ListRoleTags`, …: lists the tags of a resource, a page at a time
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html)).
    ListResourceTags(List) {
        /// Where the previous page ended, as it said itself.
        marker: Option<Cow<'a, str>> = "Marker": MARKER,
        /// The most tags to return, 1 to 1000; without it 100.
        max_items: Option<i32> = "MaxItems": MAX_ITEMS,
    }
}

impl TagResource<'_> {
    /// The answer when the tags are added.
    pub fn respond<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> Response<'r> {
        let result = OperationResult::TagResource(self.resource.resource_type());
        Response { result, request_id: request_id.into() }
    }
}

impl UntagResource<'_> {
    /// The answer when the tags are removed.
    pub fn respond<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> Response<'r> {
        let result = OperationResult::UntagResource(self.resource.resource_type());
        Response { result, request_id: request_id.into() }
    }
}

impl ListResourceTags<'_> {
    /// The answer with a page of tags.
    pub fn respond<'r>(
        &self,
        page: TagPage<'r>,
        request_id: impl Into<Cow<'r, str>>,
    ) -> Response<'r> {
        let result = OperationResult::ListResourceTags(self.resource.resource_type(), page);
        Response { result, request_id: request_id.into() }
    }
}
