//! [`ErrorResponse`]: the one envelope of every failure, both ways.
//!
//! ```xml
//! <ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
//!   <Error>
//!     <Type>Sender</Type>
//!     <Code>NoSuchEntity</Code>
//!     <Message>The user with name foobar cannot be found.</Message>
//!   </Error>
//!   <RequestId>358299bb-b7f8-11e2-8d39-e3a125f625ee</RequestId>
//! </ErrorResponse>
//! ```
//!
//! (Recorded from IAM in 2013.) `Message` may be absent or empty, which are two things, and both occur.

use std::borrow::Cow;

use crate::error::place::MalformedInput;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::iam::entity::Entity;
use crate::iam::tagging::resource::Resource;
use crate::message::error_code::{ErrorCode, Fault};
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::oddities::Oddities;
use crate::wire::xml::writer::{Unwritable, Writer, leaf};
use crate::wire::xml::{self, Elements, NAMESPACE, ROUTING_NAMESPACE};

/// The answer to a request that failed.
///
/// ```
/// use iam_codec::{ErrorCode, ErrorResponse};
///
/// let id = "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE";
/// let error = ErrorResponse::new(ErrorCode::LIMIT_EXCEEDED, id)
///     .with_message("The number of tags has reached the maximum limit.");
///
/// assert_eq!(error.status(), 409);
/// assert_eq!(error.headers(), [("Content-Type", "text/xml"), ("x-amzn-RequestId", id)]);
/// let body = error.encode();
/// assert_eq!(
///     body,
///     r#"<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">
///   <Error>
///     <Type>Sender</Type>
///     <Code>LimitExceeded</Code>
///     <Message>The number of tags has reached the maximum limit.</Message>
///   </Error>
///   <RequestId>EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE</RequestId>
/// </ErrorResponse>
/// "#,
/// );
/// assert_eq!(ErrorResponse::decode(body.as_bytes()), Ok(error));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorResponse<'a> {
    /// Who is to blame: the wire's `Type`.
    pub fault: Fault,
    /// What went wrong.
    pub code: ErrorCode<'a>,
    /// The same in words. IAM leaves it out at times, and sends it empty at others.
    pub message: Option<Cow<'a, str>>,
    /// The request's id, a lower-case UUID where AWS sends it.
    pub request_id: Cow<'a, str>,
}

impl<'a> ErrorResponse<'a> {
    /// An error without message. The fault follows from the code; of unknown ones the sender is to blame.
    pub fn new(code: impl Into<ErrorCode<'a>>, request_id: impl Into<Cow<'a, str>>) -> Self {
        let code = code.into();
        ErrorResponse { fault: fault_of(&code), code, message: None, request_id: request_id.into() }
    }

    /// The same error with a message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Cow<'a, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The HTTP status: the code's, or for an unknown code 400 or 500 by its fault.
    pub fn status(&self) -> u16 {
        self.code.status().unwrap_or(match self.fault {
            Fault::Sender => 400,
            Fault::Receiver => 500,
        })
    }

