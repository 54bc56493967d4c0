//! What the arbitrary values are like: everything that a decoder should meet is among them.
#![cfg(all(feature = "arbitrary", feature = "mutator"))]

#[path = "../fuzz/inputs.rs"]
pub mod inputs;

use std::collections::BTreeSet;

use arbitrary::{Arbitrary, Unstructured};
use iam_codec::generators::{Forbidden, Violating, request_of};
use iam_codec::{
    Action, ErrorCode, ErrorResponse, KeyCase, OtherRequest, Params, Reply, Request,
    RequestErrorKind, Resource, ResourceType, Response, Tag, TagPage, TagVerb,
};

/// Values of many inputs, the same at every run.
fn values<T: for<'u> Arbitrary<'u>>() -> impl Iterator<Item = T> {
    inputs::bytes(3000).map(|bytes| T::arbitrary(&mut Unstructured::new(&bytes)).unwrap())
}

/// Requests of tag operations of all resource types.
fn tag_requests(verb: &'static str) -> impl Iterator<Item = Request<'static>> {
    let fits =
        |action: &&Action| action.resource_type().is_some() && action.as_str().starts_with(verb);
    let actions: Vec<_> = Action::ALL.iter().copied().filter(|action| fits(&action)).collect();
    assert_eq!(actions.len(), ResourceType::ALL.len());
    inputs::bytes(3000).map(move |bytes| {
        let mut u = Unstructured::new(&bytes);
        request_of(*u.choose(&actions).unwrap(), &mut u).unwrap()
    })
}

/// The tags that the request adds.
fn added<'r>(request: &'r Request<'_>) -> &'r [Tag<'r>] {
    match request.tagging().map(|tagging| tagging.verb) {
        Some(TagVerb::Tag(tags)) => tags,
        _ => &[],
    }
}

#[test]
fn makes_requests_of_every_action() {
    let actions: BTreeSet<_> = values::<Request<'_>>().filter_map(|r| r.action()).collect();
    assert!(actions.iter().eq(Action::ALL));
}

#[test]
fn makes_lists_of_more_digits_and_bytes_where_there_is_no_limit() {
    let params = |body: &str| body.matches(".member.").count();
    let lens: Vec<_> = values::<Request<'_>>().map(|r| params(&r.encode())).collect();
    for len in [100..256, 256..1001, 1001..2000] {
        assert!(lens.iter().any(|found| len.contains(found)), "{len:?}");
    }
    let documents: Vec<_> = values::<Response<'_>>().map(|r| r.encode().unwrap()).collect();
    for len in [100, 256, 1001] {
        let fits = |document: &String| document.matches("    <member>").count() == len;
        assert!(documents.iter().any(fits), "{len}");
    }
}

#[test]
fn makes_lists_beyond_ten_and_up_to_the_limit() {
    let lens: Vec<_> = tag_requests("Tag").map(|request| added(&request).len()).collect();
    let times = |fits: fn(&usize) -> bool| lens.iter().filter(|len| fits(len)).count();
    assert!(times(|len| (11..50).contains(len)) > lens.len() / 50);
    assert!(times(|len| *len == 50) > lens.len() / 50);
    // Not every type takes an empty list.
    let lens = values::<Request<'_>>().filter_map(|r| r.tags().map(<[_]>::len));
    assert!(lens.filter(|len| *len == 0).count() > 5);
}

/// What is made, and how to tell.
type Claim<T> = (&'static str, fn(&T) -> bool);

/// Asserts that each claim fits at least one value.
#[track_caller]
fn assert_makes<T: for<'u> Arbitrary<'u>>(claims: &[Claim<T>]) {
    assert_holds(&values().collect::<Vec<T>>(), claims);
}

/// Asserts that each claim fits at least one of these values.
#[track_caller]
fn assert_holds<T>(values: &[T], claims: &[Claim<T>]) {
    for (what, fits) in claims {
        assert!(values.iter().any(fits), "never makes {what}");
    }
}

#[test]
fn makes_keys_in_other_scripts() {
    let keys = values::<Tag<'_>>().filter(|tag| !tag.key.is_ascii()).count();
    assert!(keys > 1000, "{keys} of 3000");
}

#[test]
fn makes_texts_at_both_limits_and_with_any_character() {
    assert_makes::<Tag<'_>>(&[
        ("the shortest key", |tag| tag.key.chars().count() == 1),
        ("the longest key", |tag| tag.key.chars().count() == 128),
        ("the empty value", |tag| tag.value.is_empty()),
        ("a short value", |tag| (2..10).contains(&tag.value.chars().count())),
        ("the longest value", |tag| tag.value.chars().count() == 256),
        ("a key with an unlikely letter", |tag| {
            tag.key.chars().any(|c| c > '\u{3000}' && !"東京あ𝐀𠀀".contains(c))
        }),
    ]);
}

