//! The form stage on its own: pairs, texts, and escapes checked against percent-encoding's decoder.

use std::borrow::Cow;

use iam_codec::form::{self, FormErrorKind};
use percent_encoding::percent_decode;

/// Each pair as name, value and offset.
fn pairs(body: &str) -> Vec<(Cow<'_, str>, Cow<'_, str>, usize)> {
    form::pairs(body.as_bytes())
        .map(|pair| (pair.name().unwrap(), pair.value().unwrap(), pair.offset()))
        .collect()
}

#[test]
fn cuts_at_ampersands_and_first_equals_signs() {
    assert_eq!(pairs(""), []);
    assert_eq!(
        pairs("a=1&b=2=3&c&&=4&;d;=5&"),
        [
            ("a".into(), "1".into(), 0),
            ("b".into(), "2=3".into(), 4),
            ("c".into(), "".into(), 10),
            ("".into(), "".into(), 12),
            ("".into(), "4".into(), 13),
            (";d;".into(), "5".into(), 16),
            ("".into(), "".into(), 22),
        ]
    );
}

#[test]
fn tells_no_value_from_an_empty_one() {
    let values: Vec<_> = form::pairs(b"a&b=").map(|pair| pair.raw_value()).collect();
    assert_eq!(values, [None, Some(&b""[..])]);
}

#[test]
fn leaves_raw_texts_escaped() {
    let pair = form::pairs(b"%41+=%42=").next().unwrap();
    assert_eq!((pair.raw_name(), pair.raw_value()), (&b"%41+"[..], Some(&b"%42="[..])));
}

#[test]
fn joined_raw_pairs_are_the_body() {
    for body in ["", "&", "&&", "a", "a&", "&a", "a=1&&b=%zz&\u{7f}=\u{80}é", "=&=&="] {
        let raw: Vec<_> = form::pairs(body.as_bytes()).map(|pair| pair.raw()).collect();
        assert_eq!(raw.join(&b'&'), body.as_bytes(), "{body}");
    }
    let every_byte: Vec<u8> = (0..=255).chain(0..=255).collect();
    let raw: Vec<_> = form::pairs(&every_byte).map(|pair| pair.raw()).collect();
    assert_eq!(raw.join(&b'&'), every_byte);
}

#[test]
fn decodes_every_escape_in_either_case() {
    for byte in 0..=127_u8 {
        for escape in [format!("%{byte:02x}"), format!("%{byte:02X}")] {
            let body = format!("x={escape}");
            assert_eq!(pairs(&body)[0].1, char::from(byte).to_string(), "{body}");
        }
    }
}

#[test]
fn decodes_as_percent_encoding_does() {
    let texts = ["a%20b%2Bc", "%E6%9D%B1", "é%C3%A9", "100%25", "%41%42%43%44%45%46%47%48%49%4a"];
    for text in texts {
        let expected = percent_decode(text.as_bytes()).decode_utf8().unwrap();
        assert_eq!(pairs(text)[0].0, expected);
        assert_eq!(pairs(&format!("n={text}"))[0].1, expected);
    }
}

#[test]
fn names_the_first_unreadable_byte() {
    let cases = [
        (&b"a=%"[..], FormErrorKind::InvalidEscape, 2),
        (b"a=%4", FormErrorKind::InvalidEscape, 2),
        (b"a=%41%", FormErrorKind::InvalidEscape, 5),
        (b"a=%41%g1", FormErrorKind::InvalidEscape, 5),
        (b"a=%%41", FormErrorKind::InvalidEscape, 2),
        (b"a=%F0%0f%", FormErrorKind::InvalidEscape, 8),
        (b"a=+%4g", FormErrorKind::InvalidEscape, 3),
        (b"a=%+1", FormErrorKind::InvalidEscape, 2),
        (b"a=b\xFFc", FormErrorKind::InvalidUtf8, 3),
        (b"a=%41%FF%41", FormErrorKind::InvalidUtf8, 5),
        (b"a=%C3%28", FormErrorKind::InvalidUtf8, 2),
        (b"a=x+%E6%9D", FormErrorKind::InvalidUtf8, 4),
        // An escape that cannot be read is found before what it might have completed.
        (b"a=\xFF%zz", FormErrorKind::InvalidEscape, 3),
    ];
    for (body, kind, offset) in cases {
        let error = form::pairs(body).next().unwrap().value().unwrap_err();
        assert_eq!((error.kind(), error.offset()), (kind, offset), "{}", body.escape_ascii());
    }
}

