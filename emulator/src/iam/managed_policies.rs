//! Managed policies: those of the account, and those of AWS.

use std::collections::BTreeMap;

use iam_codec::operations::*;
use iam_codec::policy::{self, Kind, Quota};
use iam_codec::structures::{self, PolicyScope, PolicyUsage};
use iam_codec::{ErrorCode, Pages, Resource, ResourceType};

use super::aws_policies::{self, AwsPolicy};
use super::tags::sent;
use super::{
    Iam, Outcome, Serve, check_policy, check_size, conflict_if, failure, is_below, path_or_root,
};
use crate::state::{Account, Policy, PolicyVersion, Tags, uses};

/// A managed policy.
#[derive(Clone, Copy)]
pub(crate) enum Managed<'s> {
    Own(&'s Policy),
    Aws(&'static AwsPolicy),
}

impl Managed<'_> {
    pub(crate) fn name(&self) -> &str {
        match self {
            Managed::Own(policy) => &policy.name,
            Managed::Aws(policy) => policy.name,
        }
    }

    pub(crate) fn path(&self) -> &str {
        match self {
            Managed::Own(policy) => &policy.path,
            Managed::Aws(policy) => policy.path,
        }
    }

    pub(crate) fn arn(&self, account: &Account) -> String {
        match self {
            Managed::Own(policy) => account.arn("policy", &policy.path, &policy.name),
            Managed::Aws(policy) => policy.arn(),
        }
    }

    /// The policy as creates and lists have it.
    pub(crate) fn brief(
        &self,
        account: &Account,
        [attached, bounding]: [i32; 2],
    ) -> structures::Policy<'static> {
        let (id, version, created, updated) = match self {
            Managed::Own(policy) => {
                (policy.id.clone(), policy.default, policy.created, policy.updated)
            }
            Managed::Aws(policy) => {
                (policy.id.to_owned(), policy.version, policy.created, policy.updated)
            }
        };
        structures::Policy {
            policy_name: Some(self.name().to_owned().into()),
            policy_id: Some(id.into()),
            arn: Some(self.arn(account).into()),
            path: Some(self.path().to_owned().into()),
            default_version_id: Some(format!("v{version}").into()),
            attachment_count: Some(attached),
            permissions_boundary_usage_count: Some(bounding),
            is_attachable: Some(true),
            create_date: Some(created.into()),
            update_date: Some(updated.into()),
            ..Default::default()
        }
    }
}

impl Account {
    /// The policy of this ARN.
    pub(crate) fn managed_policy(&self, arn: &str) -> Option<Managed<'_>> {
        let aws = || aws_policies::find(arn).map(Managed::Aws);
        self.policies.get(arn).map(Managed::Own).or_else(aws)
    }

    /// How often a policy is attached, and how often it is a boundary.
    fn uses_of(&self, arn: &str) -> [i32; 2] {
        uses(self.holders()).get(arn).copied().unwrap_or_default()
    }
}

impl Iam<'_> {
    pub(crate) fn has_policy(&self, arn: &str) -> bool {
        self.account.managed_policy(arn).is_some()
    }

    pub(crate) fn managed_policy(&self, arn: &str) -> Outcome<Managed<'_>> {
        let missing = || Resource::Policy(arn.to_owned().into()).not_found();
        self.account.managed_policy(arn).ok_or_else(missing)
    }

    /// A policy that is not AWS's.
    pub(crate) fn own_policy_mut(&mut self, arn: &str) -> Outcome<&mut Policy> {
        if aws_policies::is_of_aws(arn) {
            let message = "Cannot update policies outside your own account.";
            return failure(ErrorCode::ACCESS_DENIED, message);
        }
        let missing = || Resource::Policy(arn.to_owned().into()).not_found();
        self.account.policies.get_mut(arn).ok_or_else(missing)
    }
}

pub(crate) fn check_managed(document: &str) -> Outcome<()> {
    check_policy(Kind::Managed, document)?;
    check_size(Quota::MANAGED, policy::size(Kind::Managed, document))
}

