//! Replies out of a tree that other servers than AWS wrote: THE list of shapes that are read.
//!
//! | | shapes | who wrote them |
//! |---|---|---|
//! | error | `ErrorResponse/Error` | AWS |
//! | | `Error` | SeaweedFS, S3 |
//! | | `ErrorResponse/Errors/Error`, `Response/Errors/Error` | moto, EC2 |
//! | | `AccessDeniedException`, `UnknownOperationException` | AWS, where it cannot route a request |
//! | response | `ActionResponse` | AWS |
//! | | `ActionResponseType` | Eucalyptus |
//! | result | `ActionResult` | AWS |
//! | | another element that ends in `Result` | hand-made mocks |
//! | | members in the root | hand-made mocks |
//! | request id | in `ResponseMetadata`; in the root of an error | AWS |
//! | | the other way round, or in `Error` | SeaweedFS, floci, hand-made mocks |

mod error;
mod response;

use std::borrow::Cow;

use crate::engine::tolerant;
use crate::message::reply::Reply;
use crate::message::service::{Actions, Results};
use crate::wire::xml::error::ResponseError;
use crate::wire::xml::oddity::{OddityKind, OddityList};
use crate::wire::xml::tree::Node;

/// Reads a reply from its root element.
///
/// # Errors
///
/// It is neither a response nor an error.
pub(crate) fn read_reply<'a, R: Results<'a>>(
    root: Node<'a>,
    oddities: &mut OddityList,
) -> Result<Reply<'a, R>, ResponseError> {
    root.expect_no_text(oddities);
    match error::is_error(&root) {
        true => Ok(Reply::Error(error::read(R::Action::SERVICE, root, oddities))),
        false => response::read(root, oddities).map(Reply::Response),
    }
}

/// An element that may hold the request's id, and the names of those around it, below the root.
struct RequestId<'a> {
    within: &'static str,
    node: Node<'a>,
}

impl RequestId<'_> {
    /// Other services write `RequestID`.
    fn is_named(name: &str) -> bool {
        name.eq_ignore_ascii_case("RequestId")
    }
}

/// The request's id: the first that is inside `place`, or else the first elsewhere. The root begins at
/// byte `start`.
fn request_id<'a>(
    mut found: Vec<RequestId<'a>>,
    place: &'static str,
    start: usize,
    oddities: &mut OddityList,
) -> Cow<'a, str> {
    let at = found.iter().position(|id| id.within == place);
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
