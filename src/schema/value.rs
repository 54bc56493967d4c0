//! The types that a member can have, as the walks see them.

use std::borrow::Cow;

use crate::schema::structure::{
    Entries, EntriesMut, Field, IntoOwned, Kind, List, ListMut, Member, Slot, Structure,
    StructureMut, Table, Value, ValueMut,
};
use crate::schema::tag::{TAG_KEY, TAG_VALUE};
use crate::types::blob::Blob;
use crate::types::map::Map;
use crate::types::tag::Tag;
use crate::types::text::{PolicyDocument, Secret};
use crate::types::timestamp::Timestamp;
use crate::wire::order::wire_order;

/// Makes the traits of a type that is one text or number.
macro_rules! leaves {
    ($($Type:ty, $Owned:ty: $Kind:ident, $slot:ident, $value:ident => $field:expr, $place:expr, $owned:expr;)*) => {$(
        impl<'a> Value for $Type {
            const KIND: Kind = Kind::$Kind;

            fn field(&self) -> Field<'_> {
                let $value = self;
                Field::$Kind($field)
            }
        }

        impl<'a> ValueMut<'a> for $Type {
            fn slot(&mut self) -> Slot<'_, 'a> {
                let $value = self;
                Slot::$slot($place)
            }
        }

        impl<'a> IntoOwned for $Type {
            type Owned = $Owned;

            fn into_owned(self) -> $Owned {
                let $value = self;
                $owned
            }
        }
    )*};
}

leaves! {
    Cow<'a, str>, Cow<'static, str>: Text, Text, text => text, text, Cow::Owned(text.into_owned());
    Secret<'a>, Secret<'static>: Secret, Text, text => text, &mut text.0, text.into_owned();
    PolicyDocument<'a>, PolicyDocument<'static>:
        Policy, Policy, text => text, &mut text.0, text.into_owned();
    i32, i32: Integer, Integer, number => *number, number, number;
    bool, bool: Boolean, Boolean, boolean => *boolean, boolean, boolean;
    Timestamp, Timestamp: Timestamp, Timestamp, timestamp => *timestamp, timestamp, timestamp;
    Blob, Blob: Blob, Blob, blob => blob, blob, blob;
}

/// A member that may be absent.
impl<T: Value> Value for Option<T> {
    const KIND: Kind = T::KIND;
    const IS_REQUIRED: bool = false;

    fn field(&self) -> Field<'_> {
        self.as_ref().map_or(Field::Absent, T::field)
    }
}

impl<'a, T: ValueMut<'a>> ValueMut<'a> for Option<T> {
    fn slot(&mut self) -> Slot<'_, 'a> {
        self.get_or_insert_with(T::default).slot()
    }
}

impl<T: IntoOwned> IntoOwned for Option<T> {
    type Owned = Option<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.map(T::into_owned)
    }
}

impl<T: Value> Value for Vec<T> {
    const KIND: Kind = Kind::List(&T::KIND);

    fn field(&self) -> Field<'_> {
        T::list_field(self)
    }
}

impl<'a, T: ValueMut<'a>> ValueMut<'a> for Vec<T> {
    fn slot(&mut self) -> Slot<'_, 'a> {
        Slot::List(self)
    }
}

impl<T: Value> List for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn get(&self, index: usize) -> Field<'_> {
        self[..].get(index).map_or(Field::Absent, T::field)
    }
}

impl<'a, T: ValueMut<'a>> ListMut<'a> for Vec<T> {
    fn push(&mut self) -> Slot<'_, 'a> {
        let index = Vec::len(self);
        Vec::push(self, T::default());
        self[index].slot()
    }

    fn tags(&mut self) -> Option<&mut Vec<Tag<'a>>> {
        T::tags(self)
    }
}

impl<T: IntoOwned> IntoOwned for Vec<T> {
    type Owned = Vec<T::Owned>;

    fn into_owned(self) -> Self::Owned {
        // Collecting would compile to three times as much, for each type that a list can hold.
        let mut owned = Vec::with_capacity(self.len());
        for value in self {
            owned.push(value.into_owned());
        }
        owned
    }
}

impl<K: Value, V: Value> Value for Map<K, V> {
    const KIND: Kind = Kind::Map(&K::KIND, &V::KIND);

    fn field(&self) -> Field<'_> {
        Field::Map(self)
    }
}

impl<'a, K: ValueMut<'a>, V: ValueMut<'a>> ValueMut<'a> for Map<K, V> {
    fn slot(&mut self) -> Slot<'_, 'a> {
        Slot::Map(self)
    }
}

impl<K: Value, V: Value> Entries for Map<K, V> {
    fn len(&self) -> usize {
        Map::len(self)
    }

    fn get(&self, index: usize) -> (Field<'_>, Field<'_>) {
        match self.iter().nth(index) {
            Some((key, value)) => (key.field(), value.field()),
            None => (Field::Absent, Field::Absent),
        }
    }
}

impl<'a, K: ValueMut<'a>, V: ValueMut<'a>> EntriesMut<'a> for Map<K, V> {
    fn push(&mut self) -> (Slot<'_, 'a>, Slot<'_, 'a>) {
        let (key, value) = self.push_default();
        (key.slot(), value.slot())
    }
}

impl<K: IntoOwned, V: IntoOwned> IntoOwned for Map<K, V> {
    type Owned = Map<K::Owned, V::Owned>;

    fn into_owned(self) -> Self::Owned {
        self.into_iter().map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
    }
}

impl Tag<'_> {
    pub(crate) const TABLE: &'static Table = &Table {
        name: "Tag",
        #[cfg(test)]
        fields: "key value ",
        members: &[
            Member {
                markup: "<Key></Key>\n",
                kind: Kind::Text,
                is_required: true,
                shape: Some(&TAG_KEY),
            },
            Member {
                markup: "<Value></Value>\n",
                kind: Kind::Text,
                is_required: true,
                shape: Some(&TAG_VALUE),
            },
        ],
        wire_order: &wire_order(["Key", "Value"]),
    };
}

impl Structure for Tag<'_> {
    fn table(&self) -> &'static Table {
        Tag::TABLE
    }

    fn field(&self, index: usize) -> Field<'_> {
        match index {
            0 => self.key.field(),
            1 => self.value.field(),
            _ => Field::Absent,
        }
    }
}

impl<'a> StructureMut<'a> for Tag<'a> {
    fn slot(&mut self, index: usize) -> Option<Slot<'_, 'a>> {
        match index {
            0 => Some(self.key.slot()),
            1 => Some(self.value.slot()),
            _ => None,
        }
    }
}

impl Value for Tag<'_> {
    const KIND: Kind = Kind::Structure(Tag::TABLE);

    fn field(&self) -> Field<'_> {
        Field::Structure(self)
    }

    fn list_field(list: &Vec<Self>) -> Field<'_> {
        Field::Tags(list)
    }
}

impl<'a> ValueMut<'a> for Tag<'a> {
    fn slot(&mut self) -> Slot<'_, 'a> {
        Slot::Structure(self)
    }

    fn tags(list: &mut Vec<Self>) -> Option<&mut Vec<Tag<'a>>> {
        Some(list)
    }
}

impl IntoOwned for Tag<'_> {
    type Owned = Tag<'static>;

    fn into_owned(self) -> Tag<'static> {
        Tag::into_owned(self)
    }
}