    /// The headers that belong to the body. Two SDKs read the request id only here.
    pub fn headers(&self) -> [(&'static str, &str); 2] {
        headers(&self.request_id)
    }

    /// The body. A failure must be answerable, so what XML cannot carry becomes U+FFFD.
    pub fn encode(&self) -> String {
        let mut body = String::new();
        self.encode_into(&mut body);
        body
    }

    /// Appends the body to a buffer, which saves its allocation.
    ///
    /// ```
    /// use iam_codec::{ErrorCode, ErrorResponse};
    ///
    /// let error = ErrorResponse::new(ErrorCode::THROTTLING, "id").with_message("\u{1}");
    /// let mut body = String::with_capacity(1024);
    /// error.encode_into(&mut body);
    /// assert!(body.contains("<Message>\u{FFFD}</Message>"));
    /// ```
    pub fn encode_into(&self, body: &mut String) {
        let message = self.message.as_deref().unwrap_or_default();
        body.reserve(256 + message.len() + self.code.as_str().len() + self.request_id.len());
        let routing = self.code == ErrorCode::INVALID_ACTION;
        let namespace = if routing { ROUTING_NAMESPACE } else { NAMESPACE };
        let mut xml = Writer::new(body, Unwritable::Replace);
        xml.literal(["<ErrorResponse xmlns=\"", namespace, "\">\n  <Error>\n    "]);
        xml.leaf(leaf!("Type"), self.fault.as_str());
        xml.literal(["\n    "]);
        xml.leaf(leaf!("Code"), self.code.as_str());
        if let Some(message) = &self.message {
            xml.literal(["\n    "]);
            xml.leaf(leaf!("Message"), message);
        }
        xml.literal(["\n  </Error>\n  "]);
        xml.leaf(leaf!("RequestId"), &self.request_id);
        xml.literal(["\n</ErrorResponse>\n"]);
    }

    /// Reads an error from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, not an `ErrorResponse`, or lacks `Type`, `Code` or `RequestId`.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        xml::decode(body, |root, document| {
            ErrorResponse::read(root, document, &mut Oddities::Refused)
        })
    }

    /// Reads what stands inside `Error`; the request's id stands behind it.
    fn read_error(
        document: &mut dyn Elements<'a>,
        oddities: &mut Oddities<'a>,
    ) -> Result<Self, ResponseError> {
        let (mut fault, mut code, mut message) = (None, None, None);
        while let Some(child) = document.child()? {
            match child {
                "Type" => oddities.once(&mut fault, child, document, read_fault)?,
                "Code" => oddities.once(&mut code, child, document, text)?,
                "Message" => oddities.once(&mut message, child, document, text)?,
                _ => document.skip()?,
            }
        }
        let fault = oddities.required(fault, "Type", document)?;
        let code = ErrorCode::from(oddities.required(code, "Code", document)?);
        let fault = fault.unwrap_or_else(|| fault_of(&code));
        Ok(ErrorResponse { fault, code, message, request_id: "".into() })
    }

    /// Detaches the error from the body it was decoded from.
    pub fn into_owned(self) -> ErrorResponse<'static> {
        ErrorResponse {
            fault: self.fault,
            code: self.code.into_owned(),
            message: self.message.map(|message| Cow::Owned(message.into_owned())),
            request_id: Cow::Owned(self.request_id.into_owned()),
        }
    }

    /// Reads what stands inside the root element.
    pub(crate) fn read(
        root: &'a str,
        document: &mut dyn Elements<'a>,
        oddities: &mut Oddities<'a>,
    ) -> Result<Self, ResponseError> {
        if root != "ErrorResponse" {
            return Err(document.error(ResponseErrorKind::UnexpectedRoot(root.to_owned())));
        }
        let (mut error, mut request_id) = (None, None);
        while let Some(child) = document.child()? {
            match child {
                "Error" => oddities.once(&mut error, child, document, Self::read_error)?,
                "RequestId" => oddities.once(&mut request_id, child, document, text)?,
                _ => document.skip()?,
            }
        }
        document.end()?;
        let error = match error {
            Some(error) => error,
            None => {
                oddities.missing("Error", document)?;
                ErrorResponse::new("", "")
            }
        };
        let request_id = oddities.required(request_id, "RequestId", document)?;
        Ok(ErrorResponse { request_id, ..error })
    }
}

fn fault_of(code: &ErrorCode<'_>) -> Fault {
    code.fault().unwrap_or(Fault::Sender)
}

fn text<'a>(
    document: &mut dyn Elements<'a>,
    _: &mut Oddities<'a>,
) -> Result<Cow<'a, str>, ResponseError> {
    document.text()
}

/// `None` is a fault that cannot be read.
fn read_fault<'a>(
    document: &mut dyn Elements<'a>,
    oddities: &mut Oddities<'a>,
) -> Result<Option<Fault>, ResponseError> {
    let text = document.text()?;
    let fault = Fault::from_text(&text);
    if fault.is_none() {
        let kind = ResponseErrorKind::InvalidValue(text.into_owned());
        oddities.wrong(document.error(kind))?;
    }
    Ok(fault)
}

