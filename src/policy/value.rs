//! A value of a document, its children and its text.

use std::borrow::Cow;

use crate::policy::json::{Json, Kind, Token};

/// A value, or a key. It is as small as a reference and a number.
#[derive(Clone, Copy)]
pub(super) struct Value<'d> {
    json: &'d Json<'d>,
    at: u32,
}

impl Json<'_> {
    pub(super) fn root(&self) -> Value<'_> {
        Value::new(self, 0)
    }
}

impl<'d> Value<'d> {
    pub(super) fn new(json: &'d Json<'d>, at: u32) -> Self {
        Value { json, at }
    }

    /// The number of its token.
    pub(super) fn number(self) -> u32 {
        self.at
    }

    /// The value of that number in the same document.
    pub(super) fn sibling(self, number: u32) -> Self {
        Value { json: self.json, at: number }
    }

    #[inline]
    fn token(self) -> Token {
        self.json.tokens[self.at as usize]
    }

    #[inline]
    pub(super) fn kind(self) -> Kind {
        self.token().kind
    }

    #[inline]
    pub(super) fn is_text(self) -> bool {
        matches!(self.kind(), Kind::Text | Kind::EscapedText)
    }

    /// Where its first byte is in the document.
    pub(super) fn offset(self) -> usize {
        self.token().start as usize
    }

    /// Where its last byte is.
    pub(super) fn last(self) -> usize {
        self.token().end as usize - 1
    }

    /// The whole document.
    pub(super) fn document(self) -> &'d str {
        self.json.document
    }

    /// The value as it was sent.
    pub(super) fn raw(self) -> &'d str {
        let token = self.token();
        &self.json.document[token.start as usize..token.end as usize]
    }

    /// The text between the quotes, without escapes.
    #[inline]
    pub(super) fn text(self) -> Option<Cow<'d, str>> {
        let token = self.token();
        if !self.is_text() {
            return None;
        }
        let inner = &self.json.document[token.start as usize + 1..token.end as usize - 1];
        match token.kind {
            Kind::EscapedText => Some(Cow::Owned(unescape(inner))),
            _ => Some(Cow::Borrowed(inner)),
        }
    }

    /// The values of a list; nothing for any other value.
    pub(super) fn items(self) -> Items<'d> {
        let end = if self.kind() == Kind::List { self.token().next } else { self.at + 1 };
        Items { json: self.json, at: self.at + 1, end }
    }

    /// The values of a list, or the value itself: IAM takes one where it takes several.
    #[inline]
    pub(super) fn each(self) -> Items<'d> {
        let at = if self.kind() == Kind::List { self.at + 1 } else { self.at };
        Items { json: self.json, at, end: self.token().next }
    }

    /// The keys and values of an object; nothing for any other value.
    pub(super) fn members(self) -> impl Iterator<Item = (Value<'d>, Value<'d>)> {
        let end = if self.kind() == Kind::Object { self.token().next } else { self.at + 1 };
        let mut all = Items { json: self.json, at: self.at + 1, end };
        std::iter::from_fn(move || Some((all.next()?, all.next()?)))
    }

    /// The texts among [`each`](Self::each).
    #[inline]
    pub(super) fn texts(self) -> Texts<'d> {
        Texts(self.each())
    }
}

/// Values that are side by side.
pub(super) struct Items<'d> {
    json: &'d Json<'d>,
    at: u32,
    end: u32,
}

impl<'d> Iterator for Items<'d> {
    type Item = Value<'d>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.at >= self.end {
            return None;
        }
        let value = Value::new(self.json, self.at);
        self.at = value.token().next;
        Some(value)
    }
}

/// The texts among some values.
pub(super) struct Texts<'d>(Items<'d>);

impl<'d> Iterator for Texts<'d> {
    type Item = (Value<'d>, Cow<'d, str>);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let value = self.0.next()?;
            if let Some(text) = value.text() {
                return Some((value, text));
            }
        }
    }
}

/// The text that `raw` stands for. Its escapes were read before, so each has its form.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((plain, escaped)) = rest.split_once('\\') {
        text.push_str(plain);
        let (character, length) = escaped_character(escaped);
        text.push(character);
        rest = escaped.get(length..).unwrap_or_default();
    }
    text + rest
}

/// The character that an escape stands for, and how many bytes it takes behind its backslash.
fn escaped_character(escaped: &str) -> (char, usize) {
    let character = match escaped.as_bytes().first() {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{c}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode(escaped),
        Some(&itself) => char::from(itself),
        None => char::REPLACEMENT_CHARACTER,
    };
    (character, 1)
}

/// The character of `uXXXX`, or of two of them that make a pair. Half a pair is not a character: JSON
/// allows it, and it stands for U+FFFD here.
fn unicode(escaped: &str) -> (char, usize) {
    let unit = |at: usize| u32::from_str_radix(escaped.get(at..at + 4)?, 16).ok();
    let first = unit(1).unwrap_or(0xfffd);
    let second = if escaped.get(5..7) == Some("\\u") { unit(7) } else { None };
    match (first, second) {
        (0xd800..=0xdbff, Some(second @ 0xdc00..=0xdfff)) => {
            let scalar = 0x10000 + ((first - 0xd800) << 10) + (second - 0xdc00);
            (char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER), 11)
        }
        _ => (char::from_u32(first).unwrap_or(char::REPLACEMENT_CHARACTER), 5),
    }
}
