//! The answers of IAM, which is the service that the crate's root speaks: what a response, an error or a
//! failure is when no service is named.

use std::borrow::Cow;

use crate::error::request_error::RequestError;
use crate::iam::entity::Entity;
use crate::iam::operations::{Action, OperationResult, Request, SERVICE};
use crate::iam::tagging::table::Resource;
use crate::message::error_code::ErrorCode;
use crate::message::error_response::ErrorResponse;
use crate::message::failure::Failure;
#[cfg(feature = "http")]
use crate::message::http::{self, HttpReplyError};
use crate::message::other::OtherRequest;
use crate::message::params::Params;
use crate::message::reply::{self, Reply};
use crate::message::response::{self, Response};
use crate::message::tolerant;
use crate::message::wrap::{self, AnyResults};
use crate::wire::xml;
use crate::wire::xml::error::ResponseError;
use crate::wire::xml::oddity::Oddity;
use crate::wire::xml::unknown::{UnknownElement, UnknownElements};

impl<'a> Response<'a, OperationResult<'a>> {
    /// The action that is answered; `None` if this crate does not know it.
    pub fn action(&self) -> Option<Action> {
        self.result.action()
    }

    /// Reads a response from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, not a response, or lacks an element.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        response::decode(body)
    }

    /// The elements of a response or an error that reading it leaves out, since the tables do not have them.
    ///
    /// ```
    /// use iam_codec::{Content, Response};
    ///
    /// let body = b"<GetUserResponse><GetUserResult><User><Path>/</Path><UserName>u</UserName>\
    ///     <UserId>AIDA</UserId><Arn>arn:aws:iam::1:user/u</Arn><Mood>fine</Mood>\
    ///     <CreateDate>2020-01-01T00:00:00Z</CreateDate></User></GetUserResult>\
    ///     <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></GetUserResponse>";
    /// let unknown = Response::unknown_elements(body)?;
    /// assert_eq!(unknown[0].within, "GetUserResult.User");
    /// assert_eq!(unknown[0].element.name, "Mood");
    /// assert_eq!(unknown[0].element.content, Content::Text("fine".into()));
    /// # Ok::<(), iam_codec::ResponseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`Reply::decode`], and an element that mixes text with elements.
    pub fn unknown_elements(body: &'a [u8]) -> Result<Vec<UnknownElement<'a>>, ResponseError> {
        reply::unknown_elements::<OperationResult<'a>>(body)
    }
}

impl<'a> Reply<'a, OperationResult<'a>> {
    /// Reads a response or an error from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, neither an error nor a response, or lacks an element.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        reply::decode_reply(body)
    }

    /// Reads a response or an error of any server as far as it goes, and lists what is odd in it: whatever
    /// a widely used client reads is read, and nothing is left out without an [`Oddity`].
    ///
    /// - An error is read from `ErrorResponse/Error`, `Error`, `Response/Errors/Error` and
    ///   `ErrorResponse/Errors/Error`, and from a root like `AccessDeniedException`, which is then its code.
    ///   Without `Type` it has the fault of its code.
    /// - A request id is read from the metadata, the root or the error.
    /// - The members of a result may lack the Result element, or have another one. Names may be in another
    ///   case where the right one is missing.
    /// - The members of a list may have other names than `member`, lack such elements, or be in several
    ///   containers.
    /// - Times, numbers and truth values may be in other notations, and policies not percent-encoded.
    /// - A member that is missing or cannot be read is absent if it is optional, and has its default (an empty
    ///   text, zero, 1970) if it is required. If another element than a list is repeated, the first one
    ///   counts.
    /// - A document may break the grammar of XML where that hides no element: an unbound prefix, an
    ///   attribute twice, `&` alone, something behind the root.
    ///
    /// A document without oddities takes as long as [`decode`](Reply::decode).
    ///
    /// ```
    /// use iam_codec::Reply;
    ///
    /// let body = b"<Error><Code>ServiceFailure</Code></Error>";
    /// assert!(Reply::decode(body).is_err());
    /// let (reply, oddities) = Reply::decode_tolerantly(body)?;
    /// let Reply::Error(error) = reply else { unreachable!() };
    /// assert_eq!((error.code.as_str(), error.status()), ("ServiceFailure", 500));
    /// let oddities: Vec<_> = oddities.iter().map(|oddity| oddity.to_string()).collect();
    /// assert_eq!(oddities[0], "unexpected root element Error at byte 0");
    /// assert_eq!(oddities[1], "missing element: Type at byte 0");
    /// assert_eq!(oddities[2], "missing element: RequestId at byte 0");
    /// # Ok::<(), iam_codec::ResponseError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body is not UTF-8, its tags do not pair, elements nest more than 64 deep, or the root is neither an
    /// error nor a response.
    pub fn decode_tolerantly(body: &'a [u8]) -> Result<(Self, Vec<Oddity>), ResponseError> {
        tolerant::decode_reply_tolerantly(body)
    }

    /// Reads a response or an error from an HTTP response.
    ///
    /// The body alone decides whether it is a response or an error, since many servers mislabel it; the
    /// status must not say the opposite. If the body is neither, status and `Content-Type` say what it is.
    ///
    /// ```
    /// use iam_codec::Reply;
    ///
    /// let page = http::Response::builder()
    ///     .status(502)
    ///     .header("Content-Type", "text/html; charset=utf-8")
    ///     .body("<html><h1>Bad Gateway</h1></html>")?;
    /// let error = Reply::from_http(&page).unwrap_err();
    /// assert_eq!(error.to_string(), "status 502 with a body of text/html, which is not a reply");
    /// # Ok::<(), http::Error>(())
    /// ```
    ///
    /// # Errors
    ///
    /// The body is empty, is not XML, is neither a response nor an error, or says the opposite of the
    /// status: servers and proxies send all of these when they fail.
    #[cfg(feature = "http")]
    pub fn from_http<B: AsRef<[u8]>>(
        response: &'a ::http::Response<B>,
    ) -> Result<Self, HttpReplyError> {
        http::reply(response)
    }
}

