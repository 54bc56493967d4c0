//! What the walks see of a structure: its members by number.
//!
//! A block of a table makes a plain struct and a static [`Table`] of its members. The walks that read,
//! write and judge ([`input`](crate::engine::input), [`output`](crate::engine::output), [`check`](crate::engine::check), and the features)
//! are compiled once for all structures: they go through the table and reach a member as a [`Field`] to
//! be read or a [`Slot`] to be filled.

use std::borrow::Cow;
use std::fmt;

use percent_encoding::percent_decode_str;

use crate::error::place::MalformedInput;
use crate::schema::shape::Shape;
use crate::types::blob::Blob;
use crate::types::tag::Tag;
use crate::types::timestamp::Timestamp;
use crate::wire::form;

/// The members of a structure.
pub(crate) struct Table {
    /// The struct's name.
    pub(crate) name: &'static str,
    /// The names of its fields, with a space behind each; a test compares them with [`Member::field`].
    #[cfg(test)]
    pub(crate) fields: &'static str,
    /// In the order of the service's model, in which SDKs send them.
    pub(crate) members: &'static [Member],
    /// The numbers of the members in the order in which AWS writes them.
    pub(crate) wire_order: &'static [u8],
}

/// A member of a structure.
///
/// ```
/// use iam_codec::Action;
///
/// let members = Action::DeleteUserPolicy.input();
/// let names: Vec<_> = members.iter().map(|member| member.name()).collect();
/// assert_eq!(names, ["UserName", "PolicyName"]);
/// assert!(members[0].is_required());
/// ```
pub struct Member {
    /// Its element without content, on a line: `<UserName></UserName>\n`. The name is a part of it: two
    /// texts for each member would be a tenth of a program.
    pub(crate) markup: &'static str,
    pub(crate) kind: Kind,
    pub(crate) is_required: bool,
    /// `None` for a member without constraints: each pointer makes a program 32 bytes longer.
    pub(crate) shape: Option<&'static Shape>,
}

impl Member {
    /// What the markup has beside the name.
    const TAGS: &'static str = "<></>\n";

    /// The name on the wire.
    #[inline]
    pub const fn name(&self) -> &'static str {
        let (start, _) = self.tags();
        start.split_at(1).1.split_at(start.len() - "<>".len()).0
    }

    /// The name of the field: `open_id_connect_provider_arn` of `OpenIDConnectProviderArn`.
    pub(crate) fn field(&self) -> String {
        let name = self.name().as_bytes();
        let is = |at: usize, kind: fn(&u8) -> bool| name.get(at).is_some_and(kind);
        let mut field = String::new();
        for (at, byte) in name.iter().enumerate() {
            let is_inside = at > 0 && is(at, u8::is_ascii_uppercase);
            let is_among_capitals =
                at > 0 && is(at - 1, u8::is_ascii_uppercase) && !is(at + 1, u8::is_ascii_lowercase);
            if is_inside && !is_among_capitals {
                field.push('_');
            }
            field.push(char::from(byte.to_ascii_lowercase()));
        }
        field
    }

    /// Whether this is the name.
    #[inline]
    pub(crate) fn is_named(&self, name: &str) -> bool {
        let is_as_long = self.markup.len() == 2 * name.len() + Self::TAGS.len();
        is_as_long && self.markup.as_bytes()[1..].starts_with(name.as_bytes())
    }

    /// Whether a request without it is refused.
    pub const fn is_required(&self) -> bool {
        self.is_required
    }

    /// The constraints.
    pub(crate) fn shape(&self) -> &'static Shape {
        self.shape.unwrap_or(&Shape::Any)
    }

    /// The tags of its element, the last with a line feed.
    #[inline]
    pub(crate) const fn tags(&self) -> (&'static str, &'static str) {
        self.markup.split_at(self.markup.len() / 2 - 1)
    }

    /// Whether the member's element holds no others.
    #[inline]
    pub(crate) fn is_leaf(&self) -> bool {
        !matches!(self.kind, Kind::Structure(_) | Kind::List(_) | Kind::Map(..))
    }

    /// Whether the member is a list.
    pub const fn is_list(&self) -> bool {
        matches!(self.kind, Kind::List(_))
    }

    /// The members of the structure that the member is, or of each structure in its list; none if it is
    /// neither.
    pub fn members(&self) -> &'static [Member] {
        let kind = match &self.kind {
            Kind::List(member) => member,
            kind => kind,
        };
        match kind {
            Kind::Structure(table) => table.members,
            _ => &[],
        }
    }

    /// Whether the member is a policy in a result, which AWS writes with percent escapes.
    pub const fn is_policy(&self) -> bool {
        matches!(self.kind, Kind::Policy)
    }
}

