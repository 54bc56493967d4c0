//! A thin layer over XML: elements, leaves and their text.
//!
//! [`Writer`] appends markup as it stands and text with its escapes. [`Document`] reads with quick-xml whatever means the same, and checks what that leaves
//! to its caller: characters that XML 1.0 cannot carry, entities, text where elements belong, depth.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::plain_xml::PlainDocument;
use crate::response::{EncodeError, ResponseError, ResponseErrorKind};

/// How deep elements may nest. A response of the tag operations is five deep.
const MAX_DEPTH: usize = 64;

/// What to do with a character that XML 1.0 cannot carry, escaped or not
/// ([production 2](https://www.w3.org/TR/xml/#NT-Char)).
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unwritable {
    /// Name it, since data must come back as it was.
    Refuse,
    /// Write U+FFFD, since prose is better with a gap than not sent.
    Replace,
}

/// The tags of a leaf, whole, so that each is appended in one piece.
#[derive(Clone, Copy)]
pub(crate) struct LeafTags {
    pub(crate) start: &'static str,
    pub(crate) end: &'static str,
    pub(crate) empty: &'static str,
}

/// Makes the tags of a leaf of its name.
macro_rules! leaf_tags {
    ($name:literal) => {
        $crate::xml::LeafTags {
            start: concat!("<", $name, ">"),
            end: concat!("</", $name, ">"),
            empty: concat!("<", $name, "/>"),
        }
    };
}
pub(crate) use leaf_tags;

/// Appends a document to a buffer.
pub(crate) struct Writer<'b> {
    body: &'b mut String,
    unwritable: Unwritable,
    /// The first character that was refused.
    refused: Option<char>,
}

impl<'b> Writer<'b> {
    pub(crate) fn new(body: &'b mut String, unwritable: Unwritable) -> Self {
        Writer { body, unwritable, refused: None }
    }

    /// An element that holds text; without any it is self-closed.
    #[inline(always)]
    pub(crate) fn leaf(&mut self, tags: LeafTags, text: &str) {
        if text.is_empty() {
            return self.literal([tags.empty]);
        }
        self.literal([tags.start]);
        self.text(text);
        self.literal([tags.end]);
    }

    /// Markup as it stands.
    #[inline(always)]
    pub(crate) fn literal<const N: usize>(&mut self, pieces: [&str; N]) {
        for piece in pieces {
            self.body.push_str(piece);
        }
    }

    /// Text, escaped where it must be: `&`, `<`, `>`, and CR, which readers turn into LF if it is raw.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) {
        // Without a branch per byte this takes half the time, and most texts are plain.
        match text.bytes().fold(false, |any, byte| any | SPECIAL[usize::from(byte)]) {
            false => self.body.push_str(text),
            true => self.special_text(text),
        }
    }

    fn special_text(&mut self, text: &str) {
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| SPECIAL[usize::from(byte)]) {
            let (plain, special) = rest.split_at(at);
            self.body.push_str(plain);
            let mut chars = special.chars();
            match chars.next() {
                Some('&') => self.body.push_str("&amp;"),
                Some('<') => self.body.push_str("&lt;"),
                Some('>') => self.body.push_str("&gt;"),
                Some('\r') => self.body.push_str("&#13;"),
                Some(c) if is_xml_char(c) => self.body.push(c),
                Some(c) => self.unwritable(c),
                None => {}
            }
            rest = chars.as_str();
        }
        self.body.push_str(rest);
    }

    fn unwritable(&mut self, character: char) {
        self.body.push(char::REPLACEMENT_CHARACTER);
        if self.unwritable == Unwritable::Refuse {
            self.refused.get_or_insert(character);
        }
    }

    /// Whether all that was written so far can be carried; `element` names what was written last.
    #[inline]
    pub(crate) fn carried(&self, element: impl FnOnce() -> String) -> Result<(), EncodeError> {
        match self.refused {
            None => Ok(()),
            Some(character) => Err(EncodeError { element: element(), character }),
        }
    }
}

/// A document as a decoder sees it.
pub(crate) trait Elements<'a> {
    /// A start tag.
    type Start: Named;

    /// The start tag of the root element.
    fn root(&mut self) -> Result<Self::Start, ResponseError>;

    /// The start tag of the next child; `None` when its parent ends.
    fn child(&mut self) -> Result<Option<Self::Start>, ResponseError>;

    /// The text of the element that was just started, and its end.
    fn text(&mut self) -> Result<Cow<'a, str>, ResponseError>;

    /// Leaves out the element that was just started.
    fn skip(&mut self) -> Result<(), ResponseError>;

    /// Makes sure that nothing follows the root element.
    fn end(&mut self) -> Result<(), ResponseError>;

    /// An error at what was read last.
    fn error(&self, kind: ResponseErrorKind) -> ResponseError;
}

