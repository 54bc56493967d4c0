//! Feature `http`: messages of the crate `http` ⇄ requests and replies.
//!
//! | | server | client |
//! |---|---|---|
//! | request | [`Request::from_http`] | [`Request::to_http`] |
//! | reply | [`Response::to_http`], [`ErrorResponse::to_http`] | [`Reply::from_http`] |
//!
//! Bodies are whole: reading them from a socket, and bounding their length, is the server's part.

use std::fmt;

use ::http::header::{CONTENT_ENCODING, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use ::http::{Method, StatusCode, Uri};

use crate::error::request_error::RequestError;
use crate::message::decoder::{Decode, Decoder};
use crate::message::error_response::ErrorResponse;
use crate::message::params::Params;
use crate::message::reply::{Reply, decode_reply};
use crate::message::response::{Payload, Response};
use crate::message::service::Results;
use crate::wire::xml::error::{EncodeError, ResponseError};

const FORM: &str = "application/x-www-form-urlencoded";

/// The query string, and the body if it is a form.
pub(crate) fn parts<B: AsRef<[u8]>>(request: &::http::Request<B>) -> (&[u8], &[u8]) {
    let query = request.uri().query().unwrap_or_default();
    let body = if Params::body_counts(request) { request.body().as_ref() } else { b"" };
    (query.as_bytes(), body)
}

#[expect(private_bounds, reason = "implemented for the requests and inputs of this crate alone")]
impl<'a, T: Decode<'a>> Decoder<T> {
    /// Reads a message of HTTP: its query string and, if it is a form that was posted, its body as one
    /// input.
    ///
    /// # Errors
    ///
    /// As for [`parts`](Decoder::parts).
    pub fn http<B: AsRef<[u8]>>(self, request: &'a ::http::Request<B>) -> Result<T, RequestError> {
        let (query, body) = parts(request);
        self.parts(query, body)
    }
}

impl<'a> Params<'a> {
    /// Reads the parameters of an HTTP request: its query string and its body as one input.
    ///
    /// The body counts only in a POST whose `Content-Type` is `application/x-www-form-urlencoded`, with
    /// any parameters (`; charset=utf-8`) and in any case. AWS does not look into any other body: with
    /// another type or none, such a request has the parameters of its query string alone, and with
    /// several `Content-Type` headers all of them must say so. Nor does a body with a `Content-Encoding`
    /// other than `identity` count. The path and other methods are for the caller to judge.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let request = http::Request::post("/?Action=GetUser")
    ///     .header("Content-Type", "application/x-www-form-urlencoded")
    ///     .body("Version=2010-05-08&UserName=anika")?;
    /// let params = Params::from_http(&request)?;
    /// assert_eq!((params.get("Action"), params.get("UserName")), (Some("GetUser"), Some("anika")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`parse_parts`](Params::parse_parts).
    pub fn from_http<B: AsRef<[u8]>>(
        request: &'a ::http::Request<B>,
    ) -> Result<Self, RequestError> {
        let (query, body) = parts(request);
        Params::parse_parts(query, body)
    }

    /// Whether the body of an HTTP request counts, by its method and its headers, as
    /// [`from_http`](Params::from_http) says.
    ///
    /// ```
    /// use iam_codec::Params;
    ///
    /// let request = http::Request::post("/")
    ///     .header("Content-Type", "application/x-www-form-urlencoded")
    ///     .header("Content-Encoding", "gzip")
    ///     .body(())?;
    /// assert!(!Params::body_counts(&request));
    /// # Ok::<(), http::Error>(())
    /// ```
    pub fn body_counts<B>(request: &::http::Request<B>) -> bool {
        let headers = request.headers();
        request.method() == Method::POST && is_form(headers) && !is_encoded(headers)
    }
}

/// Makes the methods of a service's requests.
macro_rules! request_methods {
    ($Request:ident, $path:literal, $valid:literal) => {
        impl<'a> $Request<'a> {
            /// Reads a request from an HTTP request, as strictly as AWS.
            /// [`Params::from_http`](crate::Params::from_http) says which parts of it count.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            /// let request = http::Request::post("/")
            ///     .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            #[doc = concat!("    .body(\"", $valid, "\")?;")]
            #[doc = concat!("assert_eq!(Request::from_http(&request)?.encode(), \"", $valid, "\");")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            ///
            /// # Errors
            ///
            /// As for [`decode_parts`](Self::decode_parts). A body of another `Content-Type` gives
            /// `MissingAction`, unless the query string has an action.
            pub fn from_http<B: AsRef<[u8]>>(
                request: &'a ::http::Request<B>,
            ) -> Result<Self, $crate::RequestError> {
                Self::decoder().http(request)
            }

            /// The HTTP request that sends this request to an endpoint: a POST with the form as its body.
            /// It has no header but `Content-Type`; the HTTP client adds `Host` and `Content-Length`, and
            /// you the signature.
            ///
            /// ```
            #[doc = concat!("use ", $path, "::Request;")]
            ///
            #[doc = concat!("let request = Request::decode(b\"", $valid, "\")?;")]
            /// let request = request.to_http("https://example.com/".parse()?);
            /// assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
            #[doc = concat!("assert_eq!(request.body(), b\"", $valid, "\");")]
            /// # Ok::<(), Box<dyn std::error::Error>>(())
            /// ```
            pub fn to_http(&self, endpoint: ::http::Uri) -> ::http::Request<Vec<u8>> {
                $crate::message::http::post(self.encode(), endpoint)
            }
        }
    };
}
pub(crate) use request_methods;

/// A form that is posted to an endpoint.
pub(crate) fn post(body: String, endpoint: Uri) -> ::http::Request<Vec<u8>> {
    let mut request = ::http::Request::new(body.into_bytes());
    *request.method_mut() = Method::POST;
    *request.uri_mut() = endpoint;
    request.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(FORM));
    request
}

