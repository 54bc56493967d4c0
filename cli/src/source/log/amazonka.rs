//! What amazonka of Haskell prints: blocks of `name = value`, and bodies.

use std::rc::Rc;

use super::super::found::{Found, Headers};
use crate::input::Input;

pub(super) fn read(input: &Rc<Input>, text: &str) -> Vec<Found> {
    let mut found = Vec::new();
    let mut status = None;
    let mut headers = Headers::default();
    let mut lines = text.lines().enumerate();
    while let Some((index, line)) = lines.next() {
        let Some(title) = title(line) else { continue };
        let block: Vec<_> =
            lines.by_ref().map(|(_, line)| line).take_while(|l| *l != "}").collect();
        let label = format!("line {}", index + 1);
        match title {
            "Client Request" => found.push(request(input, &label, &block)),
            "Client Response" => {
                status =
                    value(&block, "status").and_then(|text| text.split(' ').next()?.parse().ok());
                headers = headers_of(&block);
            }
            "Raw Response Body" => {
                let body = input.inner(label, block.join("\n"));
                found.push(Found::reply(status.take(), std::mem::take(&mut headers), body));
            }
            _ => {}
        }
    }
    found
}

/// `[Client Request] {`, behind whatever the logger puts before it.
fn title(line: &str) -> Option<&str> {
    let (_, title) = line.trim_end().strip_suffix("] {")?.rsplit_once('[')?;
    ["Client Request", "Client Response", "Raw Response Body"].contains(&title).then_some(title)
}

fn request(input: &Rc<Input>, label: &str, block: &[&str]) -> Found {
    let query = value(block, "query").unwrap_or_default();
    let url = match query.trim_start_matches('?') {
        "" => String::new(),
        query => format!("?{query}"),
    };
    let url = input.inner(format!("{label}, query"), url);
    let body = input.inner(label, value(block, "body").unwrap_or_default());
    Found::request(value(block, "method").unwrap_or_default(), &url, headers_of(block), body)
}

fn value<'b>(block: &[&'b str], name: &str) -> Option<&'b str> {
    block.iter().find_map(|line| {
        let (key, value) = line.split_once('=')?;
        (key.trim() == name).then_some(value.trim())
    })
}

/// `name: value; name: value`, where a value may hold `; ` itself.
fn headers_of(block: &[&str]) -> Headers {
    let mut headers = Headers::default();
    let mut last: Option<(String, String)> = None;
    for part in value(block, "headers").unwrap_or_default().split("; ") {
        match (part.split_once(": "), &mut last) {
            (None, Some((_, value))) => *value += &format!("; {part}"),
            (Some((name, value)), last) => {
                if let Some((name, value)) = last.replace((name.to_owned(), value.to_owned())) {
                    headers.push(name, value);
                }
            }
            (None, None) => {}
        }
    }
    if let Some((name, value)) = last {
        headers.push(name, value);
    }
    headers
}
