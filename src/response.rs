//! [`Response`]: what an operation answers, as XML, both ways; and [`Reply`], which may be an error.
//!
//! Written is AWS's layout, to the byte: no declaration, two spaces a level, LF, the result before the
//! metadata (SDKs take the first child for the result), `Value` before `Key` (recorded from IAM three
//! times over). Read is any order, prefix or namespace, a declaration, CDATA, comments, and text cut
//! by references; unknown elements are left out, a DOCTYPE is refused, and so is what would be lost:
//! stray text, repeated elements, characters that XML 1.0 cannot carry.

use std::borrow::Cow;
use std::fmt;

use crate::error_response::ErrorResponse;
use crate::resource::{Action, ResourceType, Verb};
use crate::structures::TagPage;
use crate::xml::{self, Elements, Named, Root, Unwritable, Writer, leaf_tags};

/// The namespace of all responses but routing failures.
pub(crate) const NAMESPACE: &str = "https://iam.amazonaws.com/doc/2010-05-08/";

/// The namespace of routing failures (recorded on STS).
pub(crate) const ROUTING_NAMESPACE: &str = "http://webservices.amazon.com/AWSFault/2005-15-09";

/// An operation's answer.
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
/// assert_eq!(Response::decode(body.as_bytes()), Ok(response));
/// # Ok::<(), iam_codec::EncodeError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response<'a> {
    /// What the operation gives.
    pub result: OperationResult<'a>,
    /// The request's id, a lower-case UUID where AWS sends it.
    pub request_id: Cow<'a, str>,
}

/// What an operation gives. Tagging and untagging give nothing but their success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OperationResult<'a> {
    /// `TagUserResponse`, `TagRoleResponse`, …
    TagResource(ResourceType),
    /// `UntagUserResponse`, `UntagRoleResponse`, …
    UntagResource(ResourceType),
    /// `ListUserTagsResponse`, `ListRoleTagsResponse`, …
    ListResourceTags(ResourceType, TagPage<'a>),
}

impl<'a> Response<'a> {
    /// The action that is answered.
    pub fn action(&self) -> Action {
        match self.result {
            OperationResult::TagResource(resource_type) => resource_type.action(Verb::Tag),
            OperationResult::UntagResource(resource_type) => resource_type.action(Verb::Untag),
            OperationResult::ListResourceTags(resource_type, _) => resource_type.action(Verb::List),
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
        let action = self.action().as_str();
        let result_len = match &self.result {
            OperationResult::ListResourceTags(_, page) => 2 * action.len() + page.write_len(),
            _ => 0,
        };
        ENVELOPE_LEN + 2 * action.len() + self.request_id.len() + result_len
    }

    fn write(&self, body: &mut String) -> Result<(), EncodeError> {
        let action = self.action().as_str();
        let mut xml = Writer::new(body, Unwritable::Refuse);
        xml.literal(["<", action, "Response xmlns=\"", NAMESPACE, "\">\n"]);
        if let OperationResult::ListResourceTags(_, page) = &self.result {
            xml.literal(["  <", action, "Result>\n"]);
            page.write(&mut xml)?;
            xml.literal(["  </", action, "Result>\n"]);
        }
        xml.literal(["  <ResponseMetadata>\n    "]);
        xml.leaf(leaf_tags!("RequestId"), &self.request_id);
        xml.literal(["\n  </ResponseMetadata>\n</", action, "Response>\n"]);
        xml.carried(|| "RequestId".to_owned())
    }

    /// Reads a response from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, not the response of an operation of this crate, or lacks an element.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        xml::decode(body)
    }

