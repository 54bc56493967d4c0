//! What the command reads.

use std::cell::OnceCell;
use std::fs;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;

use serde::de::IgnoredAny;

/// A file, or standard input.
pub(crate) struct Input {
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
    /// Line and column at the beginning of each block, counted when a place is first reported.
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
        self.text().starts_with(b"<")
    }

    pub(crate) fn is_html(&self) -> bool {
        let begins = |with: &[u8]| {
            self.text().get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with))
        };
        begins(b"<!doctype html") || begins(b"<html")
    }

    /// The input without what editors put in front: a byte order mark, white space.
    fn text(&self) -> &[u8] {
        let text = self.bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(&self.bytes);
        text.trim_ascii_start()
    }

    /// Where the form stands, if the input is one: without the blank lines before it and the one line end
    /// behind it, which come from editors.
    pub(crate) fn form(&self) -> Range<usize> {
        let start = blank_lines(&self.bytes);
        start..start.max(without_line_end(&self.bytes))
    }

    /// Where the JSON documents stand, at least one. From the first that cannot be read, the rest of the
    /// input is one document.
    pub(crate) fn documents(&self) -> Vec<Range<usize>> {
        let reader = serde_json::Deserializer::from_slice(&self.bytes);
        let mut stream = reader.into_iter::<IgnoredAny>();
        let mut documents = Vec::new();
        loop {
            let start = stream.byte_offset();
            match stream.next() {
                Some(Ok(_)) => documents.push(start..stream.byte_offset()),
                None if !documents.is_empty() => return documents,
                Some(Err(_)) | None => {
                    documents.push(start..self.bytes.len());
                    return documents;
                }
            }
        }
    }
}

/// The length of the blank lines at the beginning.
pub(crate) fn blank_lines(input: &[u8]) -> usize {
    input.iter().position(|byte| !matches!(byte, b'\r' | b'\n')).unwrap_or(input.len())
}

/// The length without the line end at the end.
pub(crate) fn without_line_end(input: &[u8]) -> usize {
    match input {
        [rest @ .., b'\r', b'\n'] | [rest @ .., b'\n'] => rest.len(),
        _ => input.len(),
    }
}
