//! The context keys that policies use.
//!
//! A document's keys are those of its conditions and of the variables in its resources and condition
//! values, each once (recorded). The keys of several documents follow one after the other.

use std::collections::BTreeSet;

use iam_codec::operations::*;
use iam_codec::policy::{self, Kind};
use iam_codec::{ErrorCode, PolicyDocument};
use serde_json::Value;

use super::managed_policies::Managed;
use super::{Iam, Outcome, Serve, failure};
use crate::state::{Account, Holder, Policies};

/// The context keys of a document that IAM can read.
fn keys_of(document: &str) -> BTreeSet<String> {
    let policy: Value = serde_json::from_str(document).unwrap_or_default();
    // Only policies of 2012 have variables.
    let has_variables = policy["Version"] == "2012-10-17";
    let statements = match &policy["Statement"] {
        Value::Array(statements) => &**statements,
        statement => std::slice::from_ref(statement),
    };
    let mut keys = BTreeSet::new();
    for statement in statements {
        let mut texts =
            [texts_of(&statement["Resource"]), texts_of(&statement["NotResource"])].concat();
        let operators = statement["Condition"].as_object().into_iter().flatten();
        let conditions = operators.filter_map(|(_, condition)| condition.as_object()).flatten();
        for (key, values) in conditions {
            keys.insert(key.clone());
            texts.extend(texts_of(values));
        }
        if has_variables {
            keys.extend(texts.into_iter().flat_map(variables));
        }
    }
    keys
}

/// A text, or the texts of a list.
fn texts_of(value: &Value) -> Vec<&str> {
    match value {
        Value::Array(values) => values.iter().filter_map(Value::as_str).collect(),
        value => value.as_str().into_iter().collect(),
    }
}

/// The names of the variables in a text, without their defaults: `${aws:username, 'nobody'}`.
fn variables(text: &str) -> Vec<String> {
    let starts = text.split("${").skip(1);
    let names = starts.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name);
    names.map(|name| name.split(',').next().unwrap_or_default().trim().to_owned()).collect()
}

/// Refuses documents of a request that IAM cannot read.
pub(super) fn check_input(documents: &[PolicyDocument<'_>]) -> Outcome<()> {
    for (document, number) in documents.iter().zip(1..) {
        if policy::judge(Kind::ContextKeys, document).is_err() {
            let message = format!("Policy input list item {number} has invalid content");
            return failure(ErrorCode::INVALID_INPUT, message);
        }
    }
    Ok(())
}

/// The keys of the documents of a request.
fn keys_of_input(documents: &[PolicyDocument<'_>]) -> Outcome<Vec<String>> {
    check_input(documents)?;
    Ok(documents.iter().flat_map(|document| keys_of(document)).collect())
}

impl<'a> Serve<'a> for GetContextKeysForCustomPolicy<'a> {
    fn serve(&self, _: &mut Iam<'_>) -> Outcome<GetContextKeysForCustomPolicyResult<'static>> {
        let keys = keys_of_input(&self.policy_input_list)?;
        Ok(GetContextKeysForCustomPolicyResult {
            context_key_names: Some(keys.into_iter().map(Into::into).collect()),
            ..Default::default()
        })
    }
}

impl Account {
    /// The user, group or role of an ARN, which is found by name whatever the path (recorded).
    pub(super) fn policy_source(&self, arn: &str) -> Outcome<Holder<'_>> {
        let parts: Vec<_> = arn.splitn(6, ':').collect();
        let (account, resource) = match parts[..] {
            ["arn", _, "iam", "", account, resource] => (account, resource),
            _ => ("", ""),
        };
        let (kind, path) = resource.split_once('/').unwrap_or_default();
        if !matches!(kind, "user" | "group" | "role") {
            let message = format!("Invalid ARN provided in the request: {arn}");
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        if account != self.id {
            let message = format!(
                "Invalid Policy Source Arn: caller's account {} does not have access to policies in \
                 account {account}.",
                self.id
            );
            return failure(ErrorCode::INVALID_INPUT, message);
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        let found = match kind {
            "user" => self.users.get(name).map(Holder::User),
            "group" => self.groups.get(name).map(Holder::Group),
            _ => self.roles.get(name).map(Holder::Role),
        };
        let message = "Unable to retrieve specified IAM entity.";
        found.map_or_else(|| failure(ErrorCode::NO_SUCH_ENTITY, message), Ok)
    }

    /// All that counts for somebody: the own policies, those of the groups, and the boundary.
    fn documents_of(&self, holder: Holder<'_>) -> Vec<String> {
        let groups: Vec<_> = match holder {
            Holder::User(user) => self.groups_of(&user.name).collect(),
            _ => Vec::new(),
        };
        let all =
            || std::iter::once(holder.policies()).chain(groups.iter().map(|group| &group.policies));
        let inline = all().flat_map(|policies: &Policies| policies.inline.values());
        let inline = inline.map(|policy| policy.document.clone());
        let arns = all().flat_map(|policies| policies.attached.iter().map(String::as_str));
        let managed = arns.chain(holder.boundary()).filter_map(|arn| self.default_document(arn));
        inline.chain(managed).collect()
    }

    /// The document in force of a managed policy.
    fn default_document(&self, arn: &str) -> Option<String> {
        match self.managed_policy(arn)? {
            Managed::Own(policy) => {
                let mut versions = policy.versions.iter();
                versions
                    .find(|version| version.number == policy.default)
                    .map(|v| v.document.clone())
            }
            Managed::Aws(policy) => policy.recorded_document().map(str::to_owned),
        }
    }
}

impl<'a> Serve<'a> for GetContextKeysForPrincipalPolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetContextKeysForPrincipalPolicyResult<'static>> {
        let holder = iam.account.policy_source(&self.policy_source_arn)?;
        let documents = iam.account.documents_of(holder);
        let own: BTreeSet<_> = documents.iter().flat_map(|document| keys_of(document)).collect();
        let sent = keys_of_input(self.policy_input_list.as_deref().unwrap_or_default())?;
        Ok(GetContextKeysForPrincipalPolicyResult {
            context_key_names: Some(sent.into_iter().chain(own).map(Into::into).collect()),
            ..Default::default()
        })
    }
}