#[test]
fn makes_another_key_where_one_is_taken() {
    let requests: Vec<_> = tag_requests("Tag").collect();
    assert_holds(
        &requests,
        &[
            ("keys as they were drawn", |r| added(r).iter().any(|tag| !tag.key.starts_with('k'))),
            ("a key that would have been another's", |r| {
                added(r).iter().any(|tag| tag.key == "k1")
            }),
        ],
    );
}

#[test]
fn makes_pages_of_every_shape() {
    fn asks(request: &Request<'_>, fits: fn(Option<&str>, Option<i32>) -> bool) -> bool {
        match request.tagging().unwrap().verb {
            TagVerb::List { marker, max_items } => fits(marker, max_items),
            verb => panic!("{verb:?}"),
        }
    }
    let requests: Vec<_> = tag_requests("List").collect();
    assert_holds(
        &requests,
        &[
            ("a marker", |request| asks(request, |marker, _| marker.is_some())),
            ("no marker", |request| asks(request, |marker, _| marker.is_none())),
            ("a limit", |request| asks(request, |_, most| most.is_some())),
            ("no limit", |request| asks(request, |_, most| most.is_none())),
        ],
    );
    assert_makes::<TagPage<'_>>(&[
        ("tags", |page| !page.tags.is_empty()),
        ("no tags", |page| page.tags.is_empty()),
        ("a marker", |page| page.marker.is_some()),
        ("no marker", |page| page.marker.is_none()),
        ("a last page", |page| !page.is_truncated),
        ("another page", |page| page.is_truncated),
    ]);
}

#[test]
fn makes_identifiers_of_every_shape() {
    assert_makes::<Resource<'_>>(&[
        ("the partition of China", |r| r.identifier().starts_with("arn:aws-cn:iam::")),
        ("a policy of AWS", |r| r.identifier().starts_with("arn:aws:iam::aws:policy/")),
        ("the longest ARN", |resource| resource.identifier().len() == 2048),
        ("a short name in an ARN", |resource| {
            resource.identifier().split(":policy/").nth(1).is_some_and(|name| name.len() == 1)
        }),
        ("a name with an unlikely letter", |resource| {
            resource.resource_type() == ResourceType::User
                && resource.identifier().contains(|c| matches!(c, 'b'..='j' | 'l'..='y'))
        }),
    ]);
}

#[test]
fn makes_requests_and_parameters_that_are_of_no_known_action() {
    assert_makes::<OtherRequest<'_>>(&[
        ("TagCat", |request| request.action() == "TagCat"),
        ("AssumeRole", |request| request.action() == "AssumeRole"),
        ("an action in another case", |request| request.action() == "taguser"),
    ]);
    assert_makes::<Params<'_>>(&[
        ("none", |params| params.iter().next().is_none()),
        ("twelve", |params| params.iter().count() == 12),
        ("an identifier", |params| params.get("UserName").is_some()),
        ("the first key", |params| params.get("Tags.member.1.Key").is_some()),
        ("a value beyond ten", |params| params.get("Tags.member.11.Value").is_some()),
        ("a key to remove", |params| params.get("TagKeys.member.10").is_some()),
        ("an unknown name", |params| params.iter().any(|param| param.name().contains('%'))),
    ]);
}