/// The headers that belong to a body. Two SDKs read the request id only here.
pub(crate) fn headers(request_id: &str) -> [(&'static str, &str); 2] {
    [("Content-Type", "text/xml"), ("x-amzn-RequestId", request_id)]
}

impl RequestError {
    /// What AWS would answer, with its code, fault and sentence.
    ///
    /// The sentence is the recorded one. Where none was ever recorded (broken escapes, a name in both
    /// query string and body), it is this error's own text.
    pub fn to_response<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        let response = ErrorResponse::new(self.code(), request_id);
        match self.message() {
            Some(message) => response.with_message(message),
            None => response,
        }
    }

    fn code(&self) -> ErrorCode<'static> {
        match self.kind() {
            RequestErrorKind::MissingAction => ErrorCode::MISSING_ACTION,
            RequestErrorKind::InvalidAction { .. } => ErrorCode::INVALID_ACTION,
            RequestErrorKind::MalformedInput(_) => ErrorCode::MALFORMED_INPUT,
            RequestErrorKind::ValidationError(_) | RequestErrorKind::InvalidIdentifier(_) => {
                ErrorCode::VALIDATION_ERROR
            }
            RequestErrorKind::InvalidBoundary(_)
            | RequestErrorKind::DuplicateTagKeys(_)
            | RequestErrorKind::ReservedTag
            | RequestErrorKind::EmptyTags(_)
            | RequestErrorKind::UnwritableText(_) => ErrorCode::INVALID_INPUT,
        }
    }

    fn message(&self) -> Option<String> {
        use MalformedInput::{
            Ambiguous, InvalidBoolean, InvalidEncoding, InvalidEscape, InvalidInteger, InvalidUtf8,
        };
        match self.kind() {
            RequestErrorKind::MalformedInput(InvalidInteger) => None,
            RequestErrorKind::MalformedInput(
                Ambiguous | InvalidBoolean | InvalidEncoding | InvalidEscape | InvalidUtf8,
            ) => Some(self.to_string()),
            kind => Some(kind.to_string()),
        }
    }
}

impl Resource<'_> {
    /// `NoSuchEntity`, as IAM words it for this type.
    ///
    /// ```
    /// use iam_codec::Resource;
    ///
    /// let error = Resource::User("nobody".into()).not_found("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
    /// assert_eq!(error.message.unwrap(), "The user with name nobody cannot be found.");
    /// ```
    pub fn not_found<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        let message = self.resource_type().not_found_message(self.identifier());
        ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, request_id).with_message(message)
    }

    /// `EntityAlreadyExists`, as IAM words it for this type. Of a policy IAM names the name, of an
    /// OpenID Connect provider the URL: make the resource of that.
    ///
    /// ```
    /// use iam_codec::Resource;
    ///
    /// let error = Resource::Role("app".into()).already_exists("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
    /// assert_eq!(error.message.unwrap(), "Role with name app already exists.");
    /// ```
    pub fn already_exists<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        let message = self.resource_type().already_exists_message(self.identifier());
        ErrorResponse::new(ErrorCode::ENTITY_ALREADY_EXISTS, request_id).with_message(message)
    }
}

impl Entity<'_> {
    /// `NoSuchEntity`, as IAM words it for this entity.
    pub fn not_found<'r>(self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        let message = self.not_found_message();
        ErrorResponse::new(ErrorCode::NO_SUCH_ENTITY, request_id).with_message(message)
    }

    /// `EntityAlreadyExists`, as IAM words it for this entity; without a message where none was
    /// recorded.
    ///
    /// ```
    /// use iam_codec::Entity;
    ///
    /// let error = Entity::Group("admins").already_exists("EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE");
    /// assert_eq!(error.message.unwrap(), "Group with name admins already exists.");
    /// let error = Entity::AccessKey("AKIAIOSFODNN7EXAMPLE").already_exists("id");
    /// assert_eq!(error.message, None);
    /// ```
    pub fn already_exists<'r>(self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        let error = ErrorResponse::new(ErrorCode::ENTITY_ALREADY_EXISTS, request_id);
        match self.already_exists_message() {
            Some(message) => error.with_message(message),
            None => error,
        }
    }
}
