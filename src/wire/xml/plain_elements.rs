//! The plain reader as [`Elements`]: it gives up where it finds what is not plain.

use std::borrow::Cow;

use crate::wire::xml::element::Element;
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::plain::PlainDocument;

impl<'a> Elements<'a> for PlainDocument<'a> {
    fn root(&mut self) -> Result<&'a str, ResponseError> {
        let root =
            self.declaration().and_then(|()| self.skip_between()).and_then(|()| self.start());
        root.ok_or_else(|| self.give_up())
    }

    #[inline]
    fn child(&mut self) -> Result<Option<&'a str>, ResponseError> {
        self.next_child().ok_or_else(|| self.give_up())
    }

    #[inline]
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

    #[inline]
    fn as_plain(&mut self) -> Option<&mut PlainDocument<'a>> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMESPACE: &str = "https://service.example.com/doc/2010-05-08/";
    use crate::wire::xml::document::Document;

    /// `Name=text` for elements with a `T` in front, `Name[…]` for others.
    fn outline<'a>(mut document: impl Elements<'a>) -> Option<String> {
        fn inner<'a>(document: &mut impl Elements<'a>, name: &str) -> Option<String> {
            if name.starts_with('T') {
                return Some(format!("{name}={}", document.text().ok()?));
            }
            let mut children = Vec::new();
            loop {
                let leaf =
                    document.as_plain().and_then(|plain| plain.expected_leaf(("<T>", "</T>\n")));
                if let Some(text) = leaf {
                    children.push(format!("T={text}"));
                    continue;
                }
                let Some(child) = document.child().ok()? else { break };
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
        assert_eq!(
            outline(PlainDocument::new(text, NAMESPACE)).as_deref(),
            Some(expected),
            "{text}"
        );
        assert_eq!(outline(Document::new(text, 0)).as_deref(), Some(expected), "{text}");
    }

    #[track_caller]
    fn gives_up(text: &str) {
        assert_eq!(outline(PlainDocument::new(text, NAMESPACE)), None, "{text}");
    }

    #[test]
    fn reads_what_services_write() {
        reads("<Root/>", "Root[]");
        reads("<R2D2>\n</R2D2>", "R2D2[]");
        reads("<Root>\n</Root> \t\n", "Root[]");
        reads("<A><T>a b\n</T><T/><T></T>\n  <B>\t<C/></B><D/></A>", "A[T=a b\n T= T= B[C[]] D[]]");
        reads("<A xmlns=\"https://service.example.com/doc/2010-05-08/\"><T>東</T></A>", "A[T=東]");
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
            "<?xml versiom=\"1.0\"?><A/>",
            "<?xml version=\"1.0\" encoding=\"CTF-8\"?><A/>",
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
            "<A><!-- a -- b --><T>c</T>\n</A>",
            "<A><!-- a ---></A>",
            "<A><!--\u{1}--></A>",
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
        let mut document = PlainDocument::new("<A><T>é Ａ</T><T>a&amp;b</T></A>", NAMESPACE);
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
            "<é/>",
            "<A><T>a",
            "<A><T>a</A>",
            "<A>x</A>",
            "<A b=\"c\"/>",
            "<A xmlns=\"c\"/>",
            "<a:A/>",
            "<A><B xmlns=\"https://service.example.com/doc/2010-05-08/\"/></A>",
        ] {
            gives_up(text);
        }
        let mut document = PlainDocument::new("<A><B/></A>", NAMESPACE);
        assert!(document.root().is_ok() && document.child().is_ok() && document.skip().is_err());
    }

    #[test]
    fn gives_up_beyond_sixteen_levels() {
        let nested = |depth| "<A>".repeat(depth) + &"</A>".repeat(depth);
        assert!(outline(PlainDocument::new(&nested(16), NAMESPACE)).is_some());
        gives_up(&nested(17));
    }

    /// All that is read is read as quick-xml reads it: all documents of up to four pieces, in a root
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
                if let Some(plain) = outline(PlainDocument::new(&text, NAMESPACE)) {
                    assert_eq!(outline(Document::new(&text, 0)), Some(plain), "{text}");
                    read += 1;
                }
            }
        }
        assert!(read > 1000, "{read}");
    }
}
