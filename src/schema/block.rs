//! What follows from the blocks of the tables: structs, enums, and what the walks ask of them.

/// Makes a structure of a block:
///
/// ```text
/// structure! {
///     /// A group.
///     Group {
///         /// The name.
///         group_name: Cow<'a, str> = "GroupName": NAME,
///         …
///     }
/// }
/// ```
///
/// The type says what travels and whether it must be there; behind it are the name on the wire and,
/// where a request is checked against them, the constraints.
///
/// The hidden field keeps the struct open: literals end with `..Default::default()`, so that AWS can add
/// a member without breaking them.
macro_rules! structure {
    (
        $(#[$doc:meta])*
        $Name:ident {
            $($(#[$member_doc:meta])* $member:ident: $Type:ty = $name:literal $(: $SHAPE:ident)?,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Default, PartialEq, Eq)]
        pub struct $Name<'a> {
            $(
                $(#[$member_doc])*
                $(#[doc = ""] #[doc = concat!("Limits: ", $SHAPE!(), ".")])?
                pub $member: $Type,
            )*
            #[doc(hidden)]
            pub _open: std::marker::PhantomData<&'a ()>,
        }

        impl<'a> $Name<'a> {
            const MEMBERS: &'static [$crate::schema::structure::Member] = &[$($crate::schema::structure::Member {
                markup: concat!("<", $name, "></", $name, ">\n"),
                kind: <$Type as $crate::schema::structure::Value>::KIND,
                is_required: <$Type as $crate::schema::structure::Value>::IS_REQUIRED,
                shape: $crate::schema::block::shape!($($SHAPE)?),
            },)*];

            // A static is in the program once, a constant wherever it is used.
            pub(crate) const TABLE: &'static $crate::schema::structure::Table = {
                static TABLE: $crate::schema::structure::Table = $crate::schema::structure::Table {
                    name: stringify!($Name),
                    #[cfg(test)]
                    fields: concat!($(stringify!($member), " ",)*),
                    members: $Name::MEMBERS,
                    wire_order: &$crate::wire::order::wire_order([$($name,)*]),
                };
                &TABLE
            };

            /// Detaches the value from the body it was decoded from.
            // Inlined, so that it is compiled where somebody calls it and not for all structures at once.
            #[inline]
            pub fn into_owned(self) -> $Name<'static> {
                $Name {
                    $($member: $crate::schema::structure::IntoOwned::into_owned(self.$member),)*
                    _open: std::marker::PhantomData,
                }
            }
        }

        impl $crate::schema::structure::Structure for $Name<'_> {
            fn table(&self) -> &'static $crate::schema::structure::Table {
                Self::TABLE
            }

            fn field(&self, index: usize) -> $crate::schema::structure::Field<'_> {
                let _at = index;
                $(
                    if _at == 0 {
                        return $crate::schema::structure::Value::field(&self.$member);
                    }
                    let _at = _at.wrapping_sub(1);
                )*
                $crate::schema::structure::Field::Absent
            }
        }

        impl<'a> $crate::schema::structure::StructureMut<'a> for $Name<'a> {
            fn slot(&mut self, index: usize) -> Option<$crate::schema::structure::Slot<'_, 'a>> {
                let _at = index;
                $(
                    if _at == 0 {
                        return Some($crate::schema::structure::ValueMut::slot(&mut self.$member));
                    }
                    let _at = _at.wrapping_sub(1);
                )*
                None
            }
        }

        impl $crate::schema::structure::Value for $Name<'_> {
            const KIND: $crate::schema::structure::Kind = $crate::schema::structure::Kind::Structure(Self::TABLE);

            fn field(&self) -> $crate::schema::structure::Field<'_> {
                $crate::schema::structure::Field::Structure($crate::schema::structure::readable(self))
            }
        }

        impl<'a> $crate::schema::structure::ValueMut<'a> for $Name<'a> {
            fn slot(&mut self) -> $crate::schema::structure::Slot<'_, 'a> {
                $crate::schema::structure::Slot::Structure(self)
            }
        }

        impl $crate::schema::structure::IntoOwned for $Name<'_> {
            type Owned = $Name<'static>;

            #[inline]
            fn into_owned(self) -> $Name<'static> {
                $Name::into_owned(self)
            }
        }

        impl std::fmt::Debug for $Name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::schema::structure::debug($crate::schema::structure::readable(self), f)
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $Name<'_> {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                $crate::engine::json::serialize($crate::schema::structure::readable(self), serializer)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de: 'a, 'a> serde::Deserialize<'de> for $Name<'a> {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let mut structure = $Name::<'de>::default();
                $crate::engine::json::deserialize(&mut structure, deserializer)?;
                Ok(structure)
            }
        }
    };
}
pub(crate) use structure;

