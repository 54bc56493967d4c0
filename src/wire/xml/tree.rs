//! A document as a tree, read as far as it goes.
//!
//! A reader that looks for a member in several places needs all of a document at once. Nothing is lost:
//! texts beside elements are kept, and each breach of XML's grammar is listed.

use std::borrow::Cow;

use crate::wire::xml::element::{Content, Element};
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::grammar::is_blank;
use crate::wire::xml::oddity::{Mark, OddityKind, OddityList, Severity};
use crate::wire::xml::tokens::{Token, Tokens};

/// An element.
pub(crate) struct Node<'a> {
    /// The name without prefix.
    pub(crate) name: &'a str,
    /// The byte of the body at which it begins.
    pub(crate) start: usize,
    /// All its characters together.
    pub(crate) text: Cow<'a, str>,
    pub(crate) children: Vec<Node<'a>>,
}

impl<'a> Node<'a> {
    pub(crate) fn is_blank(&self) -> bool {
        self.text.bytes().all(is_blank)
    }

    /// Lists the text of an element that holds others.
    pub(crate) fn expect_no_text(&self, oddities: &mut OddityList) {
        if !self.is_blank() {
            oddities.note(OddityKind::UnexpectedText(self.text.clone().into_owned()), self.start);
        }
    }

    /// The element without its place. Text beside elements is listed and left out.
    pub(crate) fn into_element(self, oddities: &mut OddityList) -> Element<'a> {
        if self.children.is_empty() {
            return Element::new(self.name, Content::Text(self.text));
        }
        self.expect_no_text(oddities);
        let mut numbers = Numbers::default();
        let mut children = Vec::new();
        for child in self.children {
            let mark = numbers.enter(child.name, oddities);
            children.push(child.into_element(oddities));
            oddities.leave(mark);
        }
        Element::new(self.name, Content::Elements(children))
    }

    /// Takes out the first child of this name.
    pub(crate) fn take_child(&mut self, name: &str) -> Option<Node<'a>> {
        let at = self.children.iter().position(|child| child.name == name)?;
        Some(self.children.remove(at))
    }

    /// The first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Node<'a>> {
        self.children.iter().find(|child| child.name == name)
    }
}

/// Counts the members of a list and the entries of a map, which have numbers in paths.
#[derive(Default)]
struct Numbers(usize);

impl Numbers {
    fn enter(&mut self, name: &str, oddities: &mut OddityList) -> Mark {
        if !["member", "entry"].contains(&name) {
            return oddities.enter(name);
        }
        self.0 += 1;
        oddities.enter_nth(name, self.0)
    }
}

/// Reads the root element of a document.
///
/// # Errors
///
/// The document has no root element, or that does not end.
pub(crate) fn read<'a>(
    text: &'a str,
    before: usize,
    oddities: &mut OddityList,
) -> Result<Node<'a>, ResponseError> {
    let mut builder = Builder { tokens: Tokens::tolerant(text, before), oddities };
    let root = loop {
        match builder.next()? {
            Token::Start(name) => {
                builder.check_namespace();
                break builder.element(name)?;
            }
            Token::Text(text) if text.bytes().all(is_blank) => {}
            Token::End | Token::Eof => return Err(builder.error(ResponseErrorKind::NoRoot)),
            _ => return Err(builder.error(ResponseErrorKind::UnexpectedText)),
        }
    };
    builder.rest();
    Ok(root)
}

struct Builder<'a, 'o> {
    tokens: Tokens<'a>,
    oddities: &'o mut OddityList,
}

impl<'a> Builder<'a, '_> {
    /// The next token. Tokens that were passed over before it belong to the element that is open.
    fn next(&mut self) -> Result<Token<'a>, ResponseError> {
        let token = self.tokens.next();
        for (kind, offset) in self.tokens.take_tolerated() {
            self.oddities.note_tolerated(&kind, offset);
        }
        token.map_err(|e| e.within(self.oddities.path()))
    }

    /// PHP and Ruby look for AWS's namespace and read nothing under one that is cut by a line feed.
    fn check_namespace(&mut self) {
        let namespace = self.tokens.default_namespace().unwrap_or_default();
        if namespace.bytes().any(is_blank) {
            let kind = OddityKind::MalformedNamespace(namespace.into_owned());
            self.oddities.note(kind, self.tokens.begin());
        }
    }

    fn element(&mut self, name: &'a str) -> Result<Node<'a>, ResponseError> {
        let start = self.tokens.begin();
        let (mut text, mut children) = (Cow::Borrowed(""), Vec::new());
        let mut numbers = Numbers::default();
        loop {
            match self.next()? {
                Token::Start(name) => {
                    let mark = numbers.enter(name, self.oddities);
                    children.push(self.element(name)?);
                    self.oddities.leave(mark);
                }
                Token::End => return Ok(Node { name, start, text, children }),
                token => token
                    .append_to(&mut text)
                    .ok_or_else(|| self.error(ResponseErrorKind::UnexpectedEnd))?,
            }
        }
    }

    /// Looks at what follows the root, which some clients never see.
    fn rest(&mut self) {
        loop {
            let kind = match self.next() {
                Ok(Token::Eof) => return,
                Ok(Token::Text(text)) if text.bytes().all(is_blank) => continue,
                Ok(Token::Start(_) | Token::End) => ResponseErrorKind::SecondRoot.to_string(),
                Ok(Token::Text(_) | Token::Data(_) | Token::Reference(_)) => {
                    ResponseErrorKind::UnexpectedText.to_string()
                }
                Err(e) => e.kind().to_string(),
            };
            let kind = OddityKind::NotWellFormed(kind);
            return self.oddities.note_as(Severity::Refused, kind, self.tokens.begin());
        }
    }

    #[cold]
    fn error(&self, kind: ResponseErrorKind) -> ResponseError {
        ResponseError::new(kind, self.tokens.position()).within(self.oddities.path())
    }
}
