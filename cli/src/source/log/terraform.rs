//! What Terraform's AWS provider prints since its version 5: an entry for each message, with attributes
//! such as `http.request.body`, as text or as JSON.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::super::found::{Found, Headers};
use super::literal;
use crate::input::Input;
use crate::report::Problem;

const ENTRIES: [&str; 2] = ["HTTP Request Sent", "HTTP Response Received"];

/// Reads entries as text.
pub(crate) fn read(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        let behind = ENTRIES.iter().find_map(|entry| line.split_once(entry));
        // The values of more than one line follow, indented.
        let is_more = |line: &&&str| line.starts_with("  ") || line.is_empty();
        let more = lines[at + 1..].iter().take_while(is_more).count();
        if let Some((_, rest)) = behind {
            let attributes = attributes(rest, &lines[at + 1..=at + more]);
            found.push(message(input, at + 1, &attributes));
        }
        at += if behind.is_some() { more + 1 } else { 1 };
    }
    found
}

/// Reads entries as JSON, a document each.
pub(crate) fn documents(input: &Rc<Input>, documents: &[Value]) -> Option<Vec<Found>> {
    let mut found = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        let text = document.get("@message").and_then(Value::as_str).unwrap_or_default();
        let attributes = document.as_object().filter(|_| ENTRIES.contains(&text));
        found.extend(attributes.map(|attributes| message(input, index + 1, attributes)));
    }
    (!found.is_empty()).then_some(found)
}

fn message(input: &Rc<Input>, number: usize, attributes: &Map<String, Value>) -> Found {
    let text = |name: &str| attributes.get(name).and_then(Value::as_str);
    let label = format!("line {number}");
    if let Some(body) = text("http.response.body") {
        let code = attributes.get("http.status_code").and_then(status);
        let body = input.inner(label, body);
        return Found::reply(code, headers(attributes, "http.response.header."), body);
    }
    let Some(body) = text("http.request.body") else {
        let at = input.inner(label, Vec::new());
        return Found::Problem(Problem::warning("left out: its body is not shown").at(&at, None));
    };
    let url = input.inner(format!("{label}, URL"), text("http.url").unwrap_or_default());
    // The provider puts a line end behind it.
    let body = input.inner(label, body.trim_end_matches('\n'));
    let method = text("http.method").unwrap_or("POST");
    Found::request(method, &url, headers(attributes, "http.request.header."), body)
}

/// A number, or as a text.
fn status(code: &Value) -> Option<u16> {
    code.as_u64().map_or_else(|| code.as_str()?.parse().ok(), |code| code.try_into().ok())
}

/// The attributes with this prefix; several values of one name are a list.
fn headers(attributes: &Map<String, Value>, prefix: &str) -> Headers {
    let mut headers = Headers::default();
    for (name, values) in attributes {
        let Some(name) = name.strip_prefix(prefix) else { continue };
        let values = values.as_array().map_or(std::slice::from_ref(values), Vec::as_slice);
        for value in values.iter().filter_map(Value::as_str) {
            headers.push(name.replace('_', "-"), value);
        }
    }
    headers
}

/// `name=value`, `name="value"`, and with `name=` at the end of a line, lines that begin with `  | `.
fn attributes(line: &str, more: &[&str]) -> Map<String, Value> {
    let mut attributes = Map::new();
    let mut open = of_line(line, &mut attributes);
    for line in more {
        match (of_value(line), &open) {
            (Some(text), Some(name)) => {
                if let Some(Value::String(value)) = attributes.get_mut(name) {
                    value.push_str(text);
                    value.push('\n');
                }
            }
            _ => open = of_line(line, &mut attributes),
        }
    }
    attributes
}

/// A line of a value, whose blank at the end is left out by editors if nothing is behind it.
fn of_value(line: &str) -> Option<&str> {
    let text = line.trim_start().strip_prefix('|')?;
    if text.is_empty() { Some(text) } else { text.strip_prefix(' ') }
}

/// Reads the attributes of a line. The last one may have its value on the next lines.
fn of_line(line: &str, attributes: &mut Map<String, Value>) -> Option<String> {
    let mut rest = line.trim_start_matches(':').trim();
    while let Some((name, value)) = rest.split_once('=') {
        let name = name.rsplit(' ').next().unwrap_or_default().to_owned();
        let (text, len) = match literal::read(value).filter(|_| value.starts_with('"')) {
            Some((text, len)) => (String::from_utf8_lossy(&text).into_owned(), len),
            None => {
                let len = value.find(' ').unwrap_or(value.len());
                (value[..len].to_owned(), len)
            }
        };
        rest = value[len..].trim_start();
        let is_open = text.is_empty() && rest.is_empty();
        attributes.insert(name.clone(), text.into());
        if is_open {
            return Some(name);
        }
    }
    None
}
