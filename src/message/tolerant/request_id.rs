//! The id of a request, wherever it is.

use std::borrow::Cow;

use crate::engine::tolerant;
use crate::wire::xml::oddity::{OddityKind, OddityList};
use crate::wire::xml::tree::Node;

/// An element that may hold the request's id, and the names of those around it, below the root.
pub(super) struct RequestId<'a> {
    pub(super) within: &'static str,
    pub(super) node: Node<'a>,
}

impl RequestId<'_> {
    /// Other services write `RequestID`.
    pub(super) fn is_named(name: &str) -> bool {
        name.eq_ignore_ascii_case("RequestId")
    }
}

/// The request's id: the first of the right name inside `place`, or else the first of another name there, or
/// else the first elsewhere. The root begins at byte `start`.
pub(super) fn request_id<'a>(
    mut found: Vec<RequestId<'a>>,
    place: &'static str,
    start: usize,
    oddities: &mut OddityList,
) -> Cow<'a, str> {
    let is_right = |id: &RequestId<'_>| id.within == place && id.node.name == "RequestId";
    let at = found.iter().position(is_right);
    let at = at.or_else(|| found.iter().position(|id| id.within == place));
    if found.is_empty() {
        let mark = oddities.enter(place);
        oddities.note_in("RequestId", OddityKind::Missing, start);
        oddities.leave(mark);
        return Cow::Borrowed("");
    }
    let RequestId { within, node } = found.remove(at.unwrap_or(0));
    for RequestId { within, node } in found {
        let mark = oddities.enter(within);
        oddities.note_in(node.name, OddityKind::Repeated, node.start);
        oddities.leave(mark);
    }
    let mark = oddities.enter(within);
    if at.is_none() {
        oddities.note_in(node.name, OddityKind::Misplaced, node.start);
    } else if node.name != "RequestId" {
        oddities.note(OddityKind::OtherName(node.name.to_owned()), node.start);
    }
    let text = tolerant::text("RequestId", node, oddities);
    oddities.leave(mark);
    text.unwrap_or_default()
}
