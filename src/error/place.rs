//! Where a parameter is in a request, and what makes one unreadable.

use std::fmt;

use crate::wire::form::FormErrorKind;

/// A byte of the input.
///
/// ```
/// use iam_codec::{Part, Request};
///
/// let error = Request::decode(b"Action=GetUser&Version=2010-05-08&UserName=%zz").unwrap_err();
/// let place = error.place().unwrap();
/// assert_eq!((place.part, place.offset), (Part::Body, 43));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub struct Place {
    /// The part of the input.
    pub part: Part,
    /// How many bytes of this part are before it.
    pub offset: usize,
}

/// The two parts of a request that hold parameters.
///
/// ```
/// use iam_codec::{Part, Request};
///
/// let error = Request::decode_parts(b"Action=GetUser&UserName=%zz", b"").unwrap_err();
/// let place = error.place().unwrap();
/// assert_eq!(place.part, Part::Query);
/// assert_eq!(place.to_string(), "byte 24 of the query string");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(clippy::exhaustive_enums, reason = "HTTP has no third place for a form")]
pub enum Part {
    /// What follows the `?` of the URL.
    Query,
    /// The body.
    Body,
}

impl Place {
    pub(crate) fn new(part: Part, offset: usize) -> Self {
        Place { part, offset }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "byte {}", self.offset)?;
        match self.part {
            Part::Query => f.write_str(" of the query string"),
            Part::Body => Ok(()),
        }
    }
}

/// What makes a parameter unreadable.
///
/// ```
/// use iam_codec::{MalformedInput, Request, RequestErrorKind};
///
/// let body = b"Action=TagUser&Version=2010-05-08&UserName=anika&Tags.member.1501.Key=Dept";
/// let error = Request::decode(body).unwrap_err();
/// let sparse = MalformedInput::SparseIndices(1500);
/// assert_eq!(*error.kind(), RequestErrorKind::MalformedInput(sparse));
/// assert_eq!(
///     error.kind().to_string(),
///     "Excessively sparse input would skip 1,500 list elements",
/// );
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum MalformedInput {
    /// A `%` that two hex digits do not follow.
    InvalidEscape,
    /// A name or value that is not UTF-8.
    InvalidUtf8,
    /// Index 0; in [`Params::list`](crate::Params::list) also an index that leaves a gap of few members.
    InvalidIndex(String),
    /// A list index above 214748369.
    IllegalIndex(String),
    /// A list index with a minus sign.
    NegativeIndex(String),
    /// A list index that is more than ten above the one before it: how far above.
    SparseIndices(u32),
    /// An index behind an index: `Tags.member.1.0.Key`.
    AdjacentIndices,
    /// A parameter that is given twice, at least once with leading zeros in an index. Readers disagree on the
    /// one that counts.
    Respelled,
    /// A name like `Tags.1.Key` or `UserName.1`.
    TopLevelList,
    /// A name that continues below a string or integer: `UserName.member.1`; a name in the place of an index;
    /// or a list that is given as empty (`Tags=`) and with members.
    UnexpectedList,
    /// A text in the place of a list (`Tags=x`), or other children than `member`.
    UnexpectedListEnd,
    /// A text in the place of a structure: `Tags.member.1=x`.
    UnexpectedStructureEnd,
    /// A map's key that an earlier entry has.
    RepeatedKey,
    /// An integer without digits: `MaxItems=`.
    MissingInteger,
    /// An integer that does not fit into 32 bits.
    InvalidInteger,
    /// A boolean other than `true`, `false`, `1` and `0`.
    InvalidBoolean,
    /// A timestamp that is not of ISO 8601, or a blob that is not of base64.
    InvalidEncoding,
    /// A name that is in both the query string and the body.
    Ambiguous,
}

impl MalformedInput {
    /// The sentence about a top-level name that continues with `rest`: a number there has its own.
    #[cold]
    pub(crate) fn at_top_level(self, rest: &str) -> Self {
        let next = rest.split('.').nth(1).unwrap_or_default();
        let is_index = !next.is_empty() && next.bytes().all(|byte| byte.is_ascii_digit());
        if is_index { MalformedInput::TopLevelList } else { self }
    }
}

impl fmt::Display for MalformedInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidEscape => "invalid percent escape",
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::InvalidIndex(index) => return write!(f, "{index} is not a valid index"),
            Self::NegativeIndex(index) => {
                return write!(f, "Key {index} may not have a leading '-'");
            }
            Self::IllegalIndex(index) => return write!(f, "Index {index} is illegal"),
            Self::SparseIndices(skipped) => {
                let skipped = grouped(*skipped);
                return write!(f, "Excessively sparse input would skip {skipped} list elements");
            }
            Self::AdjacentIndices => "Two index elements may not occur back to back",
            Self::Respelled => "given twice, with other leading zeros in an index",
            Self::TopLevelList => "Top level element may not be treated as a list",
            Self::UnexpectedList => "Start of list found where not expected",
            Self::UnexpectedListEnd => "Unexpected list element termination",
            Self::UnexpectedStructureEnd => "Unexpected complex element termination",
            Self::RepeatedKey => "the key of an earlier entry",
            Self::MissingInteger => "missing value for decimal type",
            Self::InvalidInteger => "not an integer of 32 bits",
            Self::InvalidBoolean => "neither true nor false",
            Self::InvalidEncoding => "not in the encoding of its type",
            Self::Ambiguous => "given in both the query string and the body",
        })
    }
}

/// A number with a comma before each group of three digits.
fn grouped(number: u32) -> String {
    match number {
        0..1000 => number.to_string(),
        _ => format!("{},{:03}", grouped(number / 1000), number % 1000),
    }
}

impl From<FormErrorKind> for MalformedInput {
    fn from(kind: FormErrorKind) -> Self {
        match kind {
            FormErrorKind::InvalidEscape => MalformedInput::InvalidEscape,
            FormErrorKind::InvalidUtf8 => MalformedInput::InvalidUtf8,
        }
    }
}