#[test]
fn escapes_all_but_the_unreserved() {
    for byte in 0..=127_u8 {
        let text = char::from(byte).to_string();
        let mut body = String::new();
        form::encode_text(&text, &mut body);
        let bare = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
        assert_eq!(body, if bare { text } else { format!("%{byte:02X}") });
    }
    let mut body = String::new();
    form::encode_text("東京 é\u{1D11E}x", &mut body);
    assert_eq!(body, "%E6%9D%B1%E4%BA%AC%20%C3%A9%F0%9D%84%9Ex");
}

#[test]
fn what_is_escaped_decodes_to_itself() {
    let text: String = ('\0'..'\u{300}').chain(['\u{FFFE}', '\u{10FFFF}']).collect();
    let mut body = "name=".to_owned();
    form::encode_text(&text, &mut body);
    assert_eq!(pairs(&body)[0].1, text);
}

#[test]
fn names_itself_in_messages() {
    let error = form::pairs(b"a=%zz").next().unwrap().value().unwrap_err();
    assert_eq!(error.to_string(), "invalid percent escape at byte 2");
    let error = form::pairs(b"a=\xFF").next().unwrap().value().unwrap_err();
    assert_eq!(error.to_string(), "invalid UTF-8 at byte 2");
}

/// The text that `raw` stands for, read one byte after the other, or where it cannot be read.
fn read_slowly(raw: &[u8]) -> Result<String, (FormErrorKind, usize)> {
    let digit = |at: usize| char::from(*raw.get(at)?).to_digit(16);
    let (mut bytes, mut places, mut at) = (Vec::new(), Vec::new(), 0);
    while at < raw.len() {
        places.push(at);
        let (byte, len) = match raw[at] {
            b'%' => match (digit(at + 1), digit(at + 2)) {
                (Some(high), Some(low)) => ((high * 16 + low) as u8, 3),
                _ => return Err((FormErrorKind::InvalidEscape, at)),
            },
            b'+' => (b' ', 1),
            byte => (byte, 1),
        };
        bytes.push(byte);
        at += len;
    }
    String::from_utf8(bytes)
        .map_err(|e| (FormErrorKind::InvalidUtf8, places[e.utf8_error().valid_up_to()]))
}

/// Escapes are counted in pieces of 255 bytes, and bytes that stand for themselves are copied eight at once.
#[test]
fn reads_texts_of_any_length_as_byte_by_byte() {
    let units = [&b"%"[..], b"%4", b"%41", b"%C3%a9", b"%FF", b"+", b"a", b"\xC3\xA9", b"ab%2C+"];
    for (unit, other) in units.iter().flat_map(|unit| units.map(|other| (unit, other))) {
        for len in (0..=40).chain(250..=260).chain(505..=515) {
            let raw = [&unit.repeat(len / unit.len())[..], other].concat();
            let read = form::pairs(&raw).next().unwrap().name().map(Cow::into_owned);
            let read = read.map_err(|error| (error.kind(), error.offset()));
            assert_eq!(read, read_slowly(&raw), "{}", raw.escape_ascii());
        }
    }
}

/// Texts of more than 64 bytes are escaped in larger blocks.
#[test]
fn escapes_texts_of_any_length() {
    for (bare, escaped) in [("a", "%26"), ("", "%26"), ("aaaaaaa", "%26"), ("a", "%C3%A9")] {
        for len in (0..=140).chain(335..=350).chain(675..=690) {
            let pieces = |special: &str| format!("{bare}{special}").repeat(len);
            let special = if escaped == "%26" { "&" } else { "é" };
            let mut body = String::from("a=");
            form::encode_text(&pieces(special), &mut body);
            assert_eq!(body, format!("a={}", pieces(escaped)));
        }
    }
}
