//! What is encoded and decoded.

use std::ops::RangeInclusive;

use iam_codec::{
    Dialect, ErrorCode, ErrorResponse, OperationResult, Request, Resource, Response, Tag, Timestamp,
};

use crate::peers::requests;

pub mod account;
pub mod lists;
pub mod policies;
pub mod roles;
pub mod sessions;
pub mod users;

pub const REQUEST_ID: &str = "7a62c49f-347e-4fc4-9331-6e8eEXAMPLE";

/// A request of another service.
pub const UNKNOWN_ACTION: &[u8] = b"Action=GetCallerIdentity&Version=2011-06-15";

/// When all that is answered was created.
pub fn created() -> Timestamp {
    "2026-03-14T15:09:26Z".parse().unwrap_or_default()
}

/// Requests and the bodies that aws-sdk-iam sends for them.
pub struct Requests {
    pub requests: Vec<Request<'static>>,
    pub bodies: Vec<Vec<u8>>,
}

impl Requests {
    fn new(tags: impl Iterator<Item = Vec<Tag<'static>>>) -> Self {
        let request = |tags| Resource::User("anika".into()).tag(tags);
        let requests: Vec<_> = tags.map(request).collect();
        let bodies =
            requests.iter().map(|request| requests::query_writer(request).into_bytes()).collect();
        Requests { requests, bodies }
    }

    /// The length of all bodies together.
    pub fn wire_len(&self) -> usize {
        self.bodies.iter().map(Vec::len).sum()
    }
}

/// One request with `n` tags in which nothing is escaped.
pub fn plain(n: usize) -> Requests {
    Requests::new(std::iter::once(plain_tags(n)))
}

/// The same body of a tag operation as the SDK for JavaScript 3 sent it from 2020 to 2025.
pub fn action_last(body: &[u8]) -> Vec<u8> {
    let head = b"Action=TagUser&Version=2010-05-08&";
    [&body[head.len()..], b"&Action=TagUser&Version=2010-05-08"].concat()
}

/// One request with `n` tags in which most bytes of all texts are escaped.
pub fn heavy(n: usize) -> Requests {
    Requests::new(std::iter::once(heavy_tags(n)))
}

/// One request with 50 tags that IAM accepts, one key with an umlaut and all else plain.
pub fn umlaut() -> Requests {
    let mut tags = plain_tags(50);
    tags[24].key = "Größe".into();
    Requests::new(std::iter::once(tags))
}

/// One request with 50 tags that IAM accepts, in letters and digits of 25 scripts.
pub fn scripts() -> Requests {
    Requests::new(std::iter::once(script_tags()))
}

/// 512 different requests, so that the branch predictor cannot learn one of them: 0 to 24 tags, keys
/// of 1 to 32 characters, values of 0 to 64. With `escapes`, one text in six has a quarter escaped.
pub fn varied(escapes: bool) -> Requests {
    let mut random = fastrand::Rng::with_seed(1);
    let mut tag =
        || Tag::new(text(&mut random, 1..=32, escapes), text(&mut random, 0..=64, escapes));
    Requests::new((0..512).map(|i| (0..i % 25).map(|_| tag()).collect()))
}

fn text(random: &mut fastrand::Rng, len: RangeInclusive<usize>, escapes: bool) -> String {
    let escapes = escapes && random.u8(..6) == 0;
    let len = random.usize(len);
    let character = |_| match random.u8(..4) {
        0 if escapes => random.choice([' ', '/', ':', '=', '+', '@', 'é', '部']).unwrap_or(' '),
        _ => random.alphanumeric(),
    };
    (0..len).map(character).collect()
}

/// One request with 50 plain tags, as all clients in Go send it: sorted by name, member 10 before 2.
pub fn sorted() -> Requests {
    let Requests { requests, .. } = plain(50);
    let body = |request: &Request<'_>| request.encode_as(Dialect::Go).into_bytes();
    Requests { bodies: requests.iter().map(body).collect(), requests }
}

/// One request in two parts, and all of it in one body.
pub struct Parts {
    pub query: Vec<u8>,
    pub body: Vec<u8>,
    pub whole: Vec<u8>,
}

impl Parts {
    /// The request cut after `len` bytes, at a separator or at one of its ends.
    fn cut(whole: &[u8], len: usize) -> Self {
        let (query, body) = whole.split_at(len);
        let body = body.strip_prefix(b"&").unwrap_or(body);
        Parts { query: query.to_vec(), body: body.to_vec(), whole: whole.to_vec() }
    }

    /// All in the body, all in the query string, and action and version in the query string.
    pub fn of(work: &Requests) -> [Parts; 3] {
        let whole = &work.bodies[0];
        let head = "Action=TagUser&Version=2010-05-08".len();
        [0, whole.len(), head].map(|len| Parts::cut(whole, len))
    }
}

