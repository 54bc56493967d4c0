//! Objects as they arrive: the members in any order, none lost.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use ::serde::de::{Deserialize, Deserializer, Error, IgnoredAny, MapAccess, Visitor};

use super::{Failure, Object, Parameter};
use crate::resource::{Resource, ResourceType};
use crate::structures::{Tag, TagPage};

pub(super) fn read_object<'de, T: Object<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectVisitor(PhantomData))
}

struct ObjectVisitor<T>(PhantomData<T>);

impl<'de, T: Object<'de>> Visitor<'de> for ObjectVisitor<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
        let mut draft = Draft::default();
        while let Some(Text(name)) = members.next_key()? {
            draft.take(name, &mut members)?;
        }
        T::make(draft)
    }
}

/// Makes [`Draft`] of the members of all objects: texts, then others.
macro_rules! draft {
    ($($text:ident = $text_name:literal,)* ; $($member:ident: $Type:ty = $name:literal,)*) => {
        /// What has arrived of an object's members.
        #[derive(Default)]
        pub(super) struct Draft<'a> {
            $(pub(super) $text: Option<Cow<'a, str>>,)*
            $(pub(super) $member: Option<$Type>,)*
            resources: Vec<Resource<'a>>,
            /// The first member that no object has.
            unknown: Option<Cow<'a, str>>,
        }

        impl<'a> Draft<'a> {
            fn take<A: MapAccess<'a>>(
                &mut self,
                name: Cow<'a, str>,
                members: &mut A,
            ) -> Result<(), A::Error> {
                match name.as_ref() {
                    $($text_name if self.$text.is_none() => {
                        self.$text = Some(members.next_value::<Text<'a>>()?.0);
                    })*
                    $($name if self.$member.is_none() => {
                        self.$member = Some(members.next_value()?);
                    })*
                    $($text_name)|* | $($name)|* => return Err(repeated(&name)),
                    _ => self.take_other(name, members)?,
                }
                Ok(())
            }

            /// Makes sure that no member is left.
            pub(super) fn finish<E: Error>(self, of: &str) -> Result<(), E> {
                let left = None
                    $(.or(self.$text.is_some().then_some($text_name)))*
                    $(.or(self.$member.is_some().then_some($name)))*;
                let resource = self.resources.first().map(|r| r.resource_type().parameter());
                match left.or(resource).or(self.unknown.as_deref()) {
                    None => Ok(()),
                    Some(name) => Err(E::custom(format_args!("unknown member `{name}` of {of}"))),
                }
            }
        }
    };
}

draft! {
    action = "Action",
    marker = "Marker",
    request_id = "RequestId",
    key = "Key",
    value = "Value",
    name = "Name",
    fault = "Type",
    code = "Code",
    message = "Message",
    ;
    tags: Vec<Tag<'a>> = "Tags",
    tag_keys: Vec<Text<'a>> = "TagKeys",
    is_truncated: bool = "IsTruncated",
    max_items: i32 = "MaxItems",
    parameters: Vec<Parameter<'a>> = "Parameters",
    error: Failure<'a> = "Error",
}

impl<'a> Draft<'a> {
    /// Takes the identifier of a resource, by the table of resource types.
    fn take_other<A: MapAccess<'a>>(
        &mut self,
        name: Cow<'a, str>,
        members: &mut A,
    ) -> Result<(), A::Error> {
        let Some(resource_type) = ResourceType::from_parameter(&name) else {
            self.unknown.get_or_insert(name);
            return members.next_value::<IgnoredAny>().map(drop);
        };
        if self.resources.iter().any(|resource| resource.resource_type() == resource_type) {
            return Err(repeated(&name));
        }
        self.resources.push(Resource::new(resource_type, members.next_value::<Text<'a>>()?.0));
        Ok(())
    }

    pub(super) fn take_page<E: Error>(&mut self, of: &str) -> Result<TagPage<'a>, E> {
        let tags = required(self.tags.take(), "Tags", of);
        let is_truncated = required(self.is_truncated.take(), "IsTruncated", of);
        let marker = self.marker.take();
        Ok(TagPage { tags: tags?, is_truncated: is_truncated?, marker })
    }

    pub(super) fn take_resource(&mut self, resource_type: ResourceType) -> Option<Resource<'a>> {
        let at = self.resources.iter().position(|r| r.resource_type() == resource_type)?;
        Some(self.resources.remove(at))
    }
}

pub(super) fn required<T, E: Error>(member: Option<T>, name: &str, of: &str) -> Result<T, E> {
    member.ok_or_else(|| E::custom(format_args!("missing member `{name}` of {of}")))
}

fn repeated<E: Error>(name: &str) -> E {
    E::custom(format_args!("repeated member `{name}`"))
}

/// A text that borrows if the format lends it.
pub(super) struct Text<'a>(pub(super) Cow<'a, str>);

impl<'de> Deserialize<'de> for Text<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Text<'de>, E> {
                Ok(Text(text.into()))
            }

            fn visit_str<E>(self, text: &str) -> Result<Text<'de>, E> {
                Ok(Text(text.to_owned().into()))
            }

            fn visit_string<E>(self, text: String) -> Result<Text<'de>, E> {
                Ok(Text(text.into()))
            }
        }

        deserializer.deserialize_str(TextVisitor)
    }
}
