//! Values of STS, and TABLE: the limits of its requests, taken from its model (`2011-06-15`) a second time.

use arbitrary::{Arbitrary, Result, Unstructured};

use super::limit::Form::{Free, Of, Sampled as In};
use super::limit::Limit::{self, Any, Integer, List};
use super::limit::{Class, Form, Sampled, text};
use super::request_id;
use super::texts::*;
use super::walk::{fill_request, fill_result};
use crate::Constraint::{MaxLength, MinLength, NotNull, Pattern};
use crate::message::service::{Requests, Results};
use crate::sts::operations::AssumeRole;
use crate::sts::{self, Action, OperationResult, Reply, Request};
use crate::{ErrorResponse, KeyCase, Response};

impl<'u> Arbitrary<'u> for Action {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        u.choose(Action::ALL).copied()
    }
}

impl<'u> Arbitrary<'u> for Request<'_> {
    /// A valid request.
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut request = Request::empty(Action::arbitrary(u)?);
        if let Some(structure) = request.input_mut() {
            fill_request(structure, limits, KeyCase::Insensitive, None, u)?;
        }
        if let Request::AssumeRole(request) = &mut request {
            choose_transitive_keys(request, u)?;
        }
        Ok(request)
    }
}

/// Transitive keys are keys of tags.
fn choose_transitive_keys(request: &mut AssumeRole<'_>, u: &mut Unstructured<'_>) -> Result<()> {
    let Some(keys) = &mut request.transitive_tag_keys else { return Ok(()) };
    keys.clear();
    for tag in request.tags.iter().flatten() {
        if u.arbitrary()? {
            keys.push(tag.key.clone());
        }
    }
    Ok(())
}

impl<'u> Arbitrary<'u> for OperationResult<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        let mut result = OperationResult::empty(Action::arbitrary(u)?);
        if let Some(structure) = result.output_mut() {
            fill_result(structure, u)?;
        }
        Ok(result)
    }
}

impl<'u> Arbitrary<'u> for sts::Response<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        Ok(Response { result: OperationResult::arbitrary(u)?, request_id: request_id(u)? })
    }
}

impl<'u> Arbitrary<'u> for Reply<'_> {
    fn arbitrary(u: &mut Unstructured<'u>) -> Result<Self> {
        if u.ratio(3, 4)? {
            return Ok(Reply::Response(Response::arbitrary(u)?));
        }
        let error = ErrorResponse::arbitrary(u)?;
        Ok(Reply::Error(ErrorResponse { service: &sts::SERVICE, ..error }))
    }
}

const ARN_PATTERN: &str =
    r"[\u0009\u000A\u000D\u0020-\u007E\u0085\u00A0-\uD7FF\uE000-\uFFFD\u10000-\u10FFFF]+";
const TAG_KEY_PATTERN: &str = r"[\p{L}\p{Z}\p{N}_.:/=+\-@]+";
const IN_NAMES: Form = Of(Class(&NAME, r"[\w+=,.@-]*"));
const IN_DIGITS: Form = Of(Class(&DIGIT, r"[\d]*"));
const IN_LATIN_LINES: Form = Of(Class(&LATIN_LINES, r"[\u0009\u000A\u000D\u0020-\u00FF]+"));

