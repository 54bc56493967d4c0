//! Zero-copy codec for the AWS IAM Query wire protocol, both directions.
//!
//! ```text
//! body ─form→ pairs ─path, input→ members ─operations, limits, rules→ Request
//!                                                                       │ your service
//! body ←xml─ elements ←output─ members ←─── response, error_response ←──┘
//! ```
//!
//! **Server side**, a form body (or query string) becomes a [`Request`], and a [`Response`] or
//! [`ErrorResponse`] becomes XML. **Client side**, the same stages work backwards: each has both
//! directions in one file.
//!
//! - [`Request`] has a variant for each of IAM's operations; the inputs and results are in [`operations`],
//!   what they hold in [`structures`]. [`Request::tagging`] shows the 24 tag operations as three over a
//!   [`Resource`] of eight types. Any other action is [`Request::Other`] with its [`Params`].
//! - [`Request::decode`] is as strict as AWS: what it refuses comes with AWS's own answer
//!   ([`RequestError::to_response`]) and with the byte and the parameter to blame.
//!   [`Request::decoder`] leaves out the constraints, for proxies and tests, and reads whatever else holds a
//!   request.
//! - [`Request::tags`] gives the tags of any operation that carries some.
//! - Texts are `Cow`s that borrow from the body unless an escape forces a copy. `into_owned` detaches a
//!   value from the body.
//! - [`Response`] is written in AWS's layout and read in any that means the same. [`Reply`] is a
//!   response or an error, told apart by the root element. If you know the operation, use [`Operation`].
//! - The module [`sts`] has the same for STS, the second service; [a page](guide::routing) says how to tell the
//!   two apart on one endpoint.
//! - Structures are open, since AWS adds members: literals end with `..Default::default()`, patterns with
//!   `..`.
//!
//! ```
//! use iam_codec::operations::CreateUser;
//! use iam_codec::structures::User;
//! use iam_codec::{ErrorCode, Failure, Operation, Reply, Request, TagVerb};
//!
//! /// Answers a request: status and body.
//! fn answer(body: &[u8], id: &str) -> (u16, String) {
//!     let reply = serve(body, id).unwrap_or_else(|failure| failure.to_response(id).into());
//!     match reply.encode() {
//!         Ok(xml) => (reply.status(), xml),
//!         Err(_) => (500, ErrorCode::INTERNAL_FAILURE.with_message("").to_response(id).encode()),
//!     }
//! }
//!
//! fn serve<'a>(body: &'a [u8], id: &'a str) -> Result<Reply<'a>, Failure<'a>> {
//!     let request = Request::decode(body)?;
//!     if let Some(tagging) = request.tagging() {
//!         return match tagging.verb {
//!             TagVerb::List { .. } => Ok(tagging.respond(Vec::new(), id).into()),
//!             _ => Err(tagging.resource.not_found()),
//!         };
//!     }
//!     match request {
//!         Request::CreateUser(request) => {
//!             let user = User {
//!                 path: Some("/".into()),
//!                 user_id: "AIDACKCEVSQ6C2EXAMPLE".into(),
//!                 arn: format!("arn:aws:iam::123456789012:user/{}", request.user_name).into(),
//!                 user_name: Some(request.user_name),
//!                 tags: request.tags,
//!                 ..Default::default()
//!             };
//!             Ok(CreateUser::response(user, id).into())
//!         }
//!         Request::Other(other) => Err(other.invalid_action().into()),
//!         request => Err(request.not_implemented()),
//!     }
//! }
//!
//! let (status, xml) = answer(b"Action=CreateUser&Version=2010-05-08&UserName=anika", "id");
//! assert_eq!(status, 200);
//! assert!(xml.contains("<UserName>anika</UserName>"));
//!
//! let (status, xml) = answer(b"Action=CreateUser&Version=2010-05-08", "id");
//! assert_eq!(status, 400);
//! assert!(xml.contains("'userName' failed to satisfy constraint: Member must not be null"));
//!
//! let (status, xml) = answer(b"Action=GetRole&Version=2010-05-08&RoleName=app", "id");
//! assert_eq!((status, xml.contains("<Code>NotImplemented</Code>")), (501, true));
//! ```
//!
//! Pages: [coming from hand-written code](guide::migration), [what a server still checks](guide::duties),
//! [test doubles](guide::doubles), [errors](guide::errors), [limits and guarantees](guide::limits),
//! [proxies](guide::proxies), and [what is not known of AWS](guide::unsettled).
//!
//! # Guarantees
//!
//! - No input panics; there is no `unsafe`.
//! - Decoding takes time linear in the input (list members out of order are sorted once, n log n) and
//!   memory at most a constant times the input; nothing grows with the value of an index.
//! - An index is at most 214748369, and at most ten above the one before. XML elements nest at most 64
//!   deep.
//! - The length of an input is for the caller to bound. [Limits](guide::limits) says more.
//!
//! # Features
//!
//! All are off by default, and none changes what the others do.
//!
//! | feature | gives |
//! |---|---|
//! | `serde` | `Serialize` and `Deserialize` in the AWS CLI's JSON shape, [see below](#json) |
//! | `http` | `from_http` and `to_http`: the types of the crate `http` |
//! | `tower` | [`IamLayer`]: the codec around an existing service |
//! | `arbitrary` | `Arbitrary` for every public type, and requests that break one constraint |
//! | `mutator` | mutations, spellings and hostile kinds of Query bodies, for fuzzers |
//!
//! # JSON
//!
//! With the feature `serde`, an input such as [`CreateRole`](operations::CreateRole) is the object that
//! `aws iam create-role --cli-input-json` takes. Requests and replies are objects:
//!
//! | | document |
//! |---|---|
//! | [`Request`] | `{"Action":"TagUser","UserName":"anika","Tags":[{"Key":"Dept","Value":"Legal"}]}` |
//! | [`Request::Other`] | `{"Action":"TagCat","Parameters":[{"Name":"CatName","Value":"tom"}]}` |
//! | [`Response`] | `{"Action":"ListUserTags","Tags":[],"IsTruncated":false,"RequestId":"…"}` |
//! | [`OperationResult::Other`] | `{"Action":"TagCat","Elements":[{"Name":"TagCatResult","Text":""}],"RequestId":"…"}` |
//! | [`ErrorResponse`] | `{"Error":{"Type":"Sender","Code":"NoSuchEntity","Message":"…"},"RequestId":"…"}` |
//!
//! Members are written in the model's order and read in any order. A timestamp is a string, a [`Blob`] a
//! string in base64, a policy document a string that holds its JSON; secrets are written out. An unknown,
//! missing or repeated member is an error, and so is `null`. Constraints are not checked: call
//! [`Request::validate`].
//!
//! ```
//! # #[cfg(feature = "serde")] {
//! use iam_codec::Request;
//! use iam_codec::operations::CreateRole;
//!
//! let json = r#"{"RoleName":"anika","AssumeRolePolicyDocument":"{}"}"#;
//! let input: CreateRole<'_> = serde_json::from_str(json)?;
//! assert_eq!(serde_json::to_string(&input)?, json);
//!
//! let request = Request::from(input);
//! let json = r#"{"Action":"CreateRole","RoleName":"anika","AssumeRolePolicyDocument":"{}"}"#;
//! assert_eq!(serde_json::to_string(&request)?, json);
//! assert_eq!(serde_json::from_str::<Request<'_>>(json)?, request);
//! # }
//! # Ok::<(), serde_json::Error>(())
//! ```
#![cfg_attr(docsrs, feature(doc_cfg))]

