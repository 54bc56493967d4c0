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
//! | | members in an element of `ActionResult` | NooBaa |
//! | request id | in `ResponseMetadata`; in the root of an error | AWS |
//! | | the other way round, or in `Error` | SeaweedFS, floci, hand-made mocks |

mod error;
mod nested;
mod request_id;
mod response;

use crate::message::reply::{Reply, read_reply};
use crate::message::service::{Actions, Results};
use crate::wire::xml;
use crate::wire::xml::error::ResponseError;
use crate::wire::xml::oddity::{Oddity, OddityList};
use crate::wire::xml::tree::Node;
use crate::wire::xml::unknown::UnknownElements;

/// Reads a response or an error as far as it goes, and lists what is odd in it. What services could have
/// written has no oddities, so that the plain reader suffices.
pub(crate) fn decode_reply_tolerantly<'a, R: Results<'a>>(
    body: &'a [u8],
) -> Result<(Reply<'a, R>, Vec<Oddity>), ResponseError> {
    let plain = xml::decode_plain(R::Action::SERVICE.namespace(), body, |root, document| {
        read_reply(root, document, &mut UnknownElements::Refused)
    });
    if let Some(reply) = plain {
        return Ok((reply, Vec::new()));
    }
    let mut oddities = OddityList::default();
    let root = xml::read_tree(body, &mut oddities)?;
    let reply = read_tree(root, &mut oddities)?;
    Ok((reply, oddities.finish()))
}

/// Reads a reply from its root element.
///
/// # Errors
///
/// It is neither a response nor an error.
fn read_tree<'a, R: Results<'a>>(
    root: Node<'a>,
    oddities: &mut OddityList,
) -> Result<Reply<'a, R>, ResponseError> {
    root.expect_no_text(oddities);
    match error::is_error(&root) {
        true => Ok(Reply::Error(error::read(R::Action::SERVICE, root, oddities))),
        false => response::read(root, oddities).map(Reply::Response),
    }
}
