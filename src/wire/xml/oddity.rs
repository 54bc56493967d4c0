//! [`Oddity`]: what a tolerant reader found that AWS does not write.

use std::fmt;

use crate::wire::xml::error::ResponseErrorKind;

/// Something in a document that AWS does not write: what, where, and how bad.
///
/// ```
/// use iam_codec::{OddityKind, Reply, Severity};
///
/// let body = b"<ErrorResponse><Error><Code>ServiceFailure</Code></Error>\
///     <RequestId>id</RequestId></ErrorResponse>";
/// let (_, oddities) = Reply::decode_tolerantly(body)?;
/// let [oddity] = &oddities[..] else { unreachable!() };
/// assert_eq!(*oddity.kind(), OddityKind::Missing);
/// assert_eq!((oddity.element(), oddity.offset()), ("Error.Type", 15));
/// assert_eq!(oddity.severity(), Severity::Misread);
/// assert_eq!(oddity.to_string(), "missing element: Error.Type at byte 15");
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Oddity(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: OddityKind,
    severity: Severity,
    offset: usize,
    element: String,
}

impl Oddity {
    /// What is odd.
    pub fn kind(&self) -> &OddityKind {
        &self.0.kind
    }

    /// What widely used clients make of it.
    pub fn severity(&self) -> Severity {
        self.0.severity
    }

    /// The byte of the body at which it begins; of a missing element, the byte at which its parent begins.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The element below the root that it was found in: `ListUserTagsResult.Tags.member.3.Key`; empty at the
    /// root. Names of more than 64 bytes are cut, and so are paths of more than 16 elements.
    pub fn element(&self) -> &str {
        &self.0.element
    }
}

/// The kinds of [`Oddity`].
///
/// ```
/// use iam_codec::{OddityKind, Reply};
///
/// let body = b"<DeleteUserResponse><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
///     <Mood>fine</Mood></DeleteUserResponse>";
/// let (_, oddities) = Reply::decode_tolerantly(body)?;
/// assert_eq!(*oddities[0].kind(), OddityKind::UnexpectedElement("Mood".into()));
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OddityKind {
    /// A breach of the grammar of XML, for which a conforming parser refuses the document. It was passed
    /// over.
    NotWellFormed(String),
    /// A namespace with white space in it.
    MalformedNamespace(String),
    /// A root element of another name than `ActionResponse` or `ErrorResponse`.
    UnexpectedRoot(String),
    /// An element that the tables do not have here. It was left out.
    UnexpectedElement(String),
    /// An element that was read, though its name is another one: `key`, `item`.
    OtherName(String),
    /// An element that was read, though it should be elsewhere.
    Misplaced,
    /// The metadata before the result: some clients take the first element for the result.
    ResultNotFirst,
    /// An element that is missing. A required member has its default.
    Missing,
    /// An element that is repeated. Lists go on in it; of other elements the first one counts.
    Repeated,
    /// A text where elements belong. It was left out.
    UnexpectedText(String),
    /// A text that cannot be read as a number, time or truth value. An optional member is absent, a
    /// required one has its default.
    InvalidValue(String),
    /// A text that was read, though AWS writes such values otherwise: `2019-04-24 11:20:30`, `True`.
    OtherNotation(String),
    /// A policy document that is not percent-encoded. It was taken as it is.
    NotPercentEncoded,
    /// How many oddities follow: no more than 1,000 are listed one by one.
    More(usize),
}

/// What widely used clients make of an [`Oddity`]: the AWS SDKs for Go, Java, JavaScript, .NET, PHP,
/// Python, Ruby and Rust.
///
/// ```
/// use iam_codec::Severity;
///
/// assert!(Severity::Harmless < Severity::Misread && Severity::Misread < Severity::Refused);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(
    clippy::exhaustive_enums,
    reason = "a client reads a document rightly, wrongly or not at all"
)]
pub enum Severity {
    /// They read the rest as it is meant.
    Harmless,
    /// One of them reads something else there, or nothing.
    Misread,
    /// One of them reads nothing of the document.
    Refused,
}

impl OddityKind {
    /// What clients make of it, if nothing else is known.
    fn severity(&self) -> Severity {
        match self {
            Self::UnexpectedElement(_) => Severity::Harmless,
            // Python's `int` and its parser of times raise; the SDK for Go stops at other notations.
            Self::NotWellFormed(_)
            | Self::MalformedNamespace(_)
            | Self::InvalidValue(_)
            | Self::OtherNotation(_) => Severity::Refused,
            _ => Severity::Misread,
        }
    }
}

