//! TABLE: what members of requests may hold, one row per shape of the service's model
//! (`2011-06-15`), which is called as in the model. IAM has shapes of the same names and with other limits.

use crate::error::constraint::Constraint::{MaxLength, MinLength};
use crate::schema::class::*;
use crate::schema::rows::{ANY, UNLIMITED, integers, lists, texts};
use crate::schema::shape::Form::{Any, Many, Pattern as Matching, Some};

pub(crate) use crate::schema::tag::{TAG_KEYS, TAGS};

texts! {
    /// `accessKeyIdType`
    ACCESS_KEY_ID = 16..=128, Many(r"[\w]*", &WORD);
    /// `arnType`
    ARN = 20..=2048, Some(r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+", &ARN_TEXT);
    /// `webIdentityTokenAudienceStringType`
    AUDIENCE = 1..=1000, Any;
    /// `clientTokenType`
    CLIENT_TOKEN = 4..=20000, Any;
    /// `contextAssertionType`
    CONTEXT_ASSERTION = 4..=3072, Any;
    /// `encodedMessageType`
    ENCODED_MESSAGE = 1..=10240, Any;
    /// `externalIdType`
    EXTERNAL_ID = 2..=1224, Many(r"[\w+=,.@:\/-]*", &SERIAL);
    /// `jwtAlgorithmType`
    JWT_ALGORITHM = 5..=5, Any;
    /// `roleSessionNameType`
    ROLE_SESSION_NAME = 2..=64, Many(r"[\w+=,.@-]*", &NAME);
    /// `SAMLAssertionType`
    SAML_ASSERTION = 4..=100000, Any;
    /// `scopedSessionDescriptionType`
    SCOPED_SESSION_DESCRIPTION = 2..=256, Many(r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*", &PRINTABLE_LATIN_LINES);
    /// `serialNumberType`
    SERIAL_NUMBER = 9..=256, Many(r"[\w+=/:,.@-]*", &SERIAL);
    /// `sessionPolicyDocumentType`
    SESSION_POLICY_DOCUMENT = 1..=2048, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `sourceIdentityType`
    SOURCE_IDENTITY = 2..=256, Many(r"[\w+=,.@-]*", &NAME);
    /// `TargetPrincipalType`
    TARGET_PRINCIPAL = 12..=2048, Any;
    /// `tokenCodeType`
    TOKEN_CODE = 6..=6, Many(r"[\d]*", &DIGIT);
    /// `unrestrictedSessionPolicyDocumentType`
    UNRESTRICTED_SESSION_POLICY_DOCUMENT = 1..=UNLIMITED, Some(r"[\u0009\u000A\u000D\u0020-\u00FF]+", &LATIN_LINES);
    /// `urlType`
    URL = 4..=2048, Any;
    /// `userNameType`
    USER_NAME = 2..=32, Many(r"[\w+=,.@-]*", &NAME);
    /// `webIdentityTokenScopeType`
    WEB_IDENTITY_TOKEN_SCOPE = 1..=256, Matching(r"[\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+( [\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+)*", is_scope);
}

integers! {
    /// `durationSecondsType`
    DURATION_SECONDS = 900..=129600;
    /// `minimumSessionTokenSizeType`
    MINIMUM_SESSION_TOKEN_SIZE = 0..=4096;
    /// `roleDurationSecondsType`
    ROLE_DURATION_SECONDS = 900..=43200;
    /// `RootDurationSecondsType`
    ROOT_DURATION_SECONDS = 0..=900;
    /// `scopedCredentialDurationSecondsType`
    SCOPED_CREDENTIAL_DURATION_SECONDS = 1..=129600;
    /// `webIdentityTokenDurationSecondsType`
    WEB_IDENTITY_TOKEN_DURATION_SECONDS = 60..=3600;
}

lists! {
    /// `ProvidedContextsListType`
    PROVIDED_CONTEXTS = 1..=5 of ANY;
    /// `webIdentityTokenAudienceListType`
    AUDIENCES = 1..=10 of AUDIENCE, each [MaxLength(1000), MinLength(1)];
}

/// `[\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+( [\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+)*`: words with one space between
/// them, of printable ASCII but `"`, `,` and `\`.
fn is_scope(text: &str) -> bool {
    let is_listed = |byte: u8| matches!(byte, b'!'..=b'~') && !b"\",\\".contains(&byte);
    text.split(' ').all(|word| !word.is_empty() && word.bytes().all(is_listed))
}
