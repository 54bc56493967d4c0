//! Documents → structures: each value goes to its place as it arrives.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use ::serde::de::{
    DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Unexpected, Visitor,
};

use super::document::{Members, Name};
use super::misfit::{Misfit, Place};
use crate::schema::structure::{EntriesMut, ListMut, Member, Slot, StructureMut};

/// A place to be filled with a value, and where that is in the document.
pub(crate) struct Fill<'s, 'a> {
    pub(crate) slot: Slot<'s, 'a>,
    pub(crate) place: &'s Place<'s>,
}

// Bench row: from JSON, 50 plain tags.
impl<'de: 'a, 'a> DeserializeSeed<'de> for Fill<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de: 'a, 'a> Visitor<'de> for Fill<'_, 'a> {
    type Value = ();

    /// Formats end their messages about values of other types with this.
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let expected = match self.slot {
            Slot::Integer(_) => "i32",
            Slot::Boolean(_) => "a boolean",
            Slot::List(_) => "a sequence",
            Slot::Structure(_) | Slot::Map(_) => "an object",
            _ => "a string",
        };
        write!(f, "{expected}{}", self.place)
    }

    fn visit_bool<E: Error>(self, boolean: bool) -> Result<(), E> {
        match self.slot {
            Slot::Boolean(slot) => *slot = boolean,
            _ => return Err(E::invalid_type(Unexpected::Bool(boolean), &self)),
        }
        Ok(())
    }

    fn visit_i64<E: Error>(mut self, number: i64) -> Result<(), E> {
        let found = Unexpected::Signed(number);
        match (&mut self.slot, i32::try_from(number)) {
            (Slot::Integer(slot), Ok(number)) => **slot = number,
            (Slot::Integer(_), Err(_)) => return Err(E::invalid_value(found, &self)),
            _ => return Err(E::invalid_type(found, &self)),
        }
        Ok(())
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<(), E> {
        match i64::try_from(number) {
            Ok(number) => self.visit_i64(number),
            Err(_) => Err(E::invalid_type(Unexpected::Unsigned(number), &self)),
        }
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<(), E> {
        Err(E::invalid_type(Unexpected::Other(&format!("floating point `{number}`")), &self))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<(), E> {
        self.text(text.into())
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<(), E> {
        self.text(text.to_owned().into())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<(), E> {
        self.text(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut values: A) -> Result<(), A::Error> {
        let Slot::List(list) = self.slot else {
            return Err(A::Error::invalid_type(Unexpected::Seq, &self));
        };
        let mut index = 0;
        while values.next_element_seed(Next(list, &Place::Index(self.place, index)))?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, members: A) -> Result<(), A::Error> {
        match self.slot {
            Slot::Structure(structure) => {
                let of = [structure.table().name, ""];
                let filling = Filling::new(Some(structure), of);
                Filling { place: self.place, ..filling }.finish(members)
            }
            Slot::Map(map) => fill_map(map, members, self.place),
            _ => Err(A::Error::invalid_type(Unexpected::Map, &self)),
        }
    }
}

impl<'a> Fill<'_, 'a> {
    fn text<E: Error>(self, text: Cow<'a, str>) -> Result<(), E> {
        let form = match self.slot {
            Slot::Text(slot) => {
                *slot = text;
                return Ok(());
            }
            Slot::Policy(_) | Slot::Enum(_) => "a string",
            Slot::Timestamp(_) => "a time such as `2011-12-19T23:16:46Z`",
            Slot::Blob(_) => "base64",
            _ => return Err(E::invalid_type(Unexpected::Str(&text), &self)),
        };
        // The text itself may be a secret, and long.
        let told = |reason| E::custom(format_args!("{reason}, expected {form}{}", self.place));
        self.slot.read(text).map_err(|(reason, _)| told(reason))
    }
}

/// The next member of a list, if there is one.
struct Next<'s, 'a>(&'s mut (dyn ListMut<'a> + 's), &'s Place<'s>);

impl<'de: 'a, 'a> DeserializeSeed<'de> for Next<'_, 'a> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        Fill { slot: self.0.push(), place: self.1 }.deserialize(deserializer)
    }
}

/// A structure that is filled with the members of an object, each once.
pub(crate) struct Filling<'s, 'a> {
    structure: Option<&'s mut (dyn StructureMut<'a> + 's)>,
    /// A bit for each of its members that was read.
    given: u64,
    /// Names of members that the object has beside the structure's, and the place of the one to come.
    beside: &'static [&'static str],
    request_id: Option<&'s mut Cow<'a, str>>,
    /// What faults call the object: two parts of a word.
    of: [&'s str; 2],
    place: &'s Place<'s>,
}

impl<'s, 'a> Filling<'s, 'a> {
    fn new(structure: Option<&'s mut (dyn StructureMut<'a> + 's)>, of: [&'s str; 2]) -> Self {
        Filling { structure, given: 0, beside: &[], request_id: None, of, place: &Place::Whole }
    }

    /// That of a request whose action was read.
    pub(crate) fn request(
        input: Option<&'s mut (dyn StructureMut<'a> + 's)>,
        action: &'s str,
    ) -> Self {
        Filling { beside: &["Action"], ..Filling::new(input, [action, ""]) }
    }

    /// The same of a response.
    pub(crate) fn response(
        output: Option<&'s mut (dyn StructureMut<'a> + 's)>,
        action: &'s str,
        request_id: &'s mut Cow<'a, str>,
    ) -> Self {
        let (beside, request_id) = (&["Action", "RequestId"], Some(request_id));
        Filling { beside, request_id, ..Filling::new(output, [action, "Response"]) }
    }

    /// Reads members that had to be kept, then the others.
    pub(crate) fn finish_kept<'de: 'a, A: MapAccess<'de>>(
        mut self,
        kept: Members<'de>,
        others: A,
    ) -> Result<(), A::Error> {
        self.read(kept.access()).map_err(A::Error::custom)?;
        self.finish(others)
    }

    /// Reads the last members that the object has.
    fn finish<'de: 'a, A: MapAccess<'de>>(mut self, members: A) -> Result<(), A::Error> {
        self.read(members)?;
        match self.missing() {
            None => Ok(()),
            Some(name) => Err(A::Error::custom(Misfit::missing(name, self.of(), self.place))),
        }
    }

    #[inline]
    fn read<'de: 'a, A: MapAccess<'de>>(&mut self, mut members: A) -> Result<(), A::Error> {
        while let Some(index) = members.next_key_seed(&*self)? {
            let name = self.members().get(index).map_or("RequestId", Member::name);
            let place = &Place::Member(self.place, name);
            match self.slot(index) {
                Some(slot) => members.next_value_seed(Fill { slot, place })?,
                None => return Err(A::Error::custom(self.refusal(name))),
            }
        }
        Ok(())
    }

    #[inline]
    fn members(&self) -> &'static [Member] {
        self.structure.as_ref().map_or(&[], |structure| structure.table().members)
    }

    #[inline]
    fn slot(&mut self, index: usize) -> Option<Slot<'_, 'a>> {
        if index == REQUEST_ID {
            return self.request_id.take().map(Slot::Text);
        }
        self.given |= 1 << index;
        self.structure.as_deref_mut()?.slot(index)
    }

    #[cold]
    fn of(&self) -> String {
        self.of.concat()
    }

    /// Why a member is not read.
    #[cold]
    fn refusal(&self, name: &str) -> Misfit {
        let is_known = self.members().iter().any(|member| member.is_named(name));
        match is_known || self.beside.contains(&name) {
            true => Misfit::repeated(name),
            false => Misfit::unknown(name, self.of(), self.place),
        }
    }

    #[inline]
    fn missing(&self) -> Option<&'static str> {
        if self.request_id.is_some() {
            return Some("RequestId");
        }
        let is_missing =
            |(index, member): &(usize, &Member)| member.is_required && self.given >> index & 1 == 0;
        self.members().iter().enumerate().find(is_missing).map(|(_, member)| member.name())
    }
}