// The layers, in order: each imports only from those before it.
mod wire;
mod types;
mod error;
#[macro_use] // The words of limits that all services share.
mod schema;
mod engine;
mod message;
pub mod policy;
mod iam;
pub mod sts;
#[cfg(any(feature = "arbitrary", feature = "mutator"))]
mod testing;

pub use error::constraint::{Constraint, Violation, Violations};
pub use error::place::{MalformedInput, Part, Place};
pub use error::request_error::{RequestError, RequestErrorKind};
pub use iam::VERSION;
#[cfg(feature = "tower")]
pub use iam::answers::IamLayer;
pub use iam::answers::wrap;
pub use iam::entity::Entity;
pub use iam::operations::{Action, OperationResult, Request, SERVICE};
#[doc(inline)]
pub use iam::refusal::Refusal;
pub use iam::tagging::table::{Resource, ResourceType};
pub use iam::tagging::view::{TagPage, TagVerb, Tagging};
pub use iam::{operations, structures};
pub use message::decoder::Decoder;
pub use message::dialect::Dialect;
pub use message::edit::Editor;
pub use message::error_code::{ErrorCode, Fault};
pub use message::error_response::ErrorResponse;
pub use message::failure::Failure;
#[cfg(feature = "http")]
pub use message::http::HttpReplyError;
pub use message::list_params::ListParam;
pub use message::operation::Operation;
pub use message::other::{OtherRequest, OtherResult};
pub use message::page::{Page, Pages};
pub use message::params::{Param, Params};
pub use message::reply::Reply;
pub use message::response::Response;
pub use message::scope::CredentialScope;
pub use message::service::UnknownAction;
pub use message::success::Success;
#[cfg(feature = "tower")]
pub use message::tower::{WrapLayer, Wrapped};
pub use schema::structure::Member;
#[cfg(feature = "arbitrary")]
pub use testing::generators;
#[cfg(feature = "mutator")]
pub use testing::mutator;
pub use types::blob::Blob;
pub use types::map::Map;
pub use types::tag::Tag;
pub use types::tag_key::KeyCase;
pub use types::text::{PolicyDocument, Secret};
pub use types::timestamp::{InvalidTimestamp, Timestamp};
pub use wire::form;
pub use wire::service::Service;
pub use wire::xml::element::{Content, Element};
pub use wire::xml::error::{EncodeError, EncodeErrorKind, ResponseError, ResponseErrorKind};
pub use wire::xml::oddity::{Oddity, OddityKind, Severity};
pub use wire::xml::unknown::UnknownElement;

#[cfg(any(doc, doctest))]
pub mod guide;

/// The README's examples compile and run.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
