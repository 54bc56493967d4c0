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
use std::fmt::Write;

use crate::error::place::MalformedInput;
use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::message::error_code::{ErrorCode, Fault};
use crate::wire::service::Service;
use crate::wire::xml::elements::Elements;
use crate::wire::xml::error::{ResponseError, ResponseErrorKind};
use crate::wire::xml::plain::ROUTING_NAMESPACE;
use crate::wire::xml::unknown::{UnknownElements, required};
use crate::wire::xml::writer::{Unwritable, Writer, leaf};

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
#[non_exhaustive]
pub struct ErrorResponse<'a> {
    /// Who is to blame: the wire's `Type`.
    pub fault: Fault,
    /// What went wrong.
    pub code: ErrorCode<'a>,
    /// The same in words. IAM leaves it out at times, and sends it empty at others.
    pub message: Option<Cow<'a, str>>,
    /// The request's id, a lower-case UUID where AWS sends it.
    pub request_id: Cow<'a, str>,
    pub(crate) service: &'static Service,
}

impl<'a> ErrorResponse<'a> {
    /// An error of a service without message. The fault follows from the code; of unknown ones the sender
    /// is to blame.
    pub fn of(
        service: &'static Service,
        code: impl Into<ErrorCode<'a>>,
        request_id: impl Into<Cow<'a, str>>,
    ) -> Self {
        let code = code.into();
        let (fault, request_id) = (fault_of(&code), request_id.into());
        ErrorResponse { fault, code, message: None, request_id, service }
    }

    /// The service that answers, whose namespace the body has.
    pub fn service(&self) -> &'static Service {
        self.service
    }

    /// The same error, blamed on this side.
    #[must_use]
    pub fn with_fault(mut self, fault: Fault) -> Self {
        self.fault = fault;
        self
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
        let namespace = if routing { ROUTING_NAMESPACE } else { self.service.namespace() };
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

    /// Reads what is inside `Error`; the request's id is behind it.
    fn read_error(
        service: &'static Service,
        document: &mut dyn Elements<'a>,
        unknown: &mut UnknownElements<'a>,
    ) -> Result<Self, ResponseError> {
        let (mut fault, mut code, mut message) = (None, None, None);
        while let Some(child) = document.child()? {
            match child {
                "Type" => unknown.once(&mut fault, child, document, read_fault)?,
                "Code" => unknown.once(&mut code, child, document, text)?,
                "Message" => unknown.once(&mut message, child, document, text)?,
                _ => unknown.take(child, document)?,
            }
        }
        let fault = required(fault, "Type", document)?;
        let code = ErrorCode::from(required(code, "Code", document)?);
        Ok(ErrorResponse { fault, code, message, request_id: "".into(), service })
    }

    /// Detaches the error from the body it was decoded from.
    pub fn into_owned(self) -> ErrorResponse<'static> {
        ErrorResponse {
            fault: self.fault,
            code: self.code.into_owned(),
            message: self.message.map(|message| Cow::Owned(message.into_owned())),
            request_id: Cow::Owned(self.request_id.into_owned()),
            service: self.service,
        }
    }

    /// Reads what is inside the root element.
    pub(crate) fn read(
        service: &'static Service,
        root: &'a str,
        document: &mut dyn Elements<'a>,
        unknown: &mut UnknownElements<'a>,
    ) -> Result<Self, ResponseError> {
        if root != "ErrorResponse" {
            return Err(document.error(ResponseErrorKind::UnexpectedRoot(root.to_owned())));
        }
        let (mut error, mut request_id) = (None, None);
        while let Some(child) = document.child()? {
            match child {
                "Error" => unknown.once(&mut error, child, document, |document, unknown| {
                    Self::read_error(service, document, unknown)
                })?,
                "RequestId" => unknown.once(&mut request_id, child, document, text)?,
                _ => unknown.take(child, document)?,
            }
        }
        document.end()?;
        let error = required(error, "Error", document)?;
        let request_id = required(request_id, "RequestId", document)?;
        Ok(ErrorResponse { request_id, ..error })
    }
}

pub(crate) fn fault_of(code: &ErrorCode<'_>) -> Fault {
    code.fault().unwrap_or(Fault::Sender)
}

fn text<'a>(
    document: &mut dyn Elements<'a>,
    _: &mut UnknownElements<'a>,
) -> Result<Cow<'a, str>, ResponseError> {
    document.text()
}

fn read_fault<'a>(
    document: &mut dyn Elements<'a>,
    _: &mut UnknownElements<'a>,
) -> Result<Fault, ResponseError> {
    let text = document.text()?;
    Fault::from_text(&text)
        .ok_or_else(|| document.error(ResponseErrorKind::InvalidValue(text.into_owned())))
}

/// The headers that belong to a body. Two SDKs read the request id only here.
pub(crate) fn headers(request_id: &str) -> [(&'static str, &str); 2] {
    [("Content-Type", "text/xml"), ("x-amzn-RequestId", request_id)]
}

impl RequestError {
    pub(super) fn code(&self) -> ErrorCode<'static> {
        match self.kind() {
            RequestErrorKind::MissingAction => ErrorCode::MISSING_ACTION,
            RequestErrorKind::InvalidAction { .. } => ErrorCode::INVALID_ACTION,
            RequestErrorKind::MalformedInput(_) => ErrorCode::MALFORMED_INPUT,
            RequestErrorKind::ValidationError(_) | RequestErrorKind::InvalidIdentifier(_) => {
                ErrorCode::VALIDATION_ERROR
            }
            RequestErrorKind::InvalidBoundary(_)
            | RequestErrorKind::EmptyTags(_)
            | RequestErrorKind::UnwritableText(_) => ErrorCode::INVALID_INPUT,
            RequestErrorKind::DuplicateTagKeys(_)
            | RequestErrorKind::ReservedTag
            | RequestErrorKind::InvalidTags(_) => {
                let code = self.service().and_then(Service::tag_refusal);
                code.map_or(ErrorCode::INVALID_INPUT, ErrorCode::from)
            }
        }
    }

    pub(super) fn message(&self) -> Option<String> {
        use MalformedInput::{
            Ambiguous, InvalidBoolean, InvalidEncoding, InvalidEscape, InvalidInteger, InvalidUtf8,
        };
        match self.kind() {
            RequestErrorKind::MalformedInput(InvalidInteger) => None,
            RequestErrorKind::MalformedInput(
                Ambiguous | InvalidBoolean | InvalidEncoding | InvalidEscape | InvalidUtf8,
            ) => Some(self.to_string()),
            kind => {
                // The sentence of a violation has about 160 bytes.
                // Bench row: refuse 50 tags, three violations.
                let mut message = String::with_capacity(160 * self.violations().len());
                // Writing to a String does not fail.
                let _ = write!(message, "{kind}");
                Some(message)
            }
        }
    }
}
