//! [`Failure`]: an error of an operation before it has a request id.

use std::borrow::Cow;

use crate::error::request_error::RequestError;
use crate::message::error_code::ErrorCode;
use crate::message::error_response::ErrorResponse;
use crate::wire::service::Service;

/// Why an operation failed: a code and a sentence. With a request id it becomes an [`ErrorResponse`].
///
/// A service returns it from wherever it fails, and gives the id in one place:
///
/// ```
/// use iam_codec::{ErrorCode, ErrorResponse, Failure, Resource};
///
/// fn delete(name: &str) -> Result<(), Failure<'static>> {
///     match name {
///         "nobody" => Err(Resource::User(name.into()).not_found()),
///         "anika" => Err(ErrorCode::DELETE_CONFLICT
///             .with_message("Cannot delete entity, must detach all policies first.")),
///         _ => Ok(()),
///     }
/// }
///
/// let error: ErrorResponse<'_> = delete("nobody").unwrap_err().to_response("id");
/// assert_eq!((error.status(), error.code.as_str()), (404, "NoSuchEntity"));
/// assert_eq!(error.message.unwrap(), "The user with name nobody cannot be found.");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Failure<'a> {
    /// What went wrong.
    pub code: ErrorCode<'a>,
    /// The same in words.
    pub message: Option<Cow<'a, str>>,
    /// The service that answers, where it is known.
    pub(crate) service: Option<&'static Service>,
}

impl<'a> Failure<'a> {
    /// A failure without a message.
    pub fn new(code: impl Into<ErrorCode<'a>>) -> Self {
        Failure { code: code.into(), message: None, service: None }
    }

    /// The same failure with a message.
    #[must_use]
    pub fn with_message(mut self, message: impl Into<Cow<'a, str>>) -> Self {
        self.message = Some(message.into());
        self
    }

    /// The same failure of this service, whose namespace the answer gets.
    #[must_use]
    pub fn of(mut self, service: &'static Service) -> Self {
        self.service = Some(service);
        self
    }

    /// The answer in the words of `default`, unless the failure knows its service.
    pub(crate) fn to_response_of<'r>(
        &self,
        default: &'static Service,
        request_id: impl Into<Cow<'r, str>>,
    ) -> ErrorResponse<'r> {
        let code = self.code.clone().into_owned();
        let service = self.service.unwrap_or(default);
        let error = ErrorResponse::of(service, code, request_id);
        match &self.message {
            Some(message) => error.with_message(message.clone().into_owned()),
            None => error,
        }
    }

    /// Detaches the failure from what it borrows.
    pub fn into_owned(self) -> Failure<'static> {
        Failure {
            code: self.code.into_owned(),
            message: self.message.map(|message| Cow::Owned(message.into_owned())),
            service: self.service,
        }
    }
}

impl std::fmt::Display for Failure<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.message {
            Some(message) => write!(f, "{}: {message}", self.code),
            None => self.code.fmt(f),
        }
    }
}

impl std::error::Error for Failure<'_> {}

impl<'a> ErrorCode<'a> {
    /// A failure with this code and a message.
    ///
    /// ```
    /// use iam_codec::ErrorCode;
    ///
    /// let failure = ErrorCode::LIMIT_EXCEEDED.with_message("Cannot exceed quota for UsersPerAccount: 5000");
    /// assert_eq!(failure.to_string(), "LimitExceeded: Cannot exceed quota for UsersPerAccount: 5000");
    /// ```
    pub fn with_message(self, message: impl Into<Cow<'a, str>>) -> Failure<'a> {
        Failure::new(self).with_message(message)
    }
}

impl<'a> From<ErrorCode<'a>> for Failure<'a> {
    fn from(code: ErrorCode<'a>) -> Self {
        Failure::new(code)
    }
}

impl From<&RequestError> for Failure<'static> {
    fn from(error: &RequestError) -> Self {
        let failure = Failure::new(error.code());
        let failure = match error.message() {
            Some(message) => failure.with_message(message),
            None => failure,
        };
        Failure { service: error.service(), ..failure }
    }
}

impl From<RequestError> for Failure<'static> {
    fn from(error: RequestError) -> Self {
        Failure::from(&error)
    }
}

/// What a server says that does not serve this operation.
pub(crate) fn not_implemented(action: &str, service: &'static Service) -> Failure<'static> {
    let message = format!("This server does not serve {action}.");
    ErrorCode::NOT_IMPLEMENTED.with_message(message).of(service)
}
