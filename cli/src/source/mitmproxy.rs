//! What mitmproxy writes: files of flows (`mitmdump -w`), and what `mitmdump` prints.

use std::rc::Rc;

use iam_codec::Params;

use super::found::{Found, Headers};
use crate::input::Input;
use crate::report::Problem;

/// Reads a file of flows: tnetstrings, `LENGTH:CONTENT` and a letter for the type.
pub(super) fn flows(input: &Rc<Input>) -> Option<Vec<Found>> {
    let mut rest = &input.bytes[..];
    let mut found = Vec::new();
    let mut number = 0;
    while !rest.is_empty() {
        let Some((flow, behind)) = Value::read(rest).filter(|(flow, _)| flow.kind == b'}') else {
            if number == 0 {
                return None;
            }
            let at = input.bytes.len() - rest.len();
            found.push(Found::Problem(Problem::error("not a flow of mitmproxy").at(input, at)));
            break;
        };
        number += 1;
        found.extend(flow.exchange(input, number));
        rest = behind;
    }
    (number > 0).then_some(found)
}

/// One value, as it is written.
#[derive(Clone, Copy)]
struct Value<'i> {
    kind: u8,
    content: &'i [u8],
}

impl<'i> Value<'i> {
    /// The value at the beginning, and the rest.
    fn read(text: &'i [u8]) -> Option<(Self, &'i [u8])> {
        let colon = text.iter().take(12).position(|&byte| byte == b':')?;
        let digits = std::str::from_utf8(&text[..colon]).ok()?;
        let len: usize = digits.parse().ok()?;
        let rest = &text[colon + 1..];
        let kind = *rest.get(len)?;
        Some((Value { kind, content: &rest[..len] }, &rest[len + 1..]))
    }

    /// The values of a list, or the keys and values of a dictionary.
    fn items(self) -> impl Iterator<Item = Value<'i>> {
        let mut rest = if matches!(self.kind, b']' | b'}') { self.content } else { b"" };
        std::iter::from_fn(move || {
            let (value, behind) = Value::read(rest)?;
            rest = behind;
            Some(value)
        })
    }

    fn get(self, key: &str) -> Option<Value<'i>> {
        let mut items = self.items();
        while let (Some(name), Some(value)) = (items.next(), items.next()) {
            if name.content == key.as_bytes() {
                return Some(value);
            }
        }
        None
    }

    fn bytes(self, key: &str) -> &'i [u8] {
        self.get(key).map_or(b"", |value| value.content)
    }

    fn headers(self) -> Headers {
        let mut headers = Headers::default();
        for header in self.get("headers").into_iter().flat_map(Value::items) {
            let mut pair = header.items();
            if let (Some(name), Some(value)) = (pair.next(), pair.next()) {
                headers.push(String::from_utf8_lossy(name.content), value.content);
            }
        }
        headers
    }

    fn exchange(self, input: &Rc<Input>, number: usize) -> Vec<Found> {
        let mut found = Vec::new();
        if let Some(request) = self.get("request").filter(|request| request.kind == b'}') {
            let url = input.inner(format!("flow {number}, URL"), request.bytes("path"));
            let body = input.inner(format!("flow {number}, request"), request.bytes("content"));
            let method = String::from_utf8_lossy(request.bytes("method"));
            found.push(Found::request(&method, &url, request.headers(), body));
        }
        if let Some(reply) = self.get("response").filter(|reply| reply.kind == b'}') {
            let body = input.inner(format!("flow {number}, response"), reply.bytes("content"));
            let status = std::str::from_utf8(reply.bytes("status_code")).ok();
            let status = status.and_then(|code| code.parse().ok());
            found.push(Found::reply(status, reply.headers(), body));
        }
        found
    }
}

/// Reads what `mitmdump` prints with `--flow-detail 3`: the lines of a message are indented, and a form is
/// shown as a table of names and values.
pub(super) fn printed(input: &Rc<Input>) -> Option<Vec<Found>> {
    let text = std::str::from_utf8(&input.bytes).ok()?;
    let starts = |line: &str| request_line(line).is_some() || reply_status(line).is_some();
    let mut lines = text.lines().enumerate().peekable();
    lines.by_ref().find(|(_, line)| request_line(line).is_some())?;
    let mut found = Vec::new();
    let mut lines = text.lines().enumerate().peekable();
    while let Some((number, line)) = lines.next() {
        if !starts(line) {
            continue;
        }
        let mut block = Vec::new();
        while let Some((_, line)) = lines.next_if(|(_, line)| !starts(line)) {
            block.push(line.strip_prefix("    ").unwrap_or(line));
        }
        found.push(message(input, number + 1, line, &block));
    }
    Some(found)
}

fn message(input: &Rc<Input>, number: usize, line: &str, block: &[&str]) -> Found {
    let end = block.iter().position(|line| line.is_empty()).unwrap_or(block.len());
    let mut headers = Headers::default();
    for (name, value) in block[..end].iter().filter_map(|line| line.split_once(": ")) {
        headers.push(name, value);
    }
    let body = block.get(end + 1..).unwrap_or_default();
    let label = format!("line {number}");
    if body.is_empty() {
        let what = "left out: its body is not shown";
        let warning = Problem::warning(what).at(&input.inner(label, Vec::new()), None);
        return Found::Problem(warning.help("mitmdump shows bodies with --flow-detail 3"));
    }
    match request_line(line) {
        Some((method, url)) => {
            let url = input.inner(format!("{label}, URL"), url);
            Found::request(method, &url, headers, input.inner(label, table(body)))
        }
        None => {
            let body = input.inner(label, body.join("\n").trim_end());
            Found::reply(reply_status(line), headers, body)
        }
    }
}

/// `127.0.0.1:58872: POST http://127.0.0.1:4599/`
fn request_line(line: &str) -> Option<(&str, &str)> {
    let (client, request) = line.split_once(": ")?;
    let (method, url) = request.split_once(' ')?;
    let is_method = !method.is_empty() && method.bytes().all(|byte| byte.is_ascii_uppercase());
    let url = url.split(' ').next()?;
    let is_client = !client.contains(' ') && client.contains(':');
    (is_client && is_method && url.starts_with("http")).then_some((method, url))
}

/// ` << 200 OK 1.0k`
fn reply_status(line: &str) -> Option<u16> {
    line.strip_prefix(" << ")?.split(' ').find_map(|word| word.parse().ok())
}

/// The form that is shown as `Name:  value`.
fn table(lines: &[&str]) -> String {
    let mut form = Params::default();
    for (name, value) in lines.iter().filter_map(|line| line.split_once(':')) {
        form.push(name.trim(), value.trim_start());
    }
    form.encode()
}