#[expect(private_bounds, reason = "implemented for the results of this crate alone")]
impl<R: Payload> Response<'_, R> {
    /// The HTTP response, with status and headers.
    ///
    /// A request id with control characters, which no header can carry, is in the body alone.
    ///
    /// ```
    /// use iam_codec::{OperationResult, Response};
    ///
    /// let id = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";
    /// let response = Response::new(OperationResult::UntagUser, id);
    /// let message = response.to_http()?;
    /// assert_eq!(message.status(), 200);
    /// assert_eq!(message.headers()["x-amzn-requestid"], "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
    /// # Ok::<(), iam_codec::EncodeError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`encode`](Response::encode).
    pub fn to_http(&self) -> Result<::http::Response<Vec<u8>>, EncodeError> {
        Ok(message(self.status(), self.headers(), self.encode()?.into_bytes()))
    }
}

impl ErrorResponse<'_> {
    /// The HTTP response, with status and headers.
    ///
    /// A request id with control characters, which no header can carry, is in the body alone.
    ///
    /// ```
    /// use iam_codec::{ErrorCode, ErrorResponse};
    ///
    /// let response = ErrorResponse::new(ErrorCode::THROTTLING, "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE").to_http();
    /// assert_eq!(response.status(), 400);
    /// assert_eq!(response.headers()["content-type"], "text/xml");
    /// assert_eq!(response.headers()["x-amzn-requestid"], "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
    /// ```
    pub fn to_http(&self) -> ::http::Response<Vec<u8>> {
        message(self.status(), self.headers(), self.encode().into_bytes())
    }
}

#[expect(private_bounds, reason = "implemented for the results of this crate alone")]
impl<R: Payload> Reply<'_, R> {
    /// The HTTP response, with status and headers.
    ///
    /// # Errors
    ///
    /// As for [`encode`](Reply::encode).
    pub fn to_http(&self) -> Result<::http::Response<Vec<u8>>, EncodeError> {
        Ok(message(self.status(), self.headers(), self.encode()?.into_bytes()))
    }
}

/// Reads a response or an error of a service from an HTTP response.
pub(crate) fn reply<'a, R: Results<'a>, B: AsRef<[u8]>>(
    response: &'a ::http::Response<B>,
) -> Result<Reply<'a, R>, HttpReplyError> {
    let status = response.status();
    let body = response.body().as_ref();
    match decode_reply(body) {
        Ok(reply) if matches!(reply, Reply::Response(_)) == status.is_success() => Ok(reply),
        Ok(_) => Err(HttpReplyError::Contradiction { status }),
        Err(_) if body.trim_ascii().is_empty() => Err(HttpReplyError::Empty { status }),
        Err(error) => {
            let media_type = media_type(response.headers());
            match is_markup_of_a_reply(body, media_type.as_deref()) {
                true => Err(HttpReplyError::Unreadable { status, error }),
                false => Err(HttpReplyError::NotAReply { status, media_type }),
            }
        }
    }
}

