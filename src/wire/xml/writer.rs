//! Text and markup on their way into a document.

use std::fmt::{Display, Write};

use crate::wire::form;
use crate::wire::xml::error::{EncodeError, EncodeErrorKind};

/// What to do with a character that XML 1.0 cannot carry, escaped or not
/// ([production 2](https://www.w3.org/TR/xml/#NT-Char)).
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Unwritable {
    /// Name it, since data must come back as it was.
    Refuse,
    /// Write U+FFFD, since prose is better with a gap than not sent.
    Replace,
}

/// The markup of a leaf, whole, so that each piece is appended at once.
#[derive(Clone, Copy)]
pub(crate) struct LeafMarkup {
    pub(crate) start: &'static str,
    pub(crate) end: &'static str,
    pub(crate) empty: &'static str,
}

/// Makes the markup of a leaf of its name.
macro_rules! leaf {
    ($name:literal) => {
        $crate::wire::xml::writer::LeafMarkup {
            start: concat!("<", $name, ">"),
            end: concat!("</", $name, ">"),
            empty: concat!("<", $name, "/>"),
        }
    };
}
pub(crate) use leaf;

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

    /// How much the buffer holds, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.body.len()
    }

    /// Makes room for `additional` bytes.
    pub(crate) fn reserve(&mut self, additional: usize) {
        self.body.reserve(additional);
    }

    /// An element that holds text; without any it is self-closed.
    #[inline]
    pub(crate) fn leaf(&mut self, markup: LeafMarkup, text: &str) {
        if text.is_empty() {
            return self.literal([markup.empty]);
        }
        self.literal([markup.start]);
        self.text(text);
        self.literal([markup.end]);
    }

    /// The same for a name that is not known before, on a line of its own.
    pub(crate) fn leaf_line(&mut self, indent: usize, name: &str, text: &str) {
        if text.is_empty() {
            return self.empty_line(indent, [name]);
        }
        self.line(indent, name, |xml| xml.text(text));
    }

    /// The same for a number, which needs no escapes.
    pub(crate) fn displayed_line(&mut self, indent: usize, name: &str, value: impl Display) {
        // Writing to a String does not fail.
        self.line(indent, name, |xml| _ = write!(xml.body, "{value}"));
    }

    /// The same for a text that is written percent-encoded.
    pub(crate) fn percent_encoded_line(&mut self, indent: usize, name: &str, text: &str) {
        if text.is_empty() {
            return self.empty_line(indent, [name]);
        }
        self.line(indent, name, |xml| form::encode_text(text, xml.body));
    }

    #[inline]
    fn line(&mut self, indent: usize, name: &str, content: impl FnOnce(&mut Self)) {
        self.indent(indent);
        self.literal(["<", name, ">"]);
        content(self);
        self.literal(["</", name, ">\n"]);
    }

    /// An element on a line of its own, by its tags; the last has the line feed.
    #[inline]
    pub(crate) fn ready_line(
        &mut self,
        indent: usize,
        (start, end): (&str, &str),
        content: impl FnOnce(&mut Self),
    ) {
        self.indent(indent);
        self.literal([start]);
        content(self);
        self.literal([end]);
    }

    /// An element that holds nothing, on a line of its own. Its name may be in pieces.
    pub(crate) fn empty_line<const N: usize>(&mut self, indent: usize, name: [&str; N]) {
        self.indent(indent);
        self.literal(["<"]);
        self.literal(name);
        self.literal(["/>\n"]);
    }

    /// The start tag of an element that holds others.
    pub(crate) fn start_line<const N: usize>(&mut self, indent: usize, name: [&str; N]) {
        self.indent(indent);
        self.literal(["<"]);
        self.literal(name);
        self.literal([">\n"]);
    }

    /// Its end tag.
    pub(crate) fn end_line<const N: usize>(&mut self, indent: usize, name: [&str; N]) {
        self.indent(indent);
        self.literal(["</"]);
        self.literal(name);
        self.literal([">\n"]);
    }

    /// Two spaces a level.
    // A text of a fixed length is copied without a call. Bench row: encode response, 100 users.
    #[inline]
    fn indent(&mut self, level: usize) {
        const SPACES: &str = "                ";
        let end = self.body.len() + 2 * level;
        while self.body.len() < end {
            self.body.push_str(SPACES);
        }
        self.body.truncate(end);
    }

    /// Takes back all but the first `len` bytes of the buffer.
    pub(crate) fn truncate(&mut self, len: usize) {
        self.body.truncate(len);
    }

    /// Markup as it is.
    #[inline]
    pub(crate) fn literal<const N: usize>(&mut self, pieces: [&str; N]) {
        for piece in pieces {
            self.body.push_str(piece);
        }
    }

    /// Text, escaped where it must be: `&`, `<`, `>`, and CR, which readers turn into LF if it is raw.
    #[inline]
    pub(crate) fn text(&mut self, text: &str) {
        match has_special(text.as_bytes()) {
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
            Some(character) => {
                Err(EncodeError::new(EncodeErrorKind::InvalidCharacter(character), element()))
            }
        }
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
pub(crate) fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}

/// How many bytes at the beginning need no more than copying.
#[inline]
pub(crate) fn plain_run(bytes: &[u8]) -> usize {
    const SHORT: usize = 48;
    let plain =
        |bytes: &[u8]| bytes.iter().take_while(|byte| !SPECIAL[usize::from(**byte)]).count();
    // Most texts are short. Of longer ones many bytes are compared at once.
    let short = bytes.get(..SHORT).unwrap_or(bytes);
    let mut len = plain(short);
    if len == SHORT {
        while bytes.get(len..len + 16).is_some_and(|chunk| !any_special(chunk)) {
            len += 16;
        }
        len += plain(&bytes[len..]);
    }
    len
}

/// Whether any byte may need more than copying. Without a branch per byte this takes half the time, and most
/// texts are plain.
#[inline]
fn has_special(bytes: &[u8]) -> bool {
    match bytes.len() {
        ..16 => bytes.iter().fold(false, |any, byte| any | SPECIAL[usize::from(*byte)]),
        _ => long_has_special(bytes),
    }
}

/// The same of a long text, 16 bytes at once. The last 16 may overlap with those before.
// Apart, so that the other is inlined. Bench row: encode response, AssumeRole.
#[inline(never)]
fn long_has_special(bytes: &[u8]) -> bool {
    let last = bytes.last_chunk::<16>().is_some_and(|last| any_special(last));
    // A fold would become 15 kB of code.
    last || bytes.chunks_exact(16).any(any_special)
}

/// Whether one of 16 bytes needs more than copying: compared at once and not one by one.
#[inline]
fn any_special(bytes: &[u8]) -> bool {
    bytes.iter().fold(0, |any, byte| any | u8::from(is_special(*byte))) != 0
}

/// Whether a byte may need more than copying: markup, CR, the other controls, and the first byte of
/// U+FFFE and U+FFFF.
const fn is_special(byte: u8) -> bool {
    let is_control = (byte < b' ') & (byte != b'\t') & (byte != b'\n');
    is_control | (byte == b'&') | (byte == b'<') | (byte == b'>') | (byte == 0xEF)
}

const SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = is_special(byte as u8);
        byte += 1;
    }
    table
};