    /// Reads what stands inside the root element.
    fn read_children(
        document: &mut impl Elements<'a>,
        action: Action,
    ) -> Result<Self, ResponseError> {
        let (mut page, mut request_id) = (None, None);
        while let Some(child) = document.child()? {
            match child.name() {
                "ResponseMetadata" => {
                    xml::once(&mut request_id, "ResponseMetadata", document, read_request_id)?;
                }
                name if action.verb() == Verb::List && is_result(name, action) => {
                    xml::once(&mut page, name, document, TagPage::read)?;
                }
                _ => document.skip()?,
            }
        }
        document.end()?;
        let resource_type = action.resource_type();
        let result = match action.verb() {
            Verb::Tag => OperationResult::TagResource(resource_type),
            Verb::Untag => OperationResult::UntagResource(resource_type),
            Verb::List => {
                let page = xml::required(page, format_args!("{action}Result"), document)?;
                OperationResult::ListResourceTags(resource_type, page)
            }
        };
        let request_id = xml::required(request_id, "ResponseMetadata", document)?;
        Ok(Response { result, request_id })
    }

    /// Detaches the response from the body it was decoded from.
    pub fn into_owned(self) -> Response<'static> {
        let result = match self.result {
            OperationResult::TagResource(t) => OperationResult::TagResource(t),
            OperationResult::UntagResource(t) => OperationResult::UntagResource(t),
            OperationResult::ListResourceTags(t, page) => {
                OperationResult::ListResourceTags(t, page.into_owned())
            }
        };
        Response { result, request_id: Cow::Owned(self.request_id.into_owned()) }
    }
}

/// What a client gets back: a response or an error, told apart by the root element.
///
/// ```
/// use iam_codec::Reply;
///
/// let body = b"<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code></Error>\
///     <RequestId>EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE</RequestId></ErrorResponse>";
/// match Reply::decode(body)? {
///     Reply::Response(response) => println!("{}", response.action()),
///     Reply::Error(error) => assert_eq!(error.code.as_str(), "Throttling"),
/// }
/// # Ok::<(), iam_codec::ResponseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::exhaustive_enums, reason = "an operation succeeds or fails")]
pub enum Reply<'a> {
    /// The operation succeeded.
    Response(Response<'a>),
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
        xml::decode(body)
    }

    /// Detaches the reply from the body it was decoded from.
    pub fn into_owned(self) -> Reply<'static> {
        match self {
            Reply::Response(response) => Reply::Response(response.into_owned()),
            Reply::Error(error) => Reply::Error(error.into_owned()),
        }
    }
}

impl<'a> Root<'a> for Reply<'a> {
    fn read(root: &str, document: &mut impl Elements<'a>) -> Result<Self, ResponseError> {
        match root {
            "ErrorResponse" => ErrorResponse::read(root, document).map(Reply::Error),
            _ => Response::read(root, document).map(Reply::Response),
        }
    }
}

impl<'a> Root<'a> for Response<'a> {
    fn read(root: &str, document: &mut impl Elements<'a>) -> Result<Self, ResponseError> {
        match root.strip_suffix("Response").map(str::parse) {
            Some(Ok(action)) => Response::read_children(document, action),
            _ => Err(document.error(ResponseErrorKind::UnexpectedRoot(root.to_owned()))),
        }
    }
}

/// The markup of a `TagUserResponse` without the action is 144 bytes.
const ENVELOPE_LEN: usize = 144;

pub(crate) fn headers(request_id: &str) -> [(&'static str, &str); 2] {
    [("Content-Type", "text/xml"), ("x-amzn-RequestId", request_id)]
}

fn is_result(name: &str, action: Action) -> bool {
    name.strip_suffix("Result") == Some(action.as_str())
}

fn read_request_id<'a>(document: &mut impl Elements<'a>) -> Result<Cow<'a, str>, ResponseError> {
    let mut request_id = None;
    while let Some(child) = document.child()? {
        match child.name() {
            "RequestId" => xml::once(&mut request_id, "RequestId", document, Elements::text)?,
            _ => document.skip()?,
        }
    }
    xml::required(request_id, "RequestId", document)
}

/// A character that a response cannot carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EncodeError {
    pub(crate) element: String,
    pub(crate) character: char,
}

impl EncodeError {
    /// The element that holds the character: `Tags.member.3.Value`.
    pub fn element(&self) -> &str {
        &self.element
    }

