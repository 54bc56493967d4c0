//! Documents: elements, leaves and their text.
//!
//! [`writer`] appends markup as it stands and text with its escapes. Three readers take documents apart:
//!
//! | reader | takes | gives |
//! |---|---|---|
//! | [`plain`] | documents as services write them: a shortcut | one element after the other |
//! | [`document`] | any well-formed document | one element after the other |
//! | [`tree`] | also what is not well-formed, as far as it goes | a tree |
//!
//! The last two get their [`tokens`] from quick-xml and hold them to the [`grammar`] of XML.

pub(crate) mod element;
pub(crate) mod error;
pub(crate) mod oddity;
pub(crate) mod plain;
pub(crate) mod tree;
pub(crate) mod unknown;
pub(crate) mod writer;

mod document;
mod grammar;
mod namespaces;
mod tokens;

use std::borrow::Cow;

use document::Document;
use element::Element;
use error::{ResponseError, ResponseErrorKind};
pub(crate) use grammar::is_name;
use oddity::OddityList;
use plain::PlainDocument;
use tree::Node;

/// The namespace of all responses but routing failures.
pub(crate) const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// The namespace of routing failures (recorded on STS).
pub(crate) const ROUTING_NAMESPACE: &str = "http://webservices.amazon.com/AWSFault/2005-15-09";

/// A document as a decoder sees it. Names come without prefix.
pub(crate) trait Elements<'a> {
    /// The name of the root element.
    fn root(&mut self) -> Result<&'a str, ResponseError>;

    /// The name of the next child; `None` when its parent ends.
    fn child(&mut self) -> Result<Option<&'a str>, ResponseError>;

    /// The text of the element that was just started, and its end.
    fn text(&mut self) -> Result<Cow<'a, str>, ResponseError>;

    /// All of the element that was just started, whatever it holds.
    fn element(&mut self, name: &'a str) -> Result<Element<'a>, ResponseError>;

    /// Leaves out the element that was just started.
    fn skip(&mut self) -> Result<(), ResponseError>;

    /// Makes sure that nothing follows the root element.
    fn end(&mut self) -> Result<(), ResponseError>;

    /// An error at what was read last.
    fn error(&self, kind: ResponseErrorKind) -> ResponseError;

    /// The document, if it is read by the shortcut.
    fn as_plain(&mut self) -> Option<&mut PlainDocument<'a>> {
        None
    }
}

/// Reads a document: as services write it, or else as whatever XML it is. `read` starts inside the root
/// element, whose name it gets.
pub(crate) fn decode<'a, T>(
    body: &'a [u8],
    read: impl Fn(&'a str, &mut dyn Elements<'a>) -> Result<T, ResponseError>,
) -> Result<T, ResponseError> {
    let (start, text) = text_of(body)?;
    from_root(&mut PlainDocument::new(text), &read)
        .or_else(|_| from_root(&mut Document::new(text, start), &read))
}

/// Reads a document that services could have written, which [`plain`] can read; `None` otherwise.
pub(crate) fn decode_plain<'a, T>(
    body: &'a [u8],
    read: impl Fn(&'a str, &mut dyn Elements<'a>) -> Result<T, ResponseError>,
) -> Option<T> {
    let (_, text) = text_of(body).ok()?;
    from_root(&mut PlainDocument::new(text), &read).ok()
}

/// Reads the root element of a document as far as it goes.
pub(crate) fn read_tree<'a>(
    body: &'a [u8],
    oddities: &mut OddityList,
) -> Result<Node<'a>, ResponseError> {
    let (start, text) = text_of(body)?;
    tree::read(text, start, oddities)
}

/// The text of a body, and the offset where it starts: behind a byte order mark, which quick-xml would pass
/// over and not count.
fn text_of(body: &[u8]) -> Result<(usize, &str), ResponseError> {
    let text = std::str::from_utf8(body)
        .map_err(|e| ResponseError::new(ResponseErrorKind::InvalidUtf8, e.valid_up_to()))?;
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    Ok((text.len() - unmarked.len(), unmarked))
}

fn from_root<'a, T>(
    document: &mut dyn Elements<'a>,
    read: impl Fn(&'a str, &mut dyn Elements<'a>) -> Result<T, ResponseError>,
) -> Result<T, ResponseError> {
    let root = document.root()?;
    read(root, document)
}