/// Why an HTTP response cannot be read as a reply.
///
/// ```
/// use iam_codec::{HttpReplyError, Reply};
///
/// let answer = http::Response::builder().status(503).body("")?;
/// let error = Reply::from_http(&answer).unwrap_err();
/// assert!(matches!(error, HttpReplyError::Empty { .. }));
/// assert_eq!(error.status(), 503);
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum HttpReplyError {
    /// There is no body. IAM has been seen to send this with status 200.
    #[non_exhaustive]
    Empty {
        /// The status.
        status: StatusCode,
    },
    /// The body is not XML: an HTML page, JSON, plain text.
    #[non_exhaustive]
    NotAReply {
        /// The status.
        status: StatusCode,
        /// What the body is, as far as its `Content-Type` says so.
        media_type: Option<String>,
    },
    /// The body is XML and cannot be read as a reply.
    #[non_exhaustive]
    Unreadable {
        /// The status.
        status: StatusCode,
        /// What is wrong with the body, and where.
        error: ResponseError,
    },
    /// The status says that the operation failed and the body that it succeeded, or the reverse.
    #[non_exhaustive]
    Contradiction {
        /// The status.
        status: StatusCode,
    },
}

impl HttpReplyError {
    /// The status of the HTTP response.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Empty { status }
            | Self::NotAReply { status, .. }
            | Self::Unreadable { status, .. }
            | Self::Contradiction { status } => *status,
        }
    }
}

impl fmt::Display for HttpReplyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status().as_u16())?;
        match self {
            Self::Empty { .. } => f.write_str(" with an empty body"),
            Self::NotAReply { media_type: Some(media_type), .. } => {
                write!(f, " with a body of {media_type}, which is not a reply")
            }
            Self::NotAReply { media_type: None, .. } => {
                f.write_str(" with a body that is not a reply")
            }
            Self::Unreadable { error, .. } => write!(f, ": {error}"),
            Self::Contradiction { status } if status.is_success() => {
                f.write_str(" with the body of an error")
            }
            Self::Contradiction { .. } => f.write_str(" with the body of a success"),
        }
    }
}

impl std::error::Error for HttpReplyError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Unreadable { error, .. } => Some(error),
            _ => None,
        }
    }
}

pub(crate) fn message(
    status: u16,
    headers: [(&'static str, &str); 2],
    body: Vec<u8>,
) -> ::http::Response<Vec<u8>> {
    let mut message = ::http::Response::new(body);
    *message.status_mut() =
        StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in headers {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
            message.headers_mut().append(name, value);
        }
    }
    message
}

fn is_form(headers: &HeaderMap) -> bool {
    let mut types = headers.get_all(CONTENT_TYPE).iter().peekable();
    types.peek().is_some()
        && types.all(|value| essence(value).eq_ignore_ascii_case(FORM.as_bytes()))
}

fn is_encoded(headers: &HeaderMap) -> bool {
    let mut codings = headers.get_all(CONTENT_ENCODING).iter();
    !codings.all(|value| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"identity"))
}

/// `text/html` of `text/html; charset=utf-8`
fn essence(content_type: &HeaderValue) -> &[u8] {
    let bytes = content_type.as_bytes();
    bytes.split(|&byte| byte == b';').next().unwrap_or_default().trim_ascii()
}

fn media_type(headers: &HeaderMap) -> Option<String> {
    let media_type = essence(headers.get(CONTENT_TYPE)?);
    Some(String::from_utf8_lossy(media_type).to_ascii_lowercase())
}

/// Whether a body that cannot be read is meant to be the XML of a reply, and not a page.
fn is_markup_of_a_reply(body: &[u8], media_type: Option<&str>) -> bool {
    let text = body.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(body).trim_ascii_start();
    let begins = |with: &str| {
        text.get(..with.len()).is_some_and(|start| start.eq_ignore_ascii_case(with.as_bytes()))
    };
    let is_html = media_type == Some("text/html") || begins("<!doctype html") || begins("<html");
    begins("<") && !is_html
}
