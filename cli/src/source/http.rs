//! HTTP/1 messages in files: captured requests, and answers as `curl -i` prints them, one or several
//! behind each other.
//!
//! Lines may end in LF alone. A body is as long as its head says (`Content-Length`, chunks); where the
//! head says nothing, it ends before the next message, or at the end of the file. The last line end of
//! such a request is left out.
#![expect(clippy::single_range_in_vec_init, reason = "most bodies are one piece")]

use std::ops::Range;
use std::rc::Rc;

use httparse::{EMPTY_HEADER, Header};

use super::found::{Found, Head, Headers, Reply, Request, Status, Text};
use crate::input::Input;
use crate::report::Problem;

/// Reads the messages of an input that begins like one.
pub(super) fn read(input: &Rc<Input>) -> Option<Vec<Found>> {
    let start = blank_lines(&input.bytes);
    Start::of(&input.bytes, start)?;
    Some(messages(input))
}

/// Reads messages up to the end, or to the first that cannot be read.
pub(super) fn messages(input: &Rc<Input>) -> Vec<Found> {
    let bytes = &input.bytes[..];
    let mut found = Vec::new();
    let mut at = blank_lines(bytes);
    while at < bytes.len() {
        match message(input, at) {
            Ok((message, end)) => {
                found.extend(message);
                at = end;
            }
            Err(MessageError { reason, offset }) => {
                found.push(Found::Problem(Problem::error(reason).at(input, offset)));
                return found;
            }
        }
    }
    found
}

/// Whether a message begins here.
pub(super) fn begins(input: &[u8], at: usize) -> bool {
    Start::of(input, at).is_some()
}

/// Why something that begins like an HTTP message cannot be read as one, and where.
struct MessageError {
    reason: String,
    offset: usize,
}

type Result<T> = std::result::Result<T, MessageError>;

/// The most headers of a message.
const HEADERS: usize = 128;

/// The message that begins here, and where it ends. A reply before another one leaves nothing: it is
/// 100 Continue, a proxy's, or a redirection.
fn message(input: &Rc<Input>, from: usize) -> Result<(Option<Found>, usize)> {
    let bytes = &input.bytes[..];
    let Some(start) = Start::of(bytes, from) else {
        return Err(error("not the first line of an HTTP message".to_owned(), from));
    };
    let headers_at = from + line_len(&bytes[from..]);
    let mut headers = [EMPTY_HEADER; HEADERS];
    let (headers, at) = match httparse::parse_headers(&bytes[headers_at..], &mut headers) {
        Ok(httparse::Status::Complete((len, headers))) => (headers, headers_at + len),
        // No empty line ends the head, so it takes the whole input.
        Ok(httparse::Status::Partial) => (&[][..], bytes.len()),
        Err(e) => {
            let at = bad_header(bytes, headers_at);
            return Err(error(format!("not the head of an HTTP message: {e}"), at));
        }
    };
    let is_interim = |next| matches!(Start::of(bytes, next), Some(Start::Reply { .. }));
    match start {
        Start::Request { method, query } => {
            let (pieces, end) = request_body(headers, bytes, at)?;
            let end = next(bytes, end)?;
            let head = Some(Head { method, headers: owned(headers) });
            let query = Text::part(input, query);
            let body = Text::new(input, pieces);
            Ok((Some(Found::Request(Request { head, query, body })), end))
        }
        Start::Reply { .. } if is_interim(at) => Ok((None, at)),
        Start::Reply { code } => {
            let (pieces, end) = reply_body(headers, bytes, at)?;
            let end = next(bytes, end)?;
            let status = Some(Status { code, input: Rc::clone(input), offset: from });
            let (headers, body) = (owned(headers), Text::new(input, pieces));
            Ok((Some(Found::Reply(Reply { status, headers, body })), end))
        }
    }
}

/// Where the line of the first header begins that cannot be read, or of the first that is too many.
fn bad_header(input: &[u8], mut at: usize) -> usize {
    for _ in 0..HEADERS {
        let line = &input[at..at + line_len(&input[at..])];
        if httparse::parse_headers(line, &mut [EMPTY_HEADER]).is_err() {
            break;
        }
        at += line.len();
    }
    at
}

/// Where the next message begins. Only line ends may be between two messages: else the length of the first
/// is wrong.
fn next(input: &[u8], end: usize) -> Result<usize> {
    let at = end + blank_lines(&input[end..]);
    match input.len() - at {
        len if len > 0 && !begins(input, at) => {
            Err(error(format!("{len} bytes behind the end of the body"), at))
        }
        _ => Ok(at),
    }
}

/// What the first line says.
enum Start {
    Request { method: String, query: Range<usize> },
    Reply { code: u16 },
}

impl Start {
    /// Reads `POST /?Action=TagUser HTTP/1.1` or `HTTP/1.1 200 OK`.
    fn of(input: &[u8], from: usize) -> Option<Self> {
        let line = input[from..].split(|&byte| byte == b'\n').next()?.trim_ascii_end();
        let words: Vec<_> = line.splitn(4, |&byte| byte == b' ').collect();
        match words[..] {
            [version, status, ..] if version.starts_with(b"HTTP/") => {
                let code = std::str::from_utf8(status).ok()?.parse().ok()?;
                (100..600).contains(&code).then_some(Start::Reply { code })
            }
            [method, target, version] if version.starts_with(b"HTTP/") => {
                let start = from + method.len() + 1;
                let end = start + target.len();
                let query = target.iter().position(|&byte| byte == b'?');
                let query = query.map_or(end, |mark| start + mark + 1)..end;
                let is_method = !method.is_empty() && method.iter().all(u8::is_ascii_uppercase);
                let method = String::from_utf8_lossy(method).into_owned();
                is_method.then_some(Start::Request { method, query })
            }
            _ => None,
        }
    }
}

