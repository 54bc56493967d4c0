//! How far a text goes on as it is: eight bytes are looked at at once.

/// How many bytes at the beginning are above `,`. The three bytes that mean something in a value
/// (`%`, `&`, `+`) are below, and every byte that SDKs leave bare is above.
#[inline]
pub(super) fn bare_run(bytes: &[u8]) -> usize {
    run_above(bytes, b',')
}

/// How many bytes at the beginning are above `limit`, an ASCII byte: one test for eight bytes.
#[inline]
pub(crate) fn run_above(bytes: &[u8], limit: u8) -> usize {
    run(bytes, |word| up_to(word, limit), |byte| byte <= limit)
}

/// How many bytes at the beginning are above `,` and no `=`: a bare name, which the `=` ends.
#[inline]
pub(super) fn name_run(bytes: &[u8]) -> usize {
    let ends = |word| up_to(word, b',') | up_to(word ^ (ONES * u64::from(b'=')), 0);
    run(bytes, ends, |byte| byte <= b',' || byte == b'=')
}

/// How many bytes at the beginning are above `/` and no `=`: a name without any index, which `.` or `=` ends.
#[inline]
pub(crate) fn word_run(bytes: &[u8]) -> usize {
    let ends = |word| up_to(word, b'/') | up_to(word ^ (ONES * u64::from(b'=')), 0);
    run(bytes, ends, |byte| byte <= b'/' || byte == b'=')
}

/// How many bytes are before the first one that ends a run: one test for eight bytes.
// Bench row: decode_unchecked, 50 plain tags.
#[inline]
fn run(bytes: &[u8], ends: impl Fn(u64) -> u64, is_end: impl Fn(u8) -> bool) -> usize {
    let mut len = 0;
    while let Some(chunk) = bytes[len..].first_chunk() {
        match ends(u64::from_le_bytes(*chunk)) {
            0 => len += chunk.len(),
            ends => return len + ends.trailing_zeros() as usize / 8,
        }
    }
    len + bytes[len..].iter().take_while(|&&byte| !is_end(byte)).count()
}

const ONES: u64 = u64::MAX / 0xFF;

/// The high bit of each byte of the word that is at most `limit`, an ASCII byte; behind the first such
/// byte also of others.
#[inline]
fn up_to(word: u64, limit: u8) -> u64 {
    word.wrapping_sub(ONES * (u64::from(limit) + 1)) & !word & ONES << 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn assert_ends_at(ends: &[u8], run: fn(&[u8]) -> usize, bare: &[u8]) {
        let bare = bare.repeat(3);
        assert_eq!(run(&bare), bare.len());
        for len in 0..bare.len() {
            for end in ends {
                let mut bytes = bare.clone();
                bytes[len] = *end;
                assert_eq!(run(&bytes), len, "{bytes:?}");
                assert_eq!(run(&bytes[..=len]), len, "{bytes:?}");
                assert_eq!(run(&bytes[..len]), len, "{bytes:?}");
            }
        }
    }

    #[test]
    fn a_bare_run_ends_at_the_first_byte_up_to_a_comma() {
        assert_ends_at(b",+&%\0", bare_run, b"-./09=AZaz_~\x7F\x80\xA0\xFF-");
    }

    #[test]
    fn a_name_run_ends_at_an_equals_sign_too() {
        assert_ends_at(b"=,+&%\0", name_run, b"-./09<>AZaz_~\x7F\x80\xA0\xBD\xFF-");
    }

    #[test]
    fn a_word_run_ends_at_a_dot_too() {
        assert_ends_at(b"=./-,+&%\0", word_run, b"09<>AZaz_~\x7F\x80\xA0\xBD\xFF0");
    }
}
