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
use std::fmt;

use crate::response::{NAMESPACE, ROUTING_NAMESPACE, ResponseError, ResponseErrorKind, headers};
use crate::xml::{self, Elements, Named, Root, Unwritable, Writer, leaf_tags};

/// The answer to a request that failed.
///
/// ```
/// use iam_codec::{ErrorCode, ErrorResponse};
///
/// let error = ErrorResponse::new(ErrorCode::LIMIT_EXCEEDED, "EXAMPLE8-90ab-cdef-fedc-ba987EXAMPLE")
///     .with_message("The number of tags has reached the maximum limit.");
///
/// assert_eq!(error.status(), 409);
/// let body = error.encode();
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

/// Who is to blame for a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the protocol has these two")]
pub enum Fault {
    /// The client.
    Sender,
    /// The service.
    Receiver,
}

impl<'a> ErrorResponse<'a> {
    /// An error without message. The fault follows from the code; of unknown ones the sender is to blame.
    pub fn new(code: impl Into<ErrorCode<'a>>, request_id: impl Into<Cow<'a, str>>) -> Self {
        let code = code.into();
        ErrorResponse {
            fault: code.fault().unwrap_or(Fault::Sender),
            code,
            message: None,
            request_id: request_id.into(),
        }
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
    pub fn encode_into(&self, body: &mut String) {
        let message = self.message.as_deref().unwrap_or_default();
        body.reserve(256 + message.len() + self.code.as_str().len() + self.request_id.len());
        let routing = self.code == ErrorCode::INVALID_ACTION;
        let namespace = if routing { ROUTING_NAMESPACE } else { NAMESPACE };
        let mut xml = Writer::new(body, Unwritable::Replace);
        xml.literal(["<ErrorResponse xmlns=\"", namespace, "\">\n  <Error>\n    "]);
        xml.leaf(leaf_tags!("Type"), self.fault.as_str());
        xml.literal(["\n    "]);
        xml.leaf(leaf_tags!("Code"), self.code.as_str());
        if let Some(message) = &self.message {
            xml.literal(["\n    "]);
            xml.leaf(leaf_tags!("Message"), message);
        }
        xml.literal(["\n  </Error>\n  "]);
        xml.leaf(leaf_tags!("RequestId"), &self.request_id);
        xml.literal(["\n</ErrorResponse>\n"]);
    }

    /// Reads an error from a body.
    ///
    /// # Errors
    ///
    /// The body is not XML, not an `ErrorResponse`, or lacks `Type`, `Code` or `RequestId`.
    pub fn decode(body: &'a [u8]) -> Result<Self, ResponseError> {
        xml::decode(body)
    }

    fn read_error(
        document: &mut impl Elements<'a>,
    ) -> Result<(Fault, ErrorCode<'a>, Option<Cow<'a, str>>), ResponseError> {
        let (mut fault, mut code, mut message) = (None, None, None);
        while let Some(child) = document.child()? {
            match child.name() {
                "Type" => xml::once(&mut fault, "Type", document, Fault::read)?,
                "Code" => xml::once(&mut code, "Code", document, Elements::text)?,
                "Message" => xml::once(&mut message, "Message", document, Elements::text)?,
                _ => document.skip()?,
            }
        }
        let fault = xml::required(fault, "Type", document)?;
        let code = xml::required(code, "Code", document)?;
        Ok((fault, ErrorCode(code), message))
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
}

impl<'a> Root<'a> for ErrorResponse<'a> {
    fn read(root: &str, document: &mut impl Elements<'a>) -> Result<Self, ResponseError> {
        if root != "ErrorResponse" {
            return Err(document.error(ResponseErrorKind::UnexpectedRoot(root.to_owned())));
        }
        let (mut error, mut request_id) = (None, None);
        while let Some(child) = document.child()? {
            match child.name() {
                "Error" => xml::once(&mut error, "Error", document, Self::read_error)?,
                "RequestId" => xml::once(&mut request_id, "RequestId", document, Elements::text)?,
                _ => document.skip()?,
            }
        }
        document.end()?;
        let (fault, code, message) = xml::required(error, "Error", document)?;
        let request_id = xml::required(request_id, "RequestId", document)?;
        Ok(ErrorResponse { fault, code, message, request_id })
    }
}

impl Fault {
    /// The wire's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Fault::Sender => "Sender",
            Fault::Receiver => "Receiver",
        }
    }

    fn read<'a>(document: &mut impl Elements<'a>) -> Result<Self, ResponseError> {
        match document.text()?.as_ref() {
            "Sender" => Ok(Fault::Sender),
            "Receiver" => Ok(Fault::Receiver),
            other => Err(document.error(ResponseErrorKind::InvalidValue(other.to_owned()))),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The wire's `Code`: one of the constants, or any other text. Services add codes at will.
///
/// ```
/// use iam_codec::ErrorCode;
///
/// assert_eq!(ErrorCode::NO_SUCH_ENTITY.status(), Some(404));
/// assert_eq!(ErrorCode::from("BrandNew").status(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ErrorCode<'a>(Cow<'a, str>);

impl<'a> ErrorCode<'a> {
    /// The text as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Detaches the code from the body it was decoded from.
    pub fn into_owned(self) -> ErrorCode<'static> {
        ErrorCode(Cow::Owned(self.0.into_owned()))
    }
}

impl<'a> From<&'a str> for ErrorCode<'a> {
    fn from(code: &'a str) -> Self {
        ErrorCode(Cow::Borrowed(code))
    }
}

