//! Text on its way to a terminal: no control characters, nothing that turns the direction of writing or
//! breaks a line, and no more than a reader wants.
//!
//! Every text of an input passes here before it is printed. A hidden character becomes an escape: in JSON and
//! XML one that means the same, elsewhere one as Rust writes it.

use iam_parity::is_hidden;
pub(crate) use iam_parity::visible_json as json;

/// The most characters of a message for the reader.
const REPORT: usize = 1000;

/// The most characters of a message in AWS's answer. The longest with a cause of its own, of fifty
/// tags that break every constraint, has fewer.
const ANSWER: usize = 64 * 1024;

/// A message for the reader, on one line.
pub(crate) fn message(text: &str) -> String {
    escaped(&cut(text, REPORT), |_| false)
}

/// Lines for the reader, of any length.
pub(crate) fn lines(text: &str) -> String {
    escaped(text, |c| c == '\n')
}

/// The message of an answer.
pub(crate) fn answer(text: &str) -> String {
    cut(text, ANSWER)
}

/// A document that is safe on a terminal, as a line.
pub(crate) fn json_line(document: &impl serde::Serialize) -> String {
    let line = serde_json::to_string(document).expect("the names of members are strings");
    json(&line) + "\n"
}

/// XML that means the same.
pub(crate) fn xml(text: &str) -> String {
    replaced(text, |c, text| text.push_str(&format!("&#x{:X};", u32::from(c))))
}

/// Printable ASCII as it is and any other byte as an escape, so that a character is a column.
pub(crate) fn bytes(bytes: &[u8]) -> String {
    let mut text = String::new();
    for &byte in bytes {
        match byte {
            b' '..=b'~' => text.push(char::from(byte)),
            _ => text.extend(byte.escape_ascii().map(char::from)),
        }
    }
    text
}

fn escaped(text: &str, keeps: impl Fn(char) -> bool) -> String {
    text.chars()
        .map(|c| match is_hidden(c) && !keeps(c) {
            true => c.escape_default().to_string(),
            false => c.to_string(),
        })
        .collect()
}

fn replaced(text: &str, replace: impl Fn(char, &mut String)) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => shown.push(c),
            _ if is_hidden(c) => replace(c, &mut shown),
            _ => shown.push(c),
        }
    }
    shown
}

fn cut(text: &str, len: usize) -> String {
    match text.char_indices().nth(len) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}...", &text[..end]),
    }
}
