//! HTTP/1 messages in files: captured requests, and answers as `curl -i` prints them.
//!
//! Lines may end in LF alone. A body is as long as its head says (`Content-Length`, chunks); of a
//! request whose head says nothing, it is the rest of the file without the last line end.
#![expect(clippy::single_range_in_vec_init, reason = "most bodies are one piece")]

use std::borrow::Cow;
use std::ops::Range;

use httparse::{EMPTY_HEADER, Header, Status};

use crate::input::{blank_lines, without_line_end};

/// An HTTP message, as places of the input.
pub(crate) struct Message {
    pub(crate) start: Start,
    pub(crate) content_type: Option<String>,
    /// The pieces of the body: one, or one for each chunk.
    body: Vec<Range<usize>>,
    /// Where the next answer begins, if this is not the last: 100 Continue, a proxy's, a redirection.
    next: Option<usize>,
}

/// What the first line says.
pub(crate) enum Start {
    Request { query: Range<usize> },
    Reply { status: u16, line: usize },
}

/// Why something that begins like an HTTP message cannot be read as one, and where.
pub(crate) struct MessageError {
    pub(crate) reason: String,
    pub(crate) offset: usize,
}

type Result<T> = std::result::Result<T, MessageError>;

impl Message {
    /// Reads a message, if the input begins like one.
    pub(crate) fn of(input: &[u8]) -> Result<Option<Self>> {
        let mut from = blank_lines(input);
        loop {
            let Some(start) = Start::of(input, from) else {
                return Ok(None);
            };
            let message = Message::read(start, input, from)?;
            match message.next {
                Some(next) => from = next,
                None => return Ok(Some(message)),
            }
        }
    }

    fn read(start: Start, input: &[u8], from: usize) -> Result<Self> {
        let headers_at = from + line_len(&input[from..]);
        let mut headers = [EMPTY_HEADER; 128];
        let (headers, body) = match httparse::parse_headers(&input[headers_at..], &mut headers) {
            Ok(Status::Complete((len, headers))) => (headers, headers_at + len),
            // No empty line ends the head, so it takes the whole input.
            Ok(Status::Partial) => (&[][..], input.len()),
            Err(e) => {
                return Err(error(format!("not the head of an HTTP message: {e}"), headers_at));
            }
        };
        let content_type = value(headers, "Content-Type");
        let content_type = content_type.map(|text| String::from_utf8_lossy(text).into_owned());
        let (body, next) = match (&start, Start::of(input, body)) {
            (Start::Request { .. }, _) => (request_body(headers, input, body)?, None),
            (Start::Reply { .. }, Some(Start::Reply { line, .. })) => (Vec::new(), Some(line)),
            (Start::Reply { .. }, _) => (reply_body(headers, input, body)?, None),
        };
        Ok(Message { start, content_type, body, next })
    }

    /// The body in one piece.
    pub(crate) fn body<'i>(&self, input: &'i [u8]) -> Cow<'i, [u8]> {
        match &self.body[..] {
            [] => Cow::Borrowed(b""),
            [whole] => Cow::Borrowed(&input[whole.clone()]),
            pieces => {
                Cow::Owned(pieces.iter().flat_map(|piece| &input[piece.clone()]).copied().collect())
            }
        }
    }

    /// The byte of the input that is the byte `offset` of the body.
    pub(crate) fn offset(&self, mut offset: usize) -> usize {
        for piece in &self.body {
            if offset < piece.len() {
                return piece.start + offset;
            }
            offset -= piece.len();
        }
        self.body.last().map_or(0, |last| last.end)
    }
}

impl Start {
    /// Reads `POST /?Action=TagUser HTTP/1.1` or `HTTP/1.1 200 OK`.
    fn of(input: &[u8], from: usize) -> Option<Self> {
        let line = input[from..].split(|&byte| byte == b'\n').next()?.trim_ascii_end();
        let words: Vec<_> = line.splitn(4, |&byte| byte == b' ').collect();
        match words[..] {
            [version, status, ..] if version.starts_with(b"HTTP/") => {
                let status = std::str::from_utf8(status).ok()?.parse().ok()?;
                (100..600).contains(&status).then_some(Start::Reply { status, line: from })
            }
            [method, target, version] if version.starts_with(b"HTTP/") => {
                let start = from + method.len() + 1;
                let end = start + target.len();
                let query = target.iter().position(|&byte| byte == b'?');
                let query = query.map_or(end, |mark| start + mark + 1)..end;
                method.iter().all(u8::is_ascii_uppercase).then_some(Start::Request { query })
            }
            _ => None,
        }
    }
}