impl fmt::Debug for Member {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Member")
            .field("name", &self.name())
            .field("is_required", &self.is_required)
            .finish_non_exhaustive()
    }
}

impl Table {
    /// The number of the member of this name.
    #[inline]
    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.members.iter().position(|member| member.is_named(name))
    }

    /// The same for a name that most likely comes next in the order in which AWS writes members.
    #[inline]
    pub(crate) fn position_in_order(&self, name: &str, next: &mut usize) -> Option<usize> {
        let (before, behind) = self.wire_order.split_at_checked(*next)?;
        let is_named = |index: &&u8| self.members[usize::from(**index)].is_named(name);
        match behind.iter().position(|index| is_named(&index)) {
            Some(at) => {
                *next += at + 1;
                Some(usize::from(behind[at]))
            }
            None => before.iter().find(is_named).map(|index| usize::from(*index)),
        }
    }
}

/// The type of a member, as far as the wire is concerned.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Secret,
    Policy,
    Enum(
        #[cfg_attr(
            not(any(test, feature = "arbitrary", feature = "mutator")),
            expect(dead_code, reason = "generators and tests choose from them")
        )]
        &'static [&'static str],
    ),
    Integer,
    Boolean,
    Timestamp,
    Blob,
    Structure(&'static Table),
    List(&'static Kind),
    Map(&'static Kind, &'static Kind),
}

/// A member's value, to be read.
#[derive(Clone, Copy)]
pub(crate) enum Field<'s> {
    Absent,
    Text(&'s str),
    Secret(&'s str),
    Policy(&'s str),
    /// The text, and those that the model lists.
    Enum(&'s str, &'static [&'static str]),
    Integer(i32),
    Boolean(bool),
    Timestamp(Timestamp),
    Blob(&'s Blob),
    Structure(&'s dyn Structure),
    List(&'s dyn List),
    /// Lists of tags are so common that they have fast paths of their own.
    Tags(&'s [Tag<'s>]),
    Map(&'s dyn Entries),
}

/// A member's place, to be filled.
pub(crate) enum Slot<'s, 'a> {
    Text(&'s mut Cow<'a, str>),
    Policy(&'s mut Cow<'a, str>),
    Enum(&'s mut dyn SetText<'a>),
    Integer(&'s mut i32),
    Boolean(&'s mut bool),
    Timestamp(&'s mut Timestamp),
    Blob(&'s mut Blob),
    Structure(&'s mut (dyn StructureMut<'a> + 's)),
    List(&'s mut (dyn ListMut<'a> + 's)),
    Map(&'s mut (dyn EntriesMut<'a> + 's)),
}

impl<'a> Slot<'_, 'a> {
    /// Fills the place of a text or number with what was sent for it. A sign and leading zeros are fine
    /// (recorded on STS).
    ///
    /// # Errors
    ///
    /// The text is not of this type; it comes back with the reason.
    pub(crate) fn read(self, text: Cow<'a, str>) -> Result<(), (MalformedInput, Cow<'a, str>)> {
        let is_read = match self {
            Slot::Text(slot) => {
                *slot = text;
                return Ok(());
            }
            Slot::Enum(slot) => {
                slot.set_text(text);
                return Ok(());
            }
            Slot::Policy(slot) => {
                *slot = text;
                return Ok(());
            }
            Slot::Integer(_) if text.is_empty() => {
                return Err((MalformedInput::MissingInteger, text));
            }
            Slot::Integer(slot) => fill(slot, text.parse().ok(), MalformedInput::InvalidInteger),
            Slot::Boolean(slot) => fill(slot, boolean(&text), MalformedInput::InvalidBoolean),
            Slot::Timestamp(slot) => fill(slot, text.parse().ok(), MalformedInput::InvalidEncoding),
            Slot::Blob(slot) => {
                fill(slot, Blob::from_base64(&text), MalformedInput::InvalidEncoding)
            }
            Slot::Structure(_) | Slot::List(_) | Slot::Map(_) => {
                Err(MalformedInput::UnexpectedStructureEnd)
            }
        };
        is_read.map_err(|malformed| (malformed, text))
    }

    /// The same for the text of an element, in which a policy document is percent-encoded.
    ///
    /// # Errors
    ///
    /// As for [`read`](Slot::read), and a document that is not UTF-8 once it is decoded.
    #[inline]
    pub(crate) fn read_element(
        self,
        text: Cow<'a, str>,
    ) -> Result<(), (MalformedInput, Cow<'a, str>)> {
        match self {
            Slot::Policy(slot) => percent_decoded(text).map(|policy| *slot = policy),
            slot => slot.read(text),
        }
    }
}

fn fill<T>(
    slot: &mut T,
    value: Option<T>,
    malformed: MalformedInput,
) -> Result<(), MalformedInput> {
    *slot = value.ok_or(malformed)?;
    Ok(())
}

/// IAM takes digits as well, and no other case (recorded).
fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// The text that percent escapes stand for. Broken ones stand for themselves, as in the AWS CLI: some
/// servers do not escape policies.
fn percent_decoded(text: Cow<'_, str>) -> Result<Cow<'_, str>, (MalformedInput, Cow<'_, str>)> {
    if !text.contains('%') {
        return Ok(text);
    }
    let lenient = || percent_decode_str(&text).decode_utf8().map(Cow::into_owned);
    match form::percent_decoded(&text).or_else(|_| lenient()) {
        Ok(decoded) => Ok(Cow::Owned(decoded)),
        Err(_) => Err((MalformedInput::InvalidUtf8, text)),
    }
}

/// A structure, to be read.
pub(crate) trait Structure {
    fn table(&self) -> &'static Table;

    /// The member of this number.
    fn field(&self, index: usize) -> Field<'_>;
}

/// A structure, to be filled.
pub(crate) trait StructureMut<'a>: Structure {
    /// The place of the member of this number, which is then no longer absent.
    fn slot(&mut self, index: usize) -> Option<Slot<'_, 'a>>;
}

/// A structure, to be read, by way of the functions that fill it: so the program holds one list of
/// functions for each structure and not two.
#[inline]
pub(crate) fn readable<'s>(structure: &'s (dyn StructureMut<'_> + 's)) -> &'s dyn Structure {
    structure
}

/// A list, to be read.
pub(crate) trait List {
    fn len(&self) -> usize;

    fn get(&self, index: usize) -> Field<'_>;
}

/// A list, to be filled.
pub(crate) trait ListMut<'a> {
    /// The place of a new member.
    fn push(&mut self) -> Slot<'_, 'a>;

    /// The list itself, if its members are tags.
    fn tags(&mut self) -> Option<&mut Vec<Tag<'a>>>;
}

/// A map, to be read.
pub(crate) trait Entries {
    fn len(&self) -> usize;

    fn get(&self, index: usize) -> (Field<'_>, Field<'_>);
}

/// A map, to be filled.
pub(crate) trait EntriesMut<'a> {
    /// The places of a new key and its value.
    fn push(&mut self) -> (Slot<'_, 'a>, Slot<'_, 'a>);
}

/// An open enumeration, to be filled.
pub(crate) trait SetText<'a> {
    fn set_text(&mut self, text: Cow<'a, str>);
}

/// A type that a member can have, to be read.
pub(crate) trait Value {
    const KIND: Kind;
    const IS_REQUIRED: bool = true;

    fn field(&self) -> Field<'_>;

    /// A list of such values.
    fn list_field(list: &Vec<Self>) -> Field<'_>
    where
        Self: Sized,
    {
        Field::List(list)
    }
}

/// A type that a member can have, to be filled.
pub(crate) trait ValueMut<'a>: Value + Default {
    fn slot(&mut self) -> Slot<'_, 'a>;

    /// A list of such values, if they are tags.
    fn tags(_: &mut Vec<Self>) -> Option<&mut Vec<Tag<'a>>> {
        None
    }
}

/// The tags of an input: those of its first list of tags.
pub(crate) fn tags(structure: &dyn Structure) -> Option<&[Tag<'_>]> {
    let fields = (0..structure.table().members.len()).map(|i| structure.field(i));
    fields.into_iter().find_map(|field| match field {
        Field::Tags(tags) => Some(tags),
        _ => None,
    })
}

/// A value that can do without what it borrows from.
pub trait IntoOwned {
    type Owned;
    fn into_owned(self) -> Self::Owned;
}

/// Prints the members that are there.
pub(crate) fn debug(structure: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = structure.table();
    let mut printed = f.debug_struct(table.name);
    for (index, member) in table.members.iter().enumerate() {
        match structure.field(index) {
            Field::Absent => {}
            field => {
                printed.field(&member.field(), &field);
            }
        }
    }
    printed.finish()
}

impl fmt::Debug for Field<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Field::Absent => f.write_str("None"),
            Field::Text(text) | Field::Policy(text) | Field::Enum(text, _) => text.fmt(f),
            Field::Secret(_) => f.write_str("Secret(…)"),
            Field::Integer(number) => number.fmt(f),
            Field::Boolean(boolean) => boolean.fmt(f),
            Field::Timestamp(timestamp) => write!(f, "{timestamp}"),
            Field::Blob(blob) => blob.fmt(f),
            Field::Structure(structure) => debug(structure, f),
            Field::Tags(tags) => tags.fmt(f),
            Field::List(list) => {
                f.debug_list().entries((0..list.len()).map(|i| list.get(i))).finish()
            }
            Field::Map(map) => f.debug_map().entries((0..map.len()).map(|i| map.get(i))).finish(),
        }
    }
}
