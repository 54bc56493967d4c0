//! Peers that read and write the body of `TagUser`.
//!
//! Decoders read `Action`, `UserName` and the tags; none looks at `Version`, which spares it a
//! comparison.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_query::QueryWriter;
use iam_codec::{Request, Resource, Tag};

/// form_urlencoded, tuned by hand: no map, borrowed texts, tags pushed in order of arrival, and sorted
/// only when they come out of order.
pub fn tuned(body: &[u8]) -> Option<Request<'_>> {
    let (mut action, mut user, mut tags) = (None, None, Tags::default());
    for (name, value) in form_urlencoded::parse(body) {
        match name.strip_prefix("Tags.member.") {
            Some(part) => tags.add(part, value)?,
            None => match &*name {
                "Action" => action = Some(value),
                "UserName" => user = Some(value),
                _ => {}
            },
        }
    }
    if action? != "TagUser" {
        return None;
    }
    Some(Resource::User(user?).tag(tags.finish()?))
}

/// Tags as they come.
#[derive(Default)]
pub(super) struct Tags<'a> {
    tags: Vec<Tag<'a>>,
    /// The next tag's.
    key: Option<Cow<'a, str>>,
    /// Number, part and text of what came out of order.
    strays: Vec<(usize, &'static str, Cow<'a, str>)>,
}

impl<'a> Tags<'a> {
    /// Takes the value of a name that goes on with `part` behind `Tags.member.`.
    #[inline]
    pub(super) fn add(&mut self, part: &str, value: Cow<'a, str>) -> Option<()> {
        let Tags { tags, key, strays } = self;
        let (index, field) = index(part)?;
        let is_next = strays.is_empty() && index == tags.len() + 1;
        match (field, key.take()) {
            (".Key", None) if is_next => *key = Some(value),
            (".Value", Some(key)) if is_next => tags.push(Tag { key, value }),
            (".Key" | ".Value", pending) => {
                strays.extend(pending.map(|key| (tags.len() + 1, ".Key", key)));
                strays.push((index, if field == ".Key" { ".Key" } else { ".Value" }, value));
            }
            _ => return None,
        }
        Some(())
    }

    pub(super) fn finish(self) -> Option<Vec<Tag<'a>>> {
        let Tags { mut tags, key, mut strays } = self;
        strays.sort_by_key(|(index, field, _)| (*index, *field));
        let mut strays = strays.into_iter();
        while let Some((index, first, key)) = strays.next() {
            let (same, second, value) = strays.next()?;
            if (first, second) != (".Key", ".Value") || same != index || index != tags.len() + 1 {
                return None;
            }
            tags.push(Tag { key, value });
        }
        key.is_none().then_some(tags)
    }
}

fn index(part: &str) -> Option<(usize, &str)> {
    let (mut index, mut len) = (0_usize, 0);
    while let Some(digit @ b'0'..=b'9') = part.as_bytes().get(len) {
        index = index.checked_mul(10)?.checked_add(usize::from(digit - b'0'))?;
        len += 1;
    }
    Some((index, &part[len..]))
}

/// form_urlencoded into a map that is asked for one name after the other: how emulators do it.
pub fn hash_map(body: &[u8]) -> Option<Request<'static>> {
    let params: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    if params.get("Action")? != "TagUser" {
        return None;
    }
    let resource = Resource::User(params.get("UserName")?.clone().into());
    Some(resource.tag(mapped_tags(&params)?))
}

pub(super) fn mapped_tags(params: &HashMap<String, String>) -> Option<Vec<Tag<'static>>> {
    let mut tags = Vec::new();
    while let Some(key) = params.get(&format!("Tags.member.{}.Key", tags.len() + 1)) {
        let value = params.get(&format!("Tags.member.{}.Value", tags.len() + 1))?;
        tags.push(Tag::new(key.clone(), value.clone()));
    }
    Some(tags)
}

/// A visit of every byte that means something: what any parser that first looks for all separators
/// pays before it begins.
pub fn visit(body: &[u8]) -> usize {
    memchr::memchr3_iter(b'&', b'=', b'%', body).count()
}

/// aws-smithy-query, called as aws-sdk-iam does.
pub fn query_writer(request: &Request<'_>) -> String {
    let Request::TagUser(request) = request else { unreachable!() };
    let mut body = String::new();
    let mut writer = QueryWriter::new(&mut body, "TagUser", iam_codec::VERSION);
    writer.prefix("UserName").string(&request.user_name);
    write_tags(&mut writer, &request.tags);
    writer.finish();
    body
}

pub(super) fn write_tags(writer: &mut QueryWriter<'_>, tags: &[Tag<'_>]) {
    let mut list = writer.prefix("Tags").start_list(false, None);
    for tag in tags {
        let mut entry = list.entry();
        entry.prefix("Key").string(&tag.key);
        entry.prefix("Value").string(&tag.value);
    }
    list.finish();
}
