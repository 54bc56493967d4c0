//! What the command reads: a file, standard input, or the text of a message inside one of them.
//!
//! It knows bytes and places. It does not know what they mean.

use std::cell::OnceCell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

/// Bytes, and where they come from.
pub(crate) struct Input {
    /// The file.
    pub(crate) name: String,
    /// The part of the file that holds these bytes in another spelling, such as a member of a HAR.
    pub(crate) part: Option<String>,
    pub(crate) bytes: Vec<u8>,
    /// Line and column at the beginning of each block, counted when a place is first reported.
    pub(crate) blocks: OnceCell<Vec<(usize, usize)>>,
}

impl Input {
    fn new(name: String, part: Option<String>, bytes: Vec<u8>) -> Rc<Self> {
        Rc::new(Input { name, part, bytes, blocks: OnceCell::new() })
    }

    /// Reads a file, or standard input for `-`, of at most `most` bytes.
    pub(crate) fn read(file: &Path, most: u64) -> io::Result<Rc<Self>> {
        if is_stdin(file) {
            return Ok(Input::new("<stdin>".to_owned(), None, bounded(io::stdin(), most)?));
        }
        Ok(Input::new(file.display().to_string(), None, bounded(File::open(file)?, most)?))
    }

    /// The bytes of a message that this input spells in its own way.
    pub(crate) fn inner(&self, part: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Rc<Self> {
        let part = match &self.part {
            Some(outer) => format!("{outer}, {}", part.into()),
            None => part.into(),
        };
        Input::new(self.name.clone(), Some(part), bytes.into())
    }

    /// Whether it begins with a byte order mark, as some editors and shells write it.
    pub(crate) fn has_mark(&self) -> bool {
        self.bytes.starts_with(MARK)
    }

    /// How many bytes editors put in front: a byte order mark, white space.
    pub(crate) fn blank(&self) -> usize {
        leading_blank(&self.bytes)
    }
}

/// The same of any bytes.
pub(crate) fn leading_blank(bytes: &[u8]) -> usize {
    let behind = bytes.strip_prefix(MARK).unwrap_or(bytes);
    bytes.len() - behind.trim_ascii_start().len()
}

/// A byte order mark.
pub(crate) const MARK: &[u8] = "\u{FEFF}".as_bytes();

/// Whether a name means standard input.
pub(crate) fn is_stdin(file: &Path) -> bool {
    file == Path::new("-")
}

fn bounded(reader: impl Read, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    match u64::try_from(bytes.len()) {
        Ok(len) if len <= most => Ok(bytes),
        _ => Err(io::Error::other(format!(
            "more than {} MB; --max-size allows more",
            most / MEGABYTE
        ))),
    }
}

/// The unit of `--max-size`.
pub(crate) const MEGABYTE: u64 = 1_000_000;
