//! The text of a case file → its rows, with errors that say the line.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::cases::case::Template;
use crate::cases::check::Check;
use crate::cases::effects::EffectRow;
use crate::cases::lists::ListRow;
use crate::cases::neighbours::{ChangeRow, ThingRow};
use crate::cases::rows::{OperationRow, ResourceRow};
use crate::text::value::Value;
use crate::text::visible;

/// A case file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseFile {
    pub(crate) theme: String,
    #[serde(default)]
    pub(crate) sections: BTreeMap<String, String>,
    /// Variables that all cases have.
    #[serde(default)]
    pub(crate) constants: BTreeMap<String, String>,
    #[serde(default)]
    pub(crate) resource: Vec<ResourceRow>,
    /// Reads that show effects.
    #[serde(default)]
    pub(crate) effect: Vec<EffectRow>,
    /// Values of optional members, for requests that set all of them.
    #[serde(default)]
    pub(crate) samples: BTreeMap<String, Value>,
    #[serde(default)]
    pub(crate) list: Vec<Spanned<ListRow>>,
    /// What resources have, for changes that must leave it alone.
    #[serde(default)]
    pub(crate) thing: Vec<ThingRow>,
    #[serde(default)]
    pub(crate) change: Vec<Spanned<ChangeRow>>,
    #[serde(default)]
    pub(crate) operation: Vec<Spanned<OperationRow>>,
    #[serde(default)]
    pub(crate) check: Vec<Check>,
    #[serde(default)]
    pub(crate) case: Vec<Spanned<Template>>,
}

/// Reads a case file.
///
/// # Errors
///
/// The text is not TOML of this shape. The message names the line, and quotes no hidden character.
pub(crate) fn read(text: &str) -> Result<CaseFile, String> {
    toml::from_str(text).map_err(|error| {
        let line = error.span().map_or(1, |span| Lines::of(text).line(span.start));
        format!("line {line}: {}", visible::line(error.message()))
    })
}

/// Where the lines of a text end, so that asking for the line of each case does not count them anew.
pub(crate) struct Lines(Vec<usize>);

impl Lines {
    pub(crate) fn of(text: &str) -> Self {
        Lines(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The number of the line that holds this byte, from 1.
    pub(crate) fn line(&self, byte: usize) -> usize {
        1 + self.0.partition_point(|end| *end < byte)
    }
}

/// FNV-1a with 64 bits: it is not meant to withstand anybody, only to tell suites apart.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Hash(0xcbf2_9ce4_8422_2325)
    }
}

impl Hash {
    pub(crate) fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    pub(crate) fn text(self) -> String {
        format!("{:016x}", self.0)
    }
}

#[cfg(test)]
mod tests;
