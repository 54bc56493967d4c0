//! Peers that write and read the responses `ListUserTags`, `TagUser` and the error.

use std::borrow::Cow;
use std::io;

use aws_smithy_xml::decode::{Document, ScopedDecoder, try_data};
use aws_smithy_xml::encode::{ScopeWriter, XmlWriter};
use iam_codec::operations::ListUserTagsResult;
use iam_codec::{ErrorResponse, OperationResult, Response, Tag};
use quick_xml::escape::{partial_escape, resolve_xml_entity};
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use serde::Deserialize;

pub(super) const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

fn page<'r>(response: &'r Response<'_>) -> &'r ListUserTagsResult<'r> {
    match &response.result {
        OperationResult::ListUserTags(page) => page,
        _ => unreachable!(),
    }
}

fn list_user_tags<'a>(page: ListUserTagsResult<'a>, request_id: Cow<'a, str>) -> Response<'a> {
    Response { result: OperationResult::ListUserTags(page), request_id }
}

/// The document that `content` fills, in a root element with the service's namespace.
pub(super) fn document(
    mut writer: Writer<Vec<u8>>,
    name: &str,
    content: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<Vec<u8>> {
    let root = BytesStart::new(name).with_attributes([("xmlns", NAMESPACE)]);
    writer.write_event(Event::Start(root))?;
    content(&mut writer)?;
    writer.write_event(Event::End(BytesEnd::new(name)))?;
    Ok(writer.into_inner())
}

pub(super) fn element(
    writer: &mut Writer<Vec<u8>>,
    name: &str,
    content: impl FnOnce(&mut Writer<Vec<u8>>) -> io::Result<()>,
) -> io::Result<()> {
    writer.write_event(Event::Start(BytesStart::new(name)))?;
    content(writer)?;
    writer.write_event(Event::End(BytesEnd::new(name)))
}

pub(super) fn leaf(writer: &mut Writer<Vec<u8>>, name: &str, text: &str) -> io::Result<()> {
    let text = BytesText::from_escaped(partial_escape(text));
    element(writer, name, |writer| writer.write_event(Event::Text(text)))
}

/// quick-xml's writer, event by event.
pub fn write_list_user_tags(
    response: &Response<'_>,
    writer: Writer<Vec<u8>>,
) -> io::Result<Vec<u8>> {
    let page = page(response);
    document(writer, "ListUserTagsResponse", |writer| {
        element(writer, "ListUserTagsResult", |writer| {
            leaf(
                writer,
                "IsTruncated",
                if page.is_truncated == Some(true) { "true" } else { "false" },
            )?;
            element(writer, "Tags", |writer| {
                page.tags.iter().try_for_each(|tag| {
                    element(writer, "member", |writer| {
                        leaf(writer, "Value", &tag.value)?;
                        leaf(writer, "Key", &tag.key)
                    })
                })
            })
        })?;
        element(writer, "ResponseMetadata", |writer| {
            leaf(writer, "RequestId", &response.request_id)
        })
    })
}

/// quick-xml's writer, event by event.
pub fn write_tag_user(response: &Response<'_>, writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    document(writer, "TagUserResponse", |writer| {
        element(writer, "ResponseMetadata", |writer| {
            leaf(writer, "RequestId", &response.request_id)
        })
    })
}

/// quick-xml's writer, event by event.
pub fn write_error(error: &ErrorResponse<'_>, writer: Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    document(writer, "ErrorResponse", |writer| {
        element(writer, "Error", |writer| {
            leaf(writer, "Type", error.fault.as_str())?;
            leaf(writer, "Code", error.code.as_str())?;
            error.message.iter().try_for_each(|message| leaf(writer, "Message", message))
        })?;
        leaf(writer, "RequestId", &error.request_id)
    })
}

/// aws-smithy-xml's writer, called as Smithy's generated code does. It does not indent.
pub fn smithy_write(response: &Response<'_>) -> String {
    let page = page(response);
    let mut body = String::new();
    let mut document = XmlWriter::new(&mut body);
    let mut root = document.start_el("ListUserTagsResponse").write_ns(NAMESPACE, None).finish();
    let mut result = root.start_el("ListUserTagsResult").finish();
    smithy_leaf(
        &mut result,
        "IsTruncated",
        if page.is_truncated == Some(true) { "true" } else { "false" },
    );
    let mut tags = result.start_el("Tags").finish();
    for tag in &page.tags {
        let mut member = tags.start_el("member").finish();
        smithy_leaf(&mut member, "Value", &tag.value);
        smithy_leaf(&mut member, "Key", &tag.key);
    }
    tags.finish();
    result.finish();
    smithy_leaf(&mut root.start_el("ResponseMetadata").finish(), "RequestId", &response.request_id);
    root.finish();
    body
}

pub(super) fn smithy_leaf(parent: &mut ScopeWriter<'_, '_>, name: &str, text: &str) {
    parent.start_el(name).finish().data(text);
}

