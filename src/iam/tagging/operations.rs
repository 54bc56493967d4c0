//! TABLE: tags of the eight resource types.
//!
//! The 24 tag operations are an exact product of three verbs and eight types, so there are three inputs,
//! and the type is a value.

use std::borrow::Cow;

use crate::iam::tagging::resource::{Resource, ResourceType, Verb};
use crate::schema::structure::{Field, Slot, Structure, StructureMut, Table, Value, ValueMut};
use crate::types::tag::Tag;

/// Makes a tag operation of each block:
///
/// ```text
/// /// Adds tags to a resource.
/// TagResource(Tag) {
///     /// The tags.
///     tags: Vec<Tag<'a>>,
/// }
/// ```
///
/// This gives `struct TagResource<'a> { pub resource: Resource<'a>, pub tags: Vec<Tag<'a>> }` for the
/// verb `Tag` of every resource type. Its members stand in the table of
/// [`resource`](crate::iam::tagging::resource), in this order.
macro_rules! tag_operations {
    ($(
        $(#[$doc:meta])*
        $Operation:ident($verb:ident) {
            $($(#[$member_doc:meta])* $member:ident: $Type:ty,)*
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
            /// The input of this operation with nothing in it.
            pub(crate) fn empty(resource_type: ResourceType) -> Self {
                $Operation {
                    resource: Resource::new(resource_type, ""),
                    $($member: <$Type>::default(),)*
                }
            }

            /// Detaches the request from the body it was decoded from.
            #[inline]
            pub fn into_owned(self) -> $Operation<'static> {
                $Operation {
                    resource: self.resource.into_owned(),
                    $($member: $crate::schema::structure::IntoOwned::into_owned(self.$member),)*
                }
            }
        }

        impl Structure for $Operation<'_> {
            fn table(&self) -> &'static Table {
                self.resource.resource_type().table(Verb::$verb)
            }

            fn field(&self, index: usize) -> Field<'_> {
                let at = index;
                if at == 0 {
                    return Field::Text(self.resource.identifier());
                }
                $(
                    let at = at.wrapping_sub(1);
                    if at == 0 {
                        return self.$member.field();
                    }
                )*
                Field::Absent
            }
        }

        impl<'a> StructureMut<'a> for $Operation<'a> {
            fn slot(&mut self, index: usize) -> Option<Slot<'_, 'a>> {
                let at = index;
                if at == 0 {
                    return Some(Slot::Text(self.resource.identifier_mut()));
                }
                $(
                    let at = at.wrapping_sub(1);
                    if at == 0 {
                        return Some(self.$member.slot());
                    }
                )*
                None
            }
        }
    )*};
}

tag_operations! {
    /// `TagUser`, `TagRole`, …: adds tags to a resource, replacing the values of keys that it has.
    ///
    /// If one tag is refused, none is added
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html)).
    ///
    /// ```
    /// use iam_codec::{Action, Request, Resource, Tag, TagResource};
    ///
    /// let request = TagResource {
    ///     resource: Resource::User("anika".into()),
    ///     tags: vec![Tag::new("Dept", "Accounting")],
    /// };
    /// assert_eq!(request.action(), Action::TagUser);
    /// assert_eq!(request.respond("id").action(), Some(Action::TagUser));
    /// assert_eq!(
    ///     Request::from(request).encode(),
    ///     "Action=TagUser&Version=2010-05-08&UserName=anika\
    ///      &Tags.member.1.Key=Dept&Tags.member.1.Value=Accounting",
    /// );
    /// ```
    TagResource(Tag) {
        /// The tags to add, at most 50.
        tags: Vec<Tag<'a>>,
    }

    /// `UntagUser`, `UntagRole`, …: removes tags from a resource. Keys that it does not have are fine
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html)).
    ///
    /// ```
    /// use iam_codec::{Action, Request, Resource, UntagResource};
    ///
    /// let request = UntagResource {
    ///     resource: Resource::Role("app".into()),
    ///     tag_keys: vec!["Dept".into()],
    /// };
    /// assert_eq!(request.action(), Action::UntagRole);
    /// assert_eq!(request.respond("id").action(), Some(Action::UntagRole));
    /// assert_eq!(
    ///     Request::from(request).encode(),
    ///     "Action=UntagRole&Version=2010-05-08&RoleName=app&TagKeys.member.1=Dept",
    /// );
    /// ```
    UntagResource(Untag) {
        /// The keys of the tags to remove, at most 50.
        tag_keys: Vec<Cow<'a, str>>,
    }

    /// `ListUserTags`, `ListRoleTags`, …: lists the tags of a resource, a page at a time
    /// ([API reference](https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserTags.html)).
    ///
    /// ```
    /// use iam_codec::{Action, ListResourceTags, Request, Resource, Tag, TagPage};
    ///
    /// let resource = Resource::Policy("arn:aws:iam::123456789012:policy/p".into());
    /// let request = ListResourceTags { resource, marker: None, max_items: Some(10) };
    /// assert_eq!(request.action(), Action::ListPolicyTags);
    ///
    /// let page = TagPage { tags: vec![Tag::new("Dept", "Legal")], ..TagPage::default() };
    /// assert_eq!(request.respond(page, "id").action(), Some(Action::ListPolicyTags));
    /// assert_eq!(
    ///     Request::from(request).encode(),
    ///     "Action=ListPolicyTags&Version=2010-05-08\
    ///      &PolicyArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Apolicy%2Fp&MaxItems=10",
    /// );
    /// ```
    ListResourceTags(List) {
        /// Where the previous page ended, as it said itself.
        marker: Option<Cow<'a, str>>,
        /// The most tags to return, 1 to 1000; 100 by default.
        max_items: Option<i32>,
    }
}
