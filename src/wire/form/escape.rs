//! Texts ⇄ percent escapes.

use std::borrow::Cow;
use std::str::{self, Utf8Error};

use crate::wire::form::error::{FormError, FormErrorKind};
use crate::wire::form::memory::{Allocations, Memory};
use crate::wire::form::run::bare_run;

/// The text that `raw` stands for. Errors count from the beginning of `raw`.
pub(super) fn decode(raw: &[u8]) -> Result<Cow<'_, str>, FormError> {
    match str::from_utf8(raw) {
        Ok(raw) => text(raw, &mut Allocations),
        // An escape may complete what is not UTF-8 by itself.
        Err(_) => unescape(raw, b' ').map(Cow::Owned),
    }
}

/// The text that `raw` stands for, in this memory.
pub(super) fn text<'a>(
    raw: &'a str,
    memory: &mut impl Memory<'a>,
) -> Result<Cow<'a, str>, FormError> {
    if !raw.bytes().any(|byte| matches!(byte, b'%' | b'+')) {
        return Ok(Cow::Borrowed(raw));
    }
    let raw = raw.as_bytes();
    let Some(bytes) = memory.take(decoded_len(raw)) else {
        return unescape(raw, b' ').map(Cow::Owned);
    };
    fill(bytes, raw, b' ')?;
    str::from_utf8(bytes).map(Cow::Borrowed).map_err(|e| invalid_utf8(raw, e))
}

/// The text that percent escapes stand for, with a `+` for itself.
pub(crate) fn percent_decoded(raw: &str) -> Result<String, FormError> {
    unescape(raw.as_bytes(), b'+')
}

#[inline]
fn unescape(raw: &[u8], plus: u8) -> Result<String, FormError> {
    // Allocated once and exactly. Filled with the raw bytes, since zeroed memory comes from a slower place
    // of the allocator.
    let mut bytes = raw[..decoded_len(raw)].to_vec();
    fill(&mut bytes, raw, plus)?;
    String::from_utf8(bytes).map_err(|e| invalid_utf8(raw, e.utf8_error()))
}

/// How many bytes the text of `raw` has, unless an escape is broken.
fn decoded_len(raw: &[u8]) -> usize {
    // In pieces whose count fits a byte, so that many bytes are counted at once.
    let count = |piece: &[u8]| piece.iter().map(|&byte| u8::from(byte == b'%')).sum::<u8>();
    let escapes: usize = raw.chunks(255).map(|piece| usize::from(count(piece))).sum();
    raw.len().saturating_sub(2 * escapes)
}

/// Puts the text of `raw` into `slots`, one for each of its bytes.
#[inline]
fn fill(slots: &mut [u8], raw: &[u8], plus: u8) -> Result<(), FormError> {
    let (mut at, mut filled) = (0, 0);
    while let Some(slot) = slots.get_mut(filled) {
        let mut len = 1;
        match raw[at] {
            b'%' => {
                let Some([_, high, low]) = raw[at..].first_chunk() else { break };
                let (high, low) = (hex(*high), hex(*low));
                if high | low > 15 {
                    break;
                }
                *slot = high << 4 | low;
                at += 2;
            }
            b'+' => *slot = plus,
            byte => {
                *slot = byte;
                len = bare_word(&mut slots[filled..], &raw[at..]);
            }
        }
        at += len;
        filled += len;
    }
    match at < raw.len() {
        true => Err(FormError { kind: FormErrorKind::InvalidEscape, offset: broken_escape(raw) }),
        false => Ok(()),
    }
}

/// Copies the bytes behind the first that stand for themselves too: up to eight with it.
#[inline]
fn bare_word(slots: &mut [u8], raw: &[u8]) -> usize {
    let (Some(slots), Some(word)) = (slots.first_chunk_mut::<8>(), raw.first_chunk::<8>()) else {
        return 1;
    };
    *slots = *word;
    bare_run(word).max(1)
}

#[cold]
fn invalid_utf8(raw: &[u8], error: Utf8Error) -> FormError {
    FormError { kind: FormErrorKind::InvalidUtf8, offset: raw_len(raw, error.valid_up_to()) }
}

/// The byte that an escape like `%2F` stands for.
pub(crate) fn escaped_byte(escape: &[u8]) -> Option<u8> {
    match *escape {
        [b'%', high, low] if hex(high) | hex(low) <= 15 => Some(hex(high) << 4 | hex(low)),
        _ => None,
    }
}

