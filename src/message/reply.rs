//! [`Reply`]: a response or an error, told apart by the root element.

// The results of the root stand for `R` where a type names none; nothing here asks what they are.
use crate::OperationResult;
use crate::message::error_response::ErrorResponse;
use crate::message::response::{Payload, Response, read_response};
use crate::message::service::{Actions, Results};
use crate::schema::structure::IntoOwned;
use crate::wire::xml;
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{EncodeError, ResponseError};
use crate::wire::xml::unknown::{UnknownElement, UnknownElements};

/// What a client gets back: a response or an error, told apart by the root element.
///
/// ```
/// use iam_codec::Reply;
///
/// let body = b"<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error>\
///     <RequestId>EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE</RequestId></ErrorResponse>";
/// match Reply::decode(body)? {
///     Reply::Response(response) => println!("{}", response.action_name()),
///     Reply::Error(error) => assert_eq!(error.code.as_str(), "Throttling"),
/// }
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "an operation succeeds or fails")]
pub enum Reply<'a, R = OperationResult<'a>> {
    /// The operation succeeded.
    Response(Response<'a, R>),
    /// The operation failed.
    Error(ErrorResponse<'a>),
}

impl<'a, R> From<Response<'a, R>> for Reply<'a, R> {
    fn from(response: Response<'a, R>) -> Self {
        Reply::Response(response)
    }
}

impl<'a, R> From<ErrorResponse<'a>> for Reply<'a, R> {
    fn from(error: ErrorResponse<'a>) -> Self {
        Reply::Error(error)
    }
}

impl<R> Reply<'_, R> {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        match self {
            Reply::Response(response) => response.status(),
            Reply::Error(error) => error.status(),
        }
    }

    /// The headers that belong to the body.
    pub fn headers(&self) -> [(&'static str, &str); 2] {
        match self {
            Reply::Response(response) => response.headers(),
            Reply::Error(error) => error.headers(),
        }
    }
}

impl<'a, R: IntoOwned> Reply<'a, R> {
    /// Detaches the reply from the body it was decoded from.
    #[inline]
    pub fn into_owned(self) -> Reply<'static, R::Owned> {
        match self {
            Reply::Response(response) => Reply::Response(response.into_owned()),
            Reply::Error(error) => Reply::Error(error.into_owned()),
        }
    }
}

#[expect(private_bounds, reason = "implemented for the results of this crate alone")]
impl<R: Payload> Reply<'_, R> {
    /// The body.
    ///
    /// # Errors
    ///
    /// As for [`Response::encode`].
    pub fn encode(&self) -> Result<String, EncodeError> {
        match self {
            Reply::Response(response) => response.encode(),
            Reply::Error(error) => Ok(error.encode()),
        }
    }
}

/// Reads a response or an error from a body.
pub(crate) fn decode_reply<'a, R: Results<'a>>(
    body: &'a [u8],
) -> Result<Reply<'a, R>, ResponseError> {
    let namespace = R::Action::SERVICE.namespace();
    xml::decode(namespace, body, |root, document| {
        read_reply(root, document, &mut UnknownElements::Skipped)
    })
}

/// Lists the elements that [`decode_reply`] leaves out.
pub(crate) fn unknown_elements<'a, R: Results<'a>>(
    body: &'a [u8],
) -> Result<Vec<UnknownElement<'a>>, ResponseError> {
    xml::decode(R::Action::SERVICE.namespace(), body, |root, document| {
        let mut unknown = UnknownElements::Collected(Vec::new());
        read_reply::<R>(root, document, &mut unknown)?;
        match unknown {
            UnknownElements::Collected(collected) => Ok(collected),
            UnknownElements::Skipped | UnknownElements::Refused => Ok(Vec::new()),
        }
    })
}

/// Reads a response or an error from the root element of a document.
pub(crate) fn read_reply<'a, R: Results<'a>>(
    root: &'a str,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<Reply<'a, R>, ResponseError> {
    match root {
        "ErrorResponse" => {
            ErrorResponse::read(R::Action::SERVICE, root, document, unknown).map(Reply::Error)
        }
        _ => read_response(root, document, unknown).map(Reply::Response),
    }
}
