//! XML as services write it, read without a general reader: a shortcut, and never a rule.
//!
//! Plain are elements without attributes (but the root's namespace), white space between them, and
//! text without references, CR or other controls. A plain document is read as quick-xml would read
//! it; at anything else this reader gives up, and the document is read again from its beginning.

use std::borrow::Cow;

use crate::xml::element::Element;
use crate::xml::error::{ResponseError, ResponseErrorKind};
use crate::xml::writer::SPECIAL;
use crate::xml::{Elements, NAMESPACE, ROUTING_NAMESPACE};

/// A document that is plain as far as it was read.
pub(crate) struct PlainDocument<'a> {
    rest: &'a str,
    /// The open elements, the innermost at `depth - 1`.
    open: [&'a str; MAX_DEPTH],
    depth: usize,
    /// The innermost element was `<Name/>`.
    is_empty: bool,
}

/// IAM's deepest answer is eleven deep.
const MAX_DEPTH: usize = 16;

impl<'a> PlainDocument<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        PlainDocument { rest: text, open: [""; MAX_DEPTH], depth: 0, is_empty: false }
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

    /// Gives up. Neither kind nor place matters, since nobody sees them.
    #[cold]
    fn give_up(&self) -> ResponseError {
        self.error(ResponseErrorKind::UnexpectedText)
    }
}

impl<'a> Elements<'a> for PlainDocument<'a> {
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

    fn element(&mut self, _name: &'a str) -> Result<Element<'a>, ResponseError> {
        Err(self.give_up())
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
        ResponseError::new(kind, 0)
    }

    #[inline(always)]
    fn as_plain(&mut self) -> Option<&mut PlainDocument<'a>> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `Name=text` for elements with a `T` in front, `Name[…]` for others.
    fn outline(text: &str) -> Option<String> {
        fn inner(document: &mut PlainDocument<'_>, name: &str) -> Option<String> {
            if name.starts_with('T') {
                return Some(format!("{name}={}", document.text().ok()?));
            }
            let mut children = Vec::new();
            while let Some(child) = document.child().ok()? {
                children.push(inner(document, child)?);
            }
            Some(format!("{name}[{}]", children.join(" ")))
        }
        let mut document = PlainDocument::new(text);
        let root = document.root().ok()?;
        let outline = inner(&mut document, root)?;
        document.end().ok().map(|()| outline)
    }

    #[test]
    fn reads_what_services_write() {
        for (text, expected) in [
            ("<Root/>", "Root[]"),
            ("<R2D2>\n</R2D2> \t\n", "R2D2[]"),
            ("<A><T>a b\n</T><T/><T></T>\n  <B>\t<C/></B><D/></A>", "A[T=a b\n T= T= B[C[]] D[]]"),
            ("<A xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><T>東</T></A>", "A[T=東]"),
            ("<A xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\"/>", "A[]"),
        ] {
            assert_eq!(outline(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn gives_up_at_anything_else() {
        for text in [
            "",
            " <A/>",
            "A",
            "<A",
            "<A>",
            "<A/",
            "<A></A",
            "<A></B>",
            "<A></A></A>",
            "<A/>x",
            "<A >",
            "<1/>",
            "</>",
            "<>",
            "<A><T>a",
            "<A><T>a</A>",
            "<A><T>a</T>",
            "<A>x</A>",
            "<A><T>a&amp;</T></A>",
            "<A><T>a\r</T></A>",
            "<A><T>]]></T></A>",
            "<A><!----></A>",
            "<A b=\"c\"/>",
            "<A xmlns=\"c\"/>",
            "<a:A/>",
            "<A><B xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"/></A>",
        ] {
            assert_eq!(outline(text), None, "{text}");
        }
        let mut document = PlainDocument::new("<A><B/></A>");
        assert!(document.root().is_ok() && document.child().is_ok() && document.skip().is_err());
    }

    #[test]
    fn gives_up_beyond_sixteen_levels() {
        let nested = |depth| "<A>".repeat(depth) + &"</A>".repeat(depth);
        assert!(outline(&nested(16)).is_some());
        assert_eq!(outline(&nested(17)), None);
    }
}
