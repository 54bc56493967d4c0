//! Fast paths for lists of tags: half of the requests that change something carry one, and the
//! walk over all structures takes several times as long. Each is a shortcut and never a rule.

use crate::error::path::put_member;
use crate::schema::rows::text;
use crate::schema::shape::TextShape;
use crate::schema::tag::{TAG_KEY, TAG_VALUE, TAGS};
use crate::types::tag::Tag;
use crate::wire::form;

static KEY: &TextShape = text(&TAG_KEY);
static VALUE: &TextShape = text(&TAG_VALUE);

/// Whether a list of tags breaks no constraint.
#[inline]
pub(crate) fn fit(tags: &[Tag<'_>]) -> bool {
    tags.len() <= TAGS.list().max && tags.iter().all(|tag| fits(tag))
}

#[inline]
pub(crate) fn fits(tag: &Tag<'_>) -> bool {
    KEY.fits(&tag.key) && VALUE.fits(&tag.value)
}

/// Appends the pairs of a list of tags.
// Bench row: encode request, 50 plain tags.
#[inline(always)]
pub(crate) fn put(list: &str, tags: &[Tag<'_>], body: &mut String) {
    if tags.is_empty() {
        put_empty(list, body);
    }
    for (index, tag) in (1..).zip(tags) {
        put_member(list, index, ".Key=", body);
        form::encode_text(&tag.key, body);
        put_member(list, index, ".Value=", body);
        form::encode_text(&tag.value, body);
    }
}

/// Appends an empty list, as SDKs send it.
#[inline]
pub(crate) fn put_empty(list: &str, body: &mut String) {
    for piece in ["&", list, "="] {
        body.push_str(piece);
    }
}

/// An estimate of what [`put`] appends, in bytes.
#[inline]
pub(crate) fn put_len(tags: &[Tag<'_>]) -> usize {
    let names = 2 * "&Tags.member.50".len() + ".Key=.Value=".len();
    let tags = tags.iter().map(|tag| names + tag.key.len() + tag.value.len());
    tags.sum::<usize>() + "&Tags=".len()
}
