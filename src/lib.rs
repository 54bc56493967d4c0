//! Zero-copy codec for the AWS IAM Query wire protocol, both directions.
//!
//! ```text
//! body ─form→ pairs ─params, list→ members ─operations, resource, strings→ Request
//!                                                                             │ your service
//! body ←xml─ elements ←──────────────── response, error_response ←────────────┘
//! ```
//!
//! A client walks the same road backwards: each stage has both directions in one file.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod constraint;
mod error;
mod error_response;
pub mod form;
mod list;
mod member;
#[cfg(feature = "mutator")]
pub mod mutator;
mod operations;
mod params;
mod request;
mod resource;
mod response;
mod source;
mod strings;
mod structures;
mod xml;

pub use constraint::{Constraint, Violation};
pub use error::{MalformedInput, Part, Place, RequestError, RequestErrorKind};
pub use error_response::{ErrorCode, ErrorResponse, Fault};
pub use operations::{ListResourceTags, TagResource, UntagResource};
pub use params::{Param, Params};
pub use request::{OtherRequest, Request};
pub use resource::{Action, KeyCase, Resource, ResourceType, UnknownAction};
pub use response::{
    EncodeError, OperationResult, Reply, Response, ResponseError, ResponseErrorKind,
};
pub use structures::{Tag, TagPage};

/// The version of the API, which every request names.
pub const VERSION: &str = "2010-05-08";
