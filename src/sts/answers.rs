//! The answers of STS. The methods of [`Response`](crate::Response), [`Reply`](crate::Reply) and
//! [`ErrorResponse`] that read a body without a type that says whose it is are IAM's, so these are
//! functions.

use crate::message::error_response::ErrorResponse;
#[cfg(feature = "http")]
use crate::message::http::{self, HttpReplyError};
use crate::message::reply;
use crate::message::response;
use crate::message::tolerant;
use crate::sts::operations::{Action, OperationResult, SERVICE};
use crate::wire::xml;
use crate::wire::xml::error::ResponseError;
use crate::wire::xml::oddity::Oddity;
use crate::wire::xml::unknown::{UnknownElement, UnknownElements};

/// A response of STS, with the result of any operation.
pub type Response<'a> = response::Response<'a, OperationResult<'a>>;

/// A response or an error of STS.
pub type Reply<'a> = reply::Reply<'a, OperationResult<'a>>;

impl Response<'_> {
    /// The action that is answered; `None` if this crate does not know it.
    pub fn action(&self) -> Option<Action> {
        self.result.action()
    }
}

/// Reads a response from a body.
///
/// ```
/// use iam_codec::sts::{self, OperationResult};
///
/// let body = b"<GetCallerIdentityResponse><GetCallerIdentityResult><Account>123456789012</Account>\
///     </GetCallerIdentityResult><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>\
///     </GetCallerIdentityResponse>";
/// let response = sts::decode_response(body)?;
/// let OperationResult::GetCallerIdentity(identity) = response.result else { unreachable!() };
/// assert_eq!(identity.account.as_deref(), Some("123456789012"));
/// assert_eq!(identity.arn, None);
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
///
/// # Errors
///
/// The body is not XML, not a response, or lacks an element.
pub fn decode_response(body: &[u8]) -> Result<Response<'_>, ResponseError> {
    response::decode(body)
}

/// Lists the elements of a response or an error that reading it leaves out, since the tables do not have them.
///
/// # Errors
///
/// As for [`decode_reply`], and an element that mixes text with elements.
pub fn unknown_elements(body: &[u8]) -> Result<Vec<UnknownElement<'_>>, ResponseError> {
    reply::unknown_elements::<OperationResult<'_>>(body)
}

/// Reads a response or an error from a body.
///
/// ```
/// use iam_codec::{ErrorCode, Reply, sts};
///
/// let body = b"<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
///     <Code>RegionDisabledException</Code></Error><RequestId>id</RequestId></ErrorResponse>";
/// let Reply::Error(error) = sts::decode_reply(body)? else { unreachable!() };
/// assert_eq!((error.code.as_str(), error.status()), ("RegionDisabledException", 403));
/// assert_eq!(error.service(), &sts::SERVICE);
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
///
/// # Errors
///
/// The body is not XML, neither an error nor a response, or lacks an element.
pub fn decode_reply(body: &[u8]) -> Result<Reply<'_>, ResponseError> {
    reply::decode_reply(body)
}

/// Reads a response or an error of any server as far as it goes, and lists what is odd in it, as
/// [`Reply::decode_tolerantly`](crate::Reply::decode_tolerantly) does for IAM.
///
/// # Errors
///
/// As there.
pub fn decode_reply_tolerantly(body: &[u8]) -> Result<(Reply<'_>, Vec<Oddity>), ResponseError> {
    tolerant::decode_reply_tolerantly(body)
}

/// Reads an error from a body.
///
/// # Errors
///
/// The body is not XML, not an `ErrorResponse`, or lacks `Type`, `Code` or `RequestId`.
pub fn decode_error(body: &[u8]) -> Result<ErrorResponse<'_>, ResponseError> {
    xml::decode(SERVICE.namespace(), body, |root, document| {
        ErrorResponse::read(&SERVICE, root, document, &mut UnknownElements::Skipped)
    })
}

/// Reads a response or an error from an HTTP response, as
/// [`Reply::from_http`](crate::Reply::from_http) does for IAM.
///
/// # Errors
///
/// As there.
#[cfg(feature = "http")]
pub fn reply_from_http<B: AsRef<[u8]>>(
    response: &::http::Response<B>,
) -> Result<Reply<'_>, HttpReplyError> {
    http::reply(response)
}
