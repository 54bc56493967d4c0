//! The principals of trust policies, as far as no account must be asked.

use crate::policy::arn::{Arn, is_account};
use crate::policy::malformed::{MalformedPolicy, refuse};
use crate::policy::sentences::trust as sentences;
use crate::policy::statement::{Key, Statement};
use crate::policy::value::Value;

/// How the names of services end, in all partitions.
const SERVICE_ENDINGS: [&str; 8] = [
    ".amazonaws.com",
    ".amazonaws.com.cn",
    ".amazonaws.eu",
    ".aws.internal",
    ".c2s.ic.gov",
    ".sc2s.sgov.gov",
    ".cloud.adc-e.uk",
    ".csp.hci.ic.gov",
];

/// Names of this form that a service does not have. That they are refused was seen; AWS's list of the
/// services is not public, so any other name passes.
const UNKNOWN_SERVICES: [&str; 1] = ["invalid.amazonaws.com"];

pub(super) fn judge(statement: &Statement<'_>) -> Result<(), MalformedPolicy> {
    let principals = statement.get(Key::Principal).into_iter().flat_map(Value::members);
    for (key, values) in principals {
        if key.text().as_deref() == Some("CanonicalUser") {
            return refuse(sentences::CANONICAL_USER, key.offset());
        }
        for (value, principal) in values.texts() {
            if let Some(sentence) = invalid(&key.text().unwrap_or_default(), &principal) {
                return refuse(sentence, value.offset());
            }
        }
    }
    Ok(())
}

/// IAM's sentence for a principal that cannot exist.
fn invalid(key: &str, principal: &str) -> Option<String> {
    match key {
        "AWS" if !is_aws(principal) => Some(sentences::principal(key, principal)),
        "Service" if !is_service(principal) => Some(sentences::principal("SERVICE", principal)),
        "Federated" if !is_provider(principal) => Some(sentences::FEDERATED.to_owned()),
        _ => None,
    }
}

/// Everyone, an account, or an ARN. The unique id of a user or a role, which IAM shows when the
/// principal was deleted, is not taken.
fn is_aws(principal: &str) -> bool {
    principal == "*" || is_account(principal) || is_principal_arn(principal)
}

/// The ARN of anything in an account but a group, without wildcards.
fn is_principal_arn(text: &str) -> bool {
    let arn = Arn::new(text);
    let [_, _, vendor, region, account, _] = arn.fields;
    let in_account = matches!(vendor, "iam" | "sts") && region.is_empty() && is_account(account);
    let is_one =
        |path: &str| !path.is_empty() && !path.contains(['*', '?']) && !path.starts_with("group/");
    in_account && arn.resource().is_some_and(is_one)
}

fn is_service(principal: &str) -> bool {
    let is_name = SERVICE_ENDINGS.iter().any(|ending| principal.ends_with(ending));
    is_name && !UNKNOWN_SERVICES.contains(&principal)
}

/// A domain, or the ARN of a provider.
fn is_provider(principal: &str) -> bool {
    let is_name =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_' | b'/');
    let is_domain = !principal.is_empty() && principal.bytes().all(is_name);
    let kinds = ["saml-provider/", "oidc-provider/"];
    let names_one = |path: &str| {
        kinds.iter().any(|kind| path.strip_prefix(kind).is_some_and(|id| !id.is_empty()))
    };
    is_domain || Arn::new(principal).resource().is_some_and(names_one)
}