fn request_body(headers: &[Header<'_>], input: &[u8], from: usize) -> Result<Vec<Range<usize>>> {
    match (content_length(headers, from)?, is_chunked(headers)) {
        (Some(_), true) => {
            Err(error("both Content-Length and Transfer-Encoding: chunked".to_owned(), from))
        }
        (Some(len), false) => Ok(vec![exactly(len, input, from)?]),
        (None, true) => chunks(input, from),
        (None, false) => Ok(vec![from..without_line_end(input).max(from)]),
    }
}

/// curl prints a body without its chunks and its compression, but the head as the server sent it.
fn reply_body(headers: &[Header<'_>], input: &[u8], from: usize) -> Result<Vec<Range<usize>>> {
    let rest = vec![from..input.len()];
    if value(headers, "Content-Encoding").is_some() {
        return Ok(rest);
    }
    match content_length(headers, from)? {
        _ if is_chunked(headers) => Ok(chunks(input, from).unwrap_or(rest)),
        Some(len) => Ok(vec![exactly(len, input, from)?]),
        None => Ok(rest),
    }
}

/// A body of `len` bytes. Only line ends may follow.
fn exactly(len: usize, input: &[u8], from: usize) -> Result<Range<usize>> {
    let has = input.len() - from;
    if has < len {
        let reason = format!("the body ends after {has} bytes, Content-Length is {len}");
        return Err(error(reason, input.len()));
    }
    nothing_behind(input, from + len)?;
    Ok(from..from + len)
}

fn nothing_behind(input: &[u8], end: usize) -> Result<()> {
    let at = end + blank_lines(&input[end..]);
    match input.len() - at {
        0 => Ok(()),
        len => Err(error(format!("{len} bytes behind the end of the body"), at)),
    }
}

/// A body in chunks, up to the end of the trailers.
fn chunks(input: &[u8], from: usize) -> Result<Vec<Range<usize>>> {
    let mut pieces = Vec::new();
    let mut at = from;
    loop {
        let size = httparse::parse_chunk_size(&input[at..]);
        let Ok(Status::Complete((line, len))) = size else {
            return Err(error("no size of a chunk".to_owned(), at));
        };
        let start = at + line;
        if len == 0 {
            let mut trailers = [EMPTY_HEADER; 128];
            let len = match httparse::parse_headers(&input[start..], &mut trailers) {
                Ok(Status::Complete((len, _))) => len,
                Ok(Status::Partial) | Err(_) => 0,
            };
            nothing_behind(input, start + len)?;
            return Ok(pieces);
        }
        let end = usize::try_from(len).ok().and_then(|len| start.checked_add(len));
        match end.filter(|end| input.get(*end..).is_some_and(|rest| rest.starts_with(b"\r\n"))) {
            Some(end) => {
                pieces.push(start..end);
                at = end + 2;
            }
            None => return Err(error(format!("no end of a chunk of {len} bytes"), at)),
        }
    }
}

fn content_length(headers: &[Header<'_>], at: usize) -> Result<Option<usize>> {
    let mut lengths = values(headers, "Content-Length");
    let Some(first) = lengths.next() else {
        return Ok(None);
    };
    let digits = std::str::from_utf8(first).unwrap_or_default();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    match digits.parse() {
        Ok(len) if is_number && lengths.all(|other| other == first) => Ok(Some(len)),
        _ => Err(error("Content-Length is not one number".to_owned(), at)),
    }
}

fn is_chunked(headers: &[Header<'_>]) -> bool {
    let codings = values(headers, "Transfer-Encoding").last().unwrap_or_default();
    let last = codings.rsplit(|&byte| byte == b',').next().unwrap_or_default();
    last.trim_ascii().eq_ignore_ascii_case(b"chunked")
}

fn value<'h>(headers: &[Header<'h>], name: &str) -> Option<&'h [u8]> {
    values(headers, name).next()
}

fn values<'h>(headers: &[Header<'h>], name: &str) -> impl Iterator<Item = &'h [u8]> {
    headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|h| h.value)
}

fn line_len(input: &[u8]) -> usize {
    input.iter().position(|&byte| byte == b'\n').map_or(input.len(), |end| end + 1)
}

fn error(reason: String, offset: usize) -> MessageError {
    MessageError { reason, offset }
}
