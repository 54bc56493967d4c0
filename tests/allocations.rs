//! How often and how much the codec allocates, counted exactly.

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use iam_codec::operations::CreateRole;
use iam_codec::{
    Dialect, ErrorCode, ErrorResponse, Params, Request, Resource, Response, Tag, TagPage,
};

fn anika() -> Resource<'static> {
    Resource::User("anika".into())
}

fn request(tags: impl IntoIterator<Item = Tag<'static>>) -> Request<'static> {
    let tags = tags.into_iter().collect();
    anika().tag(tags)
}

fn plain(count: usize) -> Request<'static> {
    request((1..=count).map(|n| Tag::new(format!("key-{n:05}"), format!("value-of-{n:05}"))))
}

fn counted(work: impl FnOnce()) -> u64 {
    measure(work).count_total
}

#[test]
fn decoding_plain_tags_allocates_once() {
    for count in [1, 2, 10, 50] {
        let body = plain(count).encode();
        for decoder in [Request::decoder(), Request::decoder().unchecked()] {
            assert_eq!(
                counted(|| drop(black_box(decoder.body(body.as_bytes())))),
                1,
                "{count} tags"
            );
        }
    }
}

#[test]
fn decoding_without_tags_does_not_allocate() {
    for body in [
        "Action=UntagRole&Version=2010-05-08&RoleName=app&TagKeys=",
        "Action=ListUserTags&Version=2010-05-08&UserName=anika&Marker=m&MaxItems=5",
        "UserName=anika&Version=2010-05-08&Action=ListUserTags",
    ] {
        assert_eq!(counted(|| drop(black_box(Request::decode(body.as_bytes())))), 0, "{body}");
    }
}

#[test]
fn each_escaped_text_allocates_once_more() {
    for escaped in [1, 7, 50] {
        let value = |n| if n < escaped { "R D" } else { "RD" };
        let body = request((0..50).map(|n| Tag::new(format!("key{n}"), value(n)))).encode();
        let count = counted(|| drop(black_box(Request::decode(body.as_bytes()))));
        assert_eq!(count, escaped + 1, "{escaped} escaped texts");
    }
}

#[test]
fn escaped_texts_in_a_lent_buffer_do_not_allocate() {
    let tag = |n| Tag::new(format!("key {n}"), "R/D");
    let tags = request((0..50).map(tag)).encode();
    let role = Request::CreateRole(CreateRole {
        path: Some("/".into()),
        role_name: "deploy".into(),
        assume_role_policy_document: r#"{"Version":"2012-10-17","Statement":[]}"#.into(),
        tags: Some((0..5).map(tag).collect()),
        ..Default::default()
    });
    let mut buffer = Vec::with_capacity(10_000);
    for body in [tags, role.encode(), role.encode_as(Dialect::Go)] {
        let decode = |buffer: &mut Vec<u8>| {
            black_box(Request::decoder().parts_in(buffer, b"", body.as_bytes())).unwrap();
        };
        // The list of tags.
        assert_eq!(counted(|| decode(&mut buffer)), 1, "{body}");
    }
}

#[test]
fn decoding_a_create_allocates_for_tags_and_escaped_texts() {
    let tag = |n: usize| Tag::new(format!("key{n}"), format!("value{n}"));
    let request = Request::CreateRole(CreateRole {
        path: Some("/".into()),
        role_name: "deploy".into(),
        assume_role_policy_document: r#"{"Version":"2012-10-17","Statement":[]}"#.into(),
        tags: Some((0..5).map(tag).collect()),
        ..Default::default()
    });
    let body = request.encode();
    let sorted = request.encode_as(Dialect::Go);
    // Two escaped texts, and the list of tags.
    for body in [&body, &sorted] {
        let count = counted(|| drop(black_box(Request::decode(body.as_bytes()))));
        assert_eq!(count, 2 + 1, "{body}");
    }
}

#[test]
fn tags_out_of_order_allocate_for_their_numbers_and_places() {
    let body = plain(50).encode_as(Dialect::Go);
    // The list, its numbers from 1 to 4, 8, 16, 32 and 64, and the places.
    let count = counted(|| drop(black_box(Request::decode(body.as_bytes()))));
    assert_eq!(count, 1 + 5 + 1);
}

#[test]
fn encoding_allocates_once_or_never() {
    let request = plain(50);
    assert_eq!(counted(|| drop(black_box(request.encode()))), 1);
    let mut body = request.encode();
    body.clear();
    assert_eq!(counted(|| request.encode_into(&mut body)), 0);

    let Request::TagUser(request) = request else { unreachable!() };
    let page = TagPage { tags: request.tags, is_truncated: true, marker: Some("m".into()) };
    let list = anika().list_tags(None, None);
    let id = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";
    let response = list.tagging().unwrap().respond(page, id);
    assert_eq!(counted(|| drop(black_box(response.encode()))), 1);
    let mut body = response.encode().unwrap();
    body.clear();
    assert_eq!(counted(|| response.encode_into(&mut body).unwrap()), 0);

    let error = ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, id).with_message("There is none.");
    assert_eq!(counted(|| drop(black_box(error.encode()))), 1);
}

