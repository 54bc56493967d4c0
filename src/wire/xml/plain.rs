//! XML as services write it, read without a general reader: a shortcut, and never a rule.
//!
//! Plain are elements without attributes (but the root's namespace), white space and comments between
//! them, a declaration in front, and text with references, but without CR or other controls. A plain
//! document is read as quick-xml would read it; at anything else this reader gives up, and the document
//! is read again from its beginning.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::wire::form::run_above;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::grammar;
use crate::wire::xml::writer::{plain_run, unwritable};

/// A document that is plain as far as it was read.
pub(crate) struct PlainDocument<'a> {
    pub(super) rest: &'a str,
    /// The namespace of the service that answers.
    namespace: &'static str,
    /// The open elements, the innermost at `depth - 1`.
    open: [&'a str; MAX_DEPTH],
    depth: usize,
    /// The innermost element was `<Name/>`.
    is_empty: bool,
}

/// The namespace of routing failures (recorded on STS).
pub(crate) const ROUTING_NAMESPACE: &str = "http://webservices.amazon.com/AWSFault/2005-15-09";

/// IAM's deepest answer is eleven deep.
const MAX_DEPTH: usize = 16;

impl<'a> PlainDocument<'a> {
    /// A document whose root may have this namespace.
    pub(crate) fn new(text: &'a str, namespace: &'static str) -> Self {
        PlainDocument { rest: text, namespace, open: [""; MAX_DEPTH], depth: 0, is_empty: false }
    }

    #[inline]
    fn skip_blanks(&mut self) {
        while let Some(rest) = self.rest.strip_prefix(['\n', '\t', ' ']) {
            self.rest = rest;
            while let Some(rest) = self.rest.strip_prefix("  ") {
                self.rest = rest;
            }
        }
    }

    /// Takes `literal` if the rest begins with it.
    #[inline]
    fn take(&mut self, literal: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(literal)?;
        Some(())
    }

    /// Takes everything up to and with the next `end` behind the first `start` bytes.
    fn take_through(&mut self, start: usize, end: &str) -> Option<&'a str> {
        let len = start + self.rest.get(start..)?.find(end)? + end.len();
        let (piece, rest) = self.rest.split_at(len);
        self.rest = rest;
        Some(piece)
    }

    /// Takes `<?xml …?>`, if it is there.
    pub(super) fn declaration(&mut self) -> Option<()> {
        match self.rest.starts_with("<?xml ") {
            true => grammar::declaration(self.take_through(0, "?>")?).ok(),
            false => Some(()),
        }
    }

    /// Takes white space and comments.
    // Bench row: decode response, 50 plain tags.
    #[inline(always)]
    pub(super) fn skip_between(&mut self) -> Option<()> {
        self.skip_blanks();
        while self.rest.starts_with("<!") {
            self.comment()?;
            self.skip_blanks();
        }
        Some(())
    }

    /// Takes `<!--…-->`, with no other `--` inside.
    #[cold]
    fn comment(&mut self) -> Option<()> {
        if !self.rest.starts_with("<!--") {
            return None;
        }
        grammar::comment(self.take_through("<!--".len(), "-->")?).ok()
    }

    /// Takes `<Name>` or `<Name/>`; the root may have the namespace of the service or that of routing
    /// failures.
    // Bench row: decode response, 50 plain tags.
    #[inline(always)]
    pub(super) fn start(&mut self) -> Option<&'a str> {
        self.take("<")?;
        let mut len = run_above(self.rest.as_bytes(), b'@');
        if self.rest[len..].starts_with(|next: char| next.is_ascii_digit()) {
            // Few names have one: `Base32StringSeed`.
            len += self.rest[len..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        }
        let (name, rest) = self.rest.split_at(len);
        self.rest = rest;
        if self.depth == 0 && self.take(" xmlns=\"").is_some() {
            self.take(self.namespace).or_else(|| self.take(ROUTING_NAMESPACE))?;
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
    #[inline]
    fn close(&mut self) -> Option<()> {
        self.depth = self.depth.checked_sub(1)?;
        if std::mem::take(&mut self.is_empty) {
            return Some(());
        }
        self.take("</")?;
        self.take(self.open[self.depth])?;
        self.take(">")
    }

    /// Takes the next child's start tag, or the end tag of the parent.
    // Bench row: decode response, 50 plain tags.
    #[inline(always)]
    pub(crate) fn next_child(&mut self) -> Option<Option<&'a str>> {
        if !self.is_empty {
            self.skip_between()?;
            if !self.rest.starts_with("</") {
                return self.start().map(Some);
            }
        }
        self.close()?;
        Some(None)
    }

    /// Takes the text of a leaf, and its end tag.
    // Bench row: decode response, 50 plain tags.
    #[inline(always)]
    pub(crate) fn leaf(&mut self) -> Option<Cow<'a, str>> {
        let text = if self.is_empty { Cow::Borrowed("") } else { self.run()? };
        self.close()?;
        Some(text)
    }

    /// Takes a leaf with these tags, whole, and gives its text, if that has no references and the leaf is what
    /// comes next. A comment in front of it is left to be judged.
    #[inline]
    pub(crate) fn expected_leaf(&mut self, (start, end): (&str, &str)) -> Option<&'a str> {
        if self.is_empty {
            return None;
        }
        self.skip_blanks();
        let rest = self.rest.strip_prefix(start)?;
        let (text, rest) = rest.split_at(plain_run(rest.as_bytes()));
        self.rest = rest.strip_prefix(end)?;
        Some(text)
    }

    /// Takes the text up to the next tag.
    #[inline]
    fn run(&mut self) -> Option<Cow<'a, str>> {
        let len = plain_run(self.rest.as_bytes());
        let (text, rest) = self.rest.split_at(len);
        match rest.starts_with('<') {
            true => {
                self.rest = rest;
                Some(Cow::Borrowed(text))
            }
            false => self.special_run(),
        }
    }

    /// The same for text with references, or with characters that need a closer look.
    #[inline(never)]
    fn special_run(&mut self) -> Option<Cow<'a, str>> {
        let (raw, rest) = self.rest.split_at(memchr(b'<', self.rest.as_bytes())?);
        self.rest = rest;
        if memchr2(b'>', b'\r', raw.as_bytes()).is_some() {
            return None;
        }
        let text = match memchr(b'&', raw.as_bytes()).is_some() {
            true => Cow::Owned(resolved(raw)?),
            false => Cow::Borrowed(raw),
        };
        let is_plain = unwritable(&text).is_none();
        is_plain.then_some(text)
    }

    /// Gives up. Neither kind nor place matters, since nobody sees them.
    #[cold]
    pub(super) fn give_up(&self) -> ResponseError {
        ResponseError::new(ResponseErrorKind::UnexpectedText, 0)
    }
}

/// The text that `raw` stands for, with its references.
fn resolved(raw: &str) -> Option<String> {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.bytes().position(|byte| byte == b'&') {
        let len = rest[at..].bytes().position(|byte| byte == b';')?;
        text.push_str(&rest[..at]);
        text.push(grammar::referenced(&rest[at + 1..at + len], 0).ok()?);
        rest = &rest[at + len + 1..];
    }
    text.push_str(rest);
    Some(text)
}
