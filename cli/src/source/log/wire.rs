//! Traces that show what went over a connection, line by line: Apache's HTTP client (the SDKs for Java),
//! Ruby's Net::HTTP, Python's http.client.

use std::collections::HashMap;
use std::rc::Rc;

use super::super::found::Found;
use super::super::http;
use super::literal;
use crate::input::Input;
use crate::report::Problem;

/// What went in one direction until the other one spoke.
pub(super) struct Run {
    /// The line where it begins.
    pub(super) line: usize,
    pub(super) sent: bool,
    pub(super) bytes: Vec<u8>,
}

/// A piece of a run.
struct Piece {
    connection: String,
    sent: bool,
    bytes: Vec<u8>,
}

pub(super) fn read(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let mut runs: Vec<Run> = Vec::new();
    let mut exchanges: Vec<Vec<usize>> = Vec::new();
    let mut of_connection: HashMap<String, usize> = HashMap::new();
    let mut shows_bodies = true;
    for (index, line) in text.lines().enumerate() {
        let shown = apache(line).or_else(|| ruby(line));
        let Some(piece) = shown.or_else(|| python(line).inspect(|_| shows_bodies = false)) else {
            continue;
        };
        let exchange = of_connection.get(&piece.connection).copied();
        let last = exchange.and_then(|at| exchanges[at].last().copied());
        match last {
            Some(run) if runs[run].sent == piece.sent => runs[run].bytes.extend(piece.bytes),
            _ => {
                if piece.sent || exchange.is_none() {
                    of_connection.insert(piece.connection.clone(), exchanges.len());
                    exchanges.push(Vec::new());
                }
                exchanges[of_connection[&piece.connection]].push(runs.len());
                runs.push(Run { line: index + 1, sent: piece.sent, bytes: piece.bytes });
            }
        }
    }
    let mut found = Vec::new();
    for index in exchanges.into_iter().flatten() {
        let run = &runs[index];
        match shows_bodies || run.sent {
            true => found.extend(run.messages(input)),
            false => found.push(run.without_body(input, "http.client does not show replies", None)),
        }
    }
    found
}

impl Run {
    /// The messages of the run.
    pub(super) fn messages(&self, input: &Rc<Input>) -> Vec<Found> {
        http::messages(&input.inner(format!("line {}", self.line), self.bytes.clone()))
    }

    /// What a reader must know about a message whose body is not shown.
    pub(super) fn without_body(
        &self,
        input: &Rc<Input>,
        why: &str,
        help: Option<&'static str>,
    ) -> Found {
        let at = input.inner(format!("line {}", self.line), Vec::new());
        let kind = if self.sent { "request" } else { "reply" };
        let what = format!("left out: a {kind} whose body is not shown: {why}");
        Found::Problem(Problem::warning(what).at(&at, None).help(help))
    }
}

/// `… http-outgoing-0 >> "POST / HTTP/1.1[\r][\n]"`
fn apache(line: &str) -> Option<Piece> {
    let (before, text, sent) = match (line.split_once(" >> \""), line.split_once(" << \"")) {
        (Some((before, text)), None) => (before, text, true),
        (None, Some((before, text))) => (before, text, false),
        (Some(a), Some(b)) if a.0.len() < b.0.len() => (a.0, a.1, true),
        (Some(_), Some((before, text))) => (before, text, false),
        (None, None) => return None,
    };
    let text = text.trim_end().strip_suffix('"')?;
    let connection = before.rsplit(' ').next().unwrap_or_default();
    let is_named = connection.starts_with("http-outgoing-");
    let connection = if is_named { connection.to_owned() } else { String::new() };
    Some(Piece { connection, sent, bytes: brackets(text) })
}

/// Undoes `[\r]`, `[\n]` and `[0xe9]`.
fn brackets(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        bytes.extend(rest[..at].bytes());
        rest = &rest[at..];
        // No escape is longer.
        let end = rest.bytes().take("[0xff]".len()).position(|byte| byte == b']');
        let escape = end.map_or("", |end| &rest[..=end]);
        let hex = escape.strip_prefix("[0x").and_then(|hex| hex.strip_suffix(']'));
        let byte = match escape {
            "[\\r]" => Some(b'\r'),
            "[\\n]" => Some(b'\n'),
            _ => hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()),
        };
        let len = if byte.is_some() { escape.len() } else { 1 };
        bytes.push(byte.unwrap_or(b'['));
        rest = &rest[len..];
    }
    bytes.extend(rest.bytes());
    bytes
}

/// `<- "POST / HTTP/1.1\r\n…"` and `-> "HTTP/1.1 200 OK\r\n"`: the arrow points from the client.
fn ruby(line: &str) -> Option<Piece> {
    let (sent, text) = match line.strip_prefix("<- ") {
        Some(text) => (true, text),
        None => (false, line.strip_prefix("-> ")?),
    };
    let (bytes, _) = literal::read(text).filter(|_| text.starts_with('"'))?;
    Some(Piece { connection: String::new(), sent, bytes })
}

/// `send: b'…'`, `reply: 'HTTP/1.1 200 OK\r\n'`, `header: Content-Type: text/xml`
fn python(line: &str) -> Option<Piece> {
    let piece = |sent, bytes| Piece { connection: String::new(), sent, bytes };
    if let Some(text) = line.strip_prefix("send: ") {
        return literal::read(text).map(|(bytes, _)| piece(true, bytes));
    }
    if let Some(text) = line.strip_prefix("reply: ") {
        return literal::read(text).map(|(bytes, _)| piece(false, bytes));
    }
    let header = line.strip_prefix("header: ")?;
    Some(piece(false, format!("{header}\r\n").into_bytes()))
}
