//! [`Response`]: a typed result ⇄ XML; and [`Reply`], a response or an error.
//!
//! The encoder writes AWS's layout to the byte: no declaration, two spaces a level, LF, the result
//! before the metadata (SDKs take the first child for the result). The decoder reads elements in any
//! order, any prefix or namespace, a declaration, CDATA, comments, and text cut by references. It leaves
//! out unknown elements ([`Response::unknown_elements`] lists them), and refuses a DOCTYPE and whatever
//! would be lost: stray text, repeated elements, characters that XML 1.0 cannot carry.

use std::borrow::Cow;

use crate::engine::output;
use crate::iam::operations::{
    Action, Declared, ListResourceTags, OperationResult, TagResource, UntagResource,
};
use crate::iam::tagging::tag_page::TagPage;
use crate::message::error_response::{ErrorResponse, headers};
use crate::message::other::OtherResult;
use crate::message::tolerant;
use crate::wire::xml::error::{EncodeError, ResponseError, ResponseErrorKind};
use crate::wire::xml::oddity::{Oddity, OddityList};
use crate::wire::xml::unknown::{UnknownElement, UnknownElements, required};
use crate::wire::xml::writer::{Unwritable, Writer, leaf};
use crate::wire::xml::{self, Elements, NAMESPACE};

/// An operation's answer, with the result of whatever operation it is, or of one that is known before
/// ([`Operation::decode_reply`](crate::Operation::decode_reply)).
///
/// ```
/// use iam_codec::{OperationResult, ResourceType, Response};
///
/// let response = Response {
///     result: OperationResult::TagResource(ResourceType::User),
///     request_id: "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE".into(),
/// };
/// let body = response.encode()?;
/// assert_eq!(
///     body,
///     r#"<TagUserResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
///   <ResponseMetadata>
///     <RequestId>EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE</RequestId>
///   </ResponseMetadata>
/// </TagUserResponse>
/// "#,
/// );
/// assert_eq!(response.status(), 200);
/// assert_eq!(response.headers()[0], ("Content-Type", "text/xml"));
/// assert_eq!(Response::decode(body.as_bytes()), Ok(response));
/// # Ok::<(), iam_codec::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<'a, R = OperationResult<'a>> {
    /// What the operation gives.
    pub result: R,
    /// The request's id, a lower-case UUID where AWS sends it.
    pub request_id: Cow<'a, str>,
}

impl<'a> Response<'a> {
    /// The action that is answered; `None` if this crate does not know it.
    pub fn action(&self) -> Option<Action> {
        self.result.action()
    }

