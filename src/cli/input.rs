//! What the command reads, and what it is.

use std::cell::OnceCell;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use iam_codec::{Part, Place};

/// A file, or what stands in for one.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Line and column at the beginning of every block, as far as anyone asked.
    pub(crate) blocks: OnceCell<Vec<(usize, usize)>>,
}

impl Input {
    pub(crate) fn read(file: &Path) -> io::Result<Self> {
        let (name, bytes) = if file == Path::new("-") {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes)?;
            ("<stdin>".to_owned(), bytes)
        } else {
            (file.display().to_string(), fs::read(file)?)
        };
        Ok(Input { name, bytes, blocks: OnceCell::new() })
    }

    pub(crate) fn is_xml(&self) -> bool {
        let text = self.bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&self.bytes);
        text.trim_ascii_start().starts_with(b"<")
    }

    pub(crate) fn is_json_of_reply(&self) -> serde_json::Result<bool> {
        let document: serde_json::Value = serde_json::from_slice(&self.bytes)?;
        Ok(document.get("RequestId").is_some() || document.get("Error").is_some())
    }
}

/// Where the parameters of a request stand in an input.
#[derive(Default)]
pub(crate) struct Parts {
    pub(crate) query: Range<usize>,
    pub(crate) body: Range<usize>,
}

impl Parts {
    pub(crate) fn of(input: &[u8]) -> Self {
        let end = match input {
            [rest @ .., b'\r', b'\n'] | [rest @ .., b'\n'] => rest.len(),
            _ => input.len(),
        };
        let Some(target) = http_target(input) else {
            return Parts { query: 0..0, body: 0..end };
        };
        let query = match find(&input[target.clone()], b"?") {
            Some(at) => target.start + at + 1..target.end,
            None => target.end..target.end,
        };
        let heads = [&b"\r\n\r\n"[..], b"\n\n"].map(|line| Some(find(input, line)? + line.len()));
        let body = heads.into_iter().flatten().min().unwrap_or(end);
        Parts { query, body: body..end.max(body) }
    }

    pub(crate) fn offset(&self, place: Place) -> usize {
        let part = match place.part {
            Part::Query => &self.query,
            Part::Body => &self.body,
        };
        part.start + place.offset
    }
}

/// The second word of `POST /?Action=TagUser HTTP/1.1`.
fn http_target(input: &[u8]) -> Option<Range<usize>> {
    let line = input.split(|&byte| byte == b'\n').next()?.trim_ascii_end();
    let words: Vec<_> = line.split(|&byte| byte == b' ').collect();
    let [method, target, version] = words[..] else {
        return None;
    };
    let is_http = method.iter().all(u8::is_ascii_uppercase) && version.starts_with(b"HTTP/");
    let start = method.len() + 1;
    is_http.then_some(start..start + target.len())
}

fn find(input: &[u8], pattern: &[u8]) -> Option<usize> {
    input.windows(pattern.len()).position(|window| window == pattern)
}