/// The number of the member `RequestId`.
const REQUEST_ID: usize = usize::MAX;

/// Reads the name of a member that was not read before, and gives its number.
impl<'de> DeserializeSeed<'de> for &Filling<'_, '_> {
    type Value = usize;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<usize, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for &Filling<'_, '_> {
    type Value = usize;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a string")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<usize, E> {
        match self.members().iter().position(|member| member.is_named(name)) {
            Some(index) if self.given >> index & 1 == 0 => Ok(index),
            None if self.request_id.is_some() && name == "RequestId" => Ok(REQUEST_ID),
            _ => Err(E::custom(self.refusal(name))),
        }
    }
}

fn fill_map<'de: 'a, 'a, A: MapAccess<'de>>(
    map: &mut dyn EntriesMut<'a>,
    mut entries: A,
    place: &Place<'_>,
) -> Result<(), A::Error> {
    let mut names = HashSet::new();
    while let Some(Name(name)) = entries.next_key()? {
        if names.contains(&name) {
            return Err(A::Error::custom(Misfit::repeated(&name)));
        }
        let (key, value) = map.push();
        let place = &Place::Entry(place, &name);
        Fill { slot: key, place }.text(name.clone())?;
        entries.next_value_seed(Fill { slot: value, place })?;
        names.insert(name);
    }
    Ok(())
}
