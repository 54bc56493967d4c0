//! What STS refuses though it breaks no constraint, and without knowing the account: role ARNs that are
//! none, tags with the same key, transitive keys without a tag, unknown algorithms, and whom and what
//! AssumeRoot does not take. It looks for them after all violations, in this order.

use crate::error::request_error::{RequestError, RequestErrorKind};
use crate::message::service::{FastPage, FastPath, Rules};
use crate::schema::structure::{Field, Structure, tags};
use crate::sts::operations::{Action, OperationResult, Request};
use crate::types::tag_key::KeyCase;

impl Rules for Action {
    fn judge(self, input: &dyn Structure) -> Result<(), RequestError> {
        let refused = malformed_role_arn(input)
            .or_else(|| repeated_tag(input))
            .or_else(|| transitive_key_without_tag(input))
            .or_else(|| unsupported_algorithm(input))
            .or_else(|| if self == Action::AssumeRoot { foreign_task(input) } else { None });
        refused.map_or(Ok(()), Err)
    }
}

impl FastPath<'_, Action> for Request<'_> {}
impl FastPage<'_, Action> for OperationResult<'_> {}

/// A text of the length of an ARN that is not an ARN: AWS says `{text} is invalid` of `RoleArn` (recorded).
fn malformed_role_arn(input: &dyn Structure) -> Option<RequestError> {
    let arn = text(input, "RoleArn")?;
    if is_arn(arn) { None } else { Some(refused("RoleArn", format!("{arn} is invalid"))) }
}

/// `arn:partition:service:region:account:resource`; only region and account may be empty.
fn is_arn(text: &str) -> bool {
    let parts: Vec<_> = text.splitn(6, ':').collect();
    match parts[..] {
        ["arn", partition, service, _, _, resource] => {
            !partition.is_empty() && !service.is_empty() && !resource.is_empty()
        }
        _ => false,
    }
}

/// The first tag whose key an earlier one has. Keys that differ in case alone are the same (recorded).
/// Keys that begin with `aws:` are not refused here (recorded).
fn repeated_tag(input: &dyn Structure) -> Option<RequestError> {
    let index = KeyCase::Insensitive.duplicate(tags(input)?)?;
    let kind = RequestErrorKind::DuplicateTagKeys(KeyCase::Insensitive);
    Some(RequestError::new(kind).at(format!("Tags.member.{}.Key", index + 1), None))
}

/// The first transitive key that no tag of the session has.
fn transitive_key_without_tag(input: &dyn Structure) -> Option<RequestError> {
    let Field::List(keys) = field(input, "TransitiveTagKeys")? else { return None };
    let tags = tags(input).unwrap_or_default();
    let is_missing = |index: &usize| match keys.get(*index) {
        Field::Text(key) => !tags.iter().any(|tag| KeyCase::Insensitive.same(&tag.key, key)),
        _ => false,
    };
    let index = (0..keys.len()).find(is_missing)?;
    let sentence = "The specified transitive tag key must be included in the requested tags.";
    let error = RequestError::new(RequestErrorKind::InvalidTags(sentence));
    Some(error.at(format!("TransitiveTagKeys.member.{}", index + 1), None))
}

/// The model has no list of algorithms, the documentation has (recorded).
fn unsupported_algorithm(input: &dyn Structure) -> Option<RequestError> {
    const NAME: &str = "SigningAlgorithm";
    let is_supported = ["RS256", "ES384"].contains(&text(input, NAME)?);
    let sentence = "Requested SigningAlgorithm is not supported. See the GetWebIdentityToken documentation \
                    for supported algorithms";
    if is_supported { None } else { Some(refused(NAME, sentence.to_owned())) }
}

/// AssumeRoot is for root users alone, by account or ARN, and for policies that AWS made for it.
fn foreign_task(input: &dyn Structure) -> Option<RequestError> {
    const PRINCIPAL: &str = "TargetPrincipal";
    if !is_root(text(input, PRINCIPAL)?) {
        let sentence = "Request must contain a valid target principal";
        return Some(refused(PRINCIPAL, sentence.to_owned()));
    }
    let Field::Structure(policy) = field(input, "TaskPolicyArn")? else { return None };
    if text(policy, "arn").is_some_and(is_task_policy) {
        return None;
    }
    let sentence = "Request must contain valid AWS managed task policy ARN";
    Some(refused("TaskPolicyArn.arn", sentence.to_owned()))
}

/// `123456789012` or `arn:aws:iam::123456789012:root`
fn is_root(principal: &str) -> bool {
    let of_arn = |arn: &'_ str| match arn.split(':').collect::<Vec<_>>()[..] {
        ["arn", partition, "iam", "", account, "root"] if !partition.is_empty() => {
            is_account(account)
        }
        _ => false,
    };
    is_account(principal) || of_arn(principal)
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|digit| digit.is_ascii_digit())
}

/// `arn:aws:iam::aws:policy/root-task/…`
fn is_task_policy(arn: &str) -> bool {
    match arn.split(':').collect::<Vec<_>>()[..] {
        ["arn", partition, "iam", "", "aws", policy] if !partition.is_empty() => {
            policy.strip_prefix("policy/root-task/").is_some_and(|name| !name.is_empty())
        }
        _ => false,
    }
}

fn field<'s>(input: &'s dyn Structure, name: &str) -> Option<Field<'s>> {
    Some(input.field(input.table().position(name)?))
}

fn text<'s>(input: &'s dyn Structure, name: &str) -> Option<&'s str> {
    match field(input, name)? {
        Field::Text(text) => Some(text),
        _ => None,
    }
}

fn refused(parameter: &str, sentence: String) -> RequestError {
    RequestError::new(RequestErrorKind::InvalidIdentifier(sentence)).at(parameter, None)
}
