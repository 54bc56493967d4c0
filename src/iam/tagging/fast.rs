//! The tag operations as SDKs send them: a shortcut, and never a rule.
//!
//! On the fast path every pair has a name that is expected, list members come whole, and nothing is
//! repeated. At anything else it gives up, and the request is read from its beginning
//! by [`input`](crate::engine::input). A compare per name and a push per member are all it does;
//! members of clients that sort names (10 before 2) are then put in order.

use std::borrow::Cow;
use std::fmt::Write;

use crate::engine::cursor::Cursor;
use crate::engine::input::plain;
use crate::engine::page::{PageParts, PageRef};
use crate::engine::tags;
use crate::error::path::put_member;
use crate::iam::VERSION;
use crate::iam::limits::{MARKER, MAX_ITEMS, TAG_KEY, TAG_KEYS, integer, text};
use crate::iam::operations::{Action, OperationResult, Request};
use crate::iam::tagging::table::ResourceType;
use crate::iam::tagging::view::{TagVerb, Tagging, Verb};
use crate::message::service::{FastPage, FastPath};
use crate::schema::shape::{IntegerShape, TextShape};
use crate::wire::form::{self, Memory};
use crate::wire::xml::plain::PlainDocument;

impl<'a> FastPath<'a, Action> for Request<'a> {
    /// The request, if all of the input is as SDKs send it. The cursor stays where it is.
    // Bench row: decode_unchecked, 1 plain tag.
    #[inline(always)]
    fn read_fast(
        action: Action,
        cursor: &Cursor<'a>,
        memory: &mut impl Memory<'a>,
    ) -> Option<Self> {
        let (verb, resource_type) = action.tagging()?;
        let mut reader =
            FastReader { cursor: cursor.clone(), resource_type, version: None, identifier: None };
        match verb {
            Verb::Tag => {
                let tags = reader.list("Tags", memory, |input, memory, tags| {
                    plain::tag("Tags", input, memory, tags)
                })?;
                Some(resource_type.tag(reader.identifier()?, tags))
            }
            Verb::Untag => {
                let tag_keys = reader.list("TagKeys", memory, |input, memory, keys| {
                    plain::text("TagKeys", input, memory, keys)
                })?;
                Some(resource_type.untag(reader.identifier()?, tag_keys))
            }
            Verb::List => {
                reader.scalars(memory);
                let marker = reader.cursor.value_of("Marker", memory);
                let max_items = match reader.cursor.value_of("MaxItems", memory) {
                    Some(digits) => Some(digits.parse().ok()?),
                    None => None,
                };
                reader.scalars(memory);
                Some(resource_type.list_tags(reader.identifier()?, marker, max_items))
            }
        }
    }

    #[inline]
    fn fits_fast(&self) -> bool {
        fits(self)
    }

    #[inline]
    fn put_fast(&self, body: &mut String) -> bool {
        put(self, body)
    }
}

impl<'a> FastPage<'a, Action> for OperationResult<'a> {
    fn is_page(action: Action) -> bool {
        matches!(action.tagging(), Some((Verb::List, _)))
    }

    fn read_page(action: Action, document: &mut PlainDocument<'a>) -> Option<Self> {
        let (_, resource_type) = action.tagging()?;
        Some(OperationResult::from_page_parts(resource_type, PageParts::read(document)?))
    }

    #[inline]
    fn page(&self) -> Option<PageRef<'_>> {
        self.page_ref()
    }
}

/// What the fast path has read so far.
struct FastReader<'a> {
    cursor: Cursor<'a>,
    resource_type: ResourceType,
    version: Option<Cow<'a, str>>,
    identifier: Option<Cow<'a, str>>,
}

impl<'a> FastReader<'a> {
    /// Takes the version and the identifier, each once, as far as they come next, and further actions.
    // Bench row: decode_unchecked, 1 plain tag.
    #[inline(always)]
    fn scalars(&mut self, memory: &mut impl Memory<'a>) {
        loop {
            let FastReader { cursor, version, identifier, .. } = self;
            if version.is_none() {
                *version = cursor.value_of("Version", memory);
            }
            if identifier.is_none() {
                *identifier = cursor.value_of(self.resource_type.parameter(), memory);
                // The other way round.
                if version.is_none() && identifier.is_some() {
                    *version = cursor.value_of("Version", memory);
                }
            }
            if cursor.skip_action(memory).is_none() && !cursor.turn() {
                return;
            }
        }
    }

