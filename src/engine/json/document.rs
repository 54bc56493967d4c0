//! A document as it arrives: a tree of values that borrow what the format lends, and what can be wrong
//! with one.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use ::serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor};

/// A fault of a document, and the member that has it: `Tags[2].Key`.
#[derive(Debug)]
pub(crate) struct Misfit {
    message: String,
    member: String,
}

impl Misfit {
    /// The same, found in the member `name` of something.
    #[cold]
    pub(crate) fn within(mut self, name: &str) -> Self {
        let dot = if self.member.is_empty() || self.member.starts_with('[') { "" } else { "." };
        self.member = format!("{name}{dot}{}", self.member);
        self
    }
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        match self.member.as_str() {
            "" => Ok(()),
            member => write!(f, ": in member `{member}`"),
        }
    }
}

impl std::error::Error for Misfit {}

impl Error for Misfit {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Misfit { message: message.to_string(), member: String::new() }
    }
}

/// A value of a document.
pub(crate) enum Document<'a> {
    Null,
    Boolean(bool),
    /// An integer, or a description of any other number.
    Number(Result<i64, String>),
    Text(Cow<'a, str>),
    List(Vec<Document<'a>>),
    Object(Members<'a>),
}

/// The members of an object, each once, in order.
pub(crate) struct Members<'a>(Vec<(Cow<'a, str>, Document<'a>)>);

impl<'a> Members<'a> {
    /// Takes a member, if it is there.
    pub(crate) fn take(&mut self, name: &str) -> Option<Document<'a>> {
        let at = self.0.iter().position(|(member, _)| member == name)?;
        Some(self.0.remove(at).1)
    }

    /// Takes a member that must be there.
    pub(crate) fn required(&mut self, name: &str, of: &str) -> Result<Document<'a>, Misfit> {
        let missing = || Misfit::custom(format_args!("missing member `{name}` of {of}"));
        self.take(name).ok_or_else(missing)
    }

    /// Takes a text that must be there.
    pub(crate) fn text(&mut self, name: &str, of: &str) -> Result<Cow<'a, str>, Misfit> {
        self.required(name, of)?.text().map_err(|e| e.within(name))
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(member, _)| member == name)
    }

    /// Makes sure that no member is left.
    pub(crate) fn finish(&self, of: &str) -> Result<(), Misfit> {
        match self.0.first() {
            None => Ok(()),
            Some((name, _)) => Err(Misfit::custom(format_args!("unknown member `{name}` of {of}"))),
        }
    }

    pub(crate) fn into_iter(self) -> impl Iterator<Item = (Cow<'a, str>, Document<'a>)> {
        self.0.into_iter()
    }
}

impl<'a> Document<'a> {
    pub(crate) fn text(self) -> Result<Cow<'a, str>, Misfit> {
        match self {
            Document::Text(text) => Ok(text),
            other => Err(other.unexpected("a string")),
        }
    }

    pub(crate) fn integer(self) -> Result<i32, Misfit> {
        match &self {
            Document::Number(Ok(number)) => i32::try_from(*number)
                .map_err(|_| Misfit::invalid_value(Unexpected::Signed(*number), &"i32")),
            _ => Err(self.unexpected("i32")),
        }
    }

    pub(crate) fn boolean(self) -> Result<bool, Misfit> {
        match self {
            Document::Boolean(boolean) => Ok(boolean),
            other => Err(other.unexpected("a boolean")),
        }
    }

    pub(crate) fn list(self) -> Result<Vec<Document<'a>>, Misfit> {
        match self {
            Document::List(list) => Ok(list),
            other => Err(other.unexpected("a sequence")),
        }
    }

    pub(crate) fn object(self) -> Result<Members<'a>, Misfit> {
        match self {
            Document::Object(members) => Ok(members),
            other => Err(other.unexpected("an object")),
        }
    }

    fn unexpected(&self, expected: &str) -> Misfit {
        let found = match self {
            Document::Null => Unexpected::Other("null"),
            Document::Boolean(boolean) => Unexpected::Bool(*boolean),
            Document::Number(Ok(number)) => Unexpected::Signed(*number),
            Document::Number(Err(number)) => Unexpected::Other(number),
            Document::Text(text) => Unexpected::Str(text),
            Document::List(_) => Unexpected::Seq,
            Document::Object(_) => Unexpected::Map,
        };
        Misfit::invalid_type(found, &expected)
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
        Ok(Document::Number(Ok(number)))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Document<'de>, E> {
        Ok(Document::Number(i64::try_from(number).map_err(|_| format!("integer `{number}`"))))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Document<'de>, E> {
        Ok(Document::Number(Err(format!("floating point `{number}`"))))
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

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<Document<'de>, A::Error> {
        read_members(members).map(Document::Object)
    }
}

/// Reads the members of an object. A repeated name is an error.
// Bench row: from JSON, 50 plain tags.
pub(crate) fn read_members<'de, A: MapAccess<'de>>(
    mut access: A,
) -> Result<Members<'de>, A::Error> {
    let (mut members, mut many) = (Vec::new(), HashSet::new());
    while let Some(name) = access.next_key::<Name<'_>>()? {
        if is_repeated(&name, &members, &mut many) {
            return Err(A::Error::custom(format_args!("repeated member `{}`", name.0)));
        }
        members.push((name.0, access.next_value()?));
    }
    Ok(Members(members))
}

/// Whether an earlier member has this name. A few are compared one by one, which is all that most
/// objects need; more are kept as `many`, so that the time stays linear.
fn is_repeated<'a>(
    Name(name): &Name<'a>,
    members: &[(Cow<'a, str>, Document<'a>)],
    many: &mut HashSet<Cow<'a, str>>,
) -> bool {
    const FEW: usize = 16;
    if members.len() < FEW {
        return members.iter().any(|(earlier, _)| earlier == name);
    }
    if many.is_empty() {
        many.extend(members.iter().map(|(earlier, _)| earlier.clone()));
    }
    !many.insert(name.clone())
}

/// A member's name, which borrows if the format lends it.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let name = deserializer.deserialize_str(DocumentVisitor)?;
        name.text().map(Name).map_err(D::Error::custom)
    }
}