impl From<String> for ErrorCode<'_> {
    fn from(code: String) -> Self {
        ErrorCode(Cow::Owned(code))
    }
}

impl fmt::Display for ErrorCode<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Makes a constant, a status and a fault of each row.
macro_rules! error_codes {
    ($($(#[$doc:meta])* $NAME:ident = $code:literal, $status:literal, $fault:ident;)*) => {
        impl ErrorCode<'static> {
            $($(#[$doc])* pub const $NAME: Self = ErrorCode(Cow::Borrowed($code));)*

            /// All known codes.
            pub const ALL: &'static [Self] = &[$(Self::$NAME,)*];
        }

        impl ErrorCode<'_> {
            /// The HTTP status of a known code.
            pub fn status(&self) -> Option<u16> {
                match self.as_str() {
                    $($code => Some($status),)*
                    _ => None,
                }
            }

            /// Who is to blame, for a known code.
            pub fn fault(&self) -> Option<Fault> {
                match self.as_str() {
                    $($code => Some(Fault::$fault),)*
                    _ => None,
                }
            }
        }
    };
}

error_codes! {
    // Declared by the tag operations and the creates that carry tags, in the service's model.
    /// The resource does not exist.
    NO_SUCH_ENTITY = "NoSuchEntity", 404, Sender;
    /// The resource exists already.
    ENTITY_ALREADY_EXISTS = "EntityAlreadyExists", 409, Sender;
    /// A quota is reached.
    LIMIT_EXCEEDED = "LimitExceeded", 409, Sender;
    /// Another change of the same resource is under way.
    CONCURRENT_MODIFICATION = "ConcurrentModification", 409, Sender;
    /// The input is readable, and not allowed.
    INVALID_INPUT = "InvalidInput", 400, Sender;
    /// The policy document is not one.
    MALFORMED_POLICY_DOCUMENT = "MalformedPolicyDocument", 400, Sender;
    /// The certificate is not one.
    MALFORMED_CERTIFICATE = "MalformedCertificate", 400, Sender;
    /// The private key does not belong to the certificate.
    KEY_PAIR_MISMATCH = "KeyPairMismatch", 400, Sender;
    /// The OpenID Connect provider cannot be reached.
    OPEN_ID_IDP_COMMUNICATION_ERROR = "OpenIdIdpCommunicationError", 400, Sender;
    /// The service failed.
    SERVICE_FAILURE = "ServiceFailure", 500, Receiver;
    // Declared by other operations of the model, where the code is not the SDK's exception name.
    /// The code of the MFA device is wrong.
    INVALID_AUTHENTICATION_CODE = "InvalidAuthenticationCode", 403, Sender;
    /// The service has no such credentials.
    NOT_SUPPORTED_SERVICE = "NotSupportedService", 404, Sender;
    /// The policy cannot be evaluated.
    POLICY_EVALUATION = "PolicyEvaluation", 500, Receiver;
    /// The credential report is too old.
    REPORT_EXPIRED = "ReportExpired", 410, Sender;
    /// The credential report is being made.
    REPORT_IN_PROGRESS = "ReportInProgress", 404, Sender;
    /// There is no credential report.
    REPORT_NOT_PRESENT = "ReportNotPresent", 410, Sender;
    // In no operation's list, and the commonest answers; statuses as recorded.
    /// Members are missing or break constraints.
    VALIDATION_ERROR = "ValidationError", 400, Sender;
    /// A parameter cannot be read.
    MALFORMED_INPUT = "MalformedInput", 400, Sender;
    /// No such action, or not in this version.
    INVALID_ACTION = "InvalidAction", 400, Sender;
    /// The caller may not do this.
    ACCESS_DENIED = "AccessDenied", 403, Sender;
    /// Too many requests.
    THROTTLING = "Throttling", 400, Sender;
    /// The request is not signed.
    MISSING_AUTHENTICATION_TOKEN = "MissingAuthenticationToken", 403, Sender;
    /// The access key does not exist.
    INVALID_CLIENT_TOKEN_ID = "InvalidClientTokenId", 403, Sender;
    /// The signature is wrong.
    SIGNATURE_DOES_NOT_MATCH = "SignatureDoesNotMatch", 403, Sender;
    /// The signature's scope is not readable.
    INCOMPLETE_SIGNATURE = "IncompleteSignature", 400, Sender;
    /// The session has ended.
    EXPIRED_TOKEN = "ExpiredToken", 403, Sender;
    // Documented as common errors, never recorded from IAM.
    /// The caller may not do this; recorded is `AccessDenied`.
    ACCESS_DENIED_EXCEPTION = "AccessDeniedException", 400, Sender;
    /// The service failed.
    INTERNAL_FAILURE = "InternalFailure", 500, Receiver;
    /// Parameters that exclude each other.
    INVALID_PARAMETER_COMBINATION = "InvalidParameterCombination", 400, Sender;
    /// A parameter's value is wrong; recorded is `ValidationError`.
    INVALID_PARAMETER_VALUE = "InvalidParameterValue", 400, Sender;
    /// The query string is not readable.
    INVALID_QUERY_PARAMETER = "InvalidQueryParameter", 400, Sender;
    /// The query string is not readable; recorded is `MalformedInput`.
    MALFORMED_QUERY_STRING = "MalformedQueryString", 404, Sender;
    /// There is no action.
    MISSING_ACTION = "MissingAction", 400, Sender;
    /// A parameter is missing; recorded is `ValidationError`.
    MISSING_PARAMETER = "MissingParameter", 400, Sender;
    /// The caller may not do this.
    NOT_AUTHORIZED = "NotAuthorized", 400, Sender;
    /// The account has to subscribe to the service first.
    OPT_IN_REQUIRED = "OptInRequired", 403, Sender;
    /// The request is too old.
    REQUEST_EXPIRED = "RequestExpired", 400, Sender;
    /// The service is not available.
    SERVICE_UNAVAILABLE = "ServiceUnavailable", 503, Receiver;
    /// Too many requests; recorded is `Throttling`.
    THROTTLING_EXCEPTION = "ThrottlingException", 400, Sender;
}
