//! Policies embedded in users, groups and roles. Their names are found in any case; a list has the
//! spelling that was put first, and a read the spelling that was asked for (recorded).

use iam_codec::operations::*;
use iam_codec::policy::{self, Kind, Quota};
use iam_codec::{Entity, Pages};

use super::{Iam, Outcome, Serve, check_policy, check_size};
use crate::state::{InlinePolicy, Policies};

impl Policies {
    fn put(&mut self, name: &str, document: &str, quota: Quota<'_>) -> Outcome<()> {
        check_policy(Kind::Inline, document)?;
        let others = self.inline.values().filter(|other| !other.name.eq_ignore_ascii_case(name));
        let sizes = others.map(|other| policy::size(Kind::Inline, &other.document));
        check_size(quota, sizes.sum::<usize>() + policy::size(Kind::Inline, document))?;
        match self.inline.get_mut(name) {
            Some(policy) => document.clone_into(&mut policy.document),
            None => {
                let policy = InlinePolicy { name: name.to_owned(), document: document.to_owned() };
                self.inline.insert(name, policy);
            }
        }
        Ok(())
    }
}

/// Makes the operations on inline policies, for those who have policies.
macro_rules! inline_policies {
    ($(
        $read:ident, $change:ident, $name:ident, $Entity:ident:
            $Put:ident, $Get:ident -> $GetResult:ident, $List:ident -> $ListResult:ident, $Delete:ident;
    )*) => {$(
        impl<'a> Serve<'a> for $Put<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
                let holder = iam.$change(&self.$name)?;
                let quota = Quota::$read(&holder.name);
                holder.policies.put(&self.policy_name, &self.policy_document, quota)
            }
        }

        impl<'a> Serve<'a> for $Get<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<$GetResult<'static>> {
                let holder = iam.$read(&self.$name)?;
                let missing = || Entity::$Entity(&self.policy_name).not_found();
                let policy = holder.policies.inline.get(&self.policy_name).ok_or_else(missing)?;
                Ok($GetResult {
                    $name: holder.name.clone().into(),
                    policy_document: policy.document.clone().into(),
                    policy_name: self.policy_name.to_string().into(),
                    ..Default::default()
                })
            }
        }

        impl<'a> Serve<'a> for $List<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<$ListResult<'static>> {
                let policies = iam.$read(&self.$name)?.policies.inline.values();
                let page = self.page(policies, |policy| &policy.name)?;
                let names = page.items.into_iter().map(|policy| policy.name.clone().into());
                Ok($ListResult {
                    policy_names: names.collect(),
                    is_truncated: page.is_truncated,
                    marker: page.marker,
                    ..Default::default()
                })
            }
        }

        impl<'a> Serve<'a> for $Delete<'a> {
            fn serve(&self, iam: &mut Iam<'_>) -> Outcome<()> {
                let removed = iam.$change(&self.$name)?.policies.inline.remove(&self.policy_name);
                let missing = || Entity::$Entity(&self.policy_name).not_found();
                removed.map(drop).ok_or_else(missing)
            }
        }
    )*};
}

inline_policies! {
    user, user_mut, user_name, UserPolicy:
        PutUserPolicy, GetUserPolicy -> GetUserPolicyResult,
        ListUserPolicies -> ListUserPoliciesResult, DeleteUserPolicy;
    group, group_mut, group_name, GroupPolicy:
        PutGroupPolicy, GetGroupPolicy -> GetGroupPolicyResult,
        ListGroupPolicies -> ListGroupPoliciesResult, DeleteGroupPolicy;
    role, own_role_mut, role_name, RolePolicy:
        PutRolePolicy, GetRolePolicy -> GetRolePolicyResult,
        ListRolePolicies -> ListRolePoliciesResult, DeleteRolePolicy;
}
