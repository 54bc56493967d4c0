//! Tags and texts of a document, each held to the grammar of XML.
//!
//! quick-xml finds where a tag, text or comment ends, and pairs the tags; [`grammar`] and [`Prefixes`]
//! judge what is inside. Comments, processing instructions and the declaration are judged and left out.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::grammar::{self, Attribute, Breach};
use crate::wire::xml::namespaces::Prefixes;

/// How deep elements may nest. IAM's deepest answer is eleven deep.
pub(crate) const MAX_DEPTH: usize = 64;

pub(crate) enum Token<'a> {
    /// The name without prefix.
    Start(&'a str),
    End,
    /// Characters as they are in the document, with normalized line ends.
    Text(Cow<'a, str>),
    /// Characters that are data wherever they come: a CDATA section.
    Data(Cow<'a, str>),
    /// The character of a reference.
    Reference(char),
    Eof,
}

impl<'a> Token<'a> {
    /// Whether these are characters, and white space alone.
    pub(crate) fn is_blank(&self) -> bool {
        match self {
            Token::Text(text) | Token::Data(text) => text.bytes().all(grammar::is_blank),
            Token::Reference(c) => u8::try_from(*c).is_ok_and(grammar::is_blank),
            Token::Start(_) | Token::End | Token::Eof => false,
        }
    }

    /// Appends the characters of this token; without a copy to what is still empty. `None` if it has none.
    #[inline]
    pub(crate) fn append_to(self, text: &mut Cow<'a, str>) -> Option<()> {
        match self {
            Token::Text(piece) | Token::Data(piece) if text.is_empty() => *text = piece,
            Token::Text(piece) | Token::Data(piece) => text.to_mut().push_str(&piece),
            Token::Reference(c) => text.to_mut().push(c),
            Token::Start(_) | Token::End | Token::Eof => return None,
        }
        Some(())
    }
}

/// A document on its way through a reader.
pub(crate) struct Tokens<'a> {
    text: &'a str,
    /// How many bytes of the body come before the text.
    before: usize,
    reader: Reader<&'a [u8]>,
    depth: usize,
    /// Where in the text the last token begins.
    begin: usize,
    prefixes: Prefixes<'a>,
    /// Those of the last start tag.
    attributes: Vec<Attribute<'a>>,
    /// What a conforming parser refuses and this reader passes over, each with its byte; `None` if it refuses
    /// it, too.
    tolerated: Option<Vec<(ResponseErrorKind, usize)>>,
}

impl<'a> Tokens<'a> {
    /// Refuses all that breaks the grammar.
    pub(crate) fn strict(text: &'a str, before: usize) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Tokens {
            text,
            before,
            reader,
            depth: 0,
            begin: 0,
            prefixes: Prefixes::default(),
            attributes: Vec::new(),
            tolerated: None,
        }
    }

    /// Passes over what hides no element from a reader.
    pub(crate) fn tolerant(text: &'a str, before: usize) -> Self {
        let mut tokens = Tokens::strict(text, before);
        tokens.reader.config_mut().allow_dangling_amp = true;
        tokens.tolerated = Some(Vec::new());
        tokens
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// The byte of the body at which the last token begins.
    pub(crate) fn begin(&self) -> usize {
        self.before + self.begin
    }

    /// The byte of the body up to which it was read.
    pub(crate) fn position(&self) -> usize {
        self.before + self.reader.buffer_position() as usize
    }

    /// The namespace that the last start tag gives to names without prefix.
    pub(crate) fn default_namespace(&self) -> Option<Cow<'a, str>> {
        let attribute = self.attributes.iter().find(|attribute| attribute.name == "xmlns")?;
        Some(grammar::attribute_text(attribute.value))
    }

    /// The oddities since this was asked last.
    pub(crate) fn take_tolerated(
        &mut self,
    ) -> impl Iterator<Item = (ResponseErrorKind, usize)> + use<'_, 'a> {
        self.tolerated.iter_mut().flat_map(|tolerated| tolerated.drain(..))
    }

    pub(crate) fn next(&mut self) -> Result<Token<'a>, ResponseError> {
        loop {
            self.begin = self.reader.buffer_position() as usize;
            let event = self.reader.read_event().map_err(|e| {
                let offset = self.before + self.reader.error_position() as usize;
                ResponseError::new(ResponseErrorKind::NotXml(e.to_string()), offset)
            })?;
            let piece = &self.text[self.begin..self.reader.buffer_position() as usize];
            match event {
                Event::Start(_) | Event::Empty(_) => return self.start(piece).map(Token::Start),
                Event::End(_) => {
                    self.prefixes.close(self.depth);
                    self.depth -= 1;
                    return Ok(Token::End);
                }
                Event::Text(_) => {
                    self.check(grammar::text(piece))?;
                    return Ok(Token::Text(normalized(piece)));
                }
                Event::CData(_) => {
                    self.check(grammar::characters(piece))?;
                    let data = &piece["<![CDATA[".len()..piece.len() - "]]>".len()];
                    return Ok(Token::Data(normalized(data)));
                }
                Event::GeneralRef(_) => return self.reference(piece),
                Event::Comment(_) => self.check(grammar::comment(piece))?,
                Event::PI(_) => self.check(grammar::processing_instruction(piece))?,
                Event::Decl(_) => self.check(self.declaration(piece))?,
                Event::DocType(_) => {
                    self.tolerate(ResponseErrorKind::DocType, self.position())?;
                }
                Event::Eof => return Ok(Token::Eof),
            }
        }
    }

    #[inline]
    fn start(&mut self, tag: &'a str) -> Result<&'a str, ResponseError> {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(ResponseError::new(ResponseErrorKind::TooDeep, self.position()));
        }
        self.attributes.clear();
        let name = match grammar::start_tag(tag, &mut self.attributes) {
            Ok(name) => {
                let opened = self.prefixes.open(name, &self.attributes, self.depth);
                self.check(opened)?;
                name
            }
            Err(breach) => {
                self.check(Err(breach))?;
                // As quick-xml reads it, which pairs the tags.
                let name = tag.trim_start_matches('<');
                &name[..name.find(['/', '>', ' ', '\t', '\r', '\n']).unwrap_or_default()]
            }
        };
        Ok(name.split_once(':').map_or(name, |(_, local)| local))
    }

    /// A reference that stands for nothing is the text that it is, to a tolerant reader.
    fn reference(&mut self, piece: &'a str) -> Result<Token<'a>, ResponseError> {
        let name = &piece["&".len()..piece.len() - ";".len()];
        match grammar::referenced(name, 0) {
            Ok(c) => Ok(Token::Reference(c)),
            Err(breach) => self.check(Err(breach)).map(|()| Token::Data(Cow::Borrowed(piece))),
        }
    }

    fn declaration(&self, piece: &str) -> Result<(), Breach> {
        match self.begin {
            0 => grammar::declaration(piece),
            _ => Err(Breach::new(0, "XML declaration that is not at the start")),
        }
    }

    #[inline]
    fn check(&mut self, checked: Result<(), Breach>) -> Result<(), ResponseError> {
        match checked {
            Ok(()) => Ok(()),
            Err(Breach { at, kind }) => self.tolerate(kind, self.begin() + at),
        }
    }

    // Most oddities of a hostile document are only counted, so that no error is made of them here.
    #[cold]
    fn tolerate(&mut self, kind: ResponseErrorKind, offset: usize) -> Result<(), ResponseError> {
        match &mut self.tolerated {
            Some(tolerated) => {
                tolerated.push((kind, offset));
                Ok(())
            }
            None => Err(ResponseError::new(kind, offset)),
        }
    }
}

/// The text with line ends as XML 1.0 passes them on: CR LF and CR are LF.
fn normalized(text: &str) -> Cow<'_, str> {
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}