/// Each end tag of a document, with the text before it.
pub(super) fn end_tags<'a>(
    body: &'a [u8],
    mut leaf: impl FnMut(&str, Cow<'a, str>) -> Option<()>,
) -> Option<()> {
    let mut reader = Reader::from_str(str::from_utf8(body).ok()?);
    let mut text = Cow::Borrowed("");
    loop {
        match reader.read_event().ok()? {
            Event::Start(_) => text = Cow::Borrowed(""),
            Event::End(end) => leaf(end.name().as_ref(), std::mem::take(&mut text))?,
            Event::Eof => return Some(()),
            event => append(event, &mut text)?,
        }
    }
}

/// Adds a piece to the text that it is part of.
#[inline]
pub(super) fn append<'a>(event: Event<'a>, text: &mut Cow<'a, str>) -> Option<()> {
    match event {
        Event::Text(piece) if text.is_empty() => *text = piece.xml10_content(),
        Event::Text(piece) => text.to_mut().push_str(&piece.xml10_content()),
        Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
            Some(character) => text.to_mut().push(character),
            None => text.to_mut().push_str(resolve_xml_entity(&reference)?),
        },
        _ => {}
    }
    Some(())
}

/// A loop over quick-xml's events, written by hand: end tags say what the text before them was.
pub fn events(body: &[u8]) -> Option<Response<'_>> {
    let (mut page, mut key, mut value, mut request_id) =
        (ListUserTagsResult::default(), None, None, None);
    end_tags(body, |name, text| {
        match name {
            "Key" => key = Some(text),
            "Value" => value = Some(text),
            "member" => page.tags.push(Tag { key: key.take()?, value: value.take()? }),
            "IsTruncated" => page.is_truncated = Some(text == "true"),
            "Marker" => page.marker = Some(text),
            "RequestId" => request_id = Some(text),
            _ => {}
        }
        Some(())
    })?;
    Some(list_user_tags(page, request_id?))
}

/// aws-smithy-xml's decoder, called as aws-sdk-iam does, except that texts stay borrowed.
pub fn smithy_read(body: &[u8]) -> Option<Response<'_>> {
    let mut document = Document::try_from(body).ok()?;
    let mut root = document.root_element().ok()?;
    if !root.start_el().matches("ListUserTagsResponse") {
        return None;
    }
    let (mut page, mut request_id) = (ListUserTagsResult::default(), None);
    while let Some(mut child) = root.next_tag() {
        if child.start_el().matches("ListUserTagsResult") {
            while let Some(mut member) = child.next_tag() {
                match member.start_el() {
                    s if s.matches("Tags") => page.tags = smithy_tags(&mut member)?,
                    s if s.matches("IsTruncated") => {
                        page.is_truncated = Some(try_data(&mut member).ok()? == "true");
                    }
                    s if s.matches("Marker") => page.marker = Some(try_data(&mut member).ok()?),
                    _ => {}
                }
            }
        } else if child.start_el().matches("ResponseMetadata") {
            while let Some(mut member) = child.next_tag() {
                if member.start_el().matches("RequestId") {
                    request_id = Some(try_data(&mut member).ok()?);
                }
            }
        }
    }
    Some(list_user_tags(page, request_id?))
}

fn smithy_tags<'a>(list: &mut ScopedDecoder<'a, '_>) -> Option<Vec<Tag<'a>>> {
    let mut tags = Vec::new();
    while let Some(mut member) = list.next_tag() {
        if member.start_el().matches("member") {
            let (mut key, mut value) = (None, None);
            while let Some(mut field) = member.next_tag() {
                match field.start_el() {
                    s if s.matches("Key") => key = Some(try_data(&mut field).ok()?),
                    s if s.matches("Value") => value = Some(try_data(&mut field).ok()?),
                    _ => {}
                }
            }
            tags.push(Tag { key: key?, value: value? });
        }
    }
    Some(tags)
}

/// quick-xml's serde support into a struct that borrows.
pub fn serde(body: &[u8]) -> Option<Response<'_>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct ListUserTagsResponse<'a> {
        #[serde(borrow)]
        list_user_tags_result: ResultElement<'a>,
        #[serde(borrow)]
        response_metadata: ResponseMetadata<'a>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct ResultElement<'a> {
        #[serde(borrow)]
        tags: Members<'a>,
        is_truncated: bool,
        #[serde(borrow)]
        marker: Option<Cow<'a, str>>,
    }
    #[derive(Deserialize)]
    struct Members<'a> {
        #[serde(borrow, default)]
        member: Vec<Member<'a>>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct Member<'a> {
        #[serde(borrow)]
        key: Cow<'a, str>,
        #[serde(borrow)]
        value: Cow<'a, str>,
    }
    #[derive(Deserialize)]
    #[serde(rename_all = "PascalCase")]
    struct ResponseMetadata<'a> {
        #[serde(borrow)]
        request_id: Cow<'a, str>,
    }
    let body = str::from_utf8(body).ok()?;
    let response: ListUserTagsResponse<'_> = quick_xml::de::from_str(body).ok()?;
    let result = response.list_user_tags_result;
    let tags = result.tags.member.into_iter().map(|m| Tag { key: m.key, value: m.value }).collect();
    let page = ListUserTagsResult {
        tags,
        is_truncated: Some(result.is_truncated),
        marker: result.marker,
        ..Default::default()
    };
    Some(list_user_tags(page, response.response_metadata.request_id))
}
