//! Texts of policy documents: in all escapes that JSON has, and as they are stored.

use iam_codec::policy::{Kind, judge, stored};
use regex::Regex;

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

/// Literals of `BinaryEquals`, by the pattern of base64 with padding.
#[test]
fn a_binary_literal_is_of_base64() {
    let pattern =
        Regex::new("^([A-Za-z0-9+/]{4})*[A-Za-z0-9+/]{2}(==|[A-Za-z0-9+/]=|[A-Za-z0-9+/]{2})$");
    let pattern = pattern.unwrap();
    let (mut literals, mut longest) = (vec![String::new()], vec![String::new()]);
    for _ in 0..8 {
        longest =
            longest.iter().flat_map(|text| ["A", "/", "="].map(|c| format!("{text}{c}"))).collect();
        literals.extend_from_slice(&longest);
    }
    for literal in literals.iter().map(String::as_str).chain(["AAA-", "AA_A", "AA A", "AAA\u{e9}"])
    {
        let document = format!(
            r#"{{"Statement":{{"Effect":"Allow","Action":"a:b","Resource":"*","Condition":{{"BinaryEquals":{{"k":"{literal}"}}}}}}}}"#
        );
        assert_eq!(judge(Kind::Inline, &document).is_ok(), pattern.is_match(literal), "{literal}");
    }
}

/// Session policies are the only documents whose first character is looked at before the others.
#[test]
fn a_document_may_begin_with_the_blanks_of_json_and_no_others() {
    const POLICY: &str = r#"{"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}}"#;
    for (blank, is_blank) in [
        (" ", true),
        ("\t", true),
        ("\r", true),
        ("\n", true),
        (" \r\n\t", true),
        ("\u{B}", false),
        ("\u{C}", false),
        ("\u{A0}", false),
        ("\u{FEFF}", false),
    ] {
        let document = format!("{blank}{POLICY}");
        for kind in [Kind::Inline, Kind::ContextKeys, Kind::Session] {
            assert_eq!(judge(kind, &document).is_ok(), is_blank, "{kind:?} {blank:?}");
        }
        let malformed = judge(Kind::Session, &format!("{blank}[]")).unwrap_err();
        let place = if is_blank { blank.len() } else { 0 };
        assert_eq!(malformed.offset(), place, "{blank:?}");
    }
}
