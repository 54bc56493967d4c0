//! Texts of policy documents: in all escapes that JSON has, and as they are stored.

use iam_codec::policy::{Kind, judge, stored};

/// The two halves of a character beyond U+FFFF, and halves without the other.
#[test]
fn a_text_is_read_whatever_escapes_it_is_written_in() {
    let escaped = |c: char| {
        let mut units = [0; 2];
        c.encode_utf16(&mut units).iter().map(|unit| format!("\\u{unit:04x}")).collect::<String>()
    };
    let borders = [0xFFFF, 0x1_0000, 0x1_03FF, 0x1_0400, 0x2_0000, 0xF_FFFF, 0x10_FC00, 0x10_FFFF];
    let around = borders.into_iter().flat_map(|c| c - 2..=c + 2).filter_map(char::from_u32);
    for c in around.chain(['a', 'é', '東', '\u{D7FF}', '\u{E000}']) {
        // The sentence about a resource that is not an ARN has its text.
        let document = |text: &str| {
            format!(
                r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"a:b","Resource":"{text}"}}}}"#
            )
        };
        let sentence = |text: &str| {
            let malformed = judge(Kind::Managed, &document(text)).unwrap_err();
            malformed.message().unwrap().to_owned()
        };
        let expected = format!("Resource x{c}y must be in ARN format or \"*\".");
        assert_eq!(sentence(&format!("x{}y", escaped(c))), expected);
        assert_eq!(
            sentence(&format!("x{}y", escaped(c).to_uppercase().replace('U', "u"))),
            expected
        );
    }
    for alone in ["\\ud800", "\\udbff", "\\udc00", "\\udfff", "\\ud800\\ud800", "\\udc00\\ud800"] {
        let document = format!(
            r#"{{"Version":"2012-10-17","Statement":{{"Effect":"Allow","Action":"a:b","Resource":"{alone}"}}}}"#
        );
        let malformed = judge(Kind::Managed, &document).unwrap_err();
        let halves = "\u{FFFD}".repeat(alone.len() / 6);
        assert_eq!(
            malformed.message(),
            Some(&*format!("Resource {halves} must be in ARN format or \"*\"."))
        );
    }
}

/// Keys and their opposites are stored alike.
#[test]
fn what_is_not_meant_is_stored_as_what_is() {
    for (key, value, stored_value) in [
        ("Principal", r#"{"AWS":"123456789012"}"#, r#"{"AWS":"arn:aws:iam::123456789012:root"}"#),
        (
            "Principal",
            r#"{"AWS":["123456789012","a"]}"#,
            r#"{"AWS":["arn:aws:iam::123456789012:root","a"]}"#,
        ),
        ("Principal", r#"{"Service":["a"]}"#, r#"{"Service":"a"}"#),
        ("Principal", r#""*""#, r#""*""#),
        ("Action", r#"["a"]"#, r#""a""#),
        ("Action", r#"["a", "b"]"#, r#"["a","b"]"#),
        ("Resource", r#"["a"]"#, r#""a""#),
    ] {
        for key in [key.to_owned(), format!("Not{key}")] {
            let document = format!(r#"{{ "Statement": {{ "{key}": {value} }} }}"#);
            let expected = format!(r#"{{"Statement":[{{"{key}":{stored_value}}}]}}"#);
            assert_eq!(stored(Kind::Trust, &document), expected);
        }
    }
}