/// The pieces of a body, and where the message ends.
type Body = (Vec<Range<usize>>, usize);

fn request_body(headers: &[Header<'_>], input: &[u8], from: usize) -> Result<Body> {
    match (content_length(headers, from)?, is_chunked(headers)) {
        (Some(_), true) => {
            Err(error("both Content-Length and Transfer-Encoding: chunked".to_owned(), from))
        }
        (Some(len), false) => exactly(len, input, from),
        (None, true) => chunks(input, from),
        (None, false) => {
            let end = next_message(input, from);
            let len = without_line_end(&input[from..end]);
            Ok((vec![from..from + len], end))
        }
    }
}

/// curl prints a body without its chunks and its compression, but the head as the server sent it.
fn reply_body(headers: &[Header<'_>], input: &[u8], from: usize) -> Result<Body> {
    let end = next_message(input, from);
    let rest = (vec![from..end], end);
    if values(headers, "Content-Encoding").next().is_some() {
        return Ok(rest);
    }
    match content_length(headers, from)? {
        _ if is_chunked(headers) => Ok(chunks(input, from).unwrap_or(rest)),
        Some(len) => exactly(len, input, from),
        None => Ok(rest),
    }
}

/// Where the line begins that starts another message.
fn next_message(input: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < input.len() {
        let line = &input[at..at + line_len(&input[at..])];
        // Looking for the version first is cheap, and rare in a body.
        if memchr::memmem::find(line, b"HTTP/").is_some() && Start::of(input, at).is_some() {
            return at;
        }
        at += line.len();
    }
    input.len()
}

/// A body of `len` bytes. Only line ends may be between it and the next message.
fn exactly(len: usize, input: &[u8], from: usize) -> Result<Body> {
    let has = input.len() - from;
    if has < len {
        let reason = format!("the body ends after {has} bytes, Content-Length is {len}");
        return Err(error(reason, input.len()));
    }
    Ok((vec![from..from + len], from + len))
}

/// A body in chunks, up to the end of the trailers.
fn chunks(input: &[u8], from: usize) -> Result<Body> {
    let mut pieces = Vec::new();
    let mut at = from;
    loop {
        let Some((len, start)) = chunk_size(input, at) else {
            return Err(error("no size of a chunk".to_owned(), at));
        };
        if len == 0 {
            let mut trailers = [EMPTY_HEADER; 128];
            let len = match httparse::parse_headers(&input[start..], &mut trailers) {
                Ok(httparse::Status::Complete((len, _))) => len,
                Ok(httparse::Status::Partial) | Err(_) => 0,
            };
            return Ok((pieces, start + len));
        }
        let end = usize::try_from(len).ok().and_then(|len| start.checked_add(len));
        let line_end = end.and_then(|end| Some((end, line_end(input.get(end..)?)?)));
        let Some((end, line_end)) = line_end else {
            return Err(error(format!("no end of a chunk of {len} bytes"), at));
        };
        pieces.push(start..end);
        at = end + line_end;
    }
}

/// The size of a chunk, without its extensions, and where the chunk begins.
fn chunk_size(input: &[u8], at: usize) -> Option<(u64, usize)> {
    let len = input[at..].iter().position(|&byte| byte == b'\n')?;
    let size = input[at..at + len].split(|&byte| byte == b';').next()?.trim_ascii_end();
    let is_hex = !size.is_empty() && size.iter().all(u8::is_ascii_hexdigit);
    let size = std::str::from_utf8(size).ok().filter(|_| is_hex)?;
    Some((u64::from_str_radix(size, 16).ok()?, at + len + 1))
}

/// The length of the line end at the beginning.
fn line_end(input: &[u8]) -> Option<usize> {
    match input {
        [b'\r', b'\n', ..] => Some(2),
        [b'\n', ..] => Some(1),
        _ => None,
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

fn values<'h>(headers: &[Header<'h>], name: &str) -> impl Iterator<Item = &'h [u8]> {
    headers.iter().filter(move |header| header.name.eq_ignore_ascii_case(name)).map(|h| h.value)
}

fn owned(headers: &[Header<'_>]) -> Headers {
    let mut all = Headers::default();
    headers.iter().for_each(|header| all.push(header.name, header.value));
    all
}

fn line_len(input: &[u8]) -> usize {
    memchr::memchr(b'\n', input).map_or(input.len(), |end| end + 1)
}

/// The length of the blank lines at the beginning.
pub(super) fn blank_lines(input: &[u8]) -> usize {
    input.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(input.len())
}

/// The length without the line end at the end.
pub(super) fn without_line_end(input: &[u8]) -> usize {
    match input {
        [rest @ .., b'\r', b'\n'] | [rest @ .., b'\n'] => rest.len(),
        _ => input.len(),
    }
}

fn error(reason: String, offset: usize) -> MessageError {
    MessageError { reason, offset }
}
