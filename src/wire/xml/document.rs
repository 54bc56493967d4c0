//! Any XML, read as strictly as its grammar asks.
//!
//! [`Tokens`] judges markup and characters. Left to this reader are text where elements belong and the
//! reverse.

use std::borrow::Cow;

use crate::wire::xml::element::{Content, Element};
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::grammar::is_blank;
use crate::wire::xml::tokens::{Token, Tokens};

/// A document on its way through the decoder, in any XML.
pub(crate) struct Document<'a> {
    tokens: Tokens<'a>,
}

impl<'a> Elements<'a> for Document<'a> {
    fn root(&mut self) -> Result<&'a str, ResponseError> {
        match self.tag()? {
            Tag::Start(start) => Ok(start),
            Tag::End | Tag::Eof => Err(self.error(ResponseErrorKind::NoRoot)),
        }
    }

    fn child(&mut self) -> Result<Option<&'a str>, ResponseError> {
        match self.tag()? {
            Tag::Start(start) => Ok(Some(start)),
            Tag::End => Ok(None),
            Tag::Eof => Err(self.error(ResponseErrorKind::UnexpectedEnd)),
        }
    }

    /// Borrows from the document unless a reference, a CDATA section, a comment or a CR cuts the text
    /// in pieces.
    fn text(&mut self) -> Result<Cow<'a, str>, ResponseError> {
        let mut text = Cow::Borrowed("");
        loop {
            match self.tokens.next()? {
                Token::End => return Ok(text),
                Token::Start(child) => {
                    return Err(self.error(ResponseErrorKind::UnexpectedElement(child.to_owned())));
                }
                token => self.add_text(&mut text, token)?,
            }
        }
    }

    fn element(&mut self, name: &'a str) -> Result<Element<'a>, ResponseError> {
        let mut text = Cow::Borrowed("");
        let mut children = Vec::new();
        loop {
            match self.tokens.next()? {
                Token::Start(name) => {
                    children.push(self.element(name).map_err(|e| e.within(name))?);
                }
                Token::End => break,
                token => self.add_text(&mut text, token)?,
            }
        }
        if children.is_empty() {
            return Ok(Element::new(name, Content::Text(text)));
        }
        match text.bytes().all(is_blank) {
            true => Ok(Element::new(name, Content::Elements(children))),
            false => Err(self.error(ResponseErrorKind::UnexpectedText)),
        }
    }

    fn skip(&mut self) -> Result<(), ResponseError> {
        let outside = self.tokens.depth() - 1;
        while self.tokens.depth() > outside {
            if let Token::Eof = self.tokens.next()? {
                return Err(self.error(ResponseErrorKind::UnexpectedEnd));
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
        ResponseError::new(kind, self.tokens.position())
    }
}

impl<'a> Document<'a> {
    /// `before` bytes of the body come before the text.
    pub(crate) fn new(text: &'a str, before: usize) -> Self {
        Document { tokens: Tokens::strict(text, before) }
    }

    /// The next tag, past the white space between elements.
    fn tag(&mut self) -> Result<Tag<'a>, ResponseError> {
        loop {
            match self.tokens.next()? {
                Token::Start(start) => return Ok(Tag::Start(start)),
                Token::End => return Ok(Tag::End),
                Token::Eof => return Ok(Tag::Eof),
                Token::Text(text) if text.bytes().all(is_blank) => {}
                // White space may be data inside the root, and nowhere else.
                token if self.tokens.depth() > 0 && token.is_blank() => {}
                Token::Text(_) | Token::Data(_) | Token::Reference(_) => {
                    return Err(self.error(ResponseErrorKind::UnexpectedText));
                }
            }
        }
    }

    fn add_text(&self, text: &mut Cow<'a, str>, token: Token<'a>) -> Result<(), ResponseError> {
        match token.append_to(text) {
            Some(()) => Ok(()),
            None => Err(self.error(ResponseErrorKind::UnexpectedEnd)),
        }
    }
}

enum Tag<'a> {
    Start(&'a str),
    End,
    Eof,
}
