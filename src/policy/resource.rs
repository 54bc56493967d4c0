//! The resources of identity policies: `arn:partition:vendor:region:account:resource`.

use std::borrow::Cow;

use memchr::memchr2;

use crate::policy::arn::Arn;
use crate::policy::sentences::identity as sentences;

/// The partitions that AWS has.
const PARTITIONS: [&str; 8] =
    ["aws", "aws-cn", "aws-us-gov", "aws-iso", "aws-iso-b", "aws-iso-e", "aws-iso-f", "aws-eusc"];

/// What the path of a resource of IAM begins with, if it is not `*` or `root`.
const IAM_PATHS: [&str; 13] = [
    "user/",
    "federated-user/",
    "role/",
    "group/",
    "instance-profile/",
    "mfa/",
    "server-certificate/",
    "policy/",
    "sms-mfa/",
    "saml-provider/",
    "oidc-provider/",
    "report/",
    "access-report/",
];

/// The only resources of S3 that have a region.
const S3_REGIONAL: &str = "accesspoint/";

/// Why IAM does not take a resource.
pub(super) enum Refusal {
    /// The legacy parser cannot read it, which counts before anything else that is wrong.
    Legacy,
    Sentence(Cow<'static, str>),
}

/// Judges a resource. With `has_variables`, `${` begins a variable.
pub(super) fn judge(resource: &str, has_variables: bool) -> Result<(), Refusal> {
    if resource == "*" {
        return Ok(());
    }
    let arn = Arn::new(resource);
    if is_broken(&arn, has_variables) {
        return Err(Refusal::Legacy);
    }
    judge_fields(resource, &arn).map_err(Refusal::Sentence)
}

/// Whether the legacy parser cannot read it: an ARN without a vendor, a short one with an empty field, or
/// one with a variable for its account.
fn is_broken(arn: &Arn<'_>, has_variables: bool) -> bool {
    let [first, _, vendor, _, account, _] = arn.fields;
    if first != "arn" || arn.count == 1 {
        return false;
    }
    let lacks_vendor = arn.count > 2 && vendor.is_empty();
    let is_short = arn.count < 6 && arn.given().contains(&"");
    lacks_vendor || is_short || (has_variables && account.contains("${"))
}

fn judge_fields(resource: &str, arn: &Arn<'_>) -> Result<(), Cow<'static, str>> {
    if arn.count == 1 {
        return Err(sentences::not_an_arn(resource).into());
    }
    // The first field is not looked at, whatever it is.
    let [_, partition, vendor, ..] = arn.fields;
    if !PARTITIONS.contains(&partition) && !has_wildcard(partition) {
        return Err(sentences::partition(partition, spelt_out(arn)).into());
    }
    if vendor.is_empty() || has_wildcard(vendor) {
        return Err(sentences::RESOURCE_VENDOR.into());
    }
    judge_vendor(resource, arn)
}

fn has_wildcard(field: &str) -> bool {
    memchr2(b'*', b'?', field.as_bytes()).is_some()
}

/// The fields behind the partition, with `*` for each that lacks. An empty vendor behind which nothing
/// follows counts as lacking.
fn spelt_out<'r>(arn: &Arn<'r>) -> [&'r str; 4] {
    let field = |at: usize| if at < arn.count { arn.fields[at] } else { "*" };
    let vendor = if arn.count == 3 && arn.fields[2].is_empty() { "*" } else { field(2) };
    [vendor, field(3), field(4), field(5)]
}

/// The rules that a vendor has for its own resources. A field that lacks is not judged.
fn judge_vendor(resource: &str, arn: &Arn<'_>) -> Result<(), Cow<'static, str>> {
    let [_, _, vendor, region, _, path] = arn.fields;
    match vendor {
        "iam" if !region.is_empty() => Err(sentences::iam_region(resource).into()),
        "iam" if arn.count == 6 && !is_iam_path(path) => {
            Err(sentences::iam_path(&IAM_PATHS).into())
        }
        "s3" if !region.is_empty() && !path.starts_with(S3_REGIONAL) => {
            Err(sentences::s3_region(resource).into())
        }
        _ => Ok(()),
    }
}

fn is_iam_path(path: &str) -> bool {
    matches!(path, "*" | "root") || IAM_PATHS.iter().any(|beginning| path.starts_with(beginning))
}
