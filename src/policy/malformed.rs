//! What IAM answers to a document that it does not take.

use std::borrow::Cow;
use std::fmt;

use crate::message::error_response::ErrorResponse;
use crate::message::failure::Failure;
use crate::wire::service::Service;

/// A document that IAM does not take: the code and the sentence that it answers, and the place in the
/// document.
///
/// The place is this crate's own: the byte of the value to blame, or of the object that lacks a member.
///
/// ```
/// use iam_codec::policy::{Kind, judge};
///
/// let document = r#"{"Statement":[{"Effect":"Allow","Action":"GetObject","Resource":"*"}]}"#;
/// let malformed = judge(Kind::Inline, document).unwrap_err();
/// assert_eq!(malformed.code(), "MalformedPolicyDocument");
/// assert_eq!(
///     malformed.message(),
///     Some("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.")
/// );
/// assert_eq!(&document[malformed.offset()..][..11], "\"GetObject\"");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MalformedPolicy {
    code: &'static str,
    message: Option<Cow<'static, str>>,
    offset: usize,
    of_session: bool,
}

impl MalformedPolicy {
    pub(super) fn new(message: impl Into<Cow<'static, str>>, offset: usize) -> Self {
        let code = "MalformedPolicyDocument";
        MalformedPolicy { code, message: Some(message.into()), offset, of_session: false }
    }

    /// The same place, under the code of the operations that evaluate policies. Their sentence is not
    /// known.
    pub(super) fn into_invalid_input(self) -> Self {
        MalformedPolicy { code: "InvalidInput", message: None, ..self }
    }

    /// The same fault, in a session policy.
    pub(super) fn into_session(self) -> Self {
        MalformedPolicy { of_session: true, ..self }
    }

    /// The failure. That of a session policy is of the service `of_sessions`, which this layer does not know.
    pub(crate) fn failure(&self, of_sessions: &'static Service) -> Failure<'static> {
        let mut failure = Failure::new(self.code);
        failure.message = self.message.clone();
        if self.of_session { failure.of(of_sessions) } else { failure }
    }

    /// The error code: `MalformedPolicyDocument`, or `InvalidInput` for
    /// [`Kind::ContextKeys`](super::Kind::ContextKeys). The status of both is 400.
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// IAM's sentence, if it is known.
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The answer to a request that brings this document: of STS if it is a session policy, else of IAM.
    ///
    /// ```
    /// use iam_codec::policy::{Kind, judge};
    ///
    /// let error = judge(Kind::Inline, "{}").unwrap_err().to_response("id");
    /// assert_eq!(error.status(), 400);
    /// assert_eq!(error.message.as_deref(), Some("Syntax errors in policy."));
    /// ```
    pub fn to_response<'r>(&self, request_id: impl Into<Cow<'r, str>>) -> ErrorResponse<'r> {
        Failure::from(self).to_response(request_id)
    }

    /// The byte of the document to blame; at most its length.
    pub fn offset(&self) -> usize {
        self.offset
    }
}

impl fmt::Display for MalformedPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let message = self.message().unwrap_or("the policy document is not valid");
        write!(f, "{}: {message} (byte {})", self.code, self.offset)
    }
}

impl std::error::Error for MalformedPolicy {}

/// The error of a document, at this byte.
pub(super) fn refuse<T>(
    sentence: impl Into<Cow<'static, str>>,
    offset: usize,
) -> Result<T, MalformedPolicy> {
    Err(MalformedPolicy::new(sentence, offset))
}