/// A start tag.
pub(crate) trait Named {
    /// The name without prefix.
    fn name(&self) -> &str;
}

/// A type that a document stands for.
pub(crate) trait Root<'a>: Sized {
    /// Reads what stands inside the root element `root`.
    fn read(root: &str, document: &mut impl Elements<'a>) -> Result<Self, ResponseError>;
}

/// Reads a document: as services write it, or else as whatever XML it is.
pub(crate) fn decode<'a, T: Root<'a>>(body: &'a [u8]) -> Result<T, ResponseError> {
    fn read<'a, T: Root<'a>>(mut document: impl Elements<'a>) -> Result<T, ResponseError> {
        let root = document.root()?;
        T::read(root.name(), &mut document)
    }
    let text = std::str::from_utf8(body)
        .map_err(|e| ResponseError::new(ResponseErrorKind::InvalidUtf8, e.valid_up_to()))?;
    // quick-xml would pass over a byte order mark and not count it.
    let marked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    read(PlainDocument::new(marked))
        .or_else(|_| read(Document::new(marked)))
        .map_err(|e| e.after(text.len() - marked.len()))
}

/// A document on its way through the decoder, in any XML.
struct Document<'a> {
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Elements<'a> for Document<'a> {
    type Start = BytesStart<'a>;

    fn root(&mut self) -> Result<BytesStart<'a>, ResponseError> {
        match self.tag()? {
            Tag::Start(start) => Ok(start),
            Tag::End | Tag::Eof => Err(self.error(ResponseErrorKind::NoRoot)),
        }
    }

    #[inline(always)]
    fn child(&mut self) -> Result<Option<BytesStart<'a>>, ResponseError> {
        match self.tag()? {
            Tag::Start(start) => Ok(Some(start)),
            Tag::End => Ok(None),
            Tag::Eof => Err(self.error(ResponseErrorKind::UnexpectedEnd)),
        }
    }

    /// Borrows from the document unless a reference, a CDATA section, a comment or a CR cuts the text
    /// in pieces.
    #[inline]
    fn text(&mut self) -> Result<Cow<'a, str>, ResponseError> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.event()? {
                Event::Text(piece) => join(&mut text, piece.xml10_content()),
                Event::End(_) => break,
                Event::CData(piece) => join(&mut text, piece.xml10_content()),
                Event::GeneralRef(reference) => text.to_mut().push_str(&self.resolve(&reference)?),
                Event::Comment(_) | Event::PI(_) => {}
                Event::Start(child) | Event::Empty(child) => {
                    let name = child.local_name().as_ref().to_owned();
                    return Err(self.error(ResponseErrorKind::UnexpectedElement(name)));
                }
                Event::Eof => return Err(self.error(ResponseErrorKind::UnexpectedEnd)),
                Event::Decl(_) | Event::DocType(_) => {
                    return Err(self.error(ResponseErrorKind::DocType));
                }
            }
        }
        self.depth -= 1;
        match unwritable(&text) {
            None => Ok(text),
            Some(c) => Err(self.error(ResponseErrorKind::InvalidCharacter(c))),
        }
    }

    fn skip(&mut self) -> Result<(), ResponseError> {
        let outside = self.depth - 1;
        while self.depth > outside {
            match self.event()? {
                Event::Start(_) => self.deeper()?,
                Event::End(_) => self.depth -= 1,
                Event::Eof => return Err(self.error(ResponseErrorKind::UnexpectedEnd)),
                Event::DocType(_) => return Err(self.error(ResponseErrorKind::DocType)),
                _ => {}
            }
        }
        Ok(())
    }

    fn end(&mut self) -> Result<(), ResponseError> {
        match self.tag()? {
            Tag::Eof => Ok(()),
            Tag::Start(_) | Tag::End => Err(self.error(ResponseErrorKind::SecondRoot)),
        }
    }

    #[cold]
    fn error(&self, kind: ResponseErrorKind) -> ResponseError {
        ResponseError::new(kind, self.reader.buffer_position() as usize)
    }
}

