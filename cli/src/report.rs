//! What is wrong with an input, and where:
//!
//! ```text
//! error: 0 is not a valid index: parameter Tags.member.0.Key
//!  --> FILE:1:50 (byte 49)
//!   | ...gUser&Version=2010-05-08&UserName=anika&Tags.member.0.Key=Dept
//!   |                                            ^
//! ```

use std::ops::Range;

use crate::input::Input;
use crate::visible;

/// How many bytes of a line are shown.
const WIDTH: usize = 80;

/// Lines and columns are counted up to the beginning of every block once, and from there for each place.
const BLOCK: usize = 1024;

impl Input {
    /// What is wrong, the file, and if the place is known, a part of the line with a caret under it.
    pub(crate) fn report(&self, message: &str, offset: Option<usize>) -> String {
        let (message, name) = (visible::message(message), visible::message(&self.name));
        let report = format!("error: {message}\n --> {name}");
        let Some(offset) = offset else {
            return report + "\n";
        };
        let (line, column) = self.line_and_column(offset);
        let (before, after) = self.around(offset);
        let indent = before.len();
        format!(
            "{report}:{line}:{column} (byte {offset})\n  | {before}{after}\n  | {:indent$}^\n",
            "",
        )
    }

    /// What is wrong with a JSON document.
    pub(crate) fn report_json(&self, error: &serde_json::Error, document: Range<usize>) -> String {
        let (line, column, message) = (error.line(), error.column(), error.to_string());
        let message = message.strip_suffix(&format!(" at line {line} column {column}"));
        let start = document.start;
        let lines = self.bytes[document].split_inclusive(|&byte| byte == b'\n');
        let before: usize = lines.take(line.saturating_sub(1)).map(<[u8]>::len).sum();
        // Columns count from 1, but nothing was read of an empty document.
        let offset = start + before + column.saturating_sub(1);
        self.report(message.unwrap_or("not JSON"), Some(offset))
    }

    /// Both count from 1, the column in characters.
    fn line_and_column(&self, offset: usize) -> (usize, usize) {
        let step = |(line, column), byte: &u8| match byte {
            b'\n' => (line + 1, 1),
            // A character counts at its first byte.
            0x80..=0xBF => (line, column),
            _ => (line, column + 1),
        };
        let blocks = self.blocks.get_or_init(|| {
            let mut start = (1, 1);
            let mut blocks = vec![start];
            for block in self.bytes.chunks(BLOCK) {
                start = block.iter().fold(start, step);
                blocks.push(start);
            }
            blocks
        });
        let block = offset / BLOCK;
        self.bytes[block * BLOCK..offset].iter().fold(blocks[block], step)
    }

    /// The parts of the line that are shown: before the offset, and from it on.
    fn around(&self, offset: usize) -> (String, String) {
        let (before, after) = self.bytes.split_at(offset);
        let before = &before[before.len().saturating_sub(WIDTH + 1)..];
        let before = before.rsplit(|&byte| byte == b'\n').next().unwrap_or_default();
        let after = &after[..after.len().min(WIDTH + 2)];
        let after = after.split(|&byte| byte == b'\n').next().unwrap_or_default();
        let after = after.strip_suffix(b"\r").unwrap_or(after);

        let shown_after = after.len().min(WIDTH - before.len().min(WIDTH / 2));
        let shown_before = before.len().min(WIDTH - shown_after);
        let dots = |cut| if cut { "..." } else { "" };
        let (hidden, before) = before.split_at(before.len() - shown_before);
        let (after, rest) = after.split_at(shown_after);
        let before = dots(!hidden.is_empty()).to_owned() + &visible::bytes(before);
        (before, visible::bytes(after) + dots(!rest.is_empty()))
    }
}