/// The shape of a member, or none.
macro_rules! shape {
    () => {
        None
    };
    ($shape:expr) => {
        Some(&$shape)
    };
}
pub(crate) use shape;

/// Makes an operation of a block: its input, its result if it has one, and the errors that the model
/// declares.
///
/// ```text
/// operation! {
///     /// Creates a group ([API reference](…)).
///     CreateGroup {
///         /// The path.
///         path: Option<Cow<'a, str>> = "Path": PATH,
///         /// The name.
///         group_name: Cow<'a, str> = "GroupName": GROUP_NAME,
///     } -> CreateGroupResult {
///         /// The group.
///         group: Group<'a> = "Group",
///     }
///     errors: LIMIT_EXCEEDED, ENTITY_ALREADY_EXISTS, NO_SUCH_ENTITY, SERVICE_FAILURE
/// }
/// ```
macro_rules! operation {
    (
        $(#[$doc:meta])*
        $Name:ident { $($input:tt)* } $(-> $Result:ident { $($result:tt)* })?
        errors: $($ERROR:ident),* $(,)?
    ) => {
        $crate::schema::block::structure! {
            $(#[$doc])*
            ///
            $(#[doc = concat!("Its result is [`", stringify!($Result), "`].")])?
            /// The trait [`Operation`](crate::Operation) decodes and encodes it, and has an example.
            $Name { $($input)* }
        }

        $crate::schema::block::paged! { $Name { $($input)* } }

        $($crate::schema::block::structure! {
            #[doc = concat!("The result of [`", stringify!($Name), "`].")]
            $Result { $($result)* }
        }

        $crate::schema::block::from_only_member! { $Result { $($result)* } })?

        impl $Name<'_> {
            /// The errors that the service's model declares, in its order. AWS sends others too:
            /// `ValidationError`, `AccessDenied`, `Throttling`, …
            ///
            $(#[doc = concat!("- [`", stringify!($ERROR), "`](crate::ErrorCode::", stringify!($ERROR), ")")])*
            pub const ERRORS: &'static [$crate::message::error_code::ErrorCode<'static>] =
                &[$($crate::message::error_code::ErrorCode::$ERROR,)*];
        }
    };
}
pub(crate) use operation;

/// Makes an input that asks for pages of one with a member `max_items`; it has a `marker` too.
macro_rules! paged {
    ($Name:ident {}) => {};
    ($Name:ident { $(#[$doc:meta])* max_items: $($rest:tt)* }) => {
        impl $crate::message::page::Paged for $Name<'_> {
            fn marker(&self) -> Option<&str> {
                self.marker.as_deref()
            }

            fn max_items(&self) -> Option<i32> {
                self.max_items
            }
        }
    };
    ($Name:ident {
        $(#[$doc:meta])* $member:ident: $Type:ty = $name:literal $(: $shape:expr)?, $($rest:tt)*
    }) => {
        $crate::schema::block::paged! { $Name { $($rest)* } }
    };
}
pub(crate) use paged;

/// Makes a result of its member, if it has only one: `From<User>` of a result whose only member is an
/// optional user.
macro_rules! from_only_member {
    ($Result:ident { $(#[$doc:meta])* $member:ident: Option<$Type:ty> = $name:literal $(,)? }) => {
        impl<'a> From<$Type> for $Result<'a> {
            fn from($member: $Type) -> Self {
                $Result { $member: Some($member), ..Default::default() }
            }
        }
    };
    ($Result:ident { $(#[$doc:meta])* $member:ident: $Type:ty = $name:literal $(,)? }) => {
        impl<'a> From<$Type> for $Result<'a> {
            fn from($member: $Type) -> Self {
                $Result { $member, ..Default::default() }
            }
        }
    };
    ($($several:tt)*) => {};
}
pub(crate) use from_only_member;

/// Makes an open enumeration of a block:
///
/// ```text
/// enumeration! {
///     /// Whether a key may be used.
///     Status {
///         /// It may.
///         Active = "Active",
///         …
///     }
/// }
/// ```
macro_rules! enumeration {
    (
        $(#[$doc:meta])*
        $Name:ident { $($(#[$value_doc:meta])* $Value:ident = $text:literal,)* }
    ) => {
        $(#[$doc])*
        ///
        /// AWS adds values at will: in a response any text is read, in a request an unlisted one is a
        /// violation.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum $Name<'a> {
            $($(#[$value_doc])* $Value,)*
            /// A text that the model does not list.
            Other(std::borrow::Cow<'a, str>),
        }

        impl<'a> $Name<'a> {
            pub(crate) const TEXTS: &'static [&'static str] = &[$($text,)*];

            /// The text as it is sent.
            pub fn as_str(&self) -> &str {
                match self {
                    $($Name::$Value => $text,)*
                    $Name::Other(text) => text,
                }
            }

            /// Detaches the value from the body it was decoded from.
            #[inline]
            pub fn into_owned(self) -> $Name<'static> {
                match self {
                    $($Name::$Value => $Name::$Value,)*
                    $Name::Other(text) => $Name::Other(text.into_owned().into()),
                }
            }
        }

        impl<'a> From<std::borrow::Cow<'a, str>> for $Name<'a> {
            fn from(text: std::borrow::Cow<'a, str>) -> Self {
                match &*text {
                    $($text => $Name::$Value,)*
                    _ => $Name::Other(text),
                }
            }
        }

        impl<'a> From<&'a str> for $Name<'a> {
            fn from(text: &'a str) -> Self {
                std::borrow::Cow::Borrowed(text).into()
            }
        }

        impl From<String> for $Name<'_> {
            fn from(text: String) -> Self {
                std::borrow::Cow::<str>::Owned(text).into()
            }
        }

        impl std::str::FromStr for $Name<'static> {
            type Err = std::convert::Infallible;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Ok(text.to_owned().into())
            }
        }

        impl AsRef<str> for $Name<'_> {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl PartialEq<str> for $Name<'_> {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $Name<'_> {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }

        impl Default for $Name<'_> {
            /// The empty text.
            fn default() -> Self {
                $Name::Other(std::borrow::Cow::Borrowed(""))
            }
        }

        impl std::fmt::Display for $Name<'_> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::schema::structure::Value for $Name<'_> {
            const KIND: $crate::schema::structure::Kind = $crate::schema::structure::Kind::Enum(Self::TEXTS);

            fn field(&self) -> $crate::schema::structure::Field<'_> {
                $crate::schema::structure::Field::Enum(self.as_str(), Self::TEXTS)
            }
        }

        impl<'a> $crate::schema::structure::SetText<'a> for $Name<'a> {
            fn set_text(&mut self, text: std::borrow::Cow<'a, str>) {
                *self = text.into();
            }
        }

        impl<'a> $crate::schema::structure::ValueMut<'a> for $Name<'a> {
            fn slot(&mut self) -> $crate::schema::structure::Slot<'_, 'a> {
                $crate::schema::structure::Slot::Enum(self)
            }
        }

        impl $crate::schema::structure::IntoOwned for $Name<'_> {
            type Owned = $Name<'static>;

            #[inline]
            fn into_owned(self) -> $Name<'static> {
                $Name::into_owned(self)
            }
        }
    };
}
pub(crate) use enumeration;
