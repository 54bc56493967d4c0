//! Why a document cannot be written or read, and where.

use std::fmt;

/// Something in a response that no document can hold.
///
/// ```
/// use iam_codec::{EncodeErrorKind, Element, Content, OperationResult, OtherResult, Response};
///
/// let purrs = Element::new("Purrs", Content::Text("\u{1}".into()));
/// let result = OperationResult::Other(OtherResult::new("TagCat", vec![purrs]));
/// let error = Response::new(result, "id").encode().unwrap_err();
/// assert_eq!(error.element(), "Purrs");
/// assert_eq!(*error.kind(), EncodeErrorKind::InvalidCharacter('\u{1}'));
/// assert_eq!(error.to_string(), "XML cannot carry U+0001: element Purrs");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    element: String,
    kind: EncodeErrorKind,
}

/// The kinds of [`EncodeError`].
///
/// ```
/// use iam_codec::{EncodeErrorKind, OperationResult, OtherResult, Response};
///
/// let result = OperationResult::Other(OtherResult::new("Tag<Cat>", vec![]));
/// let error = Response::new(result, "id").encode().unwrap_err();
/// assert_eq!(*error.kind(), EncodeErrorKind::InvalidName);
/// assert_eq!(error.to_string(), "not a name of XML: element Tag<Cat>");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum EncodeErrorKind {
    /// A character that XML 1.0 cannot carry.
    InvalidCharacter(char),
    /// The name of an element that is not a name of XML.
    InvalidName,
    /// A key that a map has twice: nobody could say which of the values counts.
    RepeatedKey,
    /// A name that stands for something else there: the metadata beside it, an error, or an operation that has
    /// a result of its own.
    ReservedName,
    /// Elements nested more than 64 deep, which no reader of this crate would read.
    TooDeep,
}

impl EncodeError {
    #[cold]
    pub(crate) fn new(kind: EncodeErrorKind, element: impl Into<String>) -> Self {
        EncodeError { element: element.into(), kind }
    }

    /// The same error inside the element `name`.
    #[cold]
    pub(crate) fn within(mut self, name: &str) -> Self {
        let dot = if self.element.is_empty() { "" } else { "." };
        self.element = format!("{name}{dot}{}", self.element);
        self
    }

    /// What cannot be written.
    pub fn kind(&self) -> &EncodeErrorKind {
        &self.kind
    }

    /// The element that holds it, below the Result element: `Tags.member.3.Value`.
    pub fn element(&self) -> &str {
        &self.element
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.kind {
            EncodeErrorKind::InvalidCharacter(character) => {
                write!(f, "XML cannot carry U+{:04X}", u32::from(character))?;
            }
            EncodeErrorKind::InvalidName => f.write_str("not a name of XML")?,
            EncodeErrorKind::RepeatedKey => f.write_str("repeated key")?,
            EncodeErrorKind::ReservedName => {
                f.write_str("a name that means something else here")?
            }
            EncodeErrorKind::TooDeep => f.write_str("elements nested too deep")?,
        }
        write!(f, ": element {}", self.element)
    }
}

impl std::error::Error for EncodeError {}

/// Why a body is not a response, and where.
///
/// ```
/// use iam_codec::Response;
///
/// let error = Response::decode(b"<TagUserResponse></TagUserResponse>").unwrap_err();
/// assert_eq!(error.to_string(), "missing element: ResponseMetadata at byte 35");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: ResponseErrorKind,
    offset: usize,
    element: String,
}

/// The kinds of [`ResponseError`].
///
/// ```
/// use iam_codec::{Response, ResponseErrorKind};
///
/// let error = Response::decode(b"<!DOCTYPE a><TagUserResponse/>").unwrap_err();
/// assert_eq!(*error.kind(), ResponseErrorKind::DocType);
/// assert_eq!(error.offset(), 12);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseErrorKind {
    /// A byte sequence that is not UTF-8.
    InvalidUtf8,
    /// A breach of XML's grammar, in the words of the XML reader.
    NotXml(String),
    /// No element at all.
    NoRoot,
    /// More than one root element.
    SecondRoot,
    /// The document ends inside an element.
    UnexpectedEnd,
    /// A root element that no operation of this crate answers with.
    UnexpectedRoot(String),
    /// A document type declaration.
    DocType,
    /// Elements nested more than 64 deep.
    TooDeep,
    /// Text between elements.
    UnexpectedText,
    /// An element inside text, or another child of a list than `member`.
    UnexpectedElement(String),
    /// An element is repeated that may occur only once.
    Repeated,
    /// A required element is missing.
    Missing,
    /// A character that XML 1.0 cannot carry.
    InvalidCharacter(char),
    /// A reference to an entity or character that does not exist.
    UnknownReference(String),
    /// A text that is not one of the permitted ones.
    InvalidValue(String),
}

impl ResponseError {
    #[cold]
    pub(crate) fn new(kind: ResponseErrorKind, offset: usize) -> Self {
        ResponseError(Box::new(Details { kind, offset, element: String::new() }))
    }

    /// The same error inside the element `name`.
    #[cold]
    pub(crate) fn within(mut self, name: &str) -> Self {
        let dot = if self.0.element.is_empty() || name.is_empty() { "" } else { "." };
        self.0.element = format!("{name}{dot}{}", self.0.element);
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> &ResponseErrorKind {
        &self.0.kind
    }

    /// How many bytes of the body were read when it was found.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The element below the root that it was found in: `ListUserTagsResult.Tags.member.3.Key`; empty at the root.
    pub fn element(&self) -> &str {
        &self.0.element
    }
}

impl fmt::Display for ResponseErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::NotXml(reason) => reason,
            Self::NoRoot => "no root element",
            Self::SecondRoot => "more than one root element",
            Self::UnexpectedEnd => "unexpected end of document",
            Self::UnexpectedRoot(name) => return write!(f, "unexpected root element {name}"),
            Self::DocType => "document type declaration",
            Self::TooDeep => "elements nested too deep",
            Self::UnexpectedText => "unexpected text",
            Self::UnexpectedElement(name) => return write!(f, "unexpected element {name}"),
            Self::Repeated => "repeated element",
            Self::Missing => "missing element",
            Self::InvalidCharacter(c) => {
                return write!(f, "XML cannot carry U+{:04X}", u32::from(*c));
            }
            Self::UnknownReference(name) => return write!(f, "unknown reference &{name};"),
            Self::InvalidValue(text) => return write!(f, "invalid value {text:?}"),
        })
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.kind.fmt(f)?;
        if !self.0.element.is_empty() {
            write!(f, ": {}", self.0.element)?;
        }
        write!(f, " at byte {}", self.0.offset)
    }
}

impl std::error::Error for ResponseError {}