#[test]
fn makes_replies_of_every_kind() {
    assert_makes::<Reply<'_>>(&[
        ("a response", |reply| matches!(reply, Reply::Response(_))),
        ("an error", |reply| matches!(reply, Reply::Error(_))),
    ]);
    let actions: BTreeSet<_> = values::<Response<'_>>().filter_map(|each| each.action()).collect();
    assert!(actions.iter().eq(Action::ALL));
    assert_makes::<Response<'_>>(&[
        ("a UUID", |response| response.request_id.starts_with("358299bb-")),
        ("the empty id", |response| response.request_id.is_empty()),
    ]);
    assert_makes::<ErrorResponse<'_>>(&[
        ("a known code", |error| ErrorCode::ALL.contains(&error.code)),
        ("another code", |error| !ErrorCode::ALL.contains(&error.code)),
        ("the code's fault", |error| error.code.fault() == Some(error.fault)),
        ("the other fault", |error| error.code.fault().is_some_and(|fault| fault != error.fault)),
        ("no message", |error| error.message.is_none()),
        ("the end of CDATA", |error| error.message.as_ref().is_some_and(|m| m.ends_with("]]>"))),
        ("another end", |error| error.message.as_ref().is_some_and(|m| !m.ends_with('>'))),
    ]);
}

#[test]
fn forbids_for_every_reason() {
    fn says(forbidden: &Forbidden<'_>, start: &str) -> bool {
        matches!(&forbidden.kind, RequestErrorKind::InvalidIdentifier(sentence) if sentence.starts_with(start))
    }
    fn has_tag(forbidden: &Forbidden<'_>, fits: &mut dyn FnMut(&Tag<'_>) -> bool) -> bool {
        added(&forbidden.request).iter().any(fits)
    }
    fn has_equal_keys(forbidden: &Forbidden<'_>) -> bool {
        let mut keys = BTreeSet::new();
        has_tag(forbidden, &mut |tag| !keys.insert(tag.key.to_string()))
    }
    assert_makes::<Forbidden<'_>>(&[
        ("no ARN", |forbidden| says(forbidden, "ARN urn:aws:iam::")),
        ("an ARN of no provider", |forbidden| says(forbidden, "Invalid ARN: arn:azure:iam::")),
        ("an ARN with a region", |forbidden| says(forbidden, "ARN arn:aws:iam:eu-west-1:")),
        ("an ARN of another service", |forbidden| says(forbidden, "Invalid service in ARN")),
        ("an ARN of another type", |forbidden| says(forbidden, "Invalid resource type in ARN")),
        ("a bad name", |forbidden| says(forbidden, "The specified value for roleName is invalid")),
        ("equal keys", |forbidden| {
            forbidden.kind == RequestErrorKind::DuplicateTagKeys(KeyCase::Sensitive)
        }),
        ("keys that differ in case", |forbidden| {
            forbidden.kind == RequestErrorKind::DuplicateTagKeys(KeyCase::Insensitive)
                && !has_equal_keys(forbidden)
        }),
        ("a reserved key", |forbidden| has_tag(forbidden, &mut |tag| &*tag.key == "AWS:a")),
        ("a reserved tag among others", |forbidden| {
            forbidden.kind == RequestErrorKind::ReservedTag && added(&forbidden.request).len() > 2
        }),
    ]);
}

#[test]
fn breaks_keys_to_remove_in_every_way() {
    fn has_key(violating: &Violating<'_>, fits: fn(&str) -> bool) -> bool {
        violating.request.tagging().is_some_and(|tagging| {
            matches!(tagging.verb, TagVerb::Untag(keys)
                if keys.len() < 51 && keys.iter().any(|key| fits(key)))
        })
    }
    assert_makes::<Violating<'_>>(&[
        ("the empty key", |violating| has_key(violating, str::is_empty)),
        ("a key that is too long", |violating| has_key(violating, |key| key.chars().count() > 128)),
        ("a key with another character", |violating| {
            has_key(violating, |key| key.contains(|c: char| !c.is_alphanumeric()))
        }),
    ]);
}
