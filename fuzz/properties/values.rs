//! Claims about what callers hold in their hands: texts, enumerations, bytes, times, maps and parameters.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::time::SystemTime;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::structures::{ReportState, Status, SummaryKey};
use iam_codec::{
    Blob, ErrorCode, Failure, Fault, KeyCase, Map, Params, PolicyDocument, RequestErrorKind,
    Resource, ResourceType, Secret, Tag, Timestamp,
};

use super::notations::assert_is_read_in_another_notation;
use crate::inputs::Dice;

/// Whatever a value is made of, it is the same value, and gives back what it was made of. No secret is printed.
/// A map finds the first of equal keys, and is sorted as Java does it. Equal times have one hash.
pub fn value_types(data: &[u8]) {
    let mut u = Unstructured::new(data);
    let Ok(text) = <&str>::arbitrary(&mut u) else { return };
    for text in [text, "Active", "STARTED", "Users", "NoSuchEntity"] {
        assert_are_their_texts(text);
    }
    assert_are_parameters(text);
    let numbers = <(u64, u64, Vec<u8>, Vec<(u8, u32)>)>::arbitrary(&mut u);
    let Ok((seconds, millis, bytes, entries)) = numbers else { return };
    assert_is_time(seconds >> 20, millis >> 10);
    assert_finds_equal_keys(text, &entries);
    assert_is_failure(text);
    let blob = Blob::from(bytes.clone());
    assert_eq!(format!("{blob:?}"), format!("Blob({} bytes)", bytes.len()));
    assert_eq!(blob.into_vec(), bytes);
    assert_is_map(entries.into_iter().map(|(key, value)| (key.to_string(), value)).collect());
}

/// The claims about all types that hold a text, each by its own methods.
macro_rules! are_their_texts {
    ($($Type:ident)*) => {
        fn assert_are_their_texts(text: &str) {
            $(let value = $Type::from(text);
            assert_eq!(value, $Type::from(text.to_owned()));
            assert_eq!(value, $Type::from(Cow::Borrowed(text)));
            assert_eq!(value, value.clone().into_owned());
            assert!(value == *text && value == text);
            assert!(value != *format!("{text}x") && value != &*format!("{text}x"));
            assert_eq!(AsRef::<str>::as_ref(&value), text);)*
            for printed in [SummaryKey::from(text).to_string(), ErrorCode::from(text).to_string()] {
                assert_eq!(printed, text);
            }
            assert_eq!(text.parse(), Ok(Status::from(text)));
            assert_eq!(text.parse(), Ok(ErrorCode::from(text)));
            assert_eq!(Cow::from(Secret::from(text)), text);
            assert_eq!(format!("{:?}", Secret::from(text)), "Secret(…)");
            assert_eq!(format!("{:?}", PolicyDocument::from(text)), format!("{text:?}"));
        }
    };
}

are_their_texts! { Secret PolicyDocument Status ReportState SummaryKey ErrorCode }

/// Parameters that are added one by one are those that were made at once, and survive their body; a type
/// of resource is found by its parameter alone.
fn assert_are_parameters(text: &str) {
    let pairs = [("Action", "GetUser"), ("UserName", text), (text, "")];
    let made = Params::from_iter(pairs);
    let mut added = Params::default();
    added.extend(pairs);
    assert_eq!(made, added);
    assert_eq!(Params::parse(made.encode().as_bytes()).as_ref(), Ok(&made));
    for resource in ResourceType::ALL {
        assert_eq!(ResourceType::from_parameter(resource.parameter()), Some(*resource));
    }
    let is_parameter = ResourceType::ALL.iter().any(|resource| resource.parameter() == text);
    assert_eq!(ResourceType::from_parameter(text).is_some(), is_parameter);
}

