//! Letters that every server knows. A server with older Unicode tables refuses newer letters, and one with
//! newer tables accepts them: the difference says nothing about how it does IAM.

use std::ops::RangeInclusive;

use percent_encoding::percent_decode;

use iam_codec::Params;

/// Ranges in which all characters are assigned since Unicode 14 at the latest, or will never be letters.
const OLD: &[RangeInclusive<char>] = &[
    '\0'..='\u{377}',
    '\u{3A3}'..='\u{52F}',
    '\u{5D0}'..='\u{5EA}',
    '\u{620}'..='\u{669}',
    '\u{1680}'..='\u{1680}',
    '\u{1E00}'..='\u{1EFF}',
    '\u{2000}'..='\u{2064}',
    '\u{20A0}'..='\u{20BF}',
    '\u{2100}'..='\u{218B}',
    '\u{3000}'..='\u{303F}',
    '\u{3041}'..='\u{3096}',
    '\u{30A0}'..='\u{30FF}',
    '\u{4E00}'..='\u{9FA5}',
    '\u{AC00}'..='\u{D7A3}',
    // The last before the surrogates, and private use.
    '\u{D7FF}'..='\u{F8FF}',
    '\u{FEFF}'..='\u{FEFF}',
    '\u{FFF9}'..='\u{FFFF}',
    '\u{10000}'..='\u{1000B}',
    '\u{10400}'..='\u{1044F}',
    '\u{1D400}'..='\u{1D454}',
    '\u{1F600}'..='\u{1F64F}',
    '\u{20000}'..='\u{2A6D6}',
    '\u{F0000}'..='\u{10FFFF}',
];

fn is_old(c: char) -> bool {
    OLD.iter().any(|range| range.contains(&c))
}

/// Whether all that a server can read in a body is old.
pub(super) fn has_old_letters(body: &[u8]) -> bool {
    percent_decode(body).decode_utf8_lossy().chars().all(is_old)
}

/// The body with an old letter in the place of each other one; `None` if it cannot be read.
pub(super) fn with_old_letters(body: &[u8]) -> Option<Vec<u8>> {
    let older =
        |text: &str| text.chars().map(|c| if is_old(c) { c } else { 'é' }).collect::<String>();
    let mut changed = Params::default();
    for param in &Params::parse(body).ok()? {
        changed.push(older(param.name()), older(param.value()));
    }
    Some(changed.encode().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn newer_letters_are_found_and_replaced() {
        // Of Unicode 15, 15.1, 16 and 17, raw and with escapes.
        for new in ["\u{1E4D0}", "\u{2EBF0}", "\u{1E5D0}", "\u{A7DC}", "%EA%9F%8E", "%f0%96%ba%a0"]
        {
            let body = format!("Action=TagUser&Tags.member.1.Key=a{new}");
            assert!(!has_old_letters(body.as_bytes()), "{new}");
        }
        let body = "Action=TagUser&Tags.member.1.Key=%F0%9E%97%90%2B&%F0%9E%97%90=%26";
        let older = "Action=TagUser&Tags.member.1.Key=%C3%A9%2B&%C3%A9=%26";
        assert_eq!(with_old_letters(body.as_bytes()).as_deref(), Some(older.as_bytes()));
        assert!(has_old_letters(older.as_bytes()));
        assert_eq!(with_old_letters(b"Action=%FF"), None);
    }

    #[test]
    fn what_cannot_be_read_is_no_newer_letter() {
        for body in [
            &b"A=%FF"[..],
            b"A=\xF0\x9E",
            b"%",
            "A=İſ\u{212A}東京あ٣Ⅻ\u{3000}𝐀𠀀😀\u{10FFFF}".as_bytes(),
        ] {
            assert!(has_old_letters(body), "{}", body.escape_ascii());
        }
    }
}