impl fmt::Display for OddityKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotWellFormed(reason) => f.write_str(reason),
            Self::MalformedNamespace(namespace) => write!(f, "malformed namespace {namespace:?}"),
            Self::UnexpectedRoot(name) => write!(f, "unexpected root element {name}"),
            Self::UnexpectedElement(name) => write!(f, "unexpected element {name}"),
            Self::OtherName(name) => write!(f, "element with another name: {name}"),
            Self::Misplaced => f.write_str("misplaced element"),
            Self::ResultNotFirst => f.write_str("metadata before the result"),
            Self::Missing => f.write_str("missing element"),
            Self::Repeated => f.write_str("repeated element"),
            Self::UnexpectedText(text) => write!(f, "unexpected text {text:?}"),
            Self::InvalidValue(text) => write!(f, "invalid value {text:?}"),
            Self::OtherNotation(text) => write!(f, "value in another notation {text:?}"),
            Self::NotPercentEncoded => f.write_str("policy that is not percent-encoded"),
            Self::More(count) => write!(f, "{count} more"),
        }
    }
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details { kind, offset, element, .. } = &*self.0;
        kind.fmt(f)?;
        if !element.is_empty() {
            write!(f, ": {element}")?;
        }
        write!(f, " at byte {offset}")
    }
}

/// What a tolerant reader has found so far, and the element that it is in.
#[derive(Default)]
pub(crate) struct OddityList {
    listed: Vec<Oddity>,
    more: usize,
    path: String,
    depth: usize,
}

/// A place to come back to.
pub(crate) struct Mark {
    path_len: usize,
}

/// A document of nothing but oddities must not take memory without bound.
const MAX_LISTED: usize = 1000;

/// AWS has no longer names and no deeper paths.
const MAX_NAME: usize = 64;
const MAX_PATH: usize = 16;

impl OddityList {
    /// Goes into an element.
    pub(crate) fn enter(&mut self, name: &str) -> Mark {
        let mark = Mark { path_len: self.path.len() };
        self.depth += 1;
        if self.depth <= MAX_PATH {
            let dot = if self.path.is_empty() { "" } else { "." };
            self.path.push_str(dot);
            self.path.push_str(shortened(name));
        }
        mark
    }

    /// Goes into one of several elements of a name.
    pub(crate) fn enter_nth(&mut self, name: &str, nth: usize) -> Mark {
        let mark = self.enter(name);
        if self.depth <= MAX_PATH {
            self.path.push_str(&format!(".{nth}"));
        }
        mark
    }

    /// Goes back out of it.
    pub(crate) fn leave(&mut self, mark: Mark) {
        self.depth -= 1;
        self.path.truncate(mark.path_len);
    }

    /// The names of the elements that the reader is in, below the root.
    pub(crate) fn path(&self) -> &str {
        &self.path
    }

    /// Lists an oddity of the element that the reader is in.
    #[cold]
    pub(crate) fn note(&mut self, kind: OddityKind, offset: usize) {
        let severity = kind.severity();
        self.note_as(severity, kind, offset);
    }

    /// The same where more is known about what clients make of it.
    #[cold]
    pub(crate) fn note_as(&mut self, severity: Severity, kind: OddityKind, offset: usize) {
        if !self.has_room() {
            return;
        }
        let element = self.path.clone();
        self.listed.push(Oddity(Box::new(Details { kind, severity, offset, element })));
    }

    /// Lists an oddity of the child `name`.
    #[cold]
    pub(crate) fn note_in(&mut self, name: &str, kind: OddityKind, offset: usize) {
        let mark = self.enter(name);
        self.note(kind, offset);
        self.leave(mark);
    }

    /// Lists what a tolerant reader of markup has passed over.
    #[cold]
    pub(crate) fn note_tolerated(&mut self, kind: &ResponseErrorKind, offset: usize) {
        // No words are made of what is only counted.
        if self.has_room() {
            self.note(OddityKind::NotWellFormed(kind.to_string()), offset);
        }
    }

    /// Whether another oddity is listed; if not, it is counted.
    fn has_room(&mut self) -> bool {
        let has_room = self.listed.len() < MAX_LISTED;
        self.more += usize::from(!has_room);
        has_room
    }

    /// All that was found, in the order of the document.
    pub(crate) fn finish(mut self) -> Vec<Oddity> {
        self.listed.sort_by_key(Oddity::offset);
        if self.more > 0 {
            let (kind, element) = (OddityKind::More(self.more), String::new());
            let offset = self.listed.last().map_or(0, Oddity::offset);
            let severity = Severity::Refused;
            self.listed.push(Oddity(Box::new(Details { kind, severity, offset, element })));
        }
        self.listed
    }
}

/// At most 64 bytes of a name. `str::floor_char_boundary` is newer than the oldest supported compiler.
fn shortened(name: &str) -> &str {
    match name.char_indices().find(|(at, c)| at + c.len_utf8() > MAX_NAME) {
        Some((at, _)) => &name[..at],
        None => name,
    }
}
