//! Documents: elements, leaves and their text.
//!
//! [`writer`] appends markup as it is and text with its escapes. Three readers take documents apart:
//!
//! | reader | takes | gives |
//! |---|---|---|
//! | [`plain`] | documents as services write them: a shortcut | one element after the other |
//! | [`document`] | any well-formed document | one element after the other |
//! | [`tree`] | also what is not well-formed, as far as it goes | a tree |
//!
//! The last two get their [`tokens`] from quick-xml and hold them to the [`grammar`] of XML.

pub(crate) mod element;
pub(crate) mod elements;
pub(crate) mod error;
pub(crate) mod oddity;
pub(crate) mod plain;
pub(crate) mod tree;
pub(crate) mod unknown;
pub(crate) mod writer;

mod document;
mod grammar;
mod namespaces;
mod plain_elements;
pub(crate) mod tokens;

use document::Document;
use element::Element;
use elements::Elements;
use error::{ResponseError, ResponseErrorKind};
pub(crate) use grammar::is_name;
use oddity::{Oddity, OddityList};
use plain::PlainDocument;
use tree::Node;

/// Reads a document: as the service of this namespace writes it, or else as whatever XML it is. `read`
/// starts inside the root element, whose name it gets.
pub(crate) fn decode<'a, T>(
    namespace: &'static str,
    body: &'a [u8],
    read: impl Fn(&'a str, &mut dyn Elements<'a>) -> Result<T, ResponseError>,
) -> Result<T, ResponseError> {
    let (start, text) = text_of(body)?;
    from_root(&mut PlainDocument::new(text, namespace), &read)
        .or_else(|_| from_root(&mut Document::new(text, start), &read))
}

/// Reads a document that the service of this namespace could have written, which [`plain`] can read; `None`
/// otherwise.
pub(crate) fn decode_plain<'a, T>(
    namespace: &'static str,
    body: &'a [u8],
    read: impl Fn(&'a str, &mut dyn Elements<'a>) -> Result<T, ResponseError>,
) -> Option<T> {
    let (_, text) = text_of(body).ok()?;
    from_root(&mut PlainDocument::new(text, namespace), &read).ok()
}

/// Reads the root element of a document as far as it goes.
pub(crate) fn read_tree<'a>(
    body: &'a [u8],
    oddities: &mut OddityList,
) -> Result<Node<'a>, ResponseError> {
    let (start, text) = text_of(body)?;
    tree::read(text, start, oddities)
}

impl<'a> Element<'a> {
    /// Reads the root element of any document, whatever it means, as far as it goes, and lists what a
    /// conforming parser refuses. For tools that look at the answers of servers;
    /// [`Reply::decode_tolerantly`](crate::Reply::decode_tolerantly) reads their meaning.
    ///
    /// ```
    /// use iam_codec::Element;
    ///
    /// let (root, oddities) = Element::decode_tolerantly(b"<a><b>R&D</b></a> ")?;
    /// assert_eq!((&*root.name, root.child("b").unwrap().text()), ("a", "R&D"));
    /// assert_eq!(oddities[0].to_string(), "& that begins no reference: b at byte 7");
    /// # Ok::<(), iam_codec::ResponseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body is not UTF-8, its tags do not pair, or elements nest more than 64 deep.
    pub fn decode_tolerantly(body: &'a [u8]) -> Result<(Self, Vec<Oddity>), ResponseError> {
        let mut oddities = OddityList::default();
        let root = read_tree(body, &mut oddities)?.into_element(&mut oddities);
        Ok((root, oddities.finish()))
    }
}

/// The text of a body, and the offset where it starts: behind a byte order mark, which quick-xml would pass
/// over and not count. A second mark is a text outside the root.
fn text_of(body: &[u8]) -> Result<(usize, &str), ResponseError> {
    let text = std::str::from_utf8(body)
        .map_err(|e| ResponseError::new(ResponseErrorKind::InvalidUtf8, e.valid_up_to()))?;
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if unmarked.starts_with('\u{FEFF}') {
        let end = text.find('<').unwrap_or(text.len());
        return Err(ResponseError::new(ResponseErrorKind::UnexpectedText, end));
    }
    Ok((text.len() - unmarked.len(), unmarked))
}

fn from_root<'a, T>(
    document: &mut dyn Elements<'a>,
    read: impl Fn(&'a str, &mut dyn Elements<'a>) -> Result<T, ResponseError>,
) -> Result<T, ResponseError> {
    let root = document.root()?;
    read(root, document)
}