/// How many bytes of `raw` the first `decoded` bytes of its text take.
fn raw_len(raw: &[u8], decoded: usize) -> usize {
    let mut rest = raw;
    for _ in 0..decoded {
        let unit = if rest.first() == Some(&b'%') { 3 } else { 1 };
        rest = rest.get(unit..).unwrap_or_default();
    }
    raw.len() - rest.len()
}

/// Where the first `%` without two hex digits is.
#[cold]
fn broken_escape(raw: &[u8]) -> usize {
    let is_broken = |at: &usize| match raw[*at..] {
        [b'%', high, low, ..] => hex(high) | hex(low) > 15,
        [first, ..] => first == b'%',
        [] => true,
    };
    (0..=raw.len()).find(is_broken).unwrap_or(raw.len())
}

/// Appends `text` with all but the unreserved characters `A–Z a–z 0–9 - _ . ~` escaped, in upper-case
/// hex, as AWS's SDKs do ([RFC 3986, section 2.3](https://www.rfc-editor.org/rfc/rfc3986#section-2.3)).
///
/// ```
/// let mut body = String::from("Path=");
/// iam_codec::form::encode_text("/a b/", &mut body);
/// assert_eq!(body, "Path=%2Fa%20b%2F");
/// ```
pub fn encode_text(text: &str, body: &mut String) {
    let is_bare = |byte: &u8| UNRESERVED[usize::from(*byte)];
    // Most texts are bare, and without a branch per byte that is found out in half the time. A policy or a
    // path shows with its first bytes that it is not.
    let all_bare = |bytes: &[u8]| bytes.iter().fold(true, |all, byte| all & is_bare(byte));
    let (head, tail) = text.as_bytes().split_at(text.len().min(8));
    if all_bare(head) && all_bare(tail) {
        return body.push_str(text);
    }
    // Zeroing a large block takes as long as escaping a short text.
    match text.len() {
        ..=64 => escape::<{ 127 + 4 }>(text, body),
        _ => escape::<{ 1023 + 4 }>(text, body),
    }
}

/// Appends `text` escaped, in blocks of `SIZE`, four more than a power of two less one.
#[inline]
fn escape<const SIZE: usize>(text: &str, body: &mut String) {
    let longest = SIZE - 4;
    let mut escaped = [0; SIZE];
    for piece in text.as_bytes().chunks(longest / 3) {
        let mut len = 0;
        for byte in piece {
            // Four bytes are copied at once; what does not count is overwritten. The mask changes nothing
            // and spares the check of the index.
            let unit = ESCAPED[usize::from(*byte)];
            let at = len & longest;
            escaped[at..at + 4].copy_from_slice(&unit);
            len += usize::from(unit[3]);
        }
        // All of it is ASCII.
        body.push_str(str::from_utf8(&escaped[..len]).unwrap_or_default());
    }
}

/// The digit that `byte` stands for, or 255.
fn hex(byte: u8) -> u8 {
    HEX[usize::from(byte)]
}

const HEX: [u8; 256] = {
    let mut table = [u8::MAX; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match byte as u8 {
            digit @ b'0'..=b'9' => digit - b'0',
            digit @ b'A'..=b'F' => digit - b'A' + 10,
            digit @ b'a'..=b'f' => digit - b'a' + 10,
            _ => u8::MAX,
        };
        byte += 1;
    }
    table
};

/// The bytes that all SDKs leave bare.
const UNRESERVED: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < table.len() {
        let ascii = byte as u8;
        table[byte] = ascii.is_ascii_alphanumeric() || matches!(ascii, b'-' | b'_' | b'.' | b'~');
        byte += 1;
    }
    table
};

/// The text of each byte, itself or its escape; the last place says how much of it counts.
const ESCAPED: [[u8; 4]; 256] = {
    let digits = b"0123456789ABCDEF";
    let mut table = [[0; 4]; 256];
    let mut byte = 0;
    while byte < table.len() {
        table[byte] = match UNRESERVED[byte] {
            true => [byte as u8, 0, 0, 1],
            false => [b'%', digits[byte >> 4], digits[byte & 15], 3],
        };
        byte += 1;
    }
    table
};
