//! Pairs, against the URL Standard.

use iam_codec::form::FormErrorKind;
use iam_codec::{Params, form};

/// `form_urlencoded`, which implements the URL Standard, reads the same pairs.
///
/// Differing on purpose: it cannot fail. Where it leaves a broken escape as it is, or puts U+FFFD
/// in the place of invalid UTF-8, the codec refuses.
pub fn diff_pairs(body: &[u8]) {
    let theirs: Vec<_> = form_urlencoded::parse(body).collect();
    let ours: Vec<_> = form::pairs(body).filter(|pair| !pair.raw().is_empty()).collect();
    assert_eq!(ours.len(), theirs.len());
    for (ours, (name, value)) in ours.iter().zip(&theirs) {
        for (ours, theirs) in [(ours.name(), name), (ours.value(), value)] {
            match ours.map_err(|e| e.kind()) {
                Ok(text) => assert_eq!(&text, theirs),
                Err(FormErrorKind::InvalidEscape) => assert!(theirs.contains('%')),
                Err(_) => assert!(theirs.contains(char::REPLACEMENT_CHARACTER)),
            }
        }
    }
    let readable = ours.iter().all(|pair| pair.name().is_ok() && pair.value().is_ok());
    assert_eq!(readable, is_readable(body));
    match Params::parse(body) {
        Ok(params) => {
            let params = params.iter().map(|param| (param.name(), param.value()));
            assert!(params.eq(theirs.iter().map(|(name, value)| (&name[..], &value[..]))));
        }
        Err(_) => assert!(!readable),
    }
}

/// Whether every `%` begins an escape and every name and value is UTF-8.
pub(super) fn is_readable(body: &[u8]) -> bool {
    let is_text = |text: &[u8]| {
        let mut bytes = Vec::new();
        let mut at = 0;
        while at < text.len() {
            if text[at] == b'%' {
                let digits =
                    text.get(at + 1..at + 3).and_then(|digits| str::from_utf8(digits).ok());
                let hex =
                    digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) else {
                    return false;
                };
                bytes.push(byte);
                at += 3;
            } else {
                bytes.push(text[at]);
                at += 1;
            }
        }
        String::from_utf8(bytes).is_ok()
    };
    let mut pairs = body.split(|&byte| byte == b'&');
    pairs.all(|pair| pair.splitn(2, |&byte| byte == b'=').all(is_text))
}
