//! Letters that every server knows.

use super::*;

#[test]
fn newer_letters_are_found_and_replaced() {
    // Of Unicode 15, 15.1, 16 and 17, raw and with escapes.
    for new in ["\u{1E4D0}", "\u{2EBF0}", "\u{1E5D0}", "\u{A7DC}", "%EA%9F%8E", "%f0%96%ba%a0"] {
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

#[test]
fn no_range_has_a_character_that_may_become_a_letter() {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

    let is_open = |c: &char| c.general_category() == GeneralCategory::Unassigned;
    // The last two of each plane, and these 32, are never assigned.
    let is_never = |c: &char| {
        let code = u32::from(*c);
        code & 0xFFFE == 0xFFFE || (0xFDD0..=0xFDEF).contains(&code)
    };
    let open: Vec<_> =
        ('\0'..=char::MAX).filter(|c| is_old(*c) && is_open(c) && !is_never(c)).collect();
    assert_eq!(open, ['\u{D7FF}']);
    for (c, old) in [
        ('\u{377}', true),
        ('\u{378}', false),
        ('\u{3A2}', false),
        ('\u{3A3}', true),
        ('\u{52F}', true),
        ('\u{530}', false),
        ('\u{20BF}', true),
        // Of Unicode 14.
        ('\u{20C0}', false),
        ('\u{9FA5}', true),
        ('\u{9FA6}', false),
        ('\u{10FFFF}', true),
    ] {
        assert_eq!(is_old(c), old, "{c:?}");
    }
}
