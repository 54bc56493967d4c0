//! Managed policies attached to users, groups and roles.

use iam_codec::operations::*;
use iam_codec::structures::AttachedPolicy;
use iam_codec::{Entity, Pages, Resource};

use super::{Iam, Outcome, Serve, check_quota, conflict_if, is_below};
use crate::state::Policies;

impl Policies {
    /// Refuses to delete what still has policies.
    pub(crate) fn none_left(&self) -> Outcome<()> {
        let message = "Cannot delete entity, must detach all policies first.";
        conflict_if(!self.attached.is_empty(), message)?;
        conflict_if(!self.inline.is_empty(), "Cannot delete entity, must delete policies first.")
    }

    /// Attaches one more policy, unless there are as many as there may be.
    fn attach(&mut self, arn: &str, quota: usize, quota_name: &str) -> Outcome<()> {
        if !self.attached.contains(arn) {
            check_quota(self.attached.len(), quota, quota_name)?;
            self.attached.insert(arn.to_owned());
        }
        Ok(())
    }

    fn detach(&mut self, arn: &str) -> Outcome<()> {
        if self.attached.remove(arn) {
            return Ok(());
        }
        Err(Resource::Policy(arn.to_owned().into()).not_found())
    }
}

impl Iam<'_> {
    /// Refuses to attach what is not a policy.
    fn check_attachable(&self, arn: &str) -> Outcome<()> {
        if self.has_policy(arn) { Ok(()) } else { Err(Entity::AttachablePolicy(arn).not_found()) }
    }
}

/// A managed policy as lists of attached ones have it.
pub(crate) fn attached_policy(arn: &str) -> AttachedPolicy<'static> {
    let name = arn.rsplit('/').next().unwrap_or_default();
    AttachedPolicy {
        policy_name: Some(name.to_owned().into()),
        policy_arn: Some(arn.to_owned().into()),
        ..Default::default()
    }
}

/// The path of a policy, which its ARN has between `policy` and the name.
fn path_of(arn: &str) -> &str {
    let path = arn.split_once(":policy").map_or("/", |(_, path)| path);
    path.rfind('/').map_or("/", |end| &path[..=end])
}

/// Makes the operations that attach, detach and list, for those who have policies.
macro_rules! attachments {
    ($(
        $read:ident, $change:ident, $name:ident, $quota:literal $quota_name:literal:
            $Attach:ident, $Detach:ident, $List:ident -> $Result:ident;
    )*) => {$(
        impl<'a> Serve<'a> for $Attach<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
                iam.$change(&self.$name)?;
                iam.check_attachable(&self.policy_arn)?;
                iam.$change(&self.$name)?.policies.attach(&self.policy_arn, $quota, $quota_name)
            }
        }

        impl<'a> Serve<'a> for $Detach<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
                iam.$change(&self.$name)?.policies.detach(&self.policy_arn)
            }
        }

        impl<'a> Serve<'a> for $List<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<$Result<'static>> {
                let attached = iam.$read(&self.$name)?.policies.attached.iter();
                let attached = attached.filter(|arn| is_below(path_of(arn), &self.path_prefix));
                let page = self.page(attached, |arn| arn)?;
                let policies = page.items.into_iter().map(|arn| attached_policy(arn));
                Ok($Result {
                    attached_policies: Some(policies.collect()),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                    ..Default::default()
                })
            }
        }
    )*};
}

attachments! {
    user, user_mut, user_name, 10 "PoliciesPerUser": AttachUserPolicy, DetachUserPolicy,
        ListAttachedUserPolicies -> ListAttachedUserPoliciesResult;
    group, group_mut, group_name, 10 "PoliciesPerGroup": AttachGroupPolicy, DetachGroupPolicy,
        ListAttachedGroupPolicies -> ListAttachedGroupPoliciesResult;
    role, own_role_mut, role_name, 20 "PoliciesPerRole": AttachRolePolicy, DetachRolePolicy,
        ListAttachedRolePolicies -> ListAttachedRolePoliciesResult;
}
