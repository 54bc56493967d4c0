//! Requests and results of operations that this crate does not know.

use std::borrow::Cow;

use crate::message::params::Params;
use crate::wire::service::Service;
use crate::wire::xml::element::Element;

/// A request for an action that this crate does not know, with its parameters.
///
/// ```
/// use iam_codec::{OtherRequest, Params, Request};
///
/// let Request::Other(request) = Request::decode(b"Action=TagCat&Version=2010-05-08&CatName=tom")? else {
///     unreachable!()
/// };
/// assert_eq!(request.action(), "TagCat");
/// assert_eq!(request.params().get("CatName"), Some("tom"));
///
/// // An action that the crate knows is not such a request.
/// assert_eq!(OtherRequest::new(Params::parse(b"Action=TagUser")?), None);
/// # Ok::<(), iam_codec::RequestError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherRequest<'a> {
    /// Has an `Action`, which is not empty and not known.
    pub(crate) params: Params<'a>,
    /// The service that was asked.
    pub(crate) service: &'static Service,
}

impl OtherRequest<'_> {
    /// Detaches the request from the body it was decoded from.
    pub fn into_owned(self) -> OtherRequest<'static> {
        OtherRequest { params: self.params.into_owned(), service: self.service }
    }
}

/// What an operation gives that this crate does not know.
///
/// ```
/// use iam_codec::{OperationResult, Response};
///
/// let body = b"<TagCatResponse><TagCatResult><Purrs>true</Purrs></TagCatResult>\
///     <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></TagCatResponse>";
/// let response = Response::decode(body)?;
/// let OperationResult::Other(other) = &response.result else { unreachable!() };
/// assert_eq!(other.action, "TagCat");
/// assert_eq!(other.elements[0].name, "TagCatResult");
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct OtherResult<'a> {
    /// The action: the root element's name without `Response`.
    pub action: Cow<'a, str>,
    /// What is in the response but its metadata: a Result element, as a rule.
    pub elements: Vec<Element<'a>>,
}

impl<'a> OtherResult<'a> {
    /// The result of this action.
    pub fn new(action: impl Into<Cow<'a, str>>, elements: Vec<Element<'a>>) -> Self {
        OtherResult { action: action.into(), elements }
    }

    /// Detaches the result from the body it was decoded from.
    pub fn into_owned(self) -> OtherResult<'static> {
        let elements = self.elements.into_iter().map(Element::into_owned).collect();
        OtherResult { action: Cow::Owned(self.action.into_owned()), elements }
    }
}