impl<'a> Serve<'a> for CreatePolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<CreatePolicyResult<'static>> {
        check_managed(&self.policy_document)?;
        let mut names = iam.account.policies.values().map(|policy| &policy.name);
        if names.any(|name| name.eq_ignore_ascii_case(&self.policy_name)) {
            return Err(Resource::Policy(self.policy_name.clone()).into_owned().already_exists());
        }
        let document = self.policy_document.to_string();
        let policy = Policy {
            name: self.policy_name.to_string(),
            path: path_or_root(&self.path),
            id: iam.ids.unique("ANPA"),
            created: iam.now,
            updated: iam.now,
            description: self.description.as_deref().map(str::to_owned),
            tags: Tags::new(self.tags.as_deref()),
            versions: vec![PolicyVersion { number: 1, document, created: iam.now }],
            default: 1,
            newest: 1,
        };
        let created = structures::Policy {
            tags: sent(&self.tags),
            ..Managed::Own(&policy).brief(iam.account, [0, 0])
        };
        let arn = iam.account.arn("policy", &policy.path, &policy.name);
        iam.account.policies.insert(arn, policy);
        Ok(CreatePolicyResult { policy: Some(created), ..Default::default() })
    }
}

impl<'a> Serve<'a> for GetPolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<GetPolicyResult<'static>> {
        let found = iam.managed_policy(&self.policy_arn)?;
        let (description, tags) = match found {
            Managed::Own(policy) => {
                (policy.description.clone(), policy.tags.listed(ResourceType::Policy))
            }
            Managed::Aws(_) => (None, Vec::new()),
        };
        let policy = structures::Policy {
            description: description.map(Into::into),
            tags: Some(tags),
            ..found.brief(iam.account, iam.account.uses_of(&self.policy_arn))
        };
        Ok(GetPolicyResult { policy: Some(policy), ..Default::default() })
    }
}

/// Whether a list has a policy that is used so often. Recorded: the filter says which use counts, and
/// does nothing without `OnlyAttached`.
fn selects(list: &ListPolicies<'_>, policy: Managed<'_>, [attached, bounding]: [i32; 2]) -> bool {
    let is_used = match list.policy_usage_filter {
        _ if list.only_attached != Some(true) => true,
        Some(PolicyUsage::PermissionsPolicy) => attached > 0,
        Some(PolicyUsage::PermissionsBoundary) => bounding > 0,
        _ => attached > 0 || bounding > 0,
    };
    is_used && is_below(policy.path(), &list.path_prefix)
}

impl<'a> Serve<'a> for ListPolicies<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<ListPoliciesResult<'static>> {
        let account = &*iam.account;
        let uses: BTreeMap<_, _> = uses(account.holders());
        let uses_of = |arn: &str| uses.get(arn).copied().unwrap_or_default();
        let own = account.policies.values().map(Managed::Own);
        let own = own.filter(|_| self.scope != Some(PolicyScope::Aws));
        let aws = aws_policies::all().map(Managed::Aws);
        let aws = aws.filter(|_| self.scope != Some(PolicyScope::Local));
        let policies = own.chain(aws).map(|policy| (policy.arn(account), policy));
        let selected = policies.filter(|(arn, policy)| selects(self, *policy, uses_of(arn)));
        let page = self.page(selected, |(arn, _)| arn)?;
        let brief = |(arn, policy): (String, Managed<'_>)| policy.brief(account, uses_of(&arn));
        Ok(ListPoliciesResult {
            policies: Some(page.items.into_iter().map(brief).collect()),
            is_truncated: page.is_truncated,
            marker: page.marker,
            ..Default::default()
        })
    }
}

impl<'a> Serve<'a> for DeletePolicy<'a> {
    fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
        let versions = iam.own_policy_mut(&self.policy_arn)?.versions.len();
        let is_used = iam.account.uses_of(&self.policy_arn) != [0, 0];
        conflict_if(is_used, "Cannot delete a policy attached to entities.")?;
        let message = "This policy has more than one version. Before you delete a policy, you must delete the \
             policy's versions. The default version is deleted with the policy.";
        conflict_if(versions > 1, message)?;
        iam.account.policies.remove(&*self.policy_arn);
        Ok(())
    }
}
