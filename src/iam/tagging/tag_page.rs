//! [`TagPage`]: what the List…Tags operations give.

use std::borrow::Cow;

use crate::schema::shape::Shape;
use crate::schema::structure::{
    Field, Kind, Member, Slot, Structure, StructureMut, Table, Value, ValueMut,
};
use crate::types::tag::Tag;
use crate::wire::order::wire_order;
use crate::wire::xml::Elements;
use crate::wire::xml::error::EncodeError;
use crate::wire::xml::plain::PlainDocument;
use crate::wire::xml::writer::{Writer, leaf, unwritable};

/// One page of a resource's tags.
///
/// ```
/// use iam_codec::{ListResourceTags, Resource, Tag, TagPage};
///
/// let resource = Resource::User("anika".into());
/// let request = ListResourceTags { resource, marker: None, max_items: Some(1) };
/// let page = TagPage {
///     tags: vec![Tag::new("Dept", "Accounting")],
///     is_truncated: true,
///     marker: Some("AAEY".into()),
/// };
/// assert!(request.respond(page, "id").encode()?.contains("<Marker>AAEY</Marker>"));
/// # Ok::<(), iam_codec::EncodeError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TagPage<'a> {
    /// The tags, in the order of the list.
    pub tags: Vec<Tag<'a>>,
    /// Whether there are more.
    pub is_truncated: bool,
    /// What to send to get the next page.
    pub marker: Option<Cow<'a, str>>,
}

impl TagPage<'_> {
    pub(crate) const TABLE: &'static Table = &Table {
        name: "TagPage",
        fields: "tags is_truncated marker ",
        members: &[
            Member {
                name: "Tags",
                kind: Kind::List(&Kind::Structure(Tag::TABLE)),
                is_required: true,
                shape: &Shape::Any,
            },
            Member {
                name: "IsTruncated",
                kind: Kind::Boolean,
                // Some servers leave the element out when it would say `false`.
                is_required: false,
                shape: &Shape::Any,
            },
            Member { name: "Marker", kind: Kind::Text, is_required: false, shape: &Shape::Any },
        ],
        wire_order: &wire_order(["Tags", "IsTruncated", "Marker"]),
    };

    /// Detaches the page from the body it was decoded from.
    pub fn into_owned(self) -> TagPage<'static> {
        TagPage {
            tags: self.tags.into_iter().map(Tag::into_owned).collect(),
            is_truncated: self.is_truncated,
            marker: self.marker.map(|marker| Cow::Owned(marker.into_owned())),
        }
    }
}

impl Structure for TagPage<'_> {
    fn table(&self) -> &'static Table {
        TagPage::TABLE
    }

    fn field(&self, index: usize) -> Field<'_> {
        match index {
            0 => Field::Tags(&self.tags),
            1 => Field::Boolean(self.is_truncated),
            2 => self.marker.field(),
            _ => Field::Absent,
        }
    }
}

impl<'a> StructureMut<'a> for TagPage<'a> {
    fn slot(&mut self, index: usize) -> Option<Slot<'_, 'a>> {
        match index {
            0 => Some(self.tags.slot()),
            1 => Some(Slot::Boolean(&mut self.is_truncated)),
            2 => Some(self.marker.slot()),
            _ => None,
        }
    }
}

/// The same as [`output`](crate::engine::output) writes and reads, on a road of its own, which takes a third of
/// the time.
impl<'a> TagPage<'a> {
    /// The content of `ListUserTagsResult`. AWS always sends `IsTruncated`, `Marker` only when there
    /// is another page, and `Tags` also when it is empty.
    pub(crate) fn write(&self, xml: &mut Writer<'_>) -> Result<(), EncodeError> {
        xml.literal(["    "]);
        xml.leaf(leaf!("IsTruncated"), if self.is_truncated { "true" } else { "false" });
        xml.literal(["\n    "]);
        if let Some(marker) = &self.marker {
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
    pub(crate) fn write_len(&self) -> usize {
        let markup = 80;
        let marker = self.marker.as_ref().map_or(0, |marker| marker.len());
        let tags = self.tags.iter().map(|tag| markup + tag.key.len() + tag.value.len());
        2 * markup + marker + tags.sum::<usize>()
    }

    /// Reads a page from a plain document, or gives up.
    pub(crate) fn read(document: &mut PlainDocument<'a>) -> Option<Self> {
        let (mut tags, mut is_truncated, mut marker) = (None, None, None);
        while let Some(child) = document.child().ok()? {
            match child {
                "Tags" if tags.is_none() => tags = Some(read_tags(document)?),
                "IsTruncated" if is_truncated.is_none() => {
                    is_truncated = Some(document.text().ok()?.parse().ok()?);
                }
                "Marker" if marker.is_none() => marker = Some(document.text().ok()?),
                _ => return None,
            }
        }
        Some(TagPage { tags: tags?, is_truncated: is_truncated.unwrap_or(false), marker })
    }
}

/// `Value` stands before `Key`, as recorded from GetUser, GetRole and ListRoleTags.
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
    while let Some(child) = document.child().ok()? {
        if child != "member" {
            return None;
        }
        tags.push(read_tag(document)?);
    }
    Some(tags)
}

#[inline(always)]
fn read_tag<'a>(document: &mut PlainDocument<'a>) -> Option<Tag<'a>> {
    let (mut key, mut value) = (None, None);
    while let Some(child) = document.child().ok()? {
        match child {
            "Value" if value.is_none() => value = Some(document.text().ok()?),
            "Key" if key.is_none() => key = Some(document.text().ok()?),
            _ => return None,
        }
    }
    Some(Tag { key: key?, value: value? })
}
