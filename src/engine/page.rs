//! Fast path: a page of tags ⇄ the content of `ListUserTagsResult` and the like.
//!
//! The same as [`output`](crate::engine::output) writes and reads, in a third of the time (benches: `encode
//! response, 50 plain tags`, `decode response, 50 plain tags`).

use std::borrow::Cow;

use crate::types::tag::Tag;
use crate::wire::xml::error::EncodeError;
use crate::wire::xml::plain::PlainDocument;
use crate::wire::xml::writer::{Writer, leaf, unwritable};

/// A page of tags, as far as it is written.
#[derive(Clone, Copy)]
pub(crate) struct PageRef<'s> {
    pub(crate) tags: &'s [Tag<'s>],
    pub(crate) is_truncated: Option<bool>,
    pub(crate) marker: Option<&'s str>,
}

impl PageRef<'_> {
    /// The content of `ListUserTagsResult`. AWS always sends `IsTruncated`, `Marker` only when there
    /// is another page, and `Tags` also when it is empty.
    pub(crate) fn write(self, xml: &mut Writer<'_>) -> Result<(), EncodeError> {
        xml.literal(["    "]);
        if let Some(is_truncated) = self.is_truncated {
            xml.leaf(leaf!("IsTruncated"), if is_truncated { "true" } else { "false" });
            xml.literal(["\n    "]);
        }
        if let Some(marker) = self.marker {
            xml.leaf(leaf!("Marker"), marker);
            xml.carried(|| "Marker".to_owned())?;
            xml.literal(["\n    "]);
        }
        if self.tags.is_empty() {
            xml.literal(["<Tags/>\n"]);
            return Ok(());
        }
        xml.literal(["<Tags>\n"]);
        for (i, tag) in self.tags.iter().enumerate() {
            write_tag(tag, xml);
            xml.carried(|| {
                let field = if unwritable(&tag.value).is_some() { "Value" } else { "Key" };
                format!("Tags.member.{}.{field}", i + 1)
            })?;
        }
        xml.literal(["    </Tags>\n"]);
        Ok(())
    }

    /// An estimate of what `write` appends, in bytes.
    pub(crate) fn write_len(self) -> usize {
        let markup = 80;
        let marker = self.marker.map_or(0, str::len);
        let tags = self.tags.iter().map(|tag| markup + tag.key.len() + tag.value.len());
        2 * markup + marker + tags.sum::<usize>()
    }
}

/// A page that was read.
pub(crate) struct PageParts<'a> {
    pub(crate) tags: Vec<Tag<'a>>,
    pub(crate) is_truncated: Option<bool>,
    pub(crate) marker: Option<Cow<'a, str>>,
}

impl<'a> PageParts<'a> {
    /// Reads a page from a plain document, or gives up.
    pub(crate) fn read(document: &mut PlainDocument<'a>) -> Option<Self> {
        let (mut tags, mut is_truncated, mut marker) = (None, None, None);
        while let Some(child) = document.next_child()? {
            match child {
                "Tags" if tags.is_none() => tags = Some(read_tags(document)?),
                "IsTruncated" if is_truncated.is_none() => {
                    is_truncated = Some(document.leaf()?.parse().ok()?);
                }
                "Marker" if marker.is_none() => marker = Some(document.leaf()?),
                _ => return None,
            }
        }
        Some(PageParts { tags: tags?, is_truncated, marker })
    }
}

/// `Value` comes before `Key`, as recorded from GetUser, GetRole and ListRoleTags.
#[inline]
fn write_tag(tag: &Tag<'_>, xml: &mut Writer<'_>) {
    if tag.key.is_empty() || tag.value.is_empty() {
        xml.literal(["      <member>\n        "]);
        xml.leaf(leaf!("Value"), &tag.value);
        xml.literal(["\n        "]);
        xml.leaf(leaf!("Key"), &tag.key);
        return xml.literal(["\n      </member>\n"]);
    }
    // The same with fewer pieces, which takes two thirds of the time.
    xml.literal(["      <member>\n        <Value>"]);
    xml.text(&tag.value);
    xml.literal(["</Value>\n        <Key>"]);
    xml.text(&tag.key);
    xml.literal(["</Key>\n      </member>\n"]);
}

#[inline]
fn read_tags<'a>(document: &mut PlainDocument<'a>) -> Option<Vec<Tag<'a>>> {
    let mut tags = Vec::new();
    while let Some(child) = document.next_child()? {
        if child != "member" {
            return None;
        }
        tags.push(read_tag(document)?);
    }
    Some(tags)
}

#[inline]
fn read_tag<'a>(document: &mut PlainDocument<'a>) -> Option<Tag<'a>> {
    let (mut key, mut value) = (None, None);
    while let Some(child) = document.next_child()? {
        match child {
            "Value" if value.is_none() => value = Some(document.leaf()?),
            "Key" if key.is_none() => key = Some(document.leaf()?),
            _ => return None,
        }
    }
    Some(Tag { key: key?, value: value? })
}
