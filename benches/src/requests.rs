//! Peers that read and write the body of `TagUser`.
//!
//! Each makes the codec's own types, so that results can be compared, and reads `Action`, `UserName`
//! and the tags; none looks at `Version`, which spares it a comparison.

use std::borrow::Cow;
use std::collections::HashMap;

use aws_smithy_query::QueryWriter;
use iam_codec::{Request, Resource, Tag, TagResource};

/// form_urlencoded, tuned by hand: no map, borrowed texts, tags pushed in order of arrival, and sorted
/// only when they come out of order.
pub fn tuned(body: &[u8]) -> Option<Request<'_>> {
    let (mut action, mut user) = (None, None);
    let (mut tags, mut key, mut strays) = (Vec::new(), None, Vec::new());
    for (name, value) in form_urlencoded::parse(body) {
        let Some(part) = name.strip_prefix("Tags.member.") else {
            match &*name {
                "Action" => action = Some(value),
                "UserName" => user = Some(value),
                _ => {}
            }
            continue;
        };
        let (index, field) = index(part)?;
        let is_next = strays.is_empty() && index == tags.len() + 1;
        match (field, key.take()) {
            (".Key", None) if is_next => key = Some(value),
            (".Value", Some(key)) if is_next => tags.push(Tag { key, value }),
            (".Key" | ".Value", pending) => {
                strays.extend(pending.map(|key| (tags.len() + 1, ".Key", key)));
                strays.push((index, if field == ".Key" { ".Key" } else { ".Value" }, value));
            }
            _ => return None,
        }
    }
    if key.is_some() || action? != "TagUser" {
        return None;
    }
    add_sorted(&mut tags, strays)?;
    Some(TagResource { resource: Resource::User(user?), tags }.into())
}

fn index(part: &str) -> Option<(usize, &str)> {
    let (mut index, mut len) = (0_usize, 0);
    while let Some(digit @ b'0'..=b'9') = part.as_bytes().get(len) {
        index = index.checked_mul(10)?.checked_add(usize::from(digit - b'0'))?;
        len += 1;
    }
    Some((index, &part[len..]))
}

fn add_sorted<'a>(
    tags: &mut Vec<Tag<'a>>,
    mut strays: Vec<(usize, &str, Cow<'a, str>)>,
) -> Option<()> {
    strays.sort_by_key(|(index, field, _)| (*index, *field));
    let mut strays = strays.into_iter();
    while let Some((index, first, key)) = strays.next() {
        let (same, second, value) = strays.next()?;
        if (first, second) != (".Key", ".Value") || same != index || index != tags.len() + 1 {
            return None;
        }
        tags.push(Tag { key, value });
    }
    Some(())
}

/// form_urlencoded into a map that is asked for one name after the other: how emulators do it.
pub fn hash_map(body: &[u8]) -> Option<Request<'static>> {
    let params: HashMap<String, String> = form_urlencoded::parse(body).into_owned().collect();
    if params.get("Action")? != "TagUser" {
        return None;
    }
    let mut tags = Vec::new();
    while let Some(key) = params.get(&format!("Tags.member.{}.Key", tags.len() + 1)) {
        let value = params.get(&format!("Tags.member.{}.Value", tags.len() + 1))?;
        tags.push(Tag::new(key.clone(), value.clone()));
    }
    let resource = Resource::User(params.get("UserName")?.clone().into());
    Some(TagResource { resource, tags }.into())
}

/// A visit of every byte that means something: what any parser that first looks for all separators
/// pays before it begins.
pub fn visit(body: &[u8]) -> usize {
    memchr::memchr3_iter(b'&', b'=', b'%', body).count()
}

/// aws-smithy-query, called as aws-sdk-iam does.
pub fn query_writer(request: &Request<'_>) -> String {
    let Request::TagResource(request) = request else { unreachable!() };
    let mut body = String::new();
    let mut writer = QueryWriter::new(&mut body, "TagUser", iam_codec::VERSION);
    writer.prefix("UserName").string(request.resource.identifier());
    let mut list = writer.prefix("Tags").start_list(false, None);
    for tag in &request.tags {
        let mut entry = list.entry();
        entry.prefix("Key").string(&tag.key);
        entry.prefix("Value").string(&tag.value);
    }
    list.finish();
    writer.finish();
    body
}
