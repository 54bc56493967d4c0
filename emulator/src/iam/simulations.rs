//! What is refused of a simulation. Nothing here evaluates policies, so that any other one is not served.
//!
//! All sentences and their causes were recorded in 2026; of several causes the first here is named.

use std::collections::HashSet;
use std::net::IpAddr;

use data_encoding::BASE64;
use iam_codec::operations::{SimulateCustomPolicy, SimulatePrincipalPolicy};
use iam_codec::structures::{ContextEntry, PolicyIdentifier};
use iam_codec::{Refusal, Request};

use super::context_keys::check_input;
use super::{Iam, Outcome};

impl Iam<'_> {
    /// Refuses what IAM refuses of an operation that is not served.
    pub(super) fn check_unserved(&self, request: &Request<'_>) -> Outcome<()> {
        match request {
            Request::SimulateCustomPolicy(request) => check_custom(request),
            Request::SimulatePrincipalPolicy(request) => self.check_principal(request),
            _ => Ok(()),
        }
    }

    fn check_principal(&self, request: &SimulatePrincipalPolicy<'_>) -> Outcome<()> {
        self.account.policy_source(&request.policy_source_arn)?;
        request.policy_exclusion_list.iter().flatten().try_for_each(check_exclusion)?;
        // The rest is the same, but that there may be no policies.
        let SimulatePrincipalPolicy { action_names, resource_arns, context_entries, .. } = request;
        check_custom(&SimulateCustomPolicy {
            policy_input_list: request.policy_input_list.clone().unwrap_or_default(),
            permissions_boundary_policy_input_list: request
                .permissions_boundary_policy_input_list
                .clone(),
            action_names: action_names.clone(),
            resource_arns: resource_arns.clone(),
            context_entries: context_entries.clone(),
            resource_handling_option: request.resource_handling_option.clone(),
            marker: request.marker.clone(),
            ..Default::default()
        })
    }
}

fn refuse_if(is_wrong: bool, refusal: Refusal<'_>) -> Outcome<()> {
    if is_wrong { Err(refusal.into()) } else { Ok(()) }
}

fn check_custom(request: &SimulateCustomPolicy<'_>) -> Outcome<()> {
    check_input(&request.policy_input_list)?;
    let boundaries = request.permissions_boundary_policy_input_list.as_deref();
    refuse_if(boundaries.is_some_and(|policies| policies.len() > 1), Refusal::BoundaryCount)?;
    for (level, number) in request.ordered_organization_policy_input_list.iter().flatten().zip(1..)
    {
        let policies = level.service_control_policy_input_list.as_deref().unwrap_or_default();
        let number = i32::to_string(&number);
        refuse_if(policies.is_empty(), Refusal::OrganizationPolicy(&number))?;
    }
    let mut actions = request.action_names.iter();
    refuse_if(actions.any(|action| !action.contains(':')), Refusal::ActionName)?;
    for arn in request.resource_arns.iter().flatten() {
        refuse_if(!is_resource(arn), Refusal::ResourceArn(arn))?;
    }
    if request.resource_handling_option.is_some() && request.resource_arns.is_some() {
        for action in &request.action_names {
            let takes_one = action.eq_ignore_ascii_case("ec2:RunInstances");
            refuse_if(!takes_one, Refusal::ResourceHandlingOption(action))?;
        }
    }
    check_entries(request.context_entries.as_deref().unwrap_or_default())?;
    // Nobody can have a marker, since no first page is given.
    refuse_if(request.marker.is_some(), Refusal::SimulationMarker)
}

/// All resources, or an ARN of six parts, where partition, service and resource are not empty.
fn is_resource(arn: &str) -> bool {
    let parts: Vec<_> = arn.splitn(6, ':').collect();
    arn == "*"
        || matches!(parts[..], ["arn", partition, service, _, _, resource]
            if ![partition, service, resource].contains(&""))
}

fn check_entries(entries: &[ContextEntry<'_>]) -> Outcome<()> {
    // A set, since a long body has tens of thousands of names.
    let mut names = HashSet::new();
    entries.iter().try_for_each(|entry| {
        check_entry(entry)?;
        let name = entry.context_key_name.as_deref().unwrap_or_default();
        refuse_if(!names.insert(name.to_ascii_lowercase()), Refusal::DuplicateContextKey(name))
    })
}

fn check_entry(entry: &ContextEntry<'_>) -> Outcome<()> {
    let name = entry.context_key_name.as_deref().unwrap_or_default();
    refuse_if(name.is_empty(), Refusal::ContextKeyName)?;
    let Some(of) = &entry.context_key_type else {
        return Err(Refusal::ContextKeyType(name).into());
    };
    let (of, values) = (of.as_str(), entry.context_key_values.as_deref().unwrap_or_default());
    refuse_if(values.is_empty(), Refusal::ContextKeyValues(name))?;
    let of_one = of.strip_suffix("List");
    let count = values.len().to_string();
    refuse_if(of_one.is_none() && values.len() > 1, Refusal::ContextValueCount(of, &count))?;
    let (format, is_right): (_, fn(&str) -> bool) = match of_one.unwrap_or(of) {
        "numeric" => ("numeric format", |value| value.parse().is_ok_and(f64::is_finite)),
        // Which forms a date may have was not recorded.
        "date" => ("DateTime format", |value| value.starts_with(|c: char| c.is_ascii_digit())),
        "ip" => ("IP address", is_address),
        "binary" => ("base-64 encoded binary format", |v| BASE64.decode(v.as_bytes()).is_ok()),
        _ => return Ok(()),
    };
    let is_wrong = values.iter().any(|value| !is_right(value));
    refuse_if(is_wrong, Refusal::ContextValue(name, format))
}

/// An address, or a range of them.
fn is_address(value: &str) -> bool {
    value.split('/').next().is_some_and(|address| address.parse::<IpAddr>().is_ok())
}

/// A policy must be named; of its user, group or role the end may be left open.
fn check_exclusion(excluded: &PolicyIdentifier<'_>) -> Outcome<()> {
    let Some(inline) = &excluded.inline_policy_identifier else { return Ok(()) };
    let (policy, owner) = (&*inline.policy_name, &*inline.attachment_name);
    let begins_with = owner.strip_suffix('*').unwrap_or(owner);
    let is_wrong = policy.contains(['*', '?']) || begins_with.contains('*');
    refuse_if(is_wrong, Refusal::InlinePolicyExclusion)
}

#[cfg(test)]
mod tests {
    use iam_codec::structures::ContextKeyType;

    use super::*;

    fn entry(name: String) -> ContextEntry<'static> {
        ContextEntry {
            context_key_name: Some(name.into()),
            context_key_type: Some(ContextKeyType::String),
            context_key_values: Some(vec!["a".into()]),
            ..Default::default()
        }
    }

    #[test]
    fn names_the_first_context_key_that_comes_again_in_any_case() {
        let entries = ["aws:a", "aws:b", "AWS:B", "aws:a"].map(|name| entry(name.to_owned()));
        let expected = "InvalidInput: Duplicate context key: AWS:B.";
        assert_eq!(check_entries(&entries).unwrap_err().to_string(), expected);
    }

    /// As many as a body of ten million bytes has. Comparing each with all others took minutes.
    #[test]
    fn takes_many_context_keys() {
        let entries: Vec<_> = (0..60_000).map(|n| entry(format!("{n:05}"))).collect();
        assert!(check_entries(&entries).is_ok());
    }
}