fn assert_is_time(seconds: u64, millis: u64) {
    for time in [Timestamp::from_unix(seconds), Timestamp::from_unix_millis(millis)] {
        let time = match time {
            Ok(time) => time,
            Err(error) => {
                let example = "2011-12-19T23:16:46Z";
                assert_eq!(error.to_string(), format!("not a timestamp like {example}"));
                assert_eq!(
                    example.parse::<Timestamp>().map(|time| time.to_string()),
                    Ok(example.into())
                );
                continue;
            }
        };
        let again: Timestamp = time.to_string().parse().unwrap();
        assert_eq!((again, again.to_string()), (time, time.to_string()));
        assert_eq!(Timestamp::try_from(SystemTime::from(time)), Ok(time));
        let (whole, nanos) = (time.whole_seconds(), time.subsec_nanos());
        assert_eq!((whole == time, whole < time), (nanos == 0, nanos > 0));
        assert_eq!(whole.as_unix(), time.as_unix());
        // With three digits of nothing it is written otherwise, and is the same time.
        let other = Timestamp::from_unix_millis(time.as_unix() * 1000).unwrap();
        assert_eq!((other, hash(&other)), (whole, hash(&whole)));
        assert_is_read_in_another_notation(whole, &mut Dice(millis));
    }
}

fn hash(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// Of any number of tags the first is found whose key an earlier one has, but for the case of letters.
fn assert_finds_equal_keys(text: &str, entries: &[(u8, u32)]) {
    let keys = entries.iter().map(|(key, number)| match number % 4 {
        0 => format!("{text}{key}"),
        1 => format!("K{key}"),
        2 => format!("k{key}"),
        _ => format!("é{key}-{number}").to_uppercase(),
    });
    let keys: Vec<_> = keys.filter(|key| !key.to_lowercase().starts_with("aws:")).collect();
    let folded: Vec<String> =
        keys.iter().map(|key| key.chars().flat_map(char::to_lowercase).collect()).collect();
    let first = (0..keys.len()).find(|nth| folded[..*nth].contains(&folded[*nth]));
    let tags: Vec<_> = keys.iter().map(|key| Tag::new(&**key, "")).collect();
    let checked = match tags.is_empty() {
        true => return,
        false => Resource::User("anika".into()).tag(tags).check_tags(),
    };
    let parameter = first.map(|nth| format!("Tags.member.{}.Key", nth + 1));
    let found = checked.as_ref().err().and_then(|error| error.parameter());
    assert_eq!(found, parameter.as_deref(), "{keys:?}");
    if let Err(error) = &checked {
        assert_eq!(*error.kind(), RequestErrorKind::DuplicateTagKeys(KeyCase::Insensitive));
    }
}

/// A failure says its code and its message, and so does the error that answers it, whoever is to blame.
fn assert_is_failure(text: &str) {
    let short = Failure::from(ErrorCode::from(text));
    assert_eq!((short.to_string(), &short.message), (text.to_owned(), &None));
    let failure = short.clone().with_message(text);
    assert_eq!(failure.to_string(), format!("{text}: {text}"));
    assert_eq!(failure.clone().into_owned(), failure);
    for fault in [Fault::Sender, Fault::Receiver] {
        let error = failure.to_response("id").with_fault(fault);
        assert_eq!((error.fault, error.code.as_str()), (fault, text));
        assert_eq!(error.message.as_deref(), Some(text));
    }
}

fn assert_is_map(entries: Vec<(String, u32)>) {
    let map: Map<_, _> = entries.iter().cloned().collect();
    assert_eq!((map.len(), map.is_empty()), (entries.len(), entries.is_empty()));
    for (key, _) in &entries {
        let first = entries.iter().find(|(other, _)| other == key).map(|(_, value)| value);
        assert_eq!(map.get(key), first);
    }
    assert_eq!(map.get(&"no number".to_owned()), None);
    let sorted = map.in_hash_order();
    let mut buckets = 16;
    while entries.len() * 4 > buckets * 3 {
        buckets *= 2;
    }
    let mut expected = entries;
    expected.sort_by_key(|(key, _)| bucket(key, buckets));
    assert!((&sorted).into_iter().eq(&expected), "{sorted:?}, not {expected:?}");
}

/// Where `java.util.HashMap` has a key of ASCII.
fn bucket(key: &str, buckets: usize) -> usize {
    let hash = key.bytes().fold(0_i32, |hash, byte| hash.wrapping_mul(31) + i32::from(byte));
    (hash ^ (hash as u32 >> 16) as i32) as usize % buckets
}
