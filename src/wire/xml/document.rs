//! Any XML, read with quick-xml.
//!
//! quick-xml leaves to its caller: characters that XML 1.0 cannot carry, entities, text where elements
//! belong, depth.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::wire::xml::Elements;
use crate::wire::xml::element::{Content, Element};
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::writer::unwritable;

/// How deep elements may nest. IAM's deepest answer is eleven deep.
const MAX_DEPTH: usize = 64;

/// A document on its way through the decoder, in any XML.
pub(crate) struct Document<'a> {
    text: &'a str,
    /// How many bytes of the body stand before the text.
    start: usize,
    reader: Reader<&'a [u8]>,
    depth: usize,
}

impl<'a> Elements<'a> for Document<'a> {
    fn root(&mut self) -> Result<&'a str, ResponseError> {
        match self.tag()? {
            Tag::Start(start) => Ok(start),
            Tag::End | Tag::Eof => Err(self.error(ResponseErrorKind::NoRoot)),
        }
    }

    #[inline(always)]
    fn child(&mut self) -> Result<Option<&'a str>, ResponseError> {
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
                Event::End(_) => break,
                Event::Start(child) | Event::Empty(child) => {
                    let name = child.local_name().as_ref().to_owned();
                    return Err(self.error(ResponseErrorKind::UnexpectedElement(name)));
                }
                event => self.add_text(&mut text, event)?,
            }
        }
        self.depth -= 1;
        self.carried(text)
    }

    fn element(&mut self, name: &'a str) -> Result<Element<'a>, ResponseError> {
        let mut text = Cow::Borrowed("");
        let mut children = Vec::new();
        loop {
            let begin = self.reader.buffer_position() as usize;
            match self.event()? {
                Event::Start(start) => {
                    self.deeper()?;
                    let name = self.name_at(begin, &start);
                    children.push(self.element(name).map_err(|e| e.within(name))?);
                }
                Event::End(_) => break,
                event => self.add_text(&mut text, event)?,
            }
        }
        self.depth -= 1;
        if children.is_empty() {
            return Ok(Element::new(name, Content::Text(self.carried(text)?)));
        }
        match text.bytes().all(is_blank) {
            true => Ok(Element::new(name, Content::Elements(children))),
            false => Err(self.error(ResponseErrorKind::UnexpectedText)),
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
        ResponseError::new(kind, self.start + self.reader.buffer_position() as usize)
    }
}

impl<'a> Document<'a> {
    pub(crate) fn new(text: &'a str, start: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Document { text, start, reader, depth: 0 }
    }

    #[inline(always)]
    fn event(&mut self) -> Result<Event<'a>, ResponseError> {
        self.reader.read_event().map_err(|e| {
            let offset = self.start + self.reader.error_position() as usize;
            ResponseError::new(ResponseErrorKind::NotXml(e.to_string()), offset)
        })
    }

    /// The next tag, past everything that may stand between elements.
    #[inline(always)]
    fn tag(&mut self) -> Result<Tag<'a>, ResponseError> {
        loop {
            let begin = self.reader.buffer_position() as usize;
            match self.event()? {
                Event::Start(start) => {
                    self.deeper()?;
                    return Ok(Tag::Start(self.name_at(begin, &start)));
                }
                Event::End(_) => {
                    self.depth -= 1;
                    return Ok(Tag::End);
                }
                Event::Eof => return Ok(Tag::Eof),
                Event::Text(text) if text.bytes().all(is_blank) => {}
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

    /// The name, without prefix, of the start tag that begins at this byte. It is cut from the document,
    /// since quick-xml lends it for a shorter time.
    #[inline(always)]
    fn name_at(&self, begin: usize, start: &BytesStart<'_>) -> &'a str {
        let end = begin + "<".len() + start.name().as_ref().len();
        self.text.get(end - start.local_name().as_ref().len()..end).unwrap_or_default()
    }

    #[inline(always)]
    fn deeper(&mut self) -> Result<(), ResponseError> {
        self.depth += 1;
        match self.depth {
            ..=MAX_DEPTH => Ok(()),
            _ => Err(self.error(ResponseErrorKind::TooDeep)),
        }
    }

    /// Adds a piece of text that no tag begins.
    #[inline(always)]
    fn add_text(&self, text: &mut Cow<'a, str>, event: Event<'a>) -> Result<(), ResponseError> {
        match event {
            Event::Text(piece) => join(text, piece.xml10_content()),
            Event::CData(piece) => join(text, piece.xml10_content()),
            Event::GeneralRef(name) => push_reference(text.to_mut(), &name)
                .ok_or_else(|| self.error(ResponseErrorKind::UnknownReference(name.to_string())))?,
            Event::Comment(_) | Event::PI(_) => {}
            Event::Decl(_) | Event::DocType(_) => {
                return Err(self.error(ResponseErrorKind::DocType));
            }
            Event::Eof | Event::Start(_) | Event::End(_) | Event::Empty(_) => {
                return Err(self.error(ResponseErrorKind::UnexpectedEnd));
            }
        }
        Ok(())
    }

    /// `text`, if XML 1.0 can carry it.
    #[inline(always)]
    fn carried(&self, text: Cow<'a, str>) -> Result<Cow<'a, str>, ResponseError> {
        match unwritable(&text) {
            None => Ok(text),
            Some(c) => Err(self.error(ResponseErrorKind::InvalidCharacter(c))),
        }
    }
}

enum Tag<'a> {
    Start(&'a str),
    End,
    Eof,
}

/// Appends what `&name;` stands for: `&amp;`, `&#13;`, … There is no DTD, so there are no other entities.
pub(crate) fn push_reference(text: &mut String, name: &str) -> Option<()> {
    match BytesRef::new(name).resolve_char_ref().ok()? {
        Some(c) => text.push(c),
        None => text.push_str(resolve_xml_entity(name)?),
    }
    Some(())
}

/// White space of XML, which a form feed is not.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | b'\n')
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
