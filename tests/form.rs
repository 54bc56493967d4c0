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
