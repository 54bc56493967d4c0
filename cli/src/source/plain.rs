//! Bodies and documents as they are: forms, a line each, and the XML of replies, as `encode` writes them.

use std::rc::Rc;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::found::{Found, Reply, Request, Text};
use super::{http, looks};
use crate::input::{Input, MARK, leading_blank};
use crate::report::Problem;

/// Reads an input that begins like a form or like XML. Nothing at all is a form without parameters.
pub(super) fn read(input: &Rc<Input>) -> Option<Vec<Found>> {
    let bytes = &input.bytes[..];
    let start = http::blank_lines(bytes);
    if is_markup(&bytes[input.blank()..]) {
        return Some(match looks::is_html(&bytes[input.blank()..]) {
            true => vec![Found::Problem(looks::unknown(input))],
            // The text before the first document belongs to it: not all of it is permitted.
            false => messages(input, 0),
        });
    }
    (start == bytes.len() || is_form(&bytes[start..])).then(|| messages(input, start))
}

fn messages(input: &Rc<Input>, from: usize) -> Vec<Found> {
    let bytes = &input.bytes[..];
    let mut found = Vec::new();
    let mut at = from;
    loop {
        let text = at + leading_blank(&bytes[at..]);
        let end = match is_markup(&bytes[text..]) {
            true => document_end(bytes, text),
            false if http::begins(bytes, at) => {
                found.push(Found::Problem(mixed(input, at)));
                return found;
            }
            false => form_end(bytes, at),
        };
        found.push(match is_markup(&bytes[text..]) {
            true => Found::document(input, at..end),
            false => Found::Request(Request {
                head: None,
                query: Text::part(input, at..at),
                body: Text::part(input, at..end),
            }),
        });
        at = end + bytes[end..].len() - bytes[end..].trim_ascii_start().len();
        if at == bytes.len() {
            return found;
        }
    }
}

impl Found {
    /// The XML of a reply without its head.
    pub(super) fn document(input: &Rc<Input>, range: std::ops::Range<usize>) -> Self {
        let (headers, body) = (super::found::Headers::default(), Text::part(input, range));
        Found::Reply(Reply { status: None, headers, body })
    }
}

fn mixed(input: &Rc<Input>, at: usize) -> Problem {
    Problem::error("an HTTP message behind a form or a document: put them into files of their own")
        .at(input, at)
}

/// Lines of logs that begin like markup.
const ARROWS: [&[u8]; 3] = [b"<= Recv ", b"<- \"", b"< HTTP/"];

fn is_markup(bytes: &[u8]) -> bool {
    bytes.starts_with(b"<") && !ARROWS.iter().any(|arrow| bytes.starts_with(arrow))
}

/// Where the XML document ends that begins here: where another message begins behind its root, else at the
/// end. The reader of replies judges whether it is well-formed.
pub(super) fn document_end(bytes: &[u8], from: usize) -> usize {
    let mut end = root_end(bytes, from);
    loop {
        let rest = &bytes[end..];
        let blank = rest.len() - rest.trim_ascii_start().len();
        let rest = &rest[blank..];
        let begins_line = bytes[end..end + blank].contains(&b'\n');
        let is_next = match rest {
            [b'<', b'?', ..] => rest.starts_with(b"<?xml"),
            [b'<', b'!', ..] => false,
            [b'<', ..] => true,
            _ => begins_line && (is_form(rest) || http::begins(rest, 0)),
        };
        if is_next {
            return end;
        }
        match rest {
            // A comment or a processing instruction behind the root belongs to it.
            [b'<', ..] => match memchr::memchr(b'>', rest) {
                Some(len) => end += blank + len + 1,
                None => return bytes.len(),
            },
            _ => return bytes.len(),
        }
    }
}

/// Where the root element ends.
pub(super) fn root_end(bytes: &[u8], from: usize) -> usize {
    let mut reader = Reader::from_reader(&bytes[from..]);
    reader.config_mut().check_end_names = false;
    let mut depth = 0_usize;
    loop {
        match reader.read_event() {
            Ok(Event::Start(_)) => depth += 1,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Empty(_)) => {}
            Ok(Event::Eof) | Err(_) => return bytes.len(),
            Ok(_) => continue,
        }
        if depth == 0 {
            let end = usize::try_from(reader.buffer_position()).unwrap_or(bytes.len());
            return bytes.len().min(from + end);
        }
    }
}

/// Where the form ends that begins here: at line ends behind which something else begins, or nothing. Any
/// other line end belongs to a value.
fn form_end(bytes: &[u8], from: usize) -> usize {
    let is_end = |at: usize| {
        let rest = &bytes[at..];
        rest.is_empty() || is_markup(rest) || is_form(rest) || http::begins(rest, 0)
    };
    let end = memchr::memchr_iter(b'\n', &bytes[from..])
        .map(|len| from + len + 1)
        // Of several line ends, the last decides.
        .filter(|at| !matches!(bytes.get(*at), Some(b'\r' | b'\n')))
        .find(|at| is_end(*at))
        .unwrap_or(bytes.len());
    let blank = bytes[from..end].iter().rev().take_while(|b| matches!(b, b'\r' | b'\n')).count();
    end - blank
}

/// Whether the first line begins like a form: with a name without spaces and quotes, and a value, or with an
/// action somewhere; or whether it has separators alone.
fn is_form(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(MARK).unwrap_or(bytes);
    let line = bytes.split(|byte| matches!(byte, b'\r' | b'\n')).next().unwrap_or_default();
    let mut pairs = line.split(|&byte| byte == b'&').filter(|pair| !pair.is_empty());
    let Some(first) = pairs.next() else {
        return line.starts_with(b"&");
    };
    let name = first.split(|&byte| byte == b'=').next().unwrap_or_default();
    let is_name = name.iter().all(|&byte| byte.is_ascii_alphanumeric() || b"._-%+".contains(&byte));
    let has_value = name.len() < first.len() && line.contains(&b'&');
    let is_head = |pair: &[u8]| pair.starts_with(b"Action=") || pair.starts_with(b"Version=");
    is_name && (has_value || is_head(first) || pairs.any(is_head))
}
