//! Claims about values that no document carries.

use iam_codec::operations::GetAccountSummary;
use iam_codec::structures::SummaryKey;
use iam_codec::{
    Content, Element, EncodeErrorKind, Map, Operation, OperationResult, OtherResult, Response,
};

use crate::inputs::Dice;

/// A tree that a reader would take for something else is refused, and the error names the element: a name that XML
/// does not have, a name with a meaning of its own there, a tree that is too deep, a key that is given twice.
pub(super) fn assert_are_refused(dice: &mut Dice) {
    let name = ["", "a b", "1", "-a", "a>", "a/", "a\u{D7}", "a:b:c", "a=''"][dice.below(9)];
    assert_is_refused(other("TagCat", name, 1 + dice.below(4)), EncodeErrorKind::InvalidName, name);
    let metadata = other("TagCat", "ResponseMetadata", 1);
    assert_is_refused(metadata, EncodeErrorKind::ReservedName, "ResponseMetadata");
    let action = ["Error", "GetUser", "ListUserTags"][dice.below(3)];
    assert_is_refused(other(action, "a", 1), EncodeErrorKind::ReservedName, action);
    assert_nests_up_to_its_limit(dice.below(80));
    assert_is_refused_with_a_key_twice(dice.below(9), dice.below(9));
    assert_nothing_is_an_empty_text(1 + dice.below(9));
}

/// A result that no operation has: this many elements, one in the other, the innermost of this name.
fn other<'a>(action: &'a str, name: &'a str, depth: usize) -> OtherResult<'a> {
    let innermost = Element::new(name, Content::Text("x".into()));
    let around = |inner, _| Element::new("a", Content::Elements(vec![inner]));
    OtherResult::new(action, vec![(1..depth).fold(innermost, around)])
}

fn assert_is_refused(result: OtherResult<'_>, kind: EncodeErrorKind, name: &str) {
    let response = Response::new(OperationResult::Other(result), "id");
    let mut buffer = String::from("before");
    let error = response.encode_into(&mut buffer).unwrap_err();
    assert_eq!(buffer, "before");
    assert_eq!(*error.kind(), kind, "{response:?}");
    assert!(error.element().ends_with(name), "{error}");
    let words = match kind {
        EncodeErrorKind::InvalidName => "not a name of XML",
        EncodeErrorKind::ReservedName => "a name that means something else here",
        _ => "elements nested too deep",
    };
    assert_eq!(error.to_string(), format!("{words}: element {}", error.element()));
}

/// The root and 63 elements in it are written, and are read as what they were.
fn assert_nests_up_to_its_limit(depth: usize) {
    let result = other("TagCat", "b", depth);
    if depth > 63 {
        return assert_is_refused(result, EncodeErrorKind::TooDeep, "");
    }
    let response = Response::new(OperationResult::Other(result), "id");
    let document = response.encode().unwrap();
    assert_eq!(Response::decode(document.as_bytes()), Ok(response));
}

/// An element that holds no elements is written as one that holds no text, which no reader tells from it.
fn assert_nothing_is_an_empty_text(count: usize) {
    let with = |content| Element::new("a", content);
    let result = |element| OtherResult::new("TagCat", vec![element; count]);
    let encoded = |result| Response::new(OperationResult::Other(result), "id").encode().unwrap();
    let nothing = encoded(result(with(Content::Elements(Vec::new()))));
    assert_eq!(nothing, encoded(result(with(Content::Text("".into())))));
    assert_eq!(nothing.matches("<a/>").count(), count);
}

/// A reader takes one of the values, and nobody knows which.
fn assert_is_refused_with_a_key_twice(before: usize, between: usize) {
    let key = |n: usize| SummaryKey::from(format!("Key{n}"));
    let keys = (0..before).chain([99]).chain(before..before + between).chain([99]);
    let map: Map<_, _> = keys.map(|n| (key(n), 1)).collect();
    let error = GetAccountSummary::response(map, "id").encode().unwrap_err();
    assert_eq!(*error.kind(), EncodeErrorKind::RepeatedKey);
    let element = format!("SummaryMap.entry.{}.key", before + between + 2);
    assert_eq!(error.to_string(), format!("repeated key: element {element}"));
}
