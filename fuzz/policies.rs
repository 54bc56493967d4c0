//! Policy documents: what `iam_codec::policy` says of them, beside an oracle over `serde_json`'s trees that
//! shares no code and no table with it.

#[path = "policies/faults.rs"]
mod faults;
#[path = "policies/generator.rs"]
mod generator;
#[path = "policies/oracle.rs"]
mod oracle;
#[path = "policies/spelling.rs"]
mod spelling;
#[path = "policies/texts.rs"]
pub mod texts;

use arbitrary::Unstructured;
use iam_codec::policy::{Kind, MalformedPolicy, Quota, judge, size, stored};
use serde::de::IgnoredAny;
use serde_json::Value;

use crate::inputs::Dice;
use crate::properties::Property;
use faults::{Expected, Made};

/// The claims about the texts of documents.
pub const OF_TEXTS: &[(&str, Property)] = &[("judge_policy", judge_policy)];

/// The claims about values, which are made of any bytes.
pub const OF_VALUES: &[(&str, Property)] = &[("policy", policy)];

/// A text is read as JSON where `serde_json` reads it, and judged as the oracle judges its tree; the place
/// of a fault lies inside the text. A trust policy comes back as the oracle rewrites it; what is taken is taken
/// in its stored form, too.
pub fn judge_policy(text: &[u8]) {
    let Ok(text) = str::from_utf8(text) else { return };
    for kind in Kind::ALL {
        let verdict = judge(kind, text);
        assert_place(text, &verdict);
        assert_is_answered(&verdict);
        assert!(size(kind, text) <= text.len() * 4);
        assert_eq!(Kind::from_name(kind.as_str()), Some(kind));
    }
    let trust = judge(Kind::Trust, text);
    assert_is_taken_as_stored(text, &trust);
    // A text that brackets may nest too deep is left out: the readers have other bounds.
    let may_be_deep = text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > 120;
    if may_be_deep {
        return;
    }
    let is_json = serde_json::from_str::<IgnoredAny>(text).is_ok();
    let is_refused = sentence(&trust) == Some("This policy contains invalid Json");
    assert!(is_json || is_refused, "{text}: {trust:?}");
    let Ok(tree) = serde_json::from_str::<Value>(text) else { return };
    assert!(!is_refused || !tree.is_object(), "{text}: {trust:?}");
    // The tree has lost repeated keys, so its own text is judged.
    assert_agree(&tree, &tree.to_string());
}

/// A document that is valid, or broken in one way, gets the verdict of that way, in any spelling. A value at a border
/// of JSON's grammar is read as `serde_json` reads it.
pub fn policy(data: &[u8]) {
    judge_policy(spelling::at_a_border(&mut Dice::of(data)).as_bytes());
    if let Ok(tree) = generator::shared(&mut Unstructured::new(data)) {
        assert_agree(&tree, &tree.to_string());
    }
    let Ok(Made { kind, tree, expected }) = faults::made(&mut Unstructured::new(data)) else {
        return;
    };
    let text = tree.to_string();
    assert_agree(&tree, &text);
    assert_is_counted(size(kind, &text), &mut Dice::of(data));
    let respelled = spelling::respelled(&tree, &mut Dice::of(data));
    for text in [&text, &respelled] {
        let verdict = judge(kind, text);
        assert_place(text, &verdict);
        match (&expected, sentence(&verdict)) {
            (Expected::Taken, _) => assert_eq!(verdict, Ok(()), "{text}"),
            (Expected::Sentence(sentence), given) => assert_eq!(given, Some(&**sentence), "{text}"),
            (Expected::Position, given) => {
                assert!(
                    given.is_some_and(|it| it.starts_with(oracle::POSITION)),
                    "{text}: {given:?}"
                );
            }
        }
    }
    let (compact, respelled) = (stored(kind, &text), stored(kind, &respelled));
    if kind == Kind::Trust {
        // Escapes stay as they were sent.
        let tree = |text: &str| serde_json::from_str::<Value>(text).unwrap();
        assert_eq!(tree(&compact).to_string(), tree(&respelled).to_string());
    }
}

