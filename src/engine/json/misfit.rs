//! What can be wrong with a document, and where: ``missing member `Value` of Tag: in member `Tags[0]` ``.

use std::fmt;

use ::serde::de::{Error, Expected, Unexpected};

/// A fault of a document, and the member that has it: `Tags[2].Key`.
#[derive(Debug)]
pub(crate) struct Misfit {
    message: String,
    member: String,
}

impl Misfit {
    #[cold]
    pub(crate) fn missing(name: &str, of: impl fmt::Display, place: &Place<'_>) -> Self {
        Misfit::custom(format_args!("missing member `{name}` of {of}{place}"))
    }

    #[cold]
    pub(crate) fn unknown(name: &str, of: impl fmt::Display, place: &Place<'_>) -> Self {
        Misfit::custom(format_args!("unknown member `{name}` of {of}{place}"))
    }

    #[cold]
    pub(crate) fn repeated(name: &str) -> Self {
        Misfit::custom(format_args!("repeated member `{name}`"))
    }

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

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        match found {
            Unexpected::Unit => Misfit::invalid_type(Unexpected::Other("null"), expected),
            Unexpected::Float(number) => {
                let found = format!("floating point `{number}`");
                Misfit::invalid_type(Unexpected::Other(&found), expected)
            }
            found => Misfit::custom(format_args!("invalid type: {found}, expected {expected}")),
        }
    }
}

/// Where a value is, as a list on the stack: nothing is allocated unless it has a fault. It is printed as the
/// end of a message.
pub(crate) enum Place<'p> {
    /// The document.
    Whole,
    Member(&'p Place<'p>, &'p str),
    /// A member of a list.
    Index(&'p Place<'p>, usize),
    /// The value of a map's entry, and its key.
    Entry(&'p Place<'p>, &'p str),
}

impl Place<'_> {
    fn path(&self) -> String {
        match self {
            Place::Whole => String::new(),
            Place::Member(Place::Whole, name) => name.to_string(),
            Place::Member(within, name) => format!("{}.{name}", within.path()),
            Place::Index(within, index) => format!("{}[{index}]", within.path()),
            Place::Entry(within, key) => format!("{}[{key:?}]", within.path()),
        }
    }
}

impl fmt::Display for Place<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Place::Whole => Ok(()),
            place => write!(f, ": in member `{}`", place.path()),
        }
    }
}