impl Named for BytesStart<'_> {
    #[inline]
    fn name(&self) -> &str {
        self.local_name().into_inner()
    }
}

impl<'a> Document<'a> {
    fn new(text: &'a str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Document { reader, depth: 0 }
    }

    #[inline(always)]
    fn event(&mut self) -> Result<Event<'a>, ResponseError> {
        self.reader.read_event().map_err(|e| {
            let offset = self.reader.error_position() as usize;
            ResponseError::new(ResponseErrorKind::NotXml(e.to_string()), offset)
        })
    }

    /// The next tag, past everything that may stand between elements.
    #[inline(always)]
    fn tag(&mut self) -> Result<Tag<'a>, ResponseError> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    self.deeper()?;
                    return Ok(Tag::Start(start));
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Tag::End);
                }
                Event::Eof => return Ok(Tag::Eof),
                Event::Text(text)
                    if text.bytes().all(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')) => {}
                Event::Comment(_) | Event::PI(_) => {}
                Event::Decl(_) if self.depth == 0 => {}
                Event::DocType(_) => return Err(self.error(ResponseErrorKind::DocType)),
                // Empty elements come as a start and an end.
                Event::Text(_)
                | Event::CData(_)
                | Event::GeneralRef(_)
                | Event::Decl(_)
                | Event::Empty(_) => {
                    return Err(self.error(ResponseErrorKind::UnexpectedText));
                }
            }
        }
    }

    #[inline(always)]
    fn deeper(&mut self) -> Result<(), ResponseError> {
        self.depth += 1;
        match self.depth {
            ..=MAX_DEPTH => Ok(()),
            _ => Err(self.error(ResponseErrorKind::TooDeep)),
        }
    }

    /// What `&amp;`, `&#13;`, … stand for. There is no DTD, so there are no other entities.
    fn resolve(&self, reference: &BytesRef<'a>) -> Result<Cow<'static, str>, ResponseError> {
        let unknown = || ResponseErrorKind::UnknownReference(reference.to_string());
        match reference.resolve_char_ref() {
            Ok(Some(c)) => Ok(Cow::Owned(c.to_string())),
            Ok(None) => resolve_xml_entity(reference)
                .map(Cow::Borrowed)
                .ok_or_else(|| self.error(unknown())),
            Err(_) => Err(self.error(unknown())),
        }
    }
}

enum Tag<'a> {
    Start(BytesStart<'a>),
    End,
    Eof,
}

/// Fills `slot` with what `read` finds in the element `name`, which may stand there once.
#[inline(always)]
pub(crate) fn once<'a, T, E: Elements<'a>>(
    slot: &mut Option<T>,
    name: &str,
    document: &mut E,
    read: impl FnOnce(&mut E) -> Result<T, ResponseError>,
) -> Result<(), ResponseError> {
    if slot.is_some() {
        return Err(document.error(ResponseErrorKind::Repeated).within(name));
    }
    *slot = Some(read(document).map_err(|e| e.within(name))?);
    Ok(())
}

/// What an element that has just ended must have held.
#[inline(always)]
pub(crate) fn required<'a, T>(
    slot: Option<T>,
    name: impl ToString,
    document: &impl Elements<'a>,
) -> Result<T, ResponseError> {
    slot.ok_or_else(|| document.error(ResponseErrorKind::Missing).within(&name.to_string()))
}

/// Appends without a copy to what is still empty.
#[inline(always)]
fn join<'a>(text: &mut Cow<'a, str>, piece: Cow<'a, str>) {
    if text.is_empty() {
        *text = piece;
    } else {
        text.to_mut().push_str(&piece);
    }
}

/// The first character that XML 1.0 cannot carry.
#[inline]
pub(crate) fn unwritable(text: &str) -> Option<char> {
    let suspect = |byte: u8| byte < b' ' || byte == 0xEF;
    if !text.bytes().any(suspect) {
        return None;
    }
    text.chars().find(|&c| !is_xml_char(c))
}

/// `Char ::= #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF]`
fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// Bytes that may need more than copying: markup, CR, the other controls, and the first byte of
/// U+FFFE and U+FFFF.
pub(crate) const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < b' ' {
        table[byte as usize] = byte != b'\t' && byte != b'\n';
        byte += 1;
    }
    table[b'&' as usize] = true;
    table[b'<' as usize] = true;
    table[b'>' as usize] = true;
    table[0xEF] = true;
    table
};
