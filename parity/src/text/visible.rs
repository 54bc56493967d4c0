//! Text of an endpoint or a case file on its way to a reader: the one place that hides what a terminal or a
//! page would obey.

use std::fmt::Write;

use serde::Serialize;
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// How many characters of an answer are kept: a server may send megabytes for each case.
pub(crate) const LONGEST: usize = 4000;

/// How many characters of a text are shown in a line.
const LINE: usize = 400;

/// A text for one line of a terminal: hidden characters are escaped, and a long text is cut.
///
/// ```
/// assert_eq!(iam_parity::visible("a\u{1b}[31m\u{202e}\n"), "a\\u{1b}[31m\\u{202e}\\n");
/// ```
pub fn line(text: &str) -> String {
    cut(&escaped(text, |_| false), LINE)
}

/// A text for several lines: hidden characters are escaped, but line feeds and tabs stay.
pub(crate) fn lines(text: &str) -> String {
    escaped(text, |c| matches!(c, '\n' | '\t'))
}

/// JSON that means the same, in which hidden characters are escapes. Line feeds stay: none is inside a string.
///
/// ```
/// assert_eq!(iam_parity::visible_json("[\n\"a\u{7f}\u{202e}\"]"), "[\n\"a\\u007f\\u202e\"]");
/// ```
pub fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match is_hidden(c) && c != '\n' {
            true => c.encode_utf16(&mut [0; 2]).iter().for_each(|unit| {
                let _ = write!(shown, "\\u{unit:04x}");
            }),
            false => shown.push(c),
        }
    }
    shown
}

/// A document for a file or a terminal: JSON in lines, with a line end.
pub(crate) fn document(document: &impl Serialize) -> String {
    json(&serde_json::to_string_pretty(document).expect("all names are strings")) + "\n"
}

fn escaped(text: &str, stays: impl Fn(char) -> bool) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match is_hidden(c) && !stays(c) {
            // `escape_debug` leaves some format characters as they are.
            true if !matches!(c, '\n' | '\r' | '\t' | '\0') => shown.extend(c.escape_unicode()),
            true => shown.extend(c.escape_debug()),
            false => shown.push(c),
        }
    }
    shown
}

/// Whether a terminal or a page obeys a character: control characters, format characters such as U+202E, and
/// separators of lines and paragraphs.
///
/// ```
/// assert!(['\u{1b}', '\u{9b}', '\u{202e}', '\u{2028}'].into_iter().all(iam_parity::is_hidden));
/// assert!(!iam_parity::is_hidden('é'));
/// ```
pub fn is_hidden(c: char) -> bool {
    use GeneralCategory::{Control, Format, LineSeparator, ParagraphSeparator};
    if c.is_ascii() {
        return c.is_ascii_control();
    }
    matches!(c.general_category(), Control | Format | LineSeparator | ParagraphSeparator)
}

/// The first characters of a text, with `…` in the place of further ones.
pub(crate) fn cut(text: &str, len: usize) -> String {
    match text.char_indices().nth(len) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
