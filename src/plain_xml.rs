//! XML as services write it, read without a general reader: a shortcut, and never a rule.
//!
//! Plain are elements without attributes (but the root's namespace), white space between them, and
//! text without references, CR or other controls. A plain document is read as quick-xml would read
//! it; at anything else this reader gives up, and the document is read again from its beginning.

use std::borrow::Cow;

use crate::response::{NAMESPACE, ROUTING_NAMESPACE, ResponseError, ResponseErrorKind};
use crate::xml::{Elements, Named, SPECIAL};

/// A document that is plain as far as it was read.
pub(crate) struct PlainDocument<'a> {
    text: &'a str,
    rest: &'a str,
    /// The open elements, the innermost at `depth - 1`.
    open: [&'a str; MAX_DEPTH],
    depth: usize,
    /// The innermost element was `<Name/>`.
    is_empty: bool,
}

/// A list of tags is five deep.
const MAX_DEPTH: usize = 8;

impl<'a> PlainDocument<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        PlainDocument { text, rest: text, open: [""; MAX_DEPTH], depth: 0, is_empty: false }
    }

    #[inline(always)]
    fn skip_blanks(&mut self) {
        let is_blank = |byte: &u8| matches!(byte, b' ' | b'\t' | b'\n');
        let blanks = self.rest.bytes().take_while(is_blank).count();
        self.rest = &self.rest[blanks..];
    }

    /// Takes `literal` if the rest begins with it.
    #[inline(always)]
    fn take(&mut self, literal: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(literal)?;
        Some(())
    }

    /// Takes `<Name>` or `<Name/>`; the root may have one of IAM's namespaces.
    #[inline(always)]
    fn start(&mut self) -> Option<&'a str> {
        self.take("<")?;
        let len = self.rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = self.rest.split_at(len);
        self.rest = rest;
        if self.depth == 0 && self.take(" xmlns=\"").is_some() {
            self.take(NAMESPACE).or_else(|| self.take(ROUTING_NAMESPACE))?;
            self.take("\"")?;
        }
        self.is_empty = self.take("/").is_some();
        self.take(">")?;
        // A name begins with a letter.
        name.starts_with(|first: char| first.is_ascii_alphabetic()).then_some(())?;
        *self.open.get_mut(self.depth)? = name;
        self.depth += 1;
        Some(name)
    }

    /// Takes the end tag of the innermost element.
    #[inline(always)]
    fn close(&mut self) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        if std::mem::take(&mut self.is_empty) {
            return Some(());
        }
        self.take("</")?;
        self.take(self.open[self.depth])?;
        self.take(">")
    }

    /// Gives up. The kind does not matter, since nobody sees it.
    #[cold]
    fn give_up(&self) -> ResponseError {
        self.error(ResponseErrorKind::UnexpectedText)
    }
}

impl<'a> Elements<'a> for PlainDocument<'a> {
    type Start = &'a str;

    fn root(&mut self) -> Result<&'a str, ResponseError> {
        self.start().ok_or_else(|| self.give_up())
    }

    #[inline(always)]
    fn child(&mut self) -> Result<Option<&'a str>, ResponseError> {
        if !self.is_empty {
            self.skip_blanks();
        }
        let child = match self.is_empty || self.rest.starts_with("</") {
            true => self.close().map(|()| None),
            false => self.start().map(Some),
        };
        child.ok_or_else(|| self.give_up())
    }

    #[inline(always)]
    fn text(&mut self) -> Result<Cow<'a, str>, ResponseError> {
        let is_plain = |byte: &u8| !SPECIAL[usize::from(*byte)];
        let len = match self.is_empty {
            true => 0,
            false => self.rest.bytes().take_while(is_plain).count(),
        };
        let (text, rest) = self.rest.split_at(len);
        self.rest = rest;
        self.close().map(|()| Cow::Borrowed(text)).ok_or_else(|| self.give_up())
    }

    fn skip(&mut self) -> Result<(), ResponseError> {
        Err(self.give_up())
    }

    fn end(&mut self) -> Result<(), ResponseError> {
        self.skip_blanks();
        if self.rest.is_empty() { Ok(()) } else { Err(self.give_up()) }
    }

    #[cold]
    fn error(&self, kind: ResponseErrorKind) -> ResponseError {
        ResponseError::new(kind, self.text.len() - self.rest.len())
    }
}

impl Named for &str {
    #[inline(always)]
    fn name(&self) -> &str {
        self
    }
}
