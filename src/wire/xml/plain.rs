//! XML as services write it, read without a general reader: a shortcut, and never a rule.
//!
//! Plain are elements without attributes (but the root's namespace), white space and comments between
//! them, a declaration in front, and text with references, but without CR or other controls. A plain
//! document is read as quick-xml would read it; at anything else this reader gives up, and the document
//! is read again from its beginning.

use std::borrow::Cow;

use memchr::{memchr, memchr2};

use crate::wire::form::run_above;
use crate::wire::xml::element::Element;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::writer::{plain_run, unwritable};
use crate::wire::xml::{Elements, NAMESPACE, ROUTING_NAMESPACE, grammar};

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
        while let Some(rest) = self.rest.strip_prefix(['\n', '\t', ' ']) {
            self.rest = rest;
            while let Some(rest) = self.rest.strip_prefix("  ") {
                self.rest = rest;
            }
        }
    }

    /// Takes `literal` if the rest begins with it.
    #[inline(always)]
    fn take(&mut self, literal: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(literal)?;
        Some(())
    }

    /// Takes everything up to the next `end`, and `end`.
    fn take_through(&mut self, end: &str) -> Option<()> {
        (_, self.rest) = self.rest.split_once(end)?;
        Some(())
    }

    /// Takes `<?xml …?>`, if it is there.
    fn declaration(&mut self) -> Option<()> {
        if !self.rest.starts_with("<?xml ") {
            return Some(());
        }
        let declaration = self.rest;
        self.take_through("?>")?;
        let len = declaration.len() - self.rest.len();
        grammar::declaration(&declaration[..len]).ok()
    }

    /// Takes white space and comments.
    #[inline(always)]
    fn skip_between(&mut self) -> Option<()> {
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
        let comment = self.rest;
        self.take("<!--")?;
        self.take_through("-->")?;
        let len = comment.len() - self.rest.len();
        grammar::comment(&comment[..len]).ok()
    }

    /// Takes `<Name>` or `<Name/>`; the root may have one of IAM's namespaces.
    #[inline(always)]
    fn start(&mut self) -> Option<&'a str> {
        self.take("<")?;
        let mut len = run_above(self.rest.as_bytes(), b'@');
        if self.rest[len..].starts_with(|next: char| next.is_ascii_digit()) {
            // Few names have one: `Base32StringSeed`.
            len += self.rest[len..].bytes().take_while(u8::is_ascii_alphanumeric).count();
        }
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

    /// Takes the next child's start tag, or the end tag of the parent.
    #[inline(always)]
    fn next_child(&mut self) -> Option<Option<&'a str>> {
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
    #[inline(always)]
    fn leaf(&mut self) -> Option<Cow<'a, str>> {
        let text = if self.is_empty { Cow::Borrowed("") } else { self.run()? };
        self.close()?;
        Some(text)
    }

    /// Takes the text up to the next tag.
    #[inline(always)]
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
    fn give_up(&self) -> ResponseError {
        self.error(ResponseErrorKind::UnexpectedText)
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

impl<'a> Elements<'a> for PlainDocument<'a> {
    fn root(&mut self) -> Result<&'a str, ResponseError> {
        let root =
            self.declaration().and_then(|()| self.skip_between()).and_then(|()| self.start());
        root.ok_or_else(|| self.give_up())
    }

    #[inline(always)]
    fn child(&mut self) -> Result<Option<&'a str>, ResponseError> {
        self.next_child().ok_or_else(|| self.give_up())
    }

    #[inline(always)]
    fn text(&mut self) -> Result<Cow<'a, str>, ResponseError> {
        self.leaf().ok_or_else(|| self.give_up())
    }

    fn element(&mut self, _name: &'a str) -> Result<Element<'a>, ResponseError> {
        Err(self.give_up())
    }

    fn skip(&mut self) -> Result<(), ResponseError> {
        Err(self.give_up())
    }

    fn end(&mut self) -> Result<(), ResponseError> {
        let is_end = self.skip_between().is_some() && self.rest.is_empty();
        if is_end { Ok(()) } else { Err(self.give_up()) }
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
    use crate::wire::xml::document::Document;

    /// `Name=text` for elements with a `T` in front, `Name[…]` for others.
    fn outline<'a>(mut document: impl Elements<'a>) -> Option<String> {
        fn inner<'a>(document: &mut impl Elements<'a>, name: &str) -> Option<String> {
            if name.starts_with('T') {
                return Some(format!("{name}={}", document.text().ok()?));
            }
            let mut children = Vec::new();
            while let Some(child) = document.child().ok()? {
                children.push(inner(document, child)?);
            }
            Some(format!("{name}[{}]", children.join(" ")))
        }
        let root = document.root().ok()?;
        let outline = inner(&mut document, root)?;
        document.end().ok().map(|()| outline)
    }

    #[track_caller]
    fn reads(text: &str, expected: &str) {
        assert_eq!(outline(PlainDocument::new(text)).as_deref(), Some(expected), "{text}");
        assert_eq!(outline(Document::new(text, 0)).as_deref(), Some(expected), "{text}");
    }

    #[track_caller]
    fn gives_up(text: &str) {
        assert_eq!(outline(PlainDocument::new(text)), None, "{text}");
    }

    #[test]
    fn reads_what_services_write() {
        reads("<Root/>", "Root[]");
        reads("<R2D2>\n</R2D2>", "R2D2[]");
        reads("<Root>\n</Root> \t\n", "Root[]");
        reads("<A><T>a b\n</T><T/><T></T>\n  <B>\t<C/></B><D/></A>", "A[T=a b\n T= T= B[C[]] D[]]");
        reads("<A xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><T>東</T></A>", "A[T=東]");
        reads("<A xmlns=\"http://webservices.amazon.com/AWSFault/2005-15-09\"/>", "A[]");
    }

    #[test]
    fn reads_a_declaration_in_front() {
        reads("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<A/>", "A[]");
        reads("<?xml version='1.0' standalone='yes' ?><A/>", "A[]");
        for text in [
            "<?xml",
            "<?xml version=\"1.0\"",
            "<?xml version=\"1.0\"?>",
            "<?xml version=\"1.0\"><A/>",
            "\n<?xml version=\"1.0\"?><A/>",
            "<?xml version=\"1.0\"?><?xml version=\"1.0\"?><A/>",
            "<A><?xml version=\"1.0\"?></A>",
            "<?other?><A/>",
        ] {
            gives_up(text);
        }
    }

    #[test]
    fn reads_past_comments_between_elements() {
        reads("<!-- a --> <!----><A><!-- <b> & --> <B/><!--c--></A>\n<!-- d -->", "A[B[]]");
        for text in [
            "<A><!-- a --</A>",
            "<A><!-- a -- b --></A>",
            "<A><!-- a ---></A>",
            "<A><!-></A>",
            "<A><!--></A>",
            "<A><!A></A>",
            "<A><T>a<!-- b --></T></A>",
            "<A><![CDATA[]]></A>",
        ] {
            gives_up(text);
        }
    }

    #[test]
    fn reads_references_in_texts() {
        reads("<T>&lt;a&gt; &amp;amp; &quot;b&apos;&quot;</T>", "T=<a> &amp; \"b'\"");
        reads("<T>&#13;&#xD;&#9;&#228;&#xE4;&#x6771;&#00065;</T>", "T=\r\r\tää東A");
        reads("<T>Ａ＆Ｂ</T>", "T=Ａ＆Ｂ");
        for content in [
            "&",
            "&;",
            "&amp",
            "&AMP;",
            "&nbsp;",
            "& amp;",
            "&amp;&lt",
            "&#;",
            "&#x;",
            "&#X41;",
            "&#+65;",
            "&#6x;",
            "&#0;",
            "&#1;",
            "&#xFFFF;",
            "&#xD800;",
            "&#x110000;",
            "&#4294967361;",
            "&amp;>",
            "&amp;\r",
            "&amp;\u{1}",
            "&amp;\u{FFFE}",
            "&amp;]]>",
            "\u{FFFF}",
            "]]>",
            "\r",
            "\u{1}",
        ] {
            gives_up(&format!("<T>{content}</T>"));
        }
        gives_up("<A>&#32;</A>");
    }

    #[test]
    fn copies_no_text_without_references() {
        let mut document = PlainDocument::new("<A><T>é Ａ</T><T>a&amp;b</T></A>");
        assert_eq!(document.root().unwrap(), "A");
        let mut text = || document.child().and_then(|_| document.text()).unwrap();
        assert!(matches!(text(), Cow::Borrowed("é Ａ")));
        assert!(matches!(text(), Cow::Owned(text) if text == "a&b"));
    }

    #[test]
    fn gives_up_at_anything_else() {
        for text in [
            "",
            "A",
            "<A",
            "<A>",
            "<A/",
            "<A></A",
            "<A></B>",
            "<A></A></A>",
            "<A/>x",
            "<A/><A/>",
            "<A >",
            "<1/>",
            "</>",
            "<>",
            "<?>",
            "<é/>",
            "<A><T>a",
            "<A><T>a</A>",
            "<A><T>a</T>",
            "<A>x</A>",
            "<A b=\"c\"/>",
            "<A xmlns=\"c\"/>",
            "<a:A/>",
            "<A><B xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"/></A>",
        ] {
            gives_up(text);
        }
        let mut document = PlainDocument::new("<A><B/></A>");
        assert!(document.root().is_ok() && document.child().is_ok() && document.skip().is_err());
    }

    #[test]
    fn gives_up_beyond_sixteen_levels() {
        let nested = |depth| "<A>".repeat(depth) + &"</A>".repeat(depth);
        assert!(outline(PlainDocument::new(&nested(16))).is_some());
        gives_up(&nested(17));
    }

    /// What is read at all is read as quick-xml reads it: all documents of up to four pieces, in a root
    /// element, in a text and bare.
    #[test]
    fn reads_nothing_that_quick_xml_reads_otherwise() {
        let pieces = [
            "",
            "<A>",
            "</A>",
            "<T>",
            "</T>",
            "<T/>",
            "&amp;",
            "&#13;",
            "&",
            ";",
            "x",
            " ",
            "\r",
            "\n",
            ">",
            "/>",
            "]]>",
            "<!--",
            "-->",
            "--",
            "<?xml ",
            "?>",
            "<![CDATA[",
            "\u{FFFE}",
            "Ａ",
        ];
        let mut read = 0;
        for n in 0..pieces.len().pow(4) {
            let at = |place| pieces[n / pieces.len().pow(place) % pieces.len()];
            let content = [at(0), at(1), at(2), at(3)].concat();
            for text in [format!("<A>{content}</A>"), format!("<T>{content}</T>"), content] {
                if let Some(plain) = outline(PlainDocument::new(&text)) {
                    assert_eq!(outline(Document::new(&text, 0)), Some(plain), "{text}");
                    read += 1;
                }
            }
        }
        assert!(read > 1000, "{read}");
    }
}