/// A quota takes what is as large as it, and tells the size that it has to whoever sends more.
fn assert_is_counted(size: usize, dice: &mut Dice) {
    let name = ["anika", "", "Ünï <&>"][dice.below(3)];
    for quota in
        [Quota::MANAGED, Quota::TRUST, Quota::user(name), Quota::group(name), Quota::role(name)]
    {
        let limit = [quota.limit(), size.saturating_sub(1), size, size + 1][dice.below(4)];
        let verdict = quota.with_limit(limit).check(size);
        assert_eq!(verdict.is_ok(), size <= limit);
        let Err(exceeded) = verdict else { continue };
        let answer = exceeded.to_response("id");
        assert_eq!((answer.status(), answer.code.as_str()), (409, "LimitExceeded"));
        let message = answer.message.as_deref().unwrap_or_default();
        assert!(message.contains(&limit.to_string()), "{message}");
        assert_eq!(exceeded.to_string(), format!("LimitExceeded: {message}"));
    }
}

/// The oracle and the judge agree on all kinds of document, and on the stored form.
fn assert_agree(tree: &Value, text: &str) {
    for kind in Kind::ALL {
        let verdict = judge(kind, text);
        if kind == Kind::Trust {
            assert_is_taken_as_stored(text, &verdict);
        }
        let given = sentence(&verdict);
        let expected = oracle::judge(kind, tree);
        let is_position = expected.as_deref() == Some(oracle::POSITION);
        let agree = match given {
            Some(given) if is_position => given.starts_with(oracle::POSITION),
            _ => given == expected.as_deref(),
        };
        assert!(agree, "{kind:?} {text}: {verdict:?}, not {expected:?}");
    }
    assert_eq!(stored(Kind::Inline, text), text);
    let again = stored(Kind::Trust, text);
    assert_eq!(again, oracle::stored(tree), "{text}");
    assert_eq!(stored(Kind::Trust, &again), again);
}

/// A trust policy that is taken is also taken as a read gives it.
fn assert_is_taken_as_stored(text: &str, verdict: &Result<(), MalformedPolicy>) {
    if verdict.is_ok() {
        let stored = stored(Kind::Trust, text);
        assert_eq!(judge(Kind::Trust, &stored), Ok(()), "{text}: {stored}");
    }
}

/// The place is a character of the text, or its end; a position is that of the place.
fn assert_place(text: &str, verdict: &Result<(), MalformedPolicy>) {
    let Err(malformed) = verdict else { return };
    let offset = malformed.offset();
    assert!(text.is_char_boundary(offset), "{text}: {malformed:?}");
    let Some(position) = malformed.message().and_then(|it| it.strip_prefix(oracle::POSITION))
    else {
        return;
    };
    let lines = text[..offset].replace("\r\n", "\n").replace('\r', "\n");
    let line = lines.matches('\n').count() + 1;
    let column = lines.rsplit('\n').next().unwrap_or_default().chars().count() + 2;
    assert_eq!(position, format!("({line},{column})"), "{text}");
}

/// The answer to a request with this document says what the verdict says.
fn assert_is_answered(verdict: &Result<(), MalformedPolicy>) {
    let Err(malformed) = verdict else { return };
    let answer = malformed.to_response("id");
    assert_eq!((answer.status(), answer.code.as_str()), (400, malformed.code()));
    assert_eq!(answer.message.as_deref(), malformed.message());
    let told = malformed.to_string();
    assert!(told.starts_with(malformed.code()), "{told}");
    assert!(told.ends_with(&format!("(byte {})", malformed.offset())), "{told}");
}

/// The sentence of a refusal, empty where none is known.
fn sentence(verdict: &Result<(), MalformedPolicy>) -> Option<&str> {
    verdict.as_ref().err().map(|malformed| malformed.message().unwrap_or_default())
}
