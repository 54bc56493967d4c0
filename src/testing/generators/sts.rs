//! Values of STS.

use std::borrow::Cow;

use arbitrary::{Arbitrary, Result, Unstructured};

use super::fill::{fill_result, fill_with_samples};
use super::request_id;
use super::samples::Sampled;
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
            fill_with_samples(structure, KeyCase::Insensitive, samples, u)?;
        }
        if let Request::AssumeRole(request) = &mut request {
            choose_transitive_keys(request, u)?;
        }
        Ok(request)
    }
}

/// Transitive keys are keys of tags, in any case.
fn choose_transitive_keys(request: &mut AssumeRole<'_>, u: &mut Unstructured<'_>) -> Result<()> {
    let Some(keys) = &mut request.transitive_tag_keys else { return Ok(()) };
    keys.clear();
    for tag in request.tags.iter().flatten() {
        if u.arbitrary()? {
            keys.push(if u.arbitrary()? { tag.key.clone() } else { in_other_case(&tag.key) });
        }
    }
    Ok(())
}

/// A key with its ASCII letters in the other case.
fn in_other_case<'k>(key: &str) -> Cow<'k, str> {
    let swap = |c: char| {
        if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() }
    };
    key.chars().map(swap).collect()
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

/// The members that the service judges by more than their limits.
fn samples(structure: &str, member: &str) -> Option<&'static Sampled> {
    match (member, structure) {
        ("RoleArn" | "PrincipalArn" | "ProviderArn", _) => Some(&ROLE_ARN),
        ("SigningAlgorithm", _) => Some(&ALGORITHM),
        ("TargetPrincipal", _) => Some(&ROOT),
        ("arn", _) => Some(&TASK_ARN),
        _ => None,
    }
}

static ALGORITHM: Sampled =
    Sampled { pattern: "", good: &["RS256", "ES384"], bad: &["RS384", "none!"] };

static ROLE_ARN: Sampled = Sampled {
    pattern: "",
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

static TASK_ARN: Sampled = Sampled {
    pattern: "",
    good: &["arn:aws:iam::aws:policy/root-task/a*"],
    bad: &["arn:aws:iam::aws:policy/root-task/\0"],
};
