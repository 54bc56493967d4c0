//! When two tag keys are the same, and which are reserved.

use std::collections::HashSet;

use crate::tag::Tag;

/// Whether two tag keys that differ only in case are the same key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "keys have a case or they have not")]
pub enum KeyCase {
    /// `Dept` and `dept` are two tags.
    Sensitive,
    /// `Dept` and `dept` are one tag, which keeps the spelling that was sent last.
    Insensitive,
}

impl KeyCase {
    /// Whether two keys are the same. Without case means that their lower-case forms are equal.
    pub(crate) fn same(self, a: &str, b: &str) -> bool {
        match self {
            KeyCase::Sensitive => a == b,
            KeyCase::Insensitive if a.is_ascii() && b.is_ascii() => a.eq_ignore_ascii_case(b),
            KeyCase::Insensitive => folded(a) == folded(b),
        }
    }

    /// The first tag whose key an earlier one has.
    ///
    /// The decoder calls it with at most 50 tags. A filter of 1,024 bits keeps the usual case at one
    /// pass; what it lets through is compared.
    pub(crate) fn duplicate(self, tags: &[Tag<'_>]) -> Option<usize> {
        let folds = self == KeyCase::Insensitive;
        let same = |a: &str, b: &str| if folds { a.eq_ignore_ascii_case(b) } else { a == b };
        let mut seen = [0_u64; 16];
        for (i, tag) in tags.iter().enumerate() {
            let (hash, is_ascii) = key_hash(tag.key.as_bytes());
            if folds && !is_ascii {
                let mut seen = HashSet::new();
                return tags.iter().position(|tag| !seen.insert(folded(&tag.key)));
            }
            let (word, bit) = (hash >> 6, 1 << (hash & 63));
            let may_be_seen = seen[word] & bit != 0;
            seen[word] |= bit;
            if may_be_seen && tags[..i].iter().any(|earlier| same(&earlier.key, &tag.key)) {
                return Some(i);
            }
        }
        None
    }
}

/// What two keys have in common that differ in case alone.
fn folded(key: &str) -> String {
    key.chars().flat_map(char::to_lowercase).collect()
}

/// Ten bits that keys share which differ only in the case of ASCII letters, and whether the key is ASCII.
#[inline]
fn key_hash(key: &[u8]) -> (usize, bool) {
    const EACH_BYTE: u64 = u64::MAX / 0xFF;
    let (first, last) = match (key.first_chunk(), key.last_chunk()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => (key.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)), 0),
    };
    let is_ascii = (first | last) & EACH_BYTE << 7 == 0 && (key.len() <= 16 || key.is_ascii());
    let case = EACH_BYTE * 0x20;
    let folded = (first | case) ^ (last | case).rotate_left(29);
    let hash = (folded ^ key.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 54;
    (hash as usize, is_ascii)
}

/// `aws:`, in whatever case, begins what only AWS may set.
pub(crate) fn is_reserved(text: &str) -> bool {
    matches!(text.as_bytes(), [b'a' | b'A', b'w' | b'W', b's' | b'S', b':', ..])
}
