//! TABLE: the error codes, each with its HTTP status and fault.

use std::borrow::Cow;
use std::convert::Infallible;
use std::fmt;

use crate::message::names::Names;
use std::str::FromStr;

/// Who is to blame for a failure.
///
/// ```
/// use iam_codec::{ErrorCode, Fault};
///
/// assert_eq!(ErrorCode::SERVICE_FAILURE.fault(), Some(Fault::Receiver));
/// assert_eq!(Fault::Receiver.as_str(), "Receiver");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(clippy::exhaustive_enums, reason = "the protocol has these two")]
pub enum Fault {
    /// The client.
    Sender,
    /// The service.
    Receiver,
}

impl Fault {
    /// The wire's spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Fault::Sender => "Sender",
            Fault::Receiver => "Receiver",
        }
    }

    pub(crate) fn from_text(text: &str) -> Option<Self> {
        [Fault::Sender, Fault::Receiver].into_iter().find(|fault| fault.as_str() == text)
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
/// assert_eq!(ErrorCode::NO_SUCH_ENTITY.as_str(), "NoSuchEntity");
/// assert_eq!(ErrorCode::NO_SUCH_ENTITY.status(), Some(404));
/// assert_eq!(ErrorCode::from("BrandNew").status(), None);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

impl<'a> From<Cow<'a, str>> for ErrorCode<'a> {
    fn from(code: Cow<'a, str>) -> Self {
        ErrorCode(code)
    }
}

impl From<String> for ErrorCode<'_> {
    fn from(code: String) -> Self {
        ErrorCode(Cow::Owned(code))
    }
}

impl AsRef<str> for ErrorCode<'_> {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl PartialEq<str> for ErrorCode<'_> {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for ErrorCode<'_> {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl FromStr for ErrorCode<'static> {
    type Err = Infallible;

    fn from_str(code: &str) -> Result<Self, Infallible> {
        Ok(code.to_owned().into())
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
            $(
                $(#[$doc])*
                ///
                #[doc = concat!("`", $code, "`, status ", $status, ", fault `", stringify!($fault), "`.")]
                pub const $NAME: Self = ErrorCode(Cow::Borrowed($code));
            )*

            /// All known codes.
            pub const ALL: &'static [Self] = &[$(Self::$NAME,)*];
        }

        impl ErrorCode<'_> {
            /// The HTTP status of a known code.
            pub fn status(&self) -> Option<u16> {
                self.row().map(|row| row.0)
            }

            /// Who is to blame, for a known code.
            pub fn fault(&self) -> Option<Fault> {
                self.row().map(|row| row.1)
            }

            fn row(&self) -> Option<&'static (u16, Fault)> {
                static NAMES: Names<{ ErrorCode::ALL.len() }> = Names::new([$($code,)*]);
                static ROWS: [(u16, Fault); ErrorCode::ALL.len()] =
                    [$(($status, Fault::$fault),)*];
                ROWS.get(NAMES.find(self.as_str())?)
            }
        }
    };
}