/// One request with 50 plain tags that IAM refuses: one key and one value are too long, another key
/// holds what none may. With the message of the refusal.
pub fn refused() -> (Requests, &'static str) {
    let mut tags = plain_tags(50);
    tags[9].key = "k".repeat(129).into();
    tags[19].value = "v".repeat(257).into();
    tags[29].key = "Dept!".into();
    let message = "3 validation errors detected: Value at 'tags.10.member.key' failed to satisfy \
        constraint: Member must have length less than or equal to 128; Value at \
        'tags.20.member.value' failed to satisfy constraint: Member must have length less than or \
        equal to 256; Value at 'tags.30.member.key' failed to satisfy constraint: Member must satisfy \
        regular expression pattern: [\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+";
    (Requests::new(std::iter::once(tags)), message)
}

/// `ListUserTagsResponse` with 50 tags in which nothing is escaped.
pub fn plain_page() -> Response<'static> {
    page(plain_tags(50))
}

/// The same with texts beyond ASCII and an `&` in every fifth tag.
pub fn heavy_page() -> Response<'static> {
    page(heavy_tags(50))
}

/// `ListUserTagsResponse` with 50 tags, one value with an `&` and all else plain.
pub fn page_with_reference() -> Response<'static> {
    let mut tags = plain_tags(50);
    tags[24].value = "R&D".into();
    page(tags)
}

/// The same with characters in all texts that need a reference.
pub fn page_of_references() -> Response<'static> {
    let escaped =
        |tag: &Tag<'_>| Tag::new(format!("<{}>", tag.key), format!("R&D & {}", tag.value));
    page(plain_tags(50).iter().map(escaped).collect())
}

/// The document as many servers send it, with a declaration in front.
pub fn with_declaration(document: &str) -> String {
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}")
}

/// The document with a prefix in its root, as a server in Java writes it: the plain reader gives up.
pub fn with_prefix(document: &str) -> String {
    document
        .replacen("<ListUserTagsResponse xmlns=", "<iam:ListUserTagsResponse xmlns:iam=", 1)
        .replacen("</ListUserTagsResponse>", "</iam:ListUserTagsResponse>", 1)
}

/// The document with a comment before the tag in the middle.
pub fn with_comment(document: &str) -> String {
    let mut members: Vec<_> = document.split("<member>").collect();
    let middle = format!("{}<!-- a comment -->", members[24]);
    members[24] = &middle;
    members.join("<member>")
}

/// `TagUserResponse`
pub fn success() -> Response<'static> {
    Response { result: OperationResult::TagUser, request_id: REQUEST_ID.into() }
}

pub fn error() -> ErrorResponse<'static> {
    ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, REQUEST_ID)
        .with_message("The user with name anika cannot be found.")
}

fn page(tags: Vec<Tag<'static>>) -> Response<'static> {
    let request = Resource::User("anika".into()).list_tags(None, None);
    request.tagging().expect("a tag operation").respond(tags, REQUEST_ID)
}

fn plain_tags(n: usize) -> Vec<Tag<'static>> {
    let keys = ["Dept", "Environment", "CostCenter", "Owner", "Team"];
    let values = ["Accounting", "production", "12345-678", "anika", "Platform-Tools"];
    tags(n, keys, values)
}

fn heavy_tags(n: usize) -> Vec<Tag<'static>> {
    let keys = ["Straße/Größe", "部署環境", "Отдел продаж", "R&D: 50%", "Kostenträger Süd"];
    let values = ["Zürich + Köln", "東京本社", "Бухгалтерия", "100% (A & B)", "Ça va déjà: été"];
    tags(n, keys, values)
}

fn script_tags() -> Vec<Tag<'static>> {
    let words = [
        "Größe",
        "ᏣᎳᎩ",
        "Εταιρεία",
        "Отдел",
        "Բաժին",
        "מחלקה",
        "قسم",
        "ܫܡܐ",
        "ތހރ",
        "कमल",
        "কলম",
        "ਕਲਮ",
        "કલમ",
        "தகவல",
        "కలమ",
        "ಕಮಲ",
        "മലയ",
        "ไทย",
        "ລາວ",
        "ქართული",
        "አማርኛ",
        "ខមរ",
        "部署環境",
        "ひらがな",
        "한국어",
    ];
    let tag = |i: usize| {
        let (key, value) = (words[i % 25], words[(i + 7) % 25]);
        Tag::new(format!("{key} {i}"), format!("{value}/{key}"))
    };
    (0..50).map(tag).collect()
}

fn tags(n: usize, keys: [&str; 5], values: [&str; 5]) -> Vec<Tag<'static>> {
    let numbered =
        |text: &str, number| if number == 0 { text.to_owned() } else { format!("{text}{number}") };
    (0..n).map(|i| Tag::new(numbered(keys[i % 5], i / 5), numbered(values[i % 5], i / 5))).collect()
}