impl<'a> ErrorResponse<'a> {
    /// An error of IAM without message. The fault follows from the code; of unknown ones the sender is to
    /// blame.
    pub fn new(code: impl Into<ErrorCode<'a>>, request_id: impl Into<Cow<'a, str>>) -> Self {
        ErrorResponse::of(&SERVICE, code, request_id)
    }

    /// Reads an error of IAM from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, not an `ErrorResponse`, or lacks `Type`, `Code` or `RequestId`.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        xml::decode(SERVICE.namespace(), body, |root, document| {
            ErrorResponse::read(&SERVICE, root, document, &mut UnknownElements::Skipped)
        })
    }
}

impl Failure<'_> {
    /// The answer with the id of its request; of IAM, unless the failure knows its service.
    pub fn to_response<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        self.to_response_of(&SERVICE, request_id)
    }
}

impl RequestError {
    /// What AWS would answer, with its code, fault and sentence; IAM, if the error is of parameters that
    /// no service has read yet.
    ///
    /// The sentence is the recorded one. Where none was ever recorded (broken escapes, a name in both
    /// query string and body), it is this error's own text.
    pub fn to_response<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        Failure::from(self).to_response(request_id)
    }
}

/// Puts the codec around a server that you have: what AWS refuses without knowing the account is refused
/// before it, with AWS's answer, and what it answers is read tolerantly and written anew in AWS's layout,
/// with this request id and the status of its code. Gives status and body.
///
/// `query` and `body` are the request's as they came. The handler gets its parameters, and gives status
/// and body. Requests that name the version of another service go to the handler; so does everything that
/// AWS might accept. An answer that is not one of IAM's is passed on as it is. Elements that IAM does not
/// have are left out; members that IAM always gives, and that the answer lacks or has in a form which cannot be read, are
/// empty, or times of 1970. [`Reply::decode_tolerantly`] lists both.
///
/// ```
/// use iam_codec::wrap;
///
/// /// A server without this crate: one string for everything.
/// fn old_server(user: Option<&str>) -> (u16, Vec<u8>) {
///     match user {
///         Some("anika") => (200, b"<GetUserResponse><GetUserResult><User><UserName>anika</UserName><UserId>1\
///             </UserId><Arn>arn:aws:iam::1:user/anika</Arn><Path>/</Path><CreateDate>2026-01-01T00:00:00Z\
///             </CreateDate></User></GetUserResult></GetUserResponse>".to_vec()),
///         _ => (400, b"<Error><Code>NoSuchEntity</Code><Message>no user</Message></Error>".to_vec()),
///     }
/// }
///
/// let answer = |body: &[u8]| {
///     let (status, xml) = wrap(b"", body, "id", |params| old_server(params.get("UserName")));
///     (status, String::from_utf8(xml).unwrap())
/// };
/// let (status, xml) = answer(b"Action=GetUser&Version=2010-05-08&UserName=anika");
/// assert!(status == 200 && xml.ends_with("    <RequestId>id</RequestId>\n  </ResponseMetadata>\n</GetUserResponse>\n"));
/// let (status, xml) = answer(b"Action=GetUser&Version=2010-05-08&UserName=bob");
/// assert!(status == 404 && xml.starts_with("<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"));
/// let (status, xml) = answer(b"Action=GetUser&Version=2010-05-08&UserName=a%20b");
/// assert!(status == 400 && xml.contains("<Code>ValidationError</Code>"));
/// ```
pub fn wrap(
    query: &[u8],
    body: &[u8],
    request_id: &str,
    handler: impl FnOnce(Params<'_>) -> (u16, Vec<u8>),
) -> (u16, Vec<u8>) {
    wrap::wrap::<Request<'_>, OperationResult<'_>>(query, body, request_id, handler)
}

impl<'r> AnyResults<'r> for OperationResult<'_> {
    fn rewritten(status: u16, answer: &'r [u8], request_id: &'r str) -> Option<(u16, Vec<u8>)> {
        wrap::rewritten::<OperationResult<'r>>(status, answer, request_id)
    }
}