    /// The action's name.
    pub fn action_name(&self) -> &str {
        match &self.result {
            OperationResult::Other(other) => &other.action,
            known => known.action().map_or("", Action::as_str),
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> u16 {
        200
    }

    /// The headers that belong to the body. Two SDKs read the request id only here.
    pub fn headers(&self) -> [(&'static str, &str); 2] {
        headers(&self.request_id)
    }

    /// The body.
    ///
    /// # Errors
    ///
    /// A text holds a character that XML 1.0 cannot carry, such as U+0001.
    pub fn encode(&self) -> Result<String, EncodeError> {
        let mut body = String::with_capacity(self.write_len());
        self.write(&mut body)?;
        Ok(body)
    }

    /// Appends the body to a buffer, which saves its allocation.
    ///
    /// ```
    /// use iam_codec::{OperationResult, ResourceType, Response};
    ///
    /// let result = OperationResult::TagResource(ResourceType::User);
    /// let mut body = "before".to_owned();
    /// let error = Response { result, request_id: "\0".into() }.encode_into(&mut body).unwrap_err();
    /// assert_eq!(error.element(), "RequestId");
    /// assert_eq!(body, "before");
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`encode`](Response::encode); the buffer is then as it was.
    pub fn encode_into(&self, body: &mut String) -> Result<(), EncodeError> {
        let before = body.len();
        body.reserve(self.write_len());
        let written = self.write(body);
        if written.is_err() {
            body.truncate(before);
        }
        written
    }

    /// An estimate of what `write` appends, in bytes.
    #[inline]
    fn write_len(&self) -> usize {
        let action = self.action_name();
        let result_len = match &self.result {
            OperationResult::ListResourceTags(_, page) => 2 * action.len() + page.write_len(),
            _ => 0,
        };
        ENVELOPE_LEN + 2 * action.len() + self.request_id.len() + result_len
    }

    fn write(&self, body: &mut String) -> Result<(), EncodeError> {
        let action = self.action_name();
        let mut xml = Writer::new(body, Unwritable::Refuse);
        xml.literal(["<", action, "Response xmlns=\"", NAMESPACE, "\">\n"]);
        match &self.result {
            OperationResult::ListResourceTags(_, page) => {
                xml.literal(["  <", action, "Result>\n"]);
                page.write(&mut xml)?;
                xml.literal(["  </", action, "Result>\n"]);
            }
            OperationResult::Other(other) => {
                for element in &other.elements {
                    output::write_element(element, 1, &mut xml)?;
                }
            }
            result => {
                if let Some(structure) = result.structure() {
                    output::write(&format!("{action}Result"), structure, 1, &mut xml)?;
                }
            }
        }
        xml.literal(["  <ResponseMetadata>\n    "]);
        xml.leaf(leaf!("RequestId"), &self.request_id);
        xml.literal(["\n  </ResponseMetadata>\n</", action, "Response>\n"]);
        xml.carried(|| "RequestId".to_owned())
    }

    /// Reads a response from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, not a response, or lacks an element.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        xml::decode(body, |root, document| {
            Response::read(root, document, &mut UnknownElements::Skipped)
        })
    }

    /// The elements of a response that [`decode`](Response::decode) leaves out, since the tables do not
    /// have them.
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
    /// As for [`decode`](Response::decode), and an element that mixes text with elements.
    pub fn unknown_elements(body: &'a [u8]) -> Result<Vec<UnknownElement<'a>>, ResponseError> {
        xml::decode(body, |root, document| {
            let mut unknown = UnknownElements::Collected(Vec::new());
            Response::read(root, document, &mut unknown)?;
            match unknown {
                UnknownElements::Collected(collected) => Ok(collected),
                UnknownElements::Skipped | UnknownElements::Refused => Ok(Vec::new()),
            }
        })
    }

    fn read(
        root: &'a str,
        document: &mut dyn Elements<'a>,
        unknown: &mut UnknownElements<'a>,
    ) -> Result<Self, ResponseError> {
        let action = root.strip_suffix("Response").filter(|action| !["", "Error"].contains(action));
        let Some(action) = action else {
            return Err(unexpected_root(root, document));
        };
        let Ok(known) = action.parse() else {
            return Response::read_other(action, document, unknown);
        };
        let mut result = OperationResult::empty(known);
        let read = |document: &mut dyn Elements<'a>, unknown: &mut UnknownElements<'a>| {
            if let (OperationResult::ListResourceTags(_, page), Some(plain)) =
                (&mut result, document.as_plain())
            {
                let read = TagPage::read(plain);
                *page = read.ok_or_else(|| document.error(ResponseErrorKind::UnexpectedText))?;
                return Ok(());
            }
            match result.structure_mut() {
                Some(structure) => output::read(structure, document, unknown),
                None => Ok(()),
            }
        };
        let has_result = OperationResult::empty(known).structure().is_some();
        let request_id = read_children(known, has_result, document, unknown, read)?;
        Ok(Response { result, request_id })
    }

    fn read_other(
        action: &'a str,
        document: &mut dyn Elements<'a>,
        unknown: &mut UnknownElements<'a>,
    ) -> Result<Self, ResponseError> {
        let (mut elements, mut request_id) = (Vec::new(), None);
        while let Some(child) = document.child()? {
            match child {
                "ResponseMetadata" => {
                    unknown.once(&mut request_id, child, document, read_request_id)?;
                }
                _ => elements.push(document.element(child).map_err(|e| e.within(child))?),
            }
        }
        document.end()?;
        let request_id = required(request_id, "ResponseMetadata", document)?;
        let result = OperationResult::Other(OtherResult::new(action, elements));
        Ok(Response { result, request_id })
    }

    /// Detaches the response from the body it was decoded from.
    #[inline]
    pub fn into_owned(self) -> Response<'static> {
        let request_id = Cow::Owned(self.request_id.into_owned());
        Response { result: self.result.into_owned(), request_id }
    }
}

/// Reads what stands inside the root element: the Result element, if the operation has one, with
/// `read_result`, and the metadata, of which it gives the request id.
fn read_children<'a>(
    action: Action,
    has_result: bool,
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
    mut read_result: impl FnMut(
        &mut dyn Elements<'a>,
        &mut UnknownElements<'a>,
    ) -> Result<(), ResponseError>,
) -> Result<Cow<'a, str>, ResponseError> {
    let (mut result, mut request_id) = (None, None);
    while let Some(child) = document.child()? {
        match child {
            "ResponseMetadata" => {
                if has_result && result.is_none() && unknown.are_refused() {
                    return Err(
                        document.error(ResponseErrorKind::UnexpectedElement(child.to_owned()))
                    );
                }
                unknown.once(&mut request_id, child, document, read_request_id)?;
            }
            name if has_result && name.strip_suffix("Result") == Some(action.as_str()) => {
                unknown.once(&mut result, name, document, &mut read_result)?;
            }
            name => unknown.take(name, document)?,
        }
    }
    document.end()?;
    if has_result {
        required(result, &format!("{action}Result"), document)?;
    }
    required(request_id, "ResponseMetadata", document)
}

