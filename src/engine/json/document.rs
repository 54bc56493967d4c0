//! A document as a tree of values that borrow what the format lends: for what comes before the `Action`, and
//! cannot be read until that is known.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use ::serde::de::value::{MapDeserializer, SeqDeserializer};
use ::serde::de::{
    Deserialize, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::misfit::{Misfit, Place};

/// A value of a document.
pub(crate) enum Document<'a> {
    Null,
    Boolean(bool),
    Signed(i64),
    Unsigned(u64),
    Float(f64),
    Text(Cow<'a, str>),
    List(Vec<Document<'a>>),
    Object(Members<'a>),
}

/// The members of an object, each once, in order.
#[derive(Default)]
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, Document<'a>)>);

impl<'a> Members<'a> {
    /// Takes a member, if it is there.
    pub(crate) fn take(&mut self, name: &str) -> Option<Document<'a>> {
        let at = self.0.iter().position(|(member, _)| member == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes a member that must be there.
    pub(crate) fn required(&mut self, name: &str, of: &str) -> Result<Document<'a>, Misfit> {
        self.take(name).ok_or_else(|| Misfit::missing(name, of, &Place::Whole))
    }

    /// Takes a text that must be there.
    pub(crate) fn text(&mut self, name: &str, of: &str) -> Result<Cow<'a, str>, Misfit> {
        self.required(name, of)?.text().map_err(|e| e.within(name))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(member, _)| member == name)
    }

    /// Makes sure that there are no other members than these. Asked before what is missing, since members are
    /// missing where their object ends.
    pub(crate) fn expect_only(&self, names: &[&str], of: &str) -> Result<(), Misfit> {
        match self.0.iter().find(|(name, _)| !names.contains(&&**name)) {
            None => Ok(()),
            Some((name, _)) => Err(Misfit::unknown(name, of, &Place::Whole)),
        }
    }

    /// Adds a member. A few names are compared one by one, which is all that most objects need; more are kept
    /// as `many`, so that the time stays linear.
    ///
    /// # Errors
    ///
    /// An earlier member has this name.
    pub(crate) fn add(
        &mut self,
        name: Cow<'a, str>,
        value: Document<'a>,
        many: &mut HashSet<Cow<'a, str>>,
    ) -> Result<(), Misfit> {
        const FEW: usize = 16;
        if self.0.len() == FEW {
            many.extend(self.0.iter().map(|(earlier, _)| earlier.clone()));
        }
        let is_few = self.0.len() < FEW;
        let is_repeated = if is_few { self.has(&name) } else { !many.insert(name.clone()) };
        if is_repeated {
            return Err(Misfit::repeated(&name));
        }
        self.0.push((name, value));
        Ok(())
    }

    /// Reads the members again.
    pub(crate) fn access(self) -> impl MapAccess<'a, Error = Misfit> {
        let members = self.0.into_iter();
        MapDeserializer::new(members.map(|(name, value)| (Document::Text(name), value)))
    }
}

impl<'a> Document<'a> {
    pub(crate) fn text(self) -> Result<Cow<'a, str>, Misfit> {
        match self {
            Document::Text(text) => Ok(text),
            other => String::deserialize(other).map(Cow::Owned),
        }
    }
}

impl<'de> Deserialize<'de> for Document<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(DocumentVisitor)
    }
}

struct DocumentVisitor;

impl<'de> Visitor<'de> for DocumentVisitor {
    type Value = Document<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Document<'de>, E> {
        Ok(Document::Null)
    }

    fn visit_bool<E>(self, boolean: bool) -> Result<Document<'de>, E> {
        Ok(Document::Boolean(boolean))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Document<'de>, E> {
        Ok(Document::Signed(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Document<'de>, E> {
        Ok(Document::Unsigned(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Document<'de>, E> {
        Ok(Document::Float(number))
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Document<'de>, E> {
        Ok(Document::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Document<'de>, E> {
        Ok(Document::Text(text.to_owned().into()))
    }

    fn visit_string<E>(self, text: String) -> Result<Document<'de>, E> {
        Ok(Document::Text(text.into()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<Document<'de>, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = values.next_element()? {
            list.push(value);
        }
        Ok(Document::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Document<'de>, A::Error> {
        let (mut members, mut many) = (Members::default(), HashSet::new());
        while let Some(Name(name)) = access.next_key()? {
            members.add(name, access.next_value()?, &mut many).map_err(A::Error::custom)?;
        }
        Ok(Document::Object(members))
    }
}

/// A tree is read as what it was made of.
impl<'de> Deserializer<'de> for Document<'de> {
    type Error = Misfit;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Misfit> {
        match self {
            Document::Null => visitor.visit_unit(),
            Document::Boolean(boolean) => visitor.visit_bool(boolean),
            Document::Signed(number) => visitor.visit_i64(number),
            Document::Unsigned(number) => visitor.visit_u64(number),
            Document::Float(number) => visitor.visit_f64(number),
            Document::Text(Cow::Borrowed(text)) => visitor.visit_borrowed_str(text),
            Document::Text(Cow::Owned(text)) => visitor.visit_string(text),
            Document::List(list) => visitor.visit_seq(SeqDeserializer::new(list.into_iter())),
            Document::Object(members) => visitor.visit_map(members.access()),
        }
    }

    ::serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

impl<'de> IntoDeserializer<'de, Misfit> for Document<'de> {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

/// A member's name, which borrows if the format lends it.
pub(crate) struct Name<'a>(pub(crate) Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = deserializer.deserialize_str(DocumentVisitor)?;
        name.text().map(Name).map_err(D::Error::custom)
    }
}
