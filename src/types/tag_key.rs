//! When two tag keys are the same, and which are reserved.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};

use crate::types::tag::Tag;

/// As many tags as a resource may have. Unchecked requests may bring more.
const FEW: usize = 50;

/// Whether two tag keys that differ only in case are the same key.
///
/// ```
/// use iam_codec::{KeyCase, ResourceType};
///
/// assert_eq!(ResourceType::User.key_case(), KeyCase::Insensitive);
/// assert!(ResourceType::User.same_key("Größe", "GRÖßE"));
/// ```
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
            KeyCase::Insensitive => folded(a).eq(folded(b)),
        }
    }

    /// The key as all keys are written that are the same.
    pub(crate) fn folded(self, key: &str) -> Cow<'_, str> {
        match self {
            KeyCase::Sensitive => Cow::Borrowed(key),
            KeyCase::Insensitive => Cow::Owned(folded(key).collect()),
        }
    }

    /// The first tag whose key an earlier one has.
    pub(crate) fn duplicate(self, tags: &[Tag<'_>]) -> Option<usize> {
        if tags.len() <= FEW {
            return self.duplicate_of_few(tags);
        }
        let mut seen = HashSet::with_capacity(tags.len());
        tags.iter().position(|tag| !seen.insert(self.folded(&tag.key)))
    }

    /// A filter of 4,096 bits keeps the usual case at one pass; what it lets through is compared. The bench
    /// row "decode, 50 plain tags" lives by it.
    fn duplicate_of_few(self, tags: &[Tag<'_>]) -> Option<usize> {
        let folds = self == KeyCase::Insensitive;
        // Keys beyond ASCII cost more to compare, so nobody may choose them to have the same hash.
        let mut random = None;
        let mut seen = [0_u64; 64];
        for (i, tag) in tags.iter().enumerate() {
            let (mut hash, is_ascii) = key_hash(tag.key.as_bytes());
            if folds && !is_ascii {
                hash = folded_hash(&tag.key, *random.get_or_insert_with(random_odd));
            }
            let is_same = |earlier: &Tag<'_>| match random.is_none() {
                true if folds => earlier.key.eq_ignore_ascii_case(&tag.key),
                true => earlier.key == tag.key,
                false => self.same(&earlier.key, &tag.key),
            };
            let (word, bit) = (hash >> 6, 1 << (hash & 63));
            let may_be_seen = seen[word] & bit != 0;
            seen[word] |= bit;
            if may_be_seen && tags[..i].iter().any(is_same) {
                return Some(i);
            }
        }
        None
    }
}

/// What two keys have in common that differ in case alone.
fn folded(key: &str) -> impl Iterator<Item = char> {
    key.chars().flat_map(char::to_lowercase)
}

/// Twelve bits that keys share which differ only in case, for a key that is not ASCII.
#[inline(never)]
fn folded_hash(key: &str, factor: u64) -> usize {
    let (mut hash, mut any) = (0, 0);
    let mut mix = |c: char| {
        hash = (hash ^ u64::from(c)).wrapping_mul(factor);
        any |= u32::from(c);
    };
    for c in key.chars() {
        match is_caseless(c) {
            true => mix(c),
            false => c.to_lowercase().for_each(&mut mix),
        }
    }
    match any {
        // U+212A, the sign of the kelvin, is a `k`.
        ..=0x7F => key_hash(folded(key).collect::<String>().as_bytes()).0,
        _ => (hash >> 52) as usize,
    }
}

fn random_odd() -> u64 {
    RandomState::new().hash_one(0) | 1
}

/// Whether it is plain that `c` is its own lower case, which otherwise takes long to find: letters from
/// Hebrew to Myanmar and from Chinese to Korean.
fn is_caseless(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{109F}' | '\u{2E80}'..='\u{A63F}' | '\u{AC00}'..='\u{FEFF}')
}

/// Twelve bits that keys share which differ only in the case of ASCII letters, and whether the key is ASCII.
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
    let hash = (folded ^ key.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52;
    (hash as usize, is_ascii)
}

/// `aws:`, in whatever case, begins the keys that only AWS may set.
pub(crate) fn is_reserved(key: &str) -> bool {
    matches!(key.as_bytes(), [b'a' | b'A', b'w' | b'W', b's' | b'S', b':', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caseless_characters_are_their_own_lower_case() {
        for c in ('\0'..=char::MAX).filter(|&c| is_caseless(c)) {
            assert!(c.to_lowercase().eq([c]), "{c:?}");
        }
    }

    #[test]
    fn keys_that_differ_in_case_have_the_same_hash() {
        let random = random_odd();
        for (a, b) in [
            ("GRÖSSE", "größe".replace('ß', "ss")),
            ("\u{212A}ey", "kEY".to_owned()),
            ("\u{212A}ä", "kÄ".to_owned()),
            ("İ", "i\u{307}".to_owned()),
        ] {
            let hash = |key: &str| match key.is_ascii() {
                true => key_hash(key.as_bytes()).0,
                false => folded_hash(key, random),
            };
            assert_eq!(hash(a), hash(&b), "{a} {b}");
        }
    }
}
