//! Sets of characters, as the patterns of the service's model name them.

use std::sync::OnceLock;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// A set of characters: a table for ASCII, a rule for the rest.
pub(crate) struct Class {
    ascii: [bool; 256],
    beyond: fn(char) -> bool,
}

impl Class {
    /// Whether all of `text` is ASCII and in the set. Without a branch per byte this takes half the time.
    #[inline]
    pub(crate) fn holds_ascii(&self, text: &str) -> bool {
        text.bytes().fold(true, |all, byte| all & self.ascii[usize::from(byte)])
    }

    #[inline]
    pub(crate) fn holds_all_of(&self, text: &str) -> bool {
        text.chars().all(|c| match u8::try_from(c) {
            Ok(byte) if byte.is_ascii() => self.ascii[usize::from(byte)],
            _ => (self.beyond)(c),
        })
    }
}

macro_rules! classes {
    ($($(#[$doc:meta])* $NAME:ident = $ascii:expr, $beyond:expr;)*) => {
        $($(#[$doc])* pub(crate) static $NAME: Class = Class { ascii: $ascii, beyond: $beyond };)*
    };
}

classes! {
    /// `[\w]`
    WORD = word_and(b""), |_| false;
    /// `[\w-]`
    WORD_DASH = word_and(b"-"), |_| false;
    /// `[\w._-]`
    WORD_DOT_DASH = word_and(b".-"), |_| false;
    /// `[\w+=,.@-]`, and `[\w+=,.\-@]`
    NAME = word_and(b"+=,.@-"), |_| false;
    /// `[\w+=/:,.@-]`
    SERIAL = word_and(b"+=/:,.@-"), |_| false;
    /// `[a-zA-Z0-9:_.-]`
    CHANNEL = word_and(b":.-"), |_| false;
    /// `[A-Z0-9]`
    UPPER_OR_DIGIT = upper_or_digit(), |_| false;
    /// `[\d]`
    DIGIT = range(b'0', b'9'), |_| false;
    /// `[ -~]`
    PRINTABLE_ASCII = range(b' ', b'~'), |_| false;
    /// `[\p{L}\p{Z}\p{N}_.:/=+\-@]`: letters, separators and numbers of any script.
    TAG = word_and(b" .:/=+-@"), is_letter_separator_or_number;
    /// `[\u0020-\u00FF]`
    LATIN = range(b' ', 0x7F), |c| c <= '\u{FF}';
    /// `[\u0009\u000A\u000D\u0020-\u00FF]`
    LATIN_LINES = with_line_ends(range(b' ', 0x7F)), |c| c <= '\u{FF}';
    /// `[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]`, as Java reads
    /// it: U+1000, `0` to U+10FF, and two `F`; nothing beyond U+FFFD (recorded).
    ARN_TEXT = with_line_ends(range(b' ', 0x7F)),
        |c| matches!(c, '\u{80}'..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}');
    /// `[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]`
    PRINTABLE_LATIN_LINES =
        with_line_ends(range(b' ', b'~')), |c| matches!(c, '\u{A1}'..='\u{FF}');
}

/// Whether the category of `c` says so. It takes long to find, so those of 64 characters are found at
/// once, when the first of them comes.
fn is_letter_separator_or_number(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Separator};
    static FOUND: [OnceLock<u64>; 0x400] = [const { OnceLock::new() }; 0x400];
    let is_one = |c: char| matches!(c.general_category_group(), Letter | Number | Separator);
    let (block, bit) = (c as u32 / 64, c as u32 % 64);
    let Some(found) = FOUND.get(block as usize) else {
        return is_one(c);
    };
    let find = || {
        let bit = |i| u64::from(char::from_u32(64 * block + i).is_some_and(is_one)) << i;
        (0..64).map(bit).sum()
    };
    found.get_or_init(find) >> bit & 1 == 1
}

/// `\w`, letters, digits and `_`, and `others`.
const fn word_and(others: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte: u8 = 0;
    while byte < 128 {
        table[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'_';
        byte += 1;
    }
    with(table, others)
}

const fn range(first: u8, last: u8) -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = first;
    while byte <= last {
        table[byte as usize] = true;
        byte += 1;
    }
    table
}

const fn upper_or_digit() -> [bool; 256] {
    with(range(b'A', b'Z'), b"0123456789")
}

const fn with_line_ends(table: [bool; 256]) -> [bool; 256] {
    with(table, b"\t\n\r")
}

const fn with(mut table: [bool; 256], others: &[u8]) -> [bool; 256] {
    let mut i = 0;
    while i < others.len() {
        table[others[i] as usize] = true;
        i += 1;
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_found_is_the_general_category() {
        use GeneralCategoryGroup::{Letter, Number, Separator};
        // The second time it is not found but remembered.
        for c in ('\0'..=char::MAX).chain('\0'..=char::MAX) {
            let expected = matches!(c.general_category_group(), Letter | Number | Separator);
            assert_eq!(is_letter_separator_or_number(c), expected, "{c:?}");
        }
    }
}