#[test]
fn reserves_what_plain_texts_take_and_little_more() {
    let list = |marker: Option<&'static str>, max_items| {
        anika().list_tags(marker.map(Into::into), max_items)
    };
    let keys =
        |keys: &[&'static str]| anika().untag(keys.iter().map(|key| (*key).into()).collect());
    for (request, len, capacity) in [
        (plain(0), 54, 87),
        (plain(2), 174, 233),
        (keys(&[]), 59, 91),
        (keys(&["Dept", "Cost Center"]), 103, 150),
        (list(None, None), 53, 80),
        (list(Some("marker"), Some(1000)), 81, 112),
    ] {
        let body = request.encode();
        assert_eq!((body.len(), body.capacity()), (len, capacity), "{body}");
    }

    let tags = || vec![Tag::new("Dept", "Accounting"), Tag::new("CostCenter", "12345")];
    let page = |marker: Option<&'static str>| TagPage {
        tags: tags(),
        is_truncated: false,
        marker: marker.map(Into::into),
    };
    let respond = |request: Request<'_>, page: TagPage<'static>| {
        request.tagging().unwrap().respond(page, "id")
    };
    for (response, len, capacity) in [
        (respond(keys(&[]), TagPage::default()), 164, 164),
        (respond(list(None, None), TagPage::default()), 266, 354),
        (respond(list(None, None), page(None)), 456, 543),
        (respond(list(None, None), page(Some("marker"))), 484, 549),
    ] {
        let body = response.encode().unwrap();
        assert_eq!((body.len(), body.capacity()), (len, capacity), "{body}");
    }
    let error = ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, "id").with_message("There is none.");
    let body = error.encode();
    assert_eq!((body.len(), body.capacity()), (224, 284), "{body}");
}

#[test]
fn decoding_a_plain_response_allocates_for_the_list_alone() {
    let Request::TagUser(request) = plain(50) else { unreachable!() };
    let list = anika().list_tags(None, None);
    let body = list.tagging().unwrap().respond(request.tags, "id").encode().unwrap();
    // A list of 50 grows to 64 by doubling from 4.
    let growths = 5;
    let count = counted(|| drop(black_box(Response::decode(body.as_bytes()))));
    assert!(count <= growths, "{count}");
}

/// Bodies of about `len` bytes that might cost more than their length.
fn hostile(len: usize) -> Vec<(&'static str, String)> {
    let head = "Action=TagUser&Version=2010-05-08&UserName=anika&";
    let tags = |indices: &mut dyn Iterator<Item = usize>| {
        let member = |n| format!("Tags.member.{n}.Key=k{n}&Tags.member.{n}.Value=v");
        head.to_owned() + &indices.map(member).collect::<Vec<_>>().join("&")
    };
    let count = len / 48;
    let keys = (1..=count).map(|n| format!("Tags.member.{n}.Key=k{n}"));
    let values = (1..=count).map(|n| format!("Tags.member.{n}.Value=v"));
    let repeated = |unit: &str| head.to_owned() + &unit.repeat(len / unit.len());
    vec![
        ("in order", tags(&mut (1..=count))),
        ("reversed", tags(&mut (1..=count).rev())),
        ("shuffled", tags(&mut (0..count).map(|n| 1 + n * 7919 % count))),
        ("keys, then values", head.to_owned() + &keys.chain(values).collect::<Vec<_>>().join("&")),
        ("sparse", tags(&mut (1..=count).map(|n| n * 4099))),
        ("one index", tags(&mut (1..=count).map(|_| 1))),
        ("overflowing indices", repeated("Tags.member.99999999999.Key=&")),
        ("escapes", repeated("%41")),
        ("escapes in a value", format!("{head}Tags.member.1.Key={}", "%41".repeat(len / 3))),
        ("broken escapes", repeated("%4")),
        ("separators", repeated("&")),
        ("equals signs", repeated("=")),
        ("dots", repeated(".")),
        ("one long name", repeated("n")),
        ("one long value", format!("{head}Tags.member.1.Value={}", "v".repeat(len))),
        ("deep names", repeated("Tags.member.1.Key.member.1.Key.")),
        ("empty members", repeated("Tags.member.1=&")),
        ("unknown fields", tags(&mut (1..=count)).replace(".Value", ".value")),
    ]
}

type Decoder = (&'static str, fn(&[u8]));

#[test]
fn memory_is_at_most_a_constant_times_the_body() {
    let decoders: [Decoder; 4] = [
        ("decode", |body| drop(black_box(Request::decode(body)))),
        ("decode_unchecked", |body| drop(black_box(Request::decoder().unchecked().body(body)))),
        ("decode_parts", |body| {
            let (query, body) = body.split_at(body.len() / 2);
            drop(black_box(Request::decode_parts(query, body)));
        }),
        ("from_params", |body| {
            drop(black_box(
                Params::parse(body).and_then(|params| Request::decoder().params(params)),
            ));
        }),
    ];
    for (shape, body) in hostile(1 << 18) {
        for (name, decode) in decoders {
            let AllocationInfo { bytes_max, .. } = measure(|| decode(body.as_bytes()));
            let times = bytes_max as f64 / body.len() as f64;
            assert!(times < 40.0, "{name}, {shape}: {times:.1} times the body");
        }
    }
}

#[test]
fn accepted_lists_of_any_order_take_little_memory() {
    for (shape, body) in hostile(1 << 18) {
        if Request::decoder().unchecked().body(body.as_bytes()).is_err() {
            continue;
        }
        let info =
            measure(|| drop(black_box(Request::decoder().unchecked().body(body.as_bytes()))));
        let times = info.bytes_max as f64 / body.len() as f64;
        assert!(times < 8.0, "{shape}: {times:.1} times the body");
    }
}