error_codes! {
    // Declared by operations of the service's model.
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
    /// The policy document is not valid.
    MALFORMED_POLICY_DOCUMENT = "MalformedPolicyDocument", 400, Sender;
    /// The certificate is not valid.
    MALFORMED_CERTIFICATE = "MalformedCertificate", 400, Sender;
    /// The private key does not belong to the certificate.
    KEY_PAIR_MISMATCH = "KeyPairMismatch", 400, Sender;
    /// The OpenID Connect provider cannot be reached.
    OPEN_ID_IDP_COMMUNICATION_ERROR = "OpenIdIdpCommunicationError", 400, Sender;
    /// The service failed.
    SERVICE_FAILURE = "ServiceFailure", 500, Receiver;
    /// The role was changed since it was made of its template.
    ROLE_MODIFIED = "RoleModified", 409, Sender;
    /// A role of this name was not made of this template.
    NAME_CONFLICT = "NameConflict", 409, Sender;
    /// The role template is disabled.
    ROLE_TEMPLATE_DISABLED = "RoleTemplateDisabled", 400, Sender;
    /// Only AWS may change the resource.
    UNMODIFIABLE_ENTITY = "UnmodifiableEntity", 400, Sender;
    /// Something still depends on the resource.
    DELETE_CONFLICT = "DeleteConflict", 409, Sender;
    /// AWS does not allow the policy to be attached.
    POLICY_NOT_ATTACHABLE = "PolicyNotAttachable", 400, Sender;
    /// The root user may not do this.
    INVALID_USER_TYPE = "InvalidUserType", 400, Sender;
    /// The resource cannot be changed for some minutes.
    ENTITY_TEMPORARILY_UNMODIFIABLE = "EntityTemporarilyUnmodifiable", 409, Sender;
    /// The password breaks the account's rules.
    PASSWORD_POLICY_VIOLATION = "PasswordPolicyViolation", 400, Sender;
    /// The encoding of the public key is not known.
    UNRECOGNIZED_PUBLIC_KEY_ENCODING = "UnrecognizedPublicKeyEncoding", 400, Sender;
    /// The public key is not one.
    INVALID_PUBLIC_KEY = "InvalidPublicKey", 400, Sender;
    /// The user has this public key already.
    DUPLICATE_SSH_PUBLIC_KEY = "DuplicateSSHPublicKey", 400, Sender;
    /// The certificate is not valid.
    INVALID_CERTIFICATE = "InvalidCertificate", 400, Sender;
    /// The certificate is there already.
    DUPLICATE_CERTIFICATE = "DuplicateCertificate", 409, Sender;
    /// The feature is off already.
    FEATURE_DISABLED = "FeatureDisabled", 404, Sender;
    /// The feature is on already.
    FEATURE_ENABLED = "FeatureEnabled", 409, Sender;
    /// Too many reports are being made.
    REPORT_GENERATION_LIMIT_EXCEEDED = "ReportGenerationLimitExceeded", 409, Sender;
    // Declared without code or status: the code is then the name of the shape (Smithy, awsQuery).
    /// Organizations does not trust IAM.
    SERVICE_ACCESS_NOT_ENABLED_EXCEPTION = "ServiceAccessNotEnabledException", 400, Sender;
    /// The account does not manage the organization's features.
    ACCOUNT_NOT_MANAGEMENT_OR_DELEGATED_ADMINISTRATOR_EXCEPTION = "AccountNotManagementOrDelegatedAdministratorException", 400, Sender;
    /// There is no organization.
    ORGANIZATION_NOT_FOUND_EXCEPTION = "OrganizationNotFoundException", 400, Sender;
    /// The organization has not all features.
    ORGANIZATION_NOT_IN_ALL_FEATURES_MODE_EXCEPTION = "OrganizationNotInAllFeaturesModeException", 400, Sender;
    /// The account does not manage the organization.
    CALLER_IS_NOT_MANAGEMENT_ACCOUNT_EXCEPTION = "CallerIsNotManagementAccountException", 400, Sender;
    // Declared, with a code that is not the SDK's name of the exception.
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
    // Declared by operations that give sessions.
    /// The session's policies or tags are too large.
    PACKED_POLICY_TOO_LARGE = "PackedPolicyTooLarge", 400, Sender;
    /// The identity provider refused to vouch for the caller.
    IDP_REJECTED_CLAIM = "IDPRejectedClaim", 403, Sender;
    /// The identity provider cannot be reached.
    IDP_COMMUNICATION_ERROR = "IDPCommunicationError", 400, Sender;
    /// The identity token or assertion is not valid.
    INVALID_IDENTITY_TOKEN = "InvalidIdentityToken", 400, Sender;
    /// The context assertion is not valid.
    INVALID_CONTEXT_ASSERTION = "InvalidContextAssertion", 400, Sender;
    /// The caller's session ends too early.
    INSUFFICIENT_SESSION_LIFETIME = "InsufficientSessionLifetime", 400, Sender;
    /// The caller's credentials cannot be scoped down.
    INVALID_SUBJECT_CREDENTIALS = "InvalidSubjectCredentials", 400, Sender;
    // The same, and the code keeps `Exception`.
    /// The account has not activated the region.
    REGION_DISABLED_EXCEPTION = "RegionDisabledException", 403, Sender;
    /// The token would outlive the caller's session.
    SESSION_DURATION_ESCALATION_EXCEPTION = "SessionDurationEscalationException", 403, Sender;
    /// The account has not enabled web identity tokens.
    OUTBOUND_WEB_IDENTITY_FEDERATION_DISABLED_EXCEPTION = "OutboundWebIdentityFederationDisabledException", 403, Sender;
    /// The identity token has expired; of the caller's session it is `ExpiredToken`.
    EXPIRED_TOKEN_EXCEPTION = "ExpiredTokenException", 400, Sender;
    /// The token to be traded in has expired.
    EXPIRED_TRADE_IN_TOKEN_EXCEPTION = "ExpiredTradeInTokenException", 400, Sender;
    /// The message to be decoded is not one that AWS encoded.
    INVALID_AUTHORIZATION_MESSAGE_EXCEPTION = "InvalidAuthorizationMessageException", 400, Sender;
    /// The token's content is too large.
    JWT_PAYLOAD_SIZE_EXCEEDED_EXCEPTION = "JWTPayloadSizeExceededException", 400, Sender;
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
    // Of servers that do not serve all operations; no service of AWS sends it.
    /// The server does not serve the operation.
    NOT_IMPLEMENTED = "NotImplemented", 501, Receiver;
    // Documented as common errors, never recorded from IAM.
    /// The caller may not do this; recorded is `AccessDenied`.
    ACCESS_DENIED_EXCEPTION = "AccessDeniedException", 400, Sender;
    /// The service failed.
    INTERNAL_FAILURE = "InternalFailure", 500, Receiver;
    /// Parameters that exclude each other.
    INVALID_PARAMETER_COMBINATION = "InvalidParameterCombination", 400, Sender;
    /// A parameter's value is wrong; IAM was recorded with `ValidationError`, STS with this for tags.
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