#[cold]
fn unexpected_root(root: &str, document: &mut dyn Elements<'_>) -> ResponseError {
    document.error(ResponseErrorKind::UnexpectedRoot(root.to_owned()))
}

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

impl<'a> Reply<'a> {
    /// Reads a response or an error from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, neither an error nor the response of an operation of this crate, or lacks
    /// an element.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        xml::decode(body, |root, document| {
            Reply::read(root, document, &mut UnknownElements::Skipped)
        })
    }

    /// Reads a response or an error of any server as far as it goes, and lists what is odd in it: whatever
    /// a widely used client reads is read, and nothing is left out without an [`Oddity`].
    ///
    /// - An error is read from `ErrorResponse/Error`, `Error`, `Response/Errors/Error` and
    ///   `ErrorResponse/Errors/Error`, and from a root like `AccessDeniedException`, which is then its code.
    ///   Without `Type` it has the fault of its code.
    /// - A request id is read from the metadata, the root or the error.
    /// - The members of a result may lack the Result element, or have another one. Names may be in another
    ///   case.
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
        let plain = xml::decode_plain(body, |root, document| {
            Reply::read(root, document, &mut UnknownElements::Refused)
        });
        if let Some(reply) = plain {
            return Ok((reply, Vec::new()));
        }
        let mut oddities = OddityList::default();
        let root = xml::read_tree(body, &mut oddities)?;
        let reply = tolerant::read_reply(root, &mut oddities)?;
        Ok((reply, oddities.finish()))
    }

    fn read(
        root: &'a str,
        document: &mut dyn Elements<'a>,
        unknown: &mut UnknownElements<'a>,
    ) -> Result<Self, ResponseError> {
        match root {
            "ErrorResponse" => ErrorResponse::read(root, document, unknown).map(Reply::Error),
            _ => Response::read(root, document, unknown).map(Reply::Response),
        }
    }

    /// Detaches the reply from the body it was decoded from.
    #[inline]
    pub fn into_owned(self) -> Reply<'static> {
        match self {
            Reply::Response(response) => Reply::Response(response.into_owned()),
            Reply::Error(error) => Reply::Error(error.into_owned()),
        }
    }
}

impl<'a, R: Default> Reply<'a, R> {
    /// Reads the reply of one operation.
    pub(crate) fn read_of<'i, O>(body: &'a [u8]) -> Result<Self, ResponseError>
    where
        O: Declared<'i, Result<'a> = R>,
    {
        xml::decode(body, |root, document| {
            if root == "ErrorResponse" {
                return ErrorResponse::read(root, document, &mut UnknownElements::Skipped)
                    .map(Reply::Error);
            }
            if root.strip_suffix("Response") != Some(O::ACTION.as_str()) {
                return Err(unexpected_root(root, document));
            }
            let mut result = R::default();
            let has_result = O::result_mut(&mut result).is_some();
            let unknown = &mut UnknownElements::Skipped;
            let request_id =
                read_children(O::ACTION, has_result, document, unknown, |document, unknown| {
                    match O::result_mut(&mut result) {
                        Some(members) => output::read(members.0, document, unknown),
                        None => Ok(()),
                    }
                })?;
            Ok(Reply::Response(Response { result, request_id }))
        })
    }
}

impl TagResource<'_> {
    /// The answer when the tags are added.
    pub fn respond<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> Response<'r> {
        let result = OperationResult::TagResource(self.resource.resource_type());
        Response { result, request_id: request_id.into() }
    }
}

impl UntagResource<'_> {
    /// The answer when the tags are removed.
    pub fn respond<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> Response<'r> {
        let result = OperationResult::UntagResource(self.resource.resource_type());
        Response { result, request_id: request_id.into() }
    }
}

impl ListResourceTags<'_> {
    /// The answer with a page of tags.
    pub fn respond<'r>(
        &self,
        page: TagPage<'r>,
        request_id: impl Into<Cow<'r, str>>,
    ) -> Response<'r> {
        let result = OperationResult::ListResourceTags(self.resource.resource_type(), page);
        Response { result, request_id: request_id.into() }
    }
}

fn read_request_id<'a>(
    document: &mut dyn Elements<'a>,
    unknown: &mut UnknownElements<'a>,
) -> Result<Cow<'a, str>, ResponseError> {
    let mut request_id = None;
    while let Some(child) = document.child()? {
        match child {
            "RequestId" => {
                unknown.once(&mut request_id, child, document, |document, _| document.text())?;
            }
            _ => document.skip()?,
        }
    }
    required(request_id, "RequestId", document)
}

/// The markup of a `TagUserResponse` without the action is 144 bytes.
const ENVELOPE_LEN: usize = 144;