    /// Takes all members of the list, and what is before and behind them. A member with only
    /// its first half ends the fast path.
    #[inline]
    fn list<M: Memory<'a>, T>(
        &mut self,
        name: &str,
        memory: &mut M,
        member: impl Fn(&'a str, &mut M, &mut Vec<T>) -> Option<(u32, &'a str)>,
    ) -> Option<Vec<T>> {
        self.scalars(memory);
        let members = plain::members(&mut self.cursor, memory, member)?;
        if members.is_empty() {
            // An empty list; no list at all ends the fast path.
            self.cursor.value_of(name, memory).filter(|value| value.is_empty())?;
        }
        self.scalars(memory);
        Some(members)
    }

    /// What identifies the resource, if the input ends here and all is there.
    #[inline]
    fn identifier(self) -> Option<Cow<'a, str>> {
        let is_whole = self.cursor.remaining() == 0 && self.version.as_deref() == Some(VERSION);
        self.identifier.filter(|_| is_whole)
    }
}

/// Whether nothing breaks a constraint. `false` may also mean that this is not known.
#[inline]
fn fits(request: &Request<'_>) -> bool {
    request.tagging().is_some_and(|tagging| {
        tagging.resource.fits()
            && match tagging.verb {
                TagVerb::Tag(tags) => tags::fit(tags),
                TagVerb::Untag(keys) => fit_keys(keys),
                TagVerb::List { marker, max_items } => fits_page(marker, max_items),
            }
    })
}

#[inline]
fn fit_keys(keys: &[Cow<'_, str>]) -> bool {
    static KEY: &TextShape = text(&TAG_KEY);
    keys.len() <= TAG_KEYS.list().max && keys.iter().all(|key| KEY.fits(key))
}

#[inline]
fn fits_page(marker: Option<&str>, max_items: Option<i32>) -> bool {
    static TEXT: &TextShape = text(&MARKER);
    static MOST: &IntegerShape = integer(&MAX_ITEMS);
    marker.is_none_or(|marker| TEXT.fits(marker))
        && max_items.is_none_or(|most| (MOST.min..=MOST.max).contains(&most))
}

/// Appends the body of a tag operation; `false` if it is another one.
#[inline]
fn put(request: &Request<'_>, body: &mut String) -> bool {
    let Some(tagging) = request.tagging() else { return false };
    match tagging.verb {
        TagVerb::Tag(tags) => {
            put_head(&tagging, tags::put_len(tags), body);
            tags::put("Tags", tags, body);
        }
        TagVerb::Untag(keys) => put_keys(&tagging, keys, body),
        TagVerb::List { marker, max_items } => {
            let marker_len = marker.map_or(0, |text| "&Marker=".len() + text.len());
            let most_len = max_items.map_or(0, |_| "&MaxItems=1000".len());
            put_head(&tagging, marker_len + most_len, body);
            if let Some(marker) = marker {
                body.push_str("&Marker=");
                form::encode_text(marker, body);
            }
            if let Some(most) = max_items {
                // Writing to a String does not fail.
                let _ = write!(body, "&MaxItems={most}");
            }
        }
    }
    true
}

#[inline]
fn put_keys(tagging: &Tagging<'_>, keys: &[Cow<'_, str>], body: &mut String) {
    let len = keys.iter().map(|key| "&TagKeys.member.50=".len() + key.len()).sum::<usize>();
    put_head(tagging, len + "&TagKeys=".len(), body);
    if keys.is_empty() {
        tags::put_empty("TagKeys", body);
    }
    for (index, key) in (1..).zip(keys) {
        put_member("TagKeys", index, "=", body);
        form::encode_text(key, body);
    }
}

/// Appends what comes before members that take about `len` bytes.
#[inline]
fn put_head(tagging: &Tagging<'_>, len: usize, body: &mut String) {
    let resource = &tagging.resource;
    let parameter = resource.resource_type().parameter();
    let head = parameter.len() + resource.identifier().len() + 2;
    body.reserve(64 + (head + len) * 9 / 8);
    for piece in ["Action=", tagging.action().as_str(), "&Version=", VERSION, "&", parameter, "="] {
        body.push_str(piece);
    }
    form::encode_text(resource.identifier(), body);
}