/// The codec around a service of [`tower`](https://docs.rs/tower) that serves IAM.
#[cfg(feature = "tower")]
pub type IamLayer = crate::message::tower::WrapLayer<Action>;

#[cfg(feature = "tower")]
impl crate::message::tower::Gate for Action {
    fn refuse(query: &[u8], body: &[u8], request_id: &str) -> Option<ErrorResponse<'static>> {
        Request::refuse(query, body, request_id)
    }

    fn refuse_with_policies(
        query: &[u8],
        body: &[u8],
        request_id: &str,
    ) -> Option<ErrorResponse<'static>> {
        Request::refuse_with_policies(query, body, request_id)
    }

    fn rewritten(status: u16, answer: &[u8], request_id: &str) -> Option<(u16, Vec<u8>)> {
        wrap::rewritten::<OperationResult<'_>>(status, answer, request_id)
    }

    fn error(code: ErrorCode<'static>, request_id: &str) -> ErrorResponse<'static> {
        ErrorResponse::new(code, request_id.to_owned())
    }
}

impl<'a> OtherRequest<'a> {
    /// A request to IAM with these parameters. `None` if they have no `Action`, an empty one, or one of
    /// IAM's.
    pub fn new(params: Params<'a>) -> Option<Self> {
        let action = params.get("Action").filter(|action| !action.is_empty())?;
        let known = action.parse::<Action>().is_ok();
        (!known).then_some(OtherRequest { params, service: &SERVICE })
    }
}

impl Resource<'_> {
    /// `NoSuchEntity`, as IAM words it for this type.
    ///
    /// ```
    /// use iam_codec::Resource;
    ///
    /// let failure = Resource::User("nobody".into()).not_found();
    /// assert_eq!(failure.message.unwrap(), "The user with name nobody cannot be found.");
    /// ```
    pub fn not_found(&self) -> Failure<'static> {
        let message = self.resource_type().not_found_message(self.identifier());
        ErrorCode::NO_SUCH_ENTITY.with_message(message).of(&SERVICE)
    }

    /// `EntityAlreadyExists`, as IAM words it for this type. Of a policy IAM names the name, of an
    /// OpenID Connect provider the URL: make the resource of that.
    ///
    /// ```
    /// use iam_codec::Resource;
    ///
    /// let failure = Resource::Role("app".into()).already_exists();
    /// assert_eq!(failure.message.unwrap(), "Role with name app already exists.");
    /// ```
    pub fn already_exists(&self) -> Failure<'static> {
        let message = self.resource_type().already_exists_message(self.identifier());
        ErrorCode::ENTITY_ALREADY_EXISTS.with_message(message).of(&SERVICE)
    }
}

impl Entity<'_> {
    /// `NoSuchEntity`, as IAM words it for this entity.
    pub fn not_found(self) -> Failure<'static> {
        let message = self.not_found_message();
        ErrorCode::NO_SUCH_ENTITY.with_message(message).of(&SERVICE)
    }

    /// `EntityAlreadyExists`, as IAM words it for this entity; without a message where none was
    /// recorded.
    ///
    /// ```
    /// use iam_codec::Entity;
    ///
    /// let failure = Entity::Group("admins").already_exists();
    /// assert_eq!(failure.message.unwrap(), "Group with name admins already exists.");
    /// let failure = Entity::AccessKey("AKIAIOSFODNN7EXAMPLE").already_exists();
    /// assert_eq!(failure.message, None);
    /// ```
    pub fn already_exists(self) -> Failure<'static> {
        let failure = Failure::new(ErrorCode::ENTITY_ALREADY_EXISTS).of(&SERVICE);
        match self.already_exists_message() {
            Some(message) => failure.with_message(message),
            None => failure,
        }
    }
}

/// An error of IAM: documents do not name the service.
#[cfg(feature = "serde")]
impl<'de: 'a, 'a> serde::Deserialize<'de> for ErrorResponse<'a> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::message::json::deserialize_error(&SERVICE, deserializer)
    }
}