/// What a member of an operation's input or of a structure in it may hold.
#[rustfmt::skip]
fn limits(structure: &str, member: &str) -> Limit {
    match (member, structure) {
        ("AccessKeyId", _) => text(16, 128, Of(Class(&WORD, r"[\w]*"))),
        ("Audience", _) => List(1, 10, const { &text(1, 1000, Free) }, &[MaxLength(1000), MinLength(1)]),
        ("ContextAssertion", _) => text(4, 3072, Free),
        ("EncodedMessage", _) => text(1, 10240, Free),
        ("ExternalId", _) => text(2, 1224, Of(Class(&SERIAL, r"[\w+=,.@:\/-]*"))),
        ("Key", "Tag") => text(1, 128, Of(Class(&TAG, TAG_KEY_PATTERN))),
        ("Name", _) => text(2, 32, IN_NAMES),
        ("Policy", "AssumeRole") => text(1, usize::MAX, IN_LATIN_LINES),
        ("Policy", _) => text(1, 2048, IN_LATIN_LINES),
        ("ProvidedContexts", _) => List(1, 5, &Any, &[]),
        ("ProviderId", _) => text(4, 2048, Free),
        ("RoleArn" | "PrincipalArn" | "ProviderArn", _) => text(20, 2048, In(&ROLE_ARN)),
        ("RoleSessionName", _) => text(2, 64, IN_NAMES),
        ("SAMLAssertion", _) => text(4, 100_000, Free),
        ("Scope", _) => text(1, 256, In(&SCOPE)),
        ("ScopedSessionDescription", _) =>
            text(2, 256, Of(Class(&PRINTABLE_LATIN_LINES, r"[\u0009\u000A\u000D\u0020-\u007E\u00A1-\u00FF]*"))),
        ("SerialNumber", _) => text(9, 256, Of(Class(&SERIAL, r"[\w+=/:,.@-]*"))),
        ("SigningAlgorithm", _) => text(5, 5, In(&ALGORITHM)),
        ("SourceIdentity", _) => text(2, 256, IN_NAMES),
        ("Tags", _) => List(0, 50, &Any, &[]),
        ("TargetPrincipal", _) => text(12, 2048, In(&ROOT)),
        ("TokenCode", _) => text(6, 6, IN_DIGITS),
        ("TransitiveTagKeys", _) => List(0, 50, const { &text(1, 128, Of(Class(&TAG, TAG_KEY_PATTERN))) },
            &[MaxLength(128), MinLength(1), Pattern(TAG_KEY_PATTERN), NotNull]),
        ("Value", "Tag") => text(0, 256, Of(Class(&TAG, r"[\p{L}\p{Z}\p{N}_.:/=+\-@]*"))),
        ("WebIdentityToken", _) => text(4, 20_000, Free),
        ("arn", _) => text(20, 2048, In(&TASK_ARN)),
        ("DurationSeconds", "AssumeRoot") => Integer(0, 900),
        ("DurationSeconds", "GetFederationToken" | "GetSessionToken") => Integer(900, 129_600),
        ("DurationSeconds", "GetScopedCredentials") => Integer(1, 129_600),
        ("DurationSeconds", "GetWebIdentityToken") => Integer(60, 3600),
        ("DurationSeconds", _) => Integer(900, 43_200),
        ("MinimumSessionTokenSize", _) => Integer(0, 4096),
        _ => Any,
    }
}

static ALGORITHM: Sampled =
    Sampled { pattern: "", good: &["RS256", "ES384"], bad: &["RS384", "none!"] };

static ROLE_ARN: Sampled = Sampled {
    pattern: ARN_PATTERN,
    good: &[
        "arn:aws:iam::123456789012:role/a*",
        "arn:aws-cn:iam::123456789012:role/é*",
        "arn:a:b:::c é*aaaaaaa",
    ],
    bad: &["arn:aws:iam::123456789012:role/\0", "arn:aws:iam::123456789012:role/\u{10000}"],
};

static ROOT: Sampled = Sampled {
    pattern: "",
    good: &["123456789012", "arn:aws:iam::123456789012:root"],
    bad: &["1234567890123", "arn:aws:iam::123456789012:user/a"],
};

static SCOPE: Sampled = Sampled {
    pattern: r"[\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+( [\x21\x23-\x2B\x2D-\x5B\x5D-\x7E]+)*",
    good: &["a*", "read write:a*", "!#+-[]~ a*"],
    bad: &["a  b", " a", "a ", "a,b", "a\"b", "a\\b", "é"],
};

static TASK_ARN: Sampled = Sampled {
    pattern: ARN_PATTERN,
    good: &["arn:aws:iam::aws:policy/root-task/a*"],
    bad: &["arn:aws:iam::aws:policy/root-task/\0"],
};