    /// The character.
    pub fn character(&self) -> char {
        self.character
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = u32::from(self.character);
        write!(f, "XML cannot carry U+{code:04X}: element {}", self.element)
    }
}

impl std::error::Error for EncodeError {}

/// Why a body is not a response, and where.
///
/// ```
/// use iam_codec::Response;
///
/// let error = Response::decode(b"<TagUserResponse></TagUserResponse>").unwrap_err();
/// assert_eq!(error.to_string(), "missing element: ResponseMetadata at byte 35");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponseError(Box<Details>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Details {
    kind: ResponseErrorKind,
    offset: usize,
    element: String,
}

/// The kinds of [`ResponseError`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseErrorKind {
    /// A byte sequence that is not UTF-8.
    InvalidUtf8,
    /// A breach of XML's grammar, in the words of the XML reader.
    NotXml(String),
    /// No element at all.
    NoRoot,
    /// More than one root element.
    SecondRoot,
    /// The document ends inside an element.
    UnexpectedEnd,
    /// A root element that no operation of this crate answers with.
    UnexpectedRoot(String),
    /// A document type declaration.
    DocType,
    /// Elements nested more than 64 deep.
    TooDeep,
    /// Text between elements.
    UnexpectedText,
    /// An element inside text, or another child of a list than `member`.
    UnexpectedElement(String),
    /// An element that may stand there once stands there again.
    Repeated,
    /// An element that must stand there does not.
    Missing,
    /// A character that XML 1.0 cannot carry.
    InvalidCharacter(char),
    /// A reference to an entity or character that does not exist.
    UnknownReference(String),
    /// A text that is none of the permitted ones.
    InvalidValue(String),
}

impl ResponseError {
    #[cold]
    pub(crate) fn new(kind: ResponseErrorKind, offset: usize) -> Self {
        ResponseError(Box::new(Details { kind, offset, element: String::new() }))
    }

    /// The same error inside the element `name`.
    #[cold]
    pub(crate) fn within(mut self, name: &str) -> Self {
        let dot = if self.0.element.is_empty() { "" } else { "." };
        self.0.element = format!("{name}{dot}{}", self.0.element);
        self
    }

    /// The same error, counted from `len` bytes further to the front.
    pub(crate) fn after(mut self, len: usize) -> Self {
        self.0.offset += len;
        self
    }

    /// What is wrong.
    pub fn kind(&self) -> &ResponseErrorKind {
        &self.0.kind
    }

    /// How many bytes of the body were read when it was found.
    pub fn offset(&self) -> usize {
        self.0.offset
    }

    /// The element below the root that it was found in: `ListUserTagsResult.Tags.member.3.Key`; empty at the root.
    pub fn element(&self) -> &str {
        &self.0.element
    }
}

impl fmt::Display for ResponseErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::InvalidUtf8 => "invalid UTF-8",
            Self::NotXml(reason) => reason,
            Self::NoRoot => "no root element",
            Self::SecondRoot => "more than one root element",
            Self::UnexpectedEnd => "unexpected end of document",
            Self::UnexpectedRoot(name) => return write!(f, "unexpected root element {name}"),
            Self::DocType => "document type declaration",
            Self::TooDeep => "elements nested too deep",
            Self::UnexpectedText => "unexpected text",
            Self::UnexpectedElement(name) => return write!(f, "unexpected element {name}"),
            Self::Repeated => "repeated element",
            Self::Missing => "missing element",
            Self::InvalidCharacter(c) => {
                return write!(f, "XML cannot carry U+{:04X}", u32::from(*c));
            }
            Self::UnknownReference(name) => return write!(f, "unknown reference &{name};"),
            Self::InvalidValue(text) => return write!(f, "invalid value {text:?}"),
        })
    }
}

impl fmt::Display for ResponseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.kind.fmt(f)?;
        if !self.0.element.is_empty() {
            write!(f, ": {}", self.0.element)?;
        }
        write!(f, " at byte {}", self.0.offset)
    }
}

impl std::error::Error for ResponseError {}
