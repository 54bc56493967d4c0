//! [`Elements`]: a document as the decoders see it.

use std::borrow::Cow;

use crate::wire::xml::element::Element;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::plain::PlainDocument;

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
