//! AWS Security Token Service (STS): the second service on the wire that IAM speaks.
//!
//! Most clients call STS before IAM, and many send both to one endpoint; [a page](crate::guide::routing) says how to
//! tell them apart. Everything that the crate's root has for IAM is here for STS, under the same names: [`Request`],
//! [`Action`], [`operations`], [`structures`], [`OperationResult`]. Only the functions that read an answer
//! have names of their own, such as [`decode_reply`].
//!
//! ```
//! use iam_codec::Operation;
//! use iam_codec::sts::operations::{GetCallerIdentity, GetCallerIdentityResult};
//! use iam_codec::sts::Request;
//!
//! let request = Request::decode(b"Action=GetCallerIdentity&Version=2011-06-15")?;
//! assert_eq!(request, GetCallerIdentity::default().into());
//!
//! let identity = GetCallerIdentityResult {
//!     user_id: Some("AIDACKCEVSQ6C2EXAMPLE".into()),
//!     account: Some("123456789012".into()),
//!     arn: Some("arn:aws:iam::123456789012:user/anika".into()),
//!     ..Default::default()
//! };
//! let body = GetCallerIdentity::response(identity, "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE").encode()?;
//! assert_eq!(
//!     body,
//!     r#"<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
//!   <GetCallerIdentityResult>
//!     <Arn>arn:aws:iam::123456789012:user/anika</Arn>
//!     <UserId>AIDACKCEVSQ6C2EXAMPLE</UserId>
//!     <Account>123456789012</Account>
//!   </GetCallerIdentityResult>
//!   <ResponseMetadata>
//!     <RequestId>EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE</RequestId>
//!   </ResponseMetadata>
//! </GetCallerIdentityResponse>
//! "#,
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! What differs from IAM:
//!
//! - Violations quote the value, unless it is a secret.
//!
//! ```
//! use iam_codec::sts::Request;
//!
//! let body = b"Action=GetSessionToken&Version=2011-06-15&DurationSeconds=899";
//! let error = Request::decode(body).unwrap_err();
//! assert_eq!(
//!     error.kind().to_string(),
//!     "1 validation error detected: Value '899' at 'durationSeconds' failed to satisfy constraint: \
//!      Member must have value greater than or equal to 900",
//! );
//! ```
//!
//! - Tags are refused as `InvalidParameterValue`, and keys of tags have no case.
//! - An empty list (`Audience=`) is the same as none.
//! - The token, the code of an MFA device and the assertion of a context are [`Secret`](crate::Secret)s,
//!   which the service's model does not say.

// This layer knows all layers before it but IAM, and no layer but the root knows it.

mod answers;
mod enums;
#[cfg(feature = "serde")]
mod json;
#[macro_use]
pub(crate) mod limits;
#[cfg(test)]
mod model;
pub mod operations;
mod policies;
mod request_id;
mod routing;
mod rules;
pub mod structures;

#[cfg(feature = "http")]
pub use answers::reply_from_http;
pub use answers::{
    Reply, Response, decode_error, decode_reply, decode_reply_tolerantly, decode_response,
    unknown_elements,
};
#[cfg(feature = "serde")]
pub use json::AsJson;
#[doc(inline)]
pub use operations::{Action, OperationResult, Request, SERVICE};
pub use request_id::{EXTENDED_REQUEST_ID, ExtendedRequestId};
